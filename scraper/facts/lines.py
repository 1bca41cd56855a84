"""The lines of a body as readers of structure see them: folded to one width, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scraper.model.span import Span
from scraper.text.fold import Body

MARK: Final = re.compile(r"(?:#{1,6}|[-*]) +")
"""A heading's mark or a bullet.

>>> MARK.match("## 第一章 总则").end()
3
"""
TENS: Final = "[一二三四五六七八九十]"
HUNDREDS: Final = "[一二三四五六七八九十百]"
"""One sign of a Chinese numeral below a hundred, and below a thousand, as a piece of an expression."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without heading mark, bullet and outer space. `text` is folded, `span` covers the same characters of the body."""

    text: str
    span: Span

    def place(self, start: int, end: int) -> Span:
        """Offsets in `text` as a span of the body."""
        return Span(self.span.start + start, self.span.start + end)


def find_lines(body: Body) -> tuple[Line, ...]:
    r"""Every line that holds something, in order.

    >>> from scraper.text.fold import fold_body
    >>> [line.text for line in find_lines(fold_body("## 第一章 总则\n\n　各市工信局：\n\n- 一条"))]
    ['第一章 总则', '各市工信局:', '一条']
    """
    lines = []
    at = 0
    for raw in body.folded.split("\n"):
        text = raw.strip()
        mark = MARK.match(text)
        bare = text[mark.end() :] if mark else text
        if bare:
            end = at + len(raw.rstrip())
            lines.append(Line(bare, Span(end - len(bare), end)))
        at += len(raw) + 1
    return tuple(lines)
