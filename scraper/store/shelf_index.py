"""Which notices on the shelf may have to do with new ones: a cache over content/notices, made again whenever it is missing or broken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from scraper.copies.copy_candidates import sketch_notice
from scraper.errors import DigestError, StoreError
from scraper.model import Notice
from scraper.store.files import name_refusal
from scraper.store.root import KEPT
from scraper.store.shelf import Shelf

INDEX = Path(KEPT) / "index.sqlite"
VERSION = 1
SCHEMA = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, id TEXT, snapshot TEXT, source TEXT, url TEXT) WITHOUT ROWID;
CREATE TABLE sentence (hash INTEGER, path TEXT, PRIMARY KEY (hash, path)) WITHOUT ROWID;
CREATE INDEX file_id ON file (id);
CREATE INDEX file_snapshot ON file (snapshot);
CREATE INDEX file_url ON file (url, source);
CREATE INDEX sentence_path ON sentence (path);
"""
MOST = 50
"""Notices that a new one is compared with; more share only what all official texts share."""
SIGN = 1 << 63
BROKEN = (-1, -1)
"""Stands for size and time of change of a file that can't be read: it is read again each time."""


class ShelfIndex:
    """The cache, open. Rows follow the files by size and time of change."""

    def __init__(self, database: sqlite3.Connection, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def refresh(self) -> tuple[DigestError, ...]:
        """Bring the rows up to the files; gives what is wrong with files that can't be read.

        Their rows tell of what the scraper last wrote there, if that is known.
        """
        rows = {path: (size, mtime) for path, size, mtime in self._database.execute("SELECT path, size, mtime FROM file")}
        errors = []
        with self._database:
            for path in self._shelf.list_paths():
                name = self._shelf.name(path)
                state = read_state(path)
                if rows.pop(name, None) == state != BROKEN:
                    continue
                self._forget(name)
                try:
                    self._note(name, *state, self._shelf.load_shelved(path).generated)
                except DigestError as error:
                    errors.append(error)
                    if notice := self._shelf.find_generated(path):
                        self._note(name, *BROKEN, notice)
            for name in rows:
                self._forget(name)
        return tuple(errors)

    def is_broken(self, notice_id: str) -> bool:
        """True when the file of a notice can't be read."""
        return self._database.execute("SELECT 1 FROM file WHERE id = ? AND size = ?", (notice_id, BROKEN[0])).fetchone() is not None

    def note_written(self, notices: Sequence[Notice]) -> None:
        """Bring the rows up to files that hold just these notices now, without reading them again."""
        with self._database:
            for notice in notices:
                path = self._shelf.path(notice.id)
                name = self._shelf.name(path)
                self._forget(name)
                self._note(name, *read_state(path), notice)

    def find_related(self, notices: Sequence[Notice]) -> list[Path]:
        """Files of notices that are, or may be copies of, some of `notices`; in order of path."""
        found: set[str] = set()
        for notice in notices:
            found.update(self._find_same(notice))
            found.update(self._find_alike(notice))
        return [self._shelf.root / name for name in sorted(found)]

    def holds_id(self, notice_id: str) -> bool:
        """True when a notice of that id is on the shelf."""
        return self._database.execute("SELECT 1 FROM file WHERE id = ?", (notice_id,)).fetchone() is not None

    def _find_same(self, notice: Notice) -> Iterator[str]:
        query = "SELECT path FROM file WHERE id = ? OR snapshot = ? OR (url = ? AND source = ?)"
        for (path,) in self._database.execute(query, (notice.id, notice.snapshot, notice.source.url, notice.source.id)):
            yield path

    def _find_alike(self, notice: Notice) -> Iterator[str]:
        marks = [(sentence - SIGN,) for sentence in sketch_notice(notice)]
        counts: dict[str, int] = {}
        for mark in marks:
            for (path,) in self._database.execute("SELECT path FROM sentence WHERE hash = ?", mark):
                counts[path] = counts.get(path, 0) + 1
        best = sorted(counts, key=lambda path: (-counts[path], path))[:MOST]
        least = min(2, max(len(marks) // 4, 1))
        yield from (path for path in best if counts[path] >= least)

    def _note(self, name: str, size: int, mtime: int, notice: Notice) -> None:
        source = notice.source
        row = (name, size, mtime, notice.id, notice.snapshot, source.id, source.url)
        self._database.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        marks = [(sentence - SIGN, name) for sentence in sketch_notice(notice)]
        self._database.executemany("INSERT OR IGNORE INTO sentence VALUES (?, ?)", marks)

    def _forget(self, name: str) -> None:
        self._database.execute("DELETE FROM file WHERE path = ?", (name,))
        self._database.execute("DELETE FROM sentence WHERE path = ?", (name,))


def read_state(path: Path) -> tuple[int, int]:
    """Size and time of change of a file; those of a broken one when the disk tells neither."""
    try:
        stat = path.stat()
    except OSError:
        return BROKEN
    return stat.st_size, stat.st_mtime_ns


@contextmanager
def open_index(shelf: Shelf) -> Iterator[ShelfIndex]:
    """The index of a shelf, made anew when it is missing, broken or of another version.

    Raises:
        StoreError: the disk refused.
    """
    path = shelf.root / INDEX
    with name_refusal(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            database = connect(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            database = connect(path)
    try:
        yield ShelfIndex(database, shelf)
    except sqlite3.DatabaseError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise StoreError(f"the index broke: {error}", file=str(path), remedy="run the command again; the index is made anew") from error
    finally:
        database.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a sound database of this version."""
    database = sqlite3.connect(path)
    try:
        prepare_tables(database)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def prepare_tables(database: sqlite3.Connection) -> None:
    """Make the tables of an empty database; refuse one that is damaged or of another version."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == 0 and not database.execute("SELECT 1 FROM sqlite_master").fetchone():
        database.executescript(SCHEMA)
    elif version != VERSION or database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("another version, or damaged")
