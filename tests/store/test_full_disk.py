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
from scraper.store.archive import append_bytes
from scraper.store.shelf_index import INDEX
from tests.digests import Digest, prepare, run_apart

pytestmark = [pytest.mark.no_cover, pytest.mark.slow]

WRITES = ("INSERT", "DELETE", "UPDATE", "CREATE", "ALTER")
REASONS = (os.strerror(errno.ENOSPC), "database or disk is full", "disk I/O error")
LASTING, PASSING = "for good", "once"


class Disk:
    """A disk that counts what is written to it and refuses from the write number `full_at` on, or that one write alone.

    A file that is refused has taken half of what was written to it.
    """

    def __init__(self, patch: pytest.MonkeyPatch, full_at: int | None = None, how: str = LASTING, code: int = errno.ENOSPC) -> None:
        self.writes = 0
        self.refused: list[str] = []
        self._full_at = full_at
        self._how = how
        self._code = code
        make, mkdir = os.mkdir, self._wrap(os.mkdir)
        patch.setattr(os, "mkdir", lambda path, *more: (make if Path(path).exists() else mkdir)(path, *more))
        for owner, name in ((os, "replace"), (os, "rename"), (scraper.store.files, "NamedTemporaryFile"), (Path, "touch")):
            patch.setattr(owner, name, self._wrap(getattr(owner, name)))
        patch.setattr(os, "fsync", self._sync)
        connect = sqlite3.connect
        patch.setattr(sqlite3, "connect", lambda path, **more: connect(path, factory=self._make_connection(Path(path).name), **more))

    def is_full(self, what: str = "file") -> bool:
        self.writes += 1
        full = self._full_at is not None and (self.writes == self._full_at if self._how == PASSING else self.writes >= self._full_at)
        self.refused += [what] * full
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

    def _make_connection(self, name: str) -> type[sqlite3.Connection]:
        disk = self

        class Connection(sqlite3.Connection):
            def execute(self, query: str, *values: Any) -> sqlite3.Cursor:
                if query.lstrip().startswith(WRITES) and disk.is_full(name):
                    raise sqlite3.OperationalError("database or disk is full")
                return super().execute(query, *values)

            def executescript(self, script: str) -> sqlite3.Cursor:
                if disk.is_full(name):
                    raise sqlite3.OperationalError("disk I/O error")
                return super().executescript(script)

            def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
                if kind is None and self.in_transaction and disk.is_full(name):
                    self.rollback()
                    raise sqlite3.OperationalError("database or disk is full")
                return super().__exit__(kind, error, trace)

        return Connection


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    return Digest(tmp_path)


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
    assert len(expected) == (6 if command == "scrape" else 3)
    assert disk.writes > 20
    for at in range(1, disk.writes + 1, 1 if how == PASSING else 6):
        shutil.rmtree(digest.root)
        if before:
            shutil.copytree(before, digest.root)
        capsys.readouterr()
        with monkeypatch.context() as patch:
            full = Disk(patch, at, how)
            code = digest.run(command)
        said = "".join(capsys.readouterr())
        assert full.refused
        if full.refused != [INDEX.name]:  # a cache: refused once, it is made anew within the run
            assert code in (1, 2), f"write {at}: {said}"
            assert str(digest.root) in said, f"write {at}: {said}"
            assert any(reason in said for reason in REASONS), f"write {at}: {said}"
        assert digest.notices().items() <= expected.items(), f"write {at}"
        assert digest.run(command) == 0, f"write {at}: {''.join(capsys.readouterr())}"
        assert digest.notices() == expected, f"write {at} of {disk.writes}"
        assert not list(digest.root.rglob("*.part"))


# A real disk that is full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB; `resize` makes it larger or smaller."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = find_tool("mount")
    words = [*mount, "-t", "tmpfs", "-o", "size=8m", "none", disk]
    if not mount or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this user may mount no small disk here; the tests above inject the refusals")
    yield disk
    subprocess.run([*find_tool("umount"), "-l", disk], check=True)


def find_tool(name: str) -> list[str]:
    return [path] if (path := shutil.which(name)) else []


def resize(disk: Path, size: int) -> None:
    subprocess.run([*find_tool("mount"), "-o", f"remount,size={max(size, 4096)}", disk], check=True)


def count_used(disk: Path) -> int:
    facts = os.statvfs(disk)
    return (facts.f_blocks - facts.f_bfree) * facts.f_frsize


@pytest.mark.parametrize("command", ["scrape", "ingest", "rebuild"])
def test_a_small_disk_that_is_full_loses_nothing(
    digest: Digest, small_disk: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    digest.root = small_disk / "root"
    prepare(digest, command)
    before = shutil.copytree(digest.root, tmp_path / "before") if digest.root.exists() else None
    assert digest.run(command) == 0
    expected = digest.notices()
    failed = 0
    for free in (0, 24576, 65536, 131072):
        shutil.rmtree(digest.root)
        if before:
            shutil.copytree(before, digest.root)
        resize(small_disk, count_used(small_disk) + free)
        capsys.readouterr()
        code = digest.run(command)
        said = "".join(capsys.readouterr())
        resize(small_disk, 8 << 20)
        failed += code != 0
        assert code == 0 or (str(digest.root) in said and any(reason in said for reason in REASONS)), f"{free} bytes free: {said}"
        assert code or digest.notices() == expected
        assert digest.notices().items() <= expected.items()
        assert digest.run(command) == 0
        assert digest.notices() == expected, f"{free} bytes free"
    assert failed >= 2


@pytest.fixture
def built(digest: Digest) -> Path:
    """The last good site."""
    assert digest.run("ingest") == 0
    site = digest.root / "site"
    site.mkdir()
    (site / "index.html").write_text("旧", "utf-8")
    return site


def list_folder(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".policy"))


@pytest.mark.parametrize("command", ["build", "render"])
def test_whoever_may_not_write_large_files_leaves_the_last_site(digest: Digest, built: Path, command: str) -> None:
    if command == "render":
        (built / "mkdocs.yml").touch()
    before = list_folder(digest.root)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))  # noqa: E731
    words = digest.words("build") if command == "build" else ["render", str(built), "--root", str(digest.root)]
    done = run_apart(words, preexec_fn=limit)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "store: " in done.stderr
    assert os.strerror(errno.EFBIG) in done.stderr
    assert (built / "index.html").read_text("utf-8") == "旧"
    assert list_folder(digest.root) == before


def test_a_build_on_a_full_disk_leaves_the_last_site(digest: Digest, built: Path, small_disk: Path) -> None:
    site = Path(shutil.copytree(built, small_disk / "site"))
    words = [*digest.words("build"), "--site-dir", str(site)]
    for free in (0, 300_000):
        resize(small_disk, count_used(small_disk) + free)
        done = run_apart(words)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert os.strerror(errno.ENOSPC) in done.stderr
        assert f"store: {small_disk}" in done.stderr
        assert list_folder(small_disk) == ["site"]
        assert (site / "index.html").read_text("utf-8") == "旧"
    resize(small_disk, 32 << 20)
    assert run_apart(words).returncode == 0
    assert (site / "index.html").read_text("utf-8") != "旧"


def test_a_full_disk_behind_the_output_is_told(digest: Digest) -> None:
    assert digest.run("ingest") == 0
    command = [sys.executable, "-c", "from scraper.cli import main; raise SystemExit(main())", "check", "--root", str(digest.root)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"store: standard output: {os.strerror(errno.ENOSPC)}\n"


# What else can be in the way


@pytest.mark.parametrize("command", ["scrape", "ingest", "rebuild"])
def test_a_content_folder_that_can_only_be_read(
    digest: Digest, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A read-only folder does not stop root: the refusal is injected."""
    prepare(digest, command)
    if command == "ingest":
        assert run_starter(digest) == 0
    old = digest.notices()
    replace_file = scraper.store.files.replace_file

    def refuse(path: Path, data: bytes) -> None:
        if "content" in path.parts:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        replace_file(path, data)

    capsys.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(scraper.store.files, "replace_file", refuse)
        assert [digest.run(command) for _ in range(2)] == [1, 1]
    said = capsys.readouterr().err
    assert digest.notices() == old
    assert os.strerror(errno.EROFS) in said
    assert said.count("content/notices/370000/2026/") == 6
    assert digest.run(command) == 0
    assert len(digest.notices()) == len(old) + 3


def run_starter(digest: Digest) -> int:
    """The digest without notices."""
    (digest.inputs.parent / "none").mkdir()
    return main(["ingest", str(digest.inputs.parent / "none"), "--root", str(digest.root)])


STATE = Path(".policy-digest")
IN_THE_WAY = {
    STATE: ("file", 2),
    STATE / "lock": ("folder", 2),
    STATE / "state.sqlite": ("folder", 2),
    STATE / "index.sqlite": ("folder", 1),
    STATE / "archive": ("file", 1),
    STATE / "base": ("file", 1),
    Path("content", "notices", "370000"): ("file", 1),
}


@pytest.mark.parametrize("place", IN_THE_WAY, ids=str)
def test_something_else_in_the_way_is_named_and_once_gone_all_arrives(
    digest: Digest, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_starter(digest) == 0
    shutil.rmtree(digest.root / STATE)
    kind, code = IN_THE_WAY[place]
    path = digest.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch() if kind == "file" else path.mkdir()
    capsys.readouterr()
    assert digest.run("scrape") == code
    assert str(path) in capsys.readouterr().err
    path.unlink() if kind == "file" else path.rmdir()
    assert digest.run("scrape") == 0
    assert len(digest.notices()) == 3


@pytest.mark.parametrize("option", ["--root", "--site-dir"])
def test_a_name_that_is_too_long_is_named(digest: Digest, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert digest.run("ingest") == 0
    long = str(digest.root / ("长" * 100))
    assert main([*digest.words("build"), option, long]) == 2
    assert main(["ingest", str(digest.inputs), "--root", long]) == 2
    said = capsys.readouterr().err
    assert said.count(os.strerror(errno.ENAMETOOLONG)) == 2
    assert said.count("长" * 100) == 2


def test_a_record_that_does_not_fit_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"whole")
    with monkeypatch.context() as patch:
        Disk(patch, 1)
        with pytest.raises(OSError, match="No space left"):
            append_bytes(path, b"x" * 500)
    assert path.read_bytes() == b"whole"
    assert append_bytes(path, b"next") == 5
