"""English that a translating tool put behind single characters, in the middle of words: `人(people)民`, `一(one)、`."""

from __future__ import annotations

import re

from scraper.repair.bigrams import score_pair
from scraper.text.fold import fold_width

_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\( ?[a-z]{1,14}(?:[ -][a-z]{1,14}){0,2} ?\)")
"""Asked of folded text. Names and terms that writers add have capitals, but not all."""
_MIN_GLOSSES, _MIN_OWNERS = 8, 5
"""Brackets that tell a tool, and of how many characters: more small words than a writer explains."""
_MIN_INSIDE = 0.25
"""Share of them that part the characters of a word; a writer explains whole words."""


def has_bracket_english(text: str) -> bool:
    """True when English stands behind single characters throughout.

    >>> has_bracket_english("人(people)民政(politics)府支(support)持企(enterprise)业复(restore)工复(restore)产，减(minus)租补(patch)贴")
    True
    >>> has_bracket_english("推广云计算(cloud computing)、大数据(big data)和物联网(internet of things)")
    False
    """
    if "(" not in text and "（" not in text:
        return False
    folded = fold_width(text)
    found = list(_GLOSS.finditer(folded))
    if len(found) < _MIN_GLOSSES or len({folded[gloss.start() - 1] for gloss in found}) < _MIN_OWNERS:
        return False
    return sum(score_pair(folded[gloss.start() - 1], folded[gloss.end() : gloss.end() + 1]) > 0 for gloss in found) >= _MIN_INSIDE * len(
        found
    )


def drop_bracket_english(text: str) -> tuple[str, int]:
    """The text without such brackets, and how many went.

    >>> drop_bracket_english("（一(one)）減租（citizen）金，LPR(ABC)")
    ('（一）減租金，LPR(ABC)', 2)
    """
    kept, end = [], 0
    for gloss in _GLOSS.finditer(fold_width(text)):
        kept.append(text[end : gloss.start()])
        end = gloss.end()
    return "".join((*kept, text[end:])), len(kept)
