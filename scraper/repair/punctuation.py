"""Commas that a reposting tool put before each mark."""

from __future__ import annotations

import re

from scraper.text.sentence_ends import PROSE_MARKS

_MARK = re.compile(rf"[{PROSE_MARKS},;:]")
_DOUBLED = re.compile(rf"[,，](?={_MARK.pattern})")
_MIN_DOUBLED = 3
"""Doubled marks that are no slips of the keyboard."""
_MIN_SHARE = 0.25
"""Of all marks: a tool doubles each it meets, but leaves some kinds alone."""
_SAMPLE = 200_000
"""Characters that are looked at: many times a notice, and a tool works throughout."""


def has_doubled_marks(text: str) -> bool:
    """True when commas stand before marks throughout, not by a slip of the keyboard.

    >>> has_doubled_marks("企业,,员工到岗,,生产,。用工,、物资"), has_doubled_marks("企业，，员工到岗。")
    (True, False)
    """
    head = text[:_SAMPLE]
    doubled = len(_DOUBLED.findall(head))
    return doubled >= _MIN_DOUBLED and doubled >= _MIN_SHARE * (len(_MARK.findall(head)) - doubled)


def drop_doubled_marks(text: str) -> tuple[str, int]:
    """Single marks again, and how many commas went.

    >>> drop_doubled_marks("企业,,员工到岗,,生产,。用工,、物资")
    ('企业,员工到岗,生产。用工、物资', 4)
    """
    return _DOUBLED.subn("", text)
