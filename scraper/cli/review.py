"""`policy-digest review`: what a person should look at, worst first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.cli.console import Commands, add_command, add_root, say, say_json
from scraper.errors import DigestError
from scraper.frontmatter import find_place
from scraper.store.files import load_text
from scraper.store.root import find_root
from scraper.store.shelf import Shelf, Shelved

EPILOG = """A doubt is an entry of a notice's review queue. Correct the file, delete the entry, and your words stay:
no later run changes them.

exit codes: 0 listed, even when there is nothing to do; 1 some files are broken, see policy-digest check; 2 no digest there

example:
  policy-digest review --root my-digest --rule no-region"""
ORDER = (
    "front-matter",
    "edit-conflict",
    "damaged",
    "withdrawn",
    "script-only",
    "empty-body",
    "no-region",
    "ambiguous-region",
    "no-title",
    "no-date",
)
"""Rules from the worst on: what hides or falsifies a notice goes before what only leaves a gap."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to look at, and where."""

    held: bool
    rule: str
    file: str
    line: int | None
    message: str

    @property
    def weight(self) -> tuple[object, ...]:
        """Worst first: held notices, then by rule, then by place."""
        rank = ORDER.index(self.rule) if self.rule in ORDER else len(ORDER)
        return (not self.held, rank, self.rule, self.file, self.line or 0)


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "review", run, "list what a person should look at, worst first", EPILOG)
    add_root(parser)
    parser.add_argument("--rule", metavar="RULE", help="this rule only")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each entry")


def run(args: argparse.Namespace) -> int:
    """Print the review queue."""
    entries = sorted(list_entries(Shelf(find_root(args.root))), key=lambda entry: entry.weight)
    for entry in entries:
        if args.rule in (None, entry.rule):
            print_entry(entry, as_json=args.json)
    return int(any(entry.rule == "front-matter" for entry in entries))


def list_entries(shelf: Shelf) -> Iterator[Entry]:
    """All doubts of all notices, and the files that can't be read."""
    for item in shelf.load_notices():
        if isinstance(item, DigestError):
            yield Entry(held=True, rule=item.kind, file=item.file or "", line=item.line, message=item.message)
        else:
            yield from list_doubts(shelf, item)


def list_doubts(shelf: Shelf, item: Shelved) -> Iterator[Entry]:
    """The doubts of one notice, each with the line of its words or of its entry."""
    if not item.notice.doubts:
        return
    text = (load_text(item.path) or "").replace("\r\n", "\n")
    for index, doubt in enumerate(item.notice.doubts):
        line = find_place(text, ("doubts", index), doubt.span.start if doubt.span else None)
        yield Entry(item.notice.held, doubt.rule, shelf.name(item.path), line, doubt.message)


def print_entry(entry: Entry, *, as_json: bool) -> None:
    """One line an entry."""
    if as_json:
        say_json({"file": entry.file, "line": entry.line, "rule": entry.rule, "held": entry.held, "message": entry.message})
    else:
        say(f"{entry.file}{f':{entry.line}' if entry.line else ''}: {entry.rule}{' (held)' if entry.held else ''}: {entry.message}")
