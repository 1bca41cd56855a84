"""Notices go on the shelf: identity settled, copies merged, other people's texts cut to quotes, people's edits kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.copies.reposts import merge_reposts
from scraper.errors import DigestError
from scraper.model import Notice
from scraper.people.privacy import mask_notice
from scraper.quotes.quotes import digest_notice
from scraper.standing.showing import may_show_whole
from scraper.store.files import sweep_parts
from scraper.store.shelf import NOTICES, Outcome, Shelf
from scraper.store.shelf_index import ShelfIndex, open_index


@dataclass(frozen=True, slots=True)
class Shelving:
    """What a run did: an outcome for each notice by id, and what could not be read or written.

    `missed` are the snapshots of notices that are not on the shelf for it.
    """

    outcomes: tuple[tuple[str, Outcome], ...]
    errors: tuple[DigestError, ...] = ()
    missed: frozenset[str | None] = frozenset()


def shelve_notices(notices: Sequence[Notice], shelf: Shelf) -> Shelving:
    """Write notices to the shelf, merged with each other and with what stands there; the same notices again change nothing.

    Whoever calls holds the lock.

    Raises:
        StoreError: the disk refused the index of the shelf.
        KeyboardInterrupt: as it came, with a word on what is written.
    """
    sweep_parts(shelf.root / NOTICES)
    masked = map(mask_notice, notices)
    fresh = [notice if may_show_whole(notice) else digest_notice(notice) for notice in masked]
    with open_index(shelf) as index:
        errors = {str(error): error for error in index.refresh()}
        known = [shelf.load_generated(path) for path in index.find_related(fresh)]
        standing = {notice.id: notice for notice in known}
        merged = separate_ids(merge_reposts([*known, *fresh], standing), index.holds_id)
        given = {notice.snapshot for notice in fresh}
        same = {n.id for n in merged if standing.get(n.id) == n and not (n.snapshot in given and index.is_broken(n.id))}
        outcomes = [(notice.id, Outcome.UNCHANGED) for notice in merged if notice.id in same and notice.snapshot in given]
        missed: set[str | None] = set()
        try:
            for notice, result in save_notices([notice for notice in merged if notice.id not in same], shelf, index):
                if isinstance(result, Outcome):
                    outcomes.append((notice.id, result))
                else:
                    errors.setdefault(str(result), result)
                    missed |= {one.snapshot for one in fresh if stands_for(notice, one)}
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"{len(outcomes)} of {len(merged)} notices are on the shelf") from None
    return Shelving(tuple(outcomes), tuple(errors.values()), frozenset(missed))


def save_notices(notices: Sequence[Notice], shelf: Shelf, index: ShelfIndex) -> Iterator[tuple[Notice, Outcome | DigestError]]:
    """Write notices one by one, then bring the index up to them; one that can't be written gives its error."""
    written: list[Notice] = []
    for notice in notices:
        try:
            outcome = shelf.save_notice(notice)
        except DigestError as error:
            yield notice, error
        else:
            yield notice, outcome
            written += [notice] if outcome in (Outcome.ADDED, Outcome.CHANGED) else []
    index.note_written(written)
    index.refresh()


def stands_for(merged: Notice, fresh: Notice) -> bool:
    """True when a notice may have been merged from a fresh one: the same page, or told among its copies."""
    places = {merged.source.url, *(repost.url for repost in merged.reposts)}
    return fresh.snapshot == merged.snapshot or fresh.id == merged.id or fresh.source.url in places


def separate_ids(notices: Sequence[Notice], is_taken: Callable[[str], bool]) -> list[Notice]:
    """Distinct notices under distinct ids: whoever comes later takes the next free eight digits, which its snapshot will keep.

    `is_taken` tells of ids on the shelf, also of notices that are not among these.
    """
    taken: set[str] = set()
    out = []
    for notice in notices:
        name = notice.id
        while name in taken or (name != notice.id and is_taken(name)):
            name = f"{name[:-8]}{(int(name[-8:], 16) + 1) % 0x100000000:08x}"
        taken.add(name)
        out.append(replace(notice, id=name) if name != notice.id else notice)
    return out
