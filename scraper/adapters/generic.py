"""Any list page that prints dates beside its links."""

from __future__ import annotations

from scraper.adapters import trs
from scraper.sources.source import Listing, Source


def read_list(text: str, url: str, source: Source) -> Listing:
    """The dated links of a page, with its next link or announced pages."""
    return trs.read_list(text, url, source)
