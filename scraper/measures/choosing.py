"""Which candidates are measures, and where each begins and ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scraper.measures.candidates import Candidate, list_candidates
from scraper.measures.clauses import Part, cut_lead, find_action, find_actions
from scraper.measures.items import choose_items, list_paragraphs, split_items
from scraper.measures.natures import read_nature
from scraper.measures.outline import read_outline
from scraper.measures.policy_tables import find_rows
from scraper.measures.signals import Subject, list_above, list_signals
from scraper.measures.verbs import ENOUGH
from scraper.measures.verdict import Weights, judge_nature
from scraper.model import Figure, Kind, Nature, Section, Span
from scraper.text.fold import Body
from scraper.text.sentence_ends import CLAUSE, CLAUSE_END

_NUMBERED_SHARE: Final = 0.3
"""Numbered items that hold less of a body than this are islands in running text."""
_BEFORE: Final = 80
"""Characters before a lead in which its sentence begins."""
_SHORTEST: Final = 4
"""What is shorter is a label, not a lead."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure as it was chosen: its lead and bounds, its nature, the chance that it is one, and what spoke for that.

    `word` is a cue for its nature that it says, if any; `above` are the headings over it, the nearest first.
    """

    lead: Span
    span: Span
    nature: Nature
    word: str
    chance: float
    signals: tuple[str, ...]
    above: tuple[str, ...]


def choose_measures(body: Body, kind: Kind, title: str, figures: tuple[Figure, ...], weights: Weights) -> tuple[Chosen, ...]:
    """The measures of a body in order.

    The rules of structure and of acts say what they would take; that is one signal among others. Rows of policy tables are taken as they
    are: the table's head says what they are.
    """
    folded, sections = body.folded, read_outline(body)
    rows = list(find_rows(folded))
    parts = find_parts(folded, sections, kind)
    subject = describe_subject(folded, sections, parts, figures, kind, title)
    picked = _list_picked(subject.candidates, parts)
    found: list[Chosen] = []
    for number, (candidate, signals) in enumerate(zip(subject.candidates, list_signals(subject), strict=True)):
        if _is_taken(candidate.span, rows):
            continue
        chance = weights.measure.weigh(signals)
        if chance >= weights.measure.threshold:
            own = picked.get(number) or _find_part(folded, sections, candidate)
            nature = judge_nature(signals, weights.nature)
            found += [
                Chosen(
                    lead,
                    span,
                    nature,
                    _find_word(folded, lead, span, nature),
                    chance,
                    signals,
                    list_above(folded, sections, candidate.section),
                )
                for lead, span in own
            ]
    for lead, span in rows:
        nature, word = read_nature(lead.read(folded), folded[lead.end : span.end])
        found.append(Chosen(lead, span, nature, word, 1.0, (), list_above(folded, sections, _find_section(sections, lead))))
    return _bound(folded, sorted(found, key=lambda chosen: (chosen.lead.start, chosen.span.start)))


def find_parts(folded: str, sections: tuple[Section, ...], kind: Kind) -> tuple[Part, ...]:
    """What the rules take: numbered items, and clauses of running text where numbers do not carry the body.

    The running text around the items of an official document is its preamble and its end.
    """
    items = choose_items(folded, sections)
    parts = [(cut_lead(folded, lead.start, lead.end), span) for lead, span in split_items(folded, sections, items)]
    numbered = sum(span.end - span.start for _, span in parts)
    if not parts or (kind is not Kind.OFFICIAL and numbered < _NUMBERED_SHARE * len(folded)):
        parts.sort(key=lambda part: part[1])
        free = [own for own in list_paragraphs(folded, sections) if not _is_taken(own[0], parts)]
        parts += find_actions(folded, free)
    return tuple(sorted(parts, key=lambda part: part[1]))


def describe_subject(
    folded: str, sections: tuple[Section, ...], parts: Sequence[Part], figures: tuple[Figure, ...], kind: Kind, title: str
) -> Subject:
    """A document as its candidates are asked."""
    candidates = list_candidates(folded, sections)
    picked = {number: _read_rules_nature(folded, own[0]) for number, own in _list_picked(candidates, parts).items()}
    return Subject(folded, sections, candidates, figures, kind, title, picked, tuple(span for _, span in parts))


def _list_picked(candidates: Sequence[Candidate], parts: Sequence[Part]) -> Mapping[int, list[Part]]:
    """By the number of the candidate in which they begin, the parts that the rules take."""
    picked: dict[int, list[Part]] = {}
    for part in parts:
        place = bisect_right(candidates, part[0].start, key=lambda candidate: candidate.span.start) - 1
        picked.setdefault(max(0, place), []).append(part)
    return picked


def _read_rules_nature(folded: str, part: Part) -> Nature | None:
    """What the reviewed weights of the cues say; None where no cue speaks."""
    lead, span = part
    before = CLAUSE_END.split(folded[max(0, lead.start - _BEFORE) : lead.start])[-1].strip()
    nature, word = read_nature(lead.read(folded), folded[lead.end : max(lead.end, span.end)], before)
    return nature if word else None


def _find_word(folded: str, lead: Span, span: Span, nature: Nature) -> str:
    """The words of a cue for this nature, for those who ask what it was read from."""
    found, word = read_nature(lead.read(folded), folded[lead.end : max(lead.end, span.end)])
    return word if found is nature else ""


def _is_taken(own: Span, parts: Sequence[Part]) -> bool:
    """True when a paragraph lies in one of the parts, which stand in order."""
    place = bisect_right(parts, own.start, key=lambda part: part[1].start)
    return place > 0 and parts[place - 1][1].holds(own)


def _find_part(folded: str, sections: Sequence[Section], candidate: Candidate) -> list[Part]:
    """Lead and bounds of a candidate that no rule took: its section, or its sentence from the act on."""
    section = sections[candidate.section]
    if candidate.opens and section.marker:
        lead, span = section.lead, section.span
    else:
        start, end = candidate.span.start, candidate.span.start + len(candidate.span.read(folded).rstrip(f'{CLAUSE}:, \n”"'))
        act, strength = find_action(folded, start, max(start, end))
        lead = Span(act if strength >= ENOUGH else start, max(start, end))
        span = Span(lead.start, max(lead.end, candidate.span.end))
    if lead.end - lead.start < _SHORTEST:
        return []
    cut = cut_lead(folded, lead.start, lead.end)
    return [(cut, Span(span.start, max(span.end, cut.end)))]


def _find_section(sections: Sequence[Section], lead: Span) -> int:
    """The section in which a lead stands."""
    return max(0, bisect_right(sections, lead.start, key=lambda section: section.span.start) - 1)


def _bound(folded: str, found: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The same, each ended where the next begins: a measure is read by its own text, never by its neighbour's."""
    bounded: list[Chosen] = []
    for place, chosen in enumerate(found):
        following = found[place + 1].span.start if place + 1 < len(found) else len(folded)
        end = max(min(chosen.span.end, following), chosen.lead.end)
        stop = chosen.span.start + len(folded[chosen.span.start : end].rstrip())
        bounded.append(replace(chosen, span=Span(chosen.span.start, max(stop, chosen.lead.end))))
    return tuple(bounded)
