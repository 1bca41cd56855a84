"""A page's tree to the lines that a reader sees: before, inside and after the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from scraper.dom.tree import BLOCK_TAGS, Element, squeeze
from scraper.text.enumerators import MARKER
from scraper.text.fold import squash
from scraper.text.sentence_ends import LISTING

_SIGNED = r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s{0,80}(?:[(（]|$)"
_GAP = re.compile(
    rf"(?<=[{LISTING}”…)）])\s{{2,200}}(?=\S)|(?<!\u3000)\u3000{{4,200}}\s{{0,80}}(?=\S)|(?<=\S)\s{{2,200}}(?={_SIGNED})|(?<=\d日)\s{{2,80}}(?=[(（])"
)
"""White space between paragraphs: two blanks behind a sentence, four wide ones anywhere, and round the date of a signature."""

_NUMBERED = re.compile(rf"\s*({MARKER})\s{{2,200}}")
"""The number of a part, which no blanks behind it part from its text."""
_WIDE_SPACE = re.compile(r"\s\s")
_UNSEEN = frozenset(("title", "option"))
"""Elements whose text is no line of the page."""

_WITHIN = frozenset(("b", "strong", "em", "i", "u", "font", "big", "small", "sub", "sup"))
"""Elements that only style a part of what stands together."""

_LONGEST_PARTED = 240
"""Characters of a line whose parts readers ask for; a longer one is running text."""

_ROUND = 60
"""Lines inside a body and behind it that may speak of it."""

_SOURCE_SPACE = " \t\r\n"
_CUT_SHORT = re.compile(r"(?:\.{2,}|…)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of a page in reading order: all before the body, the first of those inside and after it.

    `parts` has the texts of the elements that a short line is made of, by the line without blanks (`squash`): readers
    set them differently where elements meet.
    """

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def lay_out(root: Element, body: Element | None) -> Layout:
    """Lines of the page, divided by the element that holds the body (without one, all lines come before)."""
    places: tuple[list[str], list[str], list[str]] = ([], [], [])
    parts: dict[str, tuple[str, ...]] = {}
    for place, run in _list_runs(root, body):
        if line := squeeze("".join(run)):
            places[place].append(line)
            if len(run) > 1 and len(line) <= _LONGEST_PARTED:
                parts[squash(line)] = tuple(filter(None, map(squeeze, run)))
        if len(places[2]) >= _ROUND:
            break
    return Layout(tuple(places[0]), tuple(places[1][:_ROUND]), tuple(places[2]), parts)


def _list_runs(root: Element, body: Element | None) -> Iterator[tuple[int, Sequence[str]]]:
    """The texts of each line, one an element, with the place of the line."""
    run: list[str] = []
    home = part = 0
    for text, number, place, apart in _list_texts(root, body):
        if (number, place) != (home, part):
            yield part, run
            run, home, part = [], number, place
        if apart or not run:
            run.append(text)
        else:
            run[-1] += text
    yield part, run


def _list_texts(root: Element, body: Element | None) -> Iterator[tuple[str, int, int, bool]]:
    """Each text with the number of its line, 0 before, 1 inside, 2 behind the body, and whether an element parts it from the last text.

    Before and behind a block a new line begins. One walk in the order of the source: the axes of XPath sort what they find, which takes
    long where thousands stand side by side.
    """
    page = root.find("body")
    lines = count(1)
    homes = [0]
    place = 0
    apart = False
    for event, node in etree.iterwalk(root if page is None else page, events=("start", "end", "comment")):
        tag = node.tag
        apart = apart or (event != "comment" and tag not in _WITHIN)
        if event == "start":
            if node is body:
                place = 1
            if tag in BLOCK_TAGS:
                homes.append(next(lines))
            text = node.text
            if text and text.strip(_SOURCE_SPACE) and tag not in _UNSEEN:
                yield _complete(text, node), homes[-1], place, apart
                apart = False
        else:
            if node is body:
                place = 2
            if tag in BLOCK_TAGS and event == "end":
                homes.pop()
                homes[-1] = next(lines)
            text = node.tail
            if text and text.strip(_SOURCE_SPACE):
                yield text, homes[-1], place, apart
                apart = False


def split_runs(text: str) -> list[str]:
    r"""A text to its paragraphs, where only white space divides them.

    >>> split_runs("各有关单位：\u3000\u3000为支持企业，现通知如下。\u3000\u3000\u3000\u3000\u3000市政府   2020年2月6日  （公开）")
    ['各有关单位：', '为支持企业，现通知如下。', '市政府', '2020年2月6日', '（公开）']
    >>> split_runs("（一）\u00a0\u00a0\u00a0 减免租金。")
    ['（一） 减免租金。']
    """
    if not _WIDE_SPACE.search(text):
        return [line] if (line := squeeze(text)) else []
    number = _NUMBERED.match(text)
    return [line for line in map(squeeze, _GAP.split(f"{number[1]} {text[number.end() :]}" if number else text)) if line]


def _complete(text: str, owner: Element) -> str:
    """A text to itself, or to its element's `title` where the page cut it short (`<span title="...">`)."""
    full = owner.get("title")
    if full and _CUT_SHORT.search(text.strip()) and full.startswith(_CUT_SHORT.sub("", text.strip())):
        return str(full)
    return text
