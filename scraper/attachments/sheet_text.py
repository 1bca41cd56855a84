"""An Excel file to the text of its sheets: a row of cells on each line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from scraper.attachments.ruled_tables import write_rows
from scraper.errors import UnreadFile
from scraper.model import FileState

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 50, 5_000, 60
"""Of a file that is a document; a longer table is data, which nobody reads in a notice."""
LOST: Final = 20
"""Empty rows behind which a sheet says nothing more."""


def read_xlsx(data: bytes) -> list[str]:
    """The text of each sheet that is shown.

    Raises:
        UnreadFile: broken, or larger than any document.
    """
    import openpyxl  # noqa: PLC0415 - an extra

    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise UnreadFile(FileState.OVERSIZED, f"{len(book.worksheets)} sheets, more than {MOST_SHEETS}")
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return ["\n".join(write_sheet(list(_list_rows(sheet)), sheet.title if len(shown) > 1 else "")) for sheet in shown]
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError, OSError) as error:
        raise UnreadFile(FileState.BROKEN, "the file is cut off or damaged") from error


def _list_rows(sheet: Any) -> Iterator[list[str]]:
    empty = 0
    for count, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        cells = [write_value(value) for value in row]
        empty = 0 if any(cells) else empty + 1
        if empty > LOST:
            return
        if count > MOST_ROWS:
            raise UnreadFile(FileState.OVERSIZED, f"more than {MOST_ROWS:,} rows")
        if any(cells):
            yield cells


def write_sheet(rows: list[list[str]], title: str = "") -> list[str]:
    """A sheet as lines: its name, lines of one cell, then rows of equal width.

    >>> write_sheet([["补贴标准", "", ""], ["对象", "金额", ""], ["小店", "5万元", ""]], "附表一")
    ['附表一', '补贴标准', '| 对象 | 金额 |', '| 小店 | 5万元 |']
    """
    used = [column for column in range(max(map(len, rows), default=0)) if any(row[column] for row in rows)]
    lines = [title] if title else []
    table: list[list[str]] = []
    for row in rows:
        cells = [row[column] for column in used]
        if not table and sum(map(bool, cells)) == 1:
            lines.append("".join(cells))
        else:
            table.append(cells)
    return lines + [line for line in (write_rows(table) if len(used) > 1 else ["".join(row) for row in table]) if line]


def write_value(value: object) -> str:
    r"""What a cell shows, in a line.

    >>> [write_value(value) for value in (None, 5.0, 0.3, True, datetime(2026, 3, 1), "单户\n最高")]
    ['', '5', '0.3', 'True', '2026-03-01', '单户 最高']
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    return " ".join(text.split()).replace("|", "｜")
