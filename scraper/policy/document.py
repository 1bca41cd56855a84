"""What the words of a page say about the document itself: every fact with the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scraper.model.document import Document
from scraper.model.doubt import Doubt, Evidence
from scraper.model.notice import DocNumber, Kind, Relation, RelationType, Scope, Validity
from scraper.model.page import FieldName, Page
from scraper.model.span import Span
from scraper.model.text import Damage
from scraper.policy.addressees import binds_below, read_addressees, read_copied
from scraper.policy.clues import Subject
from scraper.policy.contacts import read_contacts
from scraper.policy.dating import read_printed, read_written
from scraper.policy.gazetteer import Gazetteer
from scraper.policy.genres import read_genre
from scraper.policy.issuers import Issuers, read_issuers
from scraper.policy.kinds import Traits, read_kind
from scraper.policy.lines import Line, find_lines
from scraper.policy.numbers import find_numbers, parse_number, read_own_number
from scraper.policy.places import Locale, read_locale
from scraper.policy.relations import read_relations
from scraper.policy.signature import Signature, find_signature
from scraper.policy.titles import Heading, choose_title
from scraper.policy.validity import read_validity
from scraper.text.dates import parse_date

HEAD_LINES = 8
OUTLET = re.compile(r"(?:日报|晚报|早报|晨报|时报|商报|都市报|新闻网?|新华[网社]|[\u4e00-\u9fff]网|融媒体?中心|电视台|广播|客户端)$")
FIELD_KEYS = {FieldName.EFFECTIVE: "validity.from", FieldName.EXPIRES: "validity.to"}


def read_document(page: Page, gazetteer: Gazetteer) -> Document:
    """Read title, kind, number, issuers, dates, region, term, relations and contacts of a page; the body is masked before.

    Published is what the page says. Nothing is guessed: what no rule finds stays None, what rules can't decide is a Doubt.
    """
    lines = find_lines(page.body)
    signature = find_signature(lines)
    spun = Damage.SPUN in page.damage
    title, heading = choose_title(page.value(FieldName.TITLE), lines, page.body, spun=spun)
    number, number_evidence = find_own_number(page, lines, signature)
    addressees, addressee_span = read_addressees(page.body, lines)
    kind, kind_quote = read_kind(title, lines, Traits(number is not None, signature is not None, bool(addressees), is_outlet(page)))
    if kind is not Kind.OFFICIAL and number_evidence and number_evidence.rule not in ("header", "title"):
        number, number_evidence = None, None
    trusted = kind is Kind.OFFICIAL and Damage.HIJACKED_ISSUER not in page.damage
    issuers = read_issuers(page, lines, title, heading, signature) if trusted else None
    written = read_written(page, lines, kind, signature)
    locale = read_locale(page, Subject(kind, title, issuers, number), gazetteer)
    validity = read_validity(page, lines, written[0] if written else None, read_printed(lines)) if kind is Kind.OFFICIAL else Validity()
    own_span = number_evidence.span if number_evidence else None
    relations = (*read_title_relations(title, number), *read_relations(page.body, title, kind, number, own_span))
    document = Document(
        title=title,
        kind=kind,
        genre=read_genre(title) if kind is Kind.OFFICIAL else None,
        doc_number=number,
        index_no=page.value(FieldName.INDEX_NO),
        subject_class=page.value(FieldName.SUBJECT_CLASS),
        issuers=issuers.names if issuers else (),
        addressees=addressees if kind is Kind.OFFICIAL else (),
        copied_to=read_copied(lines) if kind is Kind.OFFICIAL else (),
        written=written[0] if written else None,
        published=parse_date(page.value(FieldName.PUBLISHED) or ""),
        region=locale.place,
        scope=Scope.SUBORDINATES if kind is Kind.OFFICIAL and locale.scope is Scope.OWN and binds_below(addressees) else locale.scope,
        validity=validity,
        relations=unique_relations(relations),
        contacts=read_contacts(page.body),
        signature=signature.span if signature else None,
        doubts=tuple(list_doubts(page, kind, issuers, locale)),
    )
    evidence = (
        find_title_evidence(page, title, heading),
        Evidence("kind", "words", kind_quote) if kind_quote else None,
        number_evidence,
        Evidence("issuers", issuers.rule, issuers.quote, issuers.span) if issuers else None,
        written[1] if written else None,
        Evidence("addressees", "addressee", addressee_span.read(page.body), addressee_span)
        if addressee_span and document.addressees
        else None,
        locale.evidence,
        Evidence("validity", "sentence", validity.text, validity.span) if validity.text else None,
        *(
            find_field_evidence(page, name)
            for name in (FieldName.PUBLISHED, FieldName.EFFECTIVE, FieldName.EXPIRES, FieldName.INDEX_NO, FieldName.SUBJECT_CLASS)
        ),
    )
    return replace(document, evidence=tuple(item for item in evidence if item))


def find_own_number(page: Page, lines: tuple[Line, ...], signature: Signature | None) -> tuple[DocNumber | None, Evidence | None]:
    """The own number: header table, then a line of the body, then the brackets at the end of the title."""
    field = page.find(FieldName.DOC_NUMBER)
    number = parse_number(field.value) if field else None
    if field and number:
        return number, Evidence("doc_number", "header", field.quote)
    found = read_own_number(lines, stop=signature.span.end if signature else None)
    if found:
        quoted, rule = found
        return quoted.number, Evidence("doc_number", rule, quoted.span.read(page.body), quoted.span)
    titled = page.find(FieldName.TITLE)
    stated = (titled.quote, titled.value) if titled else ()
    for text, span in (*((text, None) for text in stated), *((line.text, line.span) for line in lines[:HEAD_LINES])):
        for quoted in find_numbers(text):
            rest = text[quoted.span.end :].strip()
            if (
                rest in (")", "）", "")
                and "《" not in text[quoted.span.start - 2 : quoted.span.start]
                and (span is None or read_genre(text))
            ):
                place = Span(span.start + quoted.span.start, span.start + quoted.span.end) if span else None
                return quoted.number, Evidence("doc_number", "title", quoted.span.read(text), place)
    return None, None


def read_title_relations(title: str | None, number: DocNumber | None) -> Iterator[Relation]:
    """Numbers that the title cites; they have no place in the body."""
    for quoted in find_numbers(title or ""):
        if quoted.number != number:
            yield Relation(RelationType.CITES, quoted.number.text)


def is_outlet(page: Page) -> bool:
    """True where the page names a paper or a news site as its 来源."""
    return OUTLET.search(page.value(FieldName.SOURCE_NAME) or "") is not None


def unique_relations(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """One relation a target, those with a place in the body first."""
    found = {relation.target: relation for relation in relations}
    return tuple(found.values())


def list_doubts(page: Page, kind: Kind, issuers: Issuers | None, locale: Locale) -> Iterator[Doubt]:
    """What a person must look at."""
    yield from locale.doubts
    if kind is Kind.OTHER and page.body:
        yield Doubt("unknown-kind", "不能判断文种，请人工确认。")
    if locale.place is None and not locale.doubts and kind is Kind.OFFICIAL:
        yield Doubt("no-region", "没有读到公告所属地区。")
    if kind is Kind.OFFICIAL and issuers is None and Damage.HIJACKED_ISSUER not in page.damage:
        yield Doubt("no-issuer", "没有读到发文机关。")


def find_title_evidence(page: Page, title: str | None, heading: Heading | None) -> Evidence | None:
    """The page's statement of its title, or the line of the body."""
    if title is None:
        return None
    if heading:
        return Evidence("title", "heading", heading.span.read(page.body), heading.span)
    field = page.find(FieldName.TITLE)
    return Evidence("title", field.rule, field.quote) if field else None


def find_field_evidence(page: Page, name: FieldName) -> Evidence | None:
    """A statement of the page as evidence for the notice's key of the same name."""
    field = page.find(name)
    return Evidence(FIELD_KEYS.get(name, str(name)), field.rule, field.quote) if field else None
