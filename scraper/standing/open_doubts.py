"""Which doubts still wait for a person: not those that a corrected field or a word of theirs has decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scraper.facts.identity import UNTITLED
from scraper.model import Doubt, Notice, PageKind

OTHER = "other"
ASKED: dict[str, Callable[[Notice], Any]] = {
    "no-region": lambda notice: notice.region,
    "ambiguous-region": lambda notice: notice.region,
    "no-issuer": lambda notice: notice.issuers,
    "lent-name": lambda notice: (notice.issuers, notice.region),
    "no-title": lambda notice: notice.title,
    "no-date": lambda notice: (notice.written, notice.published),
    "published-differs": lambda notice: notice.published,
    "repost-date": lambda notice: notice.published,
    "unknown-kind": lambda notice: notice.kind,
    "damaged": lambda notice: notice.withheld,
    "named-persons": lambda notice: notice.withheld,
    "withdrawn": lambda notice: notice.withheld,
    "revisit-refused": lambda notice: notice.withheld,
    **{kind.value: lambda notice: notice.withheld for kind in PageKind},
}
"""What a person changes in order to answer a doubt."""
MISSING = ("no-region", "no-issuer", "no-title", "no-date")
EMPTY = (None, (), (None, None), UNTITLED)


def find_open_doubts(notice: Notice, generated: Notice) -> Iterator[tuple[int, Doubt]]:
    """The doubts that are open, with their places in `notice.doubts`; `generated` is what the machine last wrote of the notice."""
    for index, doubt in enumerate(notice.doubts):
        if doubt.rule not in notice.settled and not is_answered(doubt, notice, generated):
            yield index, doubt


def is_answered(doubt: Doubt, notice: Notice, generated: Notice) -> bool:
    """True when a person has changed the field that a doubt asks about, or what was missing is there."""
    if doubt.rule == "no-topic":
        asked = [measure for measure in notice.measures if doubt.span and measure.lead_span.holds(doubt.span)]
        return any(set(measure.topics) - {OTHER} for measure in asked)
    ask = ASKED.get(doubt.rule)
    if ask is None:
        return False
    return ask(notice) != ask(generated) or (doubt.rule in MISSING and ask(notice) not in EMPTY)
