"""A text that a program printed on one line to the lines that it had: sentences, numbered parts, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.text.dates import find_dates
from scraper.text.enumerators import ENUMERATOR, HAN, INLINE, read_number
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import CLOSERS, LISTING, TOLD

_SHORTEST = 300
"""Characters of a line that is a whole text; a shorter one is a paragraph."""
_SEVERAL = 3
"""Numbers in a row that count parts, not days or dates."""
_SIGNATURE = 60
"""Characters in which names and date of a signature stand."""
_SENTENCE_END = re.compile(rf"(?<=[{TOLD}])(?![{TOLD}{CLOSERS}])|(?<=[{TOLD}][{CLOSERS}])(?![{TOLD}{CLOSERS}])")
_PARTS = frozenset(("part", "article", "ask", "h1", "h2", "said"))
"""Numbers that a document's own parts have; digits stand in the notes of a page, too."""
_FILED = re.compile(r"〔\d{4}〕")
_MOST_LOST = 3
"""From one number to the next that is left."""
_ENDS = re.compile(rf"{_SENTENCE_END.pattern}|(?<=[：:])(?=1[.、．](?!\d))")
"""Ends of sentences, and of the line above a list."""
_PART = re.compile(rf"(?<![{HAN}])[{HAN}]{{1,3}}、(?![{HAN}]{{1,3}}、)")
_SIGNED = re.compile(r"[\u4e00-\u9fff]{4,40}")
"""Names of offices, behind which a date signs."""


def unfold_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a text, its only one cut where its own lines ended; texts that have a title above their line stay as they are.

    >>> unfold_lines(["政策有三项一、减免三个月租金二、给予贷款贴息三、" + "支持企业吸纳高校毕业生就业。" * 30])[:3]
    ['政策有三项', '一、减免三个月租金', '二、给予贷款贴息']
    """
    return list(_cut(lines[0])) if len(lines) == 1 and len(lines[0]) >= _SHORTEST else list(lines)


def _cut(line: str) -> Iterator[str]:
    places = _find_parts(line) or ([] if _is_numbered(line) else [end.end() for end in _ENDS.finditer(line)])
    for start, end in zip((0, *places), (*places, len(line)), strict=True):
        piece = line[start:end].strip()
        yield from filter(None, _part_signature(piece))


def _is_numbered(line: str) -> bool:
    """True for a text whose parts are told by numbers behind its sentences, or by questions, and for a filed one: it has no chrome."""
    folded = fold_width(line)
    spots = (spot.end() for pattern in (INLINE, _SENTENCE_END) for spot in pattern.finditer(folded))
    return _FILED.search(folded) is not None or sum(_tells_part(folded, spot) for spot in spots) > _SEVERAL


def _tells_part(folded: str, spot: int) -> bool:
    number = ENUMERATOR.match(folded, spot)
    return number is not None and number.lastgroup in _PARTS


def _part_signature(piece: str) -> tuple[str, ...]:
    """Name and date of a signature before what follows them; else the piece as it is."""
    _, span = next(find_dates(piece[:_SIGNATURE]), (None, None))
    if span is None or not _SIGNED.fullmatch(piece, 0, span.start):
        return (piece,)
    return piece[: span.start], piece[span.start : span.end], piece[span.end :]


def _find_parts(line: str) -> list[int]:
    """Where 一、 二、 三、 begin with no stop before them that tells it, in an order that may begin anew; two may have been lost."""
    places: list[int] = []
    last = 0
    for found in _PART.finditer(line):
        number = read_number(found.group())
        if number == 1 or (places and last < number <= last + _MOST_LOST):
            places.append(found.start())
            last = number
    unseen = any(line[place - 1 : place] not in LISTING for place in places)
    return places if unseen and len(places) >= _SEVERAL else []
