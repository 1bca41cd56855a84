"""One writer at a time: a lock file that says who holds it and that dies with its holder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.errors import StoreError


@contextmanager
def hold_lock(path: Path, holder: str = "") -> Iterator[None]:
    """Hold the lock file at `path` for as long as the block runs; it tells others the process and who `holder` is.

    The lock is the operating system's: it is free again when its process ends, however it ends. The file stays.

    Raises:
        StoreError: another run holds it, or the disk refused.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"the lock can't be opened: {error.strerror}", file=str(path), remedy="make the folder writable") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            other = file.read().strip() or "another run"
            raise StoreError(f"another run works here: {other}", file=str(path), remedy="wait for it to end and try again") from error
        file.truncate(0)
        file.write(f"process {os.getpid()}{holder and f' ({holder})'}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
