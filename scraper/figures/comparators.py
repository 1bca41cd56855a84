"""How a value binds: as the most, the least, or about (不超过, 不低于, 左右)."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model import Comparator

_BOOK: Final = load_book("comparators")
_BEFORE: Final = tuple((comparator, _BOOK[comparator].compile()) for comparator in (Comparator.MAX, Comparator.MIN, Comparator.APPROX))
_AFTER: Final = tuple((comparator, _BOOK[f"after.{comparator}"].compile()) for comparator, _ in _BEFORE)
_INCLUDED: Final = re.compile(r"(?:\(含[^()]{0,8}\))?[及或]?")
"""What may stand between a value and the words that bind it: 10人(含10人)及以上."""
_REACH: Final = 16
"""Characters before a value: the longest words that bind it, and what they may stand apart."""


def find_comparator(folded: str, start: int, end: int, *, more: bool) -> Comparator | None:
    """How the value at `start:end` binds: the words right before it, else right after it, else its own 余 or 多 (`more`).

    >>> [find_comparator(text, at, at + 2, more=False) for text, at in (("不超过3年", 3), ("不满3年", 2), ("3年以上", 0), ("满3年", 1))]
    [<Comparator.MAX: 'max'>, <Comparator.MAX: 'max'>, <Comparator.MIN: 'min'>, <Comparator.MIN: 'min'>]
    """
    before = folded[max(0, start - _REACH) : start]
    for comparator, pattern in _BEFORE:
        if pattern.search(before):
            return comparator
    included = _INCLUDED.match(folded, end)
    after = included.end() if included else end
    bound = next((comparator for comparator, words in _AFTER if words.match(folded, after)), None)
    return bound or (Comparator.MIN if more else None)
