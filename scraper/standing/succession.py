"""Which notices others repeal or amend: what a relation says of its target, seen from the target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scraper.model import Notice, Relation, RelationType
from scraper.text.fold import bare_text

ENDING = frozenset({RelationType.REPEALS, RelationType.AMENDS})
LEAST_TITLE = 8
"""Letters; a shorter title names too many papers."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A notice that repeals or amends another, from a day on (None: from the first)."""

    type: RelationType
    notice: Notice
    day: date | None

    def acts_on(self, day: date) -> bool:
        """True when it has taken effect."""
        return self.day is None or self.day <= day


def find_successors(notices: Iterable[Notice]) -> Mapping[str, tuple[Successor, ...]]:
    """By the id of each notice that is repealed or amended, by whom, in the order given.

    A number names its notice; a title does among the notices of the same place. Nothing later than the successor is meant.
    """
    given = [notice for notice in notices if not notice.held]
    numbers: dict[str, list[Notice]] = defaultdict(list)
    titles: dict[str, list[tuple[str, Notice]]] = defaultdict(list)
    for notice in given:
        if notice.doc_number:
            numbers[notice.doc_number.text].append(notice)
        titles[_find_code(notice)].append((bare_text(notice.title), notice))
    found: dict[str, list[Successor]] = defaultdict(list)
    for notice in given:
        for relation in notice.relations:
            if relation.type in ENDING:
                for other in numbers.get(relation.target) or find_titled(titles[_find_code(notice)], relation):
                    if other is not notice and not is_later(other, notice):
                        found[other.id].append(Successor(relation.type, notice, find_start(notice)))
    return {name: tuple(successors) for name, successors in found.items()}


def find_titled(titles: Iterable[tuple[str, Notice]], relation: Relation) -> list[Notice]:
    """The notices whose title is the one that a relation names, perhaps with the issuer before it; `titles` are folded."""
    named = bare_text(relation.title or relation.target)
    if len(named) < LEAST_TITLE:
        return []
    return [notice for title, notice in titles if title.endswith(named) or (named.endswith(title) and len(title) >= LEAST_TITLE)]


def find_start(notice: Notice) -> date | None:
    """The day from which a notice acts."""
    return notice.validity.start or notice.written or notice.published


def is_later(one: Notice, other: Notice) -> bool:
    """True when both days are known and the first comes after the second."""
    first, second = one.written or one.published, other.written or other.published
    return first is not None and second is not None and first > second


def _find_code(notice: Notice) -> str:
    return notice.region.code if notice.region else ""
