"""Glyphs and ruled lines of a page to paragraphs and tables: what belongs together is told by where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from scraper.attachments.ruled_tables import Grid
from scraper.lexicon.wordbook import load_book
from scraper.repair.page_numbers import FOOT
from scraper.text.enumerators import MARKER
from scraper.text.sentence_ends import LISTING, ends_clause

_OVERLAP: Final = 0.5
"""Share of the narrower of two lines over which they stand in one column."""
_FULL: Final = 1.6
"""Heights by which full lines may end before the margin: a mark that hangs over, a character that did not fit."""
_INDENT: Final = 1.2
"""Heights from which the first line of a paragraph is set in."""
_SET_OUT: Final = 4.0
"""Heights by which a short line may begin to the left of the one above it."""
_LEADING: Final = 1.9
"""Heights between two lines of one paragraph, in multiples of the usual distance."""
_SHARED: Final = 3
"""Lines that end at one place and so show a margin."""
_EDGE: Final = 0.12
"""Share of the page's height at its head and foot where furniture stands."""
_REPEATED: Final = 2
"""Pages on which a line at the edge is furniture."""
_SMALL: Final = 0.85
"""Share of the usual height of letters below which a running title is printed."""
_NUMBER: Final = re.compile(
    rf"{FOOT.pattern}"
    r"|[-—–－·•\s]{0,8}\d{1,4}[-—–－·•\s]{0,8}|\d{1,4}\s?[/／]\s?\d{1,4}|[Pp]age \d{1,4}(?: of \d{1,4})?"
)
"""The number of a page, alone on its line.

>>> [bool(_NUMBER.fullmatch(line)) for line in ("— 3 —", "第 3 页 共 12 页", "3/12", "Page 3 of 12", "12.5", "2024年")]
[True, True, True, True, False, False]
"""
_DIGITS: Final = re.compile(r"\d+")
_OPENING: Final = re.compile(rf"\s?(?:{MARKER}|{load_book('files')['annex'].source})")
_UNBROKEN: Final = re.compile(r"[!-~]{2,30}")
_WORD: Final = re.compile(r"[A-Za-z]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is printed; `top` and `bottom` grow upwards, as in the file."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of its letters, never zero."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its rows and tables in the order of the file, and its size."""

    parts: tuple[Row | Grid, ...]
    width: float
    height: float


def write_pages(layouts: Sequence[Layout]) -> list[str]:
    """The text of each page, a paragraph or a row of a table on each line; one that runs over the end of a page stays on its first page."""
    furniture = find_furniture(layouts)
    pages: list[list[str]] = []
    is_open = False
    heads: list[str] = []
    for layout in layouts:
        parts = _strip_furniture(layout, furniture)
        lines, first, ends = _write_parts(parts)
        if is_open and lines and first is not None and not first:
            pages[-1 - _count_blank(pages)][-1] = join_words(pages[-1 - _count_blank(pages)][-1], lines.pop(0))
        if heads and lines and isinstance(parts[0], Grid) and lines[0] == heads[0]:
            lines.pop(0)
        heads = parts[-1].write_rows()[:1] if parts and isinstance(parts[-1], Grid) else []
        is_open = ends if parts else is_open
        pages.append(lines)
    return ["\n".join(lines) for lines in pages]


def _count_blank(pages: Sequence[Sequence[str]]) -> int:
    """How many of the last pages hold nothing."""
    return next((count for count, lines in enumerate(reversed(pages)) if lines), 0)


def find_furniture(layouts: Sequence[Layout]) -> frozenset[str]:
    """Lines at head and foot that come again on many pages, digits apart: running titles."""
    counts: Counter[str] = Counter()
    for layout in layouts:
        rows = sorted((part for part in layout.parts if isinstance(part, Row)), key=lambda row: row.bottom)
        edges = [row for row in (*rows[:1], *rows[-1:]) if _is_edge(row, layout)]
        counts.update({_DIGITS.sub("0", row.text.strip()) for row in edges})
    return frozenset(text for text, count in counts.items() if count >= max(_REPEATED, len(layouts) / 3))


def _strip_furniture(layout: Layout, furniture: frozenset[str]) -> list[Row | Grid]:
    """The parts of a page that are its text."""
    small = _find_small_head(layout)
    return [part for part in layout.parts if isinstance(part, Grid) or not (part is small or _is_furniture(part, layout, furniture))]


def _find_small_head(layout: Layout) -> Row | None:
    """The topmost row of a page where it is printed smaller than the text: a running title, though the file has one page only."""
    rows = [part for part in layout.parts if isinstance(part, Row)]
    top = max(rows, key=lambda row: row.bottom, default=None)
    usual = median(row.height for row in rows) if rows else 0.0
    return top if top and len(rows) > 2 and _is_edge(top, layout) and top.height < _SMALL * usual else None


def _is_edge(row: Row, layout: Layout) -> bool:
    return row.bottom > layout.height * (1 - _EDGE) or row.top < layout.height * _EDGE


def _is_furniture(row: Row, layout: Layout, furniture: frozenset[str]) -> bool:
    """True for the number of a page and for a running title."""
    text = row.text.strip()
    return _is_edge(row, layout) and (_DIGITS.sub("0", text) in furniture or _NUMBER.fullmatch(text) is not None)


def _write_parts(parts: Sequence[Row | Grid]) -> tuple[list[str], bool | None, bool]:
    """The lines of a page; whether its first row opens a paragraph (None for a table); whether its last one is left open."""
    lines: list[str] = []
    first: bool | None = None
    ends = False
    for block in _split_blocks(parts):
        if isinstance(block, Grid):
            lines += block.write_rows()
            ends = False
            continue
        opens, ends = _mark_breaks(block)
        if not lines:
            first = opens[0]
        lines += _join_rows(block, opens)
    return lines, first, ends


def _split_blocks(parts: Iterable[Row | Grid]) -> Iterator[list[Row] | Grid]:
    """Tables, and between them runs of rows that follow each other down one column."""
    block: list[Row] = []
    for part in parts:
        if block and (isinstance(part, Grid) or not _follows(block[-1], part)):
            yield block
            block = []
        if isinstance(part, Grid):
            yield part
        else:
            block.append(part)
    if block:
        yield block


def _follows(row: Row, after: Row) -> bool:
    """True when a row stands below another in its column."""
    shared = min(row.right, after.right) - max(row.left, after.left)
    below = after.bottom < row.bottom
    beside = row.left - _SET_OUT * row.height <= after.left < row.right
    return below and (beside or shared >= _OVERLAP * min(row.right - row.left, after.right - after.left))


def _mark_breaks(rows: Sequence[Row]) -> tuple[list[bool], bool]:
    """Which rows of a column open a paragraph, and whether the last row leaves one open."""
    height = median(row.height for row in rows)
    margin, left = _find_margin([row.right for row in rows], height), -_find_margin([-row.left for row in rows], height)
    steps = [above.bottom - row.bottom for above, row in pairwise(rows)]
    usual = median(steps) if steps else height
    indented = any(_is_set_in(row, left, height) for row in rows)
    full = [row.right >= margin - (_FULL + _measure_word(after)) * height for row, after in zip(rows, [*rows[1:], None], strict=True)]
    opens = [_is_set_in(rows[0], left, height) or _OPENING.match(rows[0].text) is not None]
    for above, row, was_full, step in zip(rows, rows[1:], full, steps, strict=False):
        fresh = _is_set_in(row, left, height) or step > _LEADING * usual or abs(row.height - above.height) > 0.3 * height
        closed = ends_clause(above.text.rstrip()) and not indented
        opens.append(not was_full or fresh or closed or _OPENING.match(row.text) is not None)
    return opens, full[-1] and rows[-1].text.rstrip()[-1:] not in LISTING


def _measure_word(row: Row | None) -> float:
    """Heights that the first word of a row takes, which would not be broken to fill the row above: Latin letters and numbers."""
    word = _UNBROKEN.match(row.text.lstrip()) if row else None
    return 0.5 * len(word[0]) if word else 0.0


def _is_set_in(row: Row, left: float, height: float) -> bool:
    return row.left > left + _INDENT * height


def _find_margin(ends: Sequence[float], height: float) -> float:
    """The outermost place at which several rows end, or the outermost of few."""
    ordered = sorted(ends, reverse=True)
    for end in ordered:
        if sum(end - height < other <= end for other in ordered) >= _SHARED:
            return end
    return ordered[0]


def _join_rows(rows: Sequence[Row], opens: Sequence[bool]) -> list[str]:
    lines: list[str] = []
    for row, fresh in zip(rows, opens, strict=True):
        if lines and not fresh:
            lines[-1] = join_words(lines[-1], row.text)
        else:
            lines.append(row.text.strip())
    return [line for line in lines if line]


def join_words(left: str, right: str) -> str:
    """Two halves of a line, with a space between Latin words only.

    >>> join_words("对小微", " 企业"), join_words("Policy", "Digest")
    ('对小微企业', 'Policy Digest')
    """
    left, right = left.rstrip(), right.strip()
    spaced = _WORD.search(left) and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if spaced else left + right
