"""Arguments in, exit code out: the only door for clock, paths and environment."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from scraper.cli.speech import complain
from scraper.errors import DigestError, StoreError

COMMANDS = {
    "init": ("founding", "make a digest of your own that builds at once"),
    "normalize": ("normalize", "read saved pages or texts and print one JSON object for each"),
    "ingest": ("ingest", "read saved pages or texts and write their notices to content/"),
    "scrape": ("scrape", "visit the sources and put what is new on the shelf"),
    "source": ("sourcing", "list, check, add, pause and resume sources"),
    "rebuild": ("rebuild", "make content/ again from the archive, without the network"),
    "archive": ("archiving", "count what is archived and check that it is whole"),
    "build": ("building", "build the site from content/"),
    "serve": ("building", "show the site here and build it anew when content changes"),
    "render": ("rendering", "write the whole site as Markdown for any generator"),
    "check": ("checking", "ask of every notice in content/ what must hold"),
    "review": ("review", "list what a person should look at, worst first"),
    "explain": ("explain", "tell for each field of a notice its value, rule and quoted words"),
    "match": ("match", "list the measures that a firm can get in a place"),
    "eval": ("evaluating", "score what the rules read against labelled documents"),
    "eval-search": ("eval_search", "score the search of a built site with readers' queries"),
}
"""Each command's module in `commands` and its line of help: a module is loaded when its command runs."""
INTERRUPTED = 130
EPILOG = """exit codes:
  0  done
  1  done in part: some inputs, files or sources have errors, all named
  2  not begun: wrong use, broken configuration, a disk that refuses, or another run holds the digest
  130  stopped with Ctrl-C: what is kept is told, the same command does the rest

example:
  policy-digest ingest saved-pages/ --root my-digest && policy-digest build --root my-digest"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if argv is None else argv
    try:
        args = build_parser(next((word for word in words if word in COMMANDS), None)).parse_args(words)
        code = args.run(args)
        sys.stdout.flush()
    except DigestError as error:
        complain(f"{error.kind}: {error}")
        return 1 if error.begun else 2
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        drop_output()
        return 0
    except OSError as error:  # a disk that fails in reading, or a full one behind our output
        complain(f"{StoreError.kind}: {error.filename or 'standard output'}: {error.strerror or error}")
        if error.filename is None:
            drop_output()
        return 2 if error.filename else 1
    except KeyboardInterrupt as stop:
        complain("; ".join([f"stopped: {stop.args[0]}" if stop.args else "stopped", *stop.args[1:], "the same command does the rest"]))
        return INTERRUPTED
    return int(code)


def drop_output() -> None:
    """Send what is still buffered for a closed standard output to the null device."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Version(argparse.Action):
    """The option `--version`; the version is looked up when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print name and version."""
        sys.stdout.write(f"{parser.prog} {version('policy-digest')}\n")
        parser.exit()


def build_parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands; only that of the `chosen` one knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="policy-digest",
        description="Turn notices of regional authorities into a searchable digest of support measures.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    module = COMMANDS[chosen][0] if chosen else None
    loaded = import_module(f"scraper.cli.commands.{module}") if module else None
    for name, (home, line) in COMMANDS.items():
        if loaded is None or home != module:
            commands.add_parser(name, help=line)
        elif name not in commands.choices:
            loaded.add_parser(commands)
    return parser


__all__ = ["main"]
