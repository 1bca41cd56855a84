"""Measure cards and notice lines: records turned into words and links for the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scraper.model import Actionability, Contact, Figure, Instrument, Licence, Measure, Notice, ValidityStatus
from scraper.standing.law import Standing
from scraper.standing.showing import may_show_whole
from site_config.catalog.addresses import find_link, measure_path, notice_path, quote_link, region_path, tag_path, topic_path
from site_config.catalog.atlas import find_code
from site_config.catalog.digest import Card, Digest, find_date
from site_config.language import labels
from site_config.language.languages import CHINESE, Language

QUOTE_LIMIT = 1200
AMOUNTS = 6
BRIEF_LIMIT = 240
PRESS_QUOTE_LIMIT = 120
BLANK = re.compile(r"\n{2,}")
TEL = str.maketrans("－—（）", "--()")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `path` is from the root of the site or a whole address."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a card: what it says, and a telephone or address behind it if any."""

    label: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """A measure as readers see it."""

    notice_id: str
    id: str
    path: str
    lead: str
    grade: str
    grade_label: str
    grade_note: str
    nature: str
    nature_label: str
    status: str
    status_label: str
    over: bool
    standing: Standing
    region: Link | None
    zone: str | None
    topics: tuple[Link, ...]
    instruments: tuple[Link, ...]
    amounts: tuple[Fact, ...]
    more_amounts: int
    facts: tuple[Fact, ...]
    quote: str
    cut: bool
    found_by: tuple[str, ...]
    notice: Link
    number: str | None
    day: str | None
    until: str | None = None
    left: int | None = None
    original: str | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in a list."""

    id: str
    path: str
    title: str
    kind: str
    day: str | None
    number: str | None
    issuers: str
    region: Link | None
    measures: int
    status: str
    status_label: str
    example: bool
    standing: Standing


def view_card(card: Card, digest: Digest, *, inherited: bool = False, brief: bool = False, language: Language = CHINESE) -> CardView:
    """Turn a card into words; `brief` shortens the quotation for pages that list many."""
    notice, measure = card.notice, card.measure
    grade, grade_label, grade_note = labels.GRADES[measure.actionability]
    quote, cut = quote_measure(notice, measure, BRIEF_LIMIT if brief else QUOTE_LIMIT)
    day = find_date(notice)
    amounts = tuple(dict.fromkeys(_read_figure(figure, language) for figure in measure.figures))
    return CardView(
        notice_id=notice.id,
        id=measure.id,
        path=measure_path(notice, measure),
        lead=measure.lead,
        grade=grade,
        grade_label=language.say(grade_label),
        grade_note=language.say(grade_note),
        nature=measure.nature.value,
        nature_label=language.say(labels.NATURES[measure.nature]),
        status=card.status.value,
        status_label=language.say(labels.STATUSES[card.status]),
        over=card.over,
        standing=card.standing,
        region=link_region(notice, digest, language),
        zone=notice.region.zone if notice.region else None,
        topics=tuple(Link(language.pick(digest.topics[t]), language.lead(topic_path(t))) for t in measure.topics if t in digest.topics),
        instruments=tuple(_link_instrument(digest.instruments[i], language) for i in measure.instruments if i in digest.instruments),
        amounts=amounts[:AMOUNTS],
        more_amounts=max(0, len(amounts) - AMOUNTS),
        facts=tuple(_list_facts(card, language)),
        quote=quote,
        cut=cut,
        found_by=tuple(dict.fromkeys(word for _, word in measure.labels)),
        notice=Link(notice.title, notice_path(notice)),
        number=notice.doc_number.text if notice.doc_number else None,
        day=language.write_day(day) if day else None,
        until=card.deadline.isoformat() if card.deadline else None,
        left=(card.deadline - digest.day).days if card.deadline and not card.over else None,
        original=quote_link(notice.source.url, measure.lead) if notice.source.licence is not Licence.EXAMPLE else None,
        inherited=inherited,
    )


@lru_cache(maxsize=1)
def _keep_lines(_digest: Digest) -> dict[tuple[int, str], tuple[Notice, NoticeLine]]:
    """The lines made so far of the digest that was asked for last: a notice stands in some twenty lists.

    By identity, because comparing whole notices takes longer than making a line; each is held, so that no other gets its number.
    """
    return {}


def view_notice(notice: Notice, digest: Digest, language: Language = CHINESE) -> NoticeLine:
    """Turn a notice into a line of a list."""
    lines, key = _keep_lines(digest), (id(notice), language.code)
    if key not in lines:
        lines[key] = notice, _make_line(notice, digest, language)
    return lines[key][1]


def _make_line(notice: Notice, digest: Digest, language: Language) -> NoticeLine:
    day = find_date(notice)
    standing = digest.judge_standing(notice)
    status = standing.tell_status(digest.day)
    return NoticeLine(
        id=notice.id,
        path=notice_path(notice),
        title=notice.title,
        kind=language.say_as("kind", notice.genre or labels.KINDS[notice.kind]),
        day=day.isoformat() if day else None,
        number=notice.doc_number.text if notice.doc_number else None,
        issuers="、".join(notice.issuers),
        region=link_region(notice, digest, language),
        measures=sum(card.shown for card in digest.by_notice.get(notice.id, ())),
        status=status.value,
        status_label=language.say(labels.STATUSES[status]),
        example=notice.source.licence is Licence.EXAMPLE,
        standing=standing,
    )


def quote_measure(notice: Notice, measure: Measure, most: int = QUOTE_LIMIT) -> tuple[str, bool]:
    """The measure's own words and whether they are cut: what is not an official text is quoted in short only."""
    limit = most if may_show_whole(notice) else min(most, PRESS_QUOTE_LIMIT)
    text = BLANK.sub("\n", measure.span.read(notice.body).strip().lstrip("#").strip())
    return (text, False) if len(text) <= limit else (text[: limit - 1] + "…", True)


def link_region(notice: Notice, digest: Digest, language: Language = CHINESE) -> Link | None:
    """A link to the page of a notice's place."""
    code = find_code(notice)
    return Link(language.name_place(digest.atlas, code), language.lead(region_path(digest.atlas.trace_path(code)))) if code else None


def format_day(day: date) -> str:
    """A date as Chinese readers write it.

    >>> format_day(date(2020, 2, 8))
    '2020年2月8日'
    """
    return CHINESE.write_day(day)


def _link_instrument(instrument: Instrument, language: Language) -> Link:
    return Link(language.pick(instrument), language.lead(tag_path("instrument", instrument.id)))


def _read_figure(figure: Figure, language: Language) -> Fact:
    heads = figure.per.split("·") if figure.per and figure.per not in figure.raw else ()
    per = language.say("每{per}", per=language.say("·").join(language.say_as("per", head) for head in heads)) if heads else ""
    return Fact(" · ".join(filter(None, (per, language.say(labels.ROLES.get(figure.role, ""))))), figure.raw)


def find_fact(view: CardView, label: str, language: Language = CHINESE) -> str | None:
    """What a card says under a label of ours."""
    return next((fact.text for fact in view.facts if fact.label == language.say(label)), None)


def _list_facts(card: Card, language: Language) -> Iterator[Fact]:
    measure, say = card.measure, language.say
    if who := _name_target(measure, language):
        yield Fact(say("给谁"), who)
    if measure.delivery in labels.DELIVERIES:
        yield Fact(say("怎么得"), say(labels.DELIVERIES[measure.delivery]) + (f"{say('，')}{measure.window}" if measure.window else ""))
    elif measure.window:
        yield Fact(say("办理时限"), measure.window)
    if until := _name_term(card, language):
        yield Fact(say("到何时"), until)
    if measure.lead_body:
        yield Fact(say("找谁"), language.join((measure.lead_body, *measure.co_bodies)))
    for label, text in (("受理渠道", measure.channel), ("资金来源", measure.funding), ("申报材料", measure.materials)):
        if text:
            yield Fact(say(label), text, find_link(text) if text.startswith("http") else None)
    if found := card.notice.find_file(measure.lead_span):
        file, number = found
        yield Fact(say("载于"), say("{file} 第 {n} 页", file=file.name, n=number) if number else file.name)
    for contact in measure.contacts or tuple(c for c in card.notice.contacts if not c.masked)[:2]:
        if fact := view_contact(contact, language):
            yield fact


def view_contact(contact: Contact, language: Language = CHINESE) -> Fact | None:
    """A telephone as a link, unless it is masked.

    >>> view_contact(Contact("市中小企业服务中心", "0543-3160000"))
    Fact(label='电话', text='市中小企业服务中心 0543-3160000', href='tel:0543-3160000')
    """
    text = " ".join(filter(None, (contact.office, contact.phone)))
    phone = (contact.phone or "").translate(TEL)
    dial = "".join(char for char in phone if char.isdigit() or char in "+-")
    return Fact(language.say("电话"), text, f"tel:{dial}" if dial and not contact.masked and "*" not in phone else None) if text else None


def _name_target(measure: Measure, language: Language) -> str | None:
    target = measure.target
    if target.text:
        return target.text
    named = (*target.actors, *(labels.SIZES.get(size, size) for size in target.sizes), *target.sectors)
    return language.say_all(dict.fromkeys(named)) or None


def _name_term(card: Card, language: Language) -> str | None:
    measure, validity = card.measure, card.notice.validity
    if measure.apply_from or measure.apply_to:
        return language.say("申报：{range}", range=_name_range(measure.apply_from, measure.apply_to, language))
    if measure.start or measure.end:
        return _name_range(measure.start, measure.end, language)
    if validity.end and card.status is not ValidityStatus.REPEALED:
        return language.say("{b}（随文件）", b=language.write_day(validity.end))
    return None


def _name_range(start: date | None, end: date | None, language: Language) -> str:
    said = "{a}至{b}" if start and end else "{a}起" if start else "{b}止" if end else ""
    return language.say(said, a=language.write_day(start) if start else "", b=language.write_day(end) if end else "")


def sort_cards(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """What can be had comes first, then what can be done at once, then the newest (the given order)."""
    return tuple(sorted(cards, key=lambda c: (c.over, c.measure.actionability is not Actionability.A)))
