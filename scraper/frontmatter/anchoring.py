"""Spans after an edit: find the quoted words again, so that evidence stays true when a person corrects a body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from scraper.model import Evidence, Figure, FilePage, Measure, Notice, Span, Validity

QUOTED = {
    Measure: ("lead_span", "lead"),
    Figure: ("span", "raw"),
    Validity: ("span", "text"),
    Evidence: ("span", "quote"),
    FilePage: ("span", "opening"),
}
"""Records that name words and where they stand: the fields of span and words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a record says stand at `span`."""

    span: Span
    text: str


def move_spans(notice: Notice) -> Notice:
    """The notice with each span where its words stand in `notice.body` now; the same notice when all stand where they should.

    Words that are gone keep their proportional place; `check` reports them.
    """
    return move_notice(notice, notice.body)


def move_notice(notice: Notice, body: str) -> Notice:
    """The notice over another body that says the same things elsewhere: every span is looked up again there."""
    shifts = find_shifts(sorted(list_quotes(notice), key=lambda quote: quote.span), body)
    moved = {field.name: place_spans(getattr(notice, field.name), shifts, body) for field in fields(notice)}
    return replace(notice, **(moved | {"body": body}))


def list_quotes(record: Any) -> Iterator[Quote]:
    """Everything in a record that names both words and a span."""
    if isinstance(record, tuple):
        for item in record:
            yield from list_quotes(item)
    elif is_dataclass(record):
        span, words = (getattr(record, name) for name in QUOTED[type(record)]) if type(record) in QUOTED else (None, None)
        if span and words:
            yield Quote(span, words)
        for field in fields(record):
            yield from list_quotes(getattr(record, field.name))


def find_shifts(quotes: list[Quote], body: str) -> list[tuple[int, int]]:
    """How far the words from an offset on have moved: (old offset, shift), ascending; empty when nothing moved."""
    shifts: list[tuple[int, int]] = []
    shift = 0
    for quote in quotes:
        at = find_near(body, quote.text, quote.span.start + shift)
        if at is not None and at - quote.span.start != shift:
            shift = at - quote.span.start
            shifts.append((quote.span.start, shift))
    return shifts


def find_near(body: str, words: str, at: int) -> int | None:
    """Where `words` stand nearest to offset `at`, or None.

    >>> find_near("贷款贴息，贷款展期", "贷款", 4)
    5
    """
    if body.startswith(words, max(at, 0)):
        return max(at, 0)
    after, before = body.find(words, max(at, 0)), body.rfind(words, 0, max(at, 0) + len(words))
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - at)) if found else None


def place_spans(record: Any, shifts: list[tuple[int, int]], body: str) -> Any:
    """The record with all spans inside it shifted and kept within the body; where its words stand, a span is as long as they are."""
    if isinstance(record, Span):
        return shift_span(record, shifts, len(body))
    if isinstance(record, tuple):
        return tuple(place_spans(item, shifts, body) for item in record)
    if not is_dataclass(record) or isinstance(record, type):
        return record
    moved = {field.name: place_spans(getattr(record, field.name), shifts, body) for field in fields(record)}
    if type(record) in QUOTED:
        name, words = QUOTED[type(record)][0], getattr(record, QUOTED[type(record)][1])
        if moved[name] and words and body.startswith(words, moved[name].start):
            moved[name] = Span(moved[name].start, moved[name].start + len(words))
    return replace(record, **moved)


def shift_span(span: Span, shifts: list[tuple[int, int]], size: int) -> Span:
    """One span moved by the shift that holds at its start; its end by the shift that holds just before its end."""

    def move(offset: int) -> int:
        index = bisect_right(shifts, offset, key=lambda pair: pair[0]) - 1
        return min(max(offset + (shifts[index][1] if index >= 0 else 0), 0), size)

    start = move(span.start)
    end = start + len(range(span.start, span.end)) if span.end <= span.start + 1 else move(span.end - 1) + 1
    return Span(start, min(max(end, start), size))
