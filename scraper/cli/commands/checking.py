"""`policy-digest check`: does everything hold?"""

from __future__ import annotations

import argparse

from scraper.check import check_digest
from scraper.cli.console import Commands, add_command, add_root, find_today, open_vocabulary, say, say_json
from scraper.store.root import find_root
from scraper.store.shelf import Shelf

EPILOG = """One line a finding: file:line: rule: message.
Rules: front-matter, store, unique-id, path, round-trip, vocabulary, evidence, dates,
privacy, anchors.

exit codes: 0 all holds; 1 findings; 2 no digest there

example:
  policy-digest check --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "check", run, "ask of every notice in content/ what must hold", EPILOG)
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the findings; 1 when there are any."""
    shelf = Shelf(find_root(args.root))
    findings = list(check_digest(shelf, open_vocabulary(), find_today()))
    if args.json:
        say_json([{"file": f.file, "line": f.line, "rule": f.rule, "message": f.message} for f in findings])
    else:
        for finding in findings:
            say(str(finding))
        count = len(list(shelf.list_paths()))
        say(f"{count} notices, {len(findings)} findings" if findings else f"{count} notices, all holds")
    return int(bool(findings))
