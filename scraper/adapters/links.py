"""Dated links of an HTML list: the reading that all page families share.

A list is a run of entries of the same shape. Each link looks for the nearest enclosing element that prints one date; links whose
enclosing elements have the same path in the page form a group; the group with the most dated entries is the list. Menus and
hot-lists lose by number, and nothing has to be configured.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import islice

from lxml import etree, html
from lxml.cssselect import CSSSelector

from scraper.adapters.entries import describe_mistake, read_entries
from scraper.dom.hyperlinks import BadAddress, find_address
from scraper.dom.tree import refuse_attributes
from scraper.errors import OversizedInput
from scraper.sources.source import Item, Listing, Select
from scraper.text.dates import parse_date
from scraper.text.fold import squash

PRINTED_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d\s{0,2}[-./年]\s{0,2}[01]?\d\s{0,2}[-./月]\s{0,2}[0-3]?\d(?!\d)\s{0,2}日?")
ADDRESS_DATE = re.compile(r"/(?:t|c_|content_)?((?:19|20)\d\d)[-/]?([01]\d|\d(?=/))[-/]?([0-3]\d|\d(?=/))(?:[_/]|$)")
LAST_PAGE = re.compile(r"_(\d{1,4})\.\w{3,5}$|[?&](?:page|pageNo|p)=(\d{1,4})")
SHORTEST_TITLE = 4
PLAIN_TITLE = 8
"""A link without a printed date counts for a list only from this length: 网站声明 is no notice."""
NEXT_WORDS = ("下一页", "下页", "下一頁", "后一页", "»", "next")
LAST_WORDS = ("最后一页", "尾页", "末页", "最末页", "last")
MOST_ANCHORS = 10_000
"""Links of a page that are looked at; no list page has more."""
MOST_LINKS = 12
CLIMB = 4
"""How many elements above its link a date may stand."""


def read_links(text: str, url: str, select: Select | None = None) -> Listing:
    """The dated links of an HTML page, its next page and how many pages its pager shows.

    >>> page = "<ul><li><a href='/a/1.html'>关于延长社会保险补贴的通知</a><b>2020-02-06</b></li></ul>"
    >>> read_links(page, "http://a.example/tz/").items
    (Item(title='关于延长社会保险补贴的通知', url='http://a.example/a/1.html', published=datetime.date(2020, 2, 6)),)
    """
    root = parse_html(text)
    if root is None:
        return Listing()
    entries, broken = select_entries(root, url, select) if select and select.item else group_entries(root, url)
    following, pages = find_pager(root, url)
    return Listing(items=drop_repeats(entries), next_pages=following, pages=pages, broken=broken)


def parse_html(text: str) -> html.HtmlElement | None:
    """The tree of a page, or None where there is none.

    Raises:
        OversizedInput: an element has more attributes than any real one.
    """
    markup = text.encode("utf-8", "replace")
    refuse_attributes(markup)
    try:
        return html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None


def select_entries(root: html.HtmlElement, url: str, select: Select) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Entries where the source file says they are, and what is wrong with broken ones."""
    return read_entries(CSSSelector(select.item or "li")(root), partial(read_selected, url=url, select=select))


def read_selected(element: html.HtmlElement, url: str, select: Select) -> Item | None:
    """An entry where the source file says one is, or None without a link to another page.

    Raises:
        BadAddress: its link is no address.
    """
    links = CSSSelector(select.link)(element) if select.link else element.xpath("descendant-or-self::a[@href]")
    dates = CSSSelector(select.date)(element) if select.date else [element]
    address = resolve_link(links[0], url) if links else None
    if not address:
        return None
    printed = find_printed(text_of(dates[0])) if dates else None
    return Item(read_title(links[0]), address, printed or find_address_date(address))


def group_entries(root: html.HtmlElement, url: str) -> tuple[list[Item], tuple[str, ...]]:
    """The entries of the weightiest group of dated links, in page order; entries of the same shape without a date follow, undated.

    A link that can't be read is named where it has the shape of the entries; elsewhere on a page it is nobody's notice.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    weights: dict[str, int] = defaultdict(int)
    undated: list[tuple[html.HtmlElement, Item]] = []
    broken: list[tuple[html.HtmlElement, str]] = []
    for link in islice(root.iter("a"), MOST_ANCHORS):
        try:
            address = resolve_link(link, url)
            if address is None or len(title := read_title(link)) < SHORTEST_TITLE:
                continue
            entry, printed = find_entry(link, address, url)
            item = Item(title, address, printed or find_address_date(address))
        except Exception as error:  # noqa: BLE001 - one bad entry never starves a source, whatever is wrong with it
            broken.append((link, f"{describe_mistake(error)} (line {link.sourceline})"))
            continue
        if item.published is None:
            undated.append((link, item))
            continue
        path = name_path(entry)
        groups[path].append(item)
        weights[path] += min(len(title), 30) * (2 if printed else len(title) >= PLAIN_TITLE)
    best = max(weights, key=lambda path: weights[path], default="")
    if not weights.get(best):
        return [], tuple(words for _, words in broken)
    items = groups[best] + [item for link, item in undated if best in list_paths(link)]
    return items, tuple(words for link, words in broken if best in list_paths(link))


def list_paths(link: html.HtmlElement) -> list[str]:
    """The paths of a link and of what encloses it closely."""
    return [name_path(element) for element in (link, *islice(link.iterancestors(), CLIMB))]


def find_entry(link: html.HtmlElement, address: str, url: str) -> tuple[html.HtmlElement, date | None]:
    """The smallest element around `link` that prints a date and no other article's link, and that date."""
    element = link
    for _ in range(CLIMB):
        if printed := find_printed(text_of(element)):
            return element, printed
        parent = element.getparent()
        if parent is None or holds_others(parent, address, url):
            break
        element = parent
    return link, None


def holds_others(element: html.HtmlElement, address: str, url: str) -> bool:
    """True when an element encloses the link of another article, or more links than an entry has."""
    links = list(islice(element.iter("a"), MOST_LINKS + 1))
    return len(links) > MOST_LINKS or any(leads_elsewhere(link, address, url) for link in links)


def leads_elsewhere(link: html.HtmlElement, address: str, url: str) -> bool:
    """True for the link of another article, also for one whose address is broken."""
    try:
        return resolve_link(link, url) not in (None, address)
    except BadAddress:
        return True


def name_path(element: html.HtmlElement) -> str:
    """Where an entry stands: tags and classes of what encloses it, without the entry's own class."""
    steps = [f"{a.tag}.{a.get('class', '')}" for a in element.iterancestors() if isinstance(a.tag, str)]
    return "/".join([str(element.tag), *steps])


def text_of(element: html.HtmlElement) -> str:
    """All text of an element; words of neighbouring elements stay apart."""
    return " ".join(str(part) for part in element.itertext(with_tail=False))


def read_title(link: html.HtmlElement) -> str:
    """The title of a link: its `title` attribute when the text is its shortened form, else its text without the date."""
    shown = " ".join(PRINTED_DATE.sub(" ", text_of(link)).split()).strip("·•[]（） ")
    full = " ".join((link.get("title") or "").split())
    longer = len(full) > len(shown) or (full and shown.endswith(("...", "…")))
    return full if longer and full.startswith(shown.rstrip(".…· ")[:6]) else shown


def list_between(text: str, start: str, end: str) -> list[str]:
    """What stands between each `start` and the next `end`, in one pass.

    >>> list_between("a<!--b-->c<!--d--><!--e", "<!--", "-->")
    ['b', 'd']
    """
    parts = (part.partition(end) for part in text.split(start)[1:])
    return [inside for inside, found, _ in parts if found]


def read_visible(text: str) -> str:
    """The words that a reader of a page sees, without white space; all of a page that is refused."""
    try:
        root = parse_html(text)
    except OversizedInput:
        return text
    if root is None:
        return ""
    etree.strip_elements(root, "script", "style", etree.Comment, with_tail=False)
    return squash("".join(str(part) for part in root.itertext(with_tail=True)))


def resolve_link(link: html.HtmlElement, url: str) -> str | None:
    """The absolute http(s) address of a link that leads to another page, without fragment.

    Raises:
        BadAddress: it is none.
    """
    address = find_address(link.get("href") or "#", url)
    return address if address != url.split("#", maxsplit=1)[0] else None


def find_link(link: html.HtmlElement, url: str) -> str | None:
    """The address of another page, or None where a link is broken too."""
    try:
        return resolve_link(link, url)
    except BadAddress:
        return None


def resolve_pages(names: Iterable[str], url: str) -> tuple[str, ...]:
    """The addresses of further pages that a list names; a name that is no address leads nowhere.

    >>> resolve_pages(["2.html", "http://[", "mailto:a@b.example"], "http://a.example/tz/")
    ('http://a.example/tz/2.html',)
    """
    found = []
    for name in names:
        with suppress(BadAddress):
            found.append(find_address(name, url))
    return tuple(address for address in found if address)


def find_printed(text: str) -> date | None:
    """The first full date printed in a text.

    >>> find_printed("[ 2025-01-14 ]"), find_printed("2021年2月3日"), find_printed("第2020号")
    (datetime.date(2025, 1, 14), datetime.date(2021, 2, 3), None)
    """
    found = PRINTED_DATE.search(text)
    return parse_date(found[0]) if found else None


def find_address_date(url: str) -> date | None:
    """The day in an address, as Hanweb and TRS write it.

    >>> find_address_date("http://a.example/art/2025/10/29/art_80179_11.html"), find_address_date("./202008/t20200805_13.html")
    (datetime.date(2025, 10, 29), datetime.date(2020, 8, 5))
    """
    found = list(ADDRESS_DATE.finditer(url))
    try:
        return date(*map(int, found[-1].groups())) if found else None
    except ValueError:
        return None


def find_pager(root: html.HtmlElement, url: str) -> tuple[tuple[str, ...], int | None]:
    """The next page by the words of its link, and the number of the last one."""
    following: tuple[str, ...] = ()
    pages = None
    for link in islice(root.iter("a"), MOST_ANCHORS):
        words = text_of(link).strip().lower()
        address = find_link(link, url) if len(words) <= 12 else None
        if address and any(word in words for word in LAST_WORDS):
            number = LAST_PAGE.search(address)
            pages = int(number[1] or number[2]) if number else pages
        elif address and any(word in words for word in NEXT_WORDS):
            following = (address,)
    return following, pages


def drop_repeats(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items with each address once: the first place, the longest title."""
    best: dict[str, Item] = {}
    for item in items:
        known = best.get(item.url)
        if known is None or len(item.title) > len(known.title):
            best[item.url] = item
    return tuple(best.values())
