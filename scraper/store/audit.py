"""Is the archive whole? What is in each run, and what can no longer be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scraper.errors import StoreError
from scraper.store.archive import DONE, Archive, name_source, read_records
from scraper.store.members import Gap


@dataclass(frozen=True, slots=True)
class Stock:
    """What a source left in a run: whole records, damaged stretches, bytes in all, and bytes of a record that was never written to its end.

    `gaps` are the damaged stretches and that end: the first byte, and the one behind the last.
    """

    run: str
    source: str
    records: int
    damaged: int
    size: int
    lost: int
    done: bool
    gaps: tuple[tuple[int, int], ...] = ()

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
        for path in archive.list_files(run):
            source = name_source(path)
            try:
                records, gaps = read_file(path, source)
                size = path.stat().st_size
            except OSError as error:
                raise StoreError(f"can't read the archive: {error.strerror}", file=str(path)) from error
            lost = sum(gap.end - gap.start for gap in gaps if gap.cut)
            ranges = tuple((gap.start, gap.end) for gap in gaps)
            yield Stock(run, source, records, sum(not gap.cut for gap in gaps), size, lost, (folder / DONE).exists(), ranges)


def read_file(path: Path, source: str) -> tuple[int, list[Gap]]:
    """How many whole records a file has, and what is none."""
    records, gaps = 0, list[Gap]()
    with path.open("rb") as data:
        for found in read_records(data, source):
            if isinstance(found, Gap):
                gaps.append(found)
            else:
                records += 1
    return records, gaps
