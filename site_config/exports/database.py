"""The digest as one SQLite file with full-text search, for people who ask in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from scraper.model import FigureKind
from scraper.standing.showing import may_show_whole
from site_config.catalog.digest import Digest
from site_config.exports.data_tables import MEASURE_COLUMNS, NOTICE_COLUMNS, list_measure, list_notice

DATABASE = "data/digest.sqlite"
FIGURE_COLUMNS = ("measure", "raw", "kind", "role", "value", "value_to", "unit", "comparator", "per")
TABLES = {"notices": NOTICE_COLUMNS, "measures": MEASURE_COLUMNS, "figures": FIGURE_COLUMNS}
SEARCH = """
CREATE VIRTUAL TABLE measures_text USING fts5(id UNINDEXED, lead, text, tokenize='trigram');
CREATE INDEX measures_region ON measures (region);
CREATE INDEX measures_notice ON measures (notice);
CREATE INDEX figures_measure ON figures (measure);
"""
Cells = tuple[object, ...]


def write_database(digest: Digest) -> bytes:
    """Tables as the CSV files have them, figures beside, and `measures_text` (FTS5, three characters or more; LIKE finds two)."""
    with closing(sqlite3.connect(":memory:")) as base:
        for table, columns in TABLES.items():
            base.execute(f"CREATE TABLE {table} ({', '.join(_declare(column) for column in columns)})")
        base.executescript(SEARCH)
        _fill(base, "notices", (list_notice(notice, digest) for notice in digest.notices))
        _fill(base, "measures", (list_measure(card, digest) for card in digest.cards))
        _fill(base, "figures", _list_figures(digest))
        _fill(base, "measures_text", _list_texts(digest))
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _declare(column: str) -> str:
    kind = "REAL" if column in ("value", "value_to") else "INTEGER" if column == "measures" else "TEXT"
    return f'"{column}" {kind}' + (" PRIMARY KEY" if column == "id" else "")


def _fill(base: sqlite3.Connection, table: str, rows: Iterator[Cells]) -> None:
    columns = len(base.execute(f"SELECT * FROM {table}").description)  # noqa: S608  (our own names)
    base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", ([*map(_plain, row)] for row in rows))  # noqa: S608


def _plain(cell: object) -> str | int | float | None:
    if cell is None or isinstance(cell, (int, float)):
        return cell
    return "；".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _list_figures(digest: Digest) -> Iterator[Cells]:
    for card in digest.cards:
        for f in card.measure.figures:
            kind = FigureKind(f.kind).value
            yield f"{card.notice.id}#{card.measure.id}", f.raw, kind, f.role, f.value, f.value_to, f.unit, f.comparator, f.per


def _list_texts(digest: Digest) -> Iterator[Cells]:
    """Leads of all measures; the words around them where they are free to copy."""
    for card in digest.cards:
        text = card.measure.span.read(card.notice.body) if may_show_whole(card.notice) else ""
        yield f"{card.notice.id}#{card.measure.id}", card.measure.lead, text
