"""RSS and Atom."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from scraper.sources.links import find_address_date, find_printed
from scraper.sources.records import CHINA, clean_title
from scraper.sources.source import Item, Listing, Source


def read_list(text: str, url: str, source: Source) -> Listing:  # noqa: ARG001 - the adapters share one signature
    """Entries of RSS 1.0, RSS 2.0 or Atom, in order. Entities and external references are refused (defusedxml)."""
    root = parse_xml(text)
    if root is None:
        return Listing()
    entries = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    items = tuple(item for e in entries if (item := read_entry(e, url)) is not None)
    following = tuple(urljoin(url, e.get("href", "")) for e in root if local_name(e) == "link" and e.get("rel") == "next")
    return Listing(items=items, next_pages=following)


def parse_xml(text: str) -> Element | None:
    """The root of an XML text, or None when it is broken or tries entity tricks."""
    body = text.lstrip("\ufeff \r\n\t")
    if body.startswith("<?xml"):
        body = body.partition("?>")[2]
    try:
        root: Element = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root


def local_name(element: Element) -> str:
    """A tag without its namespace.

    >>> local_name(Element("{http://www.w3.org/2005/Atom}entry"))
    'entry'
    """
    return str(element.tag).rpartition("}")[2]


def read_entry(entry: Element, url: str) -> Item | None:
    """One entry, or None without title or link."""
    words = {local_name(child): (child.text or "").strip() for child in entry}
    links = [child for child in entry if local_name(child) == "link"]
    chosen = next((e for e in links if e.get("rel", "alternate") == "alternate"), links[0] if links else None)
    address = (chosen.get("href") or (chosen.text or "").strip()) if chosen is not None else ""
    title = clean_title(words.get("title", ""))
    if not title or not address:
        return None
    absolute = urljoin(url, address)
    printed = next((words[name] for name in ("pubDate", "published", "date", "updated") if words.get(name)), "")
    return Item(title, absolute, read_stamp(printed) or find_address_date(absolute))


def read_stamp(text: str) -> date | None:
    """A day from an RFC 822 or ISO stamp, in China time when the stamp has a zone.

    >>> read_stamp("Thu, 06 Feb 2020 20:30:00 GMT"), read_stamp("2020-02-06T09:00:00+08:00")
    (datetime.date(2020, 2, 7), datetime.date(2020, 2, 6))
    """
    try:
        stamp = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return find_printed(text)
    return (stamp.astimezone(CHINA) if stamp.tzinfo else stamp).date()
