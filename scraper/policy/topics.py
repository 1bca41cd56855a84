"""Topics and instruments of a measure, with the words that decided."""

from __future__ import annotations

from typing import Final

from scraper.model import Nature
from scraper.policy.lexicon import Hits, Lexicon

Label = tuple[str, str]
"""What a word decided, and the word: ("topic:finance", "贷款")."""

OTHER: Final = "other"
"""The topic of what no word decides; it yields to any other."""
LEAD_WEIGHT: Final = 4
BODY_CAP: Final = 4
"""However often a paragraph names a thing, it never outvotes the lead."""
_MOST: Final = 3
_TOPIC_SHARE: Final = 0.5
_INSTRUMENT_SHARE: Final = 0.4
# A service hands out no money; a wish is no service; a report gives nothing any more.
_BARRED: Final = {
    Nature.SERVICE: frozenset({"grant", "loan", "guarantee", "relief", "refund", "interest-subsidy"}),
    Nature.INTENTION: frozenset({"service", "guidance", "inspection"}),
    Nature.REPORT: frozenset({"service", "guidance", "grant"}),
}


def read_labels(lead: str, text: str, nature: Nature, lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Label, ...]]:
    """One to three topics ("other" when no word decides), up to three instruments that fit the nature, and their labels.

    `lead` and `text` (what follows it) are width-folded; only they are asked, never a neighbour.
    """
    in_lead, in_text = lexicon.find_words(lead), lexicon.find_words(text)
    topics = _choose("topic", lexicon.topics, in_lead, in_text, _TOPIC_SHARE)[:_MOST]
    topics = [label for label in topics if label[0] != OTHER] or topics
    instruments = _settle(_choose("instrument", lexicon.instruments, in_lead, in_text, _INSTRUMENT_SHARE), nature, lexicon)
    labels = (*((f"topic:{id_}", word) for id_, word in topics), *((f"instrument:{id_}", word) for id_, word in instruments if word))
    return tuple(id_ for id_, _ in topics) or (OTHER,), tuple(id_ for id_, _ in instruments), labels


def _choose(kind: str, ids: tuple[str, ...], in_lead: Hits, in_text: Hits, share: float) -> list[Label]:
    """The ids whose words weigh at least `share` of the heaviest, the heaviest first."""
    scores: list[tuple[int, int, Label]] = []
    for order, id_ in enumerate(ids):
        named, told = in_lead.get(f"{kind}:{id_}", ()), in_text.get(f"{kind}:{id_}", ())
        if named or told:
            score = LEAD_WEIGHT * min(len(set(named)), 2) + min(len(told), BODY_CAP)
            scores.append((-score, order, (id_, (named or told)[0])))
    scores.sort()
    return [label for score, _, label in scores if score <= share * scores[0][0]]


def _settle(chosen: list[Label], nature: Nature, lexicon: Lexicon) -> list[Label]:
    """Hold instruments to the nature; a service and a demand always have the instrument of their name."""
    barred = _BARRED.get(nature, frozenset())
    kept = [label for label in chosen[: _MOST + 1] if label[0] not in barred]
    own = nature.value
    if own in lexicon.instruments and own not in {id_ for id_, _ in kept}:
        kept.insert(0 if nature is Nature.OBLIGATION else min(len(kept), 2), (own, ""))
    return kept[:_MOST]
