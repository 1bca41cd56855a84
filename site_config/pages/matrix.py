"""Topics against instruments: how many measures, each number a search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from site_config.pages.addresses import search_path
from site_config.pages.digest import Card, Digest
from site_config.pages.tongue import CHINESE, Tongue

Cards = tuple[Card, ...]
Levels = tuple[Cards, Cards, Cards]


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


def build_matrix(cards: Levels, digest: Digest, region: str, tongue: Tongue = CHINESE) -> Matrix:
    """Count the shown cards of `region`: its own, those it inherits, those below it, which is what a search of the place finds."""
    levels = tuple(_count_topics(level) for level in cards)
    topics = sum(levels, start=Counter[str]())
    pairs: Counter[tuple[str, str]] = Counter()
    for card in (card for level in cards for card in level if card.shown):
        pairs.update((topic, instrument) for topic in set(card.measure.topics) for instrument in set(card.measure.instruments))
    columns = tuple(i for i in digest.instruments if any(pairs[topic, i] for topic in topics))

    def build_row(topic: str) -> Row:
        cells = tuple(_build_cell(pairs[topic, i], tongue.lead(search_path(region=region, topic=topic, instrument=i))) for i in columns)
        counts = (levels[0][topic], levels[1][topic], levels[2][topic])
        return Row(tongue.pick(digest.topics[topic]), topics[topic], counts, tongue.lead(search_path(region=region, topic=topic)), cells)

    return Matrix(
        tuple(tongue.pick(digest.instruments[i]) for i in columns), tuple(build_row(topic) for topic in digest.topics if topics[topic])
    )


def _count_topics(cards: Cards) -> Counter[str]:
    return Counter(topic for card in cards if card.shown for topic in set(card.measure.topics))


def _build_cell(count: int, path: str) -> Cell:
    return Cell(count, path) if count else EMPTY
