"""Line ends that a PDF's page width put inside sentences."""

from __future__ import annotations

import re

from scraper.text.enumerators import MARKER
from scraper.text.sentence_ends import LISTING

_CLOSED = f"{LISTING}…"
_OPENING = re.compile(rf"[ \u3000]{{2,}}|[ \u3000]?(?:{MARKER}|附件|[#|\-•·●*>])")
_MIN_WIDTH = 40
_MAX_WIDTH = 120
"""Columns of two per Chinese character; an official A4 page has 56."""
_SLACK = 5
"""Columns by which full lines differ: a mark may hang over, a wide character may not fit."""
_MIN_FULL = 6
_MIN_SHARE = 0.4
"""Full lines that make a page, and their share of all: the others end paragraphs."""
_MIN_BROKEN = 0.6
"""Share of the full lines that end inside a sentence: one in three may end with it by chance."""


def find_line_width(text: str) -> int | None:
    r"""Columns of the page from which broken lines come, or None if lines are paragraphs.

    >>> find_line_width("\n".join(["在疫情防控期间企业应当落实各项防控措施并且做好物资储备和员工管理"] * 8))
    64
    >>> find_line_width("第一条 总则。\n第二条 附则。") is None
    True
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) <= _MIN_FULL or len(text) > _MAX_WIDTH / 2 * len(lines):
        return None
    lengths = sorted(map(len, lines))
    if not _MIN_WIDTH / 2 <= lengths[len(lines) * 9 // 10] <= _MAX_WIDTH:
        return None
    widths = [_measure(line) for line in lines]
    width = sorted(widths)[len(lines) * 9 // 10]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    full = [line for line, columns in zip(lines, widths, strict=True) if abs(columns - width) <= _SLACK]
    broken = [line for line in full if line.rstrip()[-1] not in _CLOSED]
    enough = len(full) >= max(_MIN_FULL, _MIN_SHARE * len(lines)) and len(broken) >= _MIN_BROKEN * len(full)
    return width if enough else None


def join_broken_lines(text: str, width: int) -> tuple[str, int]:
    """Sentences on one line again, and how many line ends went; a line that opens a paragraph or an item keeps its own.

    What was joined may leave lines of another width, of a second page in the text: they are joined, too, until nothing is broken.
    """
    joined, count = _join_width(text, width)
    while (more := find_line_width(joined)) is not None:
        joined, again = _join_width(joined, more)
        if not again:
            break
        count += again
    return joined, count


def _join_width(text: str, width: int) -> tuple[str, int]:
    """The lines of one width joined, and how many line ends went."""
    out: list[str] = []
    count = 0
    full = False
    for line in text.split("\n"):
        if out and full and line.strip() and not _OPENING.match(line):
            out[-1] = _join(out[-1].rstrip(), line.strip())
            count += 1
        else:
            out.append(line)
        full = _measure(line) >= width - _SLACK and line.rstrip()[-1:] not in _CLOSED
    return "\n".join(out), count


def _join(left: str, right: str) -> str:
    spaced = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if spaced else left + right


def _measure(line: str) -> int:
    """Columns: two for a Chinese character or mark, one for ASCII."""
    return len(line.rstrip().encode("gb18030", "replace"))
