"""TRS sites: static lists whose script announces the further pages, at times with the entries inside an HTML comment."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.adapters.json_records import parse_json, read_json_list
from scraper.adapters.links import list_between, read_links
from scraper.adapters.paging import find_script_pages
from scraper.sources.source import Listing, Source

CLAIMED = re.compile(r"共有?(?:<[^<>]{0,80}>|\s){0,4}(\d{1,7})(?:<[^<>]{0,80}>|\s){0,4}条")
LONG_CALL = re.compile(r"createPageHTML\(\s{0,4}['\"][^()]{1,120},\s{0,4}(\d{1,7})\s{0,4}\)")


def read_list(text: str, url: str, source: Source) -> Listing:
    """A static list page, or a JSON list. Scripts may draw the entries from a comment: it is read when it has more dated links.

    >>> from scraper.sources.source import UNKNOWN_SITE
    >>> entries = "".join(f"<li><a href='./202008/t20200805_{n}.html'>关于稳岗返还的通知之{n}</a> 2020-08-05</li>" for n in range(3))
    >>> page = f"<ul><!-- {entries} <script>createPageHTML('page_div',10, 1,'list','shtml',200);</script> --></ul>"
    >>> listing = read_list(page, "http://a.example/tz/list.shtml", UNKNOWN_SITE)
    >>> len(listing.items), listing.pages, listing.total, listing.next_pages[0]
    (3, 10, 200, 'http://a.example/tz/list_2.shtml')
    """
    value = parse_json(text)
    if value is not None:
        return read_json_list(value, url)
    listing = read_links(text, url, source.select)
    for comment in list_between(text, "<!--", "-->"):
        if "<a" in comment and (inner := read_links(comment, url, source.select)).dated > listing.dated:
            listing = replace(inner, next_pages=listing.next_pages or inner.next_pages, pages=listing.pages or inner.pages)
    pages, following = find_script_pages(text, url) or (listing.pages, listing.next_pages)
    return replace(listing, next_pages=following, pages=pages, total=find_claimed(text))


def find_claimed(text: str) -> int | None:
    """The number of entries that the page claims: in words, or as the last argument of the longer createPageHTML.

    >>> find_claimed("共有<span class='n'>56</span>条信息"), find_claimed("createPageHTML('page_div',10, 1,'list','shtml',200)")
    (56, 200)
    """
    claimed = CLAIMED.search(text) or LONG_CALL.search(text)
    return (int(claimed[1]) or None) if claimed else None
