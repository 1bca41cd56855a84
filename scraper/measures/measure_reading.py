"""The measures of a body: found, bounded, classified, with their figures."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from scraper.figures.quantities import find_figures
from scraper.lexicon.lexicon import Lexicon
from scraper.measures.clauses import Part, cut_lead, find_actions
from scraper.measures.items import choose_items, list_paragraphs, split_items
from scraper.measures.lead_bodies import read_bodies
from scraper.measures.measure_details import (
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
from scraper.measures.natures import read_nature
from scraper.measures.outline import read_outline
from scraper.measures.policy_tables import find_rows, tell_row
from scraper.measures.summaries import write_summary
from scraper.measures.targets import read_target
from scraper.measures.topic_labels import read_labels
from scraper.measures.windows import read_term
from scraper.model import Delivery, Document, Figure, Kind, Measure, Nature, Span
from scraper.text.fold import Body, bare_text, spell_signs
from scraper.text.sentence_ends import CLAUSE_END

MAX_MEASURES: Final = 1_000
"""Measures of one body: many times those of the richest document seen; what follows is left unread."""

_NUMBERED_SHARE: Final = 0.3
"""Numbered items that hold less of a body than this are islands in running text."""
_OWN_WORDS: Final = 16
"""A shorter item is an entry of a list."""
_OFFERED: Final = frozenset({Nature.BENEFIT, Nature.SERVICE, Nature.INTENTION})
_SAME: Final = 80
"""So many characters tell that a measure is printed twice."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read once for all measures of a body.

    `year` completes dates without one; it is the document's own.
    """

    body: str
    folded: str
    figures: tuple[Figure, ...]
    year: int | None
    lexicon: Lexicon
    official: bool
    title: str
    call: Call


def read_measures(body: Body, document: Document, lexicon: Lexicon, figures: tuple[Figure, ...] | None = None) -> tuple[Measure, ...]:
    """The measures of a masked `body` in order, `MAX_MEASURES` at most; ids are unique within it, and what is printed twice is read once.

    `figures` are those of the body where they have been found already.
    """
    day = document.written or document.published
    year, official = day.year if day else None, document.kind is Kind.OFFICIAL
    found = find_figures(body) if figures is None else figures
    title = document.title or ""
    call = read_call(body.folded, title, year) if official else Call()
    reading = _Reading(body.text, body.folded, found, year, lexicon, official, title, call)
    taken: dict[str, int] = {}
    seen: set[str] = set()
    measures: list[Measure] = []
    for part in find_parts(body, document.kind):
        if len(measures) == MAX_MEASURES:
            break
        key = bare_text(part[1].read(body.text)[:_SAME])
        measure = None if key in seen else _find_measure(reading, part, taken)
        if measure:
            seen.add(key)
            measures.append(measure)
    return tuple(measures)


def find_parts(body: Body, kind: Kind = Kind.OTHER) -> tuple[Part, ...]:
    """The stretches that are measures: numbered items, rows of policy tables, clauses of running text.

    Running text is asked where numbers do not carry the body.
    The running text around the items of an official document is its preamble and its end.
    """
    folded, sections = body.folded, read_outline(body)
    items = choose_items(folded, sections)
    parts = [(cut_lead(folded, lead.start, lead.end), span) for lead, span in split_items(folded, sections, items)]
    parts += [row for row in find_rows(folded) if not _is_taken(row[1], parts)]
    numbered = sum(span.end - span.start for _, span in parts)
    if not parts or (kind is not Kind.OFFICIAL and numbered < _NUMBERED_SHARE * len(folded)):
        parts.sort(key=lambda part: part[1])
        free = [own for own in list_paragraphs(folded, sections) if not _is_taken(own[0], parts)]
        parts += find_actions(folded, free)
    return tuple(sorted(parts, key=lambda part: part[1]))


def _is_taken(own: Span, parts: Sequence[Part]) -> bool:
    """True when a paragraph lies in one of the parts, which stand in order."""
    place = bisect_right(parts, own.start, key=lambda part: part[1].start)
    return place > 0 and parts[place - 1][1].holds(own)


def _find_measure(reading: _Reading, part: Part, taken: dict[str, int]) -> Measure | None:
    """The measure of a part, or None where no word gives, serves, demands, tells or wishes anything.

    What an official document numbers is a measure even so: an intention, in words that no list has.
    """
    lead_span, span = part
    lead, whole = lead_span.read(reading.folded), reading.folded[lead_span.start : span.end]
    text = whole[len(lead) :]
    nature, word = read_nature(lead, text, _read_before(reading.folded, lead_span.start))
    if not word and not (reading.official and _is_printed(part)):
        return None
    call = reading.call if nature in _OFFERED else Call()
    topics, instruments, labels = read_labels(lead, text, nature, reading.lexicon)
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
        labels=((f"nature:{nature.value}", word), *labels) if word else labels,
    )


def _is_printed(part: Part) -> bool:
    """True for a numbered item with words of its own: a number stands before its lead."""
    lead, span = part
    return span.start < lead.start and span.end - lead.start >= _OWN_WORDS


def _read_before(folded: str, start: int) -> str:
    """What the sentence says before its lead."""
    return CLAUSE_END.split(folded[max(0, start - _SAME) : start])[-1].strip()


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
