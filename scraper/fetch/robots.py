"""robots.txt (RFC 9309): what a site allows and how often."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from scraper.fetch.client import Client
from scraper.fetch.failure import Unfetched
from scraper.sources.state import State

NAME = "PolicyDigest"
LARGEST = 500 * 1024
"""RFC 9309 lets a reader stop here."""
ABSENT = frozenset({State.GONE, State.FORBIDDEN})
"""A robots.txt that does not exist or is refused (4xx) forbids nothing; one that can't be asked for (5xx, network) forbids all for now."""

Load = Callable[[str], str | None]
Save = Callable[[str, str], None]


class Robots:
    """The rules of each origin, kept by `load` and `save` for as long as their owner thinks them fresh."""

    def __init__(self, client: Client, load: Load, save: Save) -> None:
        self._client = client
        self._load = load
        self._save = save
        self._rules: dict[str, Protego] = {}
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
        """The text of an origin's robots.txt, remembered or fetched; empty where there is none."""
        known = self._load(origin)
        if known is not None:
            return known
        try:
            answer = await self._client.fetch_page(f"{origin}/robots.txt", permit_all)
            text = answer.body[:LARGEST].decode("utf-8", "replace")
        except Unfetched as error:
            if error.state not in ABSENT:
                raise
            text = ""
        self._save(origin, text)
        return text


async def permit_all(_: str) -> float:
    """Robots.txt itself may always be asked for."""
    return 0.0
