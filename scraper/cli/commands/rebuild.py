"""`policy-digest rebuild`: content again from the archive, offline."""

from __future__ import annotations

import argparse

from scraper.cli.commands.scrape import add_sources, build_context, find_sources
from scraper.cli.console import Commands, add_command, add_root, complain, say, say_json
from scraper.scraping import rebuild_content
from scraper.store.root import find_root
from scraper.store.shelf import Outcome

EPILOG = """Reads .policy-digest/archive alone; what people have edited in content/ stays edited.

exit codes: 0 done; 1 done, but some source or content files or parts of the archive are broken, or could not be written, all named;
2 not begun

example:
  policy-digest rebuild --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "rebuild", run, "make content/ again from the archive, without the network", EPILOG)
    add_root(parser)
    add_sources(parser)
    parser.add_argument("--json", action="store_true", help="print how many notices had which outcome as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Rebuild content/ and print how many notices had which outcome; the exit code is 1 when something is damaged."""
    root = find_root(args.root)
    known, mistakes = find_sources(root, args.sources)
    context = build_context(root, known)
    outcomes = rebuild_content(context)
    for mistake in (*mistakes, *context.complaints.values()):
        complain(f"{mistake.kind}: {mistake}")
    if args.json:
        say_json({str(outcome): outcomes[outcome] for outcome in Outcome})
        return int(bool(mistakes or context.complaints))
    say(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing in the archive")
    return int(bool(mistakes or context.complaints))
