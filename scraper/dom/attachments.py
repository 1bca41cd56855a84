"""Elements to the files that they link to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.dom.hyperlinks import resolve_link
from scraper.dom.tree import Element, read_content, squeeze
from scraper.model import Attachment

_FILE = re.compile(r"\.(docx?|wps|xlsx?|et|pptx?|pdf|ofd|rar|zip|7z|rtf|txt|csv|ceb|tif|dps)(?=$|[?#&])", re.IGNORECASE)
_NAMED_FILE = re.compile(r"\.(docx?|wps|xlsx?|et|pptx?|pdf|ofd|rar|zip|7z|rtf|csv|ceb)$", re.IGNORECASE)
_DOWNLOAD = re.compile(r"download|attach|fujian|file(?:id|name)|upload", re.IGNORECASE)
_MARK = "nfw-cms-attachment"


def read_attachments(bodies: Iterable[Element], url: str | None) -> tuple[Attachment, ...]:
    """Elements to the files that they link to, once each, in order.

    A link is a file by its address, by the class of the Guangdong platform, or by its text when the address speaks of a download.
    """
    found: dict[str, Attachment] = {}
    for body in bodies:
        for link in body.iter("a"):
            file = _read_link(link, url)
            if file is not None:
                found.setdefault(file.url, file)
    return tuple(found.values())


def links_files(element: Element) -> bool:
    """True for an element with a link whose address ends like a file's.

    >>> from lxml import html
    >>> [links_files(html.fromstring(f'<div>附件：<a href="{link}">申请表</a></div>')) for link in ("/1.doc", "/a.pdf?v=2", "/1.html")]
    [True, True, False]
    """
    return any(_FILE.search(link.get("href") or "") for link in element.iter("a"))


def names_file(text: str) -> bool:
    """True for a text that ends like the name of a file.

    >>> names_file("附件：申请表.docx"), names_file("附件：申请表")
    (True, False)
    """
    return _NAMED_FILE.search(text) is not None


def _read_link(link: Element, url: str | None) -> Attachment | None:
    href = link.get("href") or ""
    address = resolve_link(url, href)
    if address is None:
        return None
    text = squeeze(read_content(link)) or squeeze(link.get("title") or link.get("alt") or "")
    match = _FILE.search(href)
    if match is None and (_MARK in (link.get("class") or "") or _DOWNLOAD.search(href)):
        match = _NAMED_FILE.search(text) or _NAMED_FILE.search(link.get("title") or link.get("alt") or "")
    if match is None:
        return None
    name = text or href.rpartition("/")[2]
    return Attachment(name, address, match[1].lower())
