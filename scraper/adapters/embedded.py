"""Entries that a page's scripts hold: records for a template, and pieces of markup that a script would write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scraper.adapters.json_records import read_records
from scraper.adapters.links import list_between
from scraper.clues.script_values import list_values, unescape_script
from scraper.errors import InputError
from scraper.sources.source import Listing, Select

MOST_SCRIPTS, LARGEST_SCRIPT = 40, 1_000_000
"""Scripts of a page whose markup is read, and characters of all of them together."""
JOINED = re.compile(r"""["']\s{0,9}\+\s{0,9}["']|["']\s{0,9},\s{0,9}["']|["']\s{0,9}\)?;?\s{0,99}document\.writeln?\(\s{0,9}["']""")
"""Where one string ends and the next begins that a script adds to it."""


def read_embedded(text: str, url: str, select: Select | None = None) -> Listing | None:
    """The records that the page holds for its scripts: the value with most days; records that are pushed one by one count as one value.

    >>> rows = "var rows = [{title: '关于稳岗返还的通知', url: '/1.html', date: '2026-01-02'}];"
    >>> read_embedded(f"<script>{rows}</script>", "http://a.example/").items[0].url
    'http://a.example/1.html'
    """
    best: Listing | None = None
    singles: list[Listing] = []
    for value in list_values(text):
        try:
            listing = read_records(value, url, select)
        except InputError:
            continue
        singles += [listing] if isinstance(value, dict) and len(listing.items) == 1 else []
        best = listing if listing.dated > (best.dated if best else 0) or (best is None and listing.broken) else best
    if len(singles) > (best.dated if best else 0):
        return Listing(items=tuple(listing.items[0] for listing in singles), broken=tuple(b for listing in singles for b in listing.broken))
    return best


def list_markup(text: str) -> Iterator[str]:
    """The pieces of markup that a page doesn't show: in comments, in templates, in strings of its scripts."""
    yield from (comment for comment in list_between(text, "<!--", "-->") if "<a" in comment)
    scripts = (body.partition(">")[2] for body in list_between(text, "<script", "</script>") if "<a" in body)
    room = LARGEST_SCRIPT
    for script in islice(scripts, MOST_SCRIPTS):
        if len(script) <= room:
            room -= len(script)
            yield unescape_script(JOINED.sub("", script))
    for tag in ("textarea", "template", "noscript"):
        yield from islice((body.partition(">")[2] for body in list_between(text, f"<{tag}", f"</{tag}>") if "<a" in body), MOST_SCRIPTS)
