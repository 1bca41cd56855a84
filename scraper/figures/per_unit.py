"""For each what an amount is paid: 每户, 每人每月, 每招用1人."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book

_BOOK: Final = load_book("per_unit")
HEADS: Final = _BOOK["head"].source
PERSONAL: Final = frozenset(_BOOK["personal"].words)
_WHOSE: Final = f"{HEADS}|{_BOOK['whose'].source}"
_GAP: Final = r"[^,。;、\d]{0,8}$"
_ONE: Final = re.compile(rf"每(?:一|1)?个?({_WHOSE}){_GAP}")
_TWO: Final = re.compile(rf"每({HEADS})每({HEADS}){_GAP}")
# 每招用1人 pays for each person as 每人 does.
_COUNTED: Final = re.compile(rf"每[^,。;、\d每一]{{1,6}}[1一]个?({_WHOSE}){_GAP}")


def find_head(before: str) -> str | None:
    """What the words right before an amount pay for, two joined by a dot.

    >>> [find_head(words) for words in ("给予每户最高", "每人每月", "按每招用1人不超过", "按每托位", "一次性奖励")]
    ['户', '人·月', '人', '托位', None]
    """
    found = _TWO.search(before) or _COUNTED.search(before) or _ONE.search(before)
    return "·".join(found.groups()) if found else None
