"""When a value that was read counts as the one that was labelled: folding, likeness of leads, keys of figures."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, product
from typing import Any

TYPESET = re.compile(r"[\s\u200b\u200c\u200d\ufeff#*_>|`\\]+")
YEAR_IN_BRACKETS = re.compile(r"[\[〔【(（﹝❲]+(\d{4})[\]〕】)）﹞❳]+第?")
LIKE = 0.7
"""Leads that are less alike than this are not the same measure."""
HEAD = 40
"""Letters of a lead that are compared: later ones differ with where the sentence was cut."""
CONTAINED = 6
"""Letters of a lead from which being contained in another is enough."""
SHIFT = 12
"""How many letters into the longer lead the shorter one may begin: an enumerator, a label."""
SENTENCE_END = re.compile(r"[。；;！!？?\n]")
SHORTEST_PLACE, PLACED = 4, 14
"""Letters of a lead that are sought in the body: at least, at most."""
REACH = 60
"""Letters between the beginnings of two leads of one sentence that may still be one measure: at the subject, or at the act."""
BESIDE = 0.69
"""What two leads are worth that begin at one place: less than any two that are alike."""


def fold_text(text: str | None) -> str:
    r"""Text as its letters: width folded, without white space and the marks that typesetters vary.

    This module folds texts and ends sentences by itself, not by `scraper.text`: it must follow the scorer outside, whatever the readers do.

    >>> fold_text("**Ａ** 类\n企业")
    'A类企业'
    """
    return TYPESET.sub("", unicodedata.normalize("NFKC", text or ""))


def bare_text(text: str | None) -> str:
    """Letters and digits alone, in lower case.

    >>> bare_text("《关于支持ABC的通知》（试行）")
    '关于支持abc的通知试行'
    """
    return "".join(char for char in fold_text(text) if unicodedata.category(char)[0] in "LN").lower()


def fold_number(text: str | None) -> str | None:
    """A document number whatever its brackets; None for none.

    >>> fold_number("滨商发[2020] 第7号"), fold_number("")
    ('滨商发〔2020〕7号', None)
    """
    return YEAR_IN_BRACKETS.sub(r"〔\1〕", fold_text(text)) if text else None


def rate_likeness(wanted: str, found: str) -> float:
    """How alike two bare leads are, 0 to 1: 1 when one begins with the other or nearly so.

    >>> rate_likeness("减免国有房屋租金", "一减免国有房屋租金三个月"), rate_likeness("减免租金", "")
    (1.0, 0.0)
    """
    if not wanted or not found:
        return 0.0
    short, long = sorted((wanted, found), key=len)
    if len(short) >= CONTAINED and short in long[: len(short) + SHIFT]:
        return 1.0
    size = min(len(short), HEAD)
    return SequenceMatcher(None, wanted[:size], found[:size], autojunk=False).ratio()


def list_leads(measure: Mapping[str, Any]) -> list[str]:
    """The bare lead of a labelled measure and its accepted alternatives.

    >>> list_leads({"lead": "减免租金", "lead_alt": "免收房租"})
    ['减免租金', '免收房租']
    """
    others = measure.get("lead_alt") or []
    return [bare_text(lead) for lead in (measure["lead"], *([others] if isinstance(others, str) else others))]


@dataclass(frozen=True, slots=True)
class BareBody:
    """A body's bare letters in a row, and where in it each sentence ends."""

    letters: str
    ends: tuple[int, ...]

    def list_places(self, leads: Iterable[str]) -> list[int]:
        """Where bare leads begin, all of them, every time."""
        heads = {lead[:PLACED] for lead in leads if len(lead) >= SHORTEST_PLACE}
        return sorted(found.start() for head in heads for found in re.finditer(f"(?={re.escape(head)})", self.letters))

    def rate_nearness(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Just under `LIKE` when two places are near each other in one sentence, the nearer the more; else 0."""
        gaps = [
            abs(a - b) for a, b in product(some, others) if abs(a - b) <= REACH and bisect_right(self.ends, a) == bisect_right(self.ends, b)
        ]
        return BESIDE - min(gaps) / 1000 if gaps else 0.0


def read_bare(body: str) -> BareBody:
    """A body for looking up leads in.

    >>> read_bare("一、减免租金。二、发放补贴")
    BareBody(letters='一减免租金二发放补贴', ends=(5, 10))
    """
    sentences = [bare_text(part) for part in SENTENCE_END.split(body)]
    return BareBody("".join(sentences), tuple(accumulate(map(len, sentences))))


def match_measures(wanted: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], body: str = "") -> list[tuple[int, int]]:
    """Pairs (labelled, read) of the same measure, each in one pair at most: by like leads first, then by place in the body."""
    leads = [list_leads(measure) for measure in wanted]
    heads = [bare_text(measure.get("lead")) for measure in found]
    text = read_bare(body)
    wanted_places, found_places = [text.list_places(some) for some in leads], [text.list_places([head]) for head in heads]

    def rate_pair(i: int, j: int) -> float:
        likeness = max(rate_likeness(lead, heads[j]) for lead in leads[i])
        return likeness if likeness >= LIKE else text.rate_nearness(wanted_places[i], found_places[j])

    rated = [(rate_pair(i, j), i, j) for i, j in product(range(len(leads)), range(len(heads)))]
    free_wanted, free_found = set(range(len(leads))), set(range(len(heads)))
    pairs = []
    for rate, i, j in sorted(rated, key=lambda pair: -pair[0]):
        if rate and i in free_wanted and j in free_found:
            free_wanted.remove(i)
            free_found.remove(j)
            pairs.append((i, j))
    return pairs


def rate_overlap(some: str, others: str) -> float:
    """Dice share of the pairs of neighbouring letters that two bare texts have in common, 0 to 1.

    >>> rate_overlap("市工业和信息化局", "工业和信息化局"), rate_overlap("银行", "企业")
    (0.9230769230769231, 0.0)
    """
    one, two = (Counter(text[at : at + 2] for at in range(max(1, len(text) - 1))) for text in (some, others))
    return 2 * (one & two).total() / max(1, one.total() + two.total())


def key_figure(figure: Mapping[str, Any]) -> tuple[str | None, float | str]:
    """What makes two figures the same: kind and value. A value that is no number (a labelled list of rates) is compared as printed.

    >>> key_figure({"kind": "money", "value": "2e4"}), key_figure({"kind": "rate", "value": [1, 2]})
    (('money', 20000.0), ('rate', '[1, 2]'))
    """
    value: Any = figure.get("value")
    try:
        return figure.get("kind"), round(float(value), 4)
    except (TypeError, ValueError):
        return figure.get("kind"), str(value)
