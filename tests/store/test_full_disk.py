"""A disk that refuses: full at any write, full for good, read-only, or with something else where a file should be."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import scraper.store.files
from scraper.cli import main
from tests.scraped import Site

pytestmark = pytest.mark.no_cover

YAML = "id: site\nname: 示例市政府\nregion: 371600\nurl: http://www.site.example/tz/\nfamily: generic\nlicence: official\n"
WRITES = ("INSERT", "DELETE", "UPDATE", "CREATE", "ALTER")
LASTING, PASSING = "for good", "once"


class Disk:
    """A disk that counts what is written to it and refuses from the write number `full_at` on, or that one write alone.

    A file that is refused has taken half of what was written to it.
    """

    def __init__(self, patch: pytest.MonkeyPatch, full_at: int | None = None, how: str = LASTING, code: int = errno.ENOSPC) -> None:
        self.writes = 0
        self.refused = 0
        self._full_at = full_at
        self._how = how
        self._code = code
        for owner, name in ((os, "mkdir"), (os, "replace"), (os, "rename"), (scraper.store.files, "NamedTemporaryFile"), (Path, "touch")):
            patch.setattr(owner, name, self._wrap(getattr(owner, name)))
        patch.setattr(os, "fsync", self._sync)
        connect = sqlite3.connect
        patch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, factory=self._make_connection(), **more))

    def is_full(self) -> bool:
        self.writes += 1
        full = self._full_at is not None and (self.writes == self._full_at if self._how == PASSING else self.writes >= self._full_at)
        self.refused += full
        return full

    def _wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def write(*args: Any, **more: Any) -> Any:
            if self.is_full():
                raise OSError(self._code, os.strerror(self._code))
            return real(*args, **more)

        return write

    def _sync(self, file: int) -> None:
        if self.is_full():
            os.ftruncate(file, max(os.fstat(file).st_size - 100, 0))
            raise OSError(self._code, os.strerror(self._code))

    def _make_connection(self) -> type[sqlite3.Connection]:
        disk = self

        class Connection(sqlite3.Connection):
            def execute(self, query: str, *values: Any) -> sqlite3.Cursor:
                if query.lstrip().startswith(WRITES) and disk.is_full():
                    raise sqlite3.OperationalError("database or disk is full")
                return super().execute(query, *values)

            def executescript(self, script: str) -> sqlite3.Cursor:
                if disk.is_full():
                    raise sqlite3.OperationalError("disk I/O error")
                return super().executescript(script)

            def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
                if kind is None and self.in_transaction and disk.is_full():
                    self.rollback()
                    raise sqlite3.OperationalError("database or disk is full")
                return super().__exit__(kind, error, trace)

        return Connection


class Digest:
    """A digest's folder, with a site to scrape and files to ingest beside it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.site = Site(folder / "mirror", page_size=2)
        self.site.add(0, 1, 2)
        self.inputs = folder / "inputs"
        self.inputs.mkdir()
        for n in (3, 4, 5):
            (self.inputs / f"{n}.html").write_text(self.site.article(n), "utf-8")
        self._sources = folder / "sources"
        self._sources.mkdir()
        (self._sources / "site.yml").write_text(f"{YAML}pages: 9\n", "utf-8")

    def words(self, command: str, root: Path | None = None) -> list[str]:
        """A command on the digest."""
        at = ["--root", str(root or self.root)]
        if command == "scrape":
            return ["scrape", "--sources", str(self._sources), "--mirror", str(self.site.folder), *at]
        return {
            "rebuild": ["rebuild", "--sources", str(self._sources), *at],
            "ingest": ["ingest", str(self.inputs), *at],
            "build": ["build", *at],
        }[command]

    def run(self, command: str) -> int:
        return main(self.words(command))

    def notices(self) -> dict[str, str]:
        """The content files; none is half written."""
        texts = {path.name: path.read_text("utf-8") for path in (self.root / "content" / "notices").rglob("*.md") if path.is_file()}
        texts.pop("index.md", None)
        assert all(text.startswith("---\n") and "generated:" in text for text in texts.values())
        return texts


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    return Digest(tmp_path)


def prepare(digest: Digest, command: str) -> None:
    """What has to be there before `command` has something to write."""
    shutil.rmtree(digest.root, ignore_errors=True)
    if command == "rebuild":
        assert digest.run("scrape") == 0
        shutil.rmtree(digest.root / "content" / "notices")


@pytest.mark.parametrize("how", [PASSING, LASTING])
@pytest.mark.parametrize("command", ["scrape", "ingest", "rebuild"])
def test_full_at_any_write_loses_nothing(
    digest: Digest, command: str, how: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(digest, command)
    before = shutil.copytree(digest.root, digest.root.with_name("before")) if digest.root.exists() else None
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        assert digest.run(command) == 0
    expected = digest.notices()
    assert len(expected) == 3
    assert disk.writes > 20
    for at in range(1, disk.writes + 1, 1 if how == PASSING else 4):
        shutil.rmtree(digest.root)
        if before:
            shutil.copytree(before, digest.root)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            full = Disk(patch, at, how)
            code = digest.run(command)
        said = "".join(capsys.readouterr())
        assert full.refused, at
        assert code in (1, 2) or is_harmless(full, code), f"write {at}: {said}"
        assert code == 0 or "store: " in said, f"write {at}: {said}"
        assert code == 0 or "No space left" in said or "full" in said or "I/O" in said, f"write {at}: {said}"
        assert digest.notices().items() <= expected.items(), f"write {at}"
        assert digest.run(command) == 0, f"write {at}: {''.join(capsys.readouterr())}"
        assert digest.notices() == expected, f"write {at} of {disk.writes}"
        assert not list(digest.root.rglob("*.part"))


def is_harmless(disk: Disk, code: int) -> bool:
    """True when the one refusal was made good within the run: the index is a cache, and is made anew."""
    return code == 0 and disk.refused == 1
