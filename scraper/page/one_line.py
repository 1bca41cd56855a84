"""A text that a program printed on one line to the lines that it had: sentences, numbered parts, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.text.enumerators import HAN, read_number
from scraper.text.sentence_ends import CLOSERS, SENTENCE

_SHORTEST = 300
"""Characters of a line that is a whole text; a shorter one is a paragraph."""
_MOST = 0.8
"""Its share of the text: what stands beside it is a title or a footer."""
_SEVERAL = 3
"""Numbers in a row that count parts, not days or dates."""
_SENTENCE_END = re.compile(rf"(?<=[{SENTENCE}])(?![{SENTENCE}{CLOSERS}])|(?<=[{SENTENCE}][{CLOSERS}])(?![{SENTENCE}{CLOSERS}])")
_MOST_LOST = 3
"""From one number to the next that is left."""
_PART = re.compile(rf"(?<![{HAN}])[{HAN}]{{1,3}}、(?![{HAN}])")
_SIGNED = re.compile(r"([\u4e00-\u9fff]{4,40})((?:19|20)\d\d年\d{1,2}月\d{1,2}日)")


def unfold_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a text, one that holds nearly all of it cut where its own lines ended; other texts stay as they are.

    >>> text = "一、减租免收三个月租金。二、贷款给予贴息。三、就业" + "支持企业吸纳高校毕业生就业。" * 30
    >>> unfold_lines([text])[:3]
    ['一、减租免收三个月租金。', '二、贷款给予贴息。', '三、就业支持企业吸纳高校毕业生就业。']
    """
    whole = sum(map(len, lines))
    return [piece for line in lines for piece in (_cut(line) if len(line) >= max(_SHORTEST, _MOST * whole) else (line,))]


def _cut(line: str) -> Iterator[str]:
    places = sorted({*(end.start() for end in _SENTENCE_END.finditer(line)), *_find_parts(line)})
    for start, end in zip((0, *places), (*places, len(line)), strict=True):
        piece = line[start:end].strip()
        signed = _SIGNED.match(piece)
        yield from filter(None, (*signed.groups(), piece[signed.end() :]) if signed else (piece,))


def _find_parts(line: str) -> list[int]:
    """Where 一、 二、 三、 begin, in their order, which may begin anew; two of them may have been lost."""
    places: list[int] = []
    last = 0
    for found in _PART.finditer(line):
        number = read_number(found.group())
        if number == 1 or (places and last < number <= last + _MOST_LOST):
            places.append(found.start())
            last = number
    return places if len(places) >= _SEVERAL else []
