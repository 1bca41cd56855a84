"""Expressions written as word lists."""

from __future__ import annotations

import re


def compile_words(*lists: str) -> re.Pattern[str]:
    r"""One expression that finds any of the words; they are parted by blanks, and each may itself be a small expression.

    >>> compile_words("减免 免[收征]", "缓缴").findall("免征房产税,缓缴社保费")
    ['免征', '缓缴']
    """
    return re.compile("|".join(word for words in lists for word in words.split()))
