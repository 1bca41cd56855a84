"""`policy-digest render`: the whole site as Markdown, for any generator."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from scraper.cli.console import SITE, Commands, add_command, add_day, add_root, complain, find_today, say, say_json
from scraper.errors import ConfigError
from scraper.store.root import CONFIG, find_root
from scraper.store.staging import stage_folder

RENDER = f"{SITE}.render"
"""By name: the scraper imports nothing of the site."""
EPILOG = """Writes docs/ with a Markdown file for each page of the site, data, feeds, styles, scripts and the search index, and
a mkdocs.yml under which plain MkDocs builds it: a way on when a generator goes.

exit codes: 0 written; 1 written without the notices named; 2 no digest there, or OUT holds something else

example:
  policy-digest render rendered/ --root my-digest && mkdocs build -f rendered/mkdocs.yml"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "render", run, "write the whole site as Markdown for any generator", EPILOG)
    parser.add_argument("out", type=Path, metavar="OUT", help="where the tree goes; takes the place of an earlier one")
    add_root(parser)
    add_day(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object: out, left_out")


def run(args: argparse.Namespace) -> int:
    """Render the digest and print where the tree is."""
    root, out = find_root(args.root).resolve(), args.out.resolve()
    if root.is_relative_to(out) or (out.exists() and any(out.iterdir()) and not (out / CONFIG).is_file()) or (out / "content").exists():
        raise ConfigError("neither an empty folder nor an earlier tree", file=str(out), remedy="name another one")
    render: Any = import_module(RENDER)
    with stage_folder(out) as stage:
        _, faults = render.render_digest(root, stage, args.as_of or find_today())
    for fault in faults:
        complain(f"left out: {fault}")
    if args.json:
        say_json({"out": str(out), "left_out": [str(fault) for fault in faults]})
    else:
        say(str(out))
    return int(bool(faults))
