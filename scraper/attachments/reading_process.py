"""A file to its pages by a process of its own, so that no file can harm this one: the one door to `extraction`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import scraper
from scraper.attachments.file_kinds import tell_kind
from scraper.errors import UnreadFile
from scraper.model import FileState

MODULE: Final = "scraper.attachments.extraction"
SECONDS: Final = 60
MOST_BYTES: Final = 16 * 1024 * 1024
"""Of a file; as many as of a page."""
MOST_SAID: Final = 8 * 1024 * 1024
"""Bytes that the process may answer."""
PACKAGES: Final = ("pypdfium2", "docx", "openpyxl")
HOME: Final = str(Path(scraper.__file__).parents[1])


def has_readers() -> bool:
    """True where the extra `attachments` is installed."""
    return all(find_spec(name) is not None for name in PACKAGES)


def read_file(data: bytes) -> tuple[str, ...]:
    """The text of each page of a file.

    Raises:
        UnreadFile: why there is none; `kind` is one of `FileState`.
    """
    if len(data) > MOST_BYTES:
        raise UnreadFile(FileState.OVERSIZED, f"{len(data):,} bytes, more than {MOST_BYTES:,}")
    tell_kind(data)
    told = _ask_process(data)
    if "pages" in told:
        return tuple(told["pages"])
    raise UnreadFile(FileState(told["kind"]), told["message"], remedy=told["remedy"])


def _ask_process(data: bytes) -> dict[str, Any]:
    """What the process tells of a file.

    Raises:
        UnreadFile: it was stopped, or stopped itself.
    """
    environment = {"PYTHONPATH": HOME, "PATH": os.environ.get("PATH", os.defpath), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", MODULE], input=data, capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadFile(FileState.OVERSIZED, f"not read in {SECONDS} seconds") from error
    if done.returncode or not 0 < len(done.stdout) <= MOST_SAID:
        raise UnreadFile(FileState.OVERSIZED, "its reader was stopped: it asks for more memory or time than any document")
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadFile(FileState.BROKEN, "its reader stops at it") from error
    return told
