"""What a firm can get here: a place's own measures and what is given to everyone below the places above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scraper.model import Actionability, Measure, Nature, Notice, Place, RelationType, Scope, Span, ValidityStatus
from scraper.standing.succession import Successor, find_successors
from scraper.text.fold import fold_width

OVER = frozenset({ValidityStatus.EXPIRED, ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED})
GAINFUL = frozenset({Nature.BENEFIT, Nature.SERVICE})
STATE = "000000"
SENTENCE_ENDS = "。!?\n"


class Omission(StrEnum):
    """Why a measure that reaches the place is not listed; what was asked for goes before what holds for any firm."""

    WORDS = "without the words"
    TOPIC = "of other topics"
    INSTRUMENT = "with other instruments"
    SIZE = "for firms of other sizes"
    SECTOR = "for other trades"
    GAIN = "without a gain (report, duty, wish)"
    OVER = "expired or closed"
    HELD = "held back for review"


LIFTED = frozenset({Omission.GAIN, Omission.OVER})
"""Omissions that `Criteria.everything` lifts."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a person asks for: an empty set asks for nothing in particular. `size` is one of micro small medium large self-employed.

    `sector` is a name or a part of one, as targets have it; all `words` must stand in the measure or in the title of its notice.
    `everything` also asks for reports, duties and options, and for what is over.
    """

    place: Place
    day: date
    topics: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    size: str | None = None
    sector: str | None = None
    words: tuple[str, ...] = ()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A measure that fits. `own` when the place itself gives it; `deadline` is the last day to apply, else the last of the term.

    `successors` are the notices that have repealed or amended its own by the day asked for.
    """

    notice: Notice
    measure: Measure
    own: bool
    status: ValidityStatus
    deadline: date | None
    successors: tuple[Successor, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A notice that says all the words, though none of its measures does: the sentence with the first of them."""

    notice: Notice
    own: bool
    quote: Span


@dataclass(frozen=True, slots=True)
class Matching:
    """What fits, in order; what is only mentioned; how many measures of the place and of those above it were left out, by reason."""

    found: tuple[Match, ...]
    mentions: tuple[Mention, ...]
    left_out: Mapping[Omission, int]


def match_measures(notices: Iterable[Notice], criteria: Criteria) -> tuple[Match, ...]:
    """The measures that fit the criteria: own ones first, then by level from below, the nearest deadline first, then the newest."""
    return weigh_measures(notices, criteria).found


def weigh_measures(notices: Iterable[Notice], criteria: Criteria) -> Matching:
    """What fits the criteria, what only mentions the words, and how many measures were left out for which reason."""
    levels = {code: level for level, code in enumerate((STATE, *criteria.place.path))}
    found: list[Match] = []
    mentions: list[Mention] = []
    left_out: Counter[Omission] = Counter()
    given = tuple(notices)
    successors = find_successors(given)
    for notice in given:
        weighed = [(match, find_omission(match, criteria)) for match in list_matches(notice, criteria, successors.get(notice.id, ()))]
        found += [match for match, omission in weighed if omission is None]
        left_out.update(omission for _, omission in weighed if omission is not None)
        if criteria.words and all(omission is Omission.WORDS for _, omission in weighed) and (mention := find_mention(notice, criteria)):
            mentions.append(mention)
    ordered = tuple(sorted(found, key=lambda match: rank_match(match, levels)))
    return Matching(ordered, tuple(mentions), {omission: left_out[omission] for omission in Omission if left_out[omission]})


def find_mention(notice: Notice, criteria: Criteria) -> Mention | None:
    """The sentence of a notice that reaches the place and says the first word; its topics are those of all its measures."""
    body, words = fold_text(notice.body), [fold_text(word) for word in criteria.words]
    topics = {topic for measure in notice.measures for topic in measure.topics}
    if notice.held or not reaches_place(notice, criteria.place) or not all(word in body for word in words):
        return None
    if criteria.topics and criteria.topics.isdisjoint(topics):
        return None
    at = body.find(words[0])
    start = max(body.rfind(mark, 0, at) for mark in SENTENCE_ENDS) + 1
    end = min((place + 1 for mark in SENTENCE_ENDS if (place := body.find(mark, at)) >= 0), default=len(body))
    return Mention(notice, is_own(notice, criteria.place), Span(start, end))


def rank_match(match: Match, levels: dict[str, int]) -> tuple[object, ...]:
    """The sort key of a match: nearest place, nearest deadline, newest notice, place in the notice."""
    notice = match.notice
    code, day = notice.region.code if notice.region else STATE, notice.published or notice.written or date.min
    return (-levels.get(code, 0), match.deadline or date.max, -day.toordinal(), notice.id, match.measure.span)


def reaches_place(notice: Notice, place: Place) -> bool:
    """True when the notice is of this place, or of one above it that gives to all below."""
    if notice.region is None:
        return False
    if notice.region.code == place.code:
        return notice.region.zone in (None, place.zone)
    return notice.region.code in (STATE, *place.path) and notice.scope is not Scope.ZONE and notice.region.zone is None


def list_matches(notice: Notice, criteria: Criteria, successors: Sequence[Successor] = ()) -> Iterator[Match]:
    """The measures of a notice that reaches the place, whether they fit or not."""
    if reaches_place(notice, criteria.place):
        acting = tuple(successor for successor in successors if successor.acts_on(criteria.day))
        is_repealed = any(successor.type is RelationType.REPEALS for successor in acting)
        status = ValidityStatus.REPEALED if is_repealed else notice.validity.status_on(criteria.day)
        own = is_own(notice, criteria.place)
        for measure in notice.measures:
            yield Match(notice, measure, own, status, measure.apply_to or measure.end or notice.validity.end, acting)


def find_omission(match: Match, criteria: Criteria) -> Omission | None:
    """Why a match is left out, or None when it fits; a measure that names no size and no trade is for all."""
    measure = match.measure
    sizes, sectors = measure.target.sizes, measure.target.sectors
    reasons = {
        Omission.WORDS: not all(has_word(match, word) for word in criteria.words),
        Omission.TOPIC: bool(criteria.topics) and criteria.topics.isdisjoint(measure.topics),
        Omission.INSTRUMENT: bool(criteria.instruments) and criteria.instruments.isdisjoint(measure.instruments),
        Omission.SIZE: bool(criteria.size and sizes) and criteria.size not in sizes,
        Omission.SECTOR: bool(criteria.sector and sectors) and not any(criteria.sector in sector for sector in sectors if criteria.sector),
        Omission.GAIN: measure.nature not in GAINFUL or measure.actionability is Actionability.C,
        Omission.OVER: is_over(match, criteria.day),
        Omission.HELD: match.notice.held,
    }
    return next((omission for omission, lacking in reasons.items() if lacking and not (criteria.everything and omission in LIFTED)), None)


def is_over(match: Match, day: date) -> bool:
    """True when the notice does not apply any more, or the last day has passed."""
    return match.status in OVER or (match.deadline is not None and match.deadline < day)


def is_own(notice: Notice, place: Place) -> bool:
    """True when the notice is one of the place itself, not of a place above it."""
    return notice.region is not None and notice.region.code == place.code


def has_word(match: Match, word: str) -> bool:
    """True when a word stands in the measure or in the title of its notice."""
    text = f"{match.measure.span.read(match.notice.body)}\n{match.measure.lead}\n{match.notice.title}"
    return fold_text(word) in fold_text(text)


def fold_text(text: str) -> str:
    """Text for comparing words, each character in its place, whatever its width and case."""
    folded = fold_width(text)
    small = folded.lower()
    return small if len(small) == len(folded) else folded
