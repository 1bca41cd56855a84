"""JSON texts of sites and the values in them: numbers without end, byte-order marks, JSON inside JSON, stamps, marked-up words."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape
from typing import Any, TypeGuard

from scraper.clues.days import find_printed
from scraper.model import bounds
from scraper.text.dates import parse_date
from scraper.text.surrogates import mark_surrogates

CHINA = timezone(timedelta(hours=8))
TAG = re.compile(r"<[^<>]{0,200}>")
COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[ T]?\d{6})?")
"""A day, or a moment, in digits only.

>>> COMPACT.fullmatch("20260312093000").groups()
('2026', '03', '12')
"""
LAST_SECOND = 4_102_444_800
"""The end of 2099; a later stamp is no day of a notice."""
LARGEST_INNER = 2_000_000
"""Characters of JSON inside JSON."""


def read_int(digits: str) -> int | None:
    """A number of a JSON text; one that no list counts up to is none, and never stops the reading of the others."""
    return int(digits) if len(digits) <= 30 else None


DECODER = json.JSONDecoder(parse_int=read_int)


def parse_json(text: str) -> Any:
    """The value of a JSON text, or None; a byte-order mark and a JSONP wrapper are let pass."""
    start, end = text.find("("), text.rfind(")")
    body = text.lstrip("\ufeff \r\n\t")
    if body[:1] not in "[{<" and 0 < start < 80 and end > start:
        body = text[start + 1 : end]
    try:
        return bounds.parse_json(mark_surrogates(body), parse_int=read_int)
    except ValueError:
        return None


def open_json(value: Any) -> Any:
    """What a string that is itself JSON holds; any other value as it is."""
    if not isinstance(value, str) or len(value) > LARGEST_INNER or value.lstrip()[:1] not in ("[", "{"):
        return value
    inner = parse_json(value)
    return value if inner is None else inner


def is_text(value: object) -> TypeGuard[str]:
    """True for a string with something in it."""
    return isinstance(value, str) and bool(value.strip())


def strip_tags(title: str) -> str:
    """A title without the tags that a search service sets around hits.

    >>> strip_tags("关于<em>稳岗</em>返还的通知 &amp; 解读")
    '关于稳岗返还的通知 & 解读'
    """
    return " ".join(unescape(TAG.sub("", title)).split())


def read_day(value: object) -> date | None:
    """A day from a printed date or from seconds or milliseconds since 1970, in China time; None beyond this century.

    >>> read_day(1636700681), read_day(1574758500000), read_day("2018.11.14 17:44:00")
    (datetime.date(2021, 11, 12), datetime.date(2019, 11, 26), datetime.date(2018, 11, 14))
    """
    if compact := COMPACT.fullmatch(str(value)[:20]):
        return parse_date("-".join(compact.groups()))
    if isinstance(value, str):
        return find_printed(value) if not value.isdecimal() else read_day(int(value[:16]))
    if not isinstance(value, int) or isinstance(value, bool) or value <= 10**8:
        return None
    seconds = value // 1000 if value > 10**11 else value
    return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)).astimezone(CHINA).date() if seconds < LAST_SECOND else None
