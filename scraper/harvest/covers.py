"""Covers of files: where a list links to a PDF or an office file, the page that says of it what the list does."""

from __future__ import annotations

import re
from html import escape
from posixpath import splitext
from urllib.parse import urlsplit

from scraper.store.archive import Capture

FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|ofd|wps|et|rtf|zip|rar|7z)$", re.IGNORECASE)


def write_cover(capture: Capture) -> str | None:
    """A page that says of a file what its list did: the title, as a link to it. None for what is no file of the web, or was not listed."""
    if not capture.title or not capture.final.startswith(("http://", "https://")):
        return None
    name = urlsplit(capture.final).path.rpartition("/")[2]
    title = capture.title if FILE_NAME.search(capture.title) or not FILE_NAME.search(name) else f"{capture.title}{splitext(name)[1]}"
    return f'<html><body><div class="content"><p><a href="{escape(capture.final)}">{escape(title)}</a></p></div></body></html>'
