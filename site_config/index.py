"""The search index: record pages in a temporary folder, read by Pagefind's command line."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from scraper.errors import StoreError
from site_config.pages.records import Record

UNUSED = ("pagefind-*.js", "pagefind-*.css", "*.ui.js")
TIMEOUT = 1800
"""Seconds; 50,000 records take about one minute."""


def index_records(records: Iterable[Record], site: Path, simplify: Callable[[str], str] = str) -> int:
    """Write the records, index them into `site/pagefind` and return their number; `simplify` as in `Record.render`."""
    with tempfile.TemporaryDirectory(prefix="digest-records-") as folder:
        number = save_records(records, Path(folder), simplify)
        if number:
            run_pagefind(Path(folder), site / "pagefind")
    return number


def save_records(records: Iterable[Record], folder: Path, simplify: Callable[[str], str] = str) -> int:
    """Each record as a file below `folder`."""
    number = 0
    for record in records:
        number += 1
        path = folder / record.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record.render(simplify), encoding="utf-8")
    return number


def run_pagefind(folder: Path, out: Path) -> None:
    """Index a folder of pages; StoreError when Pagefind is missing or fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(out), "--force-language", "und", "--silent"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT)
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise StoreError(f"the search index was not made: {said.strip()}", remedy="pip install 'pagefind[bin]'") from error
    for pattern in UNUSED:
        for path in out.glob(pattern):
            if path.name != "pagefind-worker.js":
                path.unlink()
