"""Addresses of the further pages of a list, as each system forms them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from scraper.adapters.links import resolve_pages
from scraper.lexicon.wordbook import load_book

MOST_PAGES = 500
"""No list is followed further than this, whatever it claims."""
LONGEST_NUMBER = 10
"""Digits of a page or record; no list has more."""

CREATE_PAGE_HTML = re.compile(r"createPageHTML\(([^()]{1,200})\)")
COUNT_PAGE = re.compile(r"\bcountPage\s{0,4}=\s{0,4}(\d{1,5})\b")
CURRENT_PAGE = re.compile(r"\bcurrentPage\s{0,4}=\s{0,4}(\d{1,5})\b")
PAGE_FILE = re.compile(r"""\\?["'](\w{1,30})(?:\\?["']\s{0,4}\+\s{0,4}\\?["'])?_""")

_NUMBER = r"['\"]?\s{0,4}[:=]\s{0,4}['\"]?(\d{1,7})\b"
PAGE_COUNT = re.compile(rf"\b(?:totalPages?|pageCount|pages|pageTotal|total_page|maxPage){_NUMBER}", re.IGNORECASE)
ENTRY_COUNT = re.compile(rf"\b(?:total|totalCount|count|totalRecord|recordCount|total_count){_NUMBER}", re.IGNORECASE)
PAGE_SIZE = re.compile(rf"\b(?:size|pageSize|limit|perPage|page_size|prePage){_NUMBER}", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"""['"]([^'"\s<>{}]{0,300})(?:\$?\{\{?(?:page|p|n|num|no|pageNo|pageNum|pageIndex|index|0)\}?\}|#page#|__page__|\[page\])([^'"\s<>{}]{0,100})['"]""",
    re.IGNORECASE,
)
ADDED = re.compile(r"""['"]([\w./-]{0,200}_)['"]\s{0,4}\+\s{0,4}[\w.$]{1,60}\s{0,4}\+\s{0,4}['"](\.s?html?)['"]""")
ADDED_PARAMETER = re.compile(
    r"""['"]([^'"\s<>]{0,200}[?&](?:page|p|pageNo|pageNum|pageIndex|currentPage|curPage|pn)=)['"]\s{0,4}\+\s{0,4}[\w.$]{1,60}"""
    r"""(?:\s{0,4}\+\s{0,4}['"]([^'"\s<>]{0,100})['"])?""",
    re.IGNORECASE,
)
"""Addresses of pages that a script adds up, as `'list_' + n + '.html'` or `'?page=' + n`."""

NEXT_SCRIPT = re.compile(
    r"<a\b[^<>]{0,300}?(?:javascript:|onclick\s{0,4}=\s{0,4}[\"'])\s{0,9}([\w$.]{1,60}\(\s{0,4}['\"]?(\d{1,5})\b[^<>()]{0,100}\))[^<>]{0,200}>"
    rf"\s{{0,9}}(?:<[^<>]{{1,80}}>\s{{0,9}}){{0,3}}(?:{load_book('markup')['page.next'].source})",
    re.IGNORECASE,
)
"""A link to the next page that only a script can follow, with the number of that page."""


def find_script_pages(text: str, url: str) -> tuple[int, tuple[str, ...]] | None:
    """The page count and the pages after this one that a TRS script announces.

    Two signatures are in use: TRS counts from 0 and names the files `index_1` to `index_27`; the other gives its container first,
    counts from 1, names the second page `_2` and ends with the number of entries. Older templates write the loop into the page.

    >>> find_script_pages('createPageHTML(3, 0, "index", "html");', "http://a.example/tz/")
    (3, ('http://a.example/tz/index_1.html', 'http://a.example/tz/index_2.html'))
    >>> find_script_pages("createPageHTML('page_div',3, 2,'list','shtml',55);", "http://a.example/tz/list_2.shtml")
    (3, ('http://a.example/tz/list_3.shtml',))
    >>> find_script_pages('var currentPage=0; var countPage=2; "index"+"_"+i+".html"', "http://a.example/tz/")
    (2, ('http://a.example/tz/index_1.html',))
    """
    if call := CREATE_PAGE_HTML.search(text):
        return read_call([part.strip().strip("\"'") for part in call[1].split(",")], url)
    if count := COUNT_PAGE.search(text):
        current = CURRENT_PAGE.search(text)
        name = PAGE_FILE.search(text, count.end())
        return number_pages(url, name[1] if name else "index", "html", int(current[1]) if current else 0, int(count[1]))
    return find_template_pages(text, url)


def find_template_pages(text: str, url: str) -> tuple[int, tuple[str, ...]] | None:
    """The page count and the next page of a pager that a script draws from a count and a pattern of addresses.

    >>> script = "new Pager({total: 50, size: 20, current: 1, url: '/tz/list?page={page}'})"
    >>> find_template_pages(script, "http://a.example/tz/list")
    (3, ('http://a.example/tz/list?page=2', 'http://a.example/tz/list?page=3'))
    >>> find_template_pages("var totalPage = 2; function go(n) { location.href = 'list_' + n + '.html' }", "http://a.example/tz/list.html")
    (2, ('http://a.example/tz/list_2.html',))
    """
    pattern, count = find_template(text), read_page_count(text)
    if pattern is None or count is None:
        return None
    before, after = pattern
    found = re.search(f"{re.escape(before.rpartition('/')[2])}(\\d{{1,6}}){re.escape(after)}(?:[&#]|$)", url) if before or after else None
    page = int(found[1]) if found else 1
    last = min(count, page + MOST_PAGES)
    return count, resolve_pages((f"{before}{number}{after}" for number in range(page + 1, last + 1)), url)


def find_lost_page(text: str) -> str | None:
    """The script by which a link 下一页 goes to a page of a higher number, or None: it has to be told where no address was found for it.

    >>> find_lost_page('<a href="javascript:turn(2)">下一页</a>'), find_lost_page('<a href="javascript:void(0)">下一页</a>')
    ('turn(2)', None)
    """
    return next((found[1] for found in NEXT_SCRIPT.finditer(text) if int(found[2]) > 1), None)


def find_template(text: str) -> tuple[str, str] | None:
    """What stands before and behind the number of a page in the addresses that a script makes."""
    if held := PLACEHOLDER.search(text):
        return held[1], held[2]
    added = ADDED.search(text) or ADDED_PARAMETER.search(text)
    return (added[1], added[2] or "") if added else None


def read_page_count(text: str) -> int | None:
    """The number of pages that a script says, or that its entries fill."""
    if pages := PAGE_COUNT.search(text):
        return int(pages[1])
    total, size = ENTRY_COUNT.search(text), PAGE_SIZE.search(text)
    return count_pages(int(total[1]), int(size[1])) if total and size else None


def read_call(parts: list[str], url: str) -> tuple[int, tuple[str, ...]] | None:
    """The arguments of createPageHTML in either signature."""
    if len(parts) >= 5 and not parts[0].isdecimal() and parts[1].isdecimal() and parts[2].isdecimal():
        pages, following = number_pages(url, parts[3], parts[4], int(parts[2]), int(parts[1]) + 1)
        return pages - 1, following
    if len(parts) >= 4 and parts[0].isdecimal() and parts[1].isdecimal():
        return number_pages(url, parts[2], parts[3], int(parts[1]), int(parts[0]))
    return None


def number_pages(url: str, name: str, extension: str, current: int, count: int) -> tuple[int, tuple[str, ...]]:
    """`count` and the addresses `<name>_<n>.<extension>` for n from current + 1 below count."""
    last = min(count, current + 1 + MOST_PAGES)
    return count, resolve_pages((f"{name}_{n}.{extension.lstrip('.')}" for n in range(current + 1, last)), url)


def read_query(url: str) -> dict[str, str]:
    """The parameters of an address, in order."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def read_page_number(url: str, name: str = "page") -> int:
    """The number of the page that an address asks for; 1 where it says nothing or nonsense.

    >>> [read_page_number(f"http://a.example/api?page={words}") for words in ("3", "", "x", "9" * 5000)]
    [3, 1, 1, 1]
    """
    words = read_query(url).get(name, "")
    return int(words) if words.isdecimal() and len(words) < LONGEST_NUMBER else 1


def replace_query(url: str, **values: str | int) -> str:
    """The address with parameters set; the others keep their order.

    >>> replace_query("http://a.example/api/all/5?page=1&sid=2", page=2)
    'http://a.example/api/all/5?page=2&sid=2'
    """
    query = read_query(url) | {name: str(value) for name, value in values.items()}
    return urlunsplit(urlsplit(url)._replace(query=urlencode(query, quote_via=quote, safe="/:"), fragment=""))


def count_pages(total: int | None, size: int) -> int | None:
    """Pages that `total` entries fill at `size` a page.

    >>> count_pages(756, 25), count_pages(None, 25), count_pages(3, 0)
    (31, None, None)
    """
    return -(-total // size) if total is not None and size else None
