"""Topics and instruments of a measure, with the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scraper.policy.lexicon import Entry, Lexicon

LEAD_WEIGHT: Final = 4
BODY_CAP: Final = 4
"""However often a paragraph names a thing, it never outvotes the lead."""

Label = tuple[str, str]


def read_topics(lead: str, text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """One to three topics of a measure with width-folded `lead` and `text`; ("other",) when no word decides.

    The labels pair each topic with the word that spoke for it, as ("topic:finance", "贷款").
    """
    chosen = _choose(lead, text, lexicon.topics, most=3, share=0.5)
    if not chosen:
        return ("other",), ()
    return tuple(id_ for id_, _ in chosen), tuple((f"topic:{id_}", word) for id_, word in chosen)


def read_instruments(lead: str, text: str, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[Label, ...]]:
    """Up to three instruments, with labels as ("instrument:loan", "贷款")."""
    chosen = _choose(lead, text, lexicon.instruments, most=3, share=0.5)
    return tuple(id_ for id_, _ in chosen), tuple((f"instrument:{id_}", word) for id_, word in chosen)


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
