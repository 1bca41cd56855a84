"""Hanweb (大汉) sites: jpage lists as XML, the same embedded in the column page, and the newer JPAAS service."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from scraper.adapters import trs
from scraper.adapters.embedded import read_embedded
from scraper.adapters.json_records import read_records
from scraper.adapters.links import list_between, read_links, resolve_pages
from scraper.adapters.paging import LONGEST_NUMBER, MOST_PAGES, read_page_number, read_query, replace_query
from scraper.clues.json_texts import parse_json
from scraper.sources.source import Listing, Source

TOTAL = re.compile(r"<totalrecord>(\d{1,9})</totalrecord>|\btotalRecord\s{0,4}[:=]\s{0,4}'?(\d{1,9})")
PAGES = re.compile(r"<totalpage>(\d{1,6})</totalpage>|\btotalPage\s{0,4}[:=]\s{0,4}'?(\d{1,6})")
PROXY = re.compile(r"""/module/(?:web/)?jpage/dataproxy\.jsp\?[^"'\s<>\]\\]{0,500}""")
QUERY_DATA = re.compile(r"""queryData=(?:"([^"]{1,2000})"|'([^']{1,2000})')""")
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
GROUP = 45
"""Entries asked for at once, three pages of 15, as the sites' own script does."""


def read_list(text: str, url: str, source: Source) -> Listing:
    """A jpage answer or a column page; what the page only points to is in `leads_to`.

    >>> from scraper.sources.source import UNKNOWN_SITE
    >>> record = "<record><![CDATA[<li><a href='/art/2025/10/29/art_1_2.html'>关于印发若干措施的通知</a><b>2025-10-29</b></li>]]></record>"
    >>> xml = f"<datastore><totalrecord>60</totalrecord><totalpage>4</totalpage><recordset>{record}</recordset></datastore>"
    >>> address = "http://a.example/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15"
    >>> read_list(xml, address, UNKNOWN_SITE).next_pages
    ('http://a.example/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15',)
    """
    if records := [record.replace("<![CDATA[", "").replace("]]>", "") for record in list_between(text, "<record>", "</record>")]:
        return read_datastore(text, records, url, source)
    value = parse_json(text)
    if value is not None:
        return read_service(value, url, source)
    if (listing := read_embedded(text, url, source.select)) and listing.items:
        return listing
    if service := find_service(text, url):
        return Listing(leads_to=service)
    if proxy := PROXY.search(text):
        return Listing(leads_to=first_group(unescape(proxy[0]), url))
    return trs.read_list(text, url, source)


def read_datastore(text: str, records: list[str], url: str, source: Source) -> Listing:
    """The records of `<datastore>`, alone or inside a column page."""
    listing = read_links("\n".join(["<body>", *records]), url, source.select)
    total, pages = find_number(TOTAL, text), find_number(PAGES, text)
    proxy = PROXY.search(text)
    following: tuple[str, ...] = ()
    query = read_query(url)
    if "startrecord" in query:
        following = next_groups(url, read_page_number(url, "startrecord"), read_page_number(url, "endrecord"), total)
    elif proxy and total and total > len(records):
        following = first_group(unescape(proxy[0]), url, start=len(records) + 1)
    return replace(listing, next_pages=following, pages=pages, total=total)


def find_number(pattern: re.Pattern[str], text: str) -> int | None:
    """The number that the first group with a match holds."""
    found = pattern.search(text)
    return int(next(group for group in found.groups() if group)) if found else None


def next_groups(url: str, start: int, end: int, total: int | None) -> tuple[str, ...]:
    """The addresses of the following windows of records, up to the claimed total."""
    size = max(end - start + 1, 1)
    firsts = range(end + 1, min(total or 0, end + MOST_PAGES * size) + 1, size)
    return tuple(replace_query(url, startrecord=first, endrecord=first + size - 1) for first in firsts)


def first_group(proxy: str, url: str, start: int = 1) -> tuple[str, ...]:
    """The address of a window of records, with the parameters that the page gives its own script; none where the page names nonsense."""
    kept = {name: value for name, value in parse_qsl(urlsplit(proxy).query) if name not in ("page", "startrecord", "endrecord", "perpage")}
    window = {"startrecord": str(start), "endrecord": str(start + GROUP - 1), "perpage": "15"}
    return resolve_pages([f"{urlsplit(proxy).path}?{urlencode(window | kept, quote_via=quote, safe='/:')}"], url)


def find_service(text: str, url: str) -> tuple[str, ...]:
    """The address of the JPAAS service that a column page's `queryData` describes, if it does."""
    found = QUERY_DATA.search(text)
    value = parse_json(unescape(found[1] or found[2]).replace("'", '"')) if found else None
    if not isinstance(value, dict) or "webId" not in value:
        return ()
    names = ("parseType", "webId", "tplSetId", "pageType", "tagId", "editType", "pageId")
    query = {name: str(value[name]) for name in names if name in value}
    return resolve_pages([f"{UNIT}?{urlencode({'parseType': 'buildstatic'} | query, quote_via=quote)}"], url)


def read_service(value: object, url: str, source: Source) -> Listing:
    """An answer of the JPAAS service: `{"data": {"html": "<li>..."}}`, or an array of objects."""
    data = value.get("data") if isinstance(value, dict) else None
    fragment = data.get("html") if isinstance(data, dict) else None
    if not isinstance(fragment, str):
        return read_records(value, url, source.select)
    listing = read_links(fragment, url, source.select)
    page = parse_json(read_query(url).get("paramJson", "{}"))
    wanted = {"pageNo": read_field(page, "pageNo", 1) + 1, "pageSize": read_field(page, "pageSize", 15)}
    pages = find_number(PAGES, fragment) or listing.pages
    more = bool(listing.items) and (pages is None or wanted["pageNo"] <= pages)
    following = (replace_query(url, paramJson=json.dumps(wanted, separators=(",", ":"))),) if more else ()
    return replace(listing, next_pages=following, pages=pages, total=find_number(TOTAL, fragment))


def read_field(value: Any, name: str, usual: int) -> int:
    """A small number of an object; the usual one where it says nothing or nonsense.

    >>> read_field({"pageNo": "2"}, "pageNo", 1), read_field({"pageNo": "x"}, "pageNo", 1), read_field([], "pageNo", 1)
    (2, 1, 1)
    """
    words = str(value.get(name, "")) if isinstance(value, dict) else ""
    return int(words) if words.isdecimal() and len(words) < LONGEST_NUMBER else usual
