"""`policy-digest source`: list, check, add, pause and resume sources."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from scraper.adapters.samples import Sample, check_sample, list_entries, load_sample, save_sample
from scraper.cli.commands.scrape import (
    add_contact,
    add_loopback,
    add_sources,
    build_client,
    build_context,
    choose_sources,
    find_sources,
    is_here,
    keep_reachable,
    tell_loopback,
    warn_contact,
)
from scraper.cli.console import Commands, add_command, add_root, complain, find_packaged, say, say_json
from scraper.errors import ConfigError
from scraper.fetch.client import Fetched, Limits
from scraper.fetch.failure import Unfetched
from scraper.harvest.probing import Finding, Prober, refine_source
from scraper.harvest.visit_tally import RunOptions
from scraper.model import Provenance, Snapshot
from scraper.model.naming import SOURCE_ID
from scraper.model.source_state import State
from scraper.scraping import KEPT
from scraper.sources.schema import render_schema
from scraper.sources.source import Source
from scraper.store.root import find_root, open_root
from scraper.store.run_state import Memory, open_memory

BRIEF = Limits(seconds=4.0, tries=1)
RENDERING = 30.0
"""Seconds, where a browser has to start and draw the list."""
DETAILS = 2
EPILOG = """  source list                      what there is, with the state of the last visit
  source check ID ...              visit the lists now (three requests a source), take nothing
  source check --offline           read source files and their samples only
  source new URL                   recognise the family of a site, write sources/<id>.yml and samples to look at (six requests)
  source schema                    print the JSON Schema of source files, for editors
  source pause ID / resume ID      leave a source out of every run, or take it in again with the pages given up

exit codes: 0 all well; 1 a source needs a person, with the next step; 2 not begun

example:
  policy-digest source check --root my-digest"""
ACTIONS = ("list", "check", "new", "schema", "pause", "resume")


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "source", run, "list, check, add, pause and resume sources", EPILOG)
    parser.add_argument("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    parser.add_argument("names", nargs="*", metavar="ID", help="sources; for new: the address of a list")
    add_root(parser)
    add_sources(parser)
    parser.add_argument("--mirror", type=Path, metavar="DIR", help="saved pages in place of the network")
    add_loopback(parser)
    parser.add_argument("--delay", type=float, metavar="S", help="seconds between two requests to a host")
    add_contact(parser)
    parser.add_argument("--offline", action="store_true", help="check files only")
    parser.add_argument("--id", help="id of a new source")
    parser.add_argument("--reason", default="by hand", help="why a source is paused")
    parser.add_argument("--json", action="store_true", help="one line of JSON a source")


def run(args: argparse.Namespace) -> int:
    """Do what the chosen action says; the exit code is 1 when a source file is wrong or a source does not work."""
    if args.action == "new":
        return add_source(args)
    if args.action == "schema":
        say(render_schema().rstrip())
        return 0
    known, mistakes = find_sources(args.root, args.sources)
    for mistake in mistakes:
        complain(f"{mistake.kind}: {mistake}")
    chosen = choose_sources(known, args.names)
    if args.action in ("pause", "resume") and not args.names:
        raise ConfigError(f"which source to {args.action}?", remedy=f"policy-digest source {args.action} ID")
    if args.action == "check":
        return max(int(bool(mistakes)), check_offline(args, chosen) if args.offline else check_online(args, chosen))
    with open_memory(find_state(args)) as memory:
        for source in chosen:
            if args.action != "list":
                memory.save_pause(source.id, args.reason if args.action == "pause" else None)
            if args.action == "resume":
                memory.forgive_pages(source.id)
            print_source(source, memory, as_json=args.json)
    return int(bool(mistakes))


def find_state(args: argparse.Namespace) -> Path:
    """The state of the digest; to look at sources, none is needed and none is made.

    Raises:
        ConfigError: something is to be remembered, but this is no digest.
    """
    state: Path = args.root / KEPT / "state.sqlite"
    if args.action == "list" and not state.is_file():
        return Path(":memory:")
    return find_root(args.root) / KEPT / "state.sqlite"


def print_source(source: Source, memory: Memory, *, as_json: bool) -> None:
    """A source with what is remembered of it."""
    last = next(iter(memory.list_visits(source.id, 1)), None)
    pause = memory.find_pause(source.id)
    state = State.PAUSED if pause else last.state if last else "new"
    newest = last.newest if last else None
    lost = memory.count_given_up(source.id, RunOptions().tries)
    if as_json:
        row = {"id": source.id, "name": source.name, "family": source.family, "region": source.region, "url": source.url}
        say_json(
            row
            | {
                "verified": source.verified and source.verified.isoformat(),
                "state": state,
                "newest": newest,
                "paused": pause,
                "given_up": lost,
            }
        )
    else:
        seen = source.verified.isoformat() if source.verified else "unverified"
        say(
            f"{source.id:<20} {source.family:<8} {source.region} {seen:<11} {state:<17} {newest or '-':<10} {source.name}"
            + (f" ({lost} pages given up)" if lost else "")
        )


def check_online(args: argparse.Namespace, sources: Sequence[Source]) -> int:
    """Visits each list once and says what it shows."""

    async def check() -> list[Finding]:
        limits = replace(BRIEF, seconds=RENDERING) if any(source.browser for source in sources) else BRIEF
        async with build_client(args, sources, limits) as client:
            return await asyncio.gather(*(Prober(client).check_source(source) for source in sources))

    sources = keep_reachable(args, sources)
    warn_contact(args, [source.url[0] for source in sources])
    findings = asyncio.run(check())
    for source, finding in zip(sources, findings, strict=True):
        print_state(source, finding.state, finding.detail + suggest_date(args, source, finding.state), as_json=args.json)
    return int(not all(finding.state.good for finding in findings))


def suggest_date(args: argparse.Namespace, source: Source, state: State) -> str:
    """For a source that nobody has seen at work before, and that now answers from the real site, what to write into its file."""
    if args.mirror or source.verified or state is not State.OK or any(map(is_here, source.url)):
        return ""
    return f"; works: write `verified: {datetime.now(UTC).date()}` into {source.file}"


def check_offline(args: argparse.Namespace, sources: Sequence[Source]) -> int:
    """Reads the samples of each source again; a sample that nobody has reviewed fails."""
    failed = False
    for source in sources:
        sample = load_sample(source)
        detail = check_sample(source, sample) if sample else None
        failed |= detail is not None
        print_state(
            source, State.LAYOUT_CHANGED if detail else State.OK, detail or ("as expected" if sample else "no sample"), as_json=args.json
        )
    return int(failed)


def print_state(source: Source, state: State, detail: str, *, as_json: bool) -> None:
    """Prints a row of a source: state, reason, next step."""
    if as_json:
        say_json({"id": source.id, "state": state, "detail": detail, "next_step": state.next_step})
    else:
        say(f"{source.id:<20} {state:<17} {detail}" + ("" if state.good else f"; {state.next_step}"))


def add_source(args: argparse.Namespace) -> int:
    """Recognises a site and writes its file and samples.

    Raises:
        ConfigError: not one address, or the id is taken.
    """
    if len(args.names) != 1:
        raise ConfigError("one address of a list, please", remedy="policy-digest source new https://...")
    if args.id and not SOURCE_ID.holds(args.id):
        raise ConfigError(SOURCE_ID.refuse(args.id), remedy="give another --id")
    root = open_root(args.root, find_packaged("starter"))
    if args.allow_loopback:
        tell_loopback(args)
    warn_contact(args, args.names)
    try:
        source, finding, details = asyncio.run(look_around(args))
    except Unfetched as error:
        say(f"{args.names[0]}: {error.state}: {error}")
        return 1
    source = replace(source, id=args.id or source.id, file=str(root / "sources" / f"{args.id or source.id}.yml"))
    sample = Sample(finding.answers[-1].final, finding.answers[-1].body, list_entries(finding.listing), day=finding.day)
    records = describe_details(args.root, source, details)
    save_sample(source, sample, list(zip((page.body for page in details), records, strict=True)))
    print_state(source, finding.state, finding.detail, as_json=args.json)
    say(f'wrote {source.file} and samples; look at expected.json beside them and set "reviewed": true')
    return int(not finding.state.good)


async def look_around(args: argparse.Namespace) -> tuple[Source, Finding, list[Fetched]]:
    """What the list of an address shows, and its first detail pages."""
    async with build_client(args, (), BRIEF) as client:
        prober = Prober(client)
        source, finding = await prober.describe_site(args.names[0])
        details = await prober.fetch_details(finding, DETAILS)
        return refine_source(source, finding, details), finding, details


def describe_details(root: Path, source: Source, details: Sequence[Fetched]) -> list[dict[str, Any]]:
    """What the first detail pages say, as lines for a person to look at."""
    normalize = build_context(root, ()).normalize
    out: list[dict[str, Any]] = []
    for page in details:
        snapshot = Snapshot(page.final, page.body, sha256(page.body).hexdigest(), page.final, page.header("content-type"))
        reading = normalize(snapshot, Provenance(id=source.id, licence=source.licence))
        notice = reading.notice
        if notice is None:
            out.append({"url": page.final, "error": reading.failure and reading.failure.message})
            continue
        region = notice.region.code if notice.region else None
        day = notice.published.isoformat() if notice.published else None
        out.append({"url": page.final, "title": notice.title, "published": day, "region": region, "letters": len(notice.body)})
    return out
