"""The marks that end what is said (GB/T 15834-2011, 3.1 and 4), in both widths: raw and folded texts are read alike.

Readers differ in how much an end closes, never in the marks: they name a level, and add a mark of their own to it where they must.
"""

from __future__ import annotations

import re

FULL_STOP = "。"
"""The end of a statement alone (4.1)."""
STATEMENT = f"{FULL_STOP}；;"
"""With the semicolon, which parts statements side by side and closes the items of a list (4.6): no title and no term runs over one."""
TOLD = f"{FULL_STOP}！!"
"""What ends a sentence that tells or calls, and asks nothing."""
SENTENCE = f"{TOLD}？?"
"""The three marks at the end of a sentence (句末点号, 3.1.2)."""
CLAUSE = f"{SENTENCE}；;"
"""The end of a sentence or of one of its statements."""
LISTING = f"{CLAUSE}：:"
"""With the colon (4.7), behind which the line above a list ends."""
PROSE_MARKS = "，。、；：！？"
"""The marks of Chinese prose in their own width: menus, addresses and scripts have the narrow ones."""
CLOSERS = "”’」』》）)"
"""What closes behind a mark: quotation marks and brackets (4.8, 4.9)."""

WIDE_CLAUSE = "".join(mark for mark in CLAUSE if not mark.isascii())
"""The same in their own width alone, where lines hold markup: ![] and the & of an address are no ends."""

CLAUSE_END = re.compile(rf"[{CLAUSE}\n]")
"""The end of a clause, or of its line.

>>> CLAUSE_END.split("对小微企业减租；给予补贴。\\n何时申请?"), CLAUSE_END.search("减租、补贴，自本月起")
(['对小微企业减租', '给予补贴', '', '何时申请', ''], None)
"""
_CLOSED = re.compile(rf"[{CLAUSE}][{CLOSERS}]?$")


def ends_clause(line: str) -> bool:
    """True for a line that ends with a sentence or a clause, perhaps inside quotation marks or brackets.

    >>> [ends_clause(line) for line in ("给予补贴。", "（每年一次。）", "（一）减租；", "关于减租的通知", "各区县:")]
    [True, True, True, False, False]
    """
    return _CLOSED.search(line[-3:]) is not None


def find_start(text: str, place: int, marks: str, start: int = 0) -> int:
    r"""Where what holds `place` begins: behind the mark or the end of line before it, at `start` where there is none.

    >>> text = "减免租金。给予补贴；按季拨付"
    >>> [text[find_start(text, len(text), marks) :] for marks in (SENTENCE, CLAUSE)]
    ['给予补贴；按季拨付', '按季拨付']
    """
    return max(start, *(text.rfind(mark, start, place) + 1 for mark in f"{marks}\n"))


def find_stop(text: str, place: int, marks: str) -> int:
    """Where what holds `place` stops: behind the mark or the end of line after it, at the end of the text where there is none.

    >>> text = "减免租金。给予补贴；按季拨付"
    >>> text[: find_stop(text, 0, SENTENCE)]
    '减免租金。'
    """
    return min((at + 1 for mark in f"{marks}\n" if (at := text.find(mark, place)) >= 0), default=len(text))
