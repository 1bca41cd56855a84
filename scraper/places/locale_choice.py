"""For which place a notice speaks: all clues weighed, the lowest unit that they bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.facts.issuers import ABOUT, RELATIVE, Issuers
from scraper.lexicon.wordbook import load_book
from scraper.model.doubt import Doubt, Evidence
from scraper.model.notice import Kind, Scope
from scraper.model.page import FieldName, Page
from scraper.model.region import STATE_CODE, Place, Region
from scraper.model.span import Span
from scraper.places.gazetteer import Gazetteer
from scraper.places.place_evidence import CENTRAL_RULE, READ_CHARS, Clue, Subject, collect_clues
from scraper.places.place_names import find_chain, read_site
from scraper.places.selfnames import is_unit, read_units
from scraper.text.fold import Body

_BOOK = load_book("locale_choice")
# These six numbers were set by hand and tried on 204 real documents (2026-11-28): any of them, moved by a quarter up or down, gives three
# of these another place at most.
ABOVE, BELOW = 0.35, 0.2
"""How far a clue also speaks for the units below the place that it names, and for those above: a county's paper seldom binds the city."""
FITTING, LIKELY, UNFITTING = 1.6, 1.2, 0.6
"""What a unit gains or loses where the text calls one of its kind its own (我市), or its kind is merely named (全市)."""
HOMONYM = 0.6
"""What a clue is worth to each of several places of one name: less than to a place of its own, though it must mean one of them."""
TIE = 0.999
"""Scores that come so near to the best are equal: they differ only by how fractions were added."""
LEAST_MENTIONS = 2
"""A place that nothing but the body names, and this seldom, is passed by."""
LOCAL_NUMBER = re.compile(r"(?:电\s?话|热线)\s?[::]?\s?[2-9]\d{7}(?!\d)")
EIGHT_DIGITS = frozenset(_BOOK["eight_digits"].words)
"""Area codes behind which local numbers have eight digits."""
LIFTED = frozenset(("site-id", "site_name", "host", "column", "breadcrumb"))
"""Rules whose clues tell who prints a text, not for whom it speaks."""
ZONE = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{_BOOK['zone'].source})")
ZONE_ORGAN = _BOOK["zone_organ"].compile()


@dataclass(frozen=True, slots=True)
class Locale:
    """The place found, why, and what stayed open."""

    place: Place | None
    scope: Scope = Scope.OWN
    evidence: Evidence | None = None
    doubts: tuple[Doubt, ...] = ()


def read_locale(page: Page, body: Body, subject: Subject, gazetteer: Gazetteer) -> Locale:
    """The lowest unit that the notice speaks for, by issuer, title, number, site, dateline, host, telephones and the body's own words.

    National texts and round-ups give 000000, reports from abroad None. Homonyms that no clue tells apart are a Doubt, never a guess.
    """
    units, sure = read_own_units(f"{subject.title or ''}\n{body.folded[:READ_CHARS]}", subject.issuers)
    collected = collect_clues(page, body, subject, units if sure else frozenset(), gazetteer)
    clues = [clue for clue in collected if not is_idle(clue, units, subject.kind, gazetteer)]
    if sure:
        clues = list(lift_clues(clues, units, gazetteer))
    scores = weigh_clues(clues, units, gazetteer, sure=sure)
    best = max(scores.values(), default=0)
    if not best:
        return Locale(None)
    tied = sorted(code for code, score in scores.items() if score > best * TIE)
    top = tied if len(tied) == 1 else tell_apart(tied, body.folded, gazetteer)
    if len(top) > 1:
        return settle_homonyms(top, clues, gazetteer, page.body)
    if is_passing(clues, top[0], gazetteer, page.body) and not sure:
        return Locale(None)
    reason = max((clue for clue in clues if supports(clue, top[0], gazetteer)), key=lambda clue: clue.weight)
    zone = find_zone(subject, gazetteer.regions[top[0]])
    scope = Scope.NATIONAL if top[0] == STATE_CODE else Scope.ZONE if zone else Scope.OWN
    doubts = tuple(find_lent_names(page, subject, top[0], gazetteer))
    return Locale(gazetteer.find_place(top[0], zone), scope, prove_region(reason.rule, reason, page.body), doubts)


def find_lent_names(page: Page, subject: Subject, code: str, gazetteer: Gazetteer) -> Iterator[Doubt]:
    """A doubt where the title names an authority of one place, and the signature or the site's identifier one of another.

    A mirror of a site puts its own name in the office's place; the signature is believed.
    """
    titled = ABOUT.match(subject.title or "")
    found = find_chain(gazetteer, titled["holders"]) if titled and subject.kind is Kind.OFFICIAL else None
    if titled and found:
        signed = (code,) if subject.issuers and subject.issuers.rule == "signature" else ()
        sited = (one for one in read_site(gazetteer, page.value(FieldName.SITE_ID) or "") if one != STATE_CODE)
        if any(not any(is_akin(one, other, gazetteer) for one in found[0]) for other in (*signed, *sited)):
            yield doubt_name(titled["holders"], None)


def is_akin(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """True for one unit and another that lies in it, of which neither is the state."""
    return one == other or (STATE_CODE not in (one, other) and is_beside(one, other, gazetteer))


def is_beside(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """True where one unit lies in the other."""
    return gazetteer.holds(one, other) or gazetteer.holds(other, one)


def doubt_name(words: str, span: Span | None) -> Doubt:
    """The doubt about a name that stands in an authority's place."""
    return Doubt("lent-name", f"“{words[:40]}”疑为他人之名，以落款和正文为准，请人工确认。", span)


def read_own_units(text: str, issuers: Issuers | None) -> tuple[frozenset[str], bool]:
    """What kinds of unit a text calls its own, and whether surely: an issuer that is named after its unit alone (市人社局) is sure."""
    signed = {match["unit"][-1] for name in (issuers.names if issuers else ()) if (match := RELATIVE.match(name))}
    return (frozenset(signed), True) if signed else read_units(text)


def tell_apart(codes: list[str], folded: str, gazetteer: Gazetteer) -> list[str]:
    """Those of equally likely places whose telephones have eight digits, where the text prints such numbers without an area code.

    Most cities have seven digits: 常州 (0519) has eight, 常德 (0736) has not.
    """
    if LOCAL_NUMBER.search(folded) is None:
        return codes
    return [code for code in codes if EIGHT_DIGITS.intersection(gazetteer.regions[code].dials)] or codes


def is_passing(clues: list[Clue], code: str, gazetteer: Gazetteer, body: str) -> bool:
    """True for a place that a text merely mentions once, and nothing else supports."""
    mine = [clue for clue in clues if supports(clue, code, gazetteer)]
    return (
        code != STATE_CODE and all(clue.rule == "body" for clue in mine) and sum(body.count(clue.quote) for clue in mine) < LEAST_MENTIONS
    )


def prove_region(rule: str, clue: Clue, body: str) -> Evidence:
    """The clue that decided, in the body's own width where it stands there."""
    return Evidence("region", rule, clue.span.read(body) if clue.span else clue.quote, clue.span)


def settle_homonyms(codes: list[str], clues: list[Clue], gazetteer: Gazetteer, body: str) -> Locale:
    """The unit above, when all of the equally likely ones share it; else nothing but a doubt."""
    names = "、".join(dict.fromkeys(place.name for code in codes if (place := gazetteer.find_place(code))))
    best = max(clues, key=lambda clue: clue.weight)
    doubt = Doubt("ambiguous-region", f"地名“{best.quote[:40]}”可指{names}，请人工确认。", best.span)
    shared = [code for code in gazetteer.trace_path(codes[0]) if all(gazetteer.holds(code, other) for other in codes)]
    if not shared:
        return Locale(None, doubts=(doubt,))
    return Locale(gazetteer.find_place(shared[-1]), evidence=prove_region("homonyms", best, body), doubts=(doubt,))


def is_idle(clue: Clue, units: frozenset[str], kind: Kind, gazetteer: Gazetteer) -> bool:
    """True for a clue that tells nothing: offices of the state in a text that speaks of 全县, for they only order what it does.

    So is who keeps a site that prints a report, unless he tells which county 全县 is.
    """
    if clue.rule == CENTRAL_RULE:
        return bool(units)
    return clue.rule == FieldName.SITE_OWNER and kind is not Kind.OFFICIAL and not fits(clue, units, gazetteer)


def fits(clue: Clue, units: frozenset[str], gazetteer: Gazetteer) -> bool:
    """True where one of the clue's places is of a kind that the text calls its own."""
    return any(is_unit(gazetteer.regions[code].name, units) for code in clue.codes)


def lift_clues(clues: list[Clue], units: frozenset[str], gazetteer: Gazetteer) -> Iterator[Clue]:
    """The clues as they bear on units of the kinds that the text calls its own; a place that the title names is meant itself."""
    titled = {code for clue in clues if clue.rule == "title" for code in clue.codes}
    for clue in clues:
        yield clue if fits(clue, units, gazetteer) or titled.intersection(clue.codes) else lift(clue, units, gazetteer)


def lift(clue: Clue, units: frozenset[str], gazetteer: Gazetteer) -> Clue:
    """A site of a city that prints what the province says of itself (我省) speaks for the province as much.

    A letter that only may be a city's (柳) says nothing where the text calls itself a county.
    """
    if clue.rule in ("doc-number", "cited-number") and clue.quote[:1] not in gazetteer.letters and clue.quote[:2] not in gazetteer.names:
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
    share = 1 if len(clue.codes) == 1 else HOMONYM
    if code in clue.codes:
        return share
    if STATE_CODE in (code, *clue.codes):
        return 0
    if any(gazetteer.holds(upper, code) for upper in clue.codes):
        return ABOVE * share
    return BELOW * share if any(gazetteer.holds(code, lower) for lower in clue.codes) else 0


def supports(clue: Clue, code: str, gazetteer: Gazetteer) -> bool:
    """True where a clue names the unit, or one above or below it."""
    return any(is_beside(one, code, gazetteer) for one in clue.codes)


def find_zone(subject: Subject, region: Region) -> str | None:
    """A zone without a code that an issuer stands for (高新区), without the city's name before it."""
    for issuer in subject.issuers.names if subject.issuers else ():
        match = ZONE.search(issuer)
        if match and ZONE_ORGAN.match(issuer, match.end()) and not region.name.endswith(match.group()):
            zone = match.group()
            return zone.removeprefix(region.name).removeprefix(region.short)
    return None
