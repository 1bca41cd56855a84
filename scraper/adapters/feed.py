"""RSS and Atom."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

from scraper.adapters.entries import read_entries
from scraper.adapters.links import find_address_date, resolve_pages
from scraper.clues.days import find_printed
from scraper.clues.json_texts import CHINA, strip_tags
from scraper.dom.hyperlinks import require_address
from scraper.sources.source import Item, Listing, Source
from scraper.text.moments import find_moment

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A stamp of another year says nothing."""
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold."""
REFERENCE = re.compile(r"&#(?:(?P<number>\d{1,7})|x(?P<hex>[0-9a-fA-F]{1,6}));|&(?!(?:amp|lt|gt|quot|apos);)")
"""Characters by number, and ampersands that begin nothing that XML knows."""
QUOTE, UNQUOTE = "<![CDATA[", "]]>"


def read_list(text: str, url: str, source: Source) -> Listing:  # noqa: ARG001 - the adapters share one signature
    """Entries of RSS 1.0, RSS 2.0 or Atom, in order. Entities and external references are refused (defusedxml)."""
    root, mistake = parse_xml(text)
    if root is None:
        return Listing()
    entries = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    items, broken = read_entries(entries, partial(read_entry, url=url))
    following = resolve_pages((e.get("href", "") for e in root if local_name(e) == "link" and e.get("rel") == "next"), url)
    return Listing(items=items, next_pages=following, broken=(mistake if items or broken else ()) + broken)


def parse_xml(text: str) -> tuple[Element | None, tuple[str, ...]]:
    """The root of an XML text, and what was broken in it; no root when nothing can be made of it or it tries entity tricks.

    >>> parse_xml("<rss><item><title>甲</title><link>http://a.example/?a=1&b=2</link></item></rss>")[0][0][1].text
    'http://a.example/?a=1&b=2'
    >>> root, mistakes = parse_xml("<rss><item><title>甲</titel></item><item><title>乙</title></item></rss>")
    >>> len(root), mistakes
    (2, ('broken XML: mismatched tag: line 1, column 21',))
    """
    body = text.lstrip("\ufeff \r\n\t")
    if body.startswith("<?xml"):
        body = body.partition("?>")[2]
    try:
        return fromstring(body), ()
    except ParseError:
        body = mend_characters(body)
    except (DefusedXmlException, ValueError):
        return None, ()
    try:
        return fromstring(body), ()
    except ParseError as error:
        return recover_xml(body), (f"broken XML: {error}",)
    except (DefusedXmlException, ValueError):
        return None, ()


def mend_characters(body: str) -> str:
    r"""An XML text as it was meant: a bare ampersand is one, what XML forbids is a lost character, quoted text stays.

    >>> mend_characters("a&b&nbsp;c\x08d&#8;&#20013;&amp;<![CDATA[e&f]]>")
    'a&amp;b&amp;nbsp;c\ufffdd\ufffd&#20013;&amp;<![CDATA[e&f]]>'
    """
    first, *quoting = FORBIDDEN.sub("\ufffd", body).split(QUOTE)
    parts = [part.partition(UNQUOTE) for part in quoting]
    rest = [f"{QUOTE}{quoted}{end}{REFERENCE.sub(mend_reference, after)}" for quoted, end, after in parts]
    return "".join([REFERENCE.sub(mend_reference, first), *rest])


def mend_reference(found: re.Match[str]) -> str:
    """A character's number as it is, if XML can hold it; an ampersand spelt out."""
    if found["number"] or found["hex"]:
        code = int(found["number"] or found["hex"], 10 if found["number"] else 16)
        return "\ufffd" if code > 0x10FFFF or FORBIDDEN.match(chr(code)) else found[0]
    return "&amp;" if found[0] == "&" else found[0]


def recover_xml(body: str) -> Element | None:
    """The root of what can be read of broken XML: one entry with a lost tag leaves the others as they are. Entities stay unexpanded."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        return fromstring(etree.tostring(etree.fromstring(body.encode("utf-8", "replace"), parser=parser)))
    except (etree.LxmlError, ParseError, DefusedXmlException, ValueError, TypeError):
        return None


def local_name(element: Element) -> str:
    """A tag without its namespace.

    >>> local_name(Element("{http://www.w3.org/2005/Atom}entry"))
    'entry'
    """
    return str(element.tag).rpartition("}")[2]


def read_entry(entry: Element, url: str) -> Item | None:
    """One entry, or None without title or link.

    Raises:
        BadAddress: its link is none of the web.
    """
    words = {local_name(child): (child.text or "").strip() for child in entry}
    links = [child for child in entry if local_name(child) == "link"]
    chosen = next((e for e in links if e.get("rel", "alternate") == "alternate"), links[0] if links else None)
    address = (chosen.get("href") or (chosen.text or "").strip()) if chosen is not None else ""
    title = strip_tags(words.get("title", ""))
    if not title or not address:
        return None
    absolute = require_address(address, url)
    printed = next((words[name] for name in ("pubDate", "published", "date", "updated") if words.get(name)), "")
    return Item(title, absolute, read_stamp(printed) or find_address_date(absolute))


def read_stamp(text: str) -> date | None:
    """A day from an RFC 822 or ISO stamp, in China time when the stamp has a zone.

    >>> read_stamp("Thu, 06 Feb 2020 20:30:00 GMT"), read_stamp("2020-02-06T09:00:00+08:00")
    (datetime.date(2020, 2, 7), datetime.date(2020, 2, 6))
    """
    stamp = find_moment(text)
    if stamp is None or not FIRST_YEAR <= stamp.year <= LAST_YEAR:
        return find_printed(text)
    return (stamp.astimezone(CHINA) if stamp.tzinfo else stamp).date()
