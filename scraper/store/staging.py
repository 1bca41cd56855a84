"""A folder that appears whole: made aside, then put in place of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from scraper.errors import StoreError


class Discarded(Exception):
    """Raised inside `stage_folder` to leave the old folder as it is."""


@contextmanager
def stage_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well it takes the place of `target`, else `target` stays as it was.

    Raises:
        StoreError: the disk refused.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        stage.chmod(0o755)
    except OSError as error:
        raise StoreError(f"can't be written: {error.strerror or error}", file=str(target.parent)) from error
    try:
        yield stage
        swap_folder(stage, target)
    except Discarded:
        pass
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def swap_folder(new: Path, target: Path) -> None:
    """Put `new` in the place of `target` by renaming."""
    old = new.with_name(f"{new.name}.old")
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except OSError as error:
        if old.exists() and not target.exists():
            old.rename(target)
        raise StoreError(f"can't be put in place: {error.strerror or error}", file=str(target)) from error
    shutil.rmtree(old, ignore_errors=True)
