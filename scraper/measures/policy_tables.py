"""Measures in tables: lists of policies with a column that names them and one that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.measures.clauses import Part
from scraper.model import Span

_TABLE: Final = re.compile(r"^\|[^\n]*(?:\n\|[^\n]*)+", re.MULTILINE)
_ROW: Final = re.compile(r"^\|[^\n]*", re.MULTILINE)
_CELL: Final = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
_BOOK: Final = load_book("policy_tables")
_NAMED, _TOLD, _FIELD, _NOTE = (re.compile(_BOOK[key].source) for key in ("named", "told", "field", "note"))
_RULE: Final = re.compile(r"[-: ]*")
_CAPTION: Final = 40
"""Characters between two pieces of one table: a caption, a page number."""
_REACH: Final = 4000
"""Characters of a body in which the header of a continued table is looked for."""
_FIELDS: Final = 3
"""Rows that name what one policy says, where a table has one policy."""


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of a table's columns, and which of them names policies."""

    names: tuple[str, ...]
    named: int


def find_rows(folded: str) -> Iterator[Part]:
    r"""Lead and span of each row of a table whose header has a column that names policies and one that tells them.

    Rows that name a group, repeat the header or add a note tell no policy; a table of one policy, a field a row, is one.

    >>> body = "| 序号 | 政策名称 | 政策内容 |\n| --- | --- | --- |\n| 1 | 稳岗返还 | 按60%返还 |"
    >>> [(lead.read(body), span.read(body)) for lead, span in find_rows(body)]
    [('稳岗返还', '| 1 | 稳岗返还 | 按60%返还 |')]
    """
    for table, header, rows in _list_tables(folded):
        if header:
            yield from (part for row in rows if (part := _find_part(row, header)))
        elif lead := _find_only(table):
            yield lead, Span(*table.span())


def tell_row(folded: str, span: Span) -> str:
    r"""A row of a table in lines, each cell behind the name of its column, as notices print their terms; "" for what is no row.

    >>> body = "| 政策名称 | 责任单位 |\n| --- | --- |\n| 稳岗返还 | 市人社局 |"
    >>> tell_row(body, Span(body.rindex("| 稳"), len(body)))
    '政策名称:稳岗返还\n责任单位:市人社局'
    """
    if not folded.startswith("|", span.start):
        return ""
    rows = span.read(folded).split("\n")
    if len(rows) > 1:
        return "\n".join(":".join(_read_cells(row)[:2]) for row in rows if len(_read_cells(row)) > 1 and not _is_rule(row))
    blank = folded.rfind("\n\n", 0, span.start)
    top = blank + 2 if blank >= 0 else 0
    names = _read_cells(folded[top : folded.find("\n", top)])
    if not any(map(_NAMED.fullmatch, names)):
        headers = [header for _, header, _ in _list_tables(folded[max(0, top - _REACH) : span.end]) if header]
        names = headers[-1].names if headers else names
    return "\n".join(f"{name}:{cell}" for name, cell in zip(names, _read_cells(rows[0]), strict=False) if cell)


def _list_tables(folded: str) -> Iterator[tuple[re.Match[str], _Header | None, list[re.Match[str]]]]:
    """Each table with its header, that of the table which it continues if it has none, and its other rows."""
    last: _Header | None = None
    end = 0
    for table in _TABLE.finditer(folded):
        top, *rows = _ROW.finditer(folded, table.start(), table.end())
        header = _read_header(top)
        continues = last is not None and table.start() - end <= _CAPTION and len(_read_cells(top.group())) == len(last.names)
        if header is None and continues:
            header, rows = last, [top, *rows]
        last, end = header, table.end()
        yield table, header, rows


def _read_header(row: re.Match[str]) -> _Header | None:
    names = _read_cells(row.group())
    named = next((i for i, name in enumerate(names) if _NAMED.fullmatch(name)), None)
    told = next((i for i, name in enumerate(names) if _TOLD.fullmatch(name) and i != named), None)
    return None if named is None or told is None else _Header(names, named)


def _read_cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _CELL.findall(row))


def _is_rule(row: str) -> bool:
    return all(map(_RULE.fullmatch, _read_cells(row)))


def _find_only(table: re.Match[str]) -> Span | None:
    """The name of the one policy of a table whose first column names what the second says of it."""
    rows = [row for row in _ROW.finditer(table.string, *table.span()) if not _is_rule(row.group())]
    pairs = [(cells[0].group().strip(), cells[1]) for row in rows if len(cells := list(_CELL.finditer(table.string, *row.span()))) == 2]
    if len(pairs) < max(_FIELDS, len(rows)) or sum(bool(_FIELD.fullmatch(name)) for name, _ in pairs) < _FIELDS:
        return None
    named = next((cell for name, cell in pairs if _NAMED.fullmatch(name)), None)
    return _trim(named.start(), named.group()) if named and named.group().strip() else None


def _find_part(row: re.Match[str], header: _Header) -> Part | None:
    """The lead and the row of a policy; None for a rule, a group over all columns, a header once more and a note."""
    cells = list(_CELL.finditer(row.group()))
    texts = _read_cells(row.group())
    if header.named >= len(cells) or texts == header.names or (len(set(texts)) == 1 and len(texts) > 1):
        return None
    cell = cells[header.named]
    if _RULE.fullmatch(cell.group()) or _NOTE.match(next(filter(None, texts))):
        return None
    return _trim(row.start() + cell.start(), cell.group()), Span(row.start(), row.start() + len(row.group().rstrip()))


def _trim(start: int, text: str) -> Span:
    """The span of a cell's words."""
    first = start + len(text) - len(text.lstrip())
    return Span(first, first + len(text.strip()))
