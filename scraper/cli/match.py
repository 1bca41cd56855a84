"""`policy-digest match`: what can a firm get here, now?"""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from scraper.cli.console import Commands, add_command, add_day, add_root, complain, find_today, open_vocabulary, say, say_json
from scraper.errors import ConfigError, DigestError
from scraper.frontmatter.codec import encode_record
from scraper.model import Place, Vocabulary
from scraper.policy.gazetteer import build_gazetteer
from scraper.policy.matching import Match, Wish, match_measures
from scraper.store.root import find_root
from scraper.store.shelf import Shelf, Shelved

SIZES = ("micro", "small", "medium", "large", "self-employed")
EPILOG = """Lists what the place gives itself and what its province and the state give to everyone below. A measure that names no size
is for all sizes; one whose term is not stated is listed as unstated.

exit codes: 0 listed, even when nothing fits; 1 some content files are broken; 2 wrong use

example:
  policy-digest match --region 371600 --topic finance --size small --as-of 2020-03-31 --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "match", run, "list the measures that a firm can get in a place", EPILOG)
    parser.add_argument("--region", required=True, metavar="CODE|NAME", help="GB/T 2260 code or name of a place: 371600, 滨州市")
    parser.add_argument("--topic", action="append", default=[], metavar="ID", help="a topic such as finance; may be given again")
    parser.add_argument("--instrument", action="append", default=[], metavar="ID", help="an instrument such as grant; may be given again")
    parser.add_argument("--size", choices=SIZES, help="size of the firm")
    add_day(parser)
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each measure")


def run(args: argparse.Namespace) -> int:
    """Print the measures that fit."""
    vocabulary = open_vocabulary()
    check_words(args.topic, [topic.id for topic in vocabulary.topics], "topic")
    check_words(args.instrument, [instrument.id for instrument in vocabulary.instruments], "instrument")
    place = find_region(args.region, vocabulary)
    items = list(Shelf(find_root(args.root)).load_notices())
    wish = Wish(place, args.as_of or find_today(), frozenset(args.topic), frozenset(args.instrument), args.size)
    for match in match_measures([item.notice for item in items if isinstance(item, Shelved)], wish):
        say_json(describe_match(match)) if args.json else say(format_match(match))
    broken = [item for item in items if isinstance(item, DigestError)]
    for error in broken:
        complain(f"{error.kind}: {error}")
    return int(bool(broken))


def check_words(given: list[str], known: list[str], kind: str) -> None:
    """Refuse a word outside the vocabulary."""
    for word in given:
        if word not in known:
            near = get_close_matches(word, known, 1)
            raise ConfigError(f"no {kind} {word!r}", remedy=f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}")


def find_region(text: str, vocabulary: Vocabulary) -> Place:
    """The place of a code or an unambiguous name."""
    gazetteer = build_gazetteer(vocabulary.regions)
    codes = (text,) if text.isdecimal() else gazetteer.find_codes(text)
    places = [place for code in codes if (place := gazetteer.find_place(code))]
    if len(places) != 1:
        listed = ", ".join(f"{place.code} {place.name}" for place in places[:8])
        raise ConfigError(
            f"no place {text!r}" if not places else f"{text!r} is the name of several places", remedy=listed or "give a GB/T 2260 code"
        )
    return places[0]


def describe_match(match: Match) -> dict[str, object]:
    """A match for programs."""
    notice = match.notice
    return {
        "notice": notice.id,
        "title": notice.title,
        "region": notice.region.code if notice.region else None,
        "own": match.own,
        "status": match.status.value,
        "deadline": match.deadline.isoformat() if match.deadline else None,
        "url": notice.source.url,
        "measure": match.measure.id,
        "lead": match.measure.lead,
        "topics": list(match.measure.topics),
        "instruments": list(match.measure.instruments),
        "figures": [encode_record(figure, compact=False) for figure in match.measure.figures],
    }


def format_match(match: Match) -> str:
    """A match for people: whose it is, its state, the lead, the figures and where it stands."""
    name = match.notice.region.name if match.notice.region else ""
    figures = "、".join(figure.raw for figure in match.measure.figures)
    state = f"until {match.deadline}" if match.deadline else match.status.value
    return (
        f"{'own' if match.own else 'inherited':<9} {name}  {state}  {match.measure.lead}"
        + (f"（{figures}）" if figures else "")
        + (f"  {match.notice.id}#{match.measure.id}")
    )
