"""The archive: every answer as WARC records (ISO 28500), written before anything is read from them.

`<root>/.policy-digest/archive/<run>/<source>.warc.gz`, one gzip member a record, flushed and synced each: a file that breaks off
loses its last record only, and a damaged one costs none of the others (`scraper.store.members`). Content is made from here alone, so
it can always be made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import quote, unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from scraper.errors import StoreError
from scraper.model.naming import RUN, SOURCE_ID
from scraper.store.files import name_refusal
from scraper.store.members import Gap, load_member, pack_member, split_members, trim_file

DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
"""Headers of the transport, which the stored body no longer has."""
WEB = ("http://", "https://")
PLAIN = "/:?#[]@!$&'()*+,;=~"
AGAIN = "it will be fetched again"
KEPT_ON = "the records behind them are read; lost pages are fetched again while their list names them"
DONE = "done"
SUFFIX = ".warc.gz"
BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError, EOFError, AttributeError)
"""What is raised over a record that is none."""
ROLE, DIGEST, ASKED, LISTED, TITLE, PARTS, FILES = (
    "Policy-Digest-Role",
    "Policy-Digest-Sha256",
    "Policy-Digest-Asked",
    "Policy-Digest-Listed",
    "Policy-Digest-Title",
    "Policy-Digest-Parts",
    "Policy-Digest-Files",
)


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer as it is archived.

    `role` is list, detail, part (a page that continues a detail), file (an annex of one) or gone (a known detail that is no more),
    `title` and `listed` are what the list said of a detail, `parts` the places of the pages that continue it, `files` those of its
    annexes; `at` is an ISO stamp in UTC.
    """

    source: str
    role: str
    asked: str
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: str
    title: str = ""
    listed: date | None = None
    parts: tuple[Place, ...] = ()
    files: tuple[Place, ...] = ()
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())

    @property
    def media(self) -> str | None:
        """The Content-Type header, if any."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record stands: file relative to the archive, and byte offset."""

    file: str
    offset: int

    @property
    def sound(self) -> bool:
        """True when it names a file of an archive: `<run>/<source>.warc.gz`. Records and databases that others wrote may say anything.

        >>> Place("20260301T080000.000000Z/a-b.warc.gz", 120).sound, Place("../../x/a-b.warc.gz", 120).sound
        (True, False)
        """
        run, _, name = self.file.partition("/")
        return RUN.holds(run) and name.endswith(SUFFIX) and SOURCE_ID.holds(name.removesuffix(SUFFIX)) and self.offset >= 0


class LostRecord(StoreError):
    """A place of the archive holds no whole record: it was cut off or damaged. Others may be sound."""

    kind = "lost-record"


class DamagedArchive(StoreError):
    """A damaged stretch of the archive that reading skipped; collected for the report, never raised."""

    kind = "damaged-archive"


class Archive:
    """The records of all runs under one folder. A run is open until everything in it is content; an open one is taken up again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damage: dict[str, StoreError] = {}
        """What was passed over so far, by what it says."""
        self._run = ""

    def open_run(self, now: datetime) -> str:
        """Names the run that new records belong to: the one that was not closed, without what it had half written, else a new one.

        Raises:
            StoreError: the disk refused.
        """
        runs = self.list_runs()
        if runs and not (self.folder / runs[-1] / DONE).exists():
            self._run = runs[-1]
            for path in self.list_files(self._run):
                self._trim_file(path)
        else:
            self._run = now.strftime("%Y%m%dT%H%M%S.%fZ")
        return self._run

    def close_run(self) -> None:
        """Marks the open run as done. A run without records leaves nothing.

        Raises:
            StoreError: the disk refused.
        """
        mark = self.folder / self._run / DONE
        with name_refusal(mark):
            if mark.parent.is_dir():
                mark.touch()

    def list_runs(self) -> list[str]:
        """The runs in order of time."""
        return sorted(path.name for path in self.folder.glob("*") if RUN.holds(path.name) and path.is_dir())

    def list_files(self, run: str) -> list[Path]:
        """The files of a run in order of source."""
        return sorted(path for path in (self.folder / run).glob(f"*{SUFFIX}") if SOURCE_ID.holds(path.name.removesuffix(SUFFIX)))

    def save_capture(self, capture: Capture) -> Place:
        """Appends a record and makes sure that it is on the disk.

        Raises:
            StoreError: the disk refused and the file ends where it ended before, or the source has no name that a file may have.
        """
        if not SOURCE_ID.holds(capture.source):
            raise StoreError(SOURCE_ID.refuse(capture.source), remedy="rename the source and its file")
        path = self.folder / self._run / f"{capture.source}{SUFFIX}"
        buffer = BytesIO()
        write_record(buffer, capture)
        with name_refusal(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            offset = append_bytes(path, pack_member(buffer.getvalue()))
        return Place(path.relative_to(self.folder).as_posix(), offset)

    def load_capture(self, place: Place) -> Capture:
        """The record at a place.

        Raises:
            LostRecord: there is none, or it is damaged.
            StoreError: the disk refused.
        """
        if not place.sound:
            raise self._note(LostRecord(f"{place.file!r} is no file of the archive", file=str(self.folder), remedy=AGAIN))
        path = self.folder / place.file
        try:
            with path.open("rb") as data:
                member = load_member(data, place.offset)
        except OSError as error:
            raise StoreError(f"can't read the archive: {error.strerror}", file=str(path)) from error
        found = read_record(member.content, name_source(path)) if member else None
        if found is None:
            raise self._note(LostRecord(f"no whole record at byte {place.offset}", file=self.name(path), remedy=AGAIN))
        return found

    def list_captures(self, run: str) -> Iterator[tuple[Place, Capture]]:
        """All whole records of a run, source by source, in the order they were written; what is none is added to `damage`.

        Raises:
            StoreError: the disk refused.
        """
        for path in self.list_files(run):
            with name_refusal(path, "can't read the archive"), path.open("rb") as data:
                for found in read_records(data, name_source(path)):
                    if isinstance(found, Gap):
                        self._note_gap(path, found)
                    else:
                        yield Place(path.relative_to(self.folder).as_posix(), found[0]), found[1]

    def name(self, path: Path) -> str:
        """A file's name as people see it, from the folder that holds the archive."""
        return path.relative_to(self.folder.parent).as_posix()

    def _note_gap(self, path: Path, gap: Gap) -> None:
        self._note(DamagedArchive(f"bytes {gap.start}-{gap.end - 1} are no whole record", file=self.name(path), remedy=KEPT_ON))

    def _note(self, error: StoreError) -> StoreError:
        """Adds a damaged stretch to `damage`, each once."""
        return self.damage.setdefault(str(error), error)

    def _trim_file(self, path: Path) -> None:
        """Lets new records follow whole ones."""
        with name_refusal(path, "can't mend the archive"), path.open("r+b") as data:
            for gap in trim_file(data):
                self._note_gap(path, gap)


def write_record(out: IO[bytes], capture: Capture) -> None:
    """One record with our facts as extension fields: a response, or a resource for a file on disk. Header values become ASCII."""
    writer = WARCWriter(out, gzip=False)
    kept = [(name, value) for name, value in capture.headers if name.lower() not in DROPPED]
    online = capture.final.startswith(WEB)
    fields = {
        "WARC-Date": capture.at,
        "WARC-Payload-Digest": f"sha256:{capture.sha256}",
        ROLE: capture.role,
        ASKED: quote(capture.asked, safe=PLAIN),
        TITLE: quote(capture.title, safe=PLAIN),
        LISTED: capture.listed.isoformat() if capture.listed else "",
        PARTS: " ".join(f"{place.file}:{place.offset}" for place in capture.parts),
        FILES: " ".join(f"{place.file}:{place.offset}" for place in capture.files),
    }
    status = f"{capture.status} {name_phrase(capture.status)}"
    record = writer.create_warc_record(
        quote(capture.final, safe=PLAIN + "%"),
        "response" if online else "resource",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        warc_content_type="" if online else "application/octet-stream",
        http_headers=StatusAndHeaders(status, kept, protocol="HTTP/1.1") if online else None,
        warc_headers_dict={name: value for name, value in fields.items() if value},
    )
    writer.write_record(record)


def read_records(data: IO[bytes], source: str) -> Iterator[tuple[int, Capture] | Gap]:
    """Whole records of a file with their offsets, and between them the stretches that are none."""
    for member in split_members(data):
        if isinstance(member, Gap):
            yield member
        elif (capture := read_record(member.content, source)) is not None:
            yield member.start, capture
        else:
            yield Gap(member.start, member.end)


def append_bytes(path: Path, data: bytes) -> int:
    """Appends to a file, all or nothing; gives where `data` begins."""
    with path.open("ab", buffering=0) as out:
        offset = out.tell()
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[out.write(rest) :]
            os.fsync(out.fileno())
        except BaseException:
            out.truncate(offset)
            raise
    return offset


def name_source(path: Path) -> str:
    """The source that a file of the archive belongs to."""
    return path.name.removesuffix(SUFFIX)


def read_record(data: bytes, source: str) -> Capture | None:
    """A record as a capture, or None when its bytes don't have the digest that was written with them, or say what no record says."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(data), verify_http=False)), None)
        return None if record is None else build_capture(record, source)
    except BROKEN:
        return None


def build_capture(record: ArcWarcRecord, source: str) -> Capture | None:
    """What a record says, when its body is the one that was written with it.

    Raises:
        ValueError: a field holds what no record of ours holds.
    """
    if record.rec_type == "response" and record.http_headers is None:
        return None
    facts, sent = record.rec_headers, record.http_headers
    listed = facts.get_header(LISTED)
    capture = Capture(
        source=source,
        role=facts.get_header(ROLE) or "detail",
        asked=unquote(facts.get_header(ASKED) or ""),
        final=facts.get_header("WARC-Target-URI") or "",
        status=int(sent.get_statuscode()) if sent else 200,
        headers=tuple((name, value) for name, value in sent.headers) if sent else (),
        body=record.raw_stream.read(),
        at=facts.get_header("WARC-Date") or "",
        title=unquote(facts.get_header(TITLE) or ""),
        listed=date.fromisoformat(listed) if listed else None,
        parts=tuple(read_place(words) for words in (facts.get_header(PARTS) or "").split()),
        files=tuple(read_place(words) for words in (facts.get_header(FILES) or "").split()),
    )
    return capture if facts.get_header("WARC-Payload-Digest") == f"sha256:{capture.sha256}" else None


def read_place(words: str) -> Place:
    """A place as records name it.

    >>> read_place("20260301T080000.000000Z/a-b.warc.gz:120")
    Place(file='20260301T080000.000000Z/a-b.warc.gz', offset=120)

    Raises:
        ValueError: they name none.
    """
    file, _, offset = words.rpartition(":")
    place = Place(file, int(offset))
    if not place.sound:
        raise ValueError(f"{words!r} is no place of the archive")
    return place


def name_phrase(status: int) -> str:
    """The words of a status, empty for unknown ones.

    >>> name_phrase(404), name_phrase(799)
    ('Not Found', '')
    """
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
