"""Commands that are killed, stopped with Ctrl-C or started twice: nothing is lost, nothing doubled, and the exit codes say so."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.digests import COMMAND, Digest, prepare, run_apart

pytestmark = [pytest.mark.no_cover, pytest.mark.slow]

WRITING = ("scrape", "ingest", "rebuild")
WATCHED = f"""
import os, signal, sys
at, deed, count = int(sys.argv.pop(1)), sys.argv.pop(1), 0
def sync(file):
    global count
    count += 1
    if count == at and deed == "wait":
        print("waiting", flush=True)
        sys.stdin.readline()
    elif count == at:
        os.ftruncate(file, max(os.fstat(file).st_size - 100, 0)) if deed == "SIGKILL" else None
        os.kill(os.getpid(), getattr(signal, deed))
os.fsync = sync
{COMMAND}
"""
"""A command that does something to itself at one of its writes; when killed, the end of that file is missing."""


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    return Digest(tmp_path)


def watch(digest: Digest, command: str, at: int, deed: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WATCHED, str(at), deed, *digest.words(command)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def count_writes(digest: Digest, command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many files an undisturbed run makes sure of; leaves its digest."""
    seen: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", seen.append)
        assert digest.run(command) == 0
    return len(seen)


@contextmanager
def start_over(digest: Digest, command: str) -> Iterator[None]:
    """The digest as it is before `command`, each time."""
    before = digest.root.with_name("before")
    if not before.exists():
        prepare(digest, command)
        digest.root.mkdir(exist_ok=True)
        shutil.copytree(digest.root, before)
    shutil.rmtree(digest.root)
    shutil.copytree(before, digest.root)
    yield


@pytest.mark.parametrize("command", WRITING)
def test_killed_at_a_random_write_and_run_again(digest: Digest, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with start_over(digest, command):
        writes = count_writes(digest, command, monkeypatch)
        expected = digest.notices()
    for at in random.Random(command).sample(range(1, writes + 1), min(writes, 2)):  # noqa: S311
        with start_over(digest, command):
            killed = watch(digest, command, at, "SIGKILL")
            killed.communicate(timeout=60)
            assert killed.returncode == -signal.SIGKILL
            assert digest.notices().items() <= expected.items()
            assert digest.run(command) == 0
            assert digest.notices() == expected, f"write {at} of {writes}"
            assert not list(digest.root.rglob("*.part"))


@pytest.mark.parametrize("command", WRITING)
def test_stopped_with_ctrl_c_it_says_what_is_kept(digest: Digest, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with start_over(digest, command):
        writes = count_writes(digest, command, monkeypatch)
        expected = digest.notices()
    for at in (2, writes - 1):
        with start_over(digest, command):
            stopped = watch(digest, command, at, "SIGINT")
            _, said = stopped.communicate(timeout=60)
            assert stopped.returncode == 130, said
            (line,) = said.splitlines()
            assert line.startswith("stopped")
            assert line.endswith("the same command does the rest")
            if at > 2:
                assert "2 of 3 notices are on the shelf" in line
            if command != "ingest":
                assert "archived pages are kept for the shelf" in line
            assert digest.notices().items() <= expected.items()
            assert digest.run(command) == 0
            assert digest.notices() == expected


@pytest.mark.parametrize("first", WRITING)
def test_whoever_comes_second_is_told_who_works_here(digest: Digest, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    with start_over(digest, first):
        if first == "ingest":
            (digest.root.parent / "none").mkdir()
            assert run_apart(["ingest", str(digest.root.parent / "none"), "--root", str(digest.root)]).returncode == 0
        holder = watch(digest, first, 1, "wait")
        assert holder.stdout
        assert holder.stdout.readline() == "waiting\n"
        capsys.readouterr()
        before = digest.notices()
        assert [digest.run(second) for second in WRITING] == [2, 2, 2]
        assert capsys.readouterr().err.count(f"another run works here: process {holder.pid} (policy-digest {first} on ") == 3
        assert digest.notices() == before
        holder.communicate("go on\n", timeout=60)
        assert holder.returncode == 0
        assert len(digest.notices()) == len(before) + 3
        assert digest.run(first) == 0
        assert len(digest.notices()) == len(before) + 3


def test_two_that_begin_a_digest_at_once_make_one(digest: Digest) -> None:
    words = [sys.executable, "-c", COMMAND, *digest.words("ingest")]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 2]), said
    assert codes[1] == 0 or "another run works here" in "".join(said)
    assert len(digest.notices()) == 3
    assert not list(digest.root.rglob("*.part"))


# The site


@pytest.fixture
def site(digest: Digest) -> Path:
    """The last good site of a digest."""
    assert digest.run("ingest") == 0
    folder = digest.root / "site"
    folder.mkdir()
    (folder / "index.html").write_text("旧", "utf-8")
    return folder


def start_build(digest: Digest) -> subprocess.Popen[str]:
    """A build in a session of its own, as far as its first files."""
    words = [sys.executable, "-c", COMMAND, *digest.words("build")]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None and not any(path.is_file() for path in digest.root.glob(".site.*/**/*")):
        time.sleep(0.05)
    return process


def test_a_killed_build_leaves_the_last_site(digest: Digest, site: Path) -> None:
    process = start_build(digest)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert (site / "index.html").read_text("utf-8") == "旧"
    assert digest.run("build") == 0
    assert (site / "index.html").read_text("utf-8") != "旧"


@pytest.mark.parametrize("whom", ["all", "the command"])
def test_a_build_stopped_with_ctrl_c_says_that_the_last_site_stays(digest: Digest, site: Path, whom: str) -> None:
    process = start_build(digest)
    os.killpg(process.pid, signal.SIGINT) if whom == "all" else process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said == f"stopped: {site} stays as it was; the same command does the rest\n"
    assert (site / "index.html").read_text("utf-8") == "旧"
    time.sleep(0.2)
    assert not list(digest.root.glob(".site.*"))


def test_two_builds_at_once_leave_one_whole_site(digest: Digest, site: Path) -> None:
    both = [start_build(digest) for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert (site / "index.html").read_text("utf-8") != "旧"
    assert (site / "assets" / "digest").is_dir()
    assert not list(digest.root.glob(".site.*"))
