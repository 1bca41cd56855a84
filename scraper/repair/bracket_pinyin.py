"""Pinyin in brackets that a reposting tool put after each character of a list: `復(fù)工`, `會(huì )`, `年(nian)(nian)`."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from scraper.repair.bigrams import is_everyday
from scraper.repair.syllables import SYLLABLE, has_reading
from scraper.text.fold import fold_width
from scraper.text.han import load_simple_forms, load_traditional

_BRACKET = re.compile(rf"\( ?{SYLLABLE} ?\)(?:\( ?{SYLLABLE} ?\)){{0,2}}")
"""Asked of folded text: what prints wide letters prints wide readings."""
_INNER = re.compile(SYLLABLE)
_MIN_TRADITIONAL = 3
"""Brackets behind Traditional characters that tell a tool: a writer annotates one rare name, perhaps two."""
_MIN_BRACKETS = 15
_MIN_DISTINCT = 5
"""Brackets behind Simplified characters that tell a tool, and of how many characters: more than the places a notice can annotate."""
_MIN_SHARE = 0.8
"""How often a listed character stands with its bracket: always, but for places that other damage has eaten."""
_MIN_EVERYDAY = 5
"""Everyday characters with brackets that tell a tool which strikes here and there: nobody annotates what everybody can read."""


def find_listed(text: str) -> frozenset[str]:
    """Characters whose brackets a tool made; none in a clean text, whatever it annotates.

    The tools list Traditional characters, and nobody annotates those again and again: three brackets tell a tool.
    A Simplified character is listed where many are, if it hardly ever stands without its bracket, where brackets are doubled, or
    where the tool strikes everyday characters here and there: nobody annotates those.

    >>> sorted(find_listed("復(fù)工、業(yè)、產(chǎn)，在亳(bó)州"))
    ['復', '業', '產']
    >>> find_listed("亳(bó)州、歙(shè)县、黟(yī)县")
    frozenset()
    """
    found = [match for match in _BRACKET.finditer(fold_width(text)) if match.start()] if "(" in text or "（" in text else []
    if len(found) < _MIN_BRACKETS and load_traditional().isdisjoint(map(_read_owner, found)):
        return frozenset()
    aligned = [match for match in found if _is_aligned(match)]
    hits = Counter(map(_read_owner, aligned))
    traditional = frozenset(hits) & load_traditional()
    certain = sum(hits[char] for char in traditional) >= _MIN_TRADITIONAL
    if not certain and (len(hits) < _MIN_DISTINCT or len(aligned) < _MIN_BRACKETS):
        return frozenset()
    doubled = {_read_owner(match) for match in aligned if len(_INNER.findall(match[0])) > 1}
    everyday = frozenset(char for char in hits if is_everyday(load_simple_forms().get(char, char)))
    struck = everyday if len(everyday) >= _MIN_EVERYDAY else frozenset()
    return traditional | doubled | struck | {char for char in hits if hits[char] > 1 and hits[char] >= _MIN_SHARE * text.count(char)}


def drop_bracket_pinyin(text: str, listed: frozenset[str]) -> tuple[str, int]:
    """The text without the brackets of listed characters, and how many went.

    >>> drop_bracket_pinyin("企業(yè)復(ｆù)工，今年(nian)(nian)在亳(bó)州", frozenset("業復年"))
    ('企業復工，今年在亳(bó)州', 3)
    """
    kept, end = [], 0
    for match in _BRACKET.finditer(fold_width(text)):
        if _read_owner(match) in listed and _is_aligned(match):
            kept.append(text[end : match.start()])
            end = match.end()
    return "".join((*kept, text[end:])), len(kept)


def drop_readings(line: str) -> str:
    """A line of labels without any reading in brackets: nobody annotates those, so one is enough to tell a tool.

    >>> drop_readings("時間：2020年3月(yuè)1日 來源(yuán)：某社(bó)")
    '時間：2020年3月1日 來源：某社(bó)'
    """
    owners = frozenset(_read_owner(match) for match in _BRACKET.finditer(fold_width(line)) if match.start())
    return drop_bracket_pinyin(line, owners)[0] if owners else line


def _read_owner(match: re.Match[str]) -> str:
    """The character before the bracket."""
    return match.string[match.start() - 1 : match.start()]


def _is_aligned(match: re.Match[str]) -> bool:
    """True when each bracket gives a reading of its character."""
    return _fits(_read_owner(match), match[0])


@lru_cache(maxsize=1 << 12)
def _fits(char: str, brackets: str) -> bool:
    return all(has_reading(char, syllable) for syllable in _INNER.findall(brackets))
