"""The numbers that Word prints before paragraphs and writes nowhere in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from scraper.text.enumerators import HAN

_PLACE: Final = re.compile(r"%([1-9])")
_DIGITS, _TEN, _HUNDRED, _ZERO = HAN[:9], HAN[9], HAN[10], HAN[12]
_CHINESE: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCountingThousand", "taiwaneseCounting"}
)
_SILENT: Final = frozenset({"bullet", "none"})
_MOST: Final = 999


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: the form of its number, the words around it (第%1条), and where it starts."""

    form: str
    text: str
    start: int = 1


@dataclass(slots=True)
class Counters:
    """The lists of a file by their id, and how far each is counted."""

    lists: Mapping[str, Mapping[int, Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def count(self, name: str, depth: int) -> str:
        """The number of the next paragraph of a list at a depth; empty for a bullet.

        >>> counters = Counters({"1": {0: Level("chineseCounting", "%1、"), 1: Level("decimal", "%2.")}})
        >>> [counters.count("1", depth) for depth in (0, 1, 1, 0, 1)]
        ['一、', '1.', '2.', '二、', '1.']
        """
        levels = self.lists.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(name, {})
        counts[depth] = min(counts.get(depth, level.start - 1) + 1, _MOST)
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form in _SILENT:
            return ""
        return _PLACE.sub(lambda match: self._spell(levels, counts, int(match[1]) - 1), level.text)

    def _spell(self, levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
        level = levels.get(depth, Level("decimal", ""))
        return spell_number(counts.get(depth, level.start), level.form)


def spell_number(number: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> [spell_number(3, form) for form in ("decimal", "chineseCounting", "lowerLetter", "decimalEnclosedCircle", "upperRoman")]
    ['3', '三', 'c', '③', '3']
    """
    if form in _CHINESE:
        return spell_han(number)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((0x60 if form == "lowerLetter" else 0x40) + number)
    return str(number)


def spell_han(number: int) -> str:
    """A number below a thousand in Chinese characters.

    >>> [spell_han(number) for number in (1, 10, 12, 20, 105, 110, 999)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十', '九百九十九']
    """
    hundreds, tens, ones = number // 100 % 10, number // 10 % 10, number % 10
    out = _DIGITS[hundreds - 1] + _HUNDRED if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else _DIGITS[tens - 1]) + _TEN
    elif hundreds and ones:
        out += _ZERO
    return out + (_DIGITS[ones - 1] if ones else "") or _ZERO
