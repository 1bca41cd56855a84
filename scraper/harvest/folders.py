"""Sources on disk: saved pages and texts, archived like answers of the network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scraper.errors import InputError
from scraper.fetch.client import Fetched
from scraper.harvest.asking import Asker
from scraper.harvest.tally import Tally
from scraper.sources.source import Source
from scraper.sources.state import State
from scraper.store.inputs import Inputs, list_inputs
from scraper.store.state import KnownPage, Memory

SCHEME = "folder"


class FolderReader:
    """Archives the files of a folder that are new or have changed."""

    def __init__(self, asker: Asker, memory: Memory, max_new: int | None) -> None:
        self._asker = asker
        self._memory = memory
        self._max_new = max_new

    def read_source(self, source: Source, tally: Tally) -> None:
        """All folders of a source, each in order of name. `urls.tsv` in a folder gives the addresses of its files."""
        for folder in list_folders(source):
            if not folder.is_dir():
                tally.note(State.GONE, f"no folder {folder}")
                continue
            inputs = list_inputs([str(folder)])
            tally.listed += len(inputs.names)
            for path in inputs.names:
                if self._max_new is None or tally.new < self._max_new:
                    self._read_file(source, folder, path, inputs, tally)
        tally.changed = True
        if not tally.listed:
            tally.note(State.EMPTY, "no saved pages or texts")

    def _read_file(self, source: Source, folder: Path, path: str, inputs: Inputs, tally: Tally) -> None:
        try:
            snapshot = inputs.load(path)
        except InputError as error:
            tally.failed += 1
            tally.note(State.PARTIAL, str(error))
            return
        address = f"{SCHEME}:{source.id}/{Path(path).relative_to(folder).as_posix()}"
        known = self._memory.find_page(address)
        if known is not None and known.sha256 == snapshot.sha256:
            return
        page = known or KnownPage(address, source.id, seen=self._asker.day)
        answer = Fetched(address, inputs.urls.get(path, address), 200, (), snapshot.data)
        place = self._asker.archive(source, "detail", answer, page)
        found = replace(page, sha256=snapshot.sha256, file=place.file, offset=place.offset, shelved=0, checked=self._asker.day)
        self._memory.save_pages((found,))
        tally.new += 1


def list_folders(source: Source) -> list[Path]:
    """The folders of a source, from where its file stands."""
    base = Path(source.file).parent if source.file else Path()
    return [base / name for name in source.url]
