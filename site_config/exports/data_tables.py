"""The digest as data: tables for spreadsheets, and whole records for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator

from scraper.frontmatter import dump_notice
from scraper.model import Notice
from scraper.standing.showing import may_show_whole
from site_config.catalog.addresses import measure_path, notice_path, region_path, topic_path, twin_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.neutral import clear_text
from site_config.catalog.place_paths import list_paths
from site_config.exports.feeds import list_feeds

MEASURE_COLUMNS = (
    "id", "notice", "region", "region_name", "lead", "topics", "instruments", "nature", "grade", "status", "figures", "target",
    "apply_from", "apply_to", "start", "end", "lead_body", "channel", "phones", "path",
)  # fmt: skip
NOTICE_COLUMNS = (
    "id", "title", "kind", "genre", "doc_number", "issuers", "written", "published", "region", "region_name", "status", "valid_from",
    "valid_to", "measures", "site", "url", "licence", "path",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")
"""What a spreadsheet may take for the beginning of a formula; East Asian ones know the wide signs, too."""
UNSEEN = " \t\n\xa0\u3000\u200b\u200c\u200d\u2060\ufeff"
"""What some spreadsheets drop before they look at a cell."""
TABLE = "measures.csv"
BOM = "\ufeff"
"""Spreadsheets take a file without it for GBK."""


def build_exports(digest: Digest) -> Iterator[tuple[str, str]]:
    """Path and text of each file."""
    head = BOM + "".join(write_lines([MEASURE_COLUMNS]))
    lines = write_lines(list_measure(card, digest) for card in digest.cards)
    yield "data/measures.csv", head + "".join(lines)
    yield "data/notices.csv", write_table(NOTICE_COLUMNS, (list_notice(notice, digest) for notice in digest.notices))
    records = [_dump_line(notice) for notice in digest.notices]
    yield "data/notices.ndjson", "".join(records)
    yield from zip(map(twin_path, digest.notices), records, strict=True)
    known = {id(card): line for card, line in zip(digest.cards, lines, strict=True)}
    for path, cards in _list_parts(digest):
        yield path + TABLE, head + "".join(known[id(card)] for card in cards)


def _list_parts(digest: Digest) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """The measures of each place, those of places inside it among them, and of each topic: where there is a feed, there is a table."""
    fed = list_feeds(digest)
    for path in (path for path in list_paths(digest) if path[-1] in fed):
        yield region_path(path), (*digest.by_region.get(path[-1], ()), *digest.below.get(path[-1], ()))
    for topic in (topic for topic in digest.topics if topic in fed):
        yield topic_path(topic), tuple(card for card in digest.cards if topic in card.measure.topics)


def write_table(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A CSV table for spreadsheets: with a mark of UTF-8, and no cell that a spreadsheet would run as a formula.

    >>> write_table(("a", "b"), [("=1+1", None), ("贷款", ("甲", "乙"))]).splitlines()[1:]
    ["'=1+1,", '贷款,甲；乙']
    """
    return BOM + "".join(write_lines((columns, *rows)))


class Lines(list[str]):
    """What a CSV writer writes: one text a row."""

    write = list[str].append


def write_lines(rows: Iterable[tuple[object, ...]]) -> list[str]:
    """Each row as a line of a CSV table."""
    lines = Lines()
    csv.writer(lines, lineterminator="\n").writerows([_write_cell(cell) for cell in row] for row in rows)
    return lines


def _write_cell(cell: object) -> str:
    r"""A cell as text: line ends of one kind, which the writer quotes, and a mark before what would be run.

    >>> _write_cell("\u3000＝1+1"), _write_cell("贷款\r贴息"), _write_cell("贷款-贴息")
    ("'\u3000＝1+1", '贷款\n贴息', '贷款-贴息')
    """
    text = "；".join(map(str, cell)) if isinstance(cell, tuple) else "" if cell is None else str(cell)
    text = clear_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip(UNSEEN).startswith(FORMULA) else text


def list_measure(card: Card, digest: Digest) -> tuple[object, ...]:
    """The cells of a measure, in the order of MEASURE_COLUMNS."""
    notice, measure = card.notice, card.measure
    return (
        f"{notice.id}#{measure.id}",
        notice.id,
        card.region,
        digest.atlas.full_name(card.region) if card.region else None,
        measure.lead,
        measure.topics,
        measure.instruments,
        measure.nature,
        measure.actionability,
        card.status,
        tuple(figure.raw for figure in measure.figures),
        measure.target.text or (*measure.target.actors, *measure.target.sizes),
        measure.apply_from,
        measure.apply_to,
        measure.start,
        measure.end,
        measure.lead_body,
        measure.channel,
        tuple(contact.phone for contact in measure.contacts if contact.phone),
        measure_path(notice, measure),
    )


def list_notice(notice: Notice, digest: Digest) -> tuple[object, ...]:
    """The cells of a notice, in the order of NOTICE_COLUMNS."""
    return (
        notice.id,
        notice.title,
        notice.kind,
        notice.genre,
        notice.doc_number.text if notice.doc_number else None,
        notice.issuers,
        notice.written,
        notice.published,
        notice.region.code if notice.region else None,
        notice.region.name if notice.region else None,
        digest.tell_status(notice),
        notice.validity.start,
        notice.validity.end,
        len(notice.measures),
        notice.source.site_name,
        notice.source.url,
        notice.source.licence,
        notice_path(notice),
    )


def _dump_line(notice: Notice) -> str:
    """One record; the text of what is not free to copy stays out."""
    record = dump_notice(notice)
    if not may_show_whole(notice):
        record.pop("body", None)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
