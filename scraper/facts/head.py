"""The head of a text: title, own number, kind and addressees, and the signature that goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.facts.addressees import read_addressees
from scraper.facts.genres import read_genre
from scraper.facts.kinds import Reason, Traits, read_kind
from scraper.facts.lines import Line, find_lines
from scraper.facts.numbers import Quoted, find_numbers, find_rivals, parse_number, read_own_number
from scraper.facts.organs import OUTLET
from scraper.facts.signature import Signature, find_signature
from scraper.facts.titles import Heading, choose_title
from scraper.model.doubt import Evidence
from scraper.model.notice import DocNumber, Kind
from scraper.model.page import FieldName, Page
from scraper.model.span import Span
from scraper.model.text import Damage
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import Body, fold_width

STATED: Final = ("header:", "title")
"""Rules whose number stands for any kind of page; a line in a report's body is no number of the report."""


@dataclass(frozen=True, slots=True)
class Number:
    """The own number with its evidence."""

    value: DocNumber
    evidence: Evidence

    @property
    def stated(self) -> bool:
        """True for a number that header table or title give."""
        return self.evidence.rule.startswith(STATED)


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a page and its signature say, with the words that say so."""

    lines: tuple[Line, ...]
    title: str | None
    heading: Heading | None
    kind: Kind
    kind_reason: Reason
    number: Number | None
    addressees: tuple[str, ...]
    addressee_span: Span | None
    signature: Signature | None
    rivals: tuple[Quoted, ...] = ()

    @property
    def official(self) -> bool:
        """True for the text of an act."""
        return self.kind is Kind.OFFICIAL


def read_head(page: Page, body: Body) -> Head:
    """Read title, number, kind, addressees and signature: each helps to tell the others."""
    lines = find_lines(body)
    signature = find_signature(lines)
    title, heading = choose_title(page.value(FieldName.TITLE), lines, body, spun=Damage.SPUN in page.damage)
    number = find_number(page, lines, signature)
    addressees, span = read_addressees(page.body, lines)
    rivals = find_rivals(lines, number.value if number else None)
    if rivals and number and not number.stated:
        number = None
    traits = Traits(number is not None or bool(rivals), signature is not None, bool(addressees), is_outlet(page))
    kind, reason = read_kind(title, lines, traits)
    if kind is not Kind.OFFICIAL:
        number = number if number and number.stated else None
        addressees, span = (), None
    return Head(lines, title, heading, kind, reason, number, addressees, span, signature, rivals)


def find_number(page: Page, lines: tuple[Line, ...], signature: Signature | None) -> Number | None:
    """The own number: header table, then a line of the body, then the brackets at the end of the title."""
    field = page.find(FieldName.DOC_NUMBER)
    number = parse_number(field.value) if field else None
    if field and number:
        return Number(number, Evidence("doc_number", field.rule, field.quote))
    found = read_own_number(lines, stop=signature.span.end if signature else None)
    if found:
        quoted, rule = found
        return Number(quoted.number, Evidence("doc_number", rule, quoted.span.read(page.body), quoted.span))
    titled = list(read_titled_numbers(page, lines))
    # a number that the page states is proved better by the line of the body that prints it too
    return next((other for other in titled if other.value == titled[0].value and other.evidence.span), next(iter(titled), None))


def read_titled_numbers(page: Page, lines: tuple[Line, ...]) -> Iterator[Number]:
    """Numbers in brackets that close the title, as the page states it or a line prints it: 关于……的通知（某政发〔2021〕7号）."""
    titled = page.find(FieldName.TITLE)
    stated = ((text, None) for text in (titled.quote, titled.value)) if titled else ()
    printed = ((line.text, line.span) for line in lines[:HEAD_LINES] if read_genre(line.text))
    for text, span in (*stated, *printed):
        for quoted in find_numbers(fold_width(text)):
            closes = text[quoted.span.end :].strip() in (")", "）", "")
            if closes and "》" not in text[max(0, quoted.span.start - 2) : quoted.span.start]:
                place = Span(span.start + quoted.span.start, span.start + quoted.span.end) if span else None
                words = place.read(page.body) if place else quoted.span.read(text)
                yield Number(quoted.number, Evidence("doc_number", "title", words, place))


def is_outlet(page: Page) -> bool:
    """True where the page names a paper or a news site as its 来源."""
    return OUTLET.search(page.value(FieldName.SOURCE_NAME) or "") is not None
