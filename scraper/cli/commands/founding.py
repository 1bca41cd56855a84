"""`policy-digest init`: a digest of one's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shlex import quote

from scraper.cli.console import Commands, add_command, complain, compose_facts, find_packaged, open_vocabulary, say, say_json
from scraper.errors import ConfigError
from scraper.model.naming import CODE
from scraper.model.region import Region
from scraper.places.gazetteer import Gazetteer, build_gazetteer
from scraper.sources.digest_settings import CONTACT, SETTINGS
from scraper.sources.source_files import SHIPPED, load_sources
from scraper.store.root import CONFIG, complete_root, open_root

EPILOG = """The folder must be missing or empty. It gets mkdocs.yml, digest.yml (contact, delay, budget, sources), content/, README.md and
.github/workflows/digest.yml for scheduled runs, and builds at once. A digest gets the files that it lacks; none is ever overwritten.

exit codes: 0 made, or nothing was missing; 2 not begun: other things stand there, a wrong code or contact, or the disk refuses

example:
  policy-digest init my-digest --region 371600 --contact me@example.org
  policy-digest init old-digest          # gives a digest that has none its digest.yml"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "init", run, "make a digest of your own that builds at once", EPILOG)
    parser.add_argument("root", type=Path, metavar="DIR", help="where: a missing or empty folder, or a digest that lacks files")
    parser.add_argument("--region", metavar="CODE", help="of which place: six digits of GB/T 2260, such as 371600")
    parser.add_argument("--contact", metavar="MAIL", help="whom sites and readers can write to: a mail address or a page")
    parser.add_argument("--json", action="store_true", help="print one JSON object: root, made, suggested, cron")


def run(args: argparse.Namespace) -> int:
    """Make the digest; say what is there now, and what to type next."""
    if args.contact is not None and not CONTACT.holds(args.contact):
        raise ConfigError(CONTACT.refuse(args.contact), remedy="for example --contact me@example.org")
    gazetteer = build_gazetteer(open_vocabulary().regions) if args.region else None
    region = find_region(gazetteer, args.region) if gazetteer else None
    facts = compose_facts(region.name if region else "", region.code if region else None, args.contact)
    made = make_digest(args.root, facts)
    suggested = suggest_shipped(gazetteer, region.code) if gazetteer and region else []
    if args.json:
        say_json({"root": str(args.root), "made": made, "suggested": suggested, "cron": write_cron(args.root)})
        return 0
    say(f"{args.root}: made {', '.join(made)}" if made else f"{args.root}: a digest already, nothing is missing")
    if (args.region or args.contact) and SETTINGS not in made:
        complain(f"note: {SETTINGS} stays as it is; write region and contact into it")
    tell_next(args.root, suggested)
    return 0


def make_digest(root: Path, facts: dict[str, str]) -> list[str]:
    """Make a digest, or complete one; the names of the files made.

    Raises:
        ConfigError: other things stand there.
        StoreError: the disk refused.
    """
    starter = find_packaged("starter")
    if (root / CONFIG).is_file():
        return list(complete_root(root, starter, facts))
    open_root(root, starter, facts)
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)


def find_region(gazetteer: Gazetteer, code: str) -> Region:
    """The unit of a code that is in force.

    Raises:
        ConfigError: there is none.
    """
    if not CODE.holds(code):
        raise ConfigError(CODE.refuse(code), remedy="for example --region 371600")
    current = gazetteer.trace_code(code)
    if current is None:
        raise ConfigError(f"no region {code}", remedy="give a code of GB/T 2260, such as 370000 for a province")
    return gazetteer.regions[current]


def suggest_shipped(gazetteer: Gazetteer, code: str) -> list[str]:
    """Shipped sources of a place and of what lies in it, then of what it lies in, the nearest first."""
    sources, _ = load_sources([SHIPPED])
    inside = [source.id for source in sources if gazetteer.holds(code, source.region)]
    above = [source for source in sources if gazetteer.holds(source.region, code) and source.id not in inside]
    return inside + [source.id for source in sorted(above, key=lambda source: -gazetteer.level(source.region))]


def tell_next(root: Path, suggested: list[str]) -> None:
    """Says what to type next."""
    where = quote(str(root))
    say(f"next: policy-digest source new https://... --root {where}    # the address of a list of notices")
    if suggested:
        say(f"  or: policy-digest source add {suggested[0]} --root {where}    # shipped for this place: {' '.join(suggested)}")
    say(f"then: policy-digest scrape --root {where} && policy-digest serve --root {where}")
    say(f"every day (a line for crontab -e): {write_cron(root)}")


def write_cron(root: Path) -> str:
    """A line of cron that scrapes and builds every day with the program that is running."""
    program = quote(str(Path(sys.argv[0]).resolve())) if Path(sys.argv[0]).name == "policy-digest" else "policy-digest"
    steps = f"{program} scrape; {program} build"
    return f"17 6 * * * cd {quote(str(root.resolve()))} && {{ {steps}; }}".replace("%", r"\%")
