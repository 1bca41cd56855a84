"""Covers of files: where a list links to a PDF or an office file, the page that says of it what the list does."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from posixpath import splitext
from urllib.parse import urlsplit

from scraper.model import Notice
from scraper.store.archive import Capture

FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|ofd|wps|et|rtf|zip|rar|7z)$", re.IGNORECASE)

LENT = {"title": "list:title", "published": "list:date"}
"""The rules by which a list lends what a page doesn't say."""


def write_cover(capture: Capture) -> str | None:
    """A page that says of a file what its list did: the title, as a link to it. None for what is no file of the web, or was not listed."""
    if not capture.title or not capture.final.startswith(("http://", "https://")):
        return None
    name = urlsplit(capture.final).path.rpartition("/")[2]
    ending = splitext(name)[1] if FILE_NAME.search(name) else ""
    tags = {"ArticleTitle": capture.title, "PubDate": capture.listed.isoformat() if capture.listed else ""}
    head = "".join(f'<meta name="{key}" content="{escape(words)}">' for key, words in tags.items() if words)
    link = f'<a href="{escape(capture.final)}">{escape(capture.title)}{escape(ending)}</a>'
    return f'<html><head>{head}</head><body><div class="content"><p>{link}</p></div></body></html>'


def credit_list(notice: Notice) -> Notice:
    """The notice that a cover gave, whose title and day are the list's words."""
    proofs = (replace(proof, rule=LENT.get(proof.field, proof.rule)) for proof in notice.evidence)
    return replace(notice, evidence=tuple(proofs))
