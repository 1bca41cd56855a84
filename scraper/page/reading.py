"""The text of a page or a file to a `Page`: the one way into this room."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.errors import OversizedInput
from scraper.model import Field, FieldName, Page, Repaired
from scraper.page.draft import Draft
from scraper.page.markup import read_markup
from scraper.page.metadata import find_date_doubts, read_fields
from scraper.page.page_markdown import read_markdown
from scraper.page.plaintext import read_plain
from scraper.page.stand_ins import Claim, find_page_kind, keep_body, list_kind_doubts
from scraper.repair.repair import repair_parts, repair_text

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|tr|td|meta|span|br|h[1-6]|ucapcontent)\b[^<>]{0,400}>", re.IGNORECASE)
_HEADING = re.compile(r"\A\s{0,40}(?:---\s*\n|#{1,3}\s+\S)")
_FORMS = {"html": "html", "htm": "html", "shtml": "html", "xhtml": "html", "mhtml": "html", "md": "markdown", "markdown": "markdown"}
MAX_TEXT = 1_000_000
"""Characters of a text file."""

MAX_BODY = 500_000
"""Characters of a body: many times the longest document seen, and few enough for every later reader to be done in seconds."""

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def sniff_form(name: str, text: str) -> str:
    """The form of a file by its name, else by its text: html, text or markdown.

    >>> sniff_form("a.htm", ""), sniff_form("a.txt", "正文"), sniff_form("a.txt", "# 某条例"), sniff_form("a", "<!DOCTYPE html><html>")
    ('html', 'text', 'markdown', 'html')
    """
    form = _FORMS.get(name.rpartition(".")[2].lower())
    if form:
        return form
    if len(_MARKUP.findall(text[:20_000])) >= (1 if text.lstrip()[:1] == "<" else 4):
        return "html"
    return "markdown" if _HEADING.match(text) else "text"


def read_page(text: str, *, form: str, url: str | None = None) -> Page:
    """The text of a page of any form (html, text, markdown) to what is read from it; `url` is its address, if known.

    Raises:
        OversizedInput: larger or more deeply nested than any real page.
    """
    if form == "html":
        return _read_html(text, url)
    if len(text) > MAX_TEXT:
        raise OversizedInput(f"text has {len(text)} characters, the limit is {MAX_TEXT}")
    repaired = repair_text(text)
    draft = read_markdown(repaired.text, url) if form == "markdown" else read_plain(repaired.text, url)
    return _make_page(draft, "\n\n".join(draft.blocks), read_fields(draft.around, draft.title), repaired, form)


def _read_html(text: str, url: str | None) -> Page:
    """A page's markup to the page; when the words that were read need repair, the whole page's is repaired and read again, labels too."""
    draft = read_markup(text, url)
    found, body, fields, repaired = _repair_draft(draft)
    if found:
        draft = read_markup(text, url, mend=True)
        _, body, fields, _ = _repair_draft(draft)
    return _make_page(draft, body, fields, repaired, "html")


def _repair_draft(draft: Draft) -> tuple[bool, str, tuple[Field, ...], Repaired]:
    """Repair body and fields under one diagnosis; the first value is true when that changed anything."""
    fields = read_fields(draft.around, draft.title)
    before = ("\n\n".join(draft.blocks), *(field.value for field in fields))
    refuse_body(before[0])
    after, repaired = repair_parts(before)
    mended = tuple(
        field if _ISO_DATE.fullmatch(field.value) else replace(field, value=value) for field, value in zip(fields, after[1:], strict=True)
    )
    return after != before, after[0], mended, repaired


def refuse_body(body: str) -> None:
    """Stops at a body that later readers could not do in seconds.

    Raises:
        OversizedInput: it has more than `MAX_BODY` characters.
    """
    if len(body) > MAX_BODY:
        raise OversizedInput(f"the body has {len(body)} characters, the limit is {MAX_BODY}")


def _make_page(draft: Draft, body: str, fields: tuple[Field, ...], repaired: Repaired, form: str) -> Page:
    refuse_body(body)
    claim = _make_claim(draft, body, fields)
    kind = find_page_kind(claim, draft.look)
    return Page(
        body="\n\n".join(keep_body(kind, claim, draft.look)),
        fields=fields,
        attachments=draft.attachments,
        form=form,
        script=repaired.script,
        repairs=repaired.repairs,
        damage=repaired.damage,
        doubts=(*list_kind_doubts(kind), *find_date_doubts(draft.around)),
        next_pages=draft.next_pages,
        kind=kind,
    )


UNSURE = frozenset({"url", "line:date"})
"""Rules of dates that lists of articles have, too."""


def _make_claim(draft: Draft, body: str, fields: tuple[Field, ...]) -> Claim:
    """What tells an article from what stands in its place."""
    stated = {field.name: field for field in fields}
    day = stated.get(FieldName.PUBLISHED)
    title = stated.get(FieldName.TITLE)
    return Claim(
        blocks=tuple(body.split("\n\n")) if body.strip() else (),
        title=title.value if title else None,
        url=draft.around.url,
        files=bool(draft.attachments),
        dated=day is not None and day.rule not in UNSURE,
        placed=FieldName.BREADCRUMB in stated,
    )
