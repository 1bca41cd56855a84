"""The measures of a body: found, bounded, classified, with their figures (LABELS, RECORDS)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from scraper.model import Actionability, Document, Measure, Span
from scraper.policy.clauses import find_clauses
from scraper.policy.figures import find_figures
from scraper.policy.items import choose_items
from scraper.policy.lexicon import Lexicon
from scraper.policy.natures import read_nature
from scraper.policy.outline import read_outline
from scraper.policy.topics import read_instruments, read_topics
from scraper.text.fold import fold_width

Part = tuple[Span, Span]
"""Where a lead stands, and where its measure."""


def read_measures(body: str, document: Document, lexicon: Lexicon) -> tuple[Measure, ...]:
    """All measures of `body` in order; ids are unique within it."""
    taken: set[str] = set()
    return tuple(_read_measure(body, part, document, lexicon, taken) for part in find_parts(body, document))


def find_parts(body: str, document: Document) -> tuple[Part, ...]:
    """The stretches that are measures: numbered items, else clauses of the running text."""
    sections = read_outline(body)
    items = choose_items(body, sections)
    parts = [(sections[index].lead, sections[index].span) for index in items]
    return tuple(parts) or tuple(find_clauses(body, sections, document))


def _read_measure(body: str, part: Part, document: Document, lexicon: Lexicon, taken: set[str]) -> Measure:
    lead_span, span = part
    lead = lead_span.read(body)
    folded, text = fold_width(lead), fold_width(body[lead_span.end : span.end])
    nature, word, _ = read_nature(folded, text)
    topics, topic_labels = read_topics(folded, text, lexicon)
    instruments, instrument_labels = read_instruments(folded, text, lexicon)
    return Measure(
        id=make_id(lead, taken),
        lead=lead,
        lead_span=lead_span,
        span=span,
        nature=nature,
        actionability=Actionability.B,
        topics=topics,
        instruments=instruments,
        figures=find_figures(span.read(body), span.start),
        labels=((f"nature:{nature.value}", word), *topic_labels, *instrument_labels),
    )


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
