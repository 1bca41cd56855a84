"""`policy-digest rebuild`: content again from the archive, offline."""

from __future__ import annotations

import argparse
from collections import Counter

from scraper.cli.console import Commands, add_command, add_root, complain, say
from scraper.cli.scrape import add_sources, build_desk, find_sources
from scraper.scraping import rebuild_content
from scraper.store.root import find_root

EPILOG = """Reads .policy-digest/archive alone; what people have edited in content/ stays edited.

exit codes: 0 done; 1 done, but some source files have mistakes or some notices could not be written, all named; 2 not begun

example:
  policy-digest rebuild --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "rebuild", run, "make content/ again from the archive, without the network", EPILOG)
    add_root(parser)
    add_sources(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild and sum up."""
    root = find_root(args.root)
    known, mistakes = find_sources(root, args.sources)
    shelving = rebuild_content(build_desk(root, known))
    for error in (*mistakes, *shelving.errors):
        complain(f"{error.kind}: {error}")
    outcomes = Counter(outcome for _, outcome in shelving.outcomes)
    say(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing in the archive")
    return int(bool(mistakes or shelving.errors))
