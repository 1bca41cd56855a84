"""The permanent id of a notice, made of its region, its day and a digest of what names the document."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Final

from scraper.model import STATE_CODE, Document, Provenance
from scraper.model.naming import NOTICE_ID
from scraper.text.fold import fold_width, squash

UNTITLED: Final = "（无标题）"
"""Stands in `Notice.title` where a page says no title; what is written for other programs gives null instead."""
UNDATED: Final = "0000"


def make_id(document: Document, source: Provenance) -> str:
    """`<region code>-<yyyymmdd>-<8 hex>`: the hex is of issuer and document number, else of title, issuer or outlet, and date.

    Everything that goes in belongs to the document, not to the copy that was read: with a document number the day is that of signing, or
    the number's year alone, because a repost prints its own date of publication.
    """
    code = document.region.code if document.region else STATE_CODE
    number = document.doc_number
    issuer = document.issuers[0] if document.issuers else ""
    if number:
        day = format_day(document.written) or f"{number.year:04}{UNDATED}"
        words = [issuer, number.text]
    else:
        day = format_day(document.written or document.published) or UNDATED * 2
        words = [document.title or "", issuer or source.source_name or source.site_name or "", day]
    return f"{code}-{day}-{hash_words(*words)}"


def format_day(day: date | None) -> str:
    """`yyyymmdd`, or nothing.

    >>> format_day(date(2020, 2, 6)), format_day(None)
    ('20200206', '')
    """
    return day.strftime("%Y%m%d") if day else ""


def hash_words(*words: str) -> str:
    """Eight hex digits of words, blind to width and white space.

    >>> hash_words("关于 支持（Ａ）", "x") == hash_words("关于支持(A)", "x") != hash_words("关于支持(A)x", "")
    True
    """
    plain = "\x1f".join(squash(fold_width(word)) for word in words)
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def find_shelf(notice_id: str) -> tuple[str, str] | None:
    """The province code and the year ("undated" when there is none) that an id belongs to; None for what is no id.

    >>> find_shelf("371602-20200206-0a1b2c3d"), find_shelf("000000-00000000-0a1b2c3d"), find_shelf("../x")
    (('370000', '2020'), ('000000', 'undated'), None)
    """
    match = NOTICE_ID.pattern.fullmatch(notice_id)
    if match is None:
        return None
    return f"{match[1]}0000", match[3] if match[3] != UNDATED else "undated"
