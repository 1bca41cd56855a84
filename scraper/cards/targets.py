"""For whom a measure is (惠及对象): the phrase that names them, and the actors, sizes and sectors in it."""

from __future__ import annotations

import re
from typing import Final

from scraper.cards.target_phrases import find_target_phrase
from scraper.lexicon.enclosures import fit_pairs
from scraper.lexicon.phrase_index import build_index, list_expressions
from scraper.lexicon.wordbook import load_book
from scraper.model import Target

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
# 支持对象:在本区登记的企业 says whom it is for outright.
NAMED: Final = re.compile(rf"(?:{_BOOK['condition.named'].source})(?:{_BOOK['condition.is'].source}|[:\n])\s*([^。;:\n]{{4,90}})")
_VAGUE: Final = re.compile(_BOOK["condition.vague"].source)


def read_target(text: str, terms: str = "", title: str = "", scope: str = "") -> Target:
    """The target of a measure with width-folded `text`, in a document with that `title`; a row of a table has its `terms` in lines.

    `scope` is whom the notice itself is for: it holds where the measure names nobody.

    Only who stands in the phrase is a target: banks that lend and offices that pay are named too.

    >>> read_target("对受影响的小微企业,由银行给予贴息")
    Target(actors=('企业',), sizes=('micro', 'small'), sectors=(), text='受影响的小微企业')
    """
    phrase = _find_phrase(text, terms, title) or scope
    words = find_named(phrase)
    return Target(
        actors=tuple(name for name in _ACTORS if name in words)[:3],
        sizes=tuple(name for name in SIZES if name in words),
        sectors=tuple(name for name in SECTORS if name in words)[:3],
        text=phrase or None,
    )


def _find_phrase(text: str, terms: str, title: str) -> str:
    """Whom it is for as printed: what a table's column or a line says outright, else what the sentences say."""
    if named := find_outright(terms or text):
        return named
    span = find_target_phrase(text, title)
    return span.read(text).strip() if span else ""


def find_outright(text: str) -> str:
    """Whom a line of a width-folded `text` names outright, "" where none does.

    >>> find_outright("补贴对象:在镇里登记的民宿。"), find_outright("补贴标准:每间八百元")
    ('在镇里登记的民宿', '')
    """
    named = NAMED.search(text)
    if named is None or _VAGUE.fullmatch(named.group(1)):
        return ""
    return text[slice(*fit_pairs(text, *named.span(1)))].strip()


def find_named(phrase: str) -> dict[str, str]:
    """The words that speak for each actor, size and sector which a width-folded `phrase` names.

    >>> find_named("小微企业")
    {'micro': '小微', 'small': '小微', '企业': '企业'}
    """
    matches = ((words.search(phrase), place, name) for place, words, name in _INDEX.list_candidates(phrase))
    found: dict[str, str] = {}
    for _, _, match, name in sorted((match.start(), place, match, name) for match, place, name in matches if match):
        found.setdefault(name, match.group())
    return found
