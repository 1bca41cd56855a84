"""`policy-digest ingest`: files in, notices on the shelf."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from socket import gethostname

from scraper.cli.console import (
    Commands,
    add_command,
    add_root,
    complain,
    open_digest,
    open_inputs,
    open_vocabulary,
    say,
    say_json,
    show_progress,
)
from scraper.curation import Shelving, shelve_notices
from scraper.model import PageKind
from scraper.pipeline import Reading, build_reader, read_inputs, refuse_stand_in
from scraper.store.files import begin_work
from scraper.store.inputs import Inputs
from scraper.store.lock import hold_lock
from scraper.store.root import LOCK
from scraper.store.shelf import Outcome, Shelf

EPILOG = """An empty or missing --root becomes a new digest. Copies of one notice become one; what a person has edited stays edited;
the same files again change nothing.
Pages that hold no notice (lists, home and error pages, shells of scripts) are named and kept off the shelf; a notice whose text is only in
attachments or pictures is written, and held until a person decides. PDF, Word and Excel files that are named are read like pages.

exit codes: 0 all written; 1 some files could not be read or written, named on standard error; 2 not begun

example:
  policy-digest ingest saved-pages/ --urls urls.tsv --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "ingest", run, "read saved pages or texts and write their notices to content/", EPILOG)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
    parser.add_argument("--urls", type=Path, metavar="URLS.tsv", help="table of addresses: file name TAB address")
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def run(args: argparse.Namespace) -> int:
    """Read the inputs, merge their notices into content/; exit code 1 when something could not be read or written."""
    inputs = open_inputs(args.paths, args.urls)
    root = open_digest(args.root)
    with hold_lock(root / LOCK, f"policy-digest ingest on {gethostname()}"):
        readings = list(read_all(inputs))
        with begin_work(root):
            shelving = shelve_notices([reading.notice for reading in readings if reading.notice], Shelf(root))
    failed = [reading for reading in readings if reading.failure]
    report_errors(failed, shelving)
    summary = count_outcomes(len(readings), failed, shelving)
    say_json(summary) if args.json else say(", ".join(f"{count} {name}" for name, count in summary.items() if count or name == "read"))
    return int(bool(failed or shelving.errors))


def read_all(inputs: Inputs) -> list[Reading]:
    """All inputs, with a line of progress.

    Raises:
        KeyboardInterrupt: as it came, with a word on what is written.
    """
    out: list[Reading] = []
    try:
        for reading in read_inputs(inputs.names, inputs.load, build_reader(open_vocabulary())):
            out.append(refuse_stand_in(reading))
            show_progress(len(out), len(inputs.names), reading.name)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"{len(out)} of {len(inputs.names)} files were read, nothing is written yet") from None
    return out


def report_errors(failed: list[Reading], shelving: Shelving) -> None:
    """A line on standard error for each thing that went wrong."""
    for reading in failed:
        if reading.failure:
            complain(f"{reading.name}: {reading.failure.kind}: {reading.failure.message.removeprefix(f'{reading.name}: ')}")
    for error in shelving.errors:
        complain(f"{error.kind}: {error}")


def count_outcomes(read: int, failed: Sequence[Reading], shelving: Shelving) -> dict[str, int]:
    """How many files were read, what became of the notices, and how many files were pages of each kind that holds none."""
    counts = Counter(outcome.value for _, outcome in shelving.outcomes)
    kinds = Counter(reading.failure.kind for reading in failed if reading.failure)
    return {"read": read - len(failed), "failed": len(failed), "notices": len(shelving.outcomes)} | {
        word: counts[word] + kinds[word] for word in (*Outcome, *(kind for kind in PageKind if kind in kinds))
    }
