"""Records for the search index: one small page a measure and a notice.

The indexed body is text as pairs of characters (`pairs`), the filters are codes and ids, the card that readers see travels as meta data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


from scraper.model import FigureKind, Notice
from site_config.pages.atlas import reaches_down
from site_config.pages.cards import view_card, view_notice
from site_config.pages.digest import Card, Digest, find_date
from site_config.pages.pairs import write_pairs
from site_config.pages.templates import fill_template

BODY_LIMIT = 20_000
NO_END = "9999-12-31"
OWN = "="
"""Prefix of the code of the very place that gives a measure to all below: `region:=370000`; `region:370000` means there or anywhere below."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page to index: `name` is its path in the folder of records."""

    name: str
    html: str


def build_records(digest: Digest, simplify: Callable[[str], str] = str) -> Iterator[Record]:
    """A record for each measure and notice; `simplify` turns Traditional characters of the indexed text into Simplified ones."""
    for card in digest.cards:
        yield build_measure_record(card, digest, simplify)
    for notice in digest.notices:
        yield build_notice_record(notice, digest, simplify)


def list_texts(digest: Digest) -> Iterator[str]:
    """All that is indexed, for the table of characters in use."""
    for notice in digest.notices:
        yield "".join((notice.title, notice.body, _list_around(notice, digest)))


def build_measure_record(card: Card, digest: Digest, simplify: Callable[[str], str] = str) -> Record:
    """The record of a measure: its lead weighs most, then its own words, then place, bodies and number."""
    notice, measure = card.notice, card.measure
    text = measure.span.read(notice.body)
    around = _list_around(notice, digest)
    filters = [
        ("kind", "measure"),
        ("shown", "yes" if card.shown else "no"),
        ("status", card.status.value),
        ("nature", measure.nature.value),
    ]
    filters += [("topic", topic) for topic in measure.topics] + [("instrument", item) for item in measure.instruments]
    filters += [("region", code) for code in _list_regions(notice, digest)]
    sorts = [
        ("newest", (find_date(notice) or date.min).isoformat()),
        ("deadline", card.deadline.isoformat() if card.deadline and not card.over else NO_END),
        ("amount", str(max((int(f.value_to or f.value) for f in measure.figures if f.kind is FigureKind.MONEY), default=0))),
    ]
    view = view_card(card, digest)
    return _write_record(
        f"{notice.id}/{measure.id}.html",
        view.lead,
        text,
        around,
        filters,
        sorts,
        fill_template("result.html", "search/", view=view),
        simplify,
    )


def build_notice_record(notice: Notice, digest: Digest, simplify: Callable[[str], str] = str) -> Record:
    """The record of a notice: title, number, bodies, and the beginning of its text."""
    line = view_notice(notice, digest)
    around = " ".join((_list_around(notice, digest), notice.index_no or "", notice.source.source_name or ""))
    filters = [("kind", "notice"), ("shown", "yes"), ("status", line.status)]
    filters += [("topic", topic) for topic in digest.topics if any(topic in m.topics for m in notice.measures)]
    filters += [("instrument", item) for item in digest.instruments if any(item in m.instruments for m in notice.measures)]
    filters += [("region", code) for code in _list_regions(notice, digest)]
    end = notice.validity.end
    sorts = [
        ("newest", (find_date(notice) or date.min).isoformat()),
        ("deadline", end.isoformat() if end and end >= digest.day else NO_END),
        ("amount", "0"),
    ]
    html = fill_template("result_notice.html", "search/", line=line)
    return _write_record(f"{notice.id}/index.html", notice.title, notice.body[:BODY_LIMIT], around, filters, sorts, html, simplify)


def _list_around(notice: Notice, digest: Digest) -> str:
    """What a reader may type beside the matter itself: place, number, issuing bodies."""
    codes = digest.atlas.trace_path(notice.region.code) if notice.region else ()
    zone = notice.region.zone if notice.region else None
    number = notice.doc_number.text if notice.doc_number else None
    return " ".join(filter(None, (*(digest.atlas.name(code) for code in codes), zone, number, *notice.issuers)))


def _list_regions(notice: Notice, digest: Digest) -> tuple[str, ...]:
    if not notice.region:
        return ()
    code = notice.region.code
    return (*digest.atlas.trace_path(code), *((OWN + code,) if reaches_down(notice) else ()))


def _write_record(
    name: str,
    title: str,
    text: str,
    around: str,
    filters: list[tuple[str, str]],
    sorts: list[tuple[str, str]],
    shown: str,
    simplify: Callable[[str], str],
) -> Record:
    weighted = (("7", title), ("1", text), ("1", around))  # words of a weight below 1 are not found by a quoted phrase
    html = fill_template(
        "record.html",
        "",
        filters=dict.fromkeys(filters),
        sorts=sorts,
        shown=str(shown),
        parts=[(weight, write_pairs(simplify(words))) for weight, words in weighted if words.strip()],
    )
    return Record(name, html)
