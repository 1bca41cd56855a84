"""What speaks for and against a candidate: named signals, the only place where a candidate meets the vocabulary.

A signal is a name, a zone, a word: `cue:relief@lead`, `heading:conditions@above`, `text:补贴`. Those of the word books carry what people
know; the words beside them are what the labelled documents taught. What a signal weighs is not said here (`scraper.measures.verdict`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.measures.candidates import Candidate
from scraper.measures.duties import find_duty
from scraper.measures.nature_lexicon import CUES
from scraper.measures.natures import find_cues
from scraper.model import Figure, Kind, Nature, Section, Span
from scraper.text.sentence_ends import STATEMENT

_HEADINGS: Final = tuple((key, re.compile(entry.source)) for key, entry in load_book("items").items())
_VERBS: Final = tuple((key, entry.compile()) for key, entry in load_book("verbs").items() if "weight" not in entry.facts)
# Who answers for it says nothing of what it is.
_OFFICES: Final = re.compile(r"[(〔\[][^()〔〕\[\]]{0,80}(?:负责|牵头|配合)[^()〔〕\[\]]{0,12}[)〕\]]")
_FIGURE: Final = re.compile(r"[\d.,]+")
_BLANK: Final = re.compile(r"\s+")
_TEXT, _ABOVE, _REST = 120, 24, 100
"""Characters of a zone whose words are looked at: what is told further on is told of something else, or tells it again."""
_TOLD: Final = 600
"""Characters of a sentence, and behind a lead, in which an act is told; a flood without a full stop is one sentence."""
_GENERATIONS: Final = 3
"""Headings above a candidate that are asked."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as its candidates are asked: its body, its parts, what it is, and what the rules of structure took from it.

    `picked` has, for each candidate that the rules would take, the nature that they would give it.
    """

    folded: str
    sections: tuple[Section, ...]
    candidates: tuple[Candidate, ...]
    figures: tuple[Figure, ...]
    kind: Kind
    title: str
    picked: Mapping[int, Nature | None]
    taken: tuple[Span, ...]


def list_signals(subject: Subject) -> Iterator[tuple[str, ...]]:
    """The signals of each candidate, in order, without those of its document."""
    below = Counter(section.parent for section in subject.sections if section.marker)
    heads = _Headings(subject.folded, subject.sections, {})
    sentences = Counter(candidate.section for candidate in subject.candidates)
    starts = [figure.span.start for figure in subject.figures]
    for number, candidate in enumerate(subject.candidates):
        scene = _Scene(subject, candidate, number, heads, below, sentences, starts)
        yield tuple(dict.fromkeys(scene.list_signals()))


def list_grams(zone: str, text: str, sizes: Sequence[int]) -> list[str]:
    """The runs of so many characters in a text, as signals of its zone; a number is one character.

    >>> list_grams("text", "奖励 50万元", (2,))
    ['text:奖励', 'text:励#', 'text:#万', 'text:万元']
    """
    bare = _BLANK.sub("", _FIGURE.sub("#", text))
    return [f"{zone}:{bare[start : start + size]}" for size in sizes for start in range(len(bare) - size + 1)]


def list_above(folded: str, sections: Sequence[Section], index: int) -> tuple[str, ...]:
    """The leads of the sections over a section, the nearest first."""
    return tuple(sections[over].lead.read(folded) for over in _Headings(folded, sections, {}).list_over(index))


def tell_document(subject: Subject) -> tuple[str, ...]:
    """The signals that all candidates of a document share."""
    return f"kind:{subject.kind.value}", *dict.fromkeys(list_grams("title", subject.title, (2,)))


@dataclass(frozen=True, slots=True)
class _Headings:
    """What the leads of sections say of what stands below them: their roles and the runs of their characters, each asked once."""

    folded: str
    sections: Sequence[Section]
    asked: dict[int, tuple[tuple[str, ...], tuple[str, ...]]]

    def read(self, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Roles, and runs of characters (behind a colon, for whatever zone they are asked in), of a section's lead."""
        if index not in self.asked:
            lead = self.sections[index].lead.read(self.folded)
            roles = tuple(key for key, words in _HEADINGS if words.search(lead))
            self.asked[index] = roles, tuple(list_grams("", lead[:_ABOVE], (2,)))
        return self.asked[index]

    def list_over(self, index: int) -> Iterator[int]:
        """The sections over a section, the nearest first."""
        parent, distance = self.sections[index].parent, 0
        while parent is not None and distance < _GENERATIONS:
            yield parent
            parent, distance = self.sections[parent].parent, distance + 1


@dataclass(frozen=True, slots=True)
class _Scene:
    """One candidate in its document."""

    subject: Subject
    candidate: Candidate
    number: int
    headings: _Headings
    below: Counter[int | None]
    sentences: Counter[int]
    starts: Sequence[int]

    @property
    def section(self) -> Section:
        return self.subject.sections[self.candidate.section]

    def list_signals(self) -> list[str]:
        folded, span = self.subject.folded, self.candidate.span
        text = folded[span.start : min(span.end, span.start + _TOLD)].strip()
        rest = folded[span.end : self.section.span.end][:_TOLD] if self.candidate.opens else ""
        found = [*self._tell_place(text), *self._tell_rules(), *self._tell_figures(), *self._tell_acts(text, rest), *self._tell_above()]
        found += list_grams("text", _OFFICES.sub("", text)[:_TEXT], (2, 3, 4))
        found += list_grams("rest", rest[:_REST], (2,))
        return found

    def _tell_place(self, text: str) -> Iterator[str]:
        section, opens = self.section, self.candidate.opens
        form = "numbered" if section.marker and section.marker[0] not in "#?" else "headed" if section.marker else "plain"
        yield f"at:{section.level}:{form}:{opens}"
        yield f"at:{section.level}:{form}:{opens}:{self.subject.kind.value}"
        yield f"sentences:{min(self.sentences[self.candidate.section], 6)}:{opens}"
        yield f"below:{min(self.below[self.candidate.section], 4)}:{opens}"
        yield f"section-length:{min((section.span.end - section.span.start) // 60, 8)}:{opens}:{form}"
        yield "ends:" + (text[-1] if text[-1] in f":{STATEMENT}" else "open")
        if self.subject.folded.startswith("|", section.span.start):
            yield "table"

    def _tell_rules(self) -> Iterator[str]:
        picked, start = self.subject.picked, self.candidate.span.start
        if self.number in picked:
            nature = picked[self.number]
            yield "rule:yes"
            yield f"rule:{nature.value if nature else 'unknown'}"
        else:
            place = bisect_left(self.subject.taken, start, key=lambda span: span.start) - 1
            yield "rule:no"
            yield "rule:inside" if place >= 0 and start < self.subject.taken[place].end else "rule:outside"

    def _tell_figures(self) -> Iterator[str]:
        zones = [("text", self.candidate.span)]
        if self.candidate.opens:
            zones.append(("whole", Span(self.candidate.span.start, self.section.span.end)))
        for zone, span in zones:
            first, last = (bisect_left(self.starts, place) for place in (span.start, span.end))
            for figure in self.subject.figures[first : min(last, first + 12)]:
                yield f"figure:{figure.kind.value}@{zone}"
                yield f"figure:{figure.kind.value}:{figure.role.value if figure.role else None}@{zone}"

    def _tell_acts(self, text: str, rest: str) -> Iterator[str]:
        for zone, words in (("text", text), ("rest", rest)):
            for number in find_cues(words, further=zone == "rest") if words else ():
                yield f"cue:{CUES[number].key}@{zone}"
                yield f"cue:{CUES[number].nature.value}@{zone}"
        if duty := find_duty(text):
            yield f"duty:{duty[0].value}"
            yield f"duty:{duty[0].value}:{duty[1]}"
        yield from (f"verb:{key}" for key, words in _VERBS if words.search(text))
        if self.candidate.opens:
            yield from (f"heading:{key}@lead" for key in self.headings.read(self.candidate.section)[0])

    def _tell_above(self) -> Iterator[str]:
        if not self.candidate.opens:
            roles, grams = self.headings.read(self.candidate.section)
            yield from (f"own{gram}" for gram in grams)
            yield from (f"heading:{role}@own" for role in roles)
        depth = 0
        for depth, over in enumerate(self.headings.list_over(self.candidate.section), 1):
            roles, grams = self.headings.read(over)
            yield from (f"above{gram}" for gram in grams)
            yield from (f"heading:{role}@above:{depth}" for role in roles)
        yield f"depth:{depth}"
