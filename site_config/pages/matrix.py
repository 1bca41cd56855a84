"""Topics against instruments: how many measures, each number a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from site_config.catalog.addresses import search_path
from site_config.catalog.digest import Card, Digest
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


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers of shown measures: by topic, and by topic and instrument."""

    topics: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


NONE = Count()


@dataclass(frozen=True, slots=True)
class Levels:
    """Counts by place: of what it gives itself, of that what it gives to everyone below it, and of what all units below it give."""

    own: Mapping[str, Count]
    passed: Mapping[str, Count]
    below: Mapping[str, Count]


@lru_cache(maxsize=1)
def count_levels(digest: Digest) -> Levels:
    """The counts of all places; kept for the digest that was asked for last."""
    return Levels(*(_count_places(cards) for cards in (digest.by_region, digest.passed, digest.below)))


def build_matrix(digest: Digest, region: str, language: Language = CHINESE) -> Matrix:
    """The shown measures of `region`: its own, those it inherits, those below it, which is what a search of the place finds."""
    known = count_levels(digest)
    own, below = known.own.get(region, NONE), known.below.get(region, NONE)
    above = _add_counts(known.passed.get(code, NONE) for code in digest.atlas.list_above(region))
    whole = _add_counts((own, above, below))
    topics, pairs = whole.topics, whole.pairs
    columns = tuple(i for i in digest.instruments if any(pairs[topic, i] for topic in topics))

    def search(topic: str, instrument: str | None = None) -> str:
        return language.lead(search_path(region=region, topic=topic, instrument=instrument))

    def build_row(topic: str) -> Row:
        cells = tuple(Cell(count, search(topic, i)) if (count := pairs[topic, i]) else EMPTY for i in columns)
        counts = (own.topics[topic], above.topics[topic], below.topics[topic])
        return Row(language.pick(digest.topics[topic]), topics[topic], counts, search(topic), cells)

    return Matrix(
        tuple(language.pick(digest.instruments[i]) for i in columns), tuple(build_row(topic) for topic in digest.topics if topics[topic])
    )


def _count_places(cards: Mapping[str, Iterable[Card]]) -> dict[str, Count]:
    return {code: _count_cards(card for card in group if card.shown) for code, group in cards.items()}


def _count_cards(cards: Iterable[Card]) -> Count:
    count = Count()
    for measure in (card.measure for card in cards):
        topics = set(measure.topics)
        count.topics.update(topics)
        count.pairs.update((topic, instrument) for topic in topics for instrument in set(measure.instruments))
    return count


def _add_counts(counts: Iterable[Count]) -> Count:
    whole = Count()
    for count in counts:
        whole.topics.update(count.topics)
        whole.pairs.update(count.pairs)
    return whole
