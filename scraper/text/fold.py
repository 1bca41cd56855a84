"""A shadow of a text for matching: one width for letters, digits, marks and spaces, at unchanged offsets."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x3000, 0x00A0), 0x20)
_SHADOW = _WIDE | _SPACES


def fold_width(text: str) -> str:
    r"""Full-width ASCII to ASCII, ideographic and no-break space to space; same length, so spans stay valid in `text`.

    >>> fold_width("（２０２０）１２号：截至\u3000３月")
    '(2020)12号:截至 3月'
    """
    return text if text.isascii() else text.translate(_SHADOW)
