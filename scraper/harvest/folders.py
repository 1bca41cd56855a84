"""Sources on disk: saved pages and texts, archived like answers of the network."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from scraper.errors import InputError
from scraper.fetch.client import Fetched
from scraper.harvest.asking import Asker
from scraper.harvest.visit_tally import Tally
from scraper.model.source_state import State
from scraper.sources.source import Source
from scraper.store.inputs import Inputs, list_inputs
from scraper.store.members import Gap, split_members
from scraper.store.run_state import KnownPage, Memory
from scraper.text.surrogates import spell_surrogates

SCHEME = "folder"
WARCS = (".warc", ".warc.gz")
BROKEN = (OSError, ValueError, EOFError, AttributeError, zlib.error, ArchiveLoadFailed, StatusAndHeadersParserException)
"""What the reader of WARC files raises on files that are none, or no longer whole."""


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
            self._read_files(source, folder, tally)
            for warc in sorted(path for path in folder.iterdir() if path.name.endswith(WARCS)):
                self._read_warc(source, warc, tally)
        tally.changed = True
        if not tally.listed:
            tally.note(State.EMPTY, "no saved pages or texts")

    def _read_files(self, source: Source, folder: Path, tally: Tally) -> None:
        """The documents of a folder."""
        try:
            inputs = list_inputs([str(folder)])
        except InputError as error:
            note_broken(error, tally)
            return
        tally.listed += len(inputs.names)
        for path in inputs.names:
            self._read_file(source, folder, path, inputs, tally)

    def _read_warc(self, source: Source, path: Path, tally: Tally) -> None:
        """The pages of a WARC file; what is no page or was not answered with 200 is passed over, what is damaged is told.

        They are known under names of their own: whoever writes the file may claim any address, also one of another source.
        """
        for answer in load_pages(path):
            if isinstance(answer, InputError):
                note_broken(answer, tally)
            else:
                tally.listed += 1
                self._keep(source, replace(answer, url=f"{SCHEME}:{source.id}/{answer.url}"), tally)

    def _read_file(self, source: Source, folder: Path, path: str, inputs: Inputs, tally: Tally) -> None:
        try:
            snapshot = inputs.load(path)
        except InputError as error:
            note_broken(error, tally)
            return
        address = f"{SCHEME}:{source.id}/{spell_surrogates(Path(path).relative_to(folder).as_posix())}"
        self._keep(source, Fetched(address, inputs.urls.get(path, address), 200, (), snapshot.data), tally)

    def _keep(self, source: Source, answer: Fetched, tally: Tally) -> None:
        """Archives a page that is new or has changed, unless enough is new already."""
        known = self._memory.find_page(answer.url)
        if (known is not None and known.sha256 == answer.sha256) or tally.new == self._max_new:
            return
        page = known or KnownPage(answer.url, source.id, seen=self._asker.day)
        place = self._asker.archive(source, "detail", answer, page)
        found = replace(page, sha256=answer.sha256, file=place.file, offset=place.offset, shelved=0, checked=self._asker.day)
        self._memory.save_pages((found,))
        tally.new += 1


def note_broken(error: InputError, tally: Tally) -> None:
    """Notes a file that can't be read in the tally of its visit."""
    tally.failed += 1
    tally.note(State.PARTIAL, spell_surrogates(str(error)))


def load_pages(path: Path) -> Iterator[Fetched | InputError]:
    """The HTML pages among the responses of a WARC file; where it is damaged, what is wrong, and the pages behind the damage."""
    try:
        with path.open("rb") as data:
            if not path.name.endswith(".gz"):
                yield from read_pages(data, path)
                return
            for found in split_members(data):
                if isinstance(found, Gap):
                    yield refuse_warc(f"bytes {found.start}-{found.end - 1} are no whole record", path)
                else:
                    yield from read_pages(BytesIO(found.content), path)
    except OSError as error:
        yield refuse_warc(error.strerror or str(error), path)


def read_pages(data: IO[bytes], path: Path) -> Iterator[Fetched | InputError]:
    """The HTML pages among some records of a WARC file."""
    try:
        for record in ArchiveIterator(data):
            sent, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type != "response" or not url or sent is None or sent.get_statuscode() != "200":
                continue
            media = sent.get_header("Content-Type") or ""
            if "html" in media.lower():
                yield Fetched(url, url, 200, (("Content-Type", media),), record.content_stream().read())
    except BROKEN as error:
        yield refuse_warc(str(error), path)


def refuse_warc(reason: str, path: Path) -> InputError:
    """The error for a WARC file that is not whole."""
    return InputError(f"broken WARC file: {reason}", file=str(path), remedy="fetch or save it again")


def list_folders(source: Source) -> list[Path]:
    """The folders of a source, from where its file stands."""
    base = Path(source.file).parent if source.file else Path()
    return [base / name for name in source.url]
