"""Topics against instruments: how many measures, each number a search."""

from __future__ import annotations

from dataclasses import dataclass

from site_config.catalog.addresses import search_path
from site_config.catalog.digest import Digest
from site_config.catalog.place_counts import count_place
from site_config.language.languages import CHINESE, Language


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the search that shows what it counts."""

    count: int
    path: str


EMPTY = Cell(0, "")


@dataclass(frozen=True, slots=True)
class Row:
    """A topic; `count` is its number of measures, with or without an instrument, `levels` those of the place, above and below it."""

    name: str
    count: int
    levels: tuple[int, int, int]
    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Only rows and columns that hold something."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def build_matrix(digest: Digest, region: str, language: Language = CHINESE) -> Matrix:
    """The shown measures of `region`: its own, those it inherits, those below it, which is what a search of the place finds."""
    counts = count_place(digest, region)
    topics, pairs = counts.whole.topics, counts.whole.pairs
    columns = tuple(i for i in digest.instruments if any(pairs[topic, i] for topic in topics))

    def search(topic: str, instrument: str | None = None) -> str:
        return language.lead(search_path(region=region, topic=topic, instrument=instrument))

    def build_row(topic: str) -> Row:
        cells = tuple(Cell(count, search(topic, i)) if (count := pairs[topic, i]) else EMPTY for i in columns)
        levels = (counts.own.topics[topic], counts.above.topics[topic], counts.below.topics[topic])
        return Row(language.pick(digest.topics[topic]), topics[topic], levels, search(topic), cells)

    return Matrix(
        tuple(language.pick(digest.instruments[i]) for i in columns), tuple(build_row(topic) for topic in digest.topics if topics[topic])
    )
