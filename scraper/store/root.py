"""A digest's folder: `mkdocs.yml` beside `content/`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from types import MappingProxyType

import yaml

from scraper.errors import ConfigError
from scraper.model.bounds import Overgrown, check_yaml
from scraper.store.files import PART, name_refusal, save_text, sweep_parts
from scraper.store.lock import hold_folder

CONFIG = "mkdocs.yml"
PLUGIN = "policy-digest"
"""What `mkdocs.yml` of a digest names."""
KEPT = ".policy-digest"
"""What runs remember; never published, and not needed to build."""
LOCK = Path(KEPT) / "lock"
LARGEST = 1 << 20
"""Characters of `mkdocs.yml`."""
STATE = Path(KEPT) / "state.sqlite"
BESIDE = frozenset({KEPT, ".git"})
"""What a folder may hold and still count as empty."""
NO_FACTS: Mapping[str, str] = MappingProxyType({})


def find_root(root: Path) -> Path:
    """The folder, when it is a digest.

    Raises:
        ConfigError: it has no `mkdocs.yml`, or one that nobody should load.
    """
    if not (root / CONFIG).is_file():
        remedy = "name one with --root, or make one: policy-digest init DIR"
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


def open_root(root: Path, starter: Traversable, facts: Mapping[str, str] = NO_FACTS) -> Path:
    """The folder as a digest; a missing or empty one, or one where this was broken off, gets the files of `starter`.

    `facts` are filled in where the files name them (`$place`).

    Raises:
        ConfigError: a folder with other things in it.
        StoreError: the disk refused.
    """
    if (root / CONFIG).is_file():
        return root
    if root.exists() and not (root.is_dir() and all(path.name in BESIDE or is_left(path, starter, facts) for path in root.iterdir())):
        raise ConfigError(
            f"neither a digest (no {CONFIG}) nor an empty folder", file=str(root), remedy="name a digest or an empty folder with --root"
        )
    with name_refusal(root):
        root.mkdir(parents=True, exist_ok=True)
        with hold_folder(root, wait=True):
            sweep_parts(root)
            copy_tree(starter, root, facts)
    return root


def complete_root(root: Path, starter: Traversable, facts: Mapping[str, str] = NO_FACTS) -> tuple[str, ...]:
    """Give a digest the files of `starter` that it lacks; the names of those, in order. Nothing that is there is touched.

    Raises:
        ConfigError: `mkdocs.yml` is that of another site.
        StoreError: the disk refused.
    """
    if PLUGIN not in (find_root(root) / CONFIG).read_text("utf-8", "replace"):
        remedy = f"name an empty folder, or write `plugins: [{PLUGIN}]` into it"
        raise ConfigError(f"{CONFIG} of a site that is no digest", file=str(root / CONFIG), remedy=remedy)
    with name_refusal(root), hold_folder(root, wait=True):
        return tuple(path.relative_to(root).as_posix() for path in copy_tree(starter, root, facts))


def is_left(path: Path, source: Traversable, facts: Mapping[str, str]) -> bool:
    """True for what a copy of the folder `source` that was broken off has left."""
    item = source.joinpath(path.name)
    if path.is_dir():
        return item.is_dir() and all(is_left(below, item, facts) for below in path.iterdir())
    return path.name.endswith(PART) or (item.is_file() and path.read_bytes() == fill_in(item, facts).encode())


def copy_tree(source: Traversable, target: Path, facts: Mapping[str, str]) -> list[Path]:
    """Copy packaged text files that are not there yet; tells which. `mkdocs.yml` goes last: its presence says that the digest is whole."""
    made = []
    for item in sorted(source.iterdir(), key=lambda item: (item.name == CONFIG, item.name)):
        path = target / item.name
        if item.is_dir():
            made += copy_tree(item, path, facts)
        elif not item.name.endswith((".py", ".pyc")) and not path.exists():
            save_text(path, fill_in(item, facts))
            made.append(path)
    return made


def fill_in(item: Traversable, facts: Mapping[str, str]) -> str:
    """The text of a packaged file with the facts that it names."""
    return Template(item.read_text("utf-8")).safe_substitute(facts)
