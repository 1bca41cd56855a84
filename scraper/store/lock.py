"""One writer at a time: locks that die with their holder, on a file that says who holds it, or on a folder itself."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase
from pathlib import Path
from time import monotonic, sleep

from scraper.errors import StoreError
from scraper.store.files import name_refusal

PATIENCE = 20.0
PAUSE = 0.02
"""Seconds."""


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
def hold_folder(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold a folder for as long as the block runs, without a file in it; gives False when another process does, or the disk can't tell.

    With `wait`, another process is given a while: turns are short, and nobody may stop all others.

    Processes that are started meanwhile hold it, too, when they are given what is open here.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        os.set_inheritable(handle, True)
        yield try_lock(handle, PATIENCE if wait else 0)
    finally:
        os.close(handle)


def try_lock(handle: int, seconds: float) -> bool:
    """True when the lock could be taken before the time was up."""
    until = monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(PAUSE)
        except OSError:
            return False
        else:
            return True
