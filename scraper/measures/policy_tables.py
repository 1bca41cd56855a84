"""Measures in tables: lists of policies with a column that names them and one that tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.measures.clauses import Part
from scraper.model import Span

_TABLE: Final = re.compile(r"^\|[^\n]*(?:\n\|[^\n]*)+", re.MULTILINE)
_ROW: Final = re.compile(r"^\|[^\n]*", re.MULTILINE)
_CELL: Final = re.compile(r"(?<=\|)[^|\n]*(?=\|)")
_NAMED, _TOLD = (re.compile(load_book("policy_tables")[key].source) for key in ("named", "told"))
_RULE: Final = re.compile(r"[-: ]*")


def find_rows(folded: str) -> Iterator[Part]:
    r"""Lead and span of each row of a table whose header has a column that names policies and one that tells them.

    >>> body = "| 序号 | 政策名称 | 政策内容 |\n| --- | --- | --- |\n| 1 | 稳岗返还 | 按60%返还 |"
    >>> [(lead.read(body), span.read(body)) for lead, span in find_rows(body)]
    [('稳岗返还', '| 1 | 稳岗返还 | 按60%返还 |')]
    """
    for table in _TABLE.finditer(folded):
        header, *others = _ROW.finditer(folded, table.start(), table.end())
        names = [cell.strip() for cell in _CELL.findall(header.group())]
        named = next((i for i, name in enumerate(names) if _NAMED.fullmatch(name)), None)
        told = next((i for i, name in enumerate(names) if _TOLD.fullmatch(name) and i != named), None)
        if named is not None and told is not None:
            yield from (part for row in others if (part := _find_part(row, named)))


def tell_row(folded: str, span: Span) -> str:
    r"""A row of a table in lines, each cell behind the name of its column, as notices print their terms; "" for what is no row.

    >>> body = "| 政策名称 | 责任单位 |\n| --- | --- |\n| 稳岗返还 | 市人社局 |"
    >>> tell_row(body, Span(body.rindex("| 稳"), len(body)))
    '政策名称:稳岗返还\n责任单位:市人社局'
    """
    if not folded.startswith("|", span.start):
        return ""
    blank = folded.rfind("\n\n", 0, span.start)
    top = blank + 2 if blank >= 0 else 0
    lines = folded[top : folded.find("\n", top)], span.read(folded)
    names, cells = ([cell.strip() for cell in _CELL.findall(line)] for line in lines)
    return "\n".join(f"{name}:{cell}" for name, cell in zip(names, cells, strict=False) if cell)


def _find_part(row: re.Match[str], named: int) -> Part | None:
    cells = list(_CELL.finditer(row.group()))
    if named >= len(cells) or _RULE.fullmatch(cells[named].group()):
        return None
    cell, text = cells[named], cells[named].group()
    start = row.start() + cell.start() + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip())), Span(row.start(), row.start() + len(row.group().rstrip()))
