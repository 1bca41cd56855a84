"""One run at a time under one root; the lock says who holds it and is gone with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.errors import StoreError


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Holds the lock file's lock.

    Raises:
        StoreError: another run holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise StoreError(f"another run works here (process {holder})", file=str(path), remedy="wait until it ends") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
