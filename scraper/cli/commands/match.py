"""`policy-digest match`: what can a firm get here, now?"""

from __future__ import annotations

import argparse
from datetime import date
from difflib import get_close_matches

from scraper.cards.targets import SECTORS, SIZES
from scraper.cli.console import Commands, add_command, add_day, add_root, complain, find_today, open_vocabulary, say, say_json
from scraper.errors import ConfigError, DigestError
from scraper.frontmatter.codec import encode_record
from scraper.model import Measure, Notice, Place, RelationType, ValidityStatus, Vocabulary
from scraper.places.gazetteer import build_gazetteer
from scraper.standing.matching import Criteria, Match, Matching, Mention, Omission, weigh_measures
from scraper.store.root import find_root
from scraper.store.shelf import Shelf, Shelved

EPILOG = """Lists what the place gives itself and what its province and the state give to everyone below: the nearest deadline first,
then the newest notice. A measure that names no size or trade is for all; one whose term is not stated is listed with the day of its
notice. Where a word stands outside all measures of a notice, its sentence is quoted. How many
measures were left out, and why, is said on standard error.

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
    parser.add_argument("--trade", metavar="NAME", help="trade of the firm, by its section of GB/T 4754 or a part of the name: 餐饮")
    parser.add_argument(
        "--word", action="append", default=[], help="a word that the measure or its notice's title must hold; may be given again"
    )
    parser.add_argument("--all", action="store_true", help="also what is over, and reports, duties and wishes")
    add_day(parser)
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each measure")


def run(args: argparse.Namespace) -> int:
    """Print the measures that fit."""
    criteria = read_criteria(args, open_vocabulary())
    items = list(Shelf(find_root(args.root)).load_notices())
    matching = weigh_measures([item.notice for item in items if isinstance(item, Shelved)], criteria)
    for match in matching.found:
        say_json(describe_match(match)) if args.json else say(format_match(match))
    for mention in matching.mentions:
        say_json(describe_mention(mention)) if args.json else say(format_mention(mention))
    complain(summarize_matching(matching, criteria))
    broken = [item for item in items if isinstance(item, DigestError)]
    for error in broken:
        complain(f"{error.kind}: {error}")
    return int(bool(broken))


def read_criteria(args: argparse.Namespace, vocabulary: Vocabulary) -> Criteria:
    """What the arguments ask for.

    Raises:
        ConfigError: a word outside the vocabulary.
    """
    check_words(args.topic, [topic.id for topic in vocabulary.topics], "topic")
    check_words(args.instrument, [instrument.id for instrument in vocabulary.instruments], "instrument")
    if args.trade and not any(args.trade in sector for sector in SECTORS):
        raise ConfigError(f"no trade {args.trade!r}", remedy=f"known: {', '.join(SECTORS)}")
    return Criteria(
        find_region(args.region, vocabulary),
        args.as_of or find_today(),
        frozenset(args.topic),
        frozenset(args.instrument),
        args.size,
        args.trade,
        tuple(args.word),
        args.all,
    )


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
    notice, measure = match.notice, match.measure
    return {
        **describe_notice(notice),
        "own": match.own,
        "status": match.status.value,
        "deadline": write_day(match.deadline),
        "successors": [{"type": one.type.value, "notice": one.notice.id, "from": write_day(one.day)} for one in match.successors],
        "measure": measure.id,
        "lead": measure.lead,
        "summary": measure.summary,
        "topics": list(measure.topics),
        "instruments": list(measure.instruments),
        "figures": [encode_record(figure, compact=False) for figure in measure.figures],
        **describe_way(measure),
    }


def describe_mention(mention: Mention) -> dict[str, object]:
    """A mention for programs; it has no measure."""
    notice = mention.notice
    return {
        **describe_notice(notice),
        "own": mention.own,
        "measure": None,
        "quote": mention.quote.read(notice.body).strip(),
    }


def describe_notice(notice: Notice) -> dict[str, object]:
    """Where something stands."""
    return {
        "notice": notice.id,
        "title": notice.title,
        "region": notice.region.code if notice.region else None,
        "region_name": notice.region.name if notice.region else None,
        "published": write_day(notice.published),
        "url": notice.source.url,
    }


def describe_way(measure: Measure) -> dict[str, object]:
    """What kind of thing it is, for whom, and how to get it."""
    return {
        "nature": measure.nature.value,
        "actionability": measure.actionability.value,
        "delivery": measure.delivery.value,
        "target": encode_record(measure.target, compact=False),
        "channel": measure.channel,
        "window": measure.window,
        "contacts": [encode_record(contact, compact=False) for contact in measure.contacts],
    }


def write_day(day: date | None) -> str | None:
    """A day as ISO text."""
    return day.isoformat() if day else None


def format_match(match: Match) -> str:
    """A match for people: whose it is, until when, what one gets, how, and where it stands."""
    name = match.notice.region.name if match.notice.region else ""
    measure = match.measure
    kind = f"[{measure.nature.value}] " if measure.nature.value not in ("benefit", "service") else ""
    channel = f"（{measure.channel}）" if measure.channel else ""
    own, state = "own" if match.own else "inherited", tell_state(match)
    amended = "".join(f", amended by {one.notice.id}" for one in match.successors if one.type is RelationType.AMENDS)
    return f"{own:<9} {name}  {state}{amended}  {kind}{measure.summary or measure.lead}{channel}  {match.notice.id}#{measure.id}"


def format_mention(mention: Mention) -> str:
    """A mention for people."""
    notice = mention.notice
    name = notice.region.name if notice.region else ""
    return f"{'mention':<9} {name}  {notice.title}  “{mention.quote.read(notice.body).strip()}”  {notice.id}"


def tell_state(match: Match) -> str:
    """Until when it can be had, or that it is over."""
    notice, deadline = match.notice, match.deadline
    if match.status in (ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED):
        return " by ".join((match.status.value, *(one.notice.id for one in match.successors if one.type is RelationType.REPEALS)))
    if match.over:
        return f"over since {deadline}" if deadline else "over"
    if match.status is ValidityStatus.NOT_YET:
        return f"from {match.standing.start}"
    if deadline:
        return f"{'apply by' if deadline == match.measure.apply_to else 'until'} {deadline}"
    issued = notice.published or notice.written
    return ("in force" if match.status is ValidityStatus.IN_FORCE else "term unstated") + (f", of {issued}" if issued else "")


def summarize_matching(matching: Matching, criteria: Criteria) -> str:
    """How many fit, and why the others of the place do not.

    >>> place = Place("371600", "山东省滨州市", ("370000", "371600"))
    >>> summarize_matching(Matching((), (), {Omission.OVER: 3, Omission.TOPIC: 5}), Criteria(place, date(2020, 3, 31)))
    'nothing fits in 山东省滨州市 on 2020-03-31; left out: 5 of other topics, 3 expired or closed (--all lists what is over too)'
    """
    count, place = len(matching.found), f"{criteria.place.name} on {criteria.day}"
    head = f"{count} {'measure fits' if count == 1 else 'measures fit'} in {place}" if count else f"nothing fits in {place}"
    if not count and not matching.left_out and not matching.mentions:
        return f"{head}; the digest has no measures of this place or of those above it"
    listed = [f"{matching.left_out[omission]} {omission}" for omission in Omission if omission in matching.left_out]
    hint = " (--all lists what is over too)" if not count and Omission.OVER in matching.left_out else ""
    return head + ("; left out: " + ", ".join(listed) if listed else "") + hint
