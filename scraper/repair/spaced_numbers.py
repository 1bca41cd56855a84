"""Blanks that a converter left inside the numbers of parts: `第 一 条`, `一 、`, `（ 二 ）`."""

from __future__ import annotations

import re

from scraper.text.enumerators import ARTICLE_HEAD, ARTICLE_TAIL, HAN
from scraper.text.sentence_ends import LISTING

_BLANK = "[ \u3000\u00a0\u2002-\u200a]"
_GAP = rf"{_BLANK}{{0,2}}"
_HAN_NUMBER = rf"[{HAN}](?:{_GAP}[{HAN}]){{0,4}}"
_NUMBER = rf"(?:{_HAN_NUMBER}|\d{{1,3}})"
_SPACED = re.compile(
    rf"{ARTICLE_HEAD}{_GAP}{_NUMBER}{_GAP}[{ARTICLE_TAIL}]"
    rf"|[(（]{_GAP}{_NUMBER}{_GAP}[)）]"
    rf"|(?:^|(?<=[{LISTING}\u3000 ])){_HAN_NUMBER}{_BLANK}{{1,2}}、"
    rf"|(?:^|(?<=\u3000\u3000)|(?<=  ))\d{{1,2}}{_BLANK}{{1,2}}[.．、](?!\d)",
    re.MULTILINE,
)
"""The number of a part with blanks in it or without, where it can be no other number.

>>> [found.group() for found in _SPACED.finditer("第 十 二 条 补贴。 一 、减租（ 二 ）贷款，投入 3 、5 年")]
['第 十 二 条', '一 、', '（ 二 ）']
"""
_HINT = re.compile(rf"{_BLANK}(?:(?<=[{HAN}\d(（{ARTICLE_HEAD}].)[{HAN}\d、.．)）{ARTICLE_TAIL}]|{_BLANK}[{HAN}\d、.．)）{ARTICLE_TAIL}])")
"""A blank that may stand in such a number: most texts have none, and need not be looked through."""
_BLANKS = re.compile(_BLANK)


def has_spaced_numbers(text: str) -> bool:
    """True when the number of a part has blanks in it.

    >>> has_spaced_numbers("第 一 条 总则"), has_spaced_numbers("第一条 总则，（一）减租")
    (True, False)
    """
    return _HINT.search(text) is not None and any(_BLANKS.search(found.group()) for found in _SPACED.finditer(text))


def close_spaced_numbers(text: str) -> tuple[str, int]:
    r"""Numbers of parts as they are written, and how many had blanks in them; what stands round them stays.

    >>> close_spaced_numbers("第 一 条 为支持企业\n（ 一 ）减租。二 、贷款\n3 ．担保")
    ('第一条 为支持企业\n（一）减租。二、贷款\n3．担保', 4)
    """
    count = 0

    def close(found: re.Match[str]) -> str:
        nonlocal count
        closed = _BLANKS.sub("", found.group())
        count += closed != found.group()
        return closed

    return _SPACED.sub(close, text), count
