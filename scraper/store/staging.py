"""A folder that appears whole: made aside, then put in place of the old one.

Whoever makes one holds it, so that it is known for left over when its process was killed; and whoever sweeps or puts in place takes a turn
by holding the folder around.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from scraper.store.files import begin_work, name_refusal
from scraper.store.lock import hold_folder

OLD = ".old"
LEFT = re.compile(rf"[a-z0-9_]{{8}}(?:{re.escape(OLD)})?")
"""What follows the target's name in that of a folder made aside, or put aside."""


class Discarded(Exception):
    """Raised inside `stage_folder` to leave the old folder as it is."""


@contextmanager
def stage_folder(target: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well it takes the place of `target`, else `target` stays as it was.

    What builds that were killed have left beside `target` is swept first.

    Raises:
        StoreError: the disk refused.
        KeyboardInterrupt: as it came, with a word on what is kept.
    """
    with ExitStack() as held:
        with name_refusal(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
            with hold_folder(target.parent, wait=True) as turn:
                if turn:
                    sweep_stages(target)
                stage = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
                held.enter_context(hold_folder(stage))
            stage.chmod(0o755)
        try:
            with begin_work(target):
                yield stage
                with hold_folder(target.parent, wait=True):
                    swap_folder(stage, target)
        except Discarded:
            pass
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"{target} stays as it was") from None
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def sweep_stages(target: Path) -> None:
    """Remove what killed builds have left beside `target`; one that was killed between two renames has left the last good folder."""
    for left in list(target.parent.iterdir()):
        if not left.name.startswith(f".{target.name}.") or not LEFT.fullmatch(left.name.removeprefix(f".{target.name}.")):
            continue
        with hold_folder(left) as free:
            if free and left.name.endswith(OLD) and not target.exists():
                left.rename(target)
            elif free and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)


def swap_folder(new: Path, target: Path) -> None:
    """Put `new` in the place of `target` by renaming; whatever stops it puts the old one back."""
    old = new.with_name(f"{new.name}{OLD}")
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
