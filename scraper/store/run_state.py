"""What the scraper remembers between runs: SQLite in WAL mode, made again from the archive's facts if it is lost.

Nothing here is content: losing it costs requests, not notices.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType

from scraper.store.files import name_refusal

SCHEMA = """
CREATE TABLE IF NOT EXISTS list (url TEXT PRIMARY KEY, source TEXT NOT NULL, etag TEXT, modified TEXT, sha256 TEXT);
CREATE TABLE IF NOT EXISTS page (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT NOT NULL, listed TEXT, rank INTEGER NOT NULL,
    etag TEXT, modified TEXT, sha256 TEXT, file TEXT, offset INTEGER, good_file TEXT, good_offset INTEGER,
    notice TEXT, shelved INTEGER NOT NULL DEFAULT 0,
    seen TEXT NOT NULL, checked TEXT, failure TEXT, tries INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
    fill TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS page_of_source ON page (source, checked);
CREATE TABLE IF NOT EXISTS run (
    run TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, listed INTEGER NOT NULL, dated INTEGER NOT NULL, new INTEGER NOT NULL,
    failed INTEGER NOT NULL, requests INTEGER NOT NULL, newest TEXT, detail TEXT NOT NULL, changed INTEGER NOT NULL,
    PRIMARY KEY (source, run));
CREATE TABLE IF NOT EXISTS pause (source TEXT PRIMARY KEY, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, text TEXT NOT NULL, day TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS rebuilding (mark INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS budget (host TEXT, day TEXT, count INTEGER NOT NULL, PRIMARY KEY (host, day));
"""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A detail page that some list has named. Days are ISO text.

    `file` and `offset` are the place of its newest record in the archive, `good_*` of the record that its notice was made from; `fill`
    is what that record told of itself (`scraper.harvest.fills`).
    """

    url: str
    source: str
    title: str = ""
    listed: str | None = None
    rank: int = 0
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    file: str | None = None
    offset: int | None = None
    good_file: str | None = None
    good_offset: int | None = None
    notice: str | None = None
    shelved: int = 0
    seen: str = ""
    checked: str | None = None
    failure: str | None = None
    tries: int = 0
    gone: int = 0
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One source in one run: its state, what its list held, what was new and what failed. `changed` is 0 when the list was not modified."""

    run: str
    source: str
    state: str
    listed: int = 0
    dated: int = 0
    new: int = 0
    failed: int = 0
    requests: int = 0
    newest: str | None = None
    detail: str = ""
    changed: int = 1


class Memory:
    """The state of all sources under one file. Each method is one transaction."""

    def __init__(self, path: Path) -> None:
        with name_refusal(path, "the state can't be opened"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = Database(path, open_database(path))
        self.path = path

    def close(self) -> None:
        """Folds the write-ahead log back and lets go of the file."""
        self._db.close()

    # Lists

    def load_list(self, url: str) -> tuple[str | None, str | None, str | None]:
        """ETag, Last-Modified and sha256 of a list's last complete reading."""
        row = self._db.execute("SELECT etag, modified, sha256 FROM list WHERE url = ?", (url,)).fetchone()
        return row or (None, None, None)

    def save_list(self, url: str, source: str, etag: str | None, modified: str | None, sha256: str) -> None:
        """Remembers a list whose entries have all been dealt with."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO list VALUES (?, ?, ?, ?, ?)", (url, source, etag, modified, sha256))

    def holds_list(self, address: str) -> bool:
        """True when a list has been read to its full depth and nothing went wrong with it since."""
        return self._db.execute("SELECT 1 FROM list WHERE url = ?", (address,)).fetchone() is not None

    def drop_list(self, address: str) -> None:
        """Forgets a list: it will be read whole."""
        with self._db:
            self._db.execute("DELETE FROM list WHERE url = ?", (address,))

    # Pages

    def find_page(self, url: str) -> KnownPage | None:
        """What is known of a detail page."""
        row = self._db.execute("SELECT * FROM page WHERE url = ?", (url,)).fetchone()
        return KnownPage(*row) if row else None

    def save_pages(self, pages: Iterator[KnownPage] | tuple[KnownPage, ...]) -> None:
        """Adds or replaces pages, all or none."""
        marks = ", ".join("?" for _ in fields(KnownPage))
        with self._db:
            self._db.executemany(f"INSERT OR REPLACE INTO page VALUES ({marks})", (tuple(row_of(page)) for page in pages))  # noqa: S608

    def list_pending(self, source: str, tries: int) -> tuple[KnownPage, ...]:
        """Pages that were listed but never fetched, newest first; those that failed `tries` times are given up."""
        rows = self._db.execute(
            "SELECT * FROM page WHERE source = ? AND sha256 IS NULL AND gone = 0 AND tries < ? "
            "ORDER BY listed IS NULL, listed DESC, rank, url",
            (source, tries),
        )
        return tuple(KnownPage(*row) for row in rows)

    def count_given_up(self, source: str, tries: int) -> int:
        """How many listed pages of a source never gave a notice and are not asked for any more."""
        row = self._db.execute(
            "SELECT count(*) FROM page WHERE source = ? AND sha256 IS NULL AND (gone = 1 OR tries >= ?)", (source, tries)
        )
        return int(row.fetchone()[0])

    def list_unshelved(self) -> tuple[KnownPage, ...]:
        """Pages that are archived but not yet content."""
        rows = self._db.execute("SELECT * FROM page WHERE sha256 IS NOT NULL AND shelved = 0 ORDER BY source, file, offset")
        return tuple(KnownPage(*row) for row in rows)

    def find_oldest(self, source: str, before: str) -> KnownPage | None:
        """The page whose last check lies furthest back, if that is before a day."""
        row = self._db.execute(
            "SELECT * FROM page WHERE source = ? AND sha256 IS NOT NULL AND gone = 0 AND checked < ? ORDER BY checked, url LIMIT 1",
            (source, before),
        ).fetchone()
        return KnownPage(*row) if row else None

    def list_doubtful(self, failures: Collection[str]) -> tuple[KnownPage, ...]:
        """Shelved pages whose last re-reading failed with one of these reasons."""
        marks = ", ".join("?" for _ in failures)
        query = f"SELECT * FROM page WHERE good_file IS NOT NULL AND gone = 0 AND failure IN ({marks}) ORDER BY url"  # noqa: S608
        return tuple(KnownPage(*row) for row in self._db.execute(query, tuple(failures)))

    def list_days(self, source: str, limit: int = 40) -> tuple[str, ...]:
        """The newest days that a source's lists printed."""
        rows = self._db.execute(
            "SELECT listed FROM page WHERE source = ? AND listed IS NOT NULL ORDER BY listed DESC LIMIT ?", (source, limit)
        )
        return tuple(row[0] for row in rows)

    def list_fills(self, source: str) -> tuple[str, ...]:
        """The fills (fields stated by the page itself) of the pages that notices of a source were made from."""
        rows = self._db.execute("SELECT fill FROM page WHERE source = ? AND good_file IS NOT NULL", (source,))
        return tuple(row[0] for row in rows)

    def forgive_pages(self, source: str) -> None:
        """Resets the failures of pages that were given up."""
        with self._db:
            self._db.execute("UPDATE page SET tries = 0 WHERE source = ? AND sha256 IS NULL AND gone = 0", (source,))

    def count_unshelved(self) -> int:
        """How many pages are archived but not yet content."""
        return int(self._db.execute("SELECT count(*) FROM page WHERE sha256 IS NOT NULL AND shelved = 0").fetchone()[0])

    def begin_rebuild(self) -> None:
        """Forgets archived pages, before they are made again from the archive; until the end it is known that they are not all there.

        Pages that were listed and never had are in no archive: they stay.
        """
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO rebuilding VALUES (1)")
            self._db.execute("DELETE FROM page WHERE file IS NOT NULL")

    def end_rebuild(self) -> None:
        """Marks the rebuild as done."""
        with self._db:
            self._db.execute("DELETE FROM rebuilding")

    def is_rebuilding(self) -> bool:
        """True when a rebuild has begun and not come to its end."""
        return self._db.execute("SELECT 1 FROM rebuilding").fetchone() is not None

    # Runs

    def save_visit(self, visit: Visit) -> None:
        """Adds a line to the history of a source."""
        marks = ", ".join("?" for _ in fields(Visit))
        with self._db:
            self._db.execute(f"INSERT OR REPLACE INTO run VALUES ({marks})", tuple(row_of(visit)))  # noqa: S608

    def list_visits(self, source: str, limit: int = 20) -> tuple[Visit, ...]:
        """The last visits of a source, newest first."""
        rows = self._db.execute("SELECT * FROM run WHERE source = ? ORDER BY run DESC LIMIT ?", (source, limit))
        return tuple(Visit(*row) for row in rows)

    # Pauses, robots, budget

    def find_pause(self, source: str) -> str | None:
        """Why a source is paused, or None."""
        row = self._db.execute("SELECT reason FROM pause WHERE source = ?", (source,)).fetchone()
        return row[0] if row else None

    def save_pause(self, source: str, reason: str | None) -> None:
        """Pauses a source, or with None lets it go on."""
        with self._db:
            self._db.execute("DELETE FROM pause WHERE source = ?", (source,))
            if reason is not None:
                self._db.execute("INSERT INTO pause VALUES (?, ?)", (source, reason))

    def load_robots(self, origin: str, day: str) -> str | None:
        """The robots.txt of an origin, if it was read that day."""
        row = self._db.execute("SELECT text FROM robots WHERE origin = ? AND day = ?", (origin, day)).fetchone()
        return row[0] if row else None

    def save_robots(self, origin: str, text: str, day: str) -> None:
        """Remembers a robots.txt for the day."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, text, day))

    def count_request(self, host: str, day: str) -> int:
        """Counts one more request of the day to a host and says how many there were."""
        with self._db:
            self._db.execute("DELETE FROM budget WHERE day < ?", (day,))
            self._db.execute("INSERT INTO budget VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1", (host, day))
            return int(self._db.execute("SELECT count FROM budget WHERE host = ? AND day = ?", (host, day)).fetchone()[0])


class Database:
    """A connection whose refusals name the file. As a context it is one transaction."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self.close = connection.close

    def execute(self, query: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Runs a statement."""
        with name_refusal(self._path):
            return self._connection.execute(query, values)

    def executemany(self, query: str, rows: Iterator[tuple[object, ...]]) -> None:
        """Runs a statement for each row."""
        with name_refusal(self._path):
            self._connection.executemany(query, rows)

    def __enter__(self) -> None:
        self._connection.__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with name_refusal(self._path):
            self._connection.__exit__(kind, error, trace)


def row_of(record: KnownPage | Visit) -> Iterator[object]:
    """The row of a record: its values in the order of the table's columns."""
    return (getattr(record, part.name) for part in fields(record))


def open_database(path: Path) -> sqlite3.Connection:
    """The database in WAL mode; a damaged one is set aside as `<name>.damaged` and begun anew."""
    try:
        return try_database(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.replace(path.with_name(f"{path.name}.damaged"))
        return try_database(path)


def try_database(path: Path) -> sqlite3.Connection:
    """A connection whose schema is in place."""
    db = sqlite3.connect(path, timeout=10)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.executescript(SCHEMA)
        if "fill" not in {column[1] for column in db.execute("PRAGMA table_info(page)")}:
            db.execute("ALTER TABLE page ADD COLUMN fill TEXT NOT NULL DEFAULT ''")
        db.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


@contextmanager
def open_memory(path: Path) -> Iterator[Memory]:
    """A memory that is closed at the end."""
    memory = Memory(path)
    try:
        yield memory
    finally:
        memory.close()
