"""Covers of files: where a list links to a PDF or an office file, the page that says of it what the list does."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from urllib.parse import unquote, urlsplit

from scraper.model import Notice
from scraper.store.archive import Capture

FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|ofd|wps|et|rtf|zip|rar|7z)$", re.IGNORECASE)
MAGIC = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf"}
"""First bytes that tell one kind of file from all others."""
LENT = {"title": "list:title", "published": "list:date"}
"""The rules by which a list lends what a page doesn't say."""


def write_cover(capture: Capture) -> str | None:
    """A page that says of a file what its list did: the title, as a link to it. None for no office file, or none of a list."""
    ending = find_ending(capture)
    if not ending or not capture.title or not capture.final.startswith(("http://", "https://")):
        return None
    tags = {"ArticleTitle": capture.title, "PubDate": capture.listed.isoformat() if capture.listed else ""}
    head = "".join(f'<meta name="{key}" content="{escape(words)}">' for key, words in tags.items() if words)
    link = f'<a class="nfw-cms-attachment" href="{escape(capture.final)}">{escape(capture.title)}{ending}</a>'
    return f'<html><head>{head}</head><body><div class="content"><p>{link}</p></div></body></html>'


def find_ending(capture: Capture) -> str | None:
    """The ending of a file's name, in its address, its header, or by its first bytes; None for pictures and the like."""
    header = next((value for name, value in capture.headers if name.lower() == "content-disposition"), "")
    for words in (urlsplit(capture.final).path, header[:500].strip("\"' ;")):
        if found := FILE_NAME.search(unquote(words)):
            return found[0].lower()
    return next((ending for magic, ending in MAGIC.items() if capture.body.startswith(magic)), None)


def credit_list(notice: Notice) -> Notice:
    """The notice that a cover gave, whose title and day are the list's words."""
    proofs = (replace(proof, rule=LENT.get(proof.field, proof.rule)) for proof in notice.evidence)
    return replace(notice, evidence=tuple(proofs))
