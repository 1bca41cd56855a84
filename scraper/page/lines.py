"""A page as a reader sees it: lines before, inside and after the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from scraper.page.tree import BLOCK_TAGS, Element, squeeze

_SIGNED = r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s{0,80}(?:[(（]|$)"
_GAP = re.compile(
    rf"(?<=[。；：？！”…:;?!)）])\s{{2,200}}(?=\S)|(?<!\u3000)\u3000{{4,200}}\s{{0,80}}(?=\S)|(?<=\S)\s{{2,200}}(?={_SIGNED})|(?<=\d日)\s{{2,80}}(?=[(（])"
)
"""White space between paragraphs: two blanks behind a sentence, four wide ones anywhere, and round the date of a signature."""

_WIDE_SPACE = re.compile(r"\s\s")
_SHOWN = "text()[normalize-space()]"
_UNSEEN = frozenset(("title", "option"))
"""Elements whose text is no line of the page."""
_BEFORE, _ALL = (etree.XPath(f"{axis}{_SHOWN}") for axis in ("preceding::", ".//"))
_INSIDE, _AFTER = (etree.XPath(f"({axis}{_SHOWN})[position()<=600]") for axis in (".//", "following::"))
_ROUND = 60
"""Lines inside a body and behind it that may speak of it."""

_CUT_SHORT = re.compile(r"(?:\.{2,}|…)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of a page in reading order: all before the body, the first of those inside and after it."""

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]


def lay_out(root: Element, body: Element | None) -> Layout:
    """Lines of the page, divided by the element that holds the body (without one, all lines come before)."""
    if body is None:
        return Layout(tuple(_read_lines(_ALL(root))), (), ())
    inside, after = (tuple(islice(_read_lines(find(body)), _ROUND)) for find in (_INSIDE, _AFTER))
    return Layout(tuple(_read_lines(_BEFORE(body))), inside, after)


def _read_lines(texts: Sequence[str]) -> Iterator[str]:
    """Join text nodes to lines: a new one begins with a block element, and behind one."""
    run, home = "", None
    for text in texts:
        owner = text.getparent()  # type: ignore[attr-defined]
        if owner.tag in _UNSEEN and text.is_text:  # type: ignore[attr-defined]
            continue
        if text.is_tail and owner.tag in BLOCK_TAGS:  # type: ignore[attr-defined]
            block = owner
        else:
            block = owner.getparent() if text.is_tail else owner  # type: ignore[attr-defined]
            while block is not None and block.tag not in BLOCK_TAGS:
                block = block.getparent()
        if block is not home:
            if line := squeeze(run):
                yield line
            run, home = "", block
        run += _complete(text, owner) if text.is_text else text  # type: ignore[attr-defined]
    if line := squeeze(run):
        yield line


def split_runs(text: str) -> list[str]:
    r"""Paragraphs that only white space divides.

    >>> split_runs("各有关单位：\u3000\u3000为支持企业，现通知如下。\u3000\u3000\u3000\u3000\u3000市政府   2020年2月6日  （公开）")
    ['各有关单位：', '为支持企业，现通知如下。', '市政府', '2020年2月6日', '（公开）']
    """
    return [line for line in map(squeeze, _GAP.split(text) if _WIDE_SPACE.search(text) else (text,)) if line]


def _complete(text: str, owner: Element) -> str:
    """Text that the page cut short is completed by its `title` (`<span title="...">`)."""
    full = owner.get("title")
    if full and _CUT_SHORT.search(text.strip()) and full.startswith(_CUT_SHORT.sub("", text.strip())):
        return str(full)
    return text
