"""Politeness in time: one request a host at once, a pause between two."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONGEST_PAUSE = 120.0
"""Seconds; a robots.txt that asks for more means no visit at this pace makes sense, and is met half-way."""


class Pace:
    """When each host may be asked. `delay` is the least number of seconds between the end of one request and the start of the next."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free: dict[str, float] = {}

    @asynccontextmanager
    async def take_turn(self, host: str, crawl_delay: float = 0) -> AsyncIterator[None]:
        """Waits for the host's turn; the pause is the longer of ours and the site's `Crawl-delay`."""
        loop = asyncio.get_running_loop()
        async with self._locks[host]:
            await asyncio.sleep(max(0.0, self._free.get(host, 0.0) - loop.time()))
            try:
                yield
            finally:
                pause = max(self._delay, min(crawl_delay, LONGEST_PAUSE)) if self._delay else 0.0
                self._free[host] = max(self._free.get(host, 0.0), loop.time() + pause)

    def rest(self, host: str, seconds: float) -> None:
        """Lets a host rest that asked for it (Retry-After)."""
        until = asyncio.get_running_loop().time() + min(seconds, LONGEST_PAUSE)
        self._free[host] = max(self._free.get(host, 0.0), until)
