"""`policy-digest source`: list, check, add, pause and resume sources."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shlex import quote
from typing import Any

from scraper.adapters.samples import Sample, check_sample, list_entries, load_sample, save_sample
from scraper.cli.commands.scrape import (
    add_contact,
    add_loopback,
    add_sources,
    apply_settings,
    build_client,
    build_context,
    choose_sources,
    find_own,
    find_sources,
    is_here,
    keep_reachable,
    read_count,
    tell_loopback,
    warn_contact,
)
from scraper.cli.console import Commands, add_command, add_root, complain, open_digest, open_vocabulary, say, say_json
from scraper.errors import ConfigError, InputError
from scraper.fetch.client import Fetched, Limits
from scraper.fetch.failure import Unfetched
from scraper.harvest.policy_columns import find_columns
from scraper.harvest.probing import Finding, Prober, refine_source
from scraper.harvest.proposals import propose_source, read_answer
from scraper.harvest.trials import COMES, ELSEWHERE, LEFT, UNASKED, Trial, describe_list, load_answer, summarize_notice, try_entries
from scraper.harvest.visit_tally import RunOptions, describe_broken
from scraper.model import Provenance, Snapshot
from scraper.model.naming import SOURCE_ID
from scraper.model.source_state import State
from scraper.places.gazetteer import build_gazetteer
from scraper.scraping import KEPT
from scraper.sources.digest_settings import FOLDER, SETTINGS, add_names, is_own_file, load_settings, suggest_name
from scraper.sources.schema import render_schema
from scraper.sources.source import Family, Source
from scraper.sources.source_files import SHIPPED, load_source, load_sources
from scraper.store.files import load_text, save_text
from scraper.store.root import find_root
from scraper.store.run_state import Memory, open_memory

BRIEF = Limits(seconds=4.0, tries=1)
RENDERING = 30.0
"""Seconds, where a browser has to start and draw the list."""
DETAILS = 3
SAMPLES = 2
EPILOG = """  source list                      those of the digest, with the state of the last visit
  source list --shipped            those that come with the program, for source add
  source log ID ...                the last twenty runs of a source, newest first
  source add ID ...                take shipped sources into the digest: their names go into digest.yml
  source check ID ...              visit the lists now (three requests a source), take nothing
  source check --offline           read source files and their samples only
  source try URL|FILE|ID           what each entry would become, and why one is left out; takes nothing (FILE: a source file, a saved list)
  source new URL                   recognise the family of a site, write sources/<id>.yml and samples; names more columns (six requests)
  source schema                    print the JSON Schema of source files, for editors
  source pause ID / resume ID      leave a source out of every run, or take it in again with the pages given up

exit codes: 0 all well; 1 a source needs a person, with the next step, or try leaves an entry out; 2 not begun

example:
  policy-digest source check --root my-digest
  policy-digest source try https://www.example.gov.cn/tzgg/ --details 5
  policy-digest source try my-digest/sources/binzhou-gxj.yml"""
ACTIONS = ("list", "log", "add", "check", "try", "new", "schema", "pause", "resume")


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
    parser.add_argument("--shipped", action="store_true", help="with list: the sources that come with the program")
    parser.add_argument("--offline", action="store_true", help="check files only")
    parser.add_argument("--details", type=read_count, default=DETAILS, metavar="N", help="with try: how many notices to read (%(default)s)")
    parser.add_argument("--url", metavar="ADDRESS", help="with try: the address that a saved list has come from")
    parser.add_argument("--id", help="id of a new source")
    parser.add_argument("--reason", default="by hand", help="why a source is paused")
    parser.add_argument("--json", action="store_true", help="one line of JSON a source")


def run(args: argparse.Namespace) -> int:
    """Do what the chosen action says; the exit code is 1 when a source file is wrong or a source does not work."""
    if args.action in ALONE:
        return ALONE[args.action](args)
    if args.shipped:
        args.sources = SHIPPED
    known, own, mistakes = find_own(args, apply_settings(args))
    for mistake in mistakes:
        complain(f"{mistake.kind}: {mistake}")
    if args.action in ("log", "pause", "resume") and not args.names:
        raise ConfigError(f"{args.action}: which source?", remedy=f"policy-digest source {args.action} ID")
    if args.action == "log":
        return print_log(args, choose_sources(own, args.names, known))
    if args.action == "list" and not (own or args.names):
        complain("no sources yet: policy-digest source new URL, or source add ID: source list --shipped")
        return int(bool(mistakes))
    chosen = choose_sources(own, args.names, known)
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


def take_shipped(args: argparse.Namespace) -> int:
    """Take shipped sources into the digest, by their names in `digest.yml`.

    Raises:
        ConfigError: no digest, none with settings, or no such source.
    """
    root, shipped = find_root(args.root), [source.id for source in load_sources([SHIPPED])[0]]
    settings = load_settings(root)
    if settings is None:
        raise ConfigError(f"no {SETTINGS}: all shipped sources count", file=str(root), remedy=f"policy-digest init {args.root}")
    if not args.names:
        raise ConfigError("which source to add?", remedy="see: policy-digest source list --shipped")
    for name in args.names:
        if name not in shipped:
            raise ConfigError(f"no shipped source {name!r}", remedy=suggest_name(name, shipped))
    own = {source.id for source in load_sources([root / FOLDER])[0]}
    names = [name for name in dict.fromkeys(args.names) if name not in settings.sources and name not in own]
    if names:
        save_text(root / SETTINGS, add_names(load_text(root / SETTINGS) or "", names))
    for name in dict.fromkeys(args.names):
        if args.json:
            say_json({"id": name, "added": name in names})
        else:
            say(f"{name}: {'added' if name in names else 'of this digest already'}")
    if not args.json:
        say(f"next: policy-digest scrape {args.names[0]} --max-new 5 --root {quote(str(args.root))}")
    return 0


def find_state(args: argparse.Namespace) -> Path:
    """The state of the digest; to look at sources, none is needed and none is made.

    Raises:
        ConfigError: something is to be remembered, but this is no digest.
    """
    state: Path = args.root / KEPT / "state.sqlite"
    if args.action == "list" and not state.is_file():
        return Path(":memory:")
    return find_root(args.root) / KEPT / "state.sqlite"


def print_log(args: argparse.Namespace, sources: Sequence[Source]) -> int:
    """Prints the last runs of each source: when, state, counts, and what was wrong."""
    with open_memory(find_root(args.root) / KEPT / "state.sqlite") as memory:
        for visit in (visit for source in sources for visit in memory.list_visits(source.id)):
            if args.json:
                say_json(asdict(visit))
            else:
                counts = f"listed {visit.listed}, new {visit.new}, failed {visit.failed}, requests {visit.requests}"
                say(
                    f"{visit.run[:8]} {visit.run[9:15]} {visit.source} {visit.state:<17} {counts}"
                    + (f"; {visit.detail}" if visit.detail else "")
                )
    return 0


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


def try_source(args: argparse.Namespace) -> int:
    """Shows what each entry of a list would become; the exit code is 1 when it does not read or an entry is left out.

    Raises:
        ConfigError: not one address, file or source.
    """
    if len(args.names) != 1:
        raise ConfigError("one address, file or source, please", remedy="policy-digest source try https://...")
    apply_settings(args)
    try:
        source, finding, trials = asyncio.run(try_what(args, args.names[0]))
    except (Unfetched, InputError) as error:
        say(f"{args.names[0]}: {error.state if isinstance(error, Unfetched) else error.kind}: {error}")
        return 1
    rule = describe_list(source, finding) if finding.answers else ""
    print_list(source, finding, rule, as_json=args.json)
    for number, trial in enumerate(trials, start=1):
        print_trial(number, trial, as_json=args.json)
    counts = Counter(trial.fate for trial in trials)
    if not args.json:
        say(", ".join(f"{counts[fate]} {fate}" for fate in (COMES, LEFT, ELSEWHERE, UNASKED) if counts[fate]) or "no entries")
    return int(not finding.state.good or counts[LEFT] > 0)


async def try_what(args: argparse.Namespace, what: str) -> tuple[Source, Finding, list[Trial]]:
    """The source that an address, a file or an id means, what its list shows and what its first entries would become."""
    normalize, path = build_context(args.root, ()).normalize, Path(what)
    if what.startswith(("http://", "https://")):
        if args.allow_loopback:
            tell_loopback(args)
        warn_contact(args, [what])
        async with build_client(args, (), BRIEF) as client:
            source, finding = await (prober := Prober(client)).describe_site(what)
            return source, finding, await try_entries(prober, source, finding, normalize, args.details)
    if path.is_file() and path.suffix not in (".yml", ".yaml"):
        args.mirror, count = args.mirror or path.parent, args.details if args.mirror else 0
        async with build_client(args, (), BRIEF) as client:
            source, finding = await (prober := Prober(client)).describe_answer(load_answer(path, args.url))
            return source, finding, await try_entries(prober, source, finding, normalize, count)
    source = load_source(path) if path.is_file() else find_source(args, what)
    if source.family is Family.FOLDER:
        raise ConfigError("a folder has no list", file=source.file, remedy="policy-digest normalize FOLDER shows what its files become")
    keep_reachable(args, [source])
    warn_contact(args, source.url)
    async with build_client(args, [source], replace(BRIEF, seconds=RENDERING) if source.browser else BRIEF) as client:
        finding = await (prober := Prober(client)).check_source(source)
        return source, finding, await try_entries(prober, source, finding, normalize, args.details)


def find_source(args: argparse.Namespace, name: str) -> Source:
    """A source of the digest, or a shipped one: to try it, nobody has to take it first.

    Raises:
        ConfigError: no such source.
    """
    known, _ = find_sources(args.root, args.sources)
    return choose_sources(known, [name])[0]


def print_list(source: Source, finding: Finding, rule: str, *, as_json: bool) -> None:
    """The line of the list itself."""
    address = finding.answers[-1].final if finding.answers else source.url[0]
    broken = describe_broken(finding.listing.broken)
    if as_json:
        row = {"list": address, "state": finding.state, "detail": finding.detail, "rule": rule, "broken": list(finding.listing.broken)}
        say_json(row | {"next_step": finding.state.next_step, "next_pages": len(finding.listing.next_pages)})
        return
    say(f"{address}: {finding.state}: {finding.detail}" + ("" if finding.state.good else f"; {finding.state.next_step}"))
    say(f"  {rule}" if rule else "  nothing was read")
    if finding.listing.next_pages:
        say(f"  goes on at {finding.listing.next_pages[0]}; a run reads up to {source.pages} pages")
    if len(source.url) > 1:
        say(f"  the first of {len(source.url)} lists of this source")
    if broken and broken not in finding.detail:
        say(f"  not read: {broken}")


def print_trial(number: int, trial: Trial, *, as_json: bool) -> None:
    """What an entry would become: one line, and below it what each field was read from."""
    item, notice = trial.item, trial.notice
    day = item.published.isoformat() if item.published else None
    if as_json:
        row = {"entry": number, "url": item.url, "title": item.title, "published": day, "fate": trial.fate, "reason": trial.reason}
        say_json(row | {"notice": summarize_notice(notice) if notice else None, "rules": dict(trial.rules)})
        return
    say(f"{number:>4} {day or 'no date':<10} {trial.fate:<9} {item.title}" + (f": {trial.reason}" if trial.reason else ""))
    values = summarize_notice(notice) if notice else {}
    for field, rule in trial.rules:
        value = f"{values['letters']} characters, {values['measures']} measures" if field == "body" else values.get(field) or ""
        say(f"       {field:<10}{value}  <- {rule}")


def add_source(args: argparse.Namespace) -> int:
    """Recognises a site and writes its file and samples; says what it proposes, and what to type next.

    Raises:
        ConfigError: not one address, the id is taken, or the digest has a source of this address.
    """
    if len(args.names) != 1:
        raise ConfigError("one address of a list, please", remedy="policy-digest source new https://...")
    if args.id and not SOURCE_ID.holds(args.id):
        raise ConfigError(SOURCE_ID.refuse(args.id), remedy="give another --id")
    root = open_digest(args.root)
    settings = apply_settings(args)
    if args.allow_loopback:
        tell_loopback(args)
    warn_contact(args, args.names)
    try:
        source, finding, details, columns = asyncio.run(look_around(args))
    except Unfetched as error:
        say(f"{args.names[0]}: {error.state}: {error}")
        return 1
    known = load_sources([SHIPPED, root / FOLDER])[0]
    refuse_known(root, source, known, args.id)
    records = describe_details(args.root, source, details)
    told = [record["region"] for record in records if record.get("region")]
    gazetteer, names = build_gazetteer(open_vocabulary().regions), {other.id for other in known}
    answers = (finding.answers[-1], *details)
    source, reason = propose_source(gazetteer, source, answers, told=told, home=settings.region, taken=names.__contains__)
    source = replace(source, id=args.id or source.id, file=str(root / FOLDER / f"{args.id or source.id}.yml"))
    sample = Sample(finding.answers[-1].final, finding.answers[-1].body, list_entries(finding.listing), day=finding.day)
    save_sample(source, sample, list(zip((page.body for page in details), records, strict=True)))
    place = gazetteer.find_place(source.region)
    tell_new(args, source, finding, f"{place.name if place else 'the state'}, by {reason}", columns)
    return int(not finding.state.good)


def refuse_known(root: Path, source: Source, known: Sequence[Source], name: str | None) -> None:
    """Stops where the digest has a source of this address, unless a name is given for another one.

    Raises:
        ConfigError: with the file of that source.
    """
    same = next((other for other in known if is_own_file(other, root) and set(other.url) & set(source.url)), None)
    if same and not name:
        raise ConfigError("this source exists", file=same.file, remedy="for another source of the same list give --id ID")


def tell_new(args: argparse.Namespace, source: Source, finding: Finding, place: str, columns: Sequence[tuple[str, str]]) -> None:
    """Says what was found and written, which other columns of the site may hold policies, and what to type next."""
    where = "" if args.root == Path() else f" --root {quote(str(args.root))}"
    here = " --allow-loopback" if args.allow_loopback else ""
    verb = "scrape" if finding.state.good else "source try"
    step = f"policy-digest {verb} {source.id}{' --max-new 5' if finding.state.good else ''}{where}{here}"
    if args.json:
        row = {"id": source.id, "file": source.file, "name": source.name, "region": source.region, "region_by": place}
        row |= {"state": finding.state, "detail": finding.detail, "next_step": finding.state.next_step}
        say_json(row | {"columns": [{"name": name, "url": url} for name, url in columns], "next": step})
        return
    print_state(source, finding.state, finding.detail, as_json=False)
    say(f"wrote {source.file}: name {source.name}; region {source.region} ({place}); correct both there")
    say('its samples stand beside it; look at expected.json and set "reviewed": true')
    for name, url in columns:
        say(f"also on this site: {name}: policy-digest source new {quote(url)}{where}{here}")
    say(f"next: {step}")


async def look_around(args: argparse.Namespace) -> tuple[Source, Finding, list[Fetched], tuple[tuple[str, str], ...]]:
    """What the list of an address shows, its first detail pages, and columns that the site names on the list or else at home."""
    async with build_client(args, (), BRIEF) as client:
        prober = Prober(client)
        source, finding = await prober.describe_site(args.names[0])
        details = await prober.fetch_details(finding, SAMPLES)
        columns = find_columns(read_answer(finding.answers[0]), finding.answers[0].final)
        if not columns:
            home = await prober.fetch_home(finding.answers[0].final)
            columns = find_columns(read_answer(home), source.url[0]) if home else ()
        return refine_source(source, finding, details), finding, details, columns


def describe_details(root: Path, source: Source, details: Sequence[Fetched]) -> list[dict[str, Any]]:
    """What the first detail pages say, as lines for a person to look at."""
    normalize = build_context(root, ()).normalize
    out: list[dict[str, Any]] = []
    for page in details:
        snapshot = Snapshot(page.final, page.body, sha256(page.body).hexdigest(), page.final, page.header("content-type"))
        reading = normalize(snapshot, Provenance(id=source.id, licence=source.licence))
        if reading.notice is None:
            out.append({"url": page.final, "error": reading.failure and reading.failure.message})
        else:
            out.append({"url": page.final} | summarize_notice(reading.notice))
    return out


def print_schema(_: argparse.Namespace) -> int:
    """Prints what editors complete source files by."""
    say(render_schema().rstrip())
    return 0


ALONE: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "add": take_shipped,
    "new": add_source,
    "schema": print_schema,
    "try": try_source,
}
"""Actions that look for their sources themselves."""
