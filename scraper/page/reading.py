"""A page or a file, read: the one way into this room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.model import Doubt, Field, FieldName, Page, Repaired
from scraper.page.blocks import read_blocks
from scraper.page.containers import find_body
from scraper.page.tree import drop_noise, parse_tree, squeeze

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|table|meta|span|br)\b", re.IGNORECASE)
_ISO_DATE = re.compile(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")


def sniff_form(name: str, text: str) -> str:
    """The form of a file: html, text or markdown.

    >>> sniff_form("a.htm", ""), sniff_form("a.txt", "正文"), sniff_form("a", "<!DOCTYPE html>")
    ('html', 'text', 'html')
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("html", "htm", "shtml"):
        return "html"
    if suffix in ("md", "markdown"):
        return "markdown"
    return "html" if _MARKUP.search(text[:4000]) else "text"


def read_page(text: str, *, form: str, url: str | None = None) -> Page:
    """Read a page of any form.

    Raises:
        OversizedInput: larger or more deeply nested than any real page.
    """
    if form == "html":
        return _read_html(text)
    repaired = _repair(text)
    lines = [squeeze(line) for line in repaired.text.splitlines()]
    blocks = [line for line in lines if line]
    fields = (Field(FieldName.TITLE, blocks[0], "line:first", blocks[0]),) if blocks else ()
    return _make_page(blocks, fields, form, repaired)


def _read_html(text: str) -> Page:
    root = parse_tree(text)
    drop_noise(root)
    fields = []
    tags = {m.get("name", "").lower(): squeeze(m.get("content", "")) for m in root.iter("meta")}
    if tags.get("articletitle"):
        fields.append(Field(FieldName.TITLE, tags["articletitle"], "meta:ArticleTitle", tags["articletitle"]))
    if match := _ISO_DATE.search(tags.get("pubdate", "")):
        day = "-".join(part.zfill(2) for part in match.groups())
        fields.append(Field(FieldName.PUBLISHED, day, "meta:PubDate", tags["pubdate"]))
    if tags.get("contentsource"):
        fields.append(Field(FieldName.SOURCE_NAME, tags["contentsource"], "meta:ContentSource", tags["contentsource"]))
    body = find_body(root)
    blocks = read_blocks(body) if body is not None else []
    return _make_page(blocks, tuple(fields), "html", _repair("\n\n".join(blocks)))


def _make_page(blocks: Sequence[str], fields: tuple[Field, ...], form: str, repaired: Repaired) -> Page:
    doubts = () if blocks else (Doubt("empty-body", "没有读到正文。"),)
    return Page(
        body="\n\n".join(blocks),
        fields=fields,
        form=form,
        script=repaired.script,
        repairs=repaired.repairs,
        damage=repaired.damage,
        doubts=doubts,
    )


def _repair(text: str) -> Repaired:
    try:
        from scraper.text.repair import repair_text  # noqa: PLC0415
    except ImportError:
        return Repaired(text)
    return repair_text(text)
