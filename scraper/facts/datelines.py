"""Datelines (电头): who sends a report and from where, before its first sentence."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book

_BOOK: Final = load_book("datelines")
_NAME: Final = r"[\u4e00-\u9fff]{2,4}(?=[\s,、)])"
_WIRE: Final = rf"(?:{_BOOK['wire'].source})(?=[\s(,:]|\d|{_BOOK['follows'].source})"
SENDER: Final = rf"(?P<place>[\u4e00-\u9fff·、]{{2,24}}?)(?:\d{{1,2}}月\d{{1,2}}日)?\s?{_WIRE}"
"""The name before a wire, as a piece of an expression for the beginning of a folded line.

>>> re.match(SENDER, "某地网3月1日讯(记者 张三)")["place"]
'某地网'
"""
DATELINE: Final = re.compile(
    rf"^(?:{SENDER}|{_BOOK['own'].source})|{_BOOK['bracketed'].source}|(?:{_BOOK['correspondent'].source})\s?[::]?\s?{_NAME}", re.MULTILINE
)
"""Who sends a report, or the correspondent named in it, in folded text.

>>> [DATELINE.search(line) is not None for line in ("本报讯 昨天上午", "(全媒体记者 张三)", "关于通讯设备的通知")]
[True, True, False]
"""
