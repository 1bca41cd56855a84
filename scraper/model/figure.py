"""A quantity with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scraper.model.span import Span


class FigureKind(StrEnum):
    """What is measured."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DURATION = "duration"
    RATE = "rate"


class Comparator(StrEnum):
    """How the value binds: 不超过 and 最高 are max, 以上 and 不低于 are min, 约 and 左右 are approx."""

    MAX = "max"
    MIN = "min"
    APPROX = "approx"


class FigureRole(StrEnum):
    """What the figure does in its measure."""

    FUND_TOTAL = "fund_total"
    PER_FIRM_CAP = "per_firm_cap"
    AMOUNT = "amount"
    DISCOUNT = "discount"
    INTEREST = "interest"
    SERVICE_TIME = "service_time"
    TERM = "term"
    QUOTA = "quota"
    RATE = "rate"
    THRESHOLD = "threshold"
    UPTAKE = "uptake"
    SPENT = "spent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """`1500万元` -> raw "1500万元", kind money, value 15000000, unit "CNY".

    `value` is in base units (yuan; percent points as printed, 87% -> 87; durations and counts in `unit`); `value_to` closes a range;
    `per` is the period or head it repeats for (月, 户); `raw` is exactly the text of `span`.
    """

    raw: str
    kind: FigureKind
    value: float
    unit: str
    span: Span
    role: FigureRole = FigureRole.OTHER
    value_to: float | None = None
    comparator: Comparator | None = None
    per: str | None = None
