"""How a value binds: as the most, the least, or about (不超过, 不低于, 左右)."""

from __future__ import annotations

import re
from typing import Final

from scraper.model import Comparator

# What is raised on the ground of a greatest amount (在最高额度的基础上上浮10%) is none itself.
_BEFORE: Final = (
    (
        Comparator.MAX,
        re.compile(
            r"(?:不(?:得|应)?(?:超过|高于|多于|大于|长于)|至多|上限|限额|≤|<)[^,。;、\d]{0,6}$|最[高长多大][^,。;、\d基]{0,10}$"
            r"|(?<![不得应])(?:低于|少于|小于|短于)$|(?:不足|[不未]满)$"
        ),
    ),
    (
        Comparator.MIN,
        re.compile(r"(?:不(?:得|应)?(?:低于|少于|小于|短于)|最[低短少]|至少|≥|>)[^,。;、\d]{0,4}$|(?:超过|超|突破|逾|高于|大于|多于|满)$"),
    ),
    (Comparator.APPROX, re.compile(r"(?:约|近|将近|大约|接近)$")),
)
_AFTER: Final = re.compile(
    r"(?:\(含[^()]{0,8}\))?[及或]?(?:(?P<min>以上|起(?![草来点]))|(?P<max>以下|以内|之内|内(?!部|容|设|外)|封顶|为限)|(?P<approx>左右|上下))"
)
_REACH: Final = 16


def find_comparator(folded: str, start: int, end: int, *, more: bool) -> Comparator | None:
    """How the value at `start:end` binds: the words right before it, else right after it, else its own 余 or 多 (`more`).

    >>> [find_comparator(text, at, at + 2, more=False) for text, at in (("不超过3年", 3), ("不满3年", 2), ("3年以上", 0), ("满3年", 1))]
    [<Comparator.MAX: 'max'>, <Comparator.MAX: 'max'>, <Comparator.MIN: 'min'>, <Comparator.MIN: 'min'>]
    """
    before = folded[max(0, start - _REACH) : start]
    for comparator, pattern in _BEFORE:
        if pattern.search(before):
            return comparator
    after = _AFTER.match(folded, end)
    if after and after.lastgroup:
        return Comparator(after.lastgroup)
    return Comparator.MIN if more else None
