"""Entries of JSON lists: one reading for the search and list services of several systems.

The services differ in nesting and key names, not in kind: somewhere stands an array of objects that have a title and an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import quote

from scraper.adapters.entries import read_entries
from scraper.adapters.links import SHORTEST_TITLE, make_item, read_links
from scraper.adapters.paging import LONGEST_NUMBER, count_pages, read_query, replace_query
from scraper.clues.days import read_day as find_day
from scraper.clues.json_texts import is_text, open_json, read_day, strip_tags
from scraper.dom.hyperlinks import BadAddress, find_address, require_address
from scraper.errors import InputError
from scraper.sources.source import Item, Listing, Select, Source

TITLE_KEYS = ("title", "doctitle", "_doctitle", "infotitle", "articletitle", "subject", "headline", "name")
URL_KEYS = ("url", "docpuburl", "chnldocurl", "post_url", "link", "href", "linkurl", "infourl", "docurl", "pageurl", "detailurl", "weburl")
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
    "publishdate",
    "publish_date",
    "releasetime",
    "releasedate",
    "release_time",
    "fbsj",
    "fbrq",
    "date",
    "showtime",
    "createtime",
    "create_time",
    "created_at",
)
TOTAL_KEYS = ("post_count", "totalcount", "totalrecord", "recordcount", "total")
PAGES_KEYS = ("totalpage", "pagecount", "totalpages")
PAGE_NAMES = ("p", "page", "pageNo", "pageIndex", "currentPage", "pageNum", "pageNumber", "curPage", "current", "pn")
BRACES = re.compile(r"\{([\w.$-]{1,80})\}")
DEEPEST = 12
MOST_PIECES = 500
"""Pieces of HTML inside a JSON text that are read."""


def read_records(value: Any, url: str, select: Select | None = None) -> Listing:
    """The entries of a JSON list and the counts beside them, where `select` says they are or under the keys that many services use.

    >>> listing = read_records({"list": [{"title": "通<em>知</em>", "url": "/p_1", "pub_time": "2021-11-12"}], "total": 40}, "http://a.example/s")
    >>> listing.total, listing.items
    (40, (Item(title='通知', url='http://a.example/p_1', published=datetime.date(2021, 11, 12)),))
    """
    objects = list(walk_objects(value))
    if select and select.items is not None:
        items, broken = read_entries(list_chosen(value, select.items), partial(read_chosen, url=url, select=select))
    else:
        items, broken = read_entries(objects, partial(read_record, url=url))
        lost = count_lost(objects, bool(items))
        broken += (f"{lost} dated {'entry' if lost == 1 else 'entries'} without an address",) if lost else ()
    return Listing(items=items, total=find_count(objects, TOTAL_KEYS), pages=find_count(objects, PAGES_KEYS), broken=broken)


def read_json_list(value: Any, url: str, source: Source) -> Listing:
    """The entries of a JSON list and its next page, when the address has a page number and the list claims more pages.

    Where the list is a piece of HTML inside the JSON, that is read.
    """
    listing = read_records(value, url, source.select)
    if not listing.items:
        markup = "".join(islice(walk_markup(value), MOST_PIECES))
        listing = replace(read_links(markup, url, source.select), total=listing.total, pages=listing.pages) if markup else listing
    query = read_query(url)
    names = (source.param("page"),) if source.param("page") else PAGE_NAMES
    name = next((name for name in names if name and (words := query.get(name, "")).isdecimal() and len(words) < LONGEST_NUMBER), None)
    pages = listing.pages or count_pages(listing.total, len(listing.items))
    if name is None or not listing.items or int(query[name]) >= (pages or 1):
        return listing
    return replace(listing, pages=pages, next_pages=(replace_query(url, **{name: int(query[name]) + 1}),))


def list_chosen(value: Any, path: str) -> list[dict[str, Any]]:
    """The objects of the array that a source file names.

    Raises:
        InputError: there is none.
    """
    found = follow_keys(value, path)
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        raise InputError(f"select.items: the list has no {path!r}", remedy="look at its JSON; source new guesses the keys")
    return [each if isinstance(each, dict) else {} for each in found]


def follow_keys(value: Any, path: str) -> Any:
    """What stands under keys joined by dots (numbers count in arrays); None where nothing does. JSON inside a string is opened.

    >>> follow_keys({"data": '{"rows": [{"id": 7}]}'}, "data.rows.0.id")
    7
    """
    for key in filter(None, path.split(".")):
        value = open_json(value)
        if isinstance(value, list):
            value = value[int(key)] if key.isdecimal() and len(key) < LONGEST_NUMBER and int(key) < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return open_json(value)


def read_chosen(record: dict[str, Any], url: str, select: Select) -> Item | None:
    """One object as an entry by the keys of a source file; None without a title.

    Raises:
        BadAddress: it has no address of the web.
    """
    title = follow_keys(record, select.title or "title")
    if not is_text(title):
        return None
    address = require_address(fill_address(record, select.url or "url"), url)
    printed = follow_keys(record, select.date) if select.date else None
    return make_item(strip_tags(title), address, read_day(printed) or (find_day([printed.strip()]) if is_text(printed) else None))


def fill_address(record: dict[str, Any], words: str) -> str:
    """The address under a key, or one made of several.

    >>> fill_address({"id": 7, "p": {"u": "/1.html"}}, "/show?id={id}"), fill_address({"p": {"u": "/1.html"}}, "p.u")
    ('/show?id=7', '/1.html')

    Raises:
        BadAddress: a key is missing.
    """
    keys = BRACES.findall(words) or [words]
    values = [follow_keys(record, key) for key in keys]
    if not all((is_text(value) or isinstance(value, int)) and not isinstance(value, bool) for value in values):
        raise BadAddress(f"no address under {words!r}")
    filled = iter(values)
    return BRACES.sub(lambda _: quote(str(next(filled)), safe="/:?&=%"), words) if BRACES.search(words) else str(values[0])


def count_lost(objects: Sequence[dict[str, Any]], some: bool) -> int:
    """How many objects have title and day and no address; where `some` others have one, of those that look like them."""
    addressed = {name_shape(found) for found in objects if find_text(found, URL_KEYS)}
    shapes = [name_shape(found) for found in objects if not find_text(found, URL_KEYS)]
    return sum(shape is not None and (not some or shape in addressed) for shape in shapes)


def name_shape(record: dict[str, Any]) -> tuple[str, str] | None:
    """The keys of an object's title and day, or None where it lacks one."""
    title = next((key for key in TITLE_KEYS if is_text(record.get(key)) and len(str(record[key])) >= SHORTEST_TITLE), None)
    day = next((key for key in DATE_KEYS if record.get(key) and read_day(record[key])), None)
    return (title, day) if title and day else None


def find_text(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first text under one of `keys`."""
    return next((record[key] for key in keys if is_text(record.get(key))), None)


def walk_markup(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts of a JSON value that hold links."""
    if isinstance(value, str) and "<a" in value:
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children if depth < DEEPEST else ():
        yield from walk_markup(child, depth + 1)


def walk_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects inside a JSON value, outer ones first, with lower-case keys; JSON inside its strings too."""
    if depth > DEEPEST:
        return
    value = open_json(value)
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
    title, address = find_text(record, TITLE_KEYS), find_text(record, URL_KEYS)
    if title is None or address is None:
        return None
    absolute = find_address(address, url)
    if absolute is None:
        return None
    printed = [record[key] for key in DATE_KEYS if record.get(key)]
    whole = next((day for value in printed if (day := read_day(value))), None)
    short = next((found for value in printed if is_text(value) and (found := find_day([value.strip()]))), None)
    return make_item(strip_tags(title), absolute, whole or short)


def find_count(objects: list[dict[str, Any]], keys: tuple[str, ...]) -> int | None:
    """The outermost count under one of `keys`."""
    for found in objects:
        for key in keys:
            value = found.get(key)
            if isinstance(value, int | str) and str(value).isdecimal() and not isinstance(value, bool):
                return int(str(value)[:9])
    return None
