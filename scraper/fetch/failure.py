"""Why a page was not fetched."""

from __future__ import annotations

from scraper.errors import FetchError
from scraper.model.source_state import State


class Unfetched(FetchError):
    """The network did not give a page: `state` names why.

    `retry` is true when trying again soon can help, after `wait` seconds if the server says so.
    """

    def __init__(self, state: State, message: str, *, retry: bool = False, wait: float | None = None) -> None:
        super().__init__(message, remedy=state.next_step)
        self.kind = f"fetch-{state.replace('_', '-')}"
        self.state = state
        self.retry = retry
        self.wait = wait
