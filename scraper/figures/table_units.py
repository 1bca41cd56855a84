"""Numbers in the cells of a table whose unit is printed once: in the head of their column, or in the caption above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.figures.figure_roles import read_role
from scraper.figures.units import Unit, find_unit
from scraper.lexicon.wordbook import load_book
from scraper.model import Figure, Span
from scraper.text.fold import Body
from scraper.text.numerals import parse_numeral

_BOOK: Final = load_book("quantities")
_TABLE: Final = re.compile(r"^\|[^\n]*(?:\n\|[^\n]*)+", re.MULTILINE)
_ROW: Final = re.compile(r"^\|[^\n]*", re.MULTILINE)
_CELL: Final = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
_SAID: Final = re.compile(rf"(?:{_BOOK['table.unit'].source}): ?")
_BRACKET: Final = re.compile(r"\((?P<unit>[^()]{1,12})\)\s*$")
_SCALE: Final = re.compile(rf"(?:{_BOOK['scales'].source})?(?:{_BOOK['large'].source})?")
_SUMS: Final = re.compile(_BOOK["table.sums"].source)
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?")
_CAPTION: Final = 60
"""Characters above a table in which its unit stands."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What the head of a column says: its words, the unit of its numbers, and what they are multiplied by."""

    head: str
    unit: Unit
    scale: float


def find_table_figures(body: Body, offset: int = 0) -> Iterator[Figure]:
    r"""The numbers that stand alone in cells of a table, with the unit of their column; in order.

    >>> from scraper.text.fold import fold_body
    >>> table = "| 项目 | 补贴标准（万元） |\n| --- | --- |\n| 设备 | 50 |"
    >>> [(figure.raw, figure.value, figure.unit) for figure in find_table_figures(fold_body(table))]
    [('50', 500000, 'CNY')]
    """
    for table in _TABLE.finditer(body.folded):
        top, *rows = _ROW.finditer(body.folded, table.start(), table.end())
        columns = _read_columns(top.group(), _read_caption(body.folded, table.start()))
        for row in rows if any(columns) else ():
            for column, cell in zip(columns, _CELL.finditer(body.folded, *row.span()), strict=False):
                if column and (number := _NUMBER.fullmatch(cell.group().strip())):
                    start = cell.start() + cell.group().index(number.group())
                    yield _make_figure(body.text, number.group(), column, start, offset)


def _read_caption(folded: str, start: int) -> str:
    """The unit that a caption names for the whole table, "" if none does."""
    said = list(_SAID.finditer(folded, max(0, start - _CAPTION), start))
    return folded[said[-1].end() : start].strip(" \n)") if said else ""


def _read_columns(row: str, caption: str) -> list[_Column | None]:
    columns = []
    for cell in _CELL.findall(row):
        bracket = _BRACKET.search(cell)
        named = _SAID.sub("", bracket["unit"]) if bracket else caption if _SUMS.search(cell) else ""
        columns.append(_read_unit(cell.strip(), named.strip()))
    return columns


def _read_unit(head: str, words: str) -> _Column | None:
    """The column of a head whose unit is said by exactly these words."""
    scale = _SCALE.match(words)
    end = scale.end() if scale else 0
    found = find_unit(words, end) if words else None
    if found is None or found[1] != len(words):
        return None
    factor = parse_numeral(f"一{words[:end]}") if end else 1
    return _Column(head, found[0], float(factor or 1))


def _make_figure(text: str, number: str, column: _Column, start: int, offset: int) -> Figure:
    value = float(number.replace(",", "")) * column.scale * column.unit.factor
    end = start + len(number)
    context = f"{column.head}{number}"
    return Figure(
        raw=text[start:end],
        kind=column.unit.kind,
        value=int(value) if value == int(value) else round(value, 6),
        unit=column.unit.base,
        span=Span(offset + start, offset + end),
        role=read_role(context, len(column.head), len(context), column.unit.kind),
    )
