"""What a file says about its own form: a page, a text, or a record of this project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from scraper.errors import FrontMatterError, InputError
from scraper.facts.identity import UNTITLED
from scraper.frontmatter import load_notice, parse_notice
from scraper.model import Notice, Snapshot, bounds
from scraper.page.reading import sniff_form
from scraper.repair.decode import decode_bytes

BODY_KEYS = ("html", "content", "body", "text")
META_KEYS = {
    "ArticleTitle": ("title",),
    "PubDate": ("published", "pubdate", "publish_date", "date"),
    "ContentSource": ("source_name", "source"),
    "SiteName": ("site_name", "site"),
}
NOTICE_KEYS = frozenset({"id", "title", "kind", "body", "measures"})
ADDED_KEYS = ("input", "source_name", "cited_documents", "figures")
"""Keys that `normalize` adds to a dumped notice."""
RECORD_NAMES = (".md", ".json")
"""How files are named that may hold a finished notice."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decoded document: its text, its form (html, text, markdown) and its address."""

    text: str
    form: str
    url: str | None


def read_sheet(snapshot: Snapshot) -> Sheet:
    """The document in a snapshot as a page or a text: its name tells the form, and it is never believed to be a record of ours.

    Raises:
        InputError: nothing readable in it.
    """
    text = decode_bytes(snapshot.data, read_charset(snapshot.media)).text
    name = "" if is_mislabelled(snapshot.name, text) else snapshot.name
    if name.lower().endswith(".json"):
        return read_json(text, snapshot)
    return Sheet(text, sniff_form(name, text), snapshot.url)


def find_record(snapshot: Snapshot) -> Notice | None:
    """The notice in a content file or record of this project. To be asked of files that a person gives, never of what a site sent.

    Raises:
        InputError: nothing readable in it.
        FrontMatterError: a content file that is broken.
    """
    name = snapshot.name.lower()
    if not name.endswith(RECORD_NAMES):
        return None
    text = decode_bytes(snapshot.data, read_charset(snapshot.media)).text
    if name.endswith(".md"):
        return parse_notice(text, file=snapshot.name) if text.startswith(("---\n", "---\r\n")) else None
    data = parse_json(text, snapshot.name)
    return load_record(data, snapshot.name) if isinstance(data, dict) and is_record(data) else None


def is_mislabelled(name: str, text: str) -> bool:
    """True for a page at an address that ends like the name of a data file.

    >>> is_mislabelled("http://a.example/1.json", "<!DOCTYPE html><p>"), is_mislabelled("1.json", "{}"), is_mislabelled("1.html", "<p>")
    (True, False, False)
    """
    return name.lower().endswith(RECORD_NAMES) and text.lstrip()[:1] == "<"


def read_further(snapshot: Snapshot) -> list[str]:
    """The text of the pages that continue an article.

    Raises:
        InputError: one of them is no text.
    """
    return [decode_bytes(data, read_charset(snapshot.media)).text for data in snapshot.further]


def read_charset(media: str | None) -> str | None:
    """The charset of a Content-Type header.

    >>> read_charset("text/html; charset=GBK"), read_charset("text/html")
    ('GBK', None)
    """
    _, found, charset = (media or "").partition("charset=")
    return charset.split(";")[0].strip("\"' ") or None if found else None


def parse_json(text: str, name: str) -> Any:
    """The value of a JSON text.

    Raises:
        InputError: it is none.
    """
    try:
        return bounds.parse_json(text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}", file=name, remedy="save the file again") from error


def read_json(text: str, snapshot: Snapshot) -> Sheet:
    """A JSON document: an object with a title and a text.

    Raises:
        InputError: other JSON, or none.
    """
    data = parse_json(text, snapshot.name)
    if not is_document(data):
        keys = "title and one of " + ", ".join(BODY_KEYS)
        raise InputError("JSON that holds no document", file=snapshot.name, remedy=f"an object with {keys}")
    return Sheet(build_page(data), "html", snapshot.url or read_string(data, ("url", "link")))


def is_document(data: Any) -> bool:
    """True for an object that has a title and a text of its own.

    >>> is_document({"title": "通知", "content": "正文"}), is_document({"title": "通知", "body_contains": []})
    (True, False)
    """
    if not isinstance(data, dict):
        return False
    return is_record(data) or (read_string(data, ("title",)) is not None and read_string(data, BODY_KEYS) is not None)


def is_record(data: Mapping[str, Any]) -> bool:
    """True for a notice as `normalize` prints it."""
    return data.keys() >= NOTICE_KEYS and isinstance(data["body"], str) and isinstance(data["measures"], list)


def load_record(data: Mapping[str, Any], name: str) -> Notice:
    """A notice from a line of `normalize`, without what was added for its readers."""
    plain = {key: value for key, value in data.items() if key not in ADDED_KEYS}
    plain["title"] = plain.get("title") or UNTITLED
    validity = plain.get("validity")
    if isinstance(validity, dict):
        plain["validity"] = {key: value for key, value in validity.items() if key != "status"}
    try:
        return load_notice(plain, file=name)
    except FrontMatterError as error:
        raise InputError(error.message, file=name, remedy="print it again with policy-digest normalize") from error


def read_string(data: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first non-empty string under one of `keys`."""
    return next((value for key in keys if isinstance(value := data.get(key), str) and value.strip()), None)


def build_page(data: Mapping[str, Any]) -> str:
    r"""A page that says the same as a JSON document, so that one reader serves both.

    >>> build_page({"title": "通知", "text": "第一段\n第二段"}).partition("<body>")[2]
    '<h1>通知</h1><div class="content"><p>第一段</p><p>第二段</p></div></body></html>'
    """
    found = {name: read_string(data, keys) for name, keys in META_KEYS.items()}
    meta = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in found.items() if value)
    content = read_string(data, BODY_KEYS) or ""
    if "<" not in content or sniff_form("", content) != "html":
        content = "".join(build_block(line) for line in content.splitlines() if line.strip())
    title = escape(found["ArticleTitle"] or "")
    return f'<html><head>{meta}</head><body><h1>{title}</h1><div class="content">{content}</div></body></html>'


def build_block(line: str) -> str:
    """A line of text as a paragraph, or as a heading when it is one in Markdown."""
    marks, _, rest = line.partition(" ")
    return f"<h{len(marks)}>{escape(rest)}</h{len(marks)}>" if marks in ("##", "###", "####") else f"<p>{escape(line)}</p>"
