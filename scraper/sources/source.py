"""What a source file says, and what a list page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scraper.model import STATE_CODE, Licence


class Family(StrEnum):
    """Systems that serve the lists; one adapter each."""

    GKMLPT = "gkmlpt"
    JPAGE = "jpage"
    TRS = "trs"
    UCAP = "ucap"
    GENERIC = "generic"
    FEED = "feed"
    SITEMAP = "sitemap"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Select:
    """CSS selectors for sites whose lists the family's rules misread; all optional.

    `item` matches each entry; `link` and `date` are looked up inside it.
    """

    item: str | None = None
    link: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A site, or a column of it, that publishes notices.

    `url` are its list addresses (a folder beside the source file for family folder); `params` are the family's own settings
    (`category` and `sid` of gkmlpt ...); `pages` bounds how deep a first run reads; `browser` has pages rendered in Chromium before
    they are read; `tls_excuse` says why its certificate is not verified; `verified` is the day a person last saw it work.
    """

    id: str
    name: str
    region: str
    url: tuple[str, ...]
    family: Family
    licence: Licence
    select: Select = Select()
    params: tuple[tuple[str, str], ...] = ()
    pages: int = 5
    undated: bool = False
    browser: bool = False
    tls_excuse: str | None = None
    verified: date | None = None
    file: str | None = None

    def param(self, name: str) -> str | None:
        """The family's setting `name`, or None."""
        return dict(self.params).get(name)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: `url` is absolute, `published` the printed day (China time) or the one in the address."""

    title: str
    url: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one list page announces.

    `next_pages` are the addresses of the pages after this one, nearest first; `pages` and `total` are the counts the site claims.
    `leads_to` is set when the page holds no entries itself but names the addresses that do. `broken` says in words which entries could
    not be read, and why.
    """

    items: tuple[Item, ...] = ()
    next_pages: tuple[str, ...] = ()
    pages: int | None = None
    total: int | None = None
    leads_to: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def dated(self) -> int:
        """How many entries carry a date."""
        return sum(item.published is not None for item in self.items)


UNKNOWN_SITE = Source("unknown", "", STATE_CODE, (), Family.GENERIC, Licence.UNKNOWN)
"""Stands for a site nobody has described yet: no selectors, no settings."""
