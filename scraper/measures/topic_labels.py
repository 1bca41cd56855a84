"""Topics and instruments of a measure, with the words that decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.lexicon import HINT, Hits, Lexicon
from scraper.measures.signals import list_grams
from scraper.measures.verdict import Classes, judge_topics
from scraper.model import Nature

Label = tuple[str, str]
"""What a word decided, and the word: ("topic:finance", "贷款")."""

OTHER: Final = "other"
"""The topic of welfare, culture and sport, and of what no word decides."""
# Who answers for it, printed behind it, says nothing of what it is.
_OFFICES: Final = re.compile(
    r"[(〔\[][^()〔〕\[\]]{0,200}(?:负责|牵头|配合|参与|落实)[^()〔〕\[\]]{0,12}[)〕\]]|(?:责任|牵头|配合)(?:单位|部门):[^。\n]{0,120}"
)
_MOST: Final = 3
_LEAD, _TEXT, _HEADING = 40, 300, 24
"""Characters of each zone whose words are looked at."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """What words weigh: in the lead, and in the text after it.

    A hint is a word that also stands in sentences about other things. However often a place names a thing, it counts `most` words;
    what weighs less than `share` of the heaviest is left out.
    """

    trigger: tuple[float, float]
    hint: tuple[float, float]
    most: tuple[int, int]
    share: float


# A lead names the matter; what is done with it is told where it is told.
_TOPIC_SCALE: Final = _Scale(trigger=(3.0, 1.0), hint=(1.0, 0.25), most=(1, 3), share=0.5)
_INSTRUMENT_SCALE: Final = _Scale(trigger=(2.0, 1.0), hint=(1.0, 0.25), most=(1, 3), share=0.4)
_GIFTS: Final = frozenset(
    ("grant", "interest-subsidy", "loan", "guarantee", "relief", "deferral", "refund", "in-kind", "priority", "time-limit")
)
# What an act of each nature can be done with: a wish has no means yet, a demand hands nothing out.
MEANS: Final = {
    Nature.BENEFIT: _GIFTS,
    Nature.SERVICE: frozenset({"service", "guidance", "priority", "time-limit"}),
    Nature.OBLIGATION: frozenset({"obligation", "inspection"}),
    Nature.REPORT: frozenset({"service", "relief", "deferral", "refund", "in-kind"}),
    Nature.INTENTION: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a measure says of its matter, width-folded: lead, the text behind it, the title and the headings over it (the nearest first)."""

    lead: str
    text: str
    nature: Nature
    title: str = ""
    above: tuple[str, ...] = ()


def read_labels(told: Told, lexicon: Lexicon, model: Classes) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Label, ...]]:
    """One to three topics, up to three instruments that fit the nature, and their labels: what decided, and the word where one did.

    >>> _OFFICES.sub("", "简化登记手续。(省商务厅牵头,省税务局配合)")
    '简化登记手续。'
    """
    nature = told.nature
    places = _find_words(told.lead, told.text, lexicon)
    named = _choose_topics(places, lexicon)
    words = dict(named)
    topics = [(id_, words.get(id_, "")) for id_ in judge_topics(_list_signals(told, places, named), model, _MOST)]
    means = [f"instrument:{id_}" for id_ in lexicon.instruments if id_ in MEANS[nature]]
    instruments = _name_itself(_choose(means, places, _INSTRUMENT_SCALE), nature, lexicon)
    labels = (
        *((f"topic:{id_}", word) for id_, word in topics if word),
        *((f"instrument:{id_}", word) for id_, word in instruments if word),
    )
    return tuple(id_ for id_, _ in topics), tuple(id_ for id_, _ in instruments), labels


def name_topics(lead: str, text: str, lexicon: Lexicon) -> list[Label]:
    """The topics that the vocabulary names in a lead and in the text behind it, with the words; none where no word decides."""
    return _choose_topics(_find_words(lead, text, lexicon), lexicon)


def list_topic_signals(told: Told, lexicon: Lexicon) -> tuple[str, ...]:
    """What speaks for a topic: the vocabulary's words by where they stand, and words of the lead, the text and what heads them."""
    places = _find_words(told.lead, told.text, lexicon)
    return _list_signals(told, places, _choose_topics(places, lexicon))


def _find_words(lead: str, text: str, lexicon: Lexicon) -> tuple[Hits, Hits]:
    return lexicon.find_words(lead), lexicon.find_words(_OFFICES.sub("。", text))


def _choose_topics(places: tuple[Hits, Hits], lexicon: Lexicon) -> list[Label]:
    return _choose([f"topic:{id_}" for id_ in lexicon.topics], places, _TOPIC_SCALE)


def _list_signals(told: Told, places: tuple[Hits, Hits], named: Sequence[Label]) -> tuple[str, ...]:
    signals = [f"nature:{told.nature.value}"]
    for place, hits in zip(("lead", "text"), places, strict=True):
        signals += [f"{name}@{place}" for name in hits]
        signals += [f"{name}@{place}:{min(len(words), _MOST)}" for name, words in hits.items()]
    signals += [f"rule:{id_}" for id_, _ in named] or ["rule:other"]
    signals += [f"rule:{id_}:first" for id_, _ in named[:1]]
    signals += list_grams("lead", told.lead[:_LEAD], (2, 3))
    signals += list_grams("text", (told.lead + _OFFICES.sub("。", told.text))[:_TEXT], (2, 3))
    signals += list_grams("title", told.title, (2,))
    for heading in told.above:
        signals += list_grams("above", heading[:_HEADING], (2,))
    return tuple(dict.fromkeys(signals))


def _choose(keys: Sequence[str], places: tuple[Hits, Hits], scale: _Scale) -> list[Label]:
    """At most three ids whose words weigh enough beside the heaviest, the heaviest first."""
    scores: dict[str, float] = {}
    telling: dict[str, tuple[bool, int, str]] = {}
    for place, hits in enumerate(places):
        for name, words in hits.items():
            hint, key = name.startswith(HINT), name.removeprefix(HINT)
            if key in keys:
                weight = (scale.hint if hint else scale.trigger)[place]
                scores[key] = scores.get(key, 0) + weight * min(len(words), scale.most[place])
                telling[key] = min(telling.get(key, (hint, place, words[0])), (hint, place, words[0]))
    ranked = sorted(scores, key=lambda key: (-scores[key], keys.index(key)))
    return [(key.partition(":")[2], telling[key][2]) for key in ranked[:_MOST] if scores[key] >= scale.share * scores[ranked[0]]]


def _name_itself(chosen: list[Label], nature: Nature, lexicon: Lexicon) -> list[Label]:
    """A service and a demand always have the instrument of their name."""
    own = nature.value
    if own in lexicon.instruments and own not in {id_ for id_, _ in chosen}:
        chosen.insert(0, (own, ""))
    return chosen[:_MOST]
