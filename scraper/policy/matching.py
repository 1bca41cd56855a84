"""What a firm can get here: a place's own measures and what is given to everyone below the places above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scraper.model import Actionability, Measure, Nature, Notice, Place, Scope, ValidityStatus

OVER = frozenset({ValidityStatus.EXPIRED, ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED})
GAINFUL = frozenset({Nature.BENEFIT, Nature.SERVICE})
STATE = "000000"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: empty sets ask for nothing in particular. `size` is one of micro small medium large self-employed."""

    place: Place
    day: date
    topics: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A measure that fits. `own` when the place itself gives it; `deadline` is the last day to apply, else the last of the term."""

    notice: Notice
    measure: Measure
    own: bool
    status: ValidityStatus
    deadline: date | None


def match_measures(notices: Iterable[Notice], wish: Wish) -> tuple[Match, ...]:
    """The measures that fit a wish: own ones first, then by level from below, the nearest deadline first."""
    levels = {code: level for level, code in enumerate((STATE, *wish.place.path))}
    found = [match for notice in notices if reaches_place(notice, wish.place) for match in match_notice(notice, wish)]
    return tuple(sorted(found, key=lambda match: rank_match(match, levels)))


def rank_match(match: Match, levels: dict[str, int]) -> tuple[object, ...]:
    """Nearest place, then nearest deadline, then place in the notice."""
    code = match.notice.region.code if match.notice.region else STATE
    return (-levels.get(code, 0), match.deadline or date.max, match.notice.id, match.measure.span)


def reaches_place(notice: Notice, place: Place) -> bool:
    """True when the notice is of this place, or of one above it that gives to all below; a held notice reaches nobody."""
    if notice.held or notice.region is None:
        return False
    if notice.region.code == place.code:
        return notice.region.zone in (None, place.zone)
    return notice.region.code in (STATE, *place.path) and notice.scope is not Scope.ZONE and notice.region.zone is None


def match_notice(notice: Notice, wish: Wish) -> Iterator[Match]:
    """The measures of a notice that fit."""
    status = notice.validity.status_on(wish.day)
    own = notice.region is not None and notice.region.code == wish.place.code
    for measure in notice.measures:
        deadline = measure.apply_to or measure.end or notice.validity.end
        open_still = status not in OVER and not (deadline and deadline < wish.day)
        if open_still and fits_wish(measure, wish):
            yield Match(notice, measure, own, status, deadline)


def fits_wish(measure: Measure, wish: Wish) -> bool:
    """True for a concrete gain of the topics, instruments and size asked for; a measure that names no size is for all."""
    return (
        measure.nature in GAINFUL
        and measure.actionability is not Actionability.C
        and (not wish.topics or not wish.topics.isdisjoint(measure.topics))
        and (not wish.instruments or not wish.instruments.isdisjoint(measure.instruments))
        and (wish.size is None or not measure.target.sizes or wish.size in measure.target.sizes)
    )
