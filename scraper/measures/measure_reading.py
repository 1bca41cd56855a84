"""The measures of a body: found, bounded, classified, with their figures."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from scraper.cards.lead_bodies import read_bodies
from scraper.cards.measure_details import (
    Call,
    find_channel,
    find_funding,
    find_materials,
    find_window,
    rate_actionability,
    read_basis,
    read_call,
    read_contacts,
    read_delivery,
)
from scraper.cards.summaries import write_summary
from scraper.cards.targets import read_target
from scraper.cards.windows import read_term
from scraper.figures.quantities import find_figures
from scraper.lexicon.lexicon import Lexicon
from scraper.measures.choosing import Chosen, choose_measures
from scraper.measures.natures import read_nature
from scraper.measures.policy_tables import tell_row
from scraper.measures.topic_labels import Told, read_labels
from scraper.measures.verdict import Weights, load_weights
from scraper.model import Delivery, Document, Figure, Kind, Measure, Nature, Span
from scraper.text.fold import Body, bare_text, spell_signs

MAX_MEASURES: Final = 1_000
"""Measures of one body: many times those of the richest document seen; what follows is left unread."""

_OFFERED: Final = frozenset({Nature.BENEFIT, Nature.SERVICE, Nature.INTENTION})
_SAME: Final = 80
"""So many characters tell that a measure is printed twice."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read once for all measures of a body.

    `year` completes dates without one; it is the document's own, as the title is.
    """

    body: str
    folded: str
    figures: tuple[Figure, ...]
    year: int | None
    title: str
    lexicon: Lexicon
    weights: Weights
    call: Call


def read_measures(
    body: Body, document: Document, lexicon: Lexicon, figures: tuple[Figure, ...] | None = None, weights: Weights | None = None
) -> tuple[Measure, ...]:
    """The measures of a masked `body` in order, `MAX_MEASURES` at most; ids are unique within it, and what is printed twice is read once.

    `figures` are those of the body where they have been found already; `weights` others than those that ship with the program.
    """
    day = document.written or document.published
    found = find_figures(body) if figures is None else figures
    year, title = day.year if day else None, document.title or ""
    call = read_call(body.folded, title, year) if document.kind is Kind.OFFICIAL else Call()
    weights = weights or load_weights()
    reading = _Reading(body.text, body.folded, found, year, title, lexicon, weights, call)
    taken: dict[str, int] = {}
    seen: set[str] = set()
    measures: list[Measure] = []
    for chosen in choose_measures(body, document.kind, title, found, reading.weights):
        if len(measures) == MAX_MEASURES:
            break
        key = bare_text(chosen.span.read(body.text)[:_SAME])
        if key not in seen:
            seen.add(key)
            measures.append(_read_measure(reading, chosen, taken))
    return tuple(measures)


def _read_measure(reading: _Reading, chosen: Chosen, taken: dict[str, int]) -> Measure:
    """What a chosen stretch says of itself."""
    lead_span, span, nature = chosen.lead, chosen.span, chosen.nature
    lead, whole = lead_span.read(reading.folded), reading.folded[lead_span.start : span.end]
    told = Told(lead, whole[len(lead) :], nature, reading.title, chosen.above)
    call = reading.call if nature in _OFFERED else Call()
    named, word = read_nature(told.lead, told.text)
    topics, instruments, labels = read_labels(told, reading.lexicon, reading.weights.topics)
    figures = _cut_figures(reading.figures, span)
    terms = tell_row(reading.folded, span) or whole
    target, delivery = read_target(whole, terms, reading.title, call.target), read_delivery(whole, nature)
    channel, contacts = find_channel(terms) or call.channel, read_contacts(terms)
    lead_body, co_bodies = read_bodies(terms)
    dates = read_term(terms, reading.year)
    routed = bool(channel or contacts) or delivery in (Delivery.AUTOMATIC_ENTITLEMENT, Delivery.AUTOMATIC)
    return Measure(
        id=make_id(lead, taken),
        lead=lead_span.read(reading.body),
        lead_span=lead_span,
        span=span,
        nature=nature,
        actionability=rate_actionability(nature, figures, target, routed=routed),
        topics=topics,
        instruments=instruments,
        delivery=delivery,
        summary=write_summary(lead_span.read(reading.body), figures, target),
        target=target,
        figures=figures,
        start=dates.get("start"),
        end=dates.get("end"),
        apply_from=dates.get("apply_from") if "apply_to" in dates else call.apply_from,
        apply_to=dates.get("apply_to", call.apply_to),
        window=find_window(terms),
        lead_body=lead_body,
        co_bodies=co_bodies,
        funding=find_funding(terms),
        channel=channel,
        contacts=contacts,
        materials=find_materials(terms),
        legal_basis=read_basis(terms),
        labels=((f"nature:{nature.value}", word), *labels) if named is nature and word else labels,
    )


def _cut_figures(figures: Sequence[Figure], span: Span) -> tuple[Figure, ...]:
    """The figures inside `span`, of all figures of a body in order."""
    first = bisect_left(figures, span.start, key=lambda figure: figure.span.start)
    last = bisect_left(figures, span.end, key=lambda figure: figure.span.start)
    return tuple(figure for figure in figures[first:last] if figure.span.end <= span.end)


def make_id(lead: str, taken: dict[str, int]) -> str:
    """A permanent anchor: six hex digits of the lead without width, punctuation and blanks.

    `taken` counts the ids of the notice. An id grows where two leads share the digits, and is numbered where a lead recurs.

    >>> taken: dict[str, int] = {}
    >>> make_id("降低用电成本", taken) == make_id("降低 用电成本。", {}), make_id("降低用电成本", taken) in taken
    (True, True)
    """
    digest = hashlib.sha256(bare_text(spell_signs(lead)).encode()).hexdigest()
    names = chain(
        (f"m-{digest[:length]}" for length in (6, 8, 12)), (f"m-{digest[:12]}-{number}" for number in count(taken.get(digest, 2)))
    )
    name = next(name for name in names if name not in taken)
    taken[name] = 1
    if "-" in name[2:]:
        taken[digest] = int(name.rpartition("-")[2]) + 1
    return name
