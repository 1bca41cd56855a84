"""One notice a page: a page that is read again is no copy of itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from scraper.copies.copies import is_same_page
from scraper.copies.originals import join_reposts, keep_decisions, rank_copy
from scraper.model import Notice


def drop_reread(notices: Sequence[Notice], kept: Collection[str] = ()) -> list[Notice]:
    """One notice a page, in the place of its first reading and with the copies and the id that were known.

    A new reading counts more than one in use, and of several new ones the best. Two notices that are in use stay two. What another
    source sends is no reading of the page, though it be the same bytes.
    """
    pages: list[list[Notice]] = []
    places: dict[tuple[str, str], list[int]] = {}
    seen: set[str] = set()
    for notice in notices:
        keys = [(notice.source.id, name) for name in (notice.snapshot, notice.source.url) if name]
        known = dict.fromkeys(place for key in keys for place in places.get(key, ()))
        place = next((place for place in known if is_reading(notice, pages[place])), None)
        if place is None or (notice.id in kept and notice.id not in seen):
            place = len(pages)
            pages.append([])
        pages[place].append(notice)
        for key in keys:
            if place not in places.setdefault(key, []):
                places[key].append(place)
        seen.add(notice.id)
    return [choose_reading(page, kept) for page in pages]


def is_reading(notice: Notice, page: Sequence[Notice]) -> bool:
    """True when a notice is what a page says, read again: the same bytes or id, or the same act by number, title or words.

    An address alone does not tell: some addresses show another notice every month.
    """
    return any(is_same_page(notice, reading) for reading in page)


def choose_reading(readings: Sequence[Notice], kept: Collection[str]) -> Notice:
    """The reading of a page that counts; the first one is in use when its id is."""
    first = readings[0]
    known = first.id in kept
    best = max(readings[1:] if known and len(readings) > 1 else readings, key=rank_copy)
    reposts = first.reposts
    for reading in readings[1:]:
        reposts = join_reposts(reposts, reading.reposts)
    return keep_decisions(replace(best, id=first.id if known else best.id, reposts=reposts), readings)
