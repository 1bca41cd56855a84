"""The measures of a body: found, bounded, classified, with their figures (LABELS, RECORDS)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from scraper.model import Delivery, Document, Measure, Section, Span
from scraper.policy.clauses import Part, find_actions
from scraper.policy.details import (
    find_channel,
    find_funding,
    find_materials,
    find_window,
    rate_actionability,
    read_basis,
    read_bodies,
    read_contacts,
    read_delivery,
    read_term,
    write_summary,
)
from scraper.policy.figures import find_figures
from scraper.policy.items import choose_items
from scraper.policy.lexicon import Lexicon
from scraper.policy.natures import read_nature
from scraper.policy.outline import read_outline
from scraper.policy.targets import read_target
from scraper.policy.topics import read_instruments, read_topics
from scraper.text.fold import fold_width

_NUMBERED_SHARE: Final = 0.3
"""Numbered items that hold less of a body than this are islands in running text."""


def read_measures(body: str, document: Document, lexicon: Lexicon) -> tuple[Measure, ...]:
    """All measures of `body` in order; ids are unique within it."""
    taken: set[str] = set()
    return tuple(_read_measure(body, part, document, lexicon, taken) for part in find_parts(body))


def find_parts(body: str) -> tuple[Part, ...]:
    """The stretches that are measures: numbered items, and clauses of the running text where numbers do not carry the text."""
    sections = read_outline(body)
    items = choose_items(body, sections)
    parts = [(sections[index].lead, sections[index].span) for index in items]
    numbered = sum(span.end - span.start for _, span in parts)
    if numbered < _NUMBERED_SHARE * len(body):
        taken = [span for _, span in parts]
        free = [own for own in _list_paragraphs(body, sections) if not any(span.holds(own) for span in taken)]
        parts += find_actions(fold_width(body), free)
    return tuple(sorted(parts, key=lambda part: part[1]))


def _list_paragraphs(body: str, sections: tuple[Section, ...]) -> Iterator[Span]:
    """The own text of each part: from its lead to the next part or the end of its line."""
    starts = [section.span.start for section in sections[1:]] + [len(body)]
    for section, stop in zip(sections, starts, strict=True):
        end = body.find("\n", section.lead.start, stop)
        yield Span(section.lead.start, max(section.lead.start, stop if end < 0 else end))


def _read_measure(body: str, part: Part, document: Document, lexicon: Lexicon, taken: set[str]) -> Measure:
    lead_span, span = part
    lead = lead_span.read(body)
    folded, text = fold_width(lead), fold_width(body[lead_span.end : span.end])
    whole = folded + text
    nature, word = read_nature(folded, text)
    topics, topic_labels = read_topics(folded, text, lexicon)
    instruments, instrument_labels = read_instruments(folded, text, nature, lexicon)
    figures = find_figures(span.read(body), span.start)
    target, delivery = read_target(whole), read_delivery(whole, nature)
    channel, contacts = find_channel(whole), read_contacts(whole)
    lead_body, co_bodies = read_bodies(whole)
    dates = read_term(whole, _find_year(document))
    routed = bool(channel or contacts) or delivery in (Delivery.AUTOMATIC_ENTITLEMENT, Delivery.AUTOMATIC)
    return Measure(
        id=make_id(lead, taken),
        lead=lead,
        lead_span=lead_span,
        span=span,
        nature=nature,
        actionability=rate_actionability(nature, figures, target, routed=routed),
        topics=topics,
        instruments=instruments,
        delivery=delivery,
        summary=write_summary(lead, figures, target),
        target=target,
        figures=figures,
        start=dates.get("start"),
        end=dates.get("end"),
        apply_from=dates.get("apply_from"),
        apply_to=dates.get("apply_to"),
        window=find_window(whole),
        lead_body=lead_body,
        co_bodies=co_bodies,
        funding=find_funding(whole),
        channel=channel,
        contacts=contacts,
        materials=find_materials(whole),
        legal_basis=read_basis(whole),
        labels=((f"nature:{nature.value}", word), *topic_labels, *instrument_labels),
    )


def _find_year(document: Document) -> int | None:
    """The year of the document itself completes dates without one."""
    day = document.written or document.published
    return day.year if day else None


def make_id(lead: str, taken: set[str]) -> str:
    """A permanent anchor: six hex digits of the lead without width, punctuation and blanks; longer when taken, numbered when the lead recurs.

    >>> taken: set[str] = set()
    >>> make_id("降低用电成本", taken) == make_id("降低 用电成本。", set()), make_id("降低用电成本", taken) in taken
    (True, True)
    """
    bare = "".join(c for c in unicodedata.normalize("NFKC", lead) if unicodedata.category(c)[0] in "LN").lower()
    digest = hashlib.sha256(bare.encode()).hexdigest()
    names: Iterable[str] = [f"m-{digest[:length]}" for length in (6, 8, 12)]
    number = 2
    for name in names:
        if name not in taken:
            break
    else:
        while (name := f"m-{digest[:6]}-{number}") in taken:
            number += 1
    taken.add(name)
    return name
