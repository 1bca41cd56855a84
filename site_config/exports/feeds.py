"""Atom feeds: the newest notices of the site, of each place and of each topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from urllib.parse import urljoin

from scraper.model import Notice
from site_config.catalog.addresses import climb_root, notice_path, region_path, topic_path
from site_config.catalog.digest import Digest, find_date
from site_config.catalog.place_paths import list_paths
from site_config.templates import fill_template

ENTRIES = 30
FEED = "feed.xml"
CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML does not allow, even as a reference."""


def build_feeds(digest: Digest, name: str, home: str | None) -> Iterator[tuple[str, str]]:
    """Path and text of each feed; `home` is the address of the site, without it links are relative."""
    yield FEED, write_feed("", name, digest.notices, home)
    atlas = digest.atlas
    fed = list_feeds(digest)
    for path in (path for path in list_paths(digest) if path[-1] in fed):
        notices = digest.inside[path[-1]]
        yield region_path(path) + FEED, write_feed(region_path(path), f"{name} · {atlas.name(path[-1])}", notices, home)
    for topic in (topic for topic in digest.topics.values() if topic.id in fed):
        notices = tuple(notice for notice in digest.notices if any(topic.id in measure.topics for measure in notice.measures))
        yield topic_path(topic.id) + FEED, write_feed(topic_path(topic.id), f"{name} · {topic.zh}", notices, home)


def write_feed(path: str, title: str, notices: tuple[Notice, ...], home: str | None) -> str:
    """A feed of the newest notices at `path`; ids are permanent, times are the days of the notices."""
    entries = [
        {
            "id": f"urn:policy-digest:{notice.id}",
            "title": _clean(notice.title),
            "link": _link(notice_path(notice), path, home),
            "updated": _write_time(find_date(notice)),
            "author": _clean("、".join(notice.issuers) or notice.source.source_name or "未注明"),
            "summary": _clean("；".join(measure.lead for measure in notice.measures[:5])),
        }
        for notice in notices[:ENTRIES]
    ]
    updated = max((entry["updated"] for entry in entries), default=_write_time(None))
    return fill_template(
        "feed.xml", path, title=title, entries=entries, updated=updated, id=f"urn:policy-digest:{path or 'all'}",
        page=_link(path, path, home), this=_link(path + FEED, path, home),
    )  # fmt: skip


@lru_cache(maxsize=1)
def list_feeds(digest: Digest) -> frozenset[str]:
    """The places and topics that have a feed: those with notices, there or below; kept for the digest that was asked for last."""
    return frozenset(digest.inside.keys() | {topic for notice in digest.notices for measure in notice.measures for topic in measure.topics})


def _clean(text: str) -> str:
    r"""Text without what XML forbids.

    >>> _clean("贷款\x0b贴息")
    '贷款贴息'
    """
    return CONTROL.sub("", text)


def _link(target: str, path: str, home: str | None) -> str:
    return urljoin(home, target) if home else climb_root(path) + target


def _write_time(day: date | None) -> str:
    return f"{day or date(1970, 1, 1)}T00:00:00+08:00"
