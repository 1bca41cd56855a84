"""Where things stand on the site: paths from the root, ending with a slash."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlsplit

from scraper.model import Measure, Notice

FRAGMENT_CHARS = 24
"""As much of a sentence as finds it: longer quotations break on the first difference of a space or a comma."""
UNSAFE = re.compile(r"[\x00-\x20\x7f]")
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def notice_path(notice: Notice) -> str:
    """`notices/370000/2020/<id>/`, as the notice lies in `content/`.

    >>> from scraper.model import Kind
    >>> notice_path(Notice("371600-20200210-0a1b2c3d", "通知", Kind.OFFICIAL, ""))
    'notices/370000/2020/371600-20200210-0a1b2c3d/'
    """
    return f"notices/{notice.id[:2]}0000/{notice.id[7:11]}/{notice.id}/"


def twin_path(notice: Notice) -> str:
    """The record of a notice as JSON, beside its page.

    >>> from scraper.model import Kind
    >>> twin_path(Notice("371600-20200210-0a1b2c3d", "通知", Kind.OFFICIAL, ""))
    'notices/370000/2020/371600-20200210-0a1b2c3d.json'
    """
    return f"{notice_path(notice).removesuffix('/')}.json"


def measure_path(notice: Notice, measure: Measure) -> str:
    """The permalink of a measure: its notice's page and its anchor."""
    return f"{notice_path(notice)}#{measure.id}"


def region_path(path: tuple[str, ...]) -> str:
    """The page of a place, by its codes from the province down.

    >>> region_path(("370000", "371600"))
    'regions/370000/371600/'
    """
    return "regions/" + "".join(f"{code}/" for code in path)


def topic_path(topic: str) -> str:
    """The page of a topic."""
    return f"topics/{topic}/"


def tag_path(kind: str, value: str) -> str:
    """The list of notices that carry a tag; `kind` is region, topic, instrument or status."""
    return f"tags/{kind}/{value.replace('_', '-')}/"


def search_path(**state: str | None) -> str:
    """A search as a link.

    >>> search_path(region="371600", topic="finance", instrument=None)
    'search/?region=371600&topic=finance'
    """
    given = "&".join(f"{key}={_quote(value)}" for key, value in state.items() if value)
    return f"search/?{given}" if given else "search/"


@lru_cache(maxsize=4096)
def _quote(value: str) -> str:
    return quote_plus(value)


def page_path(base: str, number: int) -> str:
    """A page of a listing; the first is the listing's own address.

    >>> page_path("notices/", 1), page_path("notices/", 3)
    ('notices/', 'notices/page/3/')
    """
    return base if number == 1 else f"{base}page/{number}/"


def climb_root(path: str) -> str:
    """The way from a page to the root of the site, as a relative address.

    >>> climb_root(""), climb_root("regions/370000/")
    ('./', '../../')
    """
    return "../" * path.count("/") or "./"


@lru_cache(maxsize=1024)
def find_link(url: str | None) -> str | None:
    r"""`url` when a reader may follow it, else None: scraped addresses may hold scripts.

    >>> find_link("https://www.example.gov.cn/a.html"), find_link("java\tscript:alert(1)"), find_link("//x.cn")
    ('https://www.example.gov.cn/a.html', None, None)
    """
    if not url or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in SAFE_SCHEMES else None


def write_report(address: str, notice: Notice) -> str:
    """Where an error in a notice is reported; a letter gets the notice's id as its subject.

    >>> from scraper.model import Kind
    >>> write_report("mailto:digest@example.org", Notice("371600-20200210-0a1b2c3d", "通知", Kind.OFFICIAL, ""))
    'mailto:digest@example.org?subject=371600-20200210-0a1b2c3d'
    """
    return f"{address}?subject={notice.id}" if address.startswith("mailto:") and "?" not in address else address


def quote_link(url: str | None, words: str) -> str | None:
    """`url` with a text fragment, so that the browser shows where `words` stand; None when it may not be followed.

    >>> quote_link("https://www.example.gov.cn/a.html", "免征-减征")
    'https://www.example.gov.cn/a.html#:~:text=%E5%85%8D%E5%BE%81%2D%E5%87%8F%E5%BE%81'
    """
    link = find_link(url)
    if not link or not link.startswith("http") or not words:
        return None
    text = quote(words[:FRAGMENT_CHARS], safe="").replace("-", "%2D")
    return f"{link}{'' if '#' in link else '#'}:~:text={text}"
