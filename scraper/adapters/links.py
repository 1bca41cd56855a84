"""Dated links of an HTML list: the reading that all page families share.

A list is a run of entries of the same shape. Each link looks for the nearest enclosing element that prints one day; links whose
enclosing elements have the same path in the page form a group; the group with the most dated entries is the list. Menus and
hot-lists lose by number, and nothing has to be configured. An entry that has a day but leads nowhere is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice

from lxml import etree, html
from lxml.cssselect import CSSSelector

from scraper.adapters.entries import describe_mistake, read_entries
from scraper.clues.days import PRINTED_DATE, TIME, complete_day, find_printed, find_window, read_day, read_heading
from scraper.clues.link_targets import Place, is_holder, is_idle, list_holders, read_place, read_target
from scraper.dom.hyperlinks import BadAddress, find_address
from scraper.dom.tree import BLOCK_TAGS, refuse_attributes
from scraper.errors import OversizedInput
from scraper.lexicon.wordbook import load_book
from scraper.sources.source import Item, Listing, Partial, Select
from scraper.text.fold import squash

ADDRESS_DATE = re.compile(r"/(?:t|c_|content_)?((?:19|20)\d\d)[-/]?([01]\d|\d(?=/))[-/]?([0-3]\d|\d(?=/))(?:[_/]|$)")
LAST_PAGE = re.compile(r"_(\d{1,4})\.\w{3,5}$|[?&](?:page|pageNo|p)=(\d{1,4})")
NUMERIC_DATE = r"(?:19|20)\d\d[-./][01]?\d[-./][0-3]?\d"
LEADING_DATE = re.compile(rf"^\s{{0,9}}(?:[\[(（【]\s{{0,4}}{NUMERIC_DATE}{TIME}\s{{0,4}}[\])）】]|{NUMERIC_DATE}{TIME}(?=\s))")
TRAILING_DATE = re.compile(rf"(?:[\[(（【]\s{{0,4}}{NUMERIC_DATE}{TIME}\s{{0,4}}[\])）】]|(?<=\s){NUMERIC_DATE}{TIME})\s{{0,9}}$")
"""A day at an edge of a link's text that is parted from its title."""
EDGE_DAY = re.compile(
    rf"^(?:{PRINTED_DATE.pattern})(?=\s)|(?<=[\s(（\[])(?:{PRINTED_DATE.pattern})(?=\s{{0,4}}[)）\]]?$)|(?<!\d){NUMERIC_DATE}(?!\d)"
)
"""A day in a link's text that is not one of its sentence, as 2026年1月1日 in 自2026年1月1日起施行 is.

>>> bool(EDGE_DAY.search("关于停电的公告 2026年1月2日")), bool(EDGE_DAY.search("自2026年1月1日起施行的办法"))
(True, False)
"""
_BOOK = load_book("lists")
MARK = re.compile(rf"^\s{{0,9}}[\[【(（]\s{{0,4}}(?:{_BOOK['mark.entry'].source})\s{{0,4}}[\]】)）]")
EXTENSION = re.compile(r"\.(?:pdf|docx?|xlsx?|ofd|wps|et|zip|rar)$", re.IGNORECASE)
PAGE_LABEL = re.compile(r"\W{0,3}.?\s{0,3}\d{1,4}\s{0,3}.?\W{0,3}")
MOST_OPTIONS = 500
NUMBERED = re.compile(r"\d")
LINK_WORDS = _BOOK["mark.link"].compile()
SHORTEST_TITLE = 4
PLAIN_TITLE = 8
"""A link without a printed date counts for a list only from this length: 网站声明 is no notice."""
NEXT_WORDS = ("下一页", "下页", "下一頁", "后一页", "»", "next")
LAST_WORDS = ("最后一页", "尾页", "末页", "最末页", "last")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption", "legend"))
TITLE_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HIDDEN = frozenset(("script", "style", "noscript", "template", "textarea", "select"))
ROWS = ("li", "tr", "dd")
MOST_ANCHORS = 10_000
"""Links of a page that are looked at; no list page has more."""
MOST_LINKS = 12
MOST_PARTS = 300
"""Elements of an entry."""
COMMON, LONGEST_COLUMN = 3, 12
"""So many links of the same address and so few words are those of a column, not of a notice."""
CLIMB = 4
"""How many elements above its link a date may stand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link with what it announces, where it stands and how much that weighs for a list. `item` is None where it leads nowhere."""

    link: html.HtmlElement
    path: str
    item: Item | None
    weight: int


@dataclass(slots=True)
class Harvested:
    """The entries of a page so far; the years that its headings name are kept beside."""

    entries: list[Entry] = field(default_factory=list)
    broken: list[tuple[html.HtmlElement, str]] = field(default_factory=list)
    years: dict[html.HtmlElement, int] = field(default_factory=dict)


def read_links(text: str, url: str, select: Select | None = None, *, undated: bool = False) -> Listing:
    """The dated links of an HTML page (`undated`: its most and longest links of one shape), and what its pager tells of further pages.

    >>> page = "<ul><li><a href='/a/1.html'>关于延长社会保险补贴的通知</a><b>2020-02-06</b></li></ul>"
    >>> read_links(page, "http://a.example/tz/").items
    (Item(title='关于延长社会保险补贴的通知', url='http://a.example/a/1.html', published=datetime.date(2020, 2, 6)),)
    """
    root = parse_html(text)
    if root is None:
        return Listing()
    place = read_place(text, url)
    entries, broken = select_entries(root, place, select) if select and select.item else group_entries(root, place, undated=undated)
    following, pages = find_pager(root, place)
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


def select_entries(root: html.HtmlElement, place: Place, select: Select) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Entries where the source file says they are, and what is wrong with broken ones."""
    return read_entries(CSSSelector(select.item or "li")(root), partial(read_selected, place=place, select=select))


def read_selected(element: html.HtmlElement, place: Place, select: Select) -> Item | None:
    """An entry where the source file says one is, or None without a link to another page.

    Raises:
        BadAddress: its link is no address.
    """
    links = CSSSelector(select.link)(element) if select.link else list(islice(list_holders(element), MOST_LINKS))
    dates = CSSSelector(select.date)(element) if select.date else [element]
    link, address = next(((link, address) for link in links if (address := resolve_link(link, place))), (None, None))
    if link is None or address is None:
        return None
    printed = read_day(list_pieces(dates[0])) if dates else None
    return make_item(read_title(link), address, printed)


def make_item(title: str, address: str, day: date | Partial | None, heading: int | None = None) -> Item:
    """An entry with its day: the printed one, completed by what the page says, before the one in its address."""
    title = EXTENSION.sub("", title)
    whole = complete_day(day, address, heading)
    if isinstance(whole, date):
        return Item(title, address, whole)
    published = find_address_date(address)
    return Item(title, address, published, None if published else whole)


def group_entries(root: html.HtmlElement, place: Place, *, undated: bool = False) -> tuple[list[Item], tuple[str, ...]]:
    """The entries of the weightiest group of dated links, in page order; entries of the same shape without a date follow, undated.

    A link that can't be read is named where it has the shape of the entries; elsewhere on a page it is nobody's notice.
    """
    found = read_all(root, place)
    best = find_best(found.entries, undated=undated)
    near = partial(stands_in, best=best)
    broken = tuple(words for link, words in found.broken if not best or near(link))
    if undated:
        return [entry.item for entry in found.entries if entry.item and name_path(entry.link) == best], broken
    items = [entry.item for entry in found.entries if entry.item and entry.path == best and not is_undated(entry.item)]
    items += [entry.item for entry in found.entries if entry.item and best and is_undated(entry.item) and near(entry.link)]
    lost = count_lost(found.entries, list_rows(root, place), best)
    return items, (*broken, *([f"{lost} dated {'entry' if lost == 1 else 'entries'} without an address"] if lost else ()))


def is_undated(item: Item) -> bool:
    """True for an entry without any day."""
    return item.published is None and item.partial is None


def find_best(entries: Iterable[Entry], *, undated: bool) -> str:
    """The path of the weightiest group, or "" where nothing weighs; of undated lists the links themselves are the group."""
    weights: dict[str, int] = defaultdict(int)
    for entry in entries:
        if undated and entry.item:
            weights[name_path(entry.link)] += weigh_undated(entry.item)
        elif entry.item:
            weights[entry.path] += entry.weight
    best = max(weights, key=lambda path: weights[path], default="")
    return best if weights.get(best) else ""


def weigh_undated(item: Item) -> int:
    """What a link without a day weighs: the square of how much longer than a menu's its title is, twice where its address has a number.

    >>> links = (("网站声明", ""), ("政务服务网上大厅", "fw/"), ("关于申报贴息的通知", "1.html"))
    >>> [weigh_undated(Item(title, f"http://a.example/{path}")) for title, path in links]
    [0, 1, 8]
    """
    beyond = max(min(len(item.title), 30) - PLAIN_TITLE + 1, 0)
    return beyond**2 * (2 if NUMBERED.search(item.url.partition("//")[2].partition("/")[2]) else 1)


def read_all(root: html.HtmlElement, place: Place) -> Harvested:
    """Every link of a page that could be an entry."""
    found = Harvested(years=find_years(root))
    holders = list(islice(list_holders(root), MOST_ANCHORS))
    common = find_common(holders)
    for link in holders:
        try:
            entry = read_link(link, place, common, found.years)
        except Exception as error:  # noqa: BLE001 - one bad entry never starves a source, whatever is wrong with it
            found.broken.append((link, f"{describe_mistake(error)} (line {link.sourceline})"))
        else:
            found.entries += [entry] if entry else []
    return found


def find_common(holders: Iterable[html.HtmlElement]) -> frozenset[str]:
    """Addresses that several links name in the same few words: those of columns that stand before each entry."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for link in holders:
        if (href := link.get("href") or "") and len(link) < CLIMB and len(words := join_pieces(link)) <= LONGEST_COLUMN:
            counts[href, words] += bool(words)
    return frozenset(href for (href, _), count in counts.items() if count >= COMMON and not is_idle(href))


def read_link(link: html.HtmlElement, place: Place, common: frozenset[str], years: dict[html.HtmlElement, int]) -> Entry | None:
    """A link as an entry; None where it has no title, or neither address nor day.

    Raises:
        BadAddress: its address is none.
    """
    address = resolve_link(link, place)
    if link.get("href") in common:
        return None
    title = read_title(link)
    mere = LINK_WORDS.search(title) is not None
    if len(title) < SHORTEST_TITLE and not mere:
        return None
    element, day = find_entry(link, address or "", place, common)
    if mere:
        title = read_rest(element, link) if day else ""
        if len(title) < PLAIN_TITLE:
            return None
    if address is None:
        return Entry(link, name_path(element), None, 0) if day and len(title) >= PLAIN_TITLE else None
    item = make_item(title, address, day, years.get(link))
    weight = 0 if is_undated(item) else min(len(title), 30) * (2 if day else len(title) >= PLAIN_TITLE)
    return Entry(link, name_path(element), item, weight)


def find_years(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Links with the year of the heading above them; headings that stand in a row are a choice of years and say nothing."""
    years: dict[html.HtmlElement, int] = {}
    year, used = None, True
    for element in root.iter("*"):
        if element.tag in HEADINGS and len(element) < CLIMB and (said := read_heading("".join(list_pieces(element)))):
            year, used = (said if used else None), False
        elif year and is_holder(element):
            years[element] = year
            used = True
    return years


def count_lost(entries: Iterable[Entry], rows: Iterable[str], best: str) -> int:
    """How many entries of the list have a day and lead nowhere; where no list was found, of the largest group of such."""
    counts = Counter(rows)
    for entry in entries:
        if entry.item is None:
            counts[best if best and stands_in(entry.link, best) else entry.path] += 1
    return counts[best] if best else max(counts.values(), default=0)


def list_rows(root: html.HtmlElement, place: Place) -> Iterator[str]:
    """The paths of rows that have a day and words and hold no link at all."""
    for row in islice(root.iter(*ROWS), MOST_ANCHORS):
        parts = list(islice(row.iter("*"), MOST_PARTS))
        if len(parts) == MOST_PARTS or any(is_holder(part) or part.tag in ROWS for part in parts[1:]) or is_holder(row):
            continue
        pieces = list_pieces(row)
        if max(map(len, pieces), default=0) >= PLAIN_TITLE and find_window(pieces) and not read_target(row, place):
            yield name_path(row)


def stands_in(link: html.HtmlElement, best: str) -> bool:
    """True for a link at a path, or closely inside what stands there."""
    return any(name_path(element) == best for element in (link, *islice(link.iterancestors(), CLIMB)))


def find_entry(
    link: html.HtmlElement, address: str, place: Place, common: frozenset[str] = frozenset()
) -> tuple[html.HtmlElement, date | Partial | None]:
    """The smallest element around `link` that prints a day and holds no other article's link, and that day.

    A day in an element of its own inside the link comes first, one at an edge of its text last: titles name days, too.
    """
    pieces = list_pieces(link)
    if window := find_window(pieces):
        return link, window[1]
    element = link
    for _ in range(CLIMB):
        parent = element.getparent()
        if parent is None:
            break
        if holds_others(parent, address, place, common):
            beside = find_beside(element)
            return (element, beside) if beside else find_edge(link)
        element = parent
        if day := read_day(list_pieces(element, link)):
            return element, day
    return find_edge(link)


def find_edge(link: html.HtmlElement) -> tuple[html.HtmlElement, date | None]:
    """A link with the day at an edge of its text."""
    edge = EDGE_DAY.search(join_pieces(link))
    return link, find_printed(edge[0]) if edge else None


def find_beside(element: html.HtmlElement) -> date | Partial | None:
    """The day that stands alone between an entry and the next one, or between it and the one before where its list begins with a day."""
    parent = element.getparent()
    window = find_window(list_beside(element, preceding=parent is not None and read_alone_day(parent[0])))
    return window[1] if window else None


def list_beside(element: html.HtmlElement, *, preceding: bool) -> list[str]:
    """The texts between an element and the nearest one before or behind it that may lead somewhere."""
    texts = [] if preceding else [element.tail or ""]
    for other in islice(element.itersiblings(preceding=preceding), CLIMB):
        if preceding:
            texts.append(other.tail or "")
        if isinstance(other.tag, str) and any(is_holder(part) for part in islice(other.iter("*"), MOST_LINKS)):
            break
        texts += list_pieces(other) if isinstance(other.tag, str) else []
        if not preceding:
            texts.append(other.tail or "")
    return [words for text in texts if (words := text.strip())]


def read_alone_day(element: html.HtmlElement) -> bool:
    """True for an element that holds a day and nothing else."""
    pieces = list_pieces(element) if isinstance(element.tag, str) else []
    window = find_window(pieces) if len(pieces) <= CLIMB else None
    return window is not None and len(pieces) == window[0].stop - window[0].start


def holds_others(element: html.HtmlElement, address: str, place: Place, common: frozenset[str]) -> bool:
    """True when an element encloses the link of another article, or more links or elements than an entry has."""
    links = 0
    for count, part in enumerate(element.iter("*")):
        if is_holder(part):
            links += 1
            if leads_elsewhere(part, address, place, common):
                return True
        if links > MOST_LINKS or count >= MOST_PARTS:
            return True
    return False


def leads_elsewhere(link: html.HtmlElement, address: str, place: Place, common: frozenset[str]) -> bool:
    """True for the link of another article, also for one whose address is broken; columns and mere words such as 下载 are none."""
    try:
        other = resolve_link(link, place)
    except BadAddress:
        return True
    if other in (None, address) or link.get("href") in common:
        return False
    title = read_title(link)
    return len(title) >= SHORTEST_TITLE and not LINK_WORDS.search(title)


def name_path(element: html.HtmlElement) -> str:
    """Where an entry stands: tags and classes of what encloses it, without the entry's own class."""
    steps = [f"{a.tag}.{a.get('class', '')}" for a in element.iterancestors() if isinstance(a.tag, str)]
    return "/".join([str(element.tag), *steps])


def walk_texts(element: html.HtmlElement, without: html.HtmlElement | None = None) -> Iterator[str]:
    """The texts of an element as they stand, what follows its children too; where a block begins or ends stands a blank."""
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        block = node.tag in BLOCK_TAGS
        if event == "start":
            hidden = node is without or node.tag in HIDDEN
            stated = "" if node is without else find_stated(node)
            if hidden or stated:
                walker.skip_subtree()
            yield from (" " * block, stated, "" if hidden or stated else node.text or "")
        elif node is not element:
            yield from (" " * block, node.tail or "")


def find_stated(node: html.HtmlElement) -> str:
    """The day that an element states for machines, or that a script in it writes; "" for any other element."""
    words = node.get("datetime", "") if node.tag == "time" else (node.text or "")[:500] if node.tag == "script" else ""
    day = PRINTED_DATE.search(words)
    return f" {day[0]} " if day else ""


def list_pieces(element: html.HtmlElement, without: html.HtmlElement | None = None) -> list[str]:
    """The texts of an element that hold something, each by itself."""
    return [words for text in walk_texts(element, without) if (words := text.strip())]


def join_pieces(element: html.HtmlElement) -> str:
    """All text of an element as it is read."""
    return " ".join("".join(walk_texts(element)).split())


def text_of(element: html.HtmlElement) -> str:
    """All text of an element; words of neighbouring elements stay apart."""
    return " ".join(list_pieces(element))


def read_title(link: html.HtmlElement) -> str:
    """The title of a link: its `title` attribute when the text is its shortened form, else its text without day and marks.

    >>> read_title(html.fromstring("<a><i>[置顶]</i><img>关于稳<em>岗</em>返还的通知（试行）<span>03-12</span></a>"))
    '关于稳岗返还的通知（试行）'
    """
    link, whole = find_heading(link), link
    pieces = list_pieces(link)
    window = find_window(pieces)
    dropped = set(pieces[window[0]]) if window else set()
    words = " ".join("".join(" " if text.strip() in dropped and text.strip() else text for text in walk_texts(link)).split())
    for pattern in (MARK, LEADING_DATE, TRAILING_DATE, MARK):
        words = pattern.sub(" ", words, count=1)
    shown = words.replace("[]", "").replace("()", "").strip("·•| ")
    full = " ".join((whole.get("title") or "").split())
    longer = len(full) > len(shown) or (full and shown.endswith(("...", "…")))
    return full if longer and full.startswith(shown.rstrip(".…· ")[:6]) else shown


def find_heading(link: html.HtmlElement) -> html.HtmlElement:
    """The heading inside a link that encloses more than its title, or the link itself."""
    for part in islice(link.iterdescendants(*TITLE_TAGS), 1):
        if len(join_pieces(part)) >= SHORTEST_TITLE and not read_alone_day(part):
            return part
    return link


def read_rest(element: html.HtmlElement, link: html.HtmlElement) -> str:
    """The title of an entry whose link says nothing: the longest text beside it."""
    return max(list_pieces(element, link), key=len, default="")


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


def resolve_link(link: html.HtmlElement, place: Place) -> str | None:
    """The absolute http(s) address of what leads to another page, without fragment.

    Raises:
        BadAddress: it is none.
    """
    address = find_address(read_target(link, place) or "#", find_base(place))
    return address if address != place.url.split("#", maxsplit=1)[0] else None


def find_base(place: Place) -> str:
    """The address that links of a page start from."""
    with suppress(BadAddress):
        return (find_address(place.base, place.url) if place.base else None) or place.url
    return place.url


def find_link(link: html.HtmlElement, place: Place) -> str | None:
    """The address of another page, or None where a link is broken too."""
    try:
        return resolve_link(link, place)
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


def find_pager(root: html.HtmlElement, place: Place) -> tuple[tuple[str, ...], int | None]:
    """The next page by the words of its link, and the number of the last one."""
    following: tuple[str, ...] = ()
    pages = None
    for link in islice(list_holders(root), MOST_ANCHORS):
        words = text_of(link).strip().lower()
        address = find_link(link, place) if len(words) <= 12 else None
        if address and any(word in words for word in LAST_WORDS):
            number = LAST_PAGE.search(address)
            pages = int(number[1] or number[2]) if number else pages
        elif address and any(word in words for word in NEXT_WORDS):
            following = (address,)
    return following or find_options(root, place), pages


def find_options(root: html.HtmlElement, place: Place) -> tuple[str, ...]:
    """The pages behind this one in a choice of pages that goes where it is told; behind the first where none is this one."""
    for choice in root.iter("select"):
        if "location" not in (choice.get("onchange") or ""):
            continue
        options = list(islice(choice.iter("option"), MOST_OPTIONS))
        if not all(PAGE_LABEL.fullmatch(join_pieces(option)) for option in options):
            continue
        chosen = [number for number, option in enumerate(options) if "selected" in option.attrib]
        return resolve_pages((option.get("value") or "#" for option in options[(chosen or [0])[0] + 1 :]), place.url)
    return ()


def drop_repeats(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items with each address once: the first place, the longest title."""
    best: dict[str, Item] = {}
    for item in items:
        known = best.get(item.url)
        if known is None or len(item.title) > len(known.title):
            best[item.url] = item
    return tuple(best.values())
