"""Articles that a site cuts into several pages: which addresses continue one."""

from __future__ import annotations

import re
from posixpath import split, splitext
from urllib.parse import parse_qsl, urlsplit

from scraper.dom.hyperlinks import find_next_pages
from scraper.dom.tree import parse_tree
from scraper.errors import InputError

MOST = 30
"""Pages of one article."""
SIGNS = ("createPageHTML", "一页")
NUMBERED = re.compile(r"[_-]\d{1,3}")
PAGE_KEYS = frozenset({"page", "p", "pn", "pageno", "pagenum", "pageindex", "currentpage", "curpage"})


def find_further(text: str, url: str, first: str | None = None) -> tuple[str, ...]:
    """Addresses that continue the article at `first` (default: `url`) and that its page at `url` announces, nearest first.

    >>> find_further('<div>正文</div><script>createPageHTML(3,0,"t1","html");</script>', "http://a.example/b/t1.html")
    ('http://a.example/b/t1_1.html', 'http://a.example/b/t1_2.html')
    >>> find_further('<div>正文<a href="t2.html">下一页</a></div>', "http://a.example/b/t1.html")
    ()
    """
    if not any(sign in text for sign in SIGNS):
        return ()
    try:
        found = find_next_pages(text, parse_tree(text), url)
    except InputError:
        return ()
    return tuple(address for address in found if continues(first or url, address))[:MOST]


def continues(first: str, other: str) -> bool:
    """True when an address is that of another page of the same article: its name with a number, or its query with a page.

    >>> continues("http://a.example/b/t1.html", "http://a.example/b/t1_1.html"), continues("http://a.example/b/t1.html", "http://a.example/b/t2.html")
    (True, False)
    >>> continues("http://a.example/show?id=7", "http://a.example/show?id=7&page=2"), continues("http://a.example/b/", "http://a.example/b/index_2.html")
    (True, True)
    """
    one, two = urlsplit(first), urlsplit(other)
    if one.netloc != two.netloc:
        return False
    if one.path == two.path:
        return drop_page(one.query) == drop_page(two.query)
    (folder, name), (other_folder, other_name) = split(one.path), split(two.path)
    stem = splitext(name)[0] or "index"
    tail = splitext(other_name)[0].removeprefix(stem)
    return folder == other_folder and one.query == two.query and other_name.startswith(stem) and NUMBERED.fullmatch(tail) is not None


def drop_page(query: str) -> list[tuple[str, str]]:
    """A query without the number of a page."""
    return [(key, value) for key, value in parse_qsl(query) if key.lower() not in PAGE_KEYS]
