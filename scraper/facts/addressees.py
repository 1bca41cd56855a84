"""To whom an official text is sent (主送) and copied (抄送)."""

from __future__ import annotations

import re
from typing import Final

from scraper.facts.lines import Line
from scraper.facts.organs import OFFICE
from scraper.lexicon.wordbook import load_book
from scraper.model.span import Span
from scraper.text.document_ends import HEAD_LINES, LAST_LINES

_BOOK: Final = load_book("addressees")
TO: Final = re.compile(
    rf"(?P<to>(?:{_BOOK['first'].source})[^。;:《》]{{2,220}}|(?:[\u4e00-\u9fff、,()]{{2,60}})(?:{OFFICE}|{_BOOK['last'].source})):"
)
"""A line that names offices and ends in a colon.

>>> TO.fullmatch("各县人民政府,市直各部门:")["to"]
'各县人民政府,市直各部门'
"""
GLUED: Final = re.compile(r"(?<=[号知见法案定告函])\s?(?P<to>各[^。;:《》]{2,220}):")
"""Addressees behind title or number.

>>> GLUED.search("关于贴息的通知各县人民政府:现将")["to"]
'各县人民政府'
"""
NOT_TO: Final = _BOOK["never"].compile()
COPIED: Final = re.compile(r"抄\s?送\s?[::]\s?(?P<to>[^。\n]{2,300})")
"""The line 抄送.

>>> COPIED.search("抄送:某市委办公室,某市人大办公室。")["to"]
'某市委办公室,某市人大办公室'
"""
PARTS: Final = re.compile(r"[,;，；]|、(?=各|市政府|省政府|县政府)")
"""What parts addressees: commas, and 、 before the next 各.

>>> PARTS.split("各县政府、各有关单位,某局、某委")
['各县政府', '各有关单位', '某局、某委']
"""
BELOW: Final = re.compile(rf"各(?:设区|地级)?(?:以上)?(?:{_BOOK['unit'].source})")
"""Units below.

>>> BELOW.match("各设区市人民政府") is not None, BELOW.match("各有关单位")
(True, None)
"""
GLUED_AREA: Final = 500
"""Characters of a text without line breaks in which title and number end."""


def read_addressees(body: str, lines: tuple[Line, ...]) -> tuple[tuple[str, ...], Span | None]:
    """The main addressees: the line near the top that names offices and ends in a colon, parted at commas.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_addressees(text := "各县（市、区）人民政府，市政府各部门、各直属机构：", find_lines(fold_body(text)))[0]
    ('各县（市、区）人民政府', '市政府各部门', '各直属机构')
    >>> read_addressees(text := "工作要求如下：", find_lines(fold_body(text)))[0]
    ()
    """
    for line in lines[:HEAD_LINES]:
        match = find_addressee(line.text)
        if match is None or NOT_TO.search(match["to"]):
            continue
        printed = line.place(*match.span("to")).read(body)
        names = tuple(name.strip() for name in PARTS.split(printed) if len(name.strip()) > 1)
        return names, line.place(match.start(), match.end())
    return (), None


def find_addressee(text: str) -> re.Match[str] | None:
    """The line itself, the beginning of a line (各市：近来……), or what follows title or number in a text without line breaks."""
    if text.endswith(":"):
        return TO.fullmatch(text)
    return TO.match(text) if text.startswith("各") else GLUED.search(text[:GLUED_AREA])


def binds_below(addressees: tuple[str, ...]) -> bool:
    """True where a text is sent to units below: 各县（市、区）人民政府.

    >>> binds_below(("各市工业和信息化局",)), binds_below(("各有关单位", "市政府各部门"))
    (True, False)
    """
    return any(BELOW.match(name) for name in addressees)


def read_copied(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The offices of the line 抄送, the last of the text.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_copied(find_lines(fold_body("抄送：市委各部门，市人大办公室。")))
    ('市委各部门', '市人大办公室')
    """
    for line in reversed(lines[-LAST_LINES:]):
        match = COPIED.search(line.text)
        if match:
            return tuple(name.strip() for name in re.split(r"[,;]", match["to"]) if name.strip())
    return ()
