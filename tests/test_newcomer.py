"""The newcomer's walk with the program of this checkout; test_installed.py plays it from the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.newcomer import HOST, check_search, list_notices, walk
from tests.scraped import Site

pytestmark = pytest.mark.no_cover


@pytest.mark.slow
@pytest.mark.browser
def test_a_newcomer_scrapes_edits_holds_builds_and_searches(tmp_path: Path) -> None:
    def digest(*words: str | Path) -> str:
        command = [sys.executable, "-c", "from scraper.cli import main; raise SystemExit(main())", *map(str, words)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    site = Site(tmp_path / "pages", HOST)
    site.add(0, 1, 2)
    root = walk(digest, tmp_path, site)
    assert len(list_notices(root)) == 3
    check_search(root)
