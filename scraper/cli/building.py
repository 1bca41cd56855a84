"""`policy-digest build` and `serve`: the site, made by MkDocs from a digest's folder."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from scraper.cli.console import Commands, add_command, add_day, add_root, find_today, say
from scraper.errors import ConfigError
from scraper.store.root import CONFIG, find_root
from scraper.store.staging import Discarded, stage_folder

AS_OF = "POLICY_DIGEST_AS_OF"
"""Environment: the day that decides what is in force, read by the site's plugin."""
HOME = "index.html"
BUILD_EPILOG = """The same content and the same --as-of give the same site, byte for byte.

exit codes: 0 built; 1 MkDocs reports errors, the last site stays; 2 no digest there

example:
  policy-digest build --root my-digest --site-dir /srv/www --as-of 2020-03-31"""
SERVE_EPILOG = """exit codes: 0 stopped; 1 MkDocs reports errors; 2 no digest there

example:
  policy-digest serve --root my-digest --addr 127.0.0.1:8000"""


def add_parser(commands: Commands) -> None:
    """Add both commands."""
    build = add_command(commands, "build", run_build, "build the site from content/", BUILD_EPILOG)
    build.add_argument("--site-dir", type=Path, metavar="DIR", help="where the site goes (default: site/ in the digest)")
    build.add_argument("--strict", action="store_true", help="warnings are errors")
    serve = add_command(commands, "serve", run_serve, "show the site here and build it anew when content changes", SERVE_EPILOG)
    serve.add_argument("--addr", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen (default: %(default)s)")
    for parser in (build, serve):
        add_root(parser)
        add_day(parser)


def run_build(args: argparse.Namespace) -> int:
    """Build; prints where the site is. A build that fails leaves the last site as it was."""
    root = find_root(args.root).resolve()
    site = args.site_dir.resolve() if args.site_dir else root / "site"
    if root.is_relative_to(site):
        raise ConfigError("the site would take the place of the digest", file=str(site), remedy="give another --site-dir")
    if site.exists() and any(site.iterdir()) and not (site / HOME).is_file():
        raise ConfigError("neither a site nor an empty folder", file=str(site), remedy="give another --site-dir")
    with stage_folder(site) as stage:
        code = run_mkdocs(root, args.as_of, "build", "--quiet", "--site-dir", str(stage), *(["--strict"] if args.strict else []))
        if code:
            raise Discarded
    if code == 0:
        say(str(site))
    return code


def run_serve(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    return run_mkdocs(find_root(args.root).resolve(), args.as_of, "serve", "--dev-addr", args.addr)


def run_mkdocs(root: Path, day: date | None, command: str, *options: str) -> int:
    """Run MkDocs in a process of its own, so that a plugin's state never leaks from one build into the next; 0 or 1."""
    as_of = day or find_today()
    stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp()
    environment = os.environ | {AS_OF: as_of.isoformat(), "SOURCE_DATE_EPOCH": f"{stamp:.0f}", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", command, "--config-file", str(root / CONFIG), *options], env=environment, check=False
    )
    return int(done.returncode != 0)
