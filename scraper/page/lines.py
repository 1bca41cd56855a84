"""A page as a reader sees it: lines before, inside and after the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from scraper.page.tree import BLOCK_TAGS, squeeze

_GAP = re.compile(r"(?<=[。；：？！）”…:;?!)])[\s\u3000]{2,}(?=\S)|\u3000{4,}(?=\S)")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…)$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines of a page in reading order."""

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]


def lay_out(root: html.HtmlElement, body: html.HtmlElement | None) -> Layout:
    """Lines of the page, divided by the element that holds the body (without one, all lines come before)."""
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    place, run = 0, ""
    top = root.find("body")
    for event, element in etree.iterwalk(root if top is None else top, events=("start", "end", "comment")):
        if event == "comment":
            run += element.tail or ""
            continue
        block = element is body or element.tag in BLOCK_TAGS
        if block:
            if run and not run.isspace():
                parts[place].append(squeeze(run))
            run = ""
        if event == "start":
            place = 1 if element is body else place
            run += _read_text(element)
        else:
            place = 2 if element is body else place
            run += element.tail or ""
    parts[place].append(squeeze(run))
    before, inside, after = (tuple(line for line in part if line) for part in parts)
    return Layout(before, inside, after)


def split_runs(text: str) -> list[str]:
    r"""Paragraphs that only white space divides: after a sentence two blanks, elsewhere four wide ones.

    >>> split_runs("各有关单位：\u3000\u3000为支持企业，现通知如下。\u3000\u3000\u3000\u3000\u3000\u3000市政府")
    ['各有关单位：', '为支持企业，现通知如下。', '市政府']
    """
    return [line for line in map(squeeze, _GAP.split(text)) if line]


def _read_text(element: html.HtmlElement) -> str:
    """Own text; `title` completes what the page cut short (`<span title="...">`)."""
    text = element.text or ""
    full = element.get("title")
    if full and _CUT_SHORT.search(text.strip()) and full.startswith(_CUT_SHORT.sub("", text.strip())):
        return str(full)
    return text
