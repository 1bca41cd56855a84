"""What a number can be followed by: one table of units, and what each counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model import FigureKind
from scraper.text.sentence_ends import STATEMENT


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit. `base` is the unit of the record, `factor` turns the printed number into it."""

    kind: FigureKind
    base: str
    factor: float = 1


_BOOK: Final = load_book("units")
_NOT_BEFORE: Final[Mapping[str, str]] = _BOOK["before"].facts["table"]
"""What may not follow a unit that is also the beginning of a word: 3人才 is no count of persons, 2020年度 no duration."""
_ROWS: Final = (
    ("money", FigureKind.MONEY, 1),
    ("duration", FigureKind.DURATION, 1),
    ("dime", FigureKind.MONEY, 0.1),
    ("cent", FigureKind.MONEY, 0.01),
    ("percent", FigureKind.PERCENT, 1),
    ("tenths", FigureKind.PERCENT, 10),
    ("rate", FigureKind.RATE, 1),
)
"""The tables of units, and what turns a printed number into that of the record."""


def _list_units() -> dict[str, Unit]:
    table = {name: Unit(FigureKind.COUNT, name) for name in _BOOK["count"].words}
    for key, kind, factor in _ROWS:
        table |= {name: Unit(kind, base, factor) for base, names in _BOOK[key].facts["table"].items() for name in names.split()}
    return table


UNITS: Final = _list_units()


def _guard(name: str) -> str:
    """One alternative of the expression: the name, and what may not follow it."""
    barred = _NOT_BEFORE.get(name)
    if name == "成":  # only as a share, not 成立 or 成本
        return rf"成(?=以上|左右|以下|[{STATEMENT},、)]|$)"
    return re.escape(name) + (f"(?![{barred}])" if barred else "")


def _compile_units() -> dict[str, re.Pattern[str]]:
    """One expression for each first character, the longest unit first."""
    names: dict[str, list[str]] = {}
    for name in sorted(UNITS, key=len, reverse=True):
        names.setdefault(name[0], []).append(_guard(name))
    return {first: re.compile("|".join(guarded)) for first, guarded in names.items()}


_BY_FIRST: Final = _compile_units()
FIRST: Final = "".join(sorted(_BY_FIRST))
"""All characters that a unit can begin with."""


def find_unit(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit printed at `start` of a width-folded text (one space may stand before it) and where it ends.

    >>> find_unit("3 个月内", 1)
    (Unit(kind=<FigureKind.DURATION: 'duration'>, base='月', factor=1), 4)
    >>> find_unit("3月", 1)
    >>> find_unit("5人才", 1)
    """
    begin = start + 1 if text.startswith(" ", start) else start
    pattern = _BY_FIRST.get(text[begin : begin + 1])
    found = pattern.match(text, begin) if pattern else None
    return (UNITS[found.group()], found.end()) if found else None
