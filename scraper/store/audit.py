"""Is the archive whole? What is in each run, and what can no longer be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import StoreError
from scraper.store.archive import DONE, Archive, read_member, read_record


@dataclass(frozen=True, slots=True)
class Stock:
    """What a source left in a run: whole records, records whose bytes have changed, bytes in all, and bytes after the last whole record."""

    run: str
    source: str
    records: int
    damaged: int
    size: int
    lost: int
    done: bool

    @property
    def whole(self) -> bool:
        """True when nothing is damaged; a run that is not done may end in half a record, which the next run cuts off."""
        return not self.damaged and (not self.lost or not self.done)


def count_stock(archive: Archive) -> Iterator[Stock]:
    """Every file of the archive, read to its end; runs in order of time.

    Raises:
        StoreError: the disk refused.
    """
    for run in archive.list_runs():
        folder = archive.folder / run
        for path in sorted(folder.glob("*.warc.gz")):
            source = path.name.removesuffix(".warc.gz")
            try:
                records, damaged, end = read_file(path, source)
                size = path.stat().st_size
            except OSError as error:
                raise StoreError(f"can't read the archive: {error.strerror}", file=str(path)) from error
            yield Stock(run, source, records, damaged, size, size - end, (folder / DONE).exists())


def read_file(path: Path, source: str) -> tuple[int, int, int]:
    """Whole and damaged records of a file, and where the last one ends."""
    records = damaged = end = 0
    rest = b""
    with path.open("rb") as data:
        while (member := read_member(data, rest)) is not None:
            content, length, rest = member
            sound = read_record(content, source) is not None
            records, damaged, end = records + sound, damaged + (not sound), end + length
    return records, damaged, end
