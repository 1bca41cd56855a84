"""Pinyin in brackets that a reposting tool put after each character of a list."""

from __future__ import annotations

import re

from scraper.text.han import load_traditional

_BRACKET = re.compile(r"([\u3400-\u9fff])((?:[(（]\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜɡ]{1,6}\s?[)）]){1,3})")


def find_listed(text: str) -> frozenset[str]:
    """Characters whose brackets a tool made; empty for a clean text."""
    if "(" not in text and "（" not in text:
        return frozenset()
    found = [m.group(1) for m in _BRACKET.finditer(text)]
    listed = frozenset(found) & load_traditional()
    return listed if len(listed) >= 2 and len(found) >= 3 else frozenset()


def drop_bracket_pinyin(text: str, listed: frozenset[str]) -> tuple[str, int]:
    """Remove the brackets after listed characters.

    >>> drop_bracket_pinyin("企業(yè)復(fù)工，亳(bó)州", frozenset("業復"))
    ('企業復工，亳(bó)州', 2)
    """
    count = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal count
        if match.group(1) not in listed:
            return match.group()
        count += 1
        return match.group(1)

    return _BRACKET.sub(drop, text), count
