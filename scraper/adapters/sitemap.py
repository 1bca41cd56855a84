"""Sitemaps and sitemap indexes."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from scraper.adapters.entries import read_entries
from scraper.adapters.feed import local_name, parse_xml, read_stamp
from scraper.adapters.links import find_address_date
from scraper.adapters.paging import MOST_PAGES
from scraper.dom.hyperlinks import BadAddress, require_address
from scraper.sources.source import Item, Listing, Source

HOME = re.compile(r"/?(?:(?:index|default)\.\w{2,5})?")


def read_list(text: str, url: str, source: Source) -> Listing:
    """Addresses of a sitemap that contain the source's `match` parameter, newest first; an index leads to its newest sitemaps.

    Sitemaps have no titles: the last part of the address stands in, and the page's own title counts.
    """
    root, mistake = parse_xml(text)
    if root is None:
        return Listing()
    found, broken = read_entries((e for e in root if local_name(e) in ("url", "sitemap")), partial(read_place, url=url))
    match = source.param("match") or ""
    broken = (mistake if found or broken else ()) + broken
    entries = sorted(found, key=lambda item: item.published.toordinal() if item.published else 0, reverse=True)
    if local_name(root) == "sitemapindex":
        return Listing(leads_to=tuple(item.url for item in entries[: source.pages]), broken=broken)
    items = tuple(item for item in entries if names_page(item.url) and match in item.url)
    return Listing(items=items[: MOST_PAGES * 100], broken=broken)


def names_page(url: str) -> bool:
    """False for a site's home page, which sitemaps name first.

    >>> names_page("https://a.example/"), names_page("https://a.example/index.html"), names_page("https://a.example/tz/1.html")
    (False, False, True)
    """
    parts = urlsplit(url)
    return bool(parts.query) or not HOME.fullmatch(parts.path)


def read_place(element: Element, url: str) -> Item:
    """One `<url>` or `<sitemap>`: its address and day of change.

    Raises:
        BadAddress: it has none.
    """
    words = {local_name(child): (child.text or "").strip() for child in element}
    if not words.get("loc"):
        raise BadAddress("no address")
    address = require_address(words["loc"], url)
    title = unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2]) or address
    return Item(title, address, read_stamp(words.get("lastmod", "")) or find_address_date(address))
