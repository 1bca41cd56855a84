"""Topics and instruments of a measure, with the words that decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from scraper.model import Nature
from scraper.policy.lexicon import HINT, Hits, Lexicon

Label = tuple[str, str]
"""What a word decided, and the word: ("topic:finance", "贷款")."""

OTHER: Final = "other"
"""The topic of welfare, culture and sport, and of what no word decides."""
TRIGGER_WEIGHTS: Final = (4.0, 1.0)
"""Of a trigger in the lead, and in the text after it."""
HINT_WEIGHTS: Final = (1.0, 0.25)
"""Of a hint: a word that also stands in sentences about other things."""
THEME_SHARE: Final = 0.5
"""What the title names is in every measure and tells little of this one: so much of its weight is left."""
# Who answers for it, printed behind it, says nothing of what it is.
_OFFICES: Final = re.compile(
    r"[(〔\[][^()〔〕\[\]]{0,200}(?:负责|牵头|配合|参与|落实)[^()〔〕\[\]]{0,12}[)〕\]]|(?:责任|牵头|配合)(?:单位|部门):[^。\n]{0,120}"
)
_LEAD_MOST: Final = 2
_TEXT_MOST: Final = 4
"""However often a paragraph names a thing, it never outvotes the lead."""
_MOST: Final = 3
_TOPIC_SHARE: Final = 0.5
_INSTRUMENT_SHARE: Final = 0.4
_GIFTS: Final = frozenset(
    ("grant", "interest-subsidy", "loan", "guarantee", "relief", "deferral", "refund", "in-kind", "priority", "time-limit")
)
# What an act of each nature can be done with: a wish has no means yet, a demand hands nothing out.
MEANS: Final = {
    Nature.BENEFIT: _GIFTS,
    Nature.SERVICE: frozenset({"service", "guidance"}),
    Nature.OBLIGATION: frozenset({"obligation", "inspection"}),
    Nature.REPORT: frozenset({"service", "relief", "deferral", "refund", "in-kind"}),
    Nature.INTENTION: frozenset(),
}


def read_labels(
    lead: str, text: str, nature: Nature, lexicon: Lexicon, theme: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Label, ...]]:
    """One to three topics ("other" when no word decides), up to three instruments that fit the nature, and their labels.

    `lead` and `text` (what follows it) are width-folded; only they are asked, never a neighbour. `theme` are the triggers of the title.

    >>> _OFFICES.sub("", "简化登记手续。(省商务厅牵头,省税务局配合)")
    '简化登记手续。'
    """
    in_lead, in_text = lexicon.find_words(lead), lexicon.find_words(_OFFICES.sub("。", text))
    topics = _choose([f"topic:{id_}" for id_ in lexicon.topics], in_lead, in_text, theme, _TOPIC_SHARE)[:_MOST]
    means = [f"instrument:{id_}" for id_ in lexicon.instruments if id_ in MEANS[nature]]
    instruments = _name_itself(_choose(means, in_lead, in_text, theme, _INSTRUMENT_SHARE)[:_MOST], nature, lexicon)
    labels = (*((f"topic:{id_}", word) for id_, word in topics), *((f"instrument:{id_}", word) for id_, word in instruments if word))
    return tuple(id_ for id_, _ in topics) or (OTHER,), tuple(id_ for id_, _ in instruments), labels


def _choose(keys: Sequence[str], in_lead: Hits, in_text: Hits, theme: Collection[str], share: float) -> list[Label]:
    """The ids whose words weigh at least `share` of the heaviest, the heaviest first."""
    scores: dict[str, float] = {}
    telling: dict[str, tuple[bool, int, str]] = {}
    for place, (hits, most) in enumerate(((in_lead, _LEAD_MOST), (in_text, _TEXT_MOST))):
        for name, words in hits.items():
            hint, key = name.startswith(HINT), name.removeprefix(HINT)
            if key in keys:
                weight = (HINT_WEIGHTS if hint else TRIGGER_WEIGHTS)[place]
                scores[key] = scores.get(key, 0) + weight * min(_count(words, theme), most)
                telling[key] = min(telling.get(key, (hint, place, words[0])), (hint, place, words[0]))
    ranked = sorted(scores, key=lambda key: (-scores[key], keys.index(key)))
    return [(key.partition(":")[2], telling[key][2]) for key in ranked if scores[key] >= share * scores[ranked[0]]]


def _count(words: Sequence[str], theme: Collection[str]) -> float:
    """How many different words there are; one of the theme counts for less."""
    return sum(THEME_SHARE if word in theme else 1 for word in words)


def _name_itself(chosen: list[Label], nature: Nature, lexicon: Lexicon) -> list[Label]:
    """A service and a demand always have the instrument of their name."""
    own = nature.value
    if own in lexicon.instruments and own not in {id_ for id_, _ in chosen}:
        chosen.insert(0, (own, ""))
    return chosen[:_MOST]
