"""Records for the search index: one small page a measure and a notice.

The indexed body is text as pairs of characters (`pairs`), the filters are codes and ids, the card that readers see travels as meta data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from scraper.model import FigureKind, Measure, Notice
from site_config.pages.atlas import reaches_down
from site_config.pages.cards import view_card, view_notice
from site_config.pages.digest import Card, Digest, find_date
from site_config.pages.pairs import write_pairs
from site_config.pages.templates import fill_template
from site_config.pages.wording import write_initials

BODY_LIMIT = 20_000
NO_END = "9999-12-31"
OWN = "="
"""Before the code of the very place that gives to all below: `region:=370000`; `region:370000` means there or anywhere below."""
WEIGHTS = ("7", "1", "1")
"""Of title, text and what stands around it; words of a weight below 1 are not found by a quoted phrase."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A page to index: `name` is its path in the folder of records, `texts` are title, text and what stands around it.

    `card` is the HTML that the search page shows.
    """

    name: str
    texts: tuple[str, str, str]
    filters: Pairs
    sorts: Pairs
    card: Markup

    def render(self, simplify: Callable[[str], str] = str) -> str:
        """The page; `simplify` turns Traditional characters of the indexed text into Simplified ones."""
        parts = [(weight, write_pairs(simplify(text))) for weight, text in zip(WEIGHTS, self.texts, strict=True) if text.strip()]
        parts.append(("1", write_initials(self.texts[0])))
        return fill_template("record.html", "", record=self, shown=str(self.card), parts=parts)


def build_records(digest: Digest) -> Iterator[Record]:
    """A record for each measure and each notice."""
    for card in digest.cards:
        yield build_measure_record(card, digest)
    for notice in digest.notices:
        yield build_notice_record(notice, digest)


def list_texts(digest: Digest) -> Iterator[str]:
    """All that is indexed, for the table of characters in use."""
    for notice in digest.notices:
        yield "".join((notice.title, notice.body, _list_around(notice, digest)))


def build_measure_record(card: Card, digest: Digest) -> Record:
    """The record of a measure: its lead weighs most, then its own words, then place, bodies and number."""
    notice, measure = card.notice, card.measure
    filters = (
        ("kind", "measure"),
        ("shown", "yes" if card.shown else "no"),
        *_list_day(notice),
        ("status", card.status.value),
        ("nature", measure.nature.value),
        *(("topic", topic) for topic in dict.fromkeys(measure.topics)),
        *(("instrument", item) for item in dict.fromkeys(measure.instruments)),
        *(("region", code) for code in _list_regions(notice, digest)),
    )
    end = None if card.over else card.deadline
    view = view_card(card, digest)
    return Record(
        name=f"{notice.id}/{measure.id}.html",
        texts=(measure.lead, measure.span.read(notice.body), _list_around(notice, digest)),
        filters=filters,
        sorts=_list_sorts(notice, end, _find_amount(measure)),
        card=fill_template("result.html", "search/", view=view),
    )


def build_notice_record(notice: Notice, digest: Digest) -> Record:
    """The record of a notice: title, number, bodies, and the beginning of its text."""
    line = view_notice(notice, digest)
    topics = dict.fromkeys(topic for measure in notice.measures for topic in measure.topics)
    instruments = dict.fromkeys(item for measure in notice.measures for item in measure.instruments)
    filters = (
        ("kind", "notice"),
        ("shown", "yes"),
        *_list_day(notice),
        ("status", line.status),
        *(("topic", topic) for topic in topics),
        *(("instrument", item) for item in instruments),
        *(("region", code) for code in _list_regions(notice, digest)),
    )
    end = notice.validity.end
    around = " ".join((_list_around(notice, digest), notice.index_no or "", notice.source.source_name or ""))
    return Record(
        name=f"{notice.id}/index.html",
        texts=(notice.title, notice.body[:BODY_LIMIT], around),
        filters=filters,
        sorts=_list_sorts(notice, end if end and end >= digest.day else None, 0),
        card=fill_template("result_notice.html", "search/", line=line),
    )


def _list_day(notice: Notice) -> Pairs:
    day = find_date(notice)
    return (("day", day.isoformat()),) if day else ()


def _list_sorts(notice: Notice, end: date | None, amount: int) -> Pairs:
    day = find_date(notice) or date.min
    return (("newest", day.isoformat()), ("deadline", end.isoformat() if end else NO_END), ("amount", str(amount)))


def _find_amount(measure: Measure) -> int:
    return max((int(figure.value_to or figure.value) for figure in measure.figures if figure.kind is FigureKind.MONEY), default=0)


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
