"""What speaks for a nature of measures, with its weights: the word book of natures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scraper.lexicon.phrase_index import list_expressions
from scraper.lexicon.phrases import Expression
from scraper.lexicon.wordbook import Entry, load_book
from scraper.model import Nature

_ASIDE: Final = {"obligation.demand": (Expression(re.compile("要求(?=各|企业|项目|单位|所有|做|严|切实|认真|必须)")),)}
"""What is asked of somebody tells by who stands behind it, and that is no part of the word: a phrase can't look ahead."""
PLACES: Final = ("lead", "next", "rest")
"""Where a cue is weighed: in the lead, in the first sentence after it, further on."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a nature: its weights by place (0: not there), and its words.

    A `wished` one says nothing where others are only encouraged to do it.
    """

    key: str
    nature: Nature
    weights: tuple[int, ...]
    words: tuple[Expression, ...]
    wished: bool


def read_cue(entry: Entry) -> Cue:
    """The cue that an entry of the word book of natures describes.

    >>> cue = read_cue(load_book("natures")["benefit.cost"])
    >>> cue.nature.value, cue.weights, cue.wished
    ('benefit', (6, 2, 1), False)
    """
    weight, words = entry.facts["weight"], _ASIDE.get(entry.key, ()) + list_expressions(entry)
    return Cue(entry.key, Nature(entry.facts["nature"]), tuple(weight[place] for place in PLACES), words, wished=weight.get("wished") == 0)


CUES: Final = tuple(read_cue(entry) for entry in load_book("natures").values() if "nature" in entry.facts)
