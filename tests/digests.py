"""Digests with a site to scrape and files to ingest, and commands on them, here or in a process of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from scraper.cli import main
from tests.scraped import Site

YAML = "id: site\nname: 示例市政府\nregion: 371600\nurl: http://www.site.example/tz/\nfamily: generic\nlicence: official\n"
COMMAND = "from scraper.cli import main; raise SystemExit(main())"


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


def prepare(digest: Digest, command: str) -> None:
    """What has to be there before `command` has something to write."""
    shutil.rmtree(digest.root, ignore_errors=True)
    if command != "ingest":
        assert digest.run("ingest") == 0
    if command == "rebuild":
        assert digest.run("scrape") == 0
        shutil.rmtree(digest.root / "content" / "notices")


def run_apart(words: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, text=True, check=False, **more)
