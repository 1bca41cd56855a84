"""All clues to a notice's place: what issuers, title, numbers, site, dateline, telephones and words say, each with its weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from scraper.facts.datelines import SENDER
from scraper.facts.issuers import ABOUT, Issuers
from scraper.facts.numbers import find_numbers
from scraper.facts.titles import Heading
from scraper.lexicon.wordbook import load_book
from scraper.model.doubt import Evidence
from scraper.model.notice import DocNumber, Kind
from scraper.model.page import FieldName, Page
from scraper.model.region import STATE_CODE
from scraper.model.span import Span
from scraper.places.gazetteer import Gazetteer
from scraper.places.hosts import read_host, read_path
from scraper.places.ordinary import ORDINARY
from scraper.places.place_names import find_chain, is_telling, read_number, read_organ, read_site
from scraper.places.selfnames import QUOTED, is_unit
from scraper.text.fold import Body


class Weight(IntEnum):
    """How much a clue counts: who decides outranks who prints, and both outrank what is merely named.

    The numbers are an order with room for several weak clues to outweigh a strong one; they were set by hand.
    """

    ISSUER = 100  # who signs decides: more than title and number together
    TITLE = 50  # names the place that is meant, or one that is written about
    OWN_NUMBER = 34  # the code word is the office's own, but places share letters
    SITE = 25  # the identifier under which the site is registered; a city's site prints the province's papers too
    NATION = 25  # a title that speaks of the whole state and names no place
    DATELINE = 20  # where a report was written
    SITE_NAME = 20
    HOST = 18  # less than the name: hosts are abbreviated
    BODY = 16  # all names of the body together, each by its share
    PATH = 14  # the column of a site
    PAPER = 8  # who printed it first
    FOREIGN_HOST = 8  # a host that is no authority's
    TELEPHONE = 6  # an area code: whom to ask
    AGENCY = 5  # an agency's correspondent only sits there
    CITED = 4  # another document's number, a word that speaks of the state


READ_CHARS = 20000
"""How much of a body is read for its place: a notice names it at both ends, and long annexes name others."""
OPENING = 500
"""Characters of title lines and first paragraph."""
SALIENT = 3
"""A name in the opening counts as this many later ones."""
CENTRAL_RULE = "central"
"""Of the clue that offices of the state give."""
LONGEST_NAME = 16
"""Characters of a place's longest name."""
ROUND_UP = 4
"""Provinces that make a round-up, where none has the share `DOMINANT`: three are neighbours or partners."""
DOMINANT = 0.4
MOST = 12
"""Places of a body that are weighed: the thirteenth has less than a thirteenth of its weight."""
_BOOK = load_book("place_evidence")
NATION_WORDS, NATION_TITLE, NATION_NAME = (_BOOK[key].compile() for key in ("nation", "nation_title", "nation_name"))
ABROAD, PUBLIC_SITE, NEWS_AGENCY = (_BOOK[key].compile() for key in ("abroad", "public_site", "news_agency"))
CENTRAL, EVERYWHERE, STATIONED, LAW = (_BOOK[key].compile() for key in ("central", "everywhere", "stationed", "law"))
TITLE_PARTS = re.compile(r"——|[:：_|-]")
_SENT = re.compile(rf"^{SENDER}", re.MULTILINE)
DIAL = re.compile(r"(?P<dial>0(?<![\d-]0)(?:10|2\d|[3-9]\d\d))\)?\s?[-—–]?\s?\d{7,8}(?!\d)")
LEVELS_OF_PATH = re.compile(r"[>»›/|]")


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for one of `codes` (homonyms): its weight, the rule that gave it, the words and their place in the body."""

    codes: tuple[str, ...]
    weight: float
    rule: str
    quote: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What is already known of the document whose place is asked."""

    kind: Kind
    title: str | None
    issuers: Issuers | None
    number: DocNumber | None
    heading: Heading | None = None
    proof: Evidence | None = None
    """Of the number."""
    addressees: tuple[str, ...] = ()


def collect_clues(page: Page, body: Body, subject: Subject, units: frozenset[str], gazetteer: Gazetteer) -> Iterator[Clue]:
    """All clues, strongest kinds first. `units` are the kinds of unit that the text surely calls its own (我县)."""
    text = body.folded[:READ_CHARS]
    yield from read_issuers_places(subject, gazetteer)
    yield from read_addressed_places(subject, page.body)
    yield from (place_clue(clue, subject.heading, page.body) for clue in read_title_places(subject.title or "", subject.kind, gazetteer))
    if subject.kind is Kind.OFFICIAL:
        yield from read_printed_titles(body.folded, gazetteer)
    yield from read_number_places(text, subject, gazetteer)
    yield from read_site_places(page, gazetteer)
    yield from read_address(page.value(FieldName.URL) or "", gazetteer)
    yield from read_dateline(text, subject.kind, gazetteer)
    yield from read_telephones(text, gazetteer)
    foreign = ABROAD.search(f"{subject.title or ''}{text[:60]}") is not None
    yield from read_mentions(text, units, gazetteer, foreign=foreign)
    nation = NATION_WORDS.search(text[: 2 * OPENING])
    if nation and not foreign:
        yield Clue((STATE_CODE,), Weight.CITED, "body", nation.group(), Span(*nation.span()))


def read_issuers_places(subject: Subject, gazetteer: Gazetteer) -> Iterator[Clue]:
    """Places of the issuers; joint issuers share the weight."""
    issuers = subject.issuers
    if issuers is None:
        return
    placed = [(name, codes) for name in issuers.names if (codes := read_organ(gazetteer, name))]
    for name, codes in placed:
        at = issuers.quote.find(name)
        part = Span(issuers.span.start + at, issuers.span.start + at + len(name)) if issuers.span and at >= 0 else None
        # a name that spaces part in the body is proved by all that is signed there
        words, span = (name, part) if part or not issuers.span else (issuers.quote, issuers.span)
        yield Clue(codes, Weight.ISSUER / len(placed), issuers.rule, words, span)


def read_addressed_places(subject: Subject, body: str) -> Iterator[Clue]:
    """Who writes to all provinces is an office of the state, whatever name a mirror of its site has put in its place."""
    for name in subject.addressees:
        if EVERYWHERE.search(name):
            at = body.find(name)
            yield Clue((STATE_CODE,), Weight.ISSUER, "addressees", name, Span(at, at + len(name)) if at >= 0 else None)
            return


def read_title_places(title: str, kind: Kind, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The first place of the title; what stands in 《》 belongs to another document and weighs less."""
    if NATION_NAME.match(title):
        yield Clue((STATE_CODE,), Weight.TITLE, "title", title)
        return
    stationed = STATIONED.search(title)
    if stationed and stationed[0][-1] in gazetteer.letters:
        yield Clue(gazetteer.letters[stationed[0][-1]], Weight.TITLE / 2, "title", stationed[0])
    plain = QUOTED.sub(lambda match: " " * len(match.group()), title)
    for text, weight in ((plain, Weight.TITLE), (title, Weight.TITLE / 2)):
        found = find_chain(gazetteer, text)
        if found:
            yield Clue(found[0], weight, "title", found[1].read(title))
            return
    if any(CENTRAL.match(part.strip()) for part in TITLE_PARTS.split(plain)):
        yield Clue((STATE_CODE,), Weight.TITLE, "title", title)
    elif (kind is Kind.OFFICIAL and LAW.search(title)) or (NATION_TITLE.search(title) and not ABROAD.search(title)):
        yield Clue((STATE_CODE,), Weight.NATION, "title", title)


def read_printed_titles(text: str, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The place before 关于 in a title that the body prints first (某某县关于……的公告); it may be longer than the page's."""
    for line in re.finditer(r"[^\n]+", text[:OPENING]):
        match = ABOUT.match(line.group())
        found = find_chain(gazetteer, match["holders"]) if match else None
        if match and found:
            span = Span(line.start() + found[1].start, line.start() + found[1].end)
            yield Clue(found[0], Weight.TITLE / 2, "printed-title", span.read(text), span)
        return


def place_clue(clue: Clue, heading: Heading | None, body: str) -> Clue:
    """The title's clue with its place, where the title stands in the body."""
    span = heading.find(clue.quote, body) if heading else None
    return replace(clue, span=span) if span else clue


def read_number_places(body: str, subject: Subject, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The code word of the own number and, weakly, those of the numbers cited; each code word once."""
    own, proof = subject.number, subject.proof
    if own and (codes := read_number(gazetteer, own)):
        yield Clue(codes, Weight.OWN_NUMBER, "doc-number", proof.quote if proof else own.text, proof.span if proof else None)
    seen = {own.org} if own else set()
    for quoted in find_numbers(body):
        if quoted.number.org in seen:
            continue
        seen.add(quoted.number.org)
        codes = read_number(gazetteer, quoted.number)
        if codes and codes != (STATE_CODE,):
            yield Clue(codes, Weight.CITED, "cited-number", quoted.span.read(body), quoted.span)


def read_site_places(page: Page, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The site that prints the page and the page's place in it; a paper's own place weighs little."""
    site = page.value(FieldName.SITE_ID)
    codes = read_site(gazetteer, site) if site else ()
    if site and codes:
        yield Clue(codes, Weight.SITE, "site-id", site)
    for name, weight in (
        (FieldName.SITE_NAME, None),
        (FieldName.BREADCRUMB, Weight.PATH),
        (FieldName.COLUMN, Weight.PATH),
        (FieldName.SOURCE_NAME, Weight.PAPER),
        (FieldName.SITE_OWNER, Weight.PAPER),
    ):
        value = page.value(name)
        found = find_last_place(gazetteer, value) if value else None
        if value and not found and name is FieldName.SOURCE_NAME and CENTRAL.match(value):
            yield Clue((STATE_CODE,), Weight.PAPER, str(name), value)
        repeated = name is FieldName.SITE_OWNER and found and page.value(FieldName.SOURCE_NAME) == value
        if value and found and (weight or not codes) and not repeated:
            yield Clue(found[0], weight or (Weight.SITE_NAME if PUBLIC_SITE.search(value) else Weight.PAPER), str(name), value)


def find_last_place(gazetteer: Gazetteer, text: str) -> tuple[tuple[str, ...], Span] | None:
    """The last place of a path of navigation (甘肃新闻 > 市州播报 > 嘉峪关)."""
    found = None
    for part in LEVELS_OF_PATH.split(text):
        found = find_chain(gazetteer, part.strip()) or found
    return found


def read_address(url: str, gazetteer: Gazetteer) -> Iterator[Clue]:
    """What the address spells: the host, else a word of the path."""
    host, path = next(read_host(gazetteer, url), None), read_path(gazetteer, url)
    if host:
        codes, official, label = host
        yield Clue(codes, Weight.HOST if official else Weight.FOREIGN_HOST, "host", label)
    elif path:
        yield Clue(path[0], Weight.FOREIGN_HOST, "path", path[1])


def read_dateline(text: str, kind: Kind, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The place of a report's dateline (驻马店网讯); an agency's correspondent only sits there."""
    match = _SENT.search(text[:OPENING]) if kind is not Kind.OFFICIAL else None
    found = find_chain(gazetteer, match["place"]) if match else None
    if match and found:
        weight = Weight.AGENCY if NEWS_AGENCY.search(match.group()) else Weight.DATELINE
        yield Clue(found[0], weight, "dateline", match["place"], Span(*match.span("place")))


def read_telephones(text: str, gazetteer: Gazetteer) -> Iterator[Clue]:
    """Area codes: 0714 is Huangshi's."""
    seen: set[str] = set()
    for match in DIAL.finditer(text):
        codes = gazetteer.dials.get(match["dial"], ())
        if codes and match["dial"] not in seen:
            seen.add(match["dial"])
            yield Clue(codes, Weight.TELEPHONE, "telephone", match["dial"], Span(*match.span("dial")))


def read_mentions(text: str, units: frozenset[str], gazetteer: Gazetteer, *, foreign: bool) -> Iterator[Clue]:
    """Places by how often the body names them; many provinces at once make a round-up, and a report from abroad has none."""
    counts, first = count_mentions(text, units, gazetteer)
    total = sum(counts.values())
    provinces = Counter[str]()
    for codes, count in counts.items():
        provinces.update(dict.fromkeys((code[:2] + "0000" for code in codes), count))
    if len(provinces) >= ROUND_UP and max(provinces.values()) < DOMINANT * total:
        opening = min(first.values())
        yield Clue((STATE_CODE,), Weight.BODY, "round-up", opening.read(text), opening)
        return
    # a report from abroad speaks of the offices of another state, which bear the same names
    for span in () if foreign else find_central(text, gazetteer):
        counts[(STATE_CODE,)] += weigh_place(span)
        first.setdefault((STATE_CODE,), span)
    total = sum(counts.values())
    if total and sum(1 for _ in ABROAD.finditer(text)) <= 2 * total:
        for codes, count in counts.most_common(MOST):
            rule = CENTRAL_RULE if codes == (STATE_CODE,) else "body"
            yield Clue(codes, Weight.BODY * count / total, rule, first[codes].read(text), first[codes])


def count_mentions(text: str, units: frozenset[str], gazetteer: Gazetteer) -> tuple[Counter[tuple[str, ...]], dict[tuple[str, ...], Span]]:
    """How often each place is named, with its first mention; a name right behind its parent's is read under it."""
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Span] = {}
    above: tuple[str, ...] = ()
    end = -1
    for mention in gazetteer.find_mentions(text, find_agency(text)):
        near = above if mention.span.start <= end + 1 else ()
        below = tuple(code for code in mention.codes if any(upper != code and gazetteer.holds(upper, code) for upper in near))
        codes = below or mention.codes
        if below or is_telling(mention, text, gazetteer) or is_own_county(mention.name, codes, units, gazetteer):
            counts[codes] += weigh_place(mention.span)
            first.setdefault(codes, mention.span)
            above, end = codes, mention.span.end
    return counts, first


def weigh_place(span: Span) -> int:
    """How many mentions one counts for, by where it stands."""
    return SALIENT if span.start < OPENING else 1


def find_agency(text: str) -> int:
    """Where the dateline of an agency ends: its correspondent only sits in the place that it names."""
    match = _SENT.search(text[:OPENING])
    return match.end("place") if match and NEWS_AGENCY.search(match.group()) else 0


def find_central(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """Offices of the state, but not in the titles of documents nor as part of a local office's name (国家税务总局滨州市税务局)."""
    plain = QUOTED.sub(lambda match: " " * len(match.group()), text)
    for match in CENTRAL.finditer(plain):
        behind = next(gazetteer.find_mentions(plain, match.end(), match.end() + LONGEST_NAME), None)
        if behind is None or behind.span.start > match.end():
            yield Span(*match.span())


def is_own_county(name: str, codes: tuple[str, ...], units: frozenset[str], gazetteer: Gazetteer) -> bool:
    """A county's everyday name that stands alone where the text calls itself a county (我县), and that is no word."""
    return name not in ORDINARY and len(codes) == 1 and is_unit(gazetteer.regions[codes[0]].name, units)
