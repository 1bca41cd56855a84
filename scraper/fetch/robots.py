"""robots.txt (RFC 9309): what a site allows and how often."""

from __future__ import annotations

import asyncio
import codecs
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from scraper.fetch.client import Client
from scraper.fetch.failure import Unfetched
from scraper.model.source_state import State

NAME = "PolicyDigest"
LARGEST = 500 * 1024
"""RFC 9309 lets a reader stop here."""
ABSENT = frozenset({State.GONE, State.FORBIDDEN})
"""A robots.txt that does not exist or is refused (4xx) forbids nothing; one that can't be asked for (5xx, network) forbids all for now."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks; that of UTF-32 begins with that of UTF-16."""

Load = Callable[[str], str | None]
Save = Callable[[str, str], None]


class Robots:
    """The rules of each origin, kept by `load` and `save` for as long as their owner thinks them fresh."""

    def __init__(self, client: Client, load: Load, save: Save) -> None:
        self._client = client
        self._load = load
        self._save = save
        self._rules: dict[str, Protego] = {}
        self._refused: dict[str, Unfetched] = {}
        self._asking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def permit(self, url: str) -> float:
        """The site's Crawl-delay in seconds, 0 without one.

        Raises:
            Unfetched: ROBOTS_DENIED, or why robots.txt could not be asked for.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        async with self._asking[origin]:
            if origin not in self._rules:
                self._rules[origin] = Protego.parse(await self._read_text(origin))
        rules = self._rules[origin]
        if not rules.can_fetch(url, NAME):
            raise Unfetched(State.ROBOTS_DENIED, f"{parts.hostname}/robots.txt forbids {parts.path[:100]}")
        return float(rules.crawl_delay(NAME) or 0)

    async def _read_text(self, origin: str) -> str:
        """The text of an origin's robots.txt, remembered or fetched; empty where there is none.

        The client has tried as often as it can help. One that could not be had is not asked for again, neither for the same page nor for
        another: it forbids all for this run.
        """
        known = self._load(origin)
        if known is not None:
            return known
        if origin in self._refused:
            raise self._refused[origin]
        try:
            answer = await self._client.fetch_page(f"{origin}/robots.txt", permit_all)
            text = decode_rules(answer.body[:LARGEST])
        except Unfetched as error:
            if error.state not in ABSENT:
                self._refused[origin] = Unfetched(error.state, f"robots.txt: {error.message}")
                raise self._refused[origin] from error
            text = ""
        self._save(origin, text)
        return text


def decode_rules(data: bytes) -> str:
    r"""The text of a robots.txt: UTF-8, with or without byte-order mark, or UTF-16, which begins with a mark or an ASCII letter.

    >>> {decode_rules("Disallow: /".encode(name)) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")}
    {'Disallow: /'}
    """
    mark = next((name for sign, name in MARKS if data.startswith(sign)), None)
    wide = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be" if data[:1] == b"\0" else "utf-8"
    return data.decode(mark or wide, "replace")


async def permit_all(_: str) -> float:
    """The permission for robots.txt itself: always, without a delay."""
    return 0.0
