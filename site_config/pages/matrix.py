"""Topics against instruments: how many measures, each number a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from site_config.pages.addresses import search_path
from site_config.pages.digest import Card, Digest


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the search that shows what it counts."""

    count: int
    path: str


EMPTY = Cell(0, "")


@dataclass(frozen=True, slots=True)
class Row:
    """A topic; `count` is its number of measures, with or without an instrument."""

    name: str
    count: int
    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Only rows and columns that hold something."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def build_matrix(cards: Iterable[Card], digest: Digest, region: str) -> Matrix:
    """Count the shown cards of `region` (its own, those below, those it inherits: what a search of the place finds)."""
    pairs: Counter[tuple[str, str]] = Counter()
    topics: Counter[str] = Counter()
    for card in cards:
        if card.shown:
            topics.update(set(card.measure.topics))
            pairs.update((topic, instrument) for topic in set(card.measure.topics) for instrument in set(card.measure.instruments))
    columns = tuple(i for i in digest.instruments if any(pairs[topic, i] for topic in topics))

    def build_row(topic: str) -> Row:
        cells = tuple(_build_cell(pairs[topic, i], region, topic, i) for i in columns)
        return Row(digest.topics[topic].zh, topics[topic], search_path(region=region, topic=topic), cells)

    return Matrix(tuple(digest.instruments[i].zh for i in columns), tuple(build_row(topic) for topic in digest.topics if topics[topic]))


def _build_cell(count: int, region: str, topic: str, instrument: str) -> Cell:
    return Cell(count, search_path(region=region, topic=topic, instrument=instrument)) if count else EMPTY
