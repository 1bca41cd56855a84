"""Notices go on the shelf: identity settled, copies merged, other people's texts cut to quotes, people's edits kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scraper.errors import DigestError
from scraper.model import Notice
from scraper.policy.privacy import mask_notice
from scraper.policy.quotes import digest_notice, shows_whole
from scraper.policy.reposts import merge_reposts
from scraper.store.files import sweep_parts
from scraper.store.index import open_index
from scraper.store.shelf import NOTICES, Outcome, Shelf


@dataclass(frozen=True, slots=True)
class Shelving:
    """What a run did: an outcome for each notice by id, and what could not be read or written."""

    outcomes: tuple[tuple[str, Outcome], ...]
    errors: tuple[DigestError, ...] = ()


def shelve_notices(notices: Sequence[Notice], shelf: Shelf) -> Shelving:
    """Write notices to the shelf, merged with each other and with what stands there; the same notices again change nothing.

    Whoever calls holds the lock.

    Raises:
        StoreError: the disk refused the index of the shelf.
    """
    sweep_parts(shelf.root / NOTICES)
    masked = map(mask_notice, notices)
    fresh = [notice if shows_whole(notice) else digest_notice(notice) for notice in masked]
    with open_index(shelf) as index:
        errors = list(index.refresh())
        known = [shelf.load_shelved(path).generated for path in index.find_related(fresh)]
        standing = {notice.id: notice for notice in known}
        merged = separate_ids(merge_reposts([*known, *fresh], standing), index.holds_id)
        given = {notice.snapshot for notice in fresh}
        outcomes = [(notice.id, Outcome.UNCHANGED) for notice in merged if standing.get(notice.id) == notice and notice.snapshot in given]
        written: list[Notice] = []
        for notice in merged:
            if standing.get(notice.id) != notice:
                try:
                    outcome = shelf.save_notice(notice)
                except DigestError as error:
                    errors.append(error)
                else:
                    outcomes.append((notice.id, outcome))
                    written += [notice] if outcome in (Outcome.ADDED, Outcome.CHANGED) else []
        index.note_written(written)
        index.refresh()
    return Shelving(tuple(outcomes), tuple(errors))


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
