"""Whether a measure holds, until when, whom it reaches and who sees it: decided here, asked by `match` and by all of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from scraper.model import STATE_CODE, Actionability, Measure, Nature, Notice, Place, RelationType, Scope, Validity, ValidityStatus
from scraper.standing.succession import Successor

OVER = frozenset({ValidityStatus.EXPIRED, ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED})
GAINFUL = frozenset({Nature.BENEFIT, Nature.SERVICE})
FOLDED = frozenset({Nature.REPORT, Nature.INTENTION})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice or one of its measures stands, whatever the day: the browser computes it for the reader's own from the same days.

    `start` and `end` are the first and the last day of the term, `during` is the status between them; from `repealed` on another notice
    has repealed it (`date.min`: from the first day). `deadline` is the last day on which it can be had.
    """

    start: date | None
    end: date | None
    during: ValidityStatus
    repealed: date | None = None
    deadline: date | None = None
    successors: tuple[Successor, ...] = ()

    @property
    def hangs_on_days(self) -> bool:
        """Whether the status is another before or after some day."""
        return any((self.start, self.end, self.repealed))

    def tell_status(self, day: date) -> ValidityStatus:
        """The status on a day; the last day of the term still counts.

        >>> standing = Standing(date(2023, 9, 8), date(2026, 9, 7), ValidityStatus.IN_FORCE)
        >>> [standing.tell_status(date(2026, 9, day)).value for day in (7, 8)]
        ['in_force', 'expired']
        """
        if self.repealed is not None and self.repealed <= day:
            return ValidityStatus.REPEALED
        if self.end is not None and self.end < day:
            return ValidityStatus.EXPIRED
        if self.start is not None and self.start > day:
            return ValidityStatus.NOT_YET
        return self.during

    def is_over(self, day: date) -> bool:
        """Whether it can't be had any more on a day: it does not hold, or the last day to apply has passed."""
        return self.tell_status(day) in OVER or (self.deadline is not None and self.deadline < day)

    def list_acting(self, day: date) -> tuple[Successor, ...]:
        """The notices that have repealed or amended it by a day."""
        return tuple(successor for successor in self.successors if successor.acts_on(day))


def judge_standing(notice: Notice, successors: Sequence[Successor] = (), measure: Measure | None = None) -> Standing:
    """How a notice, or one of its measures, stands; `successors` are the notices that repeal or amend it.

    A measure holds while both its notice and itself do: it begins with the later start and ends with the earlier end. Nothing stated
    stays `UNSTATED`: in force is never asserted without a basis.

    >>> from scraper.model import Kind
    >>> notice = Notice("1", "", Kind.OFFICIAL, "", validity=Validity(date(2024, 3, 1), date(2026, 2, 28)))
    >>> judge_standing(notice).tell_status(date(2024, 2, 29)).value
    'not_yet'
    >>> judge_standing(Notice("1", "", Kind.OFFICIAL, "")).tell_status(date(2024, 2, 29)).value
    'unstated'
    """
    validity = notice.validity
    first, last, apply_to = (measure.start, measure.end, measure.apply_to) if measure else (None, None, None)
    start = max(filter(None, (validity.start, first)), default=None)
    end = min(filter(None, (validity.end, last)), default=None)
    repealed = min((one.day or date.min for one in successors if one.type is RelationType.REPEALS), default=None)
    deadline = _find_deadline((end, apply_to), repealed)
    if validity.stated in OVER:
        return Standing(None, None, validity.stated, repealed, deadline, tuple(successors))
    return Standing(start, end, _name_term(validity, end), repealed, deadline, tuple(successors))


def _name_term(validity: Validity, end: date | None) -> ValidityStatus:
    """The status within a term: in force where an end or the page itself says so."""
    return ValidityStatus.IN_FORCE if end or validity.stated is ValidityStatus.IN_FORCE else ValidityStatus.UNSTATED


def _find_deadline(days: Sequence[date | None], repealed: date | None) -> date | None:
    """The earliest of the days after which it can't be had, the eve of its repeal among them; None for what never could be had."""
    if repealed == date.min:
        return None
    return min(filter(None, (*days, repealed and repealed - timedelta(1))), default=None)


@dataclass(frozen=True, slots=True)
class DatedMeasure:
    """A measure of a notice, as it stands on a day."""

    notice: Notice
    measure: Measure
    standing: Standing
    day: date

    @property
    def status(self) -> ValidityStatus:
        """Whether it is in force."""
        return self.standing.tell_status(self.day)

    @property
    def over(self) -> bool:
        """Whether it can't be had any more."""
        return self.standing.is_over(self.day)

    @property
    def deadline(self) -> date | None:
        """The last day on which it can be had: the last day to apply, of the term, or before its repeal, whichever comes first."""
        return self.standing.deadline

    @property
    def shown(self) -> bool:
        """Whether readers see it at once."""
        return is_shown(self.measure)


def is_shown(measure: Measure) -> bool:
    """Whether readers see a measure at once, and it is counted: it is concrete, and no mere report or intention. Duties are shown, too."""
    return measure.actionability is not Actionability.C and measure.nature not in FOLDED


def is_gainful(measure: Measure) -> bool:
    """Whether a firm gets something: a benefit or a service among what is shown."""
    return is_shown(measure) and measure.nature in GAINFUL


class Reach(StrEnum):
    """How a notice reaches the firms of a place."""

    OWN = "own"
    """The place itself gives to all its firms."""
    ABOVE = "above"
    """A place above gives to everyone below it."""
    ZONE = "zone"
    """A zone in the place (高新区) gives, to its own firms alone."""


def find_reach(notice: Notice, place: Place) -> Reach | None:
    """How a notice reaches a place; None when it does not."""
    region = notice.region
    if region is None:
        return None
    if region.code == place.code:
        return Reach.ZONE if is_zonal(notice) and (region.zone is None or region.zone != place.zone) else Reach.OWN
    return Reach.ABOVE if region.code in (STATE_CODE, *place.path) and reaches_down(notice) else None


def reaches_place(notice: Notice, place: Place) -> bool:
    """Whether every firm of a place can have what a notice gives."""
    return find_reach(notice, place) in (Reach.OWN, Reach.ABOVE)


def reaches_down(notice: Notice) -> bool:
    """Whether a notice gives to everyone below its own place; one for a zone does not."""
    return notice.region is not None and not is_zonal(notice)


def is_zonal(notice: Notice) -> bool:
    """Whether a notice speaks for a zone within its place only."""
    return notice.scope is Scope.ZONE or bool(notice.region and notice.region.zone)
