"""What a run is asked for, and what has happened in a visit so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scraper.sources.source import Source
from scraper.sources.state import State
from scraper.store.state import Visit


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who starts a run asks for.

    `max_new` bounds the new pages a source; `since` leaves out older entries; `tries` is how many runs a failing page is asked for;
    a known page is asked for again after `recheck_days`; `budget` bounds the requests a host and day.
    """

    max_new: int | None = None
    since: date | None = None
    tries: int = 5
    recheck_days: int = 30
    budget: int = 2000


@dataclass(slots=True)
class Tally:
    """What has happened so far in a visit; the one record here that grows."""

    state: State = State.OK
    detail: str = ""
    listed: int = 0
    dated: int = 0
    new: int = 0
    failed: int = 0
    requests: int = 0
    newest: date | None = None
    changed: bool = False

    def note(self, state: State, detail: str) -> None:
        """Keeps the first thing that went wrong; silence gives way to it."""
        if self.state is State.OK or (self.state is State.STALE and state is not State.STALE):
            self.state, self.detail = state, detail

    def close(self, run: str, source: Source) -> Visit:
        """The visit as history keeps it."""
        return Visit(
            run=run,
            source=source.id,
            state=self.state,
            listed=self.listed,
            dated=self.dated,
            new=self.new,
            failed=self.failed,
            requests=self.requests,
            newest=self.newest.isoformat() if self.newest else None,
            detail=self.detail,
            changed=int(self.changed),
        )
