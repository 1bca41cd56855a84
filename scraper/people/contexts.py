"""What the words around a number call it: somebody's telephone, papers or account, or money, a count, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from scraper.lexicon.phrases import Expression
from scraper.lexicon.wordbook import load_book
from scraper.text.sentence_ends import STATEMENT


class Call(StrEnum):
    """What the words before a number say that it is."""

    PHONE = "phone"
    IDENTITY = "identity"
    ACCOUNT = "account"
    PASSPORT = "passport"
    OTHER = "other"


BEFORE: Final = 24
"""How far before a number its name is looked for."""
AFTER: Final = 8
"""How far behind it its unit."""
ROW: Final = 2_000
TABLE: Final = 50_000
"""How far before a cell its row is looked for, and how far above it the head of its table: many times the longest seen."""
_BOOK: Final = load_book("contexts")
_PHONE: Final = _BOOK["phone"].compile()
CALLED: Final[tuple[tuple[Call, re.Pattern[str] | Expression], ...]] = (
    (Call.ACCOUNT, re.compile(rf"(?:{_BOOK['account'].source}|(?i:account))(?:号码?)?")),
    (Call.PASSPORT, re.compile(rf"{_BOOK['passport'].source}|(?i:passport)")),
    (Call.IDENTITY, re.compile(rf"{_BOOK['identity'].source}|(?i:identity|(?<![a-z])id(?![a-z]))")),
    (
        Call.PHONE,
        replace(
            _PHONE, pattern=re.compile(rf"{_PHONE.pattern.pattern}|(?i:\b(?:tel|phone|mobile|mob|cell|wechat|whatsapp|call)(?![a-z]))")
        ),
    ),
)
_NOT_OWNED: Final = "".join(f"(?<!{word})" for word in _BOOK["owned"].words)
OTHERWISE: Final = re.compile(
    rf"(?:第|{_NOT_OWNED}(?:{_BOOK['numbering'].source})|№|\bN[oO]\.?|{_BOOK['amount'].source})"
    rf"[额值数]?(?:[(][^()\n]{{1,6}}[)])?[{''.join(_BOOK['linking'].words)}:#(\s]{{0,6}}$"
)
"""Ends what stands before a number that is nobody's: of a document, of an order, money, a count.

>>> [OTHERWISE.search(words) is not None for words in ("项目总投资", "订单号：", "公民身份证号：", "联系电话")]
[True, True, False, False]
"""
HEADED: Final = _BOOK["column"].compile()
"""A column of such numbers."""
MEASURED: Final = _BOOK["measure"].compile()
COUNTED: Final = _BOOK["count"].compile()


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before and after a number, and at the head of its column."""

    before: str
    after: str
    head: str = ""

    def says(self, call: Call) -> bool:
        """True when the words before, or the column's head, call the number so."""
        pattern = dict(CALLED)[call]
        return bool(pattern.search(self.before) or (self.head and pattern.search(self.head)))

    def is_last(self, call: Call) -> bool:
        """True when no other call stands nearer to the number, or the column's head calls it so."""
        ends = [max((found.end() for found in pattern.finditer(self.before)), default=0) for _, pattern in CALLED]
        named = max(ends) > 0 and CALLED[ends.index(max(ends))][0] is call
        return named or bool(self.head and dict(CALLED)[call].search(self.head))

    def is_spared(self, *, called: bool) -> bool:
        """True when the words make it a number of nobody; where it is `called` somebody's, only its own name or money say so."""
        if OTHERWISE.search(self.before) or MEASURED.match(self.after):
            return True
        return not called and bool(COUNTED.match(self.after) or HEADED.search(self.head))


def read_context(shadow: str, start: int, end: int) -> Context:
    """The words around a number; those of an earlier sentence are not its own.

    >>> read_context("咨询张三。手机：13900001234，勿扰", 8, 19)
    Context(before='手机：', after='，勿扰', head='')
    """
    before = re.split(rf"[{STATEMENT}]", shadow[max(0, start - BEFORE) : start])[-1]
    return Context(before, shadow[end : end + AFTER], find_head(shadow, start))


def find_head(shadow: str, at: int) -> str:
    r"""The head of the column that a table's cell stands in, else nothing.

    >>> find_head("| 姓名 | 手机 |\n| --- | --- |\n| 张三 | 13900001234 |", 38)
    '手机'
    """
    line = shadow.rfind("\n", max(0, at - ROW), at) + 1
    if not shadow.startswith("|", line):
        return ""
    top = shadow.rfind("\n\n", max(0, line - TABLE), line) + 2
    if line in (0, top) or (top == 1 and line > TABLE):
        return ""
    first = top if top > 1 else 0
    cells = shadow[first : shadow.find("\n", first)].split("|")
    column = shadow.count("|", line, at)
    return cells[column].strip() if column < len(cells) else ""
