"""The parts of an official text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scraper.model.doubt import Doubt, Evidence
from scraper.model.measure import Contact
from scraper.model.notice import DocNumber, Kind, Relation, Scope, Validity
from scraper.model.region import Place
from scraper.model.span import Span
from scraper.model.text import Damage


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part or a paragraph of a body (GB/T 9704-2012, 7.3.3).

    `level`: 1 一、 2 （一） 3 1. 4 (1) 5 ① , 0 a paragraph without a number; 第x条 are level 1 with marker "第x条".
    `marker` is the enumerator as printed.
    `lead` is the heading or first sentence without enumerator and final punctuation; `span` runs to the end of its last child;
    `parent` is the index of the enclosing section in `read_outline`'s result.
    """

    level: int
    marker: str
    lead: Span
    span: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What the words of a page say about the document itself; its measures are read separately."""

    title: str | None
    kind: Kind
    genre: str | None = None
    doc_number: DocNumber | None = None
    index_no: str | None = None
    subject_class: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    written: date | None = None
    published: date | None = None
    region: Place | None = None
    scope: Scope = Scope.OWN
    validity: Validity = Validity()
    relations: tuple[Relation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    signature: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    damage: tuple[Damage, ...] = ()
