"""Which fields the pages of a source state, and which of them the pages of one run have lost.

What a list tells (title, day) stands in for what its pages do not: that hides a page tag that was dropped, so it is counted here. A
body is asked of each page by itself (`refusals.find_refusal`).
"""

from __future__ import annotations

from collections.abc import Sequence

from scraper.facts.identity import UNTITLED
from scraper.model import Notice

STATED = {"t": "title", "d": "date"}
FEWEST = 3
"""Pages of a run from which a loss can be told from an odd page."""
PROBATION = 5
"""Pages of a source that must have been read before its own history counts."""
USUAL, LOST = 0.8, 0.4
"""Shares: a field that so many pages had, and that so few of a run have, is lost."""


def read_fill(notice: Notice) -> str:
    """The fields that a page itself states, as letters of `STATED`.

    >>> from datetime import date
    >>> from scraper.model import Evidence, Kind
    >>> listed = Evidence("published", "list:date", "2026-01-02")
    >>> read_fill(Notice("1", "关于稳岗返还的通知", Kind.OFFICIAL, "", published=date(2026, 1, 2), evidence=(listed,)))
    't'
    """
    lent = {proof.field for proof in notice.evidence if proof.rule.startswith("list:")}
    title = notice.title != UNTITLED and "title" not in lent
    return "t" * title + "d" * (notice.published is not None and "published" not in lent)


def find_loss(fills: Sequence[str], history: Sequence[str]) -> str | None:
    """In words, the field that the pages of a run lack against those read before; None when none, or too few pages are known.

    >>> find_loss(["t", "t", "td"], ["td"] * 9)
    '1 of 3 pages tells its date, 9 of 9 did before'
    >>> find_loss(["t", "t", "t"], ["td"] * 4), find_loss(["t", "t"], ["td"] * 9), find_loss(["t"] * 9, ["t"] * 9)
    (None, None, None)
    """
    if len(fills) < FEWEST or len(history) < PROBATION:
        return None
    for letter, name in STATED.items():
        now, before = (sum(letter in fill for fill in some) for some in (fills, history))
        if before >= USUAL * len(history) and now < LOST * len(fills):
            return f"{now} of {len(fills)} pages tells its {name}, {before} of {len(history)} did before"
    return None
