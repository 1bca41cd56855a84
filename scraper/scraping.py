"""One scrape run: visit every source, then shelve what was archived."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from socket import gethostname
from typing import Protocol

from scraper.curation import Shelving, shelve_notices
from scraper.errors import DigestError, StoreError
from scraper.fetch.client import Client
from scraper.harvest.asking import Asker
from scraper.harvest.gathering import Gatherer, Harvest, Normalize, count_refusals, find_known, note_capture
from scraper.harvest.visit_tally import RunOptions
from scraper.harvest.visiting import Visitor
from scraper.model.source_state import State
from scraper.sources.source import Source
from scraper.store.archive import Archive
from scraper.store.files import begin_work
from scraper.store.lock import hold_lock
from scraper.store.root import LOCK
from scraper.store.run_state import Memory, Visit, open_memory
from scraper.store.shelf import Outcome, Shelf
from scraper.text.surrogates import spell_surrogates

KEPT = Path(".policy-digest")
MOST_FAILURES = 5
"""A source that fails this often in a row pauses itself."""
SYSTEMATIC = 3
"""Pages refused in one run, with none that reads, mean that the site has changed; fewer are the pages' own fault."""
PASSING = frozenset({State.BUSY, State.PARTIAL})
"""States that say nothing about the source itself."""


@dataclass(frozen=True, slots=True)
class Result:
    """One source in a run, for people: the visit, how many notices it added or changed, and how many pages were refused."""

    visit: Visit
    added: int = 0
    changed: int = 0
    refused: int = 0

    @property
    def state(self) -> State:
        """The state that the source is left in."""
        return State(self.visit.state)


@dataclass(frozen=True, slots=True)
class RunContext:
    """What a run works with: the digest's folder, all its sources, how bytes become notices, and the clock (UTC).

    `complaints` collects errors under their text: what was damaged in the archive, broken on the shelf or could not be written there.
    """

    root: Path
    known: Sequence[Source]
    normalize: Normalize
    now: Callable[[], datetime]
    complaints: dict[str, DigestError] = field(default_factory=dict)


class ProgressListener(Protocol):
    """What hears of the progress of a run."""

    def ask(self, url: str) -> None:
        """Called before an address is asked for."""

    def finish(self, visit: Visit) -> None:
        """Called after the visit of a source."""


def scrape_sources(
    context: RunContext, sources: Sequence[Source], client: Client, options: RunOptions, listener: ProgressListener
) -> tuple[Result, ...]:
    """Visits `sources`, each host at its own pace, then shelves; `listener` hears of each step.

    A run that was killed is taken up where it stopped, with the pages of all sources that it left.

    Raises:
        StoreError: another run holds the lock, or the disk refused.
    """
    with open_work(context, "scrape") as (memory, archive):
        if memory.is_rebuilding():
            replay_runs(context, memory, archive)
        run = archive.open_run(context.now())
        asker = Asker(client, memory, archive, budget=options.budget, now=context.now, on_request=listener.ask)
        visitor = Visitor(asker, memory, options)
        visits = asyncio.run(visit_all(visitor, sources, client, run, listener))
        harvest, shelving = shelve_pending(context, memory, archive)
        archive.close_run()
        return tuple(conclude_source(memory, visit, harvest, shelving) for visit in visits)


@contextmanager
def open_work(context: RunContext, command: str) -> Iterator[tuple[Memory, Archive]]:
    """The digest's memory and archive, for one run at a time.

    Raises:
        StoreError: another run holds the lock, or the disk refused.
        KeyboardInterrupt: as it came, with a word on what is kept.
    """
    with (
        hold_lock(context.root / LOCK, f"policy-digest {command} on {gethostname()}"),
        open_memory(context.root / KEPT / "state.sqlite") as memory,
    ):
        try:
            with begin_work(context.root):
                yield memory, Archive(context.root / KEPT / "archive")
        except KeyboardInterrupt as stop:
            raise KeyboardInterrupt(f"{memory.count_unshelved()} archived pages are kept for the shelf", *stop.args) from None


def shelve_pending(context: RunContext, memory: Memory, archive: Archive) -> tuple[Harvest, Shelving]:
    """Shelves every archived page that is not yet content; a page is remembered as shelved only when its notice is on the shelf."""
    gatherer = Gatherer(archive, {source.id: source for source in context.known}, context.normalize, memory.list_fills)
    harvest = gatherer.gather_pages(memory.list_unshelved())
    shelving = shelve_notices(harvest.notices, Shelf(context.root))
    memory.save_pages(tuple(page for page in harvest.pages if harvest.waits_for.get(page.url) not in shelving.missed))
    context.complaints.update((str(error), error) for error in (*archive.damage.values(), *shelving.errors))
    return harvest, shelving


def rebuild_content(context: RunContext) -> Counter[Outcome]:
    """Makes content/ again from the archive, run by run as it was made, offline.

    Raises:
        StoreError: another run holds the lock, or the disk refused.
    """
    with open_work(context, "rebuild") as (memory, archive):
        return replay_runs(context, memory, archive)


def replay_runs(context: RunContext, memory: Memory, archive: Archive) -> Counter[Outcome]:
    """Shelves what each run archived, in order of time; a replay that stops halfway is begun anew by the next run."""
    memory.begin_rebuild()
    outcomes: Counter[Outcome] = Counter()
    for run in archive.list_runs():
        for place, capture in archive.list_captures(run):
            if capture.role not in ("list", "part", "file"):
                memory.save_pages((note_capture(find_known(capture, memory.find_page), place, capture),))
        _, shelving = shelve_pending(context, memory, archive)
        outcomes.update(outcome for _, outcome in shelving.outcomes)
    memory.end_rebuild()
    return outcomes


async def visit_all(visitor: Visitor, sources: Sequence[Source], client: Client, run: str, listener: ProgressListener) -> list[Visit]:
    """All visits at once; the client keeps each host to one request at a time."""

    async def visit(source: Source) -> Visit:
        done = await visit_one(visitor, source, run)
        listener.finish(done)
        return done

    async with client:
        return await asyncio.gather(*map(visit, sources))


async def visit_one(visitor: Visitor, source: Source, run: str) -> Visit:
    """The visit of one source; an error ends that visit only, unless the disk refuses."""
    try:
        return await visitor.visit_source(source, run)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad source never stops another
        return Visit(run, source.id, State.PARTIAL, detail=spell_surrogates(f"internal: {type(error).__name__}: {error}"[:300]))


def conclude_source(memory: Memory, visit: Visit, harvest: Harvest, shelving: Shelving) -> Result:
    """The visit with what reading found out, written into the source's history; a source that keeps failing is paused."""
    refused = harvest.refused[visit.source]
    if refused and State(visit.state).good:
        loss = harvest.lost.get(visit.source)
        reason = loss or f"{count_refusals(harvest, visit.source)}, first: {harvest.reasons[visit.source]}"
        read = sum(notice.source.id == visit.source for notice in harvest.notices)
        state = State.LAYOUT_CHANGED if loss or (refused >= SYSTEMATIC and not read) else State.PARTIAL
        visit = replace(visit, state=state, failed=visit.failed + refused, detail=reason)
    missed = sum(notice.source.id == visit.source and notice.snapshot in shelving.missed for notice in harvest.notices)
    if missed and State(visit.state).good:
        visit = replace(visit, state=State.PARTIAL, failed=visit.failed + missed, detail=f"{missed} notices could not be written")
    if visit.state != State.PAUSED:
        memory.save_visit(visit)
        recent = [State(past.state) for past in memory.list_visits(visit.source, MOST_FAILURES)]
        if len(recent) == MOST_FAILURES and not any(state.good or state in PASSING for state in recent):
            memory.save_pause(visit.source, f"{MOST_FAILURES} failures in a row, last: {visit.state}")
    outcomes = dict(shelving.outcomes)
    own = [outcomes[notice.id] for notice in harvest.notices if notice.source.id == visit.source and notice.id in outcomes]
    added = own.count(Outcome.ADDED)
    return Result(visit, added, len(own) - added - own.count(Outcome.UNCHANGED), refused)
