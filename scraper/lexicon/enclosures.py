"""Brackets and quotation marks: what stands between two of them is not cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

PARTNERS: Final = {"(": ")", "“": "”", "《": "》", "〔": "〕", "【": "】"}
_LONGEST: Final = 200
PAIRED: Final = "|".join(
    rf"{re.escape(left)}[^{re.escape(left + right)}\n]{{0,{_LONGEST}}}{re.escape(right)}" for left, right in PARTNERS.items()
)
"""An expression for a bracket or a quotation with what it holds, on one line of a width-folded text."""
_PAIR: Final = re.compile(PAIRED)
_CLOSING: Final = frozenset(PARTNERS.values())


def compile_outside(marks: str) -> re.Pattern[str]:
    """An expression for `find_outside`: any of `marks`, or a pair that hides them."""
    return re.compile(rf"{PAIRED}|(?P<mark>[{marks}])")


def find_outside(marks: re.Pattern[str], folded: str, start: int, end: int) -> Iterator[int]:
    """Where marks stand in `folded[start:end]` outside of brackets and quotations.

    >>> list(find_outside(compile_outside(",:"), "生育的(含当日,下同),给予补贴", 0, 16))
    [11]
    """
    for found in marks.finditer(folded, start, min(len(folded), end + _LONGEST)):
        if found.start() >= end:
            return
        if found.lastgroup:
            yield found.start()


def find_pair(folded: str, start: int, end: int, place: int) -> tuple[int, int] | None:
    """Where the bracket or quotation begins and ends that would be torn by a cut at `place`; it may reach beyond `end`.

    >>> find_pair("实行“一网通办”服务", 0, 5, 5), find_pair("实行“一网通办”服务", 0, 8, 8)
    ((2, 8), None)
    """
    for found in _PAIR.finditer(folded, start, min(len(folded), end + _LONGEST)):
        if found.start() >= place:
            return None
        if found.end() > place:
            return found.span()
    return None


def fit_pairs(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a mark whose partner stands outside: grown by a closing mark that follows, else cut at the lonely mark.

    >>> text = "他说:“我市设立专项资金。还将减免租金。”"
    >>> text[slice(*fit_pairs(text, 0, 12))]
    '我市设立专项资金'
    >>> text = "当好“保姆”和“店小二”。"
    >>> text[slice(*fit_pairs(text, 0, 11))]
    '当好“保姆”和“店小二”'
    """
    lonely = _list_lonely(folded, start, end)
    for place in lonely:
        if place == lonely[-1] and folded[place] in PARTNERS and folded.startswith(PARTNERS[folded[place]], end):
            return start, end + 1
        if place - start >= end - place - 1:
            return start, start + len(folded[start:place].rstrip(" ,:、"))
        start = place + 1
    return start, end


def _list_lonely(folded: str, start: int, end: int) -> list[int]:
    """Closing marks without their opening ones, then the opening marks behind the last of them that nothing closes.

    >>> _list_lonely("(甲)乙)丙(丁(戊)", 0, 11)
    [4, 6]
    """
    closing: list[int] = []
    waiting: list[int] = []
    for place in range(start, end):
        mark = folded[place]
        if mark in PARTNERS:
            waiting.append(place)
        elif mark in _CLOSING:
            if waiting and PARTNERS[folded[waiting[-1]]] == mark:
                waiting.pop()
            else:
                closing.append(place)
                waiting.clear()
    return closing + waiting
