"""What the search knows of each notice and its measures: what is looked up, what they are counted and sorted by, and their cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from scraper.model import FigureKind, Measure, Notice, Span
from scraper.standing.law import Standing, reaches_down
from site_config.catalog.addresses import climb_root
from site_config.catalog.digest import Card, Digest, find_date
from site_config.pages.cards import view_card, view_notice
from site_config.templates import ZH, open_parts

PAGE = "search/"
ROOT = climb_root(PAGE)
WHOLE = "notice"
"""Stands for the nature of a notice among measures."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A result as readers see it, and what they can narrow it by.

    The browser computes status and whether it is over, for the reader's own day, from the days of its `standing`.
    What was scraped is marked as Chinese in the card, so that English pages tell it from our own words.
    """

    card: Markup
    topics: tuple[str, ...]
    instruments: tuple[str, ...]
    nature: str
    shown: bool
    amount: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Record:
    """A notice in the search. `head` is what a reader may type beside the matter itself: place, number, bodies.

    `measures` are entries with the places of lead and whole measure in `body`; `down` tells whether units below have them too.
    """

    id: str
    title: str
    head: str
    body: str
    region: str | None
    down: bool
    day: date | None
    whole: Entry
    measures: tuple[tuple[Entry, Span, Span], ...]


def build_records(digest: Digest) -> Iterator[Record]:
    """A record for each notice, the newest first."""
    parts = open_parts(PAGE, zh=ZH)
    for notice in digest.notices:
        yield Record(
            id=notice.id,
            title=notice.title,
            head=_write_head(notice, digest),
            body=notice.body,
            region=notice.region.code if notice.region else None,
            down=reaches_down(notice),
            day=find_date(notice),
            whole=_enter_notice(notice, digest, parts),
            measures=tuple(
                (_enter_measure(c, digest, parts), c.measure.lead_span, c.measure.span) for c in digest.by_notice.get(notice.id, ())
            ),
        )


def list_texts(digest: Digest) -> Iterator[str]:
    """All that is looked up, for the table of characters in use."""
    for notice in digest.notices:
        yield "".join((notice.title, notice.body, _write_head(notice, digest)))


def _enter_measure(card: Card, digest: Digest, parts: Any) -> Entry:
    measure = card.measure
    return Entry(
        card=parts.card(view_card(card, digest), ROOT),
        topics=tuple(dict.fromkeys(measure.topics)),
        instruments=tuple(dict.fromkeys(measure.instruments)),
        nature=measure.nature.value,
        shown=card.shown,
        amount=_find_amount(measure),
        standing=card.standing,
    )


def _enter_notice(notice: Notice, digest: Digest, parts: Any) -> Entry:
    line = view_notice(notice, digest)
    return Entry(
        card=parts.notice_list([line], ROOT),
        topics=tuple(dict.fromkeys(topic for measure in notice.measures for topic in measure.topics)),
        instruments=tuple(dict.fromkeys(item for measure in notice.measures for item in measure.instruments)),
        nature=WHOLE,
        shown=True,
        amount=0,
        standing=line.standing,
    )


def _find_amount(measure: Measure) -> int:
    return max((int(figure.value_to or figure.value) for figure in measure.figures if figure.kind is FigureKind.MONEY), default=0)


def _write_head(notice: Notice, digest: Digest) -> str:
    codes = digest.atlas.trace_path(notice.region.code) if notice.region else ()
    zone = notice.region.zone if notice.region else None
    number = notice.doc_number.text if notice.doc_number else None
    places = (digest.atlas.name(code) for code in codes)
    return "；".join(filter(None, (*places, zone, number, *notice.issuers, notice.index_no, notice.source.source_name)))
