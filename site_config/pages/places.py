"""Which places have a page, how many measures each holds, and the list that readers choose a place from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from site_config.pages.addresses import region_path
from site_config.pages.atlas import STATE
from site_config.pages.digest import Digest
from site_config.pages.tongue import CHINESE, Tongue


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list: `path` is None where there is no page; `inner` places lie in the one before them."""

    code: str
    name: str
    path: str | None
    count: int = 0
    inner: bool = False


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province with the places in it that have a page; the first is the province itself."""

    code: str
    name: str
    path: str
    count: int
    places: tuple[PlaceLine, ...]


@lru_cache(maxsize=1)
def count_places(digest: Digest) -> Counter[str]:
    """Shown measures of each place and all places below it; kept, as `list_paths`, for the digest that was asked for last."""
    counts: Counter[str] = Counter()
    for card in digest.cards:
        if card.shown and card.region:
            counts.update(digest.atlas.trace_path(card.region))
    return counts


@lru_cache(maxsize=1)
def list_paths(digest: Digest) -> tuple[tuple[str, ...], ...]:
    """Codes, from the province down, of every place that has a page.

    All provinces; prefectures of the provinces that have any notice; counties that have one; the state.
    """
    atlas = digest.atlas
    spoken = {notice.region.code for notice in digest.notices if notice.region}
    active = {atlas.trace_path(code)[0] for code in spoken}
    codes = {province.code for province in atlas.list_provinces()} | {STATE}
    codes |= {child.code for code in active if code != STATE for child in atlas.children.get(code, ()) if child.level == 2}
    codes |= {step for code in spoken for step in atlas.trace_path(code)}
    return tuple(atlas.trace_path(code) for code in sorted(codes))


def list_provinces(digest: Digest, tongue: Tongue = CHINESE) -> tuple[ProvinceLine, ...]:
    """The provinces in the order of their codes, each with its places that have a page."""
    counts = count_places(digest)
    paths = list_paths(digest)
    return tuple(_list_places(digest, province.code, paths, counts, tongue) for province in digest.atlas.list_provinces())


def _list_places(digest: Digest, code: str, paths: tuple[tuple[str, ...], ...], counts: Counter[str], tongue: Tongue) -> ProvinceLine:
    inside = tuple(
        PlaceLine(path[-1], tongue.name_place(digest.atlas, path[-1]), tongue.lead(region_path(path)), counts[path[-1]], len(path) > 2)
        for path in paths
        if len(path) > 1 and path[0] == code
    )
    return ProvinceLine(code, tongue.name_place(digest.atlas, code), tongue.lead(region_path((code,))), counts[code], inside)


def list_choices(digest: Digest, tongue: Tongue = CHINESE) -> Iterator[ProvinceLine]:
    """For the select of a search form: each province is also the first of its own places."""
    for province in list_provinces(digest, tongue):
        first = PlaceLine(province.code, province.name, province.path, province.count)
        yield ProvinceLine(province.code, province.name, province.path, province.count, (first, *province.places))
