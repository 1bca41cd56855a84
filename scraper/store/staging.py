"""A folder that appears whole: made aside, then put in place of the old one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from scraper.store.files import begin_work, name_refusal
from scraper.store.lock import wait_turn


class Discarded(Exception):
    """Raised inside `stage_folder` to leave the old folder as it is."""


@contextmanager
def stage_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well it takes the place of `target`, else `target` stays as it was.

    Raises:
        StoreError: the disk refused.
        KeyboardInterrupt: as it came, with a word on what is kept.
    """
    with name_refusal(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        stage.chmod(0o755)
    try:
        with begin_work(target):
            yield stage
            with wait_turn(target.parent):
                swap_folder(stage, target)
    except Discarded:
        pass
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"{target} stays as it was") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def swap_folder(new: Path, target: Path) -> None:
    """Put `new` in the place of `target` by renaming; whatever stops it puts the old one back."""
    old = new.with_name(f"{new.name}.old")
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
