"""A shadow of a text for matching: one width for letters, digits, marks and spaces, at unchanged offsets."""

from __future__ import annotations

import re

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys("\u3000\u00a0", " ")
_SHADOW = _WIDE | _SPACES
# Three times as fast on Chinese as str.translate, which asks for every character.
_FOLDED = re.compile("[\uff01-\uff5e\u3000\u00a0]")


def fold_width(text: str) -> str:
    r"""Full-width ASCII to ASCII, ideographic and no-break space to space; same length, so spans stay valid in `text`.

    >>> fold_width("（２０２０）１２号：截至\u3000３月")
    '(2020)12号:截至 3月'
    """
    return text if text.isascii() else _FOLDED.sub(lambda found: _SHADOW[found.group()], text)
