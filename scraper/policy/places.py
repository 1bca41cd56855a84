"""For which place a notice speaks: all clues weighed, the lowest unit that they bear out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.model.doubt import Doubt, Evidence
from scraper.model.notice import DocNumber, Kind, Scope
from scraper.model.page import FieldName, Page
from scraper.model.region import Place
from scraper.model.span import Span
from scraper.policy.clues import DATELINE, DIAL, ORDINARY, Clue, find_chain, is_telling, is_unit, read_host, read_number, read_path, read_organ, read_site, read_units
from scraper.policy.gazetteer import STATE_CODE, Gazetteer
from scraper.policy.issuers import Issuers
from scraper.policy.numbers import find_numbers
from scraper.text.fold import fold_width

ISSUER, TITLE, OWN_NUMBER, SITE, DATELINE_WEIGHT, BREADCRUMB, HOST_WEIGHT, PAPER, DIAL_WEIGHT, CITED, BODY = 100, 50, 34, 25, 20, 14, 8, 8, 6, 4, 16
"""What each kind of clue weighs (POLICY, Regions)."""
ABOVE, BELOW, FITTING, LIKELY, UNFITTING = 0.35, 0.2, 1.6, 1.2, 0.6
"""A clue also speaks, less, for the units below and above; a unit of the level that the text calls its own (我市) gains."""
READ_CHARS = 20000
OPENING = 500
ROUND_UP = 4
LIFTED = frozenset(("site-id", "site_name", "host", "column", "breadcrumb"))
SHARE = 0.4
NATION_WORDS = re.compile(r"我国|全国|国务院|中央|各省")
NATION_TITLE = re.compile(r"我国|国务院|各地|多地|全国|中央")
NATION_NAME = re.compile(r"^(?:中华人民共和国|国务院|全国人民代表大会)")
ABROAD = re.compile(
    r"美国|美联储|英国|法国|德国|日本|韩国|俄罗斯|印度|巴西|欧盟|欧洲|意大利|西班牙|澳大利亚|加拿大|巴黎|伦敦|东京|纽约|华盛顿|莫斯科|乌克兰|以色列|伊朗|土耳其|越南|泰国|马来西亚|新加坡|联合国|当地时间"
)
ZONE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6})?(?:高新技术产业开发区|高新技术开发区|经济技术开发区|经济开发区|高新区|经开区|综合保税区|自由贸易试验区|自贸试验区|保税港区|旅游度假区|生态城|示范区|新区|工业园区|产业园区|科技城|开发区)"
)
ZONE_ORGAN = re.compile(r"(?:管理委员会|管委会|党工委|财政局|经济发展局|科技局)")


@dataclass(frozen=True, slots=True)
class Locale:
    """The place found, why, and what stayed open."""

    place: Place | None
    scope: Scope = Scope.OWN
    evidence: Evidence | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is already known of the document whose place is asked."""

    kind: Kind
    title: str | None
    issuers: Issuers | None
    number: DocNumber | None


def read_locale(page: Page, subject: Subject, gazetteer: Gazetteer) -> Locale:
    """The lowest unit that the notice speaks for, by issuer, title, number, site, dateline, host, telephones and the body's own words.

    National texts and round-ups give 000000, reports from abroad None. Homonyms that no clue tells apart are a Doubt, never a guess.
    """
    units, sure = read_units(f"{subject.title or ''}\n{fold_width(page.body[:READ_CHARS])}")
    clues = list(collect_clues(page, subject, units if sure else frozenset(), gazetteer))
    if sure:
        clues = [clue if fits(clue, units, gazetteer) else lift(clue, units, gazetteer) for clue in clues]
    scores = weigh_clues(clues, units, gazetteer, sure=sure)
    if not scores:
        return Locale(None)
    best = max(scores.values())
    top = sorted(code for code, score in scores.items() if score > best * 0.999)
    if len(top) > 1:
        return settle_homonyms(top, clues, gazetteer)
    if is_passing(clues, top[0], gazetteer, page.body) and not sure:
        return Locale(None)
    reason = max((clue for clue in clues if supports(clue, top[0], gazetteer)), key=lambda clue: clue.weight)
    zone = find_zone(subject, gazetteer.regions[top[0]].name)
    scope = Scope.NATIONAL if top[0] == STATE_CODE else Scope.ZONE if zone else Scope.OWN
    return Locale(gazetteer.find_place(top[0], zone), scope, Evidence("region", reason.rule, reason.quote, reason.span))


def is_passing(clues: list[Clue], code: str, gazetteer: Gazetteer, body: str) -> bool:
    """True for a place that a text merely mentions once, and nothing else supports."""
    mine = [clue for clue in clues if supports(clue, code, gazetteer)]
    return code != STATE_CODE and all(clue.rule == "body" for clue in mine) and sum(body.count(clue.quote) for clue in mine) < 2


def settle_homonyms(codes: list[str], clues: list[Clue], gazetteer: Gazetteer) -> Locale:
    """The unit above, when all of the equally likely ones share it; else nothing but a doubt."""
    names = "、".join(dict.fromkeys(place.name for code in codes if (place := gazetteer.find_place(code))))
    quote = max(clues, key=lambda clue: clue.weight).quote
    doubt = Doubt("ambiguous-region", f"地名“{quote[:40]}”可指{names}，请人工确认。")
    shared = [code for code in gazetteer.trace_path(codes[0]) if all(gazetteer.holds(code, other) for other in codes)]
    if not shared:
        return Locale(None, doubts=(doubt,))
    return Locale(gazetteer.find_place(shared[-1]), evidence=Evidence("region", "homonyms", quote), doubts=(doubt,))


def collect_clues(page: Page, subject: Subject, units: frozenset[str], gazetteer: Gazetteer) -> Iterator[Clue]:
    """All clues, strongest kinds first. `units` are the kinds of unit that the text calls its own."""
    yield from read_issuer_clues(subject, gazetteer)
    yield from read_title_clues(subject, gazetteer)
    yield from read_number_clues(page, subject, gazetteer)
    yield from read_site_clues(page, gazetteer)
    yield from read_body_clues(page, subject, units, gazetteer)


def read_issuer_clues(subject: Subject, gazetteer: Gazetteer) -> Iterator[Clue]:
    """Places of the issuers; joint issuers share the weight."""
    if subject.issuers:
        placed = [(codes, name) for name in subject.issuers.names if (codes := read_organ(gazetteer, name))]
        for codes, name in placed:
            yield Clue(codes, ISSUER / len(placed), subject.issuers.rule, name, find_within(subject.issuers, name))


def find_within(issuers: Issuers, name: str) -> Span | None:
    """The place of one name inside the quote of all."""
    at = issuers.quote.find(name)
    return Span(issuers.span.start + at, issuers.span.start + at + len(name)) if issuers.span and at >= 0 else None


def read_title_clues(subject: Subject, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The first place of the title; what a title forwards or implements (《》) weighs less."""
    title = subject.title or ""
    if NATION_NAME.match(title):
        yield Clue((STATE_CODE,), TITLE, "title", title)
        return
    plain = re.sub(r"《[^》]*》", lambda match: "　" * len(match.group()), title)
    for text, weight in ((plain, TITLE), (title, TITLE / 2)):
        found = find_chain(gazetteer, text)
        if found:
            yield Clue(found[0], weight, "title", found[1].read(title))
            return
    if NATION_TITLE.search(title) and not ABROAD.search(title):
        yield Clue((STATE_CODE,), TITLE / 2, "title", title)


def read_number_clues(page: Page, subject: Subject, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The code words of the own number and, weakly, of those cited."""
    if subject.number and (codes := read_number(gazetteer, subject.number)):
        yield Clue(codes, OWN_NUMBER, "doc-number", subject.number.text)
    cited = Counter(quoted.number.org for quoted in find_numbers(page.body[:READ_CHARS]) if quoted.number != subject.number)
    for quoted in find_numbers(page.body[:READ_CHARS]):
        codes = read_number(gazetteer, quoted.number) if cited.pop(quoted.number.org, 0) else ()
        if codes and codes != (STATE_CODE,):
            yield Clue(codes, CITED, "cited-number", quoted.number.text, None)


def read_site_clues(page: Page, gazetteer: Gazetteer) -> Iterator[Clue]:
    """The government site that prints the page, its path of navigation, its host; papers and other sites weigh little."""
    site = page.value(FieldName.SITE_ID)
    if site and (codes := read_site(gazetteer, site)):
        yield Clue(codes, SITE, "site-id", site)
    for name, weight in ((FieldName.SITE_NAME, 0 if site else SITE - 5), (FieldName.BREADCRUMB, BREADCRUMB), (FieldName.COLUMN, BREADCRUMB), (FieldName.SOURCE_NAME, PAPER)):
        value = page.value(name) or ""
        weight = weight if name is not FieldName.SITE_NAME or not weight or re.search(r"政府|局|厅|委|中心|服务网|人才网", value) else PAPER
        found = find_last_place(gazetteer, value) if weight else None
        if found:
            yield Clue(found[0], weight, str(name), value)
    url = page.value(FieldName.URL) or ""
    host = next(read_host(gazetteer, url), None)
    path = read_path(gazetteer, url)
    if host:
        yield Clue(host[0], SITE - 7 if host[1] else HOST_WEIGHT, "host", host[2])
    elif path:
        yield Clue(path[0], HOST_WEIGHT, "path", path[1])


def find_last_place(gazetteer: Gazetteer, text: str) -> tuple[tuple[str, ...], Span] | None:
    """The last place of a path of navigation (甘肃新闻 > 市州播报 > 嘉峪关)."""
    found = None
    for part in re.split(r"[>»›/|]", text):
        found = find_chain(gazetteer, part.strip()) or found
    return found


def read_body_clues(page: Page, subject: Subject, units: frozenset[str], gazetteer: Gazetteer) -> Iterator[Clue]:
    """Dateline, telephones, and the places that the body names most."""
    text = fold_width(page.body[:READ_CHARS])
    dateline = DATELINE.search(text[:OPENING])
    found = find_chain(gazetteer, dateline["place"]) if dateline and subject.kind is not Kind.OFFICIAL else None
    if found and dateline:
        capital = "新华社" in dateline["place"] or "中新" in dateline["place"]
        yield Clue(found[0], DATELINE_WEIGHT / 4 if capital else DATELINE_WEIGHT, "dateline", dateline["place"], Span(*dateline.span("place")))
    for dial in dict.fromkeys(match["dial"] for match in DIAL.finditer(text)):
        if codes := gazetteer.dials.get(dial, ()):
            yield Clue(codes, DIAL_WEIGHT, "telephone", dial)
    yield from read_mentions(text, units, gazetteer)
    if NATION_WORDS.search(text[: OPENING * 2]) and not ABROAD.search(f"{subject.title or ''}{text[:60]}"):
        yield Clue((STATE_CODE,), CITED, "body", NATION_WORDS.findall(text)[0])


def read_mentions(text: str, units: frozenset[str], gazetteer: Gazetteer) -> Iterator[Clue]:
    """Places by how often the body names them; many provinces at once make a round-up, and reports from abroad have none."""
    counts: Counter[tuple[str, ...]] = Counter()
    first: dict[tuple[str, ...], Span] = {}
    end = -1
    above: tuple[str, ...] = ()
    for mention in gazetteer.find_mentions(text):
        below = tuple(code for code in mention.codes if any(gazetteer.holds(upper, code) and upper != code for upper in above)) if mention.span.start <= end + 1 else ()
        codes = below or mention.codes
        if below or is_telling(mention, text, gazetteer) or is_own_county(mention.name, codes, units, gazetteer):
            counts[codes] += 3 if mention.span.start < OPENING else 1
            first.setdefault(codes, mention.span)
            above, end = codes, mention.span.end
    total = sum(counts.values())
    provinces = Counter[str]()
    for codes, count in counts.items():
        for code in {code[:2] + "0000" for code in codes}:
            provinces[code] += count
    if len(provinces) >= ROUND_UP and max(provinces.values()) < SHARE * total:
        yield Clue((STATE_CODE,), BODY, "round-up", "、".join(gazetteer.regions[code].short for code in sorted(provinces)[:6]))
        return
    if total and len(ABROAD.findall(text)) > 2 * total:
        return
    for codes, count in counts.most_common(12):
        yield Clue(codes, BODY * count / total, "body", first[codes].read(text), first[codes])


def is_own_county(name: str, codes: tuple[str, ...], units: frozenset[str], gazetteer: Gazetteer) -> bool:
    """A county's everyday name that stands alone where the text calls itself a county (我县), and that is no word."""
    return name not in ORDINARY and len(codes) == 1 and is_unit(gazetteer.regions[codes[0]].name, units)


def fits(clue: Clue, units: frozenset[str], gazetteer: Gazetteer) -> bool:
    """True where one of the clue's places is of a kind that the text calls its own."""
    return any(is_unit(gazetteer.regions[code].name, units) for code in clue.codes)


def lift(clue: Clue, units: frozenset[str], gazetteer: Gazetteer) -> Clue:
    """A site of a city that prints what the province says of itself (我省) speaks for the province as much.

    A letter that only may be a city's (柳) says nothing where the text calls itself a county.
    """
    if clue.rule in ("doc-number", "cited-number") and not any(gazetteer.letters.get(clue.quote[:1], ())) and clue.quote[:2] not in gazetteer.names:
        return Clue(clue.codes, 0, clue.rule, clue.quote, clue.span)
    above = (step for code in clue.codes for step in gazetteer.trace_path(code)[:-1] if is_unit(gazetteer.regions[step].name, units))
    codes = tuple(dict.fromkeys(above))
    return Clue(codes, clue.weight, clue.rule, clue.quote, clue.span) if codes and clue.rule in LIFTED else clue


def weigh_clues(clues: list[Clue], units: frozenset[str], gazetteer: Gazetteer, *, sure: bool) -> dict[str, float]:
    """The score of every place that a clue names: its own clues, less those of places above and below."""
    gain, loss = (FITTING, UNFITTING if units else 1) if sure else (LIKELY, 1)
    scores: dict[str, float] = {}
    for code in dict.fromkeys(code for clue in clues for code in clue.codes):
        score = sum(clue.weight * bear(clue, code, gazetteer) for clue in clues)
        fitting = is_unit(gazetteer.regions[code].name, units)
        scores[code] = score * (gain if fitting else loss)
    return scores


def bear(clue: Clue, code: str, gazetteer: Gazetteer) -> float:
    """How far a clue bears on a unit: fully on its own, shared among homonyms; less from the unit above or below."""
    share = 1 if len(clue.codes) == 1 else 0.6
    if code in clue.codes:
        return share
    if STATE_CODE in (code, *clue.codes):
        return 0
    if any(gazetteer.holds(upper, code) for upper in clue.codes):
        return ABOVE * share
    return BELOW * share if any(gazetteer.holds(code, lower) for lower in clue.codes) else 0


def supports(clue: Clue, code: str, gazetteer: Gazetteer) -> bool:
    """True where a clue names the unit, or one above or below it."""
    return any(gazetteer.holds(one, code) or gazetteer.holds(code, one) for one in clue.codes)


def find_zone(subject: Subject, name: str) -> str | None:
    """A zone without a code that the title or an issuer speaks for (高新区)."""
    for issuer in subject.issuers.names if subject.issuers else ():
        match = ZONE.search(issuer)
        if match and ZONE_ORGAN.search(issuer, match.end()) and not name.endswith(match.group()):
            return trim_zone(match.group(), name)
    return None


def trim_zone(zone: str, name: str) -> str:
    """Without the city's name before it."""
    for stem in (name, name.rstrip("市区县州盟旗")):
        zone = zone.removeprefix(stem)
    return zone
