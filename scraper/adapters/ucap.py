"""UCAP sites (中国政府网, Shenzhen ...): static lists, or the same list as a JSON file or search service."""

from __future__ import annotations

from scraper.adapters import trs
from scraper.sources.source import Listing, Source


def read_list(text: str, url: str, source: Source) -> Listing:
    """A JSON list (paged by `p` or its like when the address has one) or a static page: both answer as TRS does."""
    return trs.read_list(text, url, source)
