"""What a firm can get here: a place's own measures and what is given to everyone below the places above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scraper.model import STATE_CODE, Notice, Place, Span
from scraper.standing.law import DatedMeasure, Reach, find_reach, is_gainful, judge_standing, reaches_place
from scraper.standing.succession import Successor, find_successors
from scraper.text.fold import fold_case
from scraper.text.sentence_ends import SENTENCE, find_start, find_stop


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
    ZONE = "for a zone in it alone"


LIFTED = frozenset({Omission.GAIN, Omission.OVER})
"""Omissions that `Criteria.everything` lifts."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for: empty sets ask for nothing in particular. `size` is one of micro small medium large self-employed.

    `sector` is a name or a part of one, as targets have it; all `words` must stand in the measure or in the title of its notice.
    `everything` also asks for reports, duties and wishes, and for what is over.
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
class Match(DatedMeasure):
    """A measure that fits, and how it reaches the place."""

    reach: Reach

    @property
    def own(self) -> bool:
        """True when the place itself gives it."""
        return self.reach is Reach.OWN

    @property
    def successors(self) -> tuple[Successor, ...]:
        """The notices that have repealed or amended its own by the day asked for."""
        return self.standing.list_acting(self.day)


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
    """The same, and what was left out."""
    levels = {code: level for level, code in enumerate((STATE_CODE, *criteria.place.path))}
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
    body, words = fold_case(notice.body), [fold_case(word) for word in criteria.words]
    topics = {topic for measure in notice.measures for topic in measure.topics}
    if notice.held or not reaches_place(notice, criteria.place) or not all(word in body for word in words):
        return None
    if criteria.topics and criteria.topics.isdisjoint(topics):
        return None
    at = body.find(words[0])
    start, end = find_start(body, at, SENTENCE), find_stop(body, at, SENTENCE)
    return Mention(notice, find_reach(notice, criteria.place) is Reach.OWN, Span(start, end))


def rank_match(match: Match, levels: dict[str, int]) -> tuple[object, ...]:
    """Nearest place, then nearest deadline, then newest notice, then place in the notice."""
    notice = match.notice
    code, day = notice.region.code if notice.region else STATE_CODE, notice.published or notice.written or date.min
    return (-levels.get(code, 0), match.deadline or date.max, -day.toordinal(), notice.id, match.measure.span)


def list_matches(notice: Notice, criteria: Criteria, successors: Sequence[Successor] = ()) -> Iterator[Match]:
    """The measures of a notice that reaches the place or a zone in it, whether they fit or not."""
    if reach := find_reach(notice, criteria.place):
        for measure in notice.measures:
            yield Match(notice, measure, judge_standing(notice, successors, measure), criteria.day, reach)


def find_omission(match: Match, criteria: Criteria) -> Omission | None:
    """Why a measure does not fit. One that names no size and no trade is for all."""
    measure = match.measure
    sizes, sectors = measure.target.sizes, measure.target.sectors
    omissions = {
        Omission.WORDS: not all(has_word(match, word) for word in criteria.words),
        Omission.TOPIC: bool(criteria.topics) and criteria.topics.isdisjoint(measure.topics),
        Omission.INSTRUMENT: bool(criteria.instruments) and criteria.instruments.isdisjoint(measure.instruments),
        Omission.SIZE: bool(criteria.size and sizes) and criteria.size not in sizes,
        Omission.SECTOR: bool(criteria.sector and sectors) and not any(criteria.sector in sector for sector in sectors if criteria.sector),
        Omission.GAIN: not is_gainful(measure),
        Omission.OVER: match.over,
        Omission.HELD: match.notice.held,
        Omission.ZONE: match.reach is Reach.ZONE,
    }
    return next((omission for omission, applies in omissions.items() if applies and not (criteria.everything and omission in LIFTED)), None)


def has_word(match: Match, word: str) -> bool:
    """True when a word stands in the measure or in the title of its notice."""
    text = f"{match.measure.span.read(match.notice.body)}\n{match.measure.lead}\n{match.notice.title}"
    return fold_case(word) in fold_case(text)
