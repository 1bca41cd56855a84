"""Whether a measure gives, serves, demands, reports or intends (LABELS 4), and the word that decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.model import Nature
from scraper.policy.cues import CUES
from scraper.policy.duties import Bound, find_duty
from scraper.policy.words import compile_words

_DID: Final = r"(?:发放|兑现|返还|减免|拨付|支出|办理|帮助|服务|解决|争取|落实)"
# What is done is a report, whatever was given: sums and heads after a word of the past.
_DONE: Final = compile_words(
    rf"(?:累计|共|已|先后|去年|截[至止][^,]{{2,12}},)[^。;,]{{0,16}}{_DID}[^。;]{{0,30}}\d",
    r"(?:发放|兑现|拨付)[^。;,]{0,6}资金\d 惠及[^。;,]{0,8}\d 公示如下",
)
# An official's call on others is no service yet.
_CALL: Final = re.compile(r"要求|强调|(?:^|[,门位地区])要")
_OFFERS: Final = compile_words(r"给予 可(?:按规定)?(?:申请|享受|申领) 不超过 最高")
_SENTENCE_END: Final = re.compile(r"[。;!?\n]")
# What follows these in a sentence is hoped of others.
_WISH: Final = re.compile(r"鼓励|引导|推动|倡导|支持")
_LEADING: Final = " \n。;:,!?"
_DEMAND_WEIGHTS: Final = (7, 4, 1)
"""Of a demand in the lead, in the first sentence after it, and further on."""


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
    scores = dict.fromkeys(Nature, 0)
    words: dict[Nature, tuple[int, str]] = {}
    for nature, weight, word in _weigh_cues(lead, text):
        heaviest = words.get(nature, (0, ""))[0]
        scores[nature] += 1
        if weight > heaviest:
            scores[nature] += weight - heaviest - (not heaviest)
            words[nature] = (weight, word)
    best = max(Nature, key=lambda nature: scores[nature])
    if not scores[best]:
        return Nature.INTENTION, ""
    if best is Nature.SERVICE and (call := _CALL.search(before)):
        return Nature.INTENTION, call.group()
    return best, words[best][1]


def _weigh_cues(lead: str, text: str) -> Iterator[tuple[Nature, int, str]]:
    """Each cue once, where it weighs most: the lead, the first sentence after it, the rest."""
    zones = ((lead, 0, len(lead)), (text, 0, _end_first(text)), (text, _end_first(text), len(text)))
    for cue in CUES:
        for weight, (zone, start, end) in zip(cue.weights, zones, strict=True):
            found = cue.words.search(zone, start, end) if weight else None
            if found and not (cue.wished and _is_wished(zone, start, found.start())):
                yield cue.nature, weight, found.group()
                break
    for weight, (zone, start, end) in zip(_DEMAND_WEIGHTS, zones, strict=True):
        if duty := find_duty(zone, start, end):
            bound, word = duty
            yield (Nature.OBLIGATION, weight, word) if bound is Bound.READER else (Nature.INTENTION, max(1, weight // 2), word)
            break


def _is_wished(text: str, start: int, place: int) -> bool:
    """True when what stands at `place` is what others are encouraged to do: 鼓励银行提供上门服务."""
    begin = max(start, *(text.rfind(mark, start, place) + 1 for mark in "。;\n"))
    return bool(_WISH.search(text, begin, place))


def _end_first(text: str) -> int:
    """Where the first sentence of `text` ends."""
    start = len(text) - len(text.lstrip(_LEADING))
    stop = _SENTENCE_END.search(text, start)
    return stop.end() if stop else len(text)
