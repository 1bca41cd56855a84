"""The way from a source to the archive: asked politely, within the day's budget, archived before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlsplit

from scraper.fetch.client import Client, Fetched, Validators
from scraper.fetch.failure import Unfetched
from scraper.fetch.robots import Robots
from scraper.harvest.visit_tally import Tally
from scraper.model.source_state import State
from scraper.sources.source import Source
from scraper.store.archive import Archive, Capture, Place
from scraper.store.run_state import KnownPage, Memory


class Asker:
    """Fetches with robots.txt and budget, and archives; `now` is the clock (UTC), `on_request` is called with every address."""

    def __init__(
        self,
        client: Client,
        memory: Memory,
        archive: Archive,
        *,
        budget: int,
        now: Callable[[], datetime],
        on_request: Callable[[str], None],
    ) -> None:
        self._client = client
        self._memory = memory
        self._archive = archive
        self._budget = budget
        self._on_request = on_request
        self.now = now
        self._robots = Robots(
            client, lambda origin: memory.load_robots(origin, self.day), lambda origin, text: memory.save_robots(origin, text, self.day)
        )

    @property
    def day(self) -> str:
        """The day of `now` as ISO text."""
        return self.now().date().isoformat()

    async def fetch(self, source: Source, url: str, tally: Tally, validators: Validators | None = None) -> Fetched:
        """The answer of an address of a source; each hop counts against the budget of its host.

        Raises:
            Unfetched: why there is none.
        """

        async def permit(place: str) -> float:
            host = urlsplit(place).netloc.lower()
            delay = await self._robots.permit(place)
            if self._memory.count_request(host, self.day) > self._budget:
                raise Unfetched(State.BUSY, f"the day's budget of {self._budget} requests to {host} is spent")
            tally.requests += 1
            self._on_request(place)
            return delay

        return await self._client.fetch_page(url, permit, validators, render=source.browser)

    def archive(
        self,
        source: Source,
        role: str,
        answer: Fetched,
        page: KnownPage | None = None,
        *,
        parts: tuple[Place, ...] = (),
        files: tuple[Place, ...] = (),
    ) -> Place:
        """Writes an answer to the archive, with what its list said of it, and where the pages are that continue it and its annexes.

        Raises:
            StoreError: the disk refused.
        """
        return self._archive.save_capture(
            Capture(
                source=source.id,
                role=role,
                asked=answer.url,
                final=answer.final,
                status=answer.status,
                headers=answer.headers,
                body=answer.body,
                at=self.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
                title=page.title if page else "",
                listed=date.fromisoformat(page.listed) if page and page.listed else None,
                parts=parts,
                files=files,
            )
        )
