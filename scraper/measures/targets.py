"""For whom a measure is (惠及对象): actors, sizes, sectors, and the condition as printed."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.phrase_index import build_index, list_expressions
from scraper.lexicon.wordbook import load_book
from scraper.model import Target
from scraper.text.sentence_ends import STATEMENT

_BOOK: Final = load_book("targets")


def _list_names(list_: str) -> tuple[str, ...]:
    """The names of one of the book's closed lists."""
    return tuple(key.partition(":")[2] for key in _BOOK if key.startswith(f"{list_}:"))


_ACTORS: Final = _list_names("actor")
SIZES: Final = _list_names("size")
SECTORS: Final = _list_names("sector")
"""The trades that targets can name."""
_INDEX: Final = build_index(
    (words, key.partition(":")[2]) for key, entry in _BOOK.items() if ":" in key for words in list_expressions(entry)
)
_OPENS, _ENDS, _FOLLOWS, _NAMES, _POINTS = (_BOOK[f"condition.{name}"].source for name in ("opens", "ends", "follows", "named", "vague"))
CONDITION: Final = re.compile(rf"(?:^|[{STATEMENT},:])((?:{_OPENS})[^。;,]{{4,70}}?(?:{_ENDS}))(?=[,:]|{_FOLLOWS})")
# 支持对象:在本区登记的企业 says whom it is for outright.
NAMED: Final = re.compile(rf"(?:{_NAMES})[::]\s?([^。;\n]{{4,70}})")
_VAGUE: Final = re.compile(_POINTS)
_REACH: Final = 160
"""Whom a measure is for is said early; later names are those of offices and of exceptions."""


def read_target(text: str, terms: str = "") -> Target:
    """The target of a measure with width-folded `text`; a row of a table has its `terms` in lines.

    >>> read_target("对受影响的小微企业,给予贴息")
    Target(actors=('企业',), sizes=('micro', 'small'), sectors=(), text='对受影响的小微企业')
    """
    words = find_named(text)
    condition = NAMED.search(terms or text) or CONDITION.search(text[:_REACH])
    return Target(
        actors=tuple(name for name in _ACTORS if name in words)[:3],
        sizes=tuple(name for name in SIZES if name in words),
        sectors=tuple(name for name in SECTORS if name in words)[:3],
        text=condition.group(1) if condition and not _VAGUE.fullmatch(condition.group(1)) else None,
    )


def find_named(text: str) -> dict[str, str]:
    """The words that speak for each actor, size and sector which the beginning of a width-folded `text` names.

    >>> find_named("对小微企业给予贴息")
    {'micro': '小微', 'small': '小微', '企业': '企业'}
    """
    near = text[:_REACH]
    matches = ((words.search(near), place, name) for place, words, name in _INDEX.list_candidates(near))
    found: dict[str, str] = {}
    for _, _, match, name in sorted((match.start(), place, match, name) for match, place, name in matches if match):
        found.setdefault(name, match.group())
    return found
