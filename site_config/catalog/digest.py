"""Everything that the pages are made of: published notices, their measures as cards, and who is where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from scraper.model import Damage, Instrument, Measure, Notice, Topic, ValidityStatus, Vocabulary
from scraper.standing.law import DatedMeasure, Standing, judge_standing, reaches_down
from scraper.standing.succession import Successor, find_successors
from site_config.catalog.atlas import Atlas, build_atlas, find_code
from site_config.catalog.neutral import clear_record

Item = TypeVar("Item")
NO_DATE = date.min


@dataclass(frozen=True, slots=True)
class Card(DatedMeasure):
    """A measure with its notice, as it stands on the day of the digest."""

    @property
    def region(self) -> str | None:
        """Code of the place that gives the measure."""
        return find_code(self.notice)


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """The published notices, newest first, with what the pages ask of them; equal only to itself, so that counts of it can be kept.

    `day` is the day for which status is computed, `by_region` holds the cards of a place and of zones in it, `below` those of all units
    below it, `passed` those that it gives to everyone below it; `by_place` its notices and `inside` those of all places in it, too.
    `successors` are the notices that repeal or amend another, by the id of that.
    `damaged` counts notices kept back for their damage, `named` for the private persons in them, `textless` because files hold their text,
    `withheld` those that a person took down.
    """

    notices: tuple[Notice, ...]
    cards: tuple[Card, ...]
    topics: Mapping[str, Topic]
    instruments: Mapping[str, Instrument]
    atlas: Atlas
    day: date
    by_region: Mapping[str, tuple[Card, ...]]
    below: Mapping[str, tuple[Card, ...]]
    passed: Mapping[str, tuple[Card, ...]]
    by_notice: Mapping[str, tuple[Card, ...]]
    by_place: Mapping[str, tuple[Notice, ...]]
    inside: Mapping[str, tuple[Notice, ...]]
    by_number: Mapping[str, Notice]
    successors: Mapping[str, tuple[Successor, ...]] = field(default_factory=dict)
    damaged: int = 0
    named: int = 0
    textless: int = 0
    withheld: int = 0

    def judge_standing(self, notice: Notice, measure: Measure | None = None) -> Standing:
        """How a notice, or one of its measures, stands."""
        return judge_standing(notice, self.successors.get(notice.id, ()), measure)

    def tell_status(self, notice: Notice) -> ValidityStatus:
        """The status of a notice on the digest's day."""
        return self.judge_standing(notice).tell_status(self.day)

    def list_above(self, code: str) -> tuple[Card, ...]:
        """Cards that the units above `code` give to everyone below them, the nearest unit first."""
        return tuple(card for above in self.atlas.list_above(code) for card in self.passed.get(above, ()))

    def count_topics(self) -> dict[str, int]:
        """Shown measures by topic, in the order of the vocabulary."""
        counts = dict.fromkeys(self.topics, 0)
        for card in self.cards:
            for topic in card.measure.topics:
                if card.shown and topic in counts:
                    counts[topic] += 1
        return counts


def build_digest(notices: Iterable[Notice], vocabulary: Vocabulary, day: date) -> Digest:
    """Sort and index the notices, without control characters; held ones stay out."""
    given = tuple(map(clear_record, notices))
    published = tuple(sorted((n for n in given if not n.held), key=lambda n: (find_date(n) or NO_DATE, n.id), reverse=True))
    by_number = {n.doc_number.text: n for n in published if n.doc_number}
    successors = find_successors(published)
    cards = tuple(
        Card(notice, measure, judge_standing(notice, successors.get(notice.id, ()), measure), day)
        for notice in published
        for measure in notice.measures
    )
    atlas = build_atlas(vocabulary.regions)
    return Digest(
        notices=published,
        cards=cards,
        topics={topic.id: topic for topic in vocabulary.topics},
        instruments={instrument.id: instrument for instrument in vocabulary.instruments},
        atlas=atlas,
        day=day,
        by_region=_group_items(cards, lambda card: (card.region or "",)),
        below=_group_items(cards, lambda card: atlas.trace_path(card.region)[:-1] if card.region else ()),
        passed=_group_items((card for card in cards if reaches_down(card.notice)), lambda card: (card.region or "",)),
        by_notice=_group_items(cards, lambda card: (card.notice.id,)),
        by_place=_group_items(published, lambda notice: (notice.region.code,) if notice.region else ()),
        inside=_group_items(published, lambda notice: atlas.trace_path(notice.region.code) if notice.region else ()),
        by_number=by_number,
        successors=successors,
        damaged=sum(n.held and not n.withheld and Damage.NAMED_PERSONS not in n.damage and not n.page_kind for n in given),
        named=sum(n.held and not n.withheld and Damage.NAMED_PERSONS in n.damage for n in given),
        textless=sum(n.held and not n.withheld and Damage.NAMED_PERSONS not in n.damage and bool(n.page_kind) for n in given),
        withheld=sum(n.held and bool(n.withheld) for n in given),
    )


def find_date(notice: Notice) -> date | None:
    """The day that a notice is listed under: signing, else publication."""
    return notice.written or notice.published


def _group_items(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return {name: tuple(group) for name, group in groups.items()}
