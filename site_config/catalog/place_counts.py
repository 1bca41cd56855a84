"""How many measures a place has: counted here once, for region pages, lists of places, map, comparison and the matrix.

Counted are shown measures (`is_shown` of the law of standing: concrete, no mere report or intention) of published notices, over or not,
each once whatever its topics. They stand at three levels: what the place itself or a zone in it gives (own), what the units above give to
everyone below them (above), what all units inside it give (below). A search of the place finds the same three levels, each with the same
number. The state is a level of its own: nothing counts as below it, or every search of the state would be a search of everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from site_config.catalog.digest import Card, Digest


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers of shown measures: all, by topic, and by topic and instrument."""

    total: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """The counts of a place at its three levels, and of all of them."""

    own: Count
    above: Count
    below: Count
    whole: Count


@dataclass(frozen=True, slots=True)
class Levels:
    """Counts by place: of what it gives itself, of that what it gives to everyone below it, and of what all units below it give."""

    own: Mapping[str, Count]
    passed: Mapping[str, Count]
    below: Mapping[str, Count]


NONE = Count()


@lru_cache(maxsize=1)
def count_levels(digest: Digest) -> Levels:
    """The counts of all places; kept for the digest that was asked for last."""
    return Levels(*(_count_places(cards) for cards in (digest.by_region, digest.passed, digest.below)))


def count_place(digest: Digest, code: str) -> PlaceCount:
    """The counts of one place."""
    known = count_levels(digest)
    own, below = known.own.get(code, NONE), known.below.get(code, NONE)
    above = add_counts(known.passed.get(step, NONE) for step in digest.atlas.list_above(code))
    return PlaceCount(own, above, below, add_counts((own, above, below)))


@lru_cache(maxsize=1)
def count_places(digest: Digest) -> Counter[str]:
    """Own measures of each place and those below it, as lists of places and the map tell them."""
    known = count_levels(digest)
    own, below = ({code: count.total for code, count in counts.items()} for counts in (known.own, known.below))
    return Counter(own) + Counter(below)


def add_counts(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    given = tuple(counts)
    topics, pairs = sum((count.topics for count in given), Counter()), sum((count.pairs for count in given), Counter())
    return Count(sum(count.total for count in given), topics, pairs)


def _count_places(cards: Mapping[str, Iterable[Card]]) -> dict[str, Count]:
    return {code: _count_cards(card for card in group if card.shown) for code, group in cards.items()}


def _count_cards(cards: Iterable[Card]) -> Count:
    labels = [(set(card.measure.topics), set(card.measure.instruments)) for card in cards]
    topics = Counter(topic for topics, _ in labels for topic in topics)
    return Count(len(labels), topics, Counter(pair for both in labels for pair in product(*both)))
