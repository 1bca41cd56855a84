"""Places that an address spells: binzhou.gov.cn, gz.gov.cn, fjax.gov.cn, /sichuan/info/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.lexicon.wordbook import load_book
from scraper.places.gazetteer import Gazetteer

HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,10}:)?(?://)?(?P<host>[a-z0-9.-]{1,200}\.[a-z]{2,12})(?=[/:?#]|$)", re.IGNORECASE)
GOVERNMENT = ".gov.cn"
LEAST = 7
"""Letters that a longer label must share with a place's pinyin; fewer are an accident."""
LONGEST = 16
_BOOK = load_book("hosts")
_ROWS = {short: row.split() for short, row in _BOOK["provinces"].facts["table"].items()}
PROVINCES = {short: code for short, (code, *_) in _ROWS.items()}
SPELLED = {word: code for code, *words in _ROWS.values() for word in words}
SHARED = frozenset(_BOOK["shared"].words)
"""Abbreviations that cities use as well."""


def read_host(gazetteer: Gazetteer, url: str) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    """Places that a host name spells, the most particular label first: (codes, of a government, label)."""
    match = HOST.match(url.strip())
    if match is None:
        return
    host = match["host"].lower()
    official = host.endswith(GOVERNMENT)
    labels = host.removesuffix(GOVERNMENT).split(".") if official else host.split(".")[:-1]
    for label in labels:
        codes = spell_label(gazetteer, label) or (abbreviate_label(gazetteer, label) if official else ())
        if codes:
            yield codes, official, label


def read_path(gazetteer: Gazetteer, url: str) -> tuple[tuple[str, ...], str] | None:
    """The first word of an address's path that spells a province or prefecture (/sichuan/info/)."""
    for part in url.lower().partition("://")[2].split("/")[1:-1]:
        codes = tuple(code for code in gazetteer.spellings.get(part, ()) if gazetteer.level(code) < 3) if len(part) > 4 else ()
        if codes:
            return codes, part
    return None


def spell_label(gazetteer: Gazetteer, label: str) -> tuple[str, ...]:
    r"""Places whose full pinyin the label is, or begins with where that is long enough to be no accident.

    >>> from scraper.places.gazetteer import build_gazetteer, parse_regions
    >>> few = build_gazetteer(parse_regions("371600\t滨州市\t滨州\t\t\t\t\tbin zhou"))
    >>> spell_label(few, "binzhou"), spell_label(few, "binzhounews"), spell_label(few, "bin")
    (('371600',), ('371600',), ())
    """
    if label in gazetteer.spellings and len(label) >= 4:
        return gazetteer.spellings[label]
    for length in range(min(len(label), LONGEST), LEAST - 1, -1):
        if label[:length] in gazetteer.spellings:
            return gazetteer.spellings[label[:length]]
    return ()


def abbreviate_label(gazetteer: Gazetteer, label: str) -> tuple[str, ...]:
    """Places that a government's host abbreviates: gd is a province, gz one of several places, fjax a county of Fujian."""
    if label in SPELLED or (label in PROVINCES and label not in SHARED):
        return (SPELLED.get(label) or PROVINCES[label],)
    inside = PROVINCES.get(label[:2])
    if inside and 4 <= len(label) <= 5:
        codes = tuple(code for code in gazetteer.initials.get(label[2:], ()) if code != inside and gazetteer.holds(inside, code))
        if codes:
            return codes
    provinces = (PROVINCES[label],) if label in PROVINCES else ()
    short = (code for code in gazetteer.initials.get(label, ()) if len(label) > 2 or gazetteer.level(code) < 3)
    return tuple(dict.fromkeys((*provinces, *short)))
