"""Numbers that are more than digits in a row: 1 500, 2. 5, 3×10⁶, 两三, 半."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.text.numerals import parse_numeral

_BOOK: Final = load_book("quantities")
_PAIRS: Final = frozenset(_BOOK["pairs"].words)
_HALF: Final = _BOOK["half"].compile()
_NOT_HALF: Final = _BOOK["half.part"].compile()
_POWERS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GROUPS: Final = re.compile(r"[1-9]\d{0,2}(?: \d{3}){1,4}(?![\d.])")
"""Thousands parted by blanks."""
_POINT: Final = re.compile(r"(\d{1,5})(?: ?· ?| \.(?! )|\. | \. )(\d{1,2})(?!\d)")
"""A decimal point with a blank beside it, or in the middle of the line."""
_POWER: Final = re.compile(r"(?:(\d{1,4}(?:\.\d{1,4})?) ?[×xX*·] ?)?10(?:\^(\d{1,2})|([⁰¹²³⁴-⁹]{1,2}))")
_PAIR: Final = re.compile(rf"({'|'.join(sorted(_PAIRS))})([{_BOOK['scales'].source.replace('|', '')}]?)")
_BEHIND_WORD: Final = re.compile(r"[\u4e00-\u9fff(“]")
MARKS: Final = "·×xX*^⁰¹²³⁴-⁹"
"""What stands behind the first digits of such numbers, a piece of a class."""


@dataclass(frozen=True, slots=True)
class Form:
    """A number and where it ends; `to` is the other end of one that is told as a pair."""

    value: float
    end: int
    to: float | None = None


def read_form(folded: str, start: int) -> Form | None:
    """The number at `start` of a folded text if it is written in one of these forms.

    >>> [read_form(text, 1) for text in ("共1 500元", "约2. 5万元", "共3×10⁶吨")]
    [Form(value=1500.0, end=6, to=None), Form(value=2.5, end=5, to=None), Form(value=3000000.0, end=6, to=None)]
    >>> read_form("约两三百元", 1), read_form("满半年", 1), read_form("上半年", 1), read_form("共1500元", 1)
    (Form(value=200.0, end=4, to=300.0), Form(value=0.5, end=2, to=None), None, None)
    """
    if power := _POWER.match(folded, start):
        return Form(float(power[1] or 1) * 10.0 ** int(power[2] or power[3].translate(_POWERS)), power.end())
    if _HALF.match(folded, start):
        return None if _NOT_HALF.search(folded, max(0, start - 1), start + 4) else Form(0.5, start + 1)
    if pair := _PAIR.match(folded, start):
        return _read_pair(pair)
    return _read_gapped(folded, start)


def _read_pair(pair: re.Match[str]) -> Form:
    scale = float(parse_numeral(pair[2]) or 1) if pair[2] else 1.0
    low, high = (float(parse_numeral(digit) or 0) * scale for digit in pair[1])
    return Form(low, pair.end(), high)


def _read_gapped(folded: str, start: int) -> Form | None:
    """Digits with blanks between them; behind a line's beginning or a stop the first ones may be the number of an item."""
    if not _BEHIND_WORD.match(folded, start - 1 if start else len(folded)):
        return None
    if groups := _GROUPS.match(folded, start):
        return Form(float(groups.group().replace(" ", "")), groups.end())
    point = _POINT.match(folded, start)
    return Form(float(f"{point[1]}.{point[2]}"), point.end()) if point else None
