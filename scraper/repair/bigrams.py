"""Pairs of characters that official Chinese uses often: the measure of whether restored bytes are words.

The vocabulary's table `bigrams.txt` is made by `site_config/make_bigrams.py` from a folder of texts; its head says from which.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from scraper.lexicon.wordbook import load_table
from scraper.repair.syllables import load_word_pairs
from scraper.text.han import load_simple_forms

MARKS = frozenset("，。、；：？！（）《》〈〉“”‘’〔〕【】—…·％\u3000 ,;:?!()[]%.-/0123456789\n")
"""Characters beside which any character may stand."""


@cache
def load_followers() -> dict[str, frozenset[str]]:
    """The characters that often follow each character.

    >>> "业" in load_followers()["企"]
    True
    """
    return {row[0]: frozenset(row[1:]) for row in load_table("bigrams").split()}


@cache
def load_common() -> frozenset[str]:
    """Characters that occur in any frequent pair."""
    return frozenset(load_followers()).union(*load_followers().values())


@lru_cache(maxsize=1 << 16)
def score_pair(left: str, right: str) -> int:
    """How well `right` goes after `left`, in either script: from 2 for a frequent pair to -4 for an outlandish one.

    A pair inside a known word has 1, beside a mark 0, two common characters -1.

    >>> [score_pair(*pair) for pair in ("企業", "业，", "南尚", "肌萍", "重鷻")]
    [2, 0, -1, -2, -4]
    """
    forms = load_simple_forms()
    left, right = forms.get(left, left), forms.get(right, right)
    if right in load_followers().get(left, ()):
        return 2
    if right in MARKS:
        return 0
    if left + right in load_word_pairs():
        return 1
    if right in load_common():
        return 0 if left in MARKS else -1
    return -2 if is_everyday(right) else -4


def score_words(text: str) -> int:
    """Sum of `score_pair` over a text.

    >>> score_words("科技企业") > score_words("萍肌幽仙")
    True
    """
    return sum(score_pair(left, right) for left, right in pairwise(text))


@cache
def is_plain(char: str) -> bool:
    """True for a mark or a character that is common or everyday, in either script.

    >>> [is_plain(char) for char in "業，鷻"]
    [True, True, False]
    """
    simple = load_simple_forms().get(char, char)
    return simple in load_common() or simple in MARKS or is_everyday(simple)


@cache
def is_everyday(char: str) -> bool:
    """True for the 3,755 characters of level 1 of GB 2312, which are those in everyday use."""
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
