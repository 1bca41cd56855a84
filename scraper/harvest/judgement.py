"""Whether an answer of a site is what its earlier answers were: pure comparisons, made before anything is taken from it.

Thresholds come from the source's own history; a source with fewer than `PROBATION` good runs is judged by what every list has in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from scraper.adapters.links import read_visible
from scraper.model.source_state import State
from scraper.page.farewells import is_check
from scraper.sources.source import Item, Listing, Source

PROBATION = 3
GENERAL = frozenset({"com", "co", "org", "net", "edu", "gov", "ac", "mil"})
"""Labels that stand before a country's in names that anybody may register under."""
LEAST_DATED = 0.8
SLACK = 0.5
QUIET_DAYS = 60


@dataclass(frozen=True, slots=True)
class Record:
    """One good reading of a list in the past: entries and dated entries of its first page."""

    listed: int
    dated: int


def is_challenge(text: str) -> bool:
    """True for a page that holds nothing but a check of the visitor (captcha, script challenge).

    >>> is_challenge("<html><body>正在进行安全验证，请稍候</body></html>"), is_challenge("<p>" + "为落实安全验证要求，" * 60)
    (True, False)
    """
    return is_check(text, read_visible(text))


def stays_home(source: Source, asked: str, final: str) -> bool:
    """True when the address of an answer lies on the site that was asked, or on one that its source names.

    >>> from scraper.sources.source import UNKNOWN_SITE
    >>> stays_home(UNKNOWN_SITE, "http://rsj.a.gov.cn/1.html", "https://www.a.gov.cn/1.html")
    True
    >>> stays_home(UNKNOWN_SITE, "http://rsj.a.gov.cn/1.html", "http://b.gov.cn/1.html")
    False
    """
    if source.param("offsite") == "true":
        return True
    return name_domain(final) in {name_domain(url) for url in (asked, *source.url)}


def name_domain(url: str) -> str:
    """The part of a host that its owner has registered: unlike `name_site`, it tells one authority's site from another's.

    >>> [name_domain(f"http://{host}/") for host in ("rsj.gz.gov.cn", "www.a.com.cn", "b.a.example", "www.hz.zj.cn", "10.0.0.1")]
    ['gz.gov.cn', 'a.com.cn', 'a.example', 'hz.zj.cn', '10.0.0.1']
    """
    host = urlsplit(url).hostname or ""
    labels = host.split(".")
    if ":" in host or labels[-1].isdecimal():
        return host
    country = len(labels[-1]) == 2 and (labels[-2:-1] and (labels[-2] in GENERAL or (labels[-1] == "cn" and len(labels[-2]) == 2)))
    return ".".join(labels[-3 if country else -2 :])


def judge_listing(listing: Listing, text: str, source: Source, history: Sequence[Record]) -> tuple[State, str]:
    """The state that the first page of a list shows, with the reason in words."""
    listed = len(listing.items)
    if not listed:
        if is_challenge(text):
            return State.BLOCKED_CHALLENGE, "a challenge page in place of the list"
        usual = int(median(record.listed for record in history)) if history else 0
        return (State.LAYOUT_CHANGED, f"no entries, usually {usual}") if usual else (State.EMPTY, "no entries")
    if not source.undated and listing.dated < find_date_floor(history) * listed:
        return State.LAYOUT_CHANGED, f"{listing.dated} of {listed} entries have a date"
    if len(history) >= PROBATION:
        floor, ceiling = min(r.listed for r in history) * 0.3, max(r.listed for r in history) * 5
        if not floor <= listed <= ceiling:
            return State.LAYOUT_CHANGED, f"{listed} entries, usually {int(median(r.listed for r in history))}"
    return State.OK, ""


def find_date_floor(history: Sequence[Record]) -> float:
    """The least share of dated entries that is usual for the lists of the past."""
    shares = [record.dated / record.listed for record in history if record.listed]
    return median(shares) * (1 - SLACK) if len(shares) >= PROBATION else LEAST_DATED * (1 - SLACK)


def judge_address(asked: str, final: str) -> tuple[State, str]:
    """Whether a page still answers where it was asked: only the scheme, `www.` and `index.*` may differ.

    >>> judge_address("http://www.a.example/tz/", "https://a.example/tz/index.html")[0].value
    'ok'
    >>> judge_address("http://a.example/tz/", "http://a.example/")[0].value
    'moved'
    """
    same = reduce_address(asked) == reduce_address(final)
    return (State.OK, "") if same else (State.MOVED, f"answers from {final[:200]}")


def reduce_address(url: str) -> tuple[str, str, str]:
    """An address without what may differ between two names of one page."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index\.\w{2,5})?$", "", parts.path)
    return (parts.hostname or "").removeprefix("www."), path, parts.query


def find_silence(days: Sequence[date], today: date) -> int | None:
    """Days since the newest entry when that is far beyond the list's own rhythm, else None: quiet sites stay quiet, blind ones are named.

    >>> from datetime import timedelta
    >>> weekly = [date(2026, 1, 1) - timedelta(days=7 * n) for n in range(10)]
    >>> find_silence(weekly, date(2026, 2, 1)), find_silence(weekly, date(2026, 6, 1))
    (None, 151)
    """
    ordered = sorted({day for day in days if day <= today}, reverse=True)
    if len(ordered) < 5:
        return None
    gaps = [(later - earlier).days for later, earlier in pairwise(ordered)]
    silence = (today - ordered[0]).days
    return silence if silence > max(QUIET_DAYS, 3 * max(gaps)) else None


def share_site(one: str, other: str) -> bool:
    """True when two addresses belong to one site, or both to the government's sites (gov.cn), whose lists point to each other.

    >>> share_site("http://rsj.gz.gov.cn/", "https://www.gd.gov.cn/a"), share_site("http://a.gov.cn/", "https://mp.weixin.qq.com/s/x")
    (True, False)
    """
    return name_site(one) == name_site(other)


def name_site(url: str) -> str:
    """The registered part of a host."""
    labels = (urlsplit(url).hostname or "").split(".")
    if labels[-2:] == ["gov", "cn"]:
        return "gov.cn"
    return ".".join(labels[-3:] if labels[-1] == "cn" and labels[-2:-1] in (["com"], ["org"], ["net"], ["edu"]) else labels[-2:])


def match_title(listed: str, title: str, opening: str) -> bool:
    """True when a page is the one its list entry named: the entry's pairs of characters stand in its title or its opening lines.

    >>> match_title("关于做好稳岗返还工作的通...", "某市人社局关于做好稳岗返还工作的通知", "")
    True
    >>> match_title("关于做好稳岗返还工作的通知", "某市人民政府门户网站", "首页 政务公开 互动交流")
    False
    """
    pairs = list_pairs(listed)
    if len(pairs) < 4:
        return True
    return any(len(pairs & list_pairs(text)) >= SLACK * len(pairs) for text in (title, opening))


def list_pairs(text: str) -> set[str]:
    """The neighbouring letters and digits of a text, two by two."""
    letters = [letter for letter in text if letter.isalnum()]
    return {a + b for a, b in pairwise(letters)}


def find_newest(items: Sequence[Item]) -> date | None:
    """The newest date of entries."""
    return max((item.published for item in items if item.published), default=None)


def find_last(items: Sequence[Item]) -> date | None:
    """The day at the end of a list that goes from new to old; None where it doesn't."""
    days = [item.published for item in items if item.published]
    return days[-1] if days and days[-1] == min(days) else None
