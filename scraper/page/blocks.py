"""HTML of a body to blocks of the Markdown dialect of `Page`."""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString
from bs4.element import Tag
from lxml import etree, html

from scraper.page.tree import squeeze

_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "br",
        "dd",
        "dt",
        "blockquote",
        "center",
        "td",
        "ucapcontent",
    ]
)


def read_blocks(element: html.HtmlElement) -> list[str]:
    """The blocks of a body element in reading order."""
    soup = BeautifulSoup(etree.tostring(element, encoding="unicode", with_tail=False), "lxml")
    lines = [""]
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name in _BLOCK:
                lines.append("")
        elif type(node) is NavigableString:
            if node.parent is not None and node.parent.name not in _BLOCK:
                lines[-1] += str(node)
            else:
                lines[-1] += str(node)
    return [line for line in map(squeeze, lines) if line]
