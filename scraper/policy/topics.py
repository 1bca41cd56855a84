"""Topics and instruments of a measure, with the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scraper.model import Nature
from scraper.policy.lexicon import Entry, Lexicon

LEAD_WEIGHT: Final = 4
OTHER: Final = "other"
"""The topic of what no word decides; it yields to any other."""
BODY_CAP: Final = 4
"""However often a paragraph names a thing, it never outvotes the lead."""

_BARRED: Final = {
    Nature.SERVICE: frozenset({"grant", "loan", "guarantee", "relief", "refund", "interest-subsidy"}),
    Nature.INTENTION: frozenset({"service", "guidance", "inspection"}),
    Nature.REPORT: frozenset({"service", "guidance", "grant"}),
}

Label = tuple[str, str]


def read_topics(lead: str, text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """One to three topics of a measure with width-folded `lead` and `text`; ("other",) when no word decides.

    The labels pair each topic with the word that spoke for it, as ("topic:finance", "贷款").
    """
    chosen = _choose(lead, text, lexicon.topics, most=3, share=0.5)
    chosen = [label for label in chosen if label[0] != OTHER] or chosen
    if not chosen:
        return (OTHER,), ()
    return tuple(id_ for id_, _ in chosen), tuple((f"topic:{id_}", word) for id_, word in chosen)


def read_instruments(lead: str, text: str, nature: Nature, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """Up to three instruments that fit the measure's nature, with labels as ("instrument:loan", "贷款")."""
    chosen = _settle(_choose(lead, text, lexicon.instruments, most=4, share=0.4), nature, {entry.id for entry in lexicon.instruments})
    return tuple(id_ for id_, _ in chosen), tuple((f"instrument:{id_}", word) for id_, word in chosen if word)


def _settle(chosen: list[Label], nature: Nature, known: set[str]) -> list[Label]:
    """Hold instruments to the nature: a service hands out no money, a wish is no service, and each of both has its own instrument."""
    barred = _BARRED.get(nature, frozenset())
    kept = [label for label in chosen if label[0] not in barred]
    own = nature.value
    if nature in (Nature.SERVICE, Nature.OBLIGATION) and own in known and own not in {id_ for id_, _ in kept}:
        kept.insert(0 if nature is Nature.OBLIGATION else len(kept[:2]), (own, ""))
    return kept[:3]


def _choose(lead: str, text: str, entries: Sequence[Entry], *, most: int, share: float) -> list[Label]:
    """The entries whose words weigh at least `share` of the heaviest."""
    scores: list[tuple[float, int, str, str]] = []
    for order, entry in enumerate(entries):
        in_lead = entry.pattern.findall(lead)
        in_text = entry.pattern.findall(text)
        if in_lead or in_text:
            score = LEAD_WEIGHT * min(len(set(in_lead)), 2) + min(len(in_text), BODY_CAP)
            scores.append((score, -order, entry.id, (in_lead or in_text)[0]))
    scores.sort(reverse=True)
    return [(id_, word) for score, _, id_, word in scores[:most] if score >= share * scores[0][0]]
