"""Lone surrogates: half characters that JSON and file names can hold and that no file, header or database takes."""

from __future__ import annotations

import re

LONE = re.compile(r"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
r"""Escaped surrogates of a JSON text. Pairs, and what follows a backslash that is itself escaped, are left alone.

>>> [found[0] for found in LONE.finditer(r"\ud800 \ud83d\ude00 \\ud800") if not found[1]]
['\\ud800']
"""


def spell_surrogates(text: str) -> str:
    r"""A text that anything can store: lone surrogates, such as a disk's bytes that are no UTF-8, are written out.

    >>> spell_surrogates("附件\udcff.html")
    '附件\\udcff.html'
    """
    return text.encode("utf-8", "backslashreplace").decode()


def mark_surrogates(text: str) -> str:
    r"""A JSON text whose lone surrogates are the sign for a lost character; its length stays.

    >>> mark_surrogates(r'["通知\ud800", "\ud83d\ude00"]')
    '["通知\\ufffd", "\\ud83d\\ude00"]'
    """
    return LONE.sub(lambda found: found[1] or r"\ufffd", text)
