"""What the words of a page say about the document itself: every fact with the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scraper.facts.addressees import binds_below, read_copied
from scraper.facts.contacts import read_contacts
from scraper.facts.dating import read_printed, read_written
from scraper.facts.genres import read_genre
from scraper.facts.head import Head, read_head
from scraper.facts.issuers import Issuers, read_issuers, read_signed
from scraper.facts.numbers import find_numbers
from scraper.facts.relations import read_relations
from scraper.facts.signature import find_site_name
from scraper.facts.titles import Heading
from scraper.facts.validity import read_validity
from scraper.model.document import Document
from scraper.model.doubt import Doubt, Evidence
from scraper.model.notice import DocNumber, Kind, Relation, RelationType, Scope, Validity
from scraper.model.page import FieldName, Page
from scraper.model.text import Damage
from scraper.places.gazetteer import Gazetteer
from scraper.places.locale_choice import Locale, doubt_name, read_locale
from scraper.places.place_evidence import Subject
from scraper.text.dates import parse_date
from scraper.text.fold import Body, fold_width

FIELD_KEYS = {
    FieldName.PUBLISHED: "published",
    FieldName.EFFECTIVE: "validity.from",
    FieldName.EXPIRES: "validity.to",
    FieldName.INDEX_NO: "index_no",
    FieldName.SUBJECT_CLASS: "subject_class",
}
"""Statements of the page that become facts as they are, and the notice's keys for them."""


def read_document(page: Page, body: Body, gazetteer: Gazetteer) -> Document:
    """Read title, kind, number, issuers, dates, region, term, relations and contacts of a page; the body is masked before.

    Published is what the page says. Nothing is guessed: what no rule finds stays None, what rules can't decide is a Doubt.
    """
    head = read_head(page, body)
    issuers = read_document_issuers(page, head)
    written = read_written(page, head.lines, head.kind, head.signature)
    number, proof = (head.number.value, head.number.evidence) if head.number else (None, None)
    locale = read_locale(page, body, Subject(head.kind, head.title, issuers, number, head.heading, proof, head.addressees), gazetteer)
    document = Document(
        title=head.title,
        kind=head.kind,
        genre=read_genre(head.title) if head.official else None,
        doc_number=number,
        index_no=page.value(FieldName.INDEX_NO),
        subject_class=page.value(FieldName.SUBJECT_CLASS),
        issuers=issuers.names if issuers else (),
        addressees=head.addressees,
        copied_to=read_copied(head.lines) if head.official else (),
        written=written[0] if written else None,
        published=parse_date(page.value(FieldName.PUBLISHED) or ""),
        region=locale.place,
        scope=Scope.SUBORDINATES if locale.scope is Scope.OWN and binds_below(head.addressees) else locale.scope,
        validity=read_term_of(page, head, written[0] if written else None),
        relations=list_relations(body, head),
        contacts=read_contacts(body.folded),
        signature=head.signature.span if head.signature else None,
        doubts=tuple(list_doubts(page, head, issuers, locale)),
        damage=(Damage.TWO_NUMBERS,) if head.rivals else (),
    )
    facts = (written[1] if written else None, locale.evidence, describe_issuers(issuers), describe_validity(document.validity))
    return replace(document, evidence=(*list_head_evidence(page, head), *(fact for fact in facts if fact), *list_field_evidence(page)))


def read_document_issuers(page: Page, head: Head) -> Issuers | None:
    """The issuers of an act, or who signs an explanation; nobody where the page bears the name of another."""
    if Damage.HIJACKED_ISSUER in page.damage:
        return None
    if head.official:
        return read_issuers(page, head.lines, head.title, head.heading, head.signature)
    return read_signed(page.body, head.signature) if head.kind is Kind.INTERPRETATION else None


def read_term_of(page: Page, head: Head, written: date | None) -> Validity:
    """The term of an act; reports have none."""
    return read_validity(page, head.lines, written, read_printed(head.lines)) if head.official else Validity()


def list_relations(body: Body, head: Head) -> tuple[Relation, ...]:
    """References of title and body, one a target, those of the body first."""
    number = head.number.value if head.number else None
    span = head.number.evidence.span if head.number else None
    titled = read_title_relations(head.title, number)
    found = {relation.target: relation for relation in (*titled, *read_relations(body, head.title, head.kind, number, span))}
    rivals = {quoted.number.text for quoted in head.rivals}
    return tuple(relation for relation in found.values() if relation.target not in rivals)


def read_title_relations(title: str | None, number: DocNumber | None) -> Iterator[Relation]:
    """Numbers that the title cites; they have no place in the body."""
    for quoted in find_numbers(fold_width(title or "")):
        if quoted.number != number:
            yield Relation(RelationType.CITES, quoted.number.text)


def list_doubts(page: Page, head: Head, issuers: Issuers | None, locale: Locale) -> Iterator[Doubt]:
    """What a person must look at."""
    kind = head.kind
    if head.rivals:
        numbers = "、".join(quoted.number.text for quoted in head.rivals)
        yield Doubt("two-numbers", f"文中并列两个以上文号（{numbers}），不能判断哪个是本文的，请人工确认。", head.rivals[0].span)
    yield from locale.doubts
    if kind is Kind.OTHER and page.body:
        yield Doubt("unknown-kind", "不能判断文种，请人工确认。")
    if locale.place is None and not locale.doubts and kind is Kind.OFFICIAL:
        yield Doubt("no-region", "没有读到公告所属地区。")
    site = find_site_name(head.lines) if kind is Kind.OFFICIAL and head.signature is None else None
    if site:
        yield doubt_name(site.text, site.span)
    if kind is Kind.OFFICIAL and issuers is None and Damage.HIJACKED_ISSUER not in page.damage:
        yield Doubt("no-issuer", "没有读到发文机关。")


def list_head_evidence(page: Page, head: Head) -> Iterator[Evidence]:
    """Why title, kind, number and addressees are what they are."""
    field = page.find(FieldName.TITLE)
    if head.title and head.heading:
        yield describe_heading(page.body, head.heading)
    elif head.title and field:
        yield Evidence("title", field.rule, field.quote)
    if head.kind_reason.words:
        yield describe_kind(page.body, head)
    if head.number:
        yield head.number.evidence
    if head.addressee_span:
        yield Evidence("addressees", "addressee", head.addressee_span.read(page.body), head.addressee_span)


def describe_heading(body: str, heading: Heading) -> Evidence:
    """The lines of the body that print the title."""
    return Evidence("title", "heading", heading.span.read(body), heading.span)


def describe_kind(body: str, head: Head) -> Evidence:
    """The words that decided the kind: of the body, else of the title."""
    reason = head.kind_reason
    if reason.span:
        return Evidence("kind", "words", reason.span.read(body), reason.span)
    span = head.heading.find(reason.words, body) if head.heading else None
    return Evidence("kind", "title", span.read(body) if span else reason.words, span)


def describe_issuers(issuers: Issuers | None) -> Evidence | None:
    """The words that name the issuers."""
    return Evidence("issuers", issuers.rule, issuers.quote, issuers.span) if issuers else None


def describe_validity(validity: Validity) -> Evidence | None:
    """The sentence that sets the term."""
    return Evidence("validity", "sentence", validity.text, validity.span) if validity.text else None


def list_field_evidence(page: Page) -> Iterator[Evidence]:
    """The statements of the page that were taken over."""
    for name, key in FIELD_KEYS.items():
        field = page.find(name)
        if field:
            yield Evidence(key, field.rule, field.quote)
