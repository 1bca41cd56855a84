"""For each what an amount is paid: 每户, 每人每月, 每招用1人."""

from __future__ import annotations

import re
from typing import Final

HEADS: Final = (
    "人次|人|户|家|名|年|月|天|日|次|夜|场|吨|亩|台|套|间|个|张|头|只|度|平方米|立方米|千瓦时|千瓦|公里|公斤|标准箱|车次"
    "|托位|床位|学位|车位|站点|班次|班|课时|学时"
)
_WHOSE: Final = rf"{HEADS}|企业|例|项|辆|单位|机构|项目"
_GAP: Final = r"[^,。;、\d]{0,8}$"
_ONE: Final = re.compile(rf"每(?:一|1)?个?({_WHOSE}){_GAP}")
_TWO: Final = re.compile(rf"每({HEADS})每({HEADS}){_GAP}")
# 每招用1人 pays for each person as 每人 does.
_COUNTED: Final = re.compile(rf"每[^,。;、\d每一]{{1,6}}[1一]个?({_WHOSE}){_GAP}")


def find_head(before: str) -> str | None:
    """What the words right before an amount pay for, two joined by a dot.

    >>> [find_head(words) for words in ("给予每户最高", "每人每月", "按每招用1人不超过", "按每托位", "一次性奖励")]
    ['户', '人·月', '人', '托位', None]
    """
    found = _TWO.search(before) or _COUNTED.search(before) or _ONE.search(before)
    return "·".join(found.groups()) if found else None
