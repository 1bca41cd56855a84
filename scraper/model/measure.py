"""One thing that an authority gives, does or demands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scraper.model.figure import Figure
from scraper.model.naming import MeasureId, Word
from scraper.model.span import Span


class Nature(StrEnum):
    """What kind of act it is."""

    BENEFIT = "benefit"
    SERVICE = "service"
    OBLIGATION = "obligation"
    REPORT = "report"
    INTENTION = "intention"


class Actionability(StrEnum):
    """A: who, what and how to get it; B: concrete but no route; C: intention only."""

    A = "A"
    B = "B"
    C = "C"


class Delivery(StrEnum):
    """How a benefit reaches the firm (兑现方式)."""

    AUTOMATIC_ENTITLEMENT = "免申即享"
    FAST_TRACK = "快申快享"
    APPLICATION = "application"
    AUTOMATIC = "automatic"
    COORDINATED = "coordinated"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Target:
    """Who a measure is for (惠及对象). `sizes` of micro small medium large self-employed; `text` is the condition as printed."""

    actors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. Personal mobiles arrive masked (152****5128); office lines are kept."""

    office: str | None = None
    phone: str | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a notice, bounded by `span`; `lead` is verbatim at `lead_span`, without enumerator and final punctuation.

    `id` is `m-` and six or more hex digits of the normalized lead, unique in its notice and permanent: the anchor of its permalink.
    `labels` are the words that decided nature, topics and instruments, as ("topic:finance", "贷款").
    """

    id: MeasureId
    lead: str
    lead_span: Span
    span: Span
    nature: Nature
    actionability: Actionability
    topics: tuple[Word, ...] = ()
    instruments: tuple[Word, ...] = ()
    delivery: Delivery = Delivery.UNSTATED
    summary: str | None = None
    target: Target = Target()
    figures: tuple[Figure, ...] = ()
    start: date | None = None
    end: date | None = None
    apply_from: date | None = None
    apply_to: date | None = None
    window: str | None = None
    lead_body: str | None = None
    co_bodies: tuple[str, ...] = ()
    funding: str | None = None
    channel: str | None = None
    contacts: tuple[Contact, ...] = ()
    materials: str | None = None
    legal_basis: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
