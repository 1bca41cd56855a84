"""A digest's folder: `mkdocs.yml` beside `content/`."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from scraper.errors import ConfigError
from scraper.model.bounds import Overgrown, check_yaml
from scraper.store.files import PART, name_refusal, save_text, sweep_parts
from scraper.store.lock import hold_folder

CONFIG = "mkdocs.yml"
KEPT = ".policy-digest"
"""What runs remember; never published, and not needed to build."""
LOCK = Path(KEPT) / "lock"
LARGEST = 1 << 20
"""Characters of `mkdocs.yml`."""
STATE = Path(KEPT) / "state.sqlite"
BESIDE = frozenset({KEPT, ".git"})
"""What a folder may hold and still count as empty."""


def find_root(root: Path) -> Path:
    """The folder, when it is a digest.

    Raises:
        ConfigError: it has no `mkdocs.yml`, or one that nobody should load.
    """
    if not (root / CONFIG).is_file():
        remedy = "name one with --root, or make one: policy-digest ingest FILE --root DIR"
        raise ConfigError(f"no {CONFIG} here: not a digest", file=str(root), remedy=remedy)
    check_config(root / CONFIG)
    return root


def check_config(path: Path) -> None:
    """Refuse an mkdocs.yml that is too large or too deep to load; other mistakes in it are left to MkDocs.

    Raises:
        ConfigError: it is too large or too deep, with the line.
    """
    try:
        check_yaml(path.read_text("utf-8"), LARGEST, references=True)
    except Overgrown as error:
        raise ConfigError(str(error), file=str(path), line=error.line, remedy="write it with fewer levels") from error
    except (OSError, ValueError, yaml.YAMLError):
        return


def open_root(root: Path, starter: Traversable) -> Path:
    """The folder as a digest; a missing or empty one, or one where this was broken off, gets the files of `starter`.

    Raises:
        ConfigError: a folder with other things in it.
        StoreError: the disk refused.
    """
    if (root / CONFIG).is_file():
        return root
    if root.exists() and not (root.is_dir() and all(path.name in BESIDE or is_left(path, starter) for path in root.iterdir())):
        raise ConfigError(
            f"neither a digest (no {CONFIG}) nor an empty folder", file=str(root), remedy="name a digest or an empty folder with --root"
        )
    with name_refusal(root):
        root.mkdir(parents=True, exist_ok=True)
        with hold_folder(root, wait=True):
            sweep_parts(root)
            copy_tree(starter, root)
    return root


def is_left(path: Path, source: Traversable) -> bool:
    """True for what a copy of the folder `source` that was broken off has left."""
    item = source.joinpath(path.name)
    if path.is_dir():
        return item.is_dir() and all(is_left(below, item) for below in path.iterdir())
    return path.name.endswith(PART) or (item.is_file() and path.read_bytes() == item.read_bytes())


def copy_tree(source: Traversable, target: Path) -> None:
    """Copy packaged text files; `mkdocs.yml` goes last, because its presence says that the digest is whole."""
    for item in sorted(source.iterdir(), key=lambda item: (item.name == CONFIG, item.name)):
        if item.is_dir():
            copy_tree(item, target / item.name)
        elif not item.name.endswith((".py", ".pyc")):
            save_text(target / item.name, item.read_text("utf-8"))
