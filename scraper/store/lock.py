"""One writer at a time: a lock file that says who holds it and that dies with its holder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase
from pathlib import Path

from scraper.errors import StoreError
from scraper.store.files import name_refusal


@contextmanager
def hold_lock(path: Path, holder: str = "") -> Iterator[None]:
    """Hold the lock file at `path` for as long as the block runs; it tells others the process and who `holder` is.

    The lock is the operating system's: it is free again when its process ends, however it ends. The file stays.

    Raises:
        StoreError: another run holds it, or the disk refused.
    """
    with name_refusal(path, "the lock can't be taken"):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b", buffering=0)
    with file:
        with name_refusal(path, "the lock can't be taken"):
            take_lock(file, path)
            file.truncate(0)
            file.write(f"process {os.getpid()}{holder and f' ({holder})'}\n".encode())
        try:
            yield
        finally:
            with suppress(OSError):
                file.truncate(0)


def take_lock(file: RawIOBase, path: Path) -> None:
    """Take the lock on an open file.

    Raises:
        StoreError: another run holds it.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        other = (file.read() or b"").decode("utf-8", "replace").strip() or "another run"
        raise StoreError(f"another run works here: {other}", file=str(path), remedy="wait for it to end and try again") from error


@contextmanager
def wait_turn(folder: Path) -> Iterator[None]:
    """The only one in `folder` for as long as the block runs; others wait. For steps that take no time, and leaves no file.

    Raises:
        OSError: the disk refused.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
