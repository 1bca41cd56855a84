"""Datelines (电头): who sends a report and from where, before its first sentence."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book

_BOOK: Final = load_book("datelines")
_NAME: Final = r"[\u4e00-\u9fff]{2,4}(?=[\s,、)])"
_DAY: Final = r"\d{1,2}月\d{1,2}日"
_WIRE: Final = rf"(?:{_BOOK['wire'].source}|{_BOOK['wire.news'].source})(?=[\s(,:]|\d|{_BOOK['follows'].source})"
SENDER: Final = rf"(?P<place>[\u4e00-\u9fff·、]{{2,24}}?)(?:{_DAY})?\s?{_WIRE}"
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
DATED_LINES: Final = 4
"""Lines of a printed report among which its dateline stands: below the title, perhaps the name of a column and the day."""
_REPORTERS: Final = r"[(（][^()（）\n]{0,60}[)）]"
PRINTED: Final = re.compile(
    rf"[^\n。，,；;“”]{{0,40}}?(?:{_BOOK['printed'].source})(?=[ \u3000(（\d]|{_BOOK['telling'].source})"
    rf"(?:[ \u3000]?{_REPORTERS})?[ \u3000]{{0,2}}"
    rf"(?:{_BOOK['quoting'].source}[^\n。，,；;]{{2,20}}?{_BOOK['credit.printed'].source}[，,]?(?:{_REPORTERS})?)?"
)
"""The paper, the day and the reporters before the first words of a report, as printed.

>>> PRINTED.match("某地网3月1日讯（记者 张三） 昨天上午").group()
'某地网3月1日讯（记者 张三） '
"""
TOLD_BY: Final = re.compile(
    rf"(?:[\u4e00-\u9fff·]{{2,20}}?(?:{_DAY})?(?:{_BOOK['wire'].source})(?=[ (]))? ?"
    rf"(?:{_BOOK['quoting'].source}[^,。()]{{2,16}}(?:{_BOOK['credit'].source}))? ?"
    rf"(?:\([^()]{{0,60}}(?:{_BOOK['byline'].source})[^()]{{0,40}}\))? ?"
)
"""Whatever of a dateline stands before a folded paragraph of acts: the sender, who reported it first, the reporters; perhaps nothing.

>>> [TOLD_BY.match(line).group() for line in ("据某报报道(记者 张三)昨天上午", "给予补助。")]
['据某报报道(记者 张三)', '']
"""
