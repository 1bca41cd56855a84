"""Which adapter reads which family, and how a family is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from scraper.adapters import feed, generic, gkmlpt, jpage, sitemap, trs, ucap
from scraper.adapters.shells import find_shell_target
from scraper.clues.days import settle_days
from scraper.sources.source import Family, Listing, Source

ReadList = Callable[[str, str, Source], Listing]
"""A pure reader: text of a list page, its address, the source -> what it announces."""

ADAPTERS: Mapping[Family, ReadList] = {
    Family.GKMLPT: gkmlpt.read_list,
    Family.JPAGE: jpage.read_list,
    Family.TRS: trs.read_list,
    Family.UCAP: ucap.read_list,
    Family.GENERIC: generic.read_list,
    Family.FEED: feed.read_list,
    Family.SITEMAP: sitemap.read_list,
}
"""Every family but `folder`, which has no list page."""

MARKS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (Family.SITEMAP, re.compile(r"<(?:\w{1,9}:)?(?:urlset|sitemapindex)[\s>]")),
    (Family.FEED, re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")),
    (Family.JPAGE, re.compile(r"<datastore>|/jpage/dataproxy\.jsp|jpaas-publish-server|hanweb", re.IGNORECASE)),
    (Family.GKMLPT, re.compile(r"/gkmlpt/|_CONFIG\s{0,4}=|nfw-cms|\"post_count\"")),
    (Family.UCAP, re.compile(r"UCAP-?CONTENT|/ucap/|zhengcelibrary", re.IGNORECASE)),
    (Family.TRS, re.compile(r"createPageHTML|TRS_|trssearch|/t20\d{6}_\d{4,9}\.s?html?|docpuburl", re.IGNORECASE)),
)
"""Signs of each system, surest first."""


def read_list(text: str, url: str, source: Source, today: date | None = None, latest: date | None = None) -> Listing:
    """The list page read by the adapter of the source's family; a page that holds none and sends its reader on leads there.

    `today` completes days without a year, `latest` is the last day on the list's page before.
    """
    listing = ADAPTERS[source.family](text, url, source)
    if not listing.items and not listing.leads_to and (target := find_shell_target(text, url)):
        return Listing(leads_to=(target,))
    return settle_days(listing, today, latest)


def detect_family(text: str, url: str) -> Family | None:
    """The family that a list page belongs to, or None when it shows no dated links either.

    >>> detect_family("<datastore><totalrecord>7</totalrecord></datastore>", "http://a.example/")
    <Family.JPAGE: 'jpage'>
    """
    marked = next((family for family, sign in MARKS if sign.search(text) or sign.search(url)), None)
    return marked or (Family.GENERIC if PROBE_DATE.search(text) and "<a" in text else None)


PROBE_DATE = re.compile(r"20\d\d[-./年][01]?\d[-./月][0-3]?\d")
