"""Points: how much of what was labelled was read, and the loss in words.

Every score is 2 * hit / (gold + found): the micro-averaged F1 of lists. Of what is judged one by one as many are found as labelled,
so the same formula is their mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Any]
"""A label, or a record as `normalize` prints it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Points (`hit`) among what was labelled (`gold`) and what was read (`found`)."""

    hit: float = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.gold + other.gold, self.found + other.found)

    @property
    def score(self) -> float | None:
        """0 to 1; None when there was nothing to find and nothing was found.

        >>> Tally(1, 2, 1).score, Tally().score
        (0.6666666666666666, None)
        """
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else None


@dataclass(frozen=True, slots=True)
class Mark:
    """Points of one document in one field, and what was missed."""

    field: str
    tally: Tally
    misses: tuple[str, ...] = ()


def mark_one(field: str, right: bool, miss: str) -> Mark:
    """A thing that is right or wrong."""
    return Mark(field, Tally(int(right), 1, 1), () if right else (miss,))


def mark_share(field: str, share: float, misses: Iterable[str]) -> Mark:
    """A document that is right in part."""
    return Mark(field, Tally(share, 1, 1), tuple(misses))


def mark_lists(field: str, name: str, wanted: Sequence[Any], found: Sequence[Any]) -> Mark:
    """Two lists in any order; a value counts as often as both have it."""
    lacking, holding = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    misses = [f"{name}: lacks {value!r}" for value in lacking.elements()] + [f"{name}: holds {value!r}" for value in holding.elements()]
    return Mark(field, Tally(len(wanted) - lacking.total(), len(wanted), len(found)), tuple(misses))
