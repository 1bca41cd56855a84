"""A run that is killed anywhere and run again leaves what an undisturbed run leaves."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import scraper.store.files
from scraper.store.archive import Archive
from scraper.store.run_state import Memory
from tests.scraped import Bench, Site, make_source

pytestmark = [pytest.mark.no_cover, pytest.mark.slow]

POINTS = 50
SOURCES = (make_source(pages=9), make_source("other", url="http://www.other.example/tz/"))
STEPS: tuple[tuple[Any, str], ...] = (
    (Archive, "save_capture"),
    (Archive, "close_run"),
    (Memory, "save_pages"),
    (Memory, "save_list"),
    (Memory, "drop_list"),
    (Memory, "save_visit"),
    (Memory, "count_request"),
    (scraper.store.files, "replace_file"),
)


class Killed(BaseException):
    """What a killed process does: nothing more."""


class Fuse:
    """Counts the steps that touch the disk, and burns at one of them, before it or half-way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int | None = None) -> None:
        self.steps = 0
        self._at = at
        for owner, name in STEPS:
            monkeypatch.setattr(owner, name, self._wrap(getattr(owner, name), name))

    def _wrap(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def step(*args: Any) -> Any:
            self.steps += 1
            if self.steps == self._at:
                if name == "save_capture":
                    archive, capture = args
                    place = real(archive, capture)
                    with (archive.folder / place.file).open("r+b") as half:
                        half.truncate(place.offset + 150)
                elif name == "replace_file":
                    path, data = args
                    path.with_name(f".{path.name}.x.part").write_bytes(data[: len(data) // 2])
                raise Killed
            return real(*args)

        return step


def build_sites(folder: Path) -> None:
    site = Site(folder, page_size=3)
    site.add(*range(7))
    other = Site(folder, "www.other.example", page_size=3)
    other.add(0, 1, 8)


def read_content(bench: Bench) -> dict[str, str]:
    return {name: digest for name, digest in bench.content().items() if not name.endswith(".part")}


def test_killed_at_any_of_fifty_points_and_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = tmp_path / "mirror"
    build_sites(mirror)
    whole = Bench(tmp_path / "whole", mirror)
    with monkeypatch.context() as patched:
        fuse = Fuse(patched)
        whole.scrape(*SOURCES)
        steps = fuse.steps
    expected = read_content(whole)
    assert len(expected) == 8
    assert steps >= POINTS
    for at in sorted(random.Random(7).sample(range(1, steps + 1), POINTS)):  # noqa: S311
        bench = Bench(tmp_path / f"killed-{at}", mirror)
        with monkeypatch.context() as patched:
            Fuse(patched, at)
            with pytest.raises(Killed):
                bench.scrape(*SOURCES)
        assert all(path.read_bytes() for path in (bench.root / "content").rglob("*.md"))
        bench.scrape(*SOURCES)
        bench.scrape(*SOURCES)
        assert read_content(bench) == expected, f"killed at step {at} of {steps}"
        shutil.rmtree(bench.root)


def test_a_process_killed_by_signal_leaves_no_trace(tmp_path: Path) -> None:
    mirror, sources = tmp_path / "mirror", tmp_path / "sources"
    build_sites(mirror)
    sources.mkdir()
    for source in SOURCES:
        text = f"id: {source.id}\nname: 示例市政府\nregion: 371600\nurl: {source.url[0]}\nfamily: generic\nlicence: official\npages: 9\n"
        (sources / f"{source.id}.yml").write_text(text, "utf-8")

    def start(root: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "from scraper.cli import main; raise SystemExit(main())"]
        command += ["scrape", "--root", str(root), "--sources", str(sources), "--mirror", str(mirror), "--delay", "0.05"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def read(root: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (root / "content" / "notices").rglob("*.md")}

    def count(root: Path) -> int:
        """How far a run has come: kilobytes archived, then notices written."""
        return sum(path.stat().st_size for path in root.rglob("*.warc.gz")) // 1000 + 20 * len(list(root.rglob("notices/**/*.md")))

    assert start(tmp_path / "whole").wait(60) == 0
    expected = read(tmp_path / "whole")
    assert len(expected) == 8
    for far in (1, 3, 5, 7, 20, 60, 100):
        process = start(tmp_path / "killed")
        while count(tmp_path / "killed") < far and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert start(tmp_path / "killed").wait(60) == 0
    assert read(tmp_path / "killed") == expected
