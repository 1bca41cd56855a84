"""How a text speaks of its own place: 我市, 本县, 全省, 县人社局."""

from __future__ import annotations

import re
from collections import Counter

from scraper.lexicon.wordbook import load_book

QUOTED = re.compile(r"《[^》]{0,120}》")
"""The title of another document; its 我省 is not the text's own.

>>> QUOTED.sub("", "根据《关于提高我省补贴标准的通知》，全市")
'根据，全市'
"""
_BARE, _BELOW = (load_book("organs")[key].source for key in ("below.bare", "below"))
_DIRECT = load_book("locale_choice")["direct"].source
_UNIT = "省|市|县|区|州|旗|盟"
_BESIDE = rf"(?!{load_book('locale_choice')['beside'].source})"
OWN_WORDS = (
    re.compile(rf"[我本](?P<unit>{_UNIT}){_BESIDE}(?!\s?\((?:{_UNIT}))|(?<![\u4e00-\u9fff])(?P<direct>{_UNIT})(?:{_DIRECT})"),
    re.compile(rf"全(?P<unit>{_UNIT}){_BESIDE}"),
    re.compile(rf"(?<![\u4e00-\u9fff])(?P<unit>{_UNIT})(?:{_BARE}|[\u4e00-\u9fff]{{2,8}}(?:{_BELOW}))"),
)
"""The surest way first, the offices right under a unit (县直各单位) among it; the next is asked only where one finds nothing."""
KINDS = {"省": ("省",), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "旗": ("旗",), "盟": ("盟", "地区")}


def read_units(text: str) -> tuple[frozenset[str], bool]:
    """What kinds of unit a text speaks of as its own, and whether surely: 我市 is sure, 全省 may refer upward.

    Words that stand for less than half of the commonest count as references upward.

    >>> read_units("省委要求，我市认真落实，我市企业受益")
    (frozenset({'市'}), True)
    >>> read_units("县人社局提前启动返还")
    (frozenset({'县'}), False)
    """
    plain = QUOTED.sub("", text)
    for pattern in OWN_WORDS:
        counts = Counter(next(filter(None, match.groups())) for match in pattern.finditer(plain))
        if counts:
            return frozenset(unit for unit, count in counts.items() if 2 * count >= max(counts.values())), pattern is OWN_WORDS[0]
    return frozenset(), False


def is_unit(name: str, units: frozenset[str]) -> bool:
    """True where a place's full name is of one of the kinds.

    >>> is_unit("滨州市", frozenset("市")), is_unit("内蒙古自治区", frozenset("区")), is_unit("山东省", frozenset("市"))
    (True, True, False)
    """
    return any(name.endswith(KINDS[unit]) for unit in units)
