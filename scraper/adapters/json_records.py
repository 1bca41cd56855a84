"""Entries of JSON lists: one reading for the search and list services of several systems.

The services differ in nesting and key names, not in kind: somewhere stands an array of objects that have a title and an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from html import unescape
from typing import Any, TypeGuard

from scraper.adapters.entries import read_entries
from scraper.adapters.links import find_address_date, find_printed
from scraper.adapters.paging import LONGEST_NUMBER, count_pages, read_query, replace_query
from scraper.dom.hyperlinks import find_address
from scraper.model import bounds
from scraper.sources.source import Item, Listing
from scraper.text.surrogates import mark_surrogates

TITLE_KEYS = ("title", "doctitle", "_doctitle", "infotitle", "name")
URL_KEYS = ("url", "docpuburl", "chnldocurl", "post_url", "link", "href", "linkurl", "infourl")
DATE_KEYS = (
    "pub_time",
    "pubtimestr",
    "docreltime",
    "docrelpubtime",
    "pubdate",
    "pubtime",
    "display_publish_time",
    "publish_time",
    "publishtime",
    "date",
    "created_at",
)
TOTAL_KEYS = ("post_count", "totalcount", "totalrecord", "recordcount", "total")
PAGES_KEYS = ("totalpage", "pagecount", "totalpages")
CHINA = timezone(timedelta(hours=8))
TAG = re.compile(r"<[^<>]{0,200}>")
PAGE_NAMES = ("p", "page", "pageNo", "pageIndex", "currentPage")
DEEPEST = 12
LAST_SECOND = 4_102_444_800
"""The end of 2099; a later stamp is no day of a notice."""


def read_int(digits: str) -> int | None:
    """A number of a JSON text; one that no list counts up to is none, and never stops the reading of the others."""
    return int(digits) if len(digits) <= 30 else None


DECODER = json.JSONDecoder(parse_int=read_int)


def parse_json(text: str) -> Any:
    """The value of a JSON text, or None; a byte-order mark and a JSONP wrapper are let pass."""
    start, end = text.find("("), text.rfind(")")
    body = text.lstrip("\ufeff \r\n\t")
    if body[:1] not in "[{" and 0 < start < 80 and end > start:
        body = text[start + 1 : end]
    try:
        return bounds.parse_json(mark_surrogates(body), parse_int=read_int)
    except ValueError:
        return None


def read_records(value: Any, url: str) -> Listing:
    """The entries of a JSON list and the counts beside them.

    >>> listing = read_records({"list": [{"title": "通<em>知</em>", "url": "/p_1", "pub_time": "2021-11-12"}], "total": 40}, "http://a.example/s")
    >>> listing.total, listing.items
    (40, (Item(title='通知', url='http://a.example/p_1', published=datetime.date(2021, 11, 12)),))
    """
    objects = list(walk_objects(value))
    items, broken = read_entries(objects, partial(read_record, url=url))
    return Listing(items=items, total=find_count(objects, TOTAL_KEYS), pages=find_count(objects, PAGES_KEYS), broken=broken)


def read_json_list(value: Any, url: str) -> Listing:
    """The entries of a JSON list and its next page, when the address has a page number and the list claims more pages."""
    listing = read_records(value, url)
    query = read_query(url)
    name = next((name for name in PAGE_NAMES if (words := query.get(name, "")).isdecimal() and len(words) < LONGEST_NUMBER), None)
    pages = listing.pages or count_pages(listing.total, len(listing.items))
    if name is None or not listing.items or int(query[name]) >= (pages or 1):
        return listing
    return replace(listing, pages=pages, next_pages=(replace_query(url, **{name: int(query[name]) + 1}),))


def walk_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value, outer ones first, with lower-case keys."""
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield {str(key).lower(): inner for key, inner in value.items()}
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from walk_objects(child, depth + 1)


def read_record(record: dict[str, Any], url: str) -> Item | None:
    """One object as an entry, or None when it lacks a title or an address of the web.

    Raises:
        BadAddress: it has an address that is none.
    """
    title = next((record[key] for key in TITLE_KEYS if is_text(record.get(key))), None)
    address = next((record[key] for key in URL_KEYS if is_text(record.get(key))), None)
    if title is None or address is None:
        return None
    absolute = find_address(address, url)
    if absolute is None:
        return None
    days = (read_day(record[key]) for key in DATE_KEYS if record.get(key))
    return Item(strip_tags(title), absolute, next((day for day in days if day), None) or find_address_date(absolute))


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
    if isinstance(value, str):
        return find_printed(value) if not value.isdecimal() else read_day(int(value[:16]))
    if not isinstance(value, int) or isinstance(value, bool) or value <= 10**8:
        return None
    seconds = value // 1000 if value > 10**11 else value
    return (datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)).astimezone(CHINA).date() if seconds < LAST_SECOND else None


def find_count(objects: list[dict[str, Any]], keys: tuple[str, ...]) -> int | None:
    """The outermost count under one of `keys`."""
    for found in objects:
        for key in keys:
            value = found.get(key)
            if isinstance(value, int | str) and str(value).isdecimal() and not isinstance(value, bool):
                return int(str(value)[:9])
    return None
