"""Everything that the pages are made of: published notices, their measures as cards, and who is where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from scraper.model import Damage, Instrument, Measure, Nature, Notice, RelationType, Topic, Validity, ValidityStatus, Vocabulary
from scraper.model.measure import Actionability
from site_config.catalog.atlas import Atlas, build_atlas, find_code, reaches_down
from site_config.catalog.neutral import clear_record

Item = TypeVar("Item")
NO_DATE = date.min
NOT_GIVEN = frozenset({ValidityStatus.EXPIRED, ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last day on which a status depends, so that it can be computed for each reader's own day."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A measure with its notice, as of a day. `deadline` is the last day to apply, else the last day of the term."""

    notice: Notice
    measure: Measure
    status: ValidityStatus
    deadline: date | None

    @property
    def region(self) -> str | None:
        """Code of the place that gives the measure."""
        return find_code(self.notice)

    @property
    def shown(self) -> bool:
        """Whether readers see it at once: concrete, and no mere report or intention."""
        return self.measure.actionability is not Actionability.C and self.measure.nature not in (Nature.REPORT, Nature.INTENTION)

    @property
    def over(self) -> bool:
        """Whether it can't be had any more."""
        return self.status in NOT_GIVEN


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """The published notices, newest first, with what the pages ask of them; equal only to itself, so that counts of it can be kept.

    `day` is the day for which status is computed, `below` holds the cards of all units below a place, `passed` those that a place
    gives to everyone below it, `by_place` its notices and `inside` those of all places in it, too.
    `repealed` are the ids of notices that another one repeals by number, whatever they say of themselves.
    `damaged` counts notices kept back for their damage, `named` for the private persons in them, `withheld` those that a person took down.
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
    repealed: frozenset[str] = frozenset()
    damaged: int = 0
    named: int = 0
    withheld: int = 0

    def tell_status(self, notice: Notice) -> ValidityStatus:
        """The status of a notice on the digest's day; `repealed` are those that another notice has repealed by then."""
        return ValidityStatus.REPEALED if notice.id in self.repealed else notice.validity.status_on(self.day)

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
    repealed = frozenset(_list_repealed(published, by_number, day))
    cards = tuple(_make_card(notice, measure, day, repealed) for notice in published for measure in notice.measures)
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
        repealed=repealed,
        damaged=sum(n.held and not n.withheld and Damage.NAMED_PERSONS not in n.damage for n in given),
        named=sum(n.held and not n.withheld and Damage.NAMED_PERSONS in n.damage for n in given),
        withheld=sum(n.held and bool(n.withheld) for n in given),
    )


def find_date(notice: Notice) -> date | None:
    """The day that a notice is listed under: signing, else publication."""
    return notice.written or notice.published


def find_status(notice: Notice, measure: Measure, day: date) -> ValidityStatus:
    """The status of a measure: by its own term before the notice's, and repealed with its notice."""
    whole = notice.validity.status_on(day)
    if whole in NOT_GIVEN or (measure.start is None and measure.end is None):
        return whole
    own = Validity(measure.start, measure.end).status_on(day)
    return whole if own is ValidityStatus.UNSTATED else own


def find_term(notice: Notice, status: ValidityStatus, measure: Measure | None = None) -> Term | None:
    """The term of a notice or of one of its measures, None where no day decides the status, as when it is stated in words.

    >>> from scraper.model import Kind
    >>> notice = Notice("1", "", Kind.OFFICIAL, "", validity=Validity(date(2024, 3, 1), date(2026, 2, 28)))
    >>> find_term(notice, ValidityStatus.IN_FORCE)
    Term(start=datetime.date(2024, 3, 1), end=datetime.date(2026, 2, 28))
    """
    whole = notice.validity
    if whole.stated or status in (ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED):
        return None
    start, end = whole.start, whole.end
    if measure and (measure.start or measure.end):
        starts = (measure.start,) if measure.end else (measure.start, whole.start)
        start = max(filter(None, starts), default=None)
        end = min(filter(None, (measure.end, whole.end)), default=None)
    return Term(start, end) if start or end else None


def _list_repealed(notices: Iterable[Notice], by_number: Mapping[str, Notice], day: date) -> Iterator[str]:
    """Ids of notices that a later one repeals by number, from the day on which it takes effect."""
    for notice in notices:
        since = notice.validity.start or find_date(notice)
        for relation in notice.relations:
            target = by_number.get(relation.target)
            if relation.type is not RelationType.REPEALS or target is None or target is notice or (since and since > day):
                continue
            if (find_date(target) or NO_DATE) <= (find_date(notice) or date.max):
                yield target.id


def _make_card(notice: Notice, measure: Measure, day: date, repealed: Collection[str]) -> Card:
    deadline = measure.apply_to or measure.end or notice.validity.end
    status = ValidityStatus.REPEALED if notice.id in repealed else find_status(notice, measure, day)
    return Card(notice, measure, status, deadline)


def _group_items(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> dict[str, tuple[Item, ...]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return {name: tuple(group) for name, group in groups.items()}
