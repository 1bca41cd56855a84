"""Which candidates are measures, and where each begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scraper.measures.candidates import Candidate, list_candidates
from scraper.measures.clauses import Part, cut_lead, find_action, find_actions
from scraper.measures.items import choose_items, list_paragraphs, split_items
from scraper.measures.natures import read_nature
from scraper.measures.outline import read_outline
from scraper.measures.policy_tables import find_rows
from scraper.measures.signals import Subject, list_above, list_signals, tell_document
from scraper.measures.verbs import ENOUGH
from scraper.measures.verdict import Weights, judge_nature, to_chance
from scraper.model import Figure, Kind, Nature, Section, Span
from scraper.text.fold import Body
from scraper.text.sentence_ends import CLAUSE, CLAUSE_END, STATEMENT

_NUMBERED_SHARE: Final = 0.3
"""Numbered items that hold less of a body than this are islands in running text."""
_BEFORE: Final = 80
"""Characters before a lead in which its sentence begins."""
_CLOSING: Final = f" \t\n:{STATEMENT}"
_SHORTEST: Final = 4
"""What is shorter is a label, not a lead."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the signals of a candidate say: the chance (0 to 1) that it is a measure, and of which nature it would be if it is likely."""

    candidate: Candidate
    signals: tuple[str, ...]
    chance: float
    nature: Nature
    likely: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure as it was chosen: its lead and bounds, its nature, and the headings over it, the nearest first."""

    lead: Span
    span: Span
    nature: Nature
    above: tuple[str, ...]


def choose_measures(body: Body, kind: Kind, title: str, figures: tuple[Figure, ...], weights: Weights) -> tuple[Chosen, ...]:
    """The measures of a body in order.

    What the rules of structure and of acts would take is one signal among others. Rows of policy tables are taken as they are, where no
    numbered part holds their table: the table's head says what they are.
    """
    folded, sections = body.folded, read_outline(body)
    subject, picked = describe_subject(folded, sections, figures, kind, title)
    rows = [row for row in find_rows(folded) if not _lies_in(row[1], subject.taken)]
    tabled = [span for _, span in rows]
    verdicts = weigh_candidates(subject, weights)
    bundles = _find_bundles(folded, sections, verdicts)
    found = [_choose_row(folded, sections, row) for row in rows]
    for number, verdict in enumerate(verdicts):
        if verdict.likely and number not in bundles and not _lies_in(verdict.candidate.span, tabled):
            above = list_above(folded, sections, verdict.candidate.section)
            own = picked.get(number) or _find_part(folded, sections, verdict.candidate)
            found += [Chosen(lead, span, verdict.nature, above) for lead, span in own]
    return _bound(folded, sorted(found, key=lambda chosen: (chosen.lead.start, chosen.span.start)))


def list_verdicts(body: Body, kind: Kind, title: str, figures: tuple[Figure, ...], weights: Weights) -> tuple[Verdict, ...]:
    """What the weights say of every sentence of a body, chosen or not, for those who ask why."""
    subject, _ = describe_subject(body.folded, read_outline(body), figures, kind, title)
    return weigh_candidates(subject, weights)


def weigh_candidates(subject: Subject, weights: Weights) -> tuple[Verdict, ...]:
    """What the weights say of each candidate, in order."""
    shared, model, found = tell_document(subject), weights.measure, []
    base = model.bias + model.add_up(shared)
    for candidate, own in zip(subject.candidates, list_signals(subject), strict=True):
        chance, signals = to_chance(base + model.add_up(own)), (*shared, *own)
        likely = chance >= model.threshold
        nature = judge_nature(signals, weights.nature) if likely else Nature.INTENTION
        found.append(Verdict(candidate, signals, chance, nature, likely=likely))
    return tuple(found)


def _choose_row(folded: str, sections: Sequence[Section], row: Part) -> Chosen:
    lead, span = row
    nature, _ = read_nature(lead.read(folded), folded[lead.end : span.end])
    section = max(0, bisect_right(sections, lead.start, key=lambda section: section.span.start) - 1)
    return Chosen(lead, span, nature, list_above(folded, sections, section))


def find_parts(folded: str, sections: tuple[Section, ...], kind: Kind) -> tuple[Part, ...]:
    """What the rules take: numbered items, and clauses of running text where numbers do not carry the body.

    The running text around the items of an official document is its preamble and its end.
    """
    items = choose_items(folded, sections)
    parts = [(cut_lead(folded, lead.start, lead.end), span) for lead, span in split_items(folded, sections, items)]
    numbered = sum(span.end - span.start for _, span in parts)
    if not parts or (kind is not Kind.OFFICIAL and numbered < _NUMBERED_SHARE * len(folded)):
        taken = sorted(span for _, span in parts)
        free = [own for own in list_paragraphs(folded, sections) if not _lies_in(own[0], taken)]
        parts += find_actions(folded, free)
    return tuple(sorted(parts, key=lambda part: part[1]))


def _find_bundles(folded: str, sections: Sequence[Section], verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The likely candidates that head others and say nothing of their own: what they announce is told below them."""
    below = {section.parent for section in sections if section.marker}
    likely = [(number, verdict.candidate) for number, verdict in enumerate(verdicts) if verdict.likely]
    places = [candidate.span.start for _, candidate in likely]
    return frozenset(
        number
        for order, (number, candidate) in enumerate(likely, 1)
        if candidate.opens
        and candidate.section in below
        and order < bisect_left(places, sections[candidate.section].span.end)
        and _is_bare(folded, sections, candidate)
    )


def _is_bare(folded: str, sections: Sequence[Section], candidate: Candidate) -> bool:
    """True for a heading right behind which its parts begin."""
    section = sections[candidate.section]
    child = next(part for part in sections[candidate.section + 1 :] if part.parent is not None and part.span.start >= section.lead.end)
    return not folded[section.lead.end : child.span.start].strip(_CLOSING)


def describe_subject(
    folded: str, sections: tuple[Section, ...], figures: tuple[Figure, ...], kind: Kind, title: str
) -> tuple[Subject, Mapping[int, Sequence[Part]]]:
    """A document as its candidates are asked; and by the number of the candidate in which they begin, the parts that the rules take."""
    candidates, parts = list_candidates(folded, sections), find_parts(folded, sections, kind)
    picked: dict[int, list[Part]] = {}
    for part in parts:
        place = bisect_right(candidates, part[0].start, key=lambda candidate: candidate.span.start) - 1
        picked.setdefault(max(0, place), []).append(part)
    natures = {number: read_rules_nature(folded, own[0]) for number, own in picked.items()}
    return Subject(folded, sections, candidates, figures, kind, title, natures, tuple(span for _, span in parts)), picked


def read_rules_nature(folded: str, part: Part) -> Nature | None:
    """What the reviewed weights of the cues say; None where no cue speaks."""
    lead, span = part
    before = CLAUSE_END.split(folded[max(0, lead.start - _BEFORE) : lead.start])[-1].strip()
    nature, word = read_nature(lead.read(folded), folded[lead.end : max(lead.end, span.end)], before)
    return nature if word else None


def _lies_in(own: Span, spans: Sequence[Span]) -> bool:
    """True when a stretch lies in one of the spans, which stand in order."""
    place = bisect_right(spans, own.start, key=lambda span: span.start)
    return place > 0 and spans[place - 1].holds(own)


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


def _bound(folded: str, found: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The same, each ended where the next begins: a measure is read by its own text, never by its neighbour's."""
    bounded: list[Chosen] = []
    for place, chosen in enumerate(found):
        following = found[place + 1].span.start if place + 1 < len(found) else len(folded)
        end = max(min(chosen.span.end, following), chosen.lead.end)
        stop = chosen.span.start + len(folded[chosen.span.start : end].rstrip())
        bounded.append(replace(chosen, span=Span(chosen.span.start, max(stop, chosen.lead.end))))
    return tuple(bounded)
