"""`policy-digest scrape`: visit the sources, put what is new on the shelf."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx2
import stamina

from scraper.attachments.reading_process import has_readers
from scraper.cli.console import (
    Commands,
    add_command,
    add_root,
    complain,
    open_digest,
    open_vocabulary,
    read_day,
    say,
    say_json,
    show_progress,
)
from scraper.copies.originals import find_host
from scraper.errors import ConfigError, DigestError
from scraper.fetch.address import is_loopback
from scraper.fetch.browser import BrowserTransport
from scraper.fetch.client import Client, Limits
from scraper.fetch.mirror import MirrorTransport
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.harvest.visit_tally import RunOptions
from scraper.model import Provenance, Snapshot
from scraper.pipeline import Reading, build_reader, read_inputs
from scraper.scraping import Result, RunContext, scrape_sources
from scraper.sources.digest_settings import (
    FOLDER,
    LEAST_DELAY,
    SETTINGS,
    Settings,
    choose_own,
    list_unknown,
    load_settings,
    suggest_name,
)
from scraper.sources.source import Family, Source
from scraper.sources.source_files import SHIPPED, load_sources
from scraper.store.files import begin_work, save_text
from scraper.store.root import CONFIG
from scraper.store.run_state import Visit

MARKUP = re.compile(r"[\\`*_\[\]<>|]")
CONTACT = "POLICY_DIGEST_CONTACT"
HOME = "https://policy-digest.example/about"
LOOPBACK_ONLY = "--allow-loopback: this run reaches servers on this machine only (localhost, 127.0.0.0/8, ::1), without delay"
EPILOG = """Sources are the files sources/*.yml of the digest and the shipped ones that its digest.yml names; --sources DIR takes a folder's
instead. contact, delay and budget of digest.yml hold where no option is given. A digest without digest.yml visits all shipped sources, too.
--allow-loopback scrapes a server on this machine, to try a source or a test site; no other address is reached then.
--mirror DIR answers every address from saved files and never uses the network (tests/web/README.md says how they are named).

exit codes: 0 all sources delivered; 1 some did not, their states and next steps are named, or something on the disk is damaged or
refuses, which is named: what could not be written is tried again by the next run; 2 not begun

example:
  policy-digest scrape --root my-digest --max-new 20
  policy-digest scrape --root my-digest --report run.md"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "scrape", run, "visit the sources and put what is new on the shelf", EPILOG)
    parser.add_argument("ids", nargs="*", metavar="ID", help="a source (default: all)")
    add_root(parser)
    add_sources(parser)
    parser.add_argument("--mirror", type=Path, metavar="DIR", help="saved pages in place of the network")
    add_loopback(parser)
    parser.add_argument("--max-new", type=read_count, metavar="N", help="at most N new pages a source")
    parser.add_argument("--since", type=read_day, metavar="DATE", help="leave out entries older than this")
    parser.add_argument(
        "--delay",
        type=float,
        metavar="S",
        help=f"seconds between two requests to a host (default and least: {LEAST_DELAY}; 0 with --mirror or --allow-loopback)",
    )
    add_contact(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON, one line a source")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the summary there too: JSON to a .json, else Markdown")


def add_sources(parser: argparse.ArgumentParser) -> None:
    """`--sources`: which source files."""
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of source files, in place of the digest's and the shipped ones")


def add_loopback(parser: argparse.ArgumentParser) -> None:
    """`--allow-loopback`: a server on this machine."""
    parser.add_argument(
        "--allow-loopback",
        action="store_true",
        help="reach servers on this machine (localhost, 127.0.0.0/8, ::1) without delay, and no other; sources elsewhere are left out",
    )


def add_contact(parser: argparse.ArgumentParser) -> None:
    """`--contact`: whom a site can write to."""
    parser.add_argument(
        "--contact", default=os.environ.get(CONTACT), help=f"address or page that sites find in our User-Agent (default: ${CONTACT})"
    )


def run(args: argparse.Namespace) -> int:
    """Visit, shelve, sum up; 1 when a source did not deliver."""
    if args.report and not args.report.absolute().parent.is_dir():
        raise ConfigError("no such folder for the report", file=str(args.report), remedy="make it, or name another file")
    settings = apply_settings(args)
    known, own, mistakes = find_own(args, settings)
    chosen = keep_reachable(args, choose_sources(own, args.ids, known))
    root = open_digest(args.root)
    warn_contact(args, [url for source in chosen for url in source.url])
    progress = Progress(len(chosen))
    context = build_context(root, known)
    options = RunOptions(args.max_new, args.since, budget=settings.budget, files=has_readers())
    results = scrape_sources(context, chosen, build_client(args, chosen), options, progress)
    for mistake in (*mistakes, *context.complaints.values()):
        complain(f"{mistake.kind}: {mistake}")
    print_results(results, as_json=args.json)
    if args.report:
        with begin_work(args.report):
            save_text(args.report, render_report(results, [*mistakes, *context.complaints.values()], as_json=args.report.suffix == ".json"))
    return int(bool(mistakes or context.complaints) or not all(result.state.good for result in results))


class Progress:
    """A line on the terminal that names the address asked for, and how many sources are done; elsewhere a line for each of several."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def ask(self, url: str) -> None:
        """Called before an address is asked for."""
        show_progress(self._done, self._total, url)

    def finish(self, visit: Visit) -> None:
        """Called after the visit of a source."""
        self._done += 1
        if self._total > 1 and not sys.stderr.isatty():
            complain(f"{self._done}/{self._total} {visit.source} {visit.state}: listed {visit.listed}, new {visit.new}")
        show_progress(self._done, self._total, f"{visit.source} {visit.state}")


def find_sources(root: Path, folder: Path | None) -> tuple[tuple[Source, ...], tuple[ConfigError, ...]]:
    """The sources of a folder, or those shipped and the digest's own; and the files with mistakes.

    Raises:
        ConfigError: no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise ConfigError("no such folder", file=str(folder), remedy="give the folder of the source files")
    return load_sources([folder] if folder else [SHIPPED, root / FOLDER])


def apply_settings(args: argparse.Namespace) -> Settings:
    """The settings of the digest; what no option says of contact and delay is taken from them.

    Raises:
        ConfigError: `digest.yml` is broken.
    """
    settings = load_settings(args.root) or Settings()
    args.contact = args.contact or settings.contact
    if args.delay is None and not (args.mirror or args.allow_loopback):
        args.delay = settings.delay
    return settings


def find_own(args: argparse.Namespace, settings: Settings) -> tuple[tuple[Source, ...], tuple[Source, ...], tuple[ConfigError, ...]]:
    """All sources that are known, of them those that a run visits, and what is wrong with files.

    Those of --sources are all meant; so are all in a digest older than `digest.yml`, which is told.

    Raises:
        ConfigError: no such folder.
    """
    known, mistakes = find_sources(args.root, args.sources)
    if args.sources:
        return known, known, mistakes
    if (args.root / CONFIG).is_file() and not (args.root / SETTINGS).exists():
        complain(f"note: no {SETTINGS} here, so all shipped sources count; for your own only: policy-digest init {args.root}")
        return known, known, mistakes
    return known, choose_own(known, args.root, settings), (*mistakes, *list_unknown(known, args.root, settings))


def choose_sources(own: Sequence[Source], ids: Sequence[str], known: Sequence[Source] = ()) -> tuple[Source, ...]:
    """The sources of that name, or all of the digest's `own`; `known` are those that it could take.

    Raises:
        ConfigError: no such source, or none at all.
    """
    names = {source.id: source for source in own}
    shipped = {source.id for source in known}
    for name in ids:
        if name not in names and name in shipped:
            raise ConfigError(f"the shipped source {name!r} is none of this digest", remedy=f"policy-digest source add {name}")
        if name not in names:
            raise ConfigError(f"no source {name!r}", remedy=suggest_name(name, [*names, *shipped]))
    if not own:
        raise ConfigError("this digest has no sources", remedy="policy-digest source new URL, or source add ID: source list --shipped")
    return tuple(names[name] for name in dict.fromkeys(ids)) if ids else tuple(own)


def keep_reachable(args: argparse.Namespace, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that a run reaches: all, or with --allow-loopback, which it says aloud, those on this machine and folders.

    Raises:
        ConfigError: none is on this machine.
    """
    if not args.allow_loopback:
        return tuple(sources)
    kept = tuple(source for source in sources if source.family is Family.FOLDER or all(map(is_here, source.url)))
    left = ", ".join(source.id for source in sources if source not in kept)
    if not kept:
        raise ConfigError("no source on this machine", remedy="give an url: like http://127.0.0.1:8000/tz/, or leave out --allow-loopback")
    tell_loopback(args, f"; left out: {left}" if left else "")
    return kept


def is_here(url: str) -> bool:
    """True for an address on this machine."""
    return is_loopback(find_host(url) or "")


def tell_loopback(args: argparse.Namespace, more: str = "") -> None:
    """Prints that only sources on this machine are visited; beside lines of JSON on standard error."""
    (complain if args.json else say)(LOOPBACK_ONLY + more)


def build_context(root: Path, known: Sequence[Source]) -> RunContext:
    """The context of a run in the digest at `root`, with the clock and the compiled vocabulary."""
    reader = build_reader(open_vocabulary())

    def normalize(snapshot: Snapshot, origin: Provenance) -> Reading:
        return next(read_inputs((snapshot.name,), lambda _: snapshot, reader, origin))

    return RunContext(root, known, normalize, lambda: datetime.now(UTC))


def build_client(args: argparse.Namespace, sources: Sequence[Source] = (), limits: Limits | None = None) -> Client:
    """The client of a run: the network, or a mirror. Hosts are let off TLS verification by their source files alone.

    Raises:
        ConfigError: no such mirror.
    """
    mirror, delay = args.mirror, args.delay
    if mirror is not None and not mirror.is_dir():
        raise ConfigError("no such folder", file=str(mirror), remedy="give the folder of the saved pages")
    transport: httpx2.AsyncBaseTransport = (
        MirrorTransport(mirror) if mirror else PublicTransport(loopback=args.allow_loopback, excused=list_excused(sources))
    )
    stamina.instrumentation.set_on_retry_hooks(())  # a try that failed is no news; states are
    pause = delay or 0.0 if mirror or args.allow_loopback else max(LEAST_DELAY, delay or 0.0)
    if mirror is None and any(source.browser for source in sources):
        transport = BrowserTransport(transport, size=(limits or Limits()).size)
    return Client(transport, Pace(pause), limits=limits, agent=f"PolicyDigest/{version('policy-digest')} (+{args.contact or HOME})")


def warn_contact(args: argparse.Namespace, addresses: Iterable[str]) -> None:
    """Warns when sites of others would be visited without --contact; mirrors, folders and loopback need none."""
    online = [address for address in addresses if address.startswith(("http://", "https://"))]
    if args.mirror is None and not args.contact and not all(map(is_here, online)):
        complain(f"warning: sites can't reach you: name a page or an address of yours with --contact or ${CONTACT}")


def list_excused(sources: Sequence[Source]) -> frozenset[str]:
    """The hosts of sources that say why their certificate can't be verified."""
    return frozenset(find_host(url) or "" for source in sources if source.tls_excuse for url in source.url)


def print_results(results: Sequence[Result], *, as_json: bool) -> None:
    """One row a source; what needs a person is followed by the next step."""
    for result in results:
        if as_json:
            say_json(summarize_result(result))
            continue
        visit = result.visit
        listed = f"listed {visit.listed}" if visit.changed else "list unchanged"
        counts = f"{listed}, new {visit.new}, added {result.added}, changed {result.changed}, failed {visit.failed}"
        say(f"{visit.source:<24} {result.state:<17} {counts}, requests {visit.requests}")
        if not result.state.good:
            say(f"{'':<24} {visit.detail or 'no details'}; {result.state.next_step}")


def summarize_result(result: Result) -> dict[str, Any]:
    """One source in a run, as JSON types."""
    return asdict(result.visit) | {"added": result.added, "changed": result.changed, "next_step": result.state.next_step}


def render_report(results: Sequence[Result], complaints: Sequence[DigestError], *, as_json: bool) -> str:
    """A run for whoever was not there: sums, what needs a person with its next step, every source, and what was broken."""
    rows = [summarize_result(result) for result in results]
    sums = {name: sum(row[name] for row in rows) for name in ("listed", "new", "added", "changed", "failed", "requests")}
    troubled = [row for row, result in zip(rows, results, strict=True) if not result.state.good]
    said = [{"kind": error.kind, "message": str(error)} for error in complaints]
    if as_json:
        run = rows[0]["run"] if rows else None
        return json.dumps({"run": run, "sums": sums, "sources": rows, "complaints": said}, ensure_ascii=False, indent=1) + "\n"
    lines = ["# Scrape run", "", ", ".join(f"{name} {count}" for name, count in sums.items()), ""]
    lines += ["## Needs a person", ""] if troubled or said else []
    lines += [f"- {row['source']}: {row['state']}: {flatten(row['detail'] or 'no details')}; {row['next_step']}" for row in troubled]
    lines += [f"- {error['kind']}: {flatten(error['message'])}" for error in said]
    keys = ("source", "state", "listed", "new", "added", "changed", "failed")
    table = [keys, ["---"] * len(keys), *([row[key] for key in keys] for row in rows)]
    lines += ["", "## Sources", "", *(f"| {' | '.join(map(str, cells))} |" for cells in table)]
    return "\n".join(lines) + "\n"


def flatten(text: str) -> str:
    r"""What a site or a file has said, on one line and without markup.

    >>> flatten("a\n# <b>b</b> |c") == r"a # \<b\>b\</b\> \|c"
    True
    """
    return MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def read_count(text: str) -> int:
    """A number from the command line, not below 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number")
    return int(text)
