"""Which places have a page, how many measures each holds, and the list that readers choose a place from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from site_config.catalog.addresses import region_path
from site_config.catalog.digest import Digest
from site_config.catalog.place_counts import count_places
from site_config.catalog.place_paths import list_paths
from site_config.language.languages import CHINESE, Language


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


def list_provinces(digest: Digest, language: Language = CHINESE) -> tuple[ProvinceLine, ...]:
    """The provinces in the order of their codes, each with its places that have a page."""
    counts = count_places(digest)
    paths = list_paths(digest)
    return tuple(_list_places(digest, province.code, paths, counts, language) for province in digest.atlas.list_provinces())


def _list_places(digest: Digest, code: str, paths: tuple[tuple[str, ...], ...], counts: Counter[str], language: Language) -> ProvinceLine:
    inside = tuple(
        PlaceLine(path[-1], language.name_place(digest.atlas, path[-1]), language.lead(region_path(path)), counts[path[-1]], len(path) > 2)
        for path in paths
        if len(path) > 1 and path[0] == code
    )
    return ProvinceLine(code, language.name_place(digest.atlas, code), language.lead(region_path((code,))), counts[code], inside)


def list_choices(digest: Digest, language: Language = CHINESE) -> Iterator[ProvinceLine]:
    """For the select of a search form: each province is also the first of its own places."""
    for province in list_provinces(digest, language):
        first = PlaceLine(province.code, province.name, province.path, province.count)
        yield ProvinceLine(province.code, province.name, province.path, province.count, (first, *province.places))
