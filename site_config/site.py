"""All pages of the site, from the notices alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from site_config.catalog.digest import Digest
from site_config.english import build_english
from site_config.exports.calendar import CALENDAR, write_calendar
from site_config.exports.data_package import build_package
from site_config.exports.data_tables import build_exports
from site_config.exports.database import DATABASE, write_database
from site_config.exports.feeds import build_feeds
from site_config.pages.compare import build_compare, build_compared
from site_config.pages.home import build_home
from site_config.pages.listings import build_listings
from site_config.pages.notices import build_notices
from site_config.pages.regions import build_regions
from site_config.pages.search import build_search
from site_config.pages.sources import RunLine, build_sources
from site_config.pages.topics import build_topics
from site_config.templates import PageFile


def build_pages(digest: Digest, name: str, claim: str, runs: Iterable[RunLine] = (), report: str | None = None) -> Iterator[PageFile]:
    """Every generated page, the first page first.

    `runs` are the last runs of the sources, if they are known, `report` is the address where readers report errors.
    """
    runs = tuple(runs)
    return chain(
        (build_home(digest, name, claim), build_search(digest), build_compare(digest), build_sources(digest, runs)),
        build_regions(digest),
        build_topics(digest),
        build_listings(digest),
        build_notices(digest, report),
        build_english(digest, runs),
    )


def build_files(digest: Digest, name: str, home: str | None) -> Iterator[tuple[str, str | bytes]]:
    """Path and contents of everything that is no page: data, feeds, calendar; `home` is the address of the site."""
    yield CALENDAR, write_calendar(digest, name, home)
    yield from build_compared(digest)
    yield from build_exports(digest)
    yield from build_package(digest, name)
    yield DATABASE, write_database(digest)
    yield from build_feeds(digest, name, home)
