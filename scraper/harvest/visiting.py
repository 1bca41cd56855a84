"""One visit to one source."""

from __future__ import annotations

from scraper.harvest.asking import Asker
from scraper.harvest.detail_pages import DetailFetcher
from scraper.harvest.folders import FolderReader
from scraper.harvest.lists import ListReader
from scraper.harvest.visit_tally import RunOptions, Tally
from scraper.model.source_state import State
from scraper.sources.source import Family, Source
from scraper.store.run_state import Memory, Visit


class Visitor:
    """Visits sources: lists first, then what is new on them; everything goes to the archive, nothing to content."""

    def __init__(self, asker: Asker, memory: Memory, options: RunOptions) -> None:
        self._memory = memory
        self._options = options
        self._lists = ListReader(asker, memory, options.since)
        self._details = DetailFetcher(asker, memory, options)
        self._folders = FolderReader(asker, memory, options.max_new)

    async def visit_source(self, source: Source, run: str) -> Visit:
        """Everything that is new at a source, archived. What goes wrong with the site is told by the visit's state, never raised."""
        if reason := self._memory.find_pause(source.id):
            return Visit(run, source.id, State.PAUSED, detail=reason)
        tally = Tally()
        if source.family is Family.FOLDER:
            self._folders.read_source(source, tally)
            return tally.close(run, source)
        readings = await self._lists.read_source(source, tally)
        self._lists.judge_silence(source, tally)
        await self._details.fetch_pending(source, tally)
        await self._details.recheck_page(source, tally)
        if tally.state.good and not self._memory.list_pending(source.id, self._options.tries):
            for reading in readings:
                etag, modified = reading.validators.etag, reading.validators.modified
                self._memory.save_list(reading.address, source.id, etag, modified, reading.sha256)
        return tally.close(run, source)
