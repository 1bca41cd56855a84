"""The archive: every answer as WARC records (ISO 28500), written before anything is read from them.

`<root>/.policy-digest/archive/<run>/<source>.warc.gz`, one gzip member a record, flushed and synced each: a file that breaks off
loses its last record only. Content is made from here alone, so it can always be made again.
"""

from __future__ import annotations

import hashlib
import os
import zlib
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
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.errors import StoreError
from scraper.store.files import name_refusal

DROPPED = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
"""Headers of the transport, which the stored body no longer has."""
WEB = ("http://", "https://")
PLAIN = "/:?#[]@!$&'()*+,;=~"
GZIP = 31
"""zlib window bits of a gzip member."""
DONE = "done"
CHUNK = 256 * 1024
ROLE, DIGEST, ASKED, LISTED, TITLE, PARTS = (
    "Policy-Digest-Role",
    "Policy-Digest-Sha256",
    "Policy-Digest-Asked",
    "Policy-Digest-Listed",
    "Policy-Digest-Title",
    "Policy-Digest-Parts",
)


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer as it is archived: `role` is list, detail, part (a page that continues a detail) or gone (a known detail that is no more).

    `title` and `listed` are what the list said of a detail, `parts` the places of the pages that continue it; `at` is an ISO stamp in UTC.
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


class LostRecord(StoreError):
    """A place of the archive holds no whole record: it was cut off or damaged. Others may be sound."""

    kind = "lost-record"


class Archive:
    """The records of all runs under one folder. A run is open until everything in it is content; an open one is taken up again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run = ""

    def open_run(self, now: datetime) -> str:
        """Names the run that new records belong to: the one that was not closed, without what it had half written, else a new one.

        Raises:
            StoreError: the disk refused.
        """
        runs = self.list_runs()
        if runs and not (self.folder / runs[-1] / DONE).exists():
            self._run = runs[-1]
            for path in (self.folder / self._run).glob("*.warc.gz"):
                with name_refusal(path):
                    trim_file(path)
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
        return sorted(path.name for path in self.folder.glob("*") if path.is_dir())

    def save_capture(self, capture: Capture) -> Place:
        """Appends a record and makes sure that it is on the disk.

        Raises:
            StoreError: the disk refused; the file ends where it ended before.
        """
        path = self.folder / self._run / f"{capture.source}.warc.gz"
        buffer = BytesIO()
        write_record(buffer, capture)
        with name_refusal(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            offset = append_bytes(path, buffer.getvalue())
        return Place(path.relative_to(self.folder).as_posix(), offset)

    def load_capture(self, place: Place) -> Capture:
        """The record at a place.

        Raises:
            LostRecord: there is none, or it is damaged.
            StoreError: the disk refused.
        """
        path = self.folder / place.file
        try:
            with path.open("rb") as data:
                data.seek(place.offset)
                found = next(read_records(data, path.name.removesuffix(".warc.gz")), None)
        except OSError as error:
            raise StoreError(f"can't read the archive: {error.strerror}", file=str(path)) from error
        if found is None or found[0] != place.offset:
            raise LostRecord(f"no whole record at byte {place.offset}", file=str(path), remedy="it will be fetched again")
        return found[1]

    def list_captures(self, run: str) -> Iterator[tuple[Place, Capture]]:
        """All whole records of a run, source by source, in the order they were written.

        Raises:
            StoreError: the disk refused.
        """
        for path in sorted((self.folder / run).glob("*.warc.gz")):
            with name_refusal(path, "can't read the archive"), path.open("rb") as data:
                for offset, capture in read_records(data, path.name.removesuffix(".warc.gz")):
                    yield Place(path.relative_to(self.folder).as_posix(), offset), capture


def write_record(out: IO[bytes], capture: Capture) -> None:
    """One record with our facts as extension fields: a response, or a resource for a file on disk. Header values become ASCII."""
    writer = WARCWriter(out, gzip=True)
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


def trim_file(path: Path) -> None:
    """Cuts off what stands after the last whole record."""
    with path.open("r+b") as data:
        end = 0
        rest = b""
        while (member := read_member(data, rest)) is not None:
            _, length, rest = member
            end += length
        data.truncate(end)


def read_records(data: IO[bytes], source: str) -> Iterator[tuple[int, Capture]]:
    """Whole records from here on, with their offsets; a damaged one is passed over, one that is cut off is the end."""
    offset = data.tell()
    rest = b""
    while (member := read_member(data, rest)) is not None:
        record, length, rest = member
        capture = read_record(record, source)
        if capture is not None:
            yield offset, capture
        offset += length


def read_member(data: IO[bytes], rest: bytes) -> tuple[bytes, int, bytes] | None:
    """One gzip member after `rest`: its content, its compressed length and what was read beyond it; None where it is cut off."""
    opener = zlib.decompressobj(GZIP)
    content, length, chunk = bytearray(), 0, rest or data.read(CHUNK)
    try:
        while chunk:
            content += opener.decompress(chunk)
            length += len(chunk)
            if opener.eof:
                return bytes(content), length - len(opener.unused_data), opener.unused_data
            chunk = data.read(CHUNK)
    except zlib.error:
        return None
    return None


def read_record(data: bytes, source: str) -> Capture | None:
    """A record as a capture, or None when its bytes don't have the digest that was written with them."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(data), verify_http=False)), None)
    except (ArchiveLoadFailed, ValueError, EOFError):
        return None
    if record is None or (record.rec_type == "response" and record.http_headers is None):
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
    )
    return capture if facts.get_header("WARC-Payload-Digest") == f"sha256:{capture.sha256}" else None


def read_place(words: str) -> Place:
    """A place as records name it.

    >>> read_place("20260301T080000.000000Z/a-b.warc.gz:120")
    Place(file='20260301T080000.000000Z/a-b.warc.gz', offset=120)
    """
    file, _, offset = words.rpartition(":")
    return Place(file, int(offset))


def name_phrase(status: int) -> str:
    """The words of a status, empty for unknown ones.

    >>> name_phrase(404), name_phrase(799)
    ('Not Found', '')
    """
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
