"""What commands share: talking to people, and finding what the package brings along."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias

from scraper.cli.speech import complain, say, say_json
from scraper.errors import ConfigError
from scraper.model import Vocabulary
from scraper.store.inputs import SUFFIXES, Inputs, list_inputs
from scraper.store.root import open_root
from scraper.vocabulary import load_vocabulary

SITE = "site_config"
CHINA = timezone(timedelta(hours=8))
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def open_inputs(paths: list[str], urls: Path | None) -> Inputs:
    """What there is to read, with a word when there is nothing.

    Raises:
        InputError: the table of addresses can't be read.
    """
    inputs = list_inputs(paths, urls)
    if not inputs.names:
        complain(f"nothing to read in {', '.join(paths)}: no {' '.join(sorted(SUFFIXES))} documents")
    return inputs


def show_progress(done: int, total: int, name: str) -> None:
    """A line that replaces itself, on a terminal only."""
    if sys.stderr.isatty():
        line = f"{done}/{total} {name}"[:100]
        sys.stderr.write(f"\r\x1b[K{line}" + ("\r\x1b[K" if done == total else ""))
        sys.stderr.flush()


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help_: str, epilog: str
) -> argparse.ArgumentParser:
    """A subcommand with its one-line help and an epilog of examples and exit codes."""
    parser = commands.add_parser(
        name,
        help=help_,
        description=help_[0].upper() + help_[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_root(parser: argparse.ArgumentParser) -> None:
    """`--root`: which digest."""
    parser.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="the digest: a folder with mkdocs.yml and content/ (default: here)"
    )


def add_day(parser: argparse.ArgumentParser) -> None:
    """`--as-of`: the day that decides what is in force."""
    parser.add_argument(
        "--as-of", type=read_day, default=None, metavar="DATE", help="day that decides what is in force (default: today in China)"
    )


def read_day(text: str) -> date:
    """An ISO date from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2020-02-06") from error


def find_today() -> date:
    """Today where the notices apply."""
    return datetime.now(CHINA).date()


def find_packaged(*parts: str) -> Traversable:
    """Something that the site's package brings along."""
    return files(SITE).joinpath(*parts)


def open_digest(root: Path) -> Path:
    """The digest at `root`; a missing or empty folder becomes one.

    Raises:
        ConfigError: a folder with other things in it.
        StoreError: the disk refused.
    """
    return open_root(root, find_packaged("starter"), compose_facts())


def compose_facts(place: str = "", region: str | None = None, contact: str | None = None) -> dict[str, str]:
    r"""What the files of a new digest say of it: of which place it is, and whom to write to.

    >>> compose_facts("", "371600", "a@b.example")["extra"]
    'extra:\n  contact: "mailto:a@b.example"'
    """
    mailed = f"mailto:{contact.removeprefix('mailto:')}" if contact and "@" in contact.partition("/")[0] else contact
    extra = f"extra:\n  contact: {json.dumps(mailed or 'mailto:someone@example.org')}"
    shown = extra if mailed and not mailed.startswith("http:") else extra.replace("extra", "# extra").replace("  contact", "#   contact")
    return {
        "place": place,
        "region": json.dumps(region) if region else "",
        "contact": json.dumps(contact) if contact else "",
        "extra": shown,
    }


def open_vocabulary() -> Vocabulary:
    """The reviewed words that come with the package.

    Raises:
        ConfigError: they are missing or broken.
    """
    try:
        with as_file(find_packaged("data")) as folder:
            return load_vocabulary(folder)
    except ModuleNotFoundError as error:
        raise ConfigError("the package site_config is not installed", remedy="pip install policy-digest") from error


__all__ = [
    "CHINA",
    "Commands",
    "add_command",
    "add_day",
    "add_root",
    "complain",
    "compose_facts",
    "find_packaged",
    "find_today",
    "open_digest",
    "open_inputs",
    "open_vocabulary",
    "read_day",
    "say",
    "say_json",
    "show_progress",
]
