"""Arguments in, exit code out: the only door for clock, paths and environment."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from scraper.cli import building, checking, evaluating, explain, ingest, match, normalize, rebuild, review, scrape, source
from scraper.cli.console import complain
from scraper.errors import DigestError

COMMANDS = (normalize, ingest, scrape, source, rebuild, building, checking, review, explain, match, evaluating)
EPILOG = """exit codes:
  0  done
  1  done in part: some inputs, files or sources have errors, all named
  2  not begun: wrong use, broken configuration, or another run holds the digest

example:
  policy-digest ingest saved-pages/ --root my-digest && policy-digest build --root my-digest"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = build_parser().parse_args(argv)
    try:
        code = args.run(args)
        sys.stdout.flush()
    except DigestError as error:
        complain(f"{error.kind}: {error}")
        return 2
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return int(code)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="policy-digest",
        description="Turn notices of regional authorities into a searchable digest of support measures.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('policy-digest')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


__all__ = ["main"]
