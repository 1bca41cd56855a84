"""Traditional and Simplified script."""

from __future__ import annotations

from functools import cache

import opencc

from scraper.model.text import Script

_PATCHES = {
    "看著": "看着",
    "跟著": "跟着",
    "随著": "随着",
    "沿著": "沿着",
    "向著": "向着",
    "朝著": "朝着",
    "意味著": "意味着",
    "存在著": "存在着",
}
_BOTH = frozenset("乾著藉瞭徵於餘夥麼甦鍾讎")
"""Characters that Simplified texts use too: in names (乾县) or meanings of their own."""


@cache
def load_converter() -> opencc.OpenCC:
    """OpenCC's t2s, built once."""
    return opencc.OpenCC("t2s")


@cache
def load_traditional() -> frozenset[str]:
    """Characters that only Traditional text has: those that t2s changes when they stand alone."""
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    simple = load_converter().convert("\n".join(chars)).split("\n")
    return frozenset(c for c, s in zip(chars, simple, strict=True) if c != s) - _BOTH


def simplify_text(text: str) -> str:
    """Traditional to Simplified, phrase by phrase; 著 as a particle becomes 着.

    >>> simplify_text("隨著企業復工，若幹標准爲著名")
    '随着企业复工，若干标准为著名'
    """
    simple: str = load_converter().convert(text)
    for wrong, right in _PATCHES.items():
        simple = simple.replace(wrong, right)
    return simple


def find_script(text: str) -> Script:
    """Script that the text is mostly written in."""
    traditional = count_traditional(text)
    return Script.HANT if traditional >= 5 and traditional >= 0.05 * len(text) else Script.HANS


def count_traditional(text: str) -> int:
    """How many characters only Traditional text has."""
    found = load_traditional().intersection(text)
    return sum(text.count(c) for c in found)
