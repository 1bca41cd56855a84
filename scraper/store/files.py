"""Files written whole or not at all, and what the disk refuses told with path and reason."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from scraper.errors import StoreError

PART = ".part"
REMEDY = "free space or fix the permissions, then run the command again"


@contextmanager
def name_refusal(path: Path, what: str = "can't be written", remedy: str | None = REMEDY) -> Iterator[None]:
    """A context that raises what the disk refuses in it, to us or to SQLite, as a StoreError about `path`.

    Raises:
        StoreError: the disk refused.
    """
    try:
        yield
    except BrokenPipeError:  # no disk: the reader of our output has left
        raise
    except OSError as error:
        raise StoreError(f"{what}: {error.strerror or error}", file=str(path), remedy=remedy) from error
    except sqlite3.Error as error:
        raise StoreError(f"{what}: {error}", file=str(path), remedy=remedy) from error


@contextmanager
def begin_work(folder: Path) -> Iterator[None]:
    """A context for work in steps: what the disk refuses in it is raised as an error whose `begun` says that a part was done.

    Raises:
        StoreError: the disk refused; `begun`.
    """
    try:
        with name_refusal(folder):
            yield
    except StoreError as error:
        error.begun = True
        raise


def save_text(path: Path, text: str) -> bool:
    """Write a file by way of a temporary one beside it; False when it holds this text already.

    A reader sees the old file or the new one, never half of it, whatever stops the run.

    Raises:
        StoreError: the disk refused; the old file stays as it was.
    """
    data = text.encode("utf-8", "surrogatepass")
    with name_refusal(path):
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    return True


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of `path` in one step."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=PART, delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(0o644)
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def sweep_parts(folder: Path) -> int:
    """Remove temporary files that a killed run has left in a folder and below; gives their number. For the holder of the lock only.

    One that can't be removed does no harm.
    """
    parts = list(folder.rglob(f".*{PART}"))
    for part in parts:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return len(parts)


def load_text(path: Path) -> str | None:
    """A file's text as it is, line ends included; None when there is no such file.

    Raises:
        StoreError: the disk refused, or it is no UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise StoreError(f"not UTF-8 at byte {error.start}", file=str(path), remedy="save it as UTF-8") from error
    except OSError as error:
        raise StoreError(f"can't be read: {error.strerror or error}", file=str(path)) from error
