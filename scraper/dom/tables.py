"""A table element to rows of Markdown: told from layout, merged cells repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import Tag

from scraper.dom.tree import squeeze
from scraper.errors import OversizedInput
from scraper.text.enumerators import MARKER

MAX_SPAN = 60
"""Columns that one cell may cover."""

MAX_ROWS = 3000
"""Rows that one cell may cover."""

MAX_CELLS = 60_000
"""Cells of one table; merged cells count as often as they are repeated."""

MAX_FILLED = 1_000_000
"""Characters of one table with merged cells repeated and short rows filled up: twice what a body may have."""

_NUMBER = re.compile(MARKER)
_LONG_CELL = 1500
"""Characters that make a cell of a small table an article: the table is layout."""


def is_data(table: Tag) -> bool:
    """True for a table of facts: two rows or more, two columns or more, no table inside, no article in a cell, no numbered text."""
    if table.find("table") is not None or table.get("role") == "presentation":
        return False
    rows = [_cells(row) for row in table.find_all("tr")]
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < 2 or _is_numbering(wide):
        return False
    return len(wide) > 3 or max(len(cell.get_text()) for row in rows for cell in row) < _LONG_CELL


def _is_numbering(rows: list[list[Tag]]) -> bool:
    """True for a text whose numbers (一、, （二）) stand in a column of their own."""
    numbers = [squeeze(first.get_text()) for first, *others in rows if len(others) == 1]
    return len(numbers) == len(rows) and any(numbers) and all(_NUMBER.fullmatch(number) for number in numbers if number)


def read_table(table: Tag) -> list[str]:
    """A data table to blocks: rows that one cell covers before the first proper one as paragraphs, then the table.

    Raises:
        OversizedInput: its merged cells, repeated, fill more than any body.
    """
    grid = _fill_grid(table)
    width = max((len(row) for row in grid), default=0)
    refuse_filled(len(_render_row([""] * width)) * len(grid))
    blocks: list[str] = []
    while grid and len(set(grid[0])) == 1:
        blocks.append(grid.pop(0)[0])
    rows = [row + [""] * (width - len(row)) for row in grid if any(row)]
    if rows:
        head, *rest = rows
        blocks.append("\n".join([_render_row(head), _render_row(["---"] * width), *map(_render_row, rest)]))
    return [block for block in blocks if block]


def _fill_grid(table: Tag) -> list[list[str]]:
    grid: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}
    total = filled = 0
    for row in table.find_all("tr"):
        line: list[str] = []
        for cell in _cells(row):
            _repeat_above(line, waiting)
            text = _read_cell(cell)
            columns, rows = _read_span(cell, "colspan", MAX_SPAN), _read_span(cell, "rowspan", MAX_ROWS)
            refuse_filled(filled + columns * len(text))
            for _ in range(columns):
                if rows > 1:
                    waiting[len(line)] = (rows - 1, text)
                line.append(text)
        _repeat_above(line, waiting)
        total += len(line)
        filled += sum(map(len, line))
        refuse_filled(filled)
        if total > MAX_CELLS:
            break
        if line:
            grid.append(line)
    return grid


def refuse_filled(filled: int) -> None:
    """Stops at a table that has grown beyond `MAX_FILLED` characters by merged cells, or by one wide row."""
    if filled > MAX_FILLED:
        raise OversizedInput(f"a table fills {filled} characters with merged or empty cells, the limit is {MAX_FILLED}")


def _repeat_above(line: list[str], waiting: dict[int, tuple[int, str]]) -> None:
    """Append the cells that reach down from rows above into the next free columns."""
    while (column := len(line)) in waiting:
        left, text = waiting.pop(column)
        if left > 1:
            waiting[column] = (left - 1, text)
            line.append(text)
        else:
            line.append(text)


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]


def _read_cell(cell: Tag) -> str:
    """A cell to its text on one line; a bar would end the cell, so it becomes a wide one."""
    return " ".join(_pieces(cell)).replace("|", "｜")


def _pieces(cell: Tag) -> Iterator[str]:
    run = ""
    for node in cell.descendants:
        if isinstance(node, Tag):
            if node.name in ("p", "div", "br", "li"):
                yield from filter(None, (squeeze(run),))
                run = ""
        else:
            run += str(node)
    yield from filter(None, (squeeze(run),))


def _read_span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _render_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
