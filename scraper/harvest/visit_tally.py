"""What a run is asked for, and what has happened in a visit so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scraper.model.source_state import State
from scraper.sources.source import Source
from scraper.store.run_state import Visit
from scraper.text.surrogates import spell_surrogates

MOST_NAMED = 3
"""Broken entries that a line names; the rest are counted."""


def describe_broken(broken: Sequence[str]) -> str:
    """Entries that could not be read, in a line.

    >>> describe_broken(["entry 2: 'http://[' is no address"] * 5)
    "entry 2: 'http://[' is no address; entry 2: 'http://[' is no address; entry 2: 'http://[' is no address; and 2 more"
    """
    more = [f"and {len(broken) - MOST_NAMED} more"] if len(broken) > MOST_NAMED else []
    return "; ".join([*broken[:MOST_NAMED], *more])


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the person who starts a run asks for.

    `max_new` bounds the new pages a source; `since` leaves out older entries; `tries` is how many runs a failing page is asked for;
    a known page is asked for again after `recheck_days`; `budget` bounds the requests a host and day.
    `files` asks for the annexes of new pages, too.
    """

    max_new: int | None = None
    since: date | None = None
    tries: int = 5
    recheck_days: int = 30
    budget: int = 2000
    files: bool = False


@dataclass(slots=True)
class Tally:
    """The counts and the first error of a visit so far; the one record here that changes."""

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
        """Keeps the first error as state and reason; a later one replaces `State.STALE` only."""
        if self.state is State.OK or (self.state is State.STALE and state is not State.STALE):
            self.state, self.detail = state, spell_surrogates(detail)

    def note_entries(self, url: str, broken: Sequence[str]) -> None:
        """Entries of the list at `url` that could not be read: they fail, the others are taken."""
        self.failed += len(broken)
        if broken:
            self.note(State.PARTIAL, f"{url[:200]}: {describe_broken(broken)}")

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
