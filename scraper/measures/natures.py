"""Whether a measure gives, serves, demands, reports or intends, and the word that decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.lexicon.phrase_index import WordIndex, build_index
from scraper.lexicon.phrases import Expression
from scraper.lexicon.wordbook import load_book
from scraper.measures.duties import Bound, find_duty
from scraper.measures.nature_lexicon import CUES
from scraper.model import Nature
from scraper.text.sentence_ends import CLAUSE_END, LISTING, STATEMENT, find_start

_BOOK: Final = load_book("natures")
_DONE: Final = _BOOK["done"].compile()
_OFFERS: Final = _BOOK["offers"].compile()
_CALL: Final = _BOOK["call"].compile()
_WISH: Final = _BOOK["wish"].compile()
_PURPOSE: Final = re.compile(r"\s*为(?!企业|广大)[^,。;]{2,40},")
_IN_LEAD: Final = build_index((words, number) for number, cue in enumerate(CUES) for words in cue.words)
_IN_TEXT: Final = build_index((words, number) for number, cue in enumerate(CUES) if cue.weights[1] for words in cue.words)
_LEADING: Final = f" \n,{LISTING}"
_MORE: Final = 2
"""However many cues speak for a nature, those after the heaviest add so much at most."""
_DEMAND_WEIGHTS: Final = (9, 4, 1)
"""Of a demand on the reader in the lead, in the first sentence after it, and further on."""
_OFFICE_SHARE: Final = 3
"""What an office must do weighs a third of that, and is a wish."""


def read_nature(lead: str, text: str, before: str = "") -> tuple[Nature, str]:
    """The nature of a measure, and the words that decided ("" when none did).

    `lead`, `text` (what follows the lead) and `before` (what its sentence says before the lead) are width-folded.

    >>> read_nature("鼓励企业参展", "对参展企业给予每户1万元补贴。")
    (<Nature.BENEFIT: 'benefit'>, '给予每户1')
    >>> read_nature("鼓励企业技术改造", "")[0].value, read_nature("截至2月底,已开工30户", "")[0].value
    ('intention', 'report')
    """
    if (done := _DONE.search(lead)) and not _OFFERS.search(lead):
        return Nature.REPORT, done.group()
    found: dict[Nature, list[tuple[int, str]]] = {}
    for nature, weight, word in _weigh_cues(lead, text):
        found.setdefault(nature, []).append((weight, word))
    if not found:
        return Nature.INTENTION, ""
    best = max((nature for nature in Nature if nature in found), key=lambda nature: _sum_weights(found[nature]))
    word = max(found[best], key=lambda cue: cue[0])[1]
    return Nature.INTENTION if best is Nature.SERVICE and _CALL.search(before) else best, word


def _sum_weights(cues: list[tuple[int, str]]) -> int:
    """How much the cues of a nature weigh together: the heaviest, and a little more where there are more."""
    return max(weight for weight, _ in cues) + min(len(cues) - 1, _MORE)


def _weigh_cues(lead: str, text: str) -> Iterator[tuple[Nature, int, str]]:
    """Each cue once, where it weighs most: the lead, the first sentence after it, the rest."""
    near = _end_first(text)
    in_lead, in_text = _find_cues(lead, _IN_LEAD), _find_cues(text, _IN_TEXT)
    for number in sorted(in_lead.keys() | in_text.keys()):
        cue, found = CUES[number], in_lead.get(number) or in_text[number]
        weight = cue.weights[0 if number in in_lead else 1 if found.start() < near else 2]
        if weight:
            yield cue.nature, weight, found.group()
    zones = ((lead, 0, len(lead)), (text, 0, near), (text, near, len(text)))
    for weight, (zone, start, end) in zip(_DEMAND_WEIGHTS, zones, strict=True):
        if duty := find_duty(zone, start, end):
            bound, word = duty
            yield (Nature.OBLIGATION, weight, word) if bound is Bound.READER else (Nature.INTENTION, max(1, weight // _OFFICE_SHARE), word)
            break


def find_cues(text: str, *, further: bool = False) -> frozenset[int]:
    """The numbers of the cues (in `CUES`) that a width-folded text says and means; `further` on, fewer words say anything."""
    return frozenset(_find_cues(text, _IN_TEXT if further else _IN_LEAD))


def _find_cues(text: str, index: WordIndex[int]) -> dict[int, re.Match[str]]:
    """By the number of the cue, the first place where a text says it and means it."""
    places: dict[int, tuple[int, int]] = {}
    found: dict[int, re.Match[str]] = {}
    for order, words, number in index.list_candidates(text):
        match = _find_meant(words, text) if CUES[number].wished else words.search(text)
        if match and (number not in places or (match.start(), order) < places[number]):
            places[number], found[number] = (match.start(), order), match
    return found


def _find_meant(words: Expression, text: str) -> re.Match[str] | None:
    """The first match that others are not only encouraged to."""
    return next((found for found in words.finditer(text) if not _is_wished(text, found.start())), None)


def _is_wished(text: str, place: int) -> bool:
    """True when what stands at `place` is what others are encouraged to do: 鼓励银行提供上门服务."""
    begin = find_start(text, place, STATEMENT)
    purpose = _PURPOSE.match(text, begin, place)
    return bool(_WISH.search(text, purpose.end() if purpose else begin, place))


def _end_first(text: str) -> int:
    """Where the first sentence of `text` ends."""
    start = len(text) - len(text.lstrip(_LEADING))
    stop = CLAUSE_END.search(text, start)
    return stop.end() if stop else len(text)
