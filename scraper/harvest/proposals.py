"""What a new source may be called and whom it speaks for: from its host, the names that its pages state, and what its notices say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scraper.errors import InputError
from scraper.fetch.client import Fetched
from scraper.harvest.probing import COLUMN_NAME, decode_text, find_tag, read_region, suggest_id
from scraper.model import STATE_CODE
from scraper.model.naming import SOURCE_ID
from scraper.page.page_titles import is_site, split_title
from scraper.places.gazetteer import Gazetteer
from scraper.places.hosts import read_host
from scraper.places.place_names import find_chain
from scraper.sources.source import Source

DECLARED = re.compile(r"<title[^<>]{0,200}>([^<]{1,300})</title", re.IGNORECASE)
FOLDER = re.compile(r"^[a-z]{2,12}$")
"""A word of an address that may be the initials of a column: tzgg."""
PLAIN = frozenset(("index", "list", "col", "www", "site", "web", "html", "art", "content", "channel", "node", "portal"))
"""Words of an address that every site has."""
PAGES = "its notices"
LONGEST_COLUMN = 14
"""Characters; what is longer in a title is that of a notice."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value with what tells it."""

    value: str
    reason: str


def propose_source(
    gazetteer: Gazetteer,
    source: Source,
    answers: Sequence[Fetched],
    *,
    told: Sequence[str],
    home: str | None,
    taken: Callable[[str], bool],
) -> tuple[Source, str]:
    """A source with name, region and id as its pages tell them, and what tells the region.

    `answers` are its list and then notices, `told` the regions of notices, `home` is the region of the digest; an id that is `taken` is
    given to no other source.
    """
    page, *details = map(read_answer, answers)
    url, host = source.url[0], urlsplit(source.url[0]).hostname
    site, column = propose_name(gazetteer, page, details)
    column = next(filter(None, (find_tag(text, COLUMN_NAME) for text in (page, *details))), column)
    name = source.name if source.name != host else " ".join(filter(None, (site or host, column)))
    region = propose_region(gazetteer, name, (page, *details), url, told=told, home=home)
    id_ = propose_id(gazetteer, url, region.value, column, taken)
    return replace(source, id=id_, name=name, region=region.value), region.reason


def read_answer(answer: Fetched) -> str:
    """The text of an answer, empty where its bytes are none."""
    try:
        return decode_text(answer)
    except InputError:
        return ""


def propose_region(
    gazetteer: Gazetteer, name: str, pages: Sequence[str], url: str, *, told: Sequence[str] = (), home: str | None = None
) -> Proposal:
    """The region of a site called `name`; `pages` are its texts, `told` the regions of its notices, `home` is that of the digest.

    The surest clue that names one unit decides; one that may mean several is settled by the others, or by `home`.
    """
    clues = [(codes, reason) for codes, reason in list_clues(gazetteer, name, pages, url, told) if codes]
    for codes, reason in clues:
        others = [code for more, _ in clues for code in more if len(more) == 1] + ([home] if home else [])
        left = [code for code in codes if len(codes) == 1 or any(akin(gazetteer, code, other) for other in others)]
        if len(left) == 1:
            return Proposal(left[0], reason)
    return Proposal(home, "the digest's own") if home else Proposal(STATE_CODE, "nothing that tells it")


def list_clues(
    gazetteer: Gazetteer, name: str, pages: Sequence[str], url: str, told: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Units that may be meant, and by what, surest first."""
    stated = next((code for code in map(read_region, pages) if code != STATE_CODE), None)
    current = gazetteer.trace_code(stated) if stated else None
    yield (current,) if current else (), "the site's own code"
    named = find_chain(gazetteer, name)
    yield named[0] if named else (), f"the name {name}"
    hosted = next(read_host(gazetteer, url), None)
    yield hosted[0] if hosted and hosted[1] else (), f"the host's {hosted[2]}" if hosted else ""
    most = Counter(told).most_common(1)
    yield (most[0][0],) if most and 2 * most[0][1] > len(told) else (), PAGES


def akin(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """True for a unit, and one that it lies in or that lies in it."""
    return STATE_CODE not in (one, other) and (gazetteer.holds(one, other) or gazetteer.holds(other, one))


def propose_name(gazetteer: Gazetteer, page: str, details: Sequence[str]) -> tuple[str, str]:
    """The names of site and column that a list states in its title, "" where it states none.

    A part of the title names the site when it ends like one, names a place, or stands in the titles of the notices too; that before it
    names the column.
    """
    parts = read_declared(page)
    shared = {part for text in details for part in read_declared(text)}
    telling: tuple[Callable[[str], bool], ...] = (
        lambda part: find_chain(gazetteer, part) is not None and part in shared,
        is_site,
        lambda part: find_chain(gazetteer, part) is not None,
        shared.__contains__,
    )
    site = next((part for tells in telling for part in reversed(parts) if tells(part)), "")
    return site, next((part for part in parts if part != site and len(part) <= LONGEST_COLUMN), "")


def read_declared(page: str) -> tuple[str, ...]:
    """The parts of a page's title.

    >>> read_declared("<title> 通知公告_某市工业和信息化局 </title>")
    ('通知公告', '某市工业和信息化局')
    """
    found = DECLARED.search(page)
    return tuple(part.strip() for part in split_title(found[1].strip())) if found else ()


def propose_id(gazetteer: Gazetteer, url: str, region: str, column: str, taken: Callable[[str], bool]) -> str:
    r"""An id from the site's host, or its region where the host has no name, and the initials of the column; a free one.

    >>> from scraper.places.gazetteer import build_gazetteer, parse_regions
    >>> few = build_gazetteer(parse_regions("371600\t滨州市\t滨州\t\t\t\t\tbin zhou"))
    >>> propose_id(few, "http://gxj.binzhou.gov.cn/col/1.html", "371600", "通知公告", lambda name: False)
    'binzhou-gxj-tzgg'
    >>> propose_id(few, "http://127.0.0.1:8000/zcwj/", "371600", "", {"binzhou-zcwj"}.__contains__)
    'binzhou-zcwj-2'
    """
    spelled = gazetteer.regions[region].pinyin if region in gazetteer.regions else None
    stem = (spelled or "site").replace(" ", "") if is_nameless(url) else suggest_id(url)
    tail = spell_initials(column) or find_folder(url)
    name = "-".join(dict.fromkeys([*stem.split("-"), *([tail] if tail else [])]))[:50].strip("-")
    name = name if SOURCE_ID.holds(name) else "site"
    return next(free for free in (name, *(f"{name}-{n}" for n in range(2, 1000))) if not taken(free))


def is_nameless(url: str) -> bool:
    """True for a host that says nothing: a number, or this machine.

    >>> [is_nameless(f"http://{host}/") for host in ("127.0.0.1:80", "[::1]", "localhost", "a.example")]
    [True, True, True, False]
    """
    host = urlsplit(url).hostname or ""
    return ":" in host or "." not in host or host.rpartition(".")[2].isdecimal()


def spell_initials(name: str) -> str:
    """The first letters of a name's pinyin, of its first six characters.

    >>> spell_initials("通知公告"), spell_initials("惠企政策（2020）"), spell_initials("")
    ('tzgg', 'hqzc', '')
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its tables take a while, and only a new source asks for them

    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))[:6]
    return letters if FOLDER.fullmatch(letters) else ""


def find_folder(url: str) -> str:
    """The last folder of an address that may be the initials of a column, or "".

    >>> find_folder("http://a.example/zwgk/tzgg/index.html"), find_folder("http://a.example/col/col15201/index.html")
    ('tzgg', '')
    """
    folders = urlsplit(url).path.split("/")[1:-1]
    last = folders[-1] if folders else ""
    return last if FOLDER.fullmatch(last) and last not in PLAIN else ""
