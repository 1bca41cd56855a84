"""TRS sites: static lists whose script announces the further pages, at times with the entries inside an HTML comment."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.adapters.embedded import list_markup, read_embedded
from scraper.adapters.json_records import read_json_list
from scraper.adapters.links import read_links
from scraper.adapters.paging import find_lost_page, find_script_pages
from scraper.clues.json_texts import parse_json
from scraper.sources.source import Listing, Select, Source

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
        return read_json_list(value, url, source)
    listing = read_hidden(read_links(text, url, source.select, undated=source.undated), text, url, source.select)
    pages, following = find_script_pages(text, url) or (listing.pages, listing.next_pages)
    lost = None if following else find_lost_page(text)
    broken = (*listing.broken, *([f"the next page has no address, only {lost}"] if lost else ()))
    return replace(listing, next_pages=following, pages=pages, total=find_claimed(text), broken=broken)


def read_hidden(shown: Listing, text: str, url: str, select: Select) -> Listing:
    """The list that a page shows, or the one with more days that it only holds: as markup in comments and scripts, or as data for them."""
    if select.items is not None:
        return read_embedded(text, url, select) or shown
    best = shown
    inner = (read_links(markup, url, select) for markup in list_markup(text))
    for hidden in (*inner, None if select.item else read_embedded(text, url)):
        if hidden and (hidden.dated > best.dated or (hidden.broken and not (best.items or best.broken))):
            best = replace(hidden, next_pages=shown.next_pages or hidden.next_pages, pages=shown.pages or hidden.pages)
    return best


def find_claimed(text: str) -> int | None:
    """The number of entries that the page claims: in words, or as the last argument of the longer createPageHTML.

    >>> find_claimed("共有<span class='n'>56</span>条信息"), find_claimed("createPageHTML('page_div',10, 1,'list','shtml',200)")
    (56, 200)
    """
    claimed = CLAIMED.search(text) or LONG_CALL.search(text)
    return (int(claimed[1]) or None) if claimed else None
