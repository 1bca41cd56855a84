"""Markup as a tree: parsed within bounds, without what no reader sees."""

from __future__ import annotations

import re

from lxml import etree, html

from scraper.errors import OversizedInput

MAX_CHARS = 12_000_000
"""No article is longer; the largest real page seen has 0.6 million characters."""

MAX_DEPTH = 250
"""libxml2 stops at 256 levels without its huge option; the deepest real page seen has 61."""

_XML_HEAD = re.compile(r"^\s{0,64}<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SPACE = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")

NOISE_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "select",
    "button",
    "input",
    "textarea",
    "object",
    "embed",
    "form-item",
)


def parse_tree(text: str) -> html.HtmlElement:
    """Parse markup of any quality; the result is the html element.

    Raises:
        OversizedInput: more than `MAX_CHARS` characters or more than `MAX_DEPTH` levels.
    """
    if len(text) > MAX_CHARS:
        raise OversizedInput(f"page has {len(text)} characters, the limit is {MAX_CHARS}")
    clean = _CONTROL.sub("", _XML_HEAD.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True)
    try:
        root = html.document_fromstring(clean.encode(), parser=parser)
    except etree.ParserError:
        root = html.document_fromstring(b"<html><body></body></html>")
    if any("depth" in entry.message for entry in parser.error_log.filter_from_errors()):
        raise OversizedInput(f"markup is nested more than {MAX_DEPTH} levels deep")
    return root


def drop_noise(root: html.HtmlElement) -> None:
    """Remove scripts, styles and hidden copies, in place; text that follows them stays."""
    for element in list(root.iter(*NOISE_TAGS)):
        if element.getparent() is not None:
            element.drop_tree()


def squeeze(text: str) -> str:
    """White space of any kind as single blanks.

    >>> squeeze(" 关于\\u3000做好\\xa0工作 ")
    '关于 做好 工作'
    """
    return _SPACE.sub(" ", text).strip()
