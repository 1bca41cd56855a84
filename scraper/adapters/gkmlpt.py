"""The directory platform of Guangdong's authorities (政府信息公开目录管理平台)."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scraper.adapters import trs
from scraper.adapters.json_records import read_records
from scraper.adapters.paging import MOST_PAGES, count_pages, read_page_number, replace_query
from scraper.clues.json_texts import parse_json
from scraper.sources.source import Listing, Source

SITE_NUMBER = re.compile(r"""\bSID['"]?\s{0,4}:\s{0,4}['"]?(\d{1,9})""")
API = re.compile(r"/gkmlpt/api/")


def read_list(text: str, url: str, source: Source) -> Listing:
    """A page of the list service, the platform's index page (which leads to the service), or a plain HTML column of the same site.

    Service: `/gkmlpt/api/all/<category>?page=<n>&sid=<site>` gives `{"articles": [...], "classify": {"post_count": ...}}`.
    """
    value = parse_json(text)
    if value is not None:
        return add_pages(read_records(value, url, source.select), url)
    if site := SITE_NUMBER.search(text) if "/gkmlpt" in url else None:
        return Listing(leads_to=name_services(url, site[1], source))
    return trs.read_list(text, url, source)


def name_services(url: str, site: str, source: Source) -> tuple[str, ...]:
    """The service addresses for the source's categories; category 0 is everything."""
    categories = (source.param("category") or "0").split(",")
    return tuple(urljoin(url, f"/gkmlpt/api/all/{category.strip()}?page=1&sid={site}") for category in categories)


def add_pages(listing: Listing, url: str) -> Listing:
    """The listing with its page count and the addresses after it. Only the first page tells how many entries fill a page."""
    page = read_page_number(url)
    if listing.total is None:
        more = listing.items and API.search(urlsplit(url).path)
        return replace(listing, next_pages=(replace_query(url, page=page + 1),) if more else ())
    pages = listing.pages or (count_pages(listing.total, len(listing.items)) if page == 1 else None)
    last = min(pages or page, page + MOST_PAGES)
    return replace(listing, pages=pages, next_pages=tuple(replace_query(url, page=number) for number in range(page + 1, last + 1)))
