"""What a source file says, and what a list page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
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
    """Where the entries of a list are, for sites whose lists the family's rules misread; all optional.

    CSS selectors of a page: `item` matches each entry; `link` and `date` are looked up inside it. Keys of a JSON list: `items` leads to its
    array (`data.list`; "" for the value itself); `title`, `url` and `date` lead to what an entry says of itself, and `url` may
    be an address with keys in braces (`/show?id={id}`).
    """

    item: str | None = None
    link: str | None = None
    date: str | None = None
    items: str | None = None
    title: str | None = None
    url: str | None = None


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
class Partial:
    """A printed day without its year (03-12), or one told from the day of the run (昨天: `ago` is 1)."""

    month: int = 0
    day: int = 0
    ago: int = 0

    def complete(self, year: int) -> date | None:
        """The day in a year, if that year has it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def settle(self, today: date, latest: date | None = None) -> date | None:
        """The latest such day that is not after `today` (nor after `latest`).

        >>> Partial(3, 12).settle(date(2026, 3, 1)), Partial(ago=1).settle(date(2026, 3, 1)), Partial(2, 29).settle(date(2026, 3, 1))
        (datetime.date(2025, 3, 12), datetime.date(2026, 2, 28), None)
        """
        if not self.month:
            return today - timedelta(days=self.ago)
        end = min(today, latest or today)
        return next((day for year in (end.year, end.year - 1) if (day := self.complete(year)) and day <= end), None)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: `url` is absolute, `published` the printed day (China time) or the one in the address.

    `partial` is a printed day that the page itself does not complete.
    """

    title: str
    url: str
    published: date | None = None
    partial: Partial | None = field(default=None, repr=False)


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
        """How many entries carry a date, whole or partial."""
        return sum(item.published is not None or item.partial is not None for item in self.items)


UNKNOWN_SITE = Source("unknown", "", STATE_CODE, (), Family.GENERIC, Licence.UNKNOWN)
"""Stands for a site nobody has described yet: no selectors, no settings."""
