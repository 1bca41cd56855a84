"""Links and addresses to what they say: where they point, the date in them, the further pages of an article."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from scraper.dom.tree import Element, read_content
from scraper.errors import InputError
from scraper.lexicon.wordbook import load_book

_DATED = re.compile(r"(?<!\d)(?P<y>20[0-3]\d)[-/_]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[-/]))[-/]?(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_.]))(?!\d)")
_PAGED = re.compile(r"createPageHTML\s?\(([^()]{3,160})\)")
_NUMBER = re.compile(r"(?:^|,)\s{0,3}(\d{1,4})\s{0,3}(?=,)")
_QUOTED = re.compile(r"[\"']([\w\-./]{1,80})[\"']")
_BOOK = load_book("markup")
_NEXT = re.compile(rf"^\W{{0,3}}{_BOOK['page.next'].source}\W{{0,3}}$")
_TURN = re.compile(_BOOK["page.turn"].source)
_MAX_PAGES = 50
_WEB = ("http", "https")
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST = 4000


class BadAddress(InputError):
    """What a site gives for an address can't be asked for."""

    kind = "bad-address"


_TRACKING = re.compile(
    r"(?:utm_[a-z_]{1,20}|spm|fbclid|gclid|dclid|msclkid|yclid|bd_vid|qz_gdt|_ga|_gl|hm(?:sr|pl|cu|kw|ci)|share_(?:token|source|medium|from)"
    r"|nsukey|isappinstalled|wxshare|wx_share|wxshare_count|jsessionid|phpsessid|aspsessionid[a-z]{0,12})",
    re.IGNORECASE,
)
"""Names of parameters that trace a visitor or a visit: of analytics, of shared links, of sessions."""
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^;/?]{0,200}", re.IGNORECASE)


def find_address(link: str, base: str = "") -> str | None:
    """The address that a site's link on the page `base` stands for, absolute and without fragment.

    This is the door for all that a site calls an address. None where the link is none of the web: a script, mail.
    Whatever comes out can be split, joined, stored and asked for.

    >>> find_address("../2.html#top", "http://a.example/b/1.html"), find_address("javascript:void(0)", "http://a.example/")
    ('http://a.example/2.html', None)
    >>> find_address("http://[bad", "http://a.example/")
    Traceback (most recent call last):
    scraper.dom.hyperlinks.BadAddress: 'http://[bad' is no address

    Raises:
        BadAddress: it claims to be an address of the web and is none, or carries a password.
    """
    try:
        address = urljoin(base, link.strip()).partition("#")[0].rstrip()
        parts = urlsplit(address)
        sound = parts.hostname and parts.username is None and parts.port != 0 and not _UNSPEAKABLE.search(address)
    except ValueError:
        raise BadAddress(f"{_show(link)} is no address") from None
    if parts.scheme not in _WEB:
        return None
    if not sound or len(address) > _LONGEST:
        raise BadAddress(f"{_show(link)} is no address")
    return drop_tracking(address)


def drop_tracking(address: str) -> str:
    """An address without what only tells a site who comes from where: it may differ each time, and the page is the same.

    >>> drop_tracking("http://a.example/show;jsessionid=0A1B?id=7&utm_source=wx&spm=a.b"), drop_tracking("http://a.example/?spm=1")
    ('http://a.example/show?id=7', 'http://a.example/')
    >>> drop_tracking("http://a.example/?page=2&Id=%E7%94%B2&&x")
    'http://a.example/?page=2&Id=%E7%94%B2&&x'
    """
    path, mark, query = _SESSION.sub("", address.partition("?")[0]), *address.partition("?")[1:]
    words = query.split("&")
    kept = [word for word in words if not _TRACKING.fullmatch(word.partition("=")[0])]
    return f"{path}{mark if any(kept) or not query else ''}{'&'.join(kept)}"


def require_address(link: str, base: str = "") -> str:
    """The address that a link of the web stands for.

    Raises:
        BadAddress: it is none.
    """
    address = find_address(link, base)
    if address is None:
        raise BadAddress(f"{_show(link)} is no address of the web")
    return address


def _show(link: str) -> str:
    r"""A link as messages name it: short, without password, in characters that can be written.

    >>> _show("http://a:secret@b.example/"), _show("\ud800")
    ("'b.example/'", "'\\ud800'")
    """
    return repr(link.rpartition("@")[2][:80])


def find_url_date(url: str | None) -> date | None:
    """The date in an address, in the shapes that content systems write.

    >>> [str(find_url_date("http://a.gov.cn/" + path)) for path in ("t20211019_1038341.html", "content/2020/03/04/68.html")]
    ['2021-10-19', '2020-03-04']
    >>> [str(find_url_date("http://a.gov.cn/" + path)) for path in ("2020-03/19/content_5.htm", "art/2021/1/21/art_1.html")]
    ['2020-03-19', '2021-01-21']
    >>> find_url_date("http://a.gov.cn/content/post_10577393.html") is None
    True
    """
    days = []
    for match in _DATED.finditer(url or ""):
        try:
            days.append(date(int(match["y"]), int(match["m"]), int(match["d"])))
        except ValueError:
            continue
    return days[-1] if days else None


def resolve_link(url: str | None, href: str) -> str | None:
    """A link made absolute; None for scripts, anchors, mail and what is no address.

    >>> resolve_link("http://a.gov.cn/b/c.html", "../d.pdf"), resolve_link(None, "javascript:void(0)"), resolve_link(None, "d.pdf")
    ('http://a.gov.cn/d.pdf', None, 'd.pdf')
    """
    href = href.strip()
    try:
        address = urljoin(url or "", href)
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    if not href or href.startswith("#") or re.search(r"[\s<>\"]", address) or scheme not in ("", "http", "https"):
        return None
    return address


def find_next_pages(text: str, root: Element, url: str | None) -> tuple[str, ...]:
    """Addresses of an article's further pages, as createPageHTML announces them or a link 下一页 points to them.

    `text` is the page before scripts were dropped.
    """
    links = root.iter("a") if _TURN.search(text) else ()
    names = [*_announced(text), *(link.get("href") or "" for link in links if _NEXT.match(read_content(link)))]
    pages = [resolve_link(url, name) for name in names]
    return tuple(dict.fromkeys(page for page in pages if page and page != url))


def _announced(text: str) -> list[str]:
    """File names by createPageHTML(count, current, "index", "html"), with or without an element's id before them.

    >>> _announced('createPageHTML(3, 0, "t2020_1", "shtml");'), _announced("createPageHTML('page_div',2, 1,'list','html',200)")
    (['t2020_1_1.shtml', 't2020_1_2.shtml'], ['list_2.html'])
    >>> _announced('createPageHTML(1,0,"t2020_1","shtml");')
    []
    """
    for match in _PAGED.finditer(text):
        numbers, words = _NUMBER.findall(match[1]), _QUOTED.findall(match[1])
        if len(numbers) < 2 or len(words) < 2:
            continue
        count, current, (name, extension) = int(numbers[0]), int(numbers[1]), words[-2:]
        first = 0 if current == 0 or len(words) == 2 else 1
        last = min(count, _MAX_PAGES) + first
        return [f"{name}_{number}.{extension}" for number in range(current + 1, last)]
    return []
