"""Markup to a tree: parsed within bounds, without what no reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from scraper.dom.element_names import rank_names
from scraper.errors import OversizedInput

Element: TypeAlias = etree._Element

MAX_CHARS = 3_000_000
"""No article is longer; the largest real page seen has 0.6 million characters."""

MAX_DEPTH = 255
"""libxml2 stops at 256 levels without its huge option; the deepest real page seen has 61."""

MAX_TAGS = 100_000
"""Tags of one page, opening and closing ones; the largest real page seen has 25 thousand."""

MAX_ATTRIBUTES = 1_000
"""Attributes of one element; the most on any real page seen are 13."""

_ROOM = 60_000
"""In so few bytes no element can have attributes enough to matter, so they are not counted."""

_BLOCK_NAMES = """
address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead title tr ucapcontent ucaptitle ul
"""

BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin a line of their own; names that HTML doesn't know (`publishtime`) run on in the line."""

NOISE_TAGS = (
    *("script", "style", "noscript", "template", "iframe", "svg", "select", "button", "input", "textarea", "object", "embed"),
    *("audio", "video", "map"),
)

_XML_HEAD = re.compile(r"^\s{0,64}<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32)))
_NO_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SOURCE_BREAK = re.compile(r"(?<=[\u3400-\u9fff，、；]{4})[ \t\r]*\n\s*(?=[\u3400-\u9fff“《（]{4})")
_HIDDEN_STYLE = re.compile(r"(?:[dD]isplay|DISPLAY|[vV]isibility)\s{0,3}:\s{0,3}(?:none|hidden)")
_CONTENT = etree.XPath("string()", smart_strings=False)
_HIDDEN_CLASSES = frozenset(("ng-hide", "hide", "hidden", "d-none", "layui-hide", "sr-only", "visually-hidden"))
_LONG_HIDDEN = 600


def parse_tree(text: str) -> Element:
    """Parse markup of any quality; the result is the html element.

    Raises:
        OversizedInput: more than `MAX_CHARS` characters, `MAX_TAGS` tags or `MAX_DEPTH` levels, or on a large page an element with more
            than `MAX_ATTRIBUTES` attributes.
    """
    if len(text) > MAX_CHARS:
        raise OversizedInput(f"page has {len(text)} characters, the limit is {MAX_CHARS}")
    if text.count("<") > MAX_TAGS:
        raise OversizedInput(f"page has more than {MAX_TAGS} tags")
    clean = _XML_HEAD.sub("", text).encode(errors="ignore").translate(None, _CONTROL)
    refuse_attributes(clean)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True)
    root: Element | None = etree.fromstring(clean if clean.strip() else b"<html/>", parser=parser)
    if root is None:
        # markup of nothing but comments and declarations
        root = etree.fromstring(b"<html><body></body></html>", parser=parser)
    if any("depth" in entry.message for entry in parser.error_log.filter_from_errors()):
        raise OversizedInput(f"markup is nested more than {MAX_DEPTH} levels deep")
    return root


class _Counter:
    """Is told every start tag by the parser, and keeps the largest number of attributes."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def refuse_attributes(markup: bytes) -> None:
    """Refuse a large page with an overloaded element before a tree is made of it.

    Raises:
        OversizedInput: an element has more than `MAX_ATTRIBUTES` attributes.
    """
    if len(markup) > _ROOM and (most := count_attributes(markup)) > MAX_ATTRIBUTES:
        raise OversizedInput(f"an element has {most} attributes, the limit is {MAX_ATTRIBUTES}")


def count_attributes(markup: bytes) -> int:
    """The most attributes of any element: asked before there is a tree, in which each attribute walks past all earlier ones.

    >>> count_attributes(b"<p a=1 b='>' c><i d></i>"), count_attributes(b"")
    (3, 0)
    """
    counter = _Counter()
    if markup.strip():
        parser = etree.HTMLParser(encoding="utf-8", remove_pis=True, target=counter)  # type: ignore[call-overload]  # it need not hear all
        etree.fromstring(markup, parser=parser)
    return counter.most


def drop_noise(root: Element) -> None:
    """Remove scripts, styles and what is hidden, in place; text that follows them stays."""
    etree.strip_elements(root, *NOISE_TAGS, with_tail=False)
    page = root.find("body")
    hidden = [] if page is None else [element for element in page.iter("*") if element is not page and _is_hidden(element)]
    visible = None
    for element in hidden:
        size = len(read_content(element))
        if size > _LONG_HIDDEN:
            # some sites hide the body itself and let a script show it: only a copy, or the smaller part of the page, goes
            visible = len(read_content(root)) if visible is None else visible
            if size > visible / 2:
                continue
            visible -= size
        _drop(element)


def read_content(element: Element) -> str:
    """All text of an element and what it holds, as it stands in the source."""
    return str(_CONTENT(element))


def _drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_hidden(element: Element) -> bool:
    style, names = element.get("style"), element.get("class")
    if style and ("none" in style or "hidden" in style) and (found := _HIDDEN_STYLE.search(style)):
        return found[0][0] not in "vV" or not _is_body(element)
    if names and ("hid" in names or "none" in names or "sr-only" in names) and not _HIDDEN_CLASSES.isdisjoint(names.lower().split()):
        return True
    return element.get("hidden") is not None


def _is_body(element: Element) -> bool:
    """True for an element that is named as the body: hidden but with its room kept, it waits for a script to show it."""
    return max(rank_names(element.get("id") or ""), rank_names(element.get("class") or "")) > 1


def squeeze(text: str) -> str:
    r"""A text with white space of any kind as single blanks, and without what is not seen at all.

    >>> squeeze("\u3000关于做好\xa0 工作 "), squeeze("补\u200b贴\ufeff50\xad万元")
    ('关于做好 工作', '补贴50万元')
    """
    for mark in _NO_WIDTH:
        if mark in text:
            text = text.replace(mark, "")
    return " ".join(text.split())


def join_source_lines(text: str) -> str:
    r"""Text of one node without the line breaks of the source inside a run of Chinese, where a reader sees none.

    >>> join_source_lines("为支持企业\n  复工复产，现通知如下。"), join_source_lines("来源：\n某网")
    ('为支持企业复工复产，现通知如下。', '来源：\n某网')
    """
    return _SOURCE_BREAK.sub("", text) if "\n" in text else text
