"""Every place where a measure could begin: each sentence of each part of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from scraper.model import Section, Span
from scraper.text.sentence_ends import STATEMENT

# A sentence, or the cell of a table's row; a mark of closing belongs to what it closes.
_SENTENCE: Final = re.compile(rf"[^{STATEMENT}\n]+[{STATEMENT}]*[”\"』]?")
MAX_CANDIDATES: Final = 5_000
"""Sentences of one body: ten times those of the longest law seen; what follows is left unread."""
_DRESS: Final = re.compile(r"[ \t\-*#|]*")
_WORD: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could begin a measure; one that `opens` its section begins where the section's lead does."""

    section: int
    span: Span
    opens: bool


def list_candidates(folded: str, sections: Sequence[Section]) -> tuple[Candidate, ...]:
    r"""The sentences of a width-folded body in order, by the sections that hold them.

    >>> from scraper.measures.outline import read_outline
    >>> from scraper.text.fold import fold_body
    >>> body = fold_body("一、降低成本。减收检测费。\n市场监管局负责")
    >>> [(found.span.read(body.folded), found.section, found.opens) for found in list_candidates(body.folded, read_outline(body))]
    [('降低成本。', 0, True), ('减收检测费。', 0, False), ('市场监管局负责', 1, True)]
    """
    stops = chain((section.span.start for section in sections[1:]), [len(folded)])
    found = (
        Candidate(index, span, opens=number == 0)
        for index, (section, stop) in enumerate(zip(sections, stops, strict=False))
        for number, span in enumerate(_split_sentences(folded, section.lead.start, stop))
    )
    return tuple(islice(found, MAX_CANDIDATES))


def _split_sentences(folded: str, start: int, stop: int) -> Iterator[Span]:
    for found in _SENTENCE.finditer(folded, start, max(start, stop)):
        dressed = _DRESS.match(folded, found.start(), found.end())
        begin = dressed.end() if dressed else found.start()
        if _WORD.search(folded, begin, found.end()):
            yield Span(begin, found.end())
