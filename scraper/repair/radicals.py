"""Signs that look like characters: what PDF readers make of 用, 月 and 长 (⽤, ⽉, ⻓) are radicals of dictionaries."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.text.fold import spell_signs

_PARTS: Final = load_book("damage")["radicals"].facts["table"]
"""The characters of those radicals to which Unicode gives none (CJK Radicals Supplement); NFKC knows all others."""
_SIGN: Final = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")


def has_radicals(text: str) -> bool:
    """True when a radical or a double of a character stands in a text.

    >>> has_radicals("\u2f64\u2f08"), has_radicals("用人")
    (True, False)
    """
    return _SIGN.search(text) is not None


def restore_radicals(text: str) -> tuple[str, int]:
    """The characters that are meant, and how many signs stood for them; a radical that is no character stays.

    >>> restore_radicals("\u2f64\u2f08单位按\u2f49缴纳，\u2ed3期有效")
    ('用人单位按月缴纳，长期有效', 4)
    """
    restored = _SIGN.sub(_restore, text)
    return restored, sum(old != new for old, new in zip(text, restored, strict=True))


def _restore(found: re.Match[str]) -> str:
    sign = found.group()
    return str(_PARTS.get(sign, spell_signs(sign)))
