"""What makes a clause an act, a report, or neither."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book

_BOOK: Final = load_book("verbs")
_WEIGHTS: Final = tuple((entry.compile(), entry.facts["weight"]["act"]) for entry in _BOOK.values() if "weight" in entry.facts)
_FIGURE: Final = _BOOK["act.figure"].compile()
PURPOSE: Final = _BOOK["purpose"].compile()
REPORT: Final = _BOOK["report"].compile()
GOAL: Final = _BOOK["goal"].compile()
REVIEW: Final = _BOOK["review"].compile()
SKIP: Final = _BOOK["skip"].compile()
SAID: Final = _BOOK["said"].compile()
REMARK: Final = _BOOK["remark"].compile()
DEFINITE: Final = _BOOK["act.definite"].facts["weight"]["act"]
CERTAIN: Final = 8
"""What a definite act with a figure weighs: more than any without."""
ENOUGH: Final = 3
"""What makes an act at least: a paper that is issued."""
_HEAD: Final = 30
"""The verb of an act stands early in its clause."""
_TITLE: Final = re.compile(r"《[^》]{0,80}》")


def weigh_clause(clause: str) -> int:
    """How much a clause is an act: 6 a definite one (8 with a figure), 4 a supporting one, 3 a paper issued, 1 a wish.

    >>> [weigh_clause(c) for c in ("设立资金500万元", "鼓励企业改造", "印发工作方案", "加强领导", "形势向好")]
    [8, 4, 3, 1, 0]
    """
    head = _TITLE.sub("《》", clause)[:_HEAD]
    weight = next((weight for pattern, weight in _WEIGHTS if pattern.search(head)), 0)
    if PURPOSE.match(clause):
        return min(weight, 1)
    return CERTAIN if weight == DEFINITE and _FIGURE.search(clause) else weight
