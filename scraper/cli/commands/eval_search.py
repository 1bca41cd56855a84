"""`policy-digest eval-search`: how early readers' queries find their answers on a built site."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from scraper.cli.console import SITE, Commands, add_command

SEARCHING = f"{SITE}.searching"
"""By name: the scraper imports nothing of the site, and a browser is asked for only when searches are judged."""
EPILOG = """Types every query into the site's own search page in headless Chromium (pip install 'policy-digest[dev]', and Chromium).

exit codes: 0 judged; 1 success@3 is below --min; 2 wrong use, no site, or no browser

example:
  policy-digest eval-search queries.json --site my-digest/site --min 0.9"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "eval-search", run, "score the search of a built site with readers' queries", EPILOG)
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="a JSON file of queries and their answers")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="a built site (default: site/)")
    parser.add_argument("--min", type=float, default=0.0, metavar="SHARE", help="fail when success@3 is below")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Hand over to the site's own judge."""
    searching: Any = import_module(SEARCHING)
    return int(searching.run_command(args))
