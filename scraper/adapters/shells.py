"""Pages that hold nothing and send their reader on: by a meta refresh, or by a script that does so as soon as it is read."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from scraper.adapters.links import read_visible, resolve_pages

REFRESH = re.compile(r"<meta\b[^<>]{0,200}http-equiv\s{0,4}=\s{0,4}[\"']?refresh\b[^<>]{0,200}", re.IGNORECASE)
REFRESH_ADDRESS = re.compile(r"url\s{0,4}=\s{0,4}['\"]?([^'\"<>\s]{1,1000})", re.IGNORECASE)
LOCATION = re.compile(
    r"\blocation(?:\.href)?\s{0,4}=\s{0,4}['\"]([^'\"\s<>]{1,1000})['\"]|\blocation\.(?:replace|assign)\(\s{0,4}['\"]([^'\"\s<>]{1,1000})['\"]"
)
CONDITION = re.compile(r"\b(?:if|function|cookie)\b|=>|\?")
"""What makes a script ask, or wait, before it goes anywhere."""
FRAME = re.compile(r"<i?frame\b[^<>]{0,300}\bsrc\s{0,4}=\s{0,4}[\"']([^\"'<>\s]{1,1000})", re.IGNORECASE)
LARGEST, MOST_WORDS = 20_000, 60
"""Characters of a shell, and of what a reader sees of it."""


def find_shell_target(text: str, url: str) -> str | None:
    """The address that a page without words of its own sends to, on the same host; None for any other page.

    >>> find_shell_target('<meta http-equiv="refresh" content="0;url=/tz/index.html">', "http://a.example/")
    'http://a.example/tz/index.html'
    >>> find_shell_target("<script>window.location.href='tz/';</script>", "http://www.a.example/")
    'http://www.a.example/tz/'
    >>> find_shell_target("<script>if (mobile) location.href='/m/'</script>", "http://a.example/") is None
    True
    """
    if len(text) > LARGEST or len(read_visible(text)) > MOST_WORDS:
        return None
    refresh = REFRESH.search(text)
    named = REFRESH_ADDRESS.search(unescape(refresh[0])) if refresh else None
    address = named[1] if named else find_location(text)
    if address is None and (frame := FRAME.search(text)):
        address = unescape(frame[1])
    targets = resolve_pages([address] if address else [], url)
    return next((target for target in targets if target != url and name_host(target) == name_host(url)), None)


def find_location(text: str) -> str | None:
    """The address that a script goes to without asking anything before."""
    found = LOCATION.search(text)
    before = text[: found.start()].rpartition("<script")[2].partition(">")[2] if found else ""
    return (found[1] or found[2]) if found and not CONDITION.search(before) else None


def name_host(url: str) -> str:
    """The host of an address without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
