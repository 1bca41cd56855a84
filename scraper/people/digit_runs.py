"""Runs of digits as people write them: joined or parted by any marks, cells and lines, in Arabic or Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from scraper.text.sentence_ends import LISTING

_ROWS: Final = ("零〇○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_HAN: Final = {char: str(value) for value, row in enumerate(_ROWS) for char in row}
_SCRIPTS: Final = {**{str(value): "a" for value in range(10)}, **dict.fromkeys(_HAN, "h"), "X": "a", "x": "a"}
_DIGITS: Final = str.maketrans({**_HAN, "x": "X"})
_DIGIT: Final = f"[0-9{''.join(_HAN)}]"
_MARK: Final = r"(?:%20|%2[BDFbdf]|[^\w*%‰¥￥$€℃°]|_)"
RUN: Final = re.compile(rf"{_DIGIT}(?:{_MARK}{{0,6}}(?:{_DIGIT}|[Xx](?![A-Za-z]))){{10,}}")
"""Eleven digits or more with nothing but marks between them, those of an address escaped too; X may close an identity number.

>>> RUN.search("电话139-0000（1234）") is not None, RUN.search("2020年1月1日至2021年1月1日") is None
(True, True)
"""
_UNSEEN: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_JOINTS: Final = re.compile(r"[\s\-‐‑‒–—―−﹣_~∼·•・‧∙⋅]+")
_SPACES: Final = re.compile(r"\s*")
_LISTING: Final = re.compile(rf"[,，、{LISTING}]")
CHANGE: Final = "\u2060"
"""Stands for the seam between two scripts, where no mark is."""


class Gap(IntEnum):
    """How far two groups of digits stand apart."""

    NONE = 0
    JOINT = 1
    LOOSE = 2
    LISTING = 3
    WALL = 4


@lru_cache(maxsize=1024)
def rate_gap(marks: str) -> Gap:
    r"""How far apart marks put two groups: hyphens join, spaces, dots and brackets are loose, commas list, cells and lines part.

    >>> [rate_gap(marks).name for marks in ("\u00ad", "—", " ", "、", " | ")]
    ['NONE', 'JOINT', 'LOOSE', 'LISTING', 'WALL']
    """
    seen = _UNSEEN.sub("", marks)
    if not seen:
        return Gap.NONE
    if "|" in seen or "\n" in seen:
        return Gap.WALL
    if _LISTING.search(seen):
        return Gap.LISTING
    return Gap.JOINT if _JOINTS.fullmatch(seen) and not _SPACES.fullmatch(seen) else Gap.LOOSE


@dataclass(frozen=True, slots=True)
class Run:
    """Digits in order (`X` included), where each stands, and the marks before each: empty inside a group."""

    digits: str
    places: tuple[int, ...]
    gaps: tuple[str, ...]

    def is_edge(self, at: int) -> bool:
        """True where a group begins or the run ends."""
        return at in (0, len(self.digits)) or self.gaps[at] != ""

    def list_gaps(self, start: int, end: int) -> tuple[str, ...]:
        """The marks between the groups of a stretch."""
        return tuple(gap for gap in self.gaps[start + 1 : end] if gap)

    def list_groups(self, start: int, end: int) -> Iterator[str]:
        """The groups of a stretch; marks that nobody sees part none."""
        first = start
        for at in range(start + 1, end):
            if self.gaps[at] and rate_gap(self.gaps[at]):
                yield self.digits[first:at]
                first = at
        yield self.digits[first:end]


def find_runs(shadow: str) -> Iterator[Run]:
    """The runs of a text of one width.

    >>> [(run.digits, run.gaps[3]) for run in find_runs("手机一三九-零零零零-一二三四")]
    [('13900001234', '-')]
    """
    for match in RUN.finditer(shadow):
        places = tuple(at for at in range(*match.span()) if shadow[at] in _SCRIPTS and "%" not in shadow[max(at - 2, match.start()) : at])
        gaps = [""]
        for before, at in pairwise(places):
            change = CHANGE if _SCRIPTS[shadow[before]] != _SCRIPTS[shadow[at]] else ""
            gaps.append(shadow[before + 1 : at] or change)
        yield Run("".join(shadow[at] for at in places).translate(_DIGITS), places, tuple(gaps))
