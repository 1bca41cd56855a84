"""Where a body lists private persons by name: those who receive something, and those who are punished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model import Span
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import STATEMENT

_BOOK: Final = load_book("persons")
_SURNAMES: Final = "".join(_BOOK["surnames"].words)
_WORDS: Final = rf"(?!{_BOOK['not_names'].source}|.{{1,2}}[州市县区省镇乡村局委厅院])"
_BEHIND: Final = r"\x20?[\u4e00-\u9fff×某*○〇]{1,2}|\x20{2}[\u4e00-\u9fff]"
_NAME: Final = rf"{_WORDS}(?:(?:{_BOOK['double'].source})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}](?:{_BEHIND}))"
NAME: Final = re.compile(rf"{_NAME}\Z")
"""A name of a person, perhaps half hidden.

>>> [NAME.match(text) is not None for text in ("张三", "欧阳小明", "王某某", "李 四", "滨州市", "贷款贴息")]
[True, True, True, True, False, False]
"""
NAMED: Final = _BOOK["persons"].compile()
"""The head of a column of persons."""
OFFICES: Final = _BOOK["offices"].compile()
"""Other heads of a table of people at work: officials, experts, whom to ask."""
PROVEN: Final = _BOOK["proven"].compile()
"""Heads beside which names are private persons', whatever else the table says."""
LISTED: Final = re.compile(
    rf"(?:{_BOOK['given'].source})[^\n。；;]{{0,24}}(?:{_BOOK['list'].source})[^\n。；;]{{0,24}}$|(?:{_BOOK['listed'].source})[^\n。；;]{{0,8}}$"
)
"""Ends what stands before a list of persons: money, help or punishment, and that a list follows.

>>> LISTED.search("见习补贴发放名单") is not None, LISTED.search("会议名单")
(True, None)
"""
_ENUMERATED: Final = re.compile(rf"{_NAME}(?:(?:[、,;\x20\t]|\s)+(?:\d{{1,4}}[.、)]?\s*|-\x20)?{_NAME}(?![\u4e00-\u9fff])){{4,}}")
"""Five names and nothing between them.

>>> _ENUMERATED.search("张三、李四、王小五、赵六、孙七") is not None, _ENUMERATED.search("张店、周村、高青、桓台、沂源区")
(True, None)
"""
PUNISHED: Final = re.compile(
    rf"(?:{_BOOK['punished'].source})(?:姓名|\(个人\))?\s?[::]\s?(?P<name>{_NAME})"
    rf"(?=\s*(?:$|[{STATEMENT},、(\n]|\s(?:{_BOOK['described'].source})))"
)
"""Who is punished, where that is a person.

>>> PUNISHED.search("当事人：张三，男，汉族。".replace("：", ":").replace("，", ","))["name"]
'张三'
>>> PUNISHED.search("当事人:张三丰食品有限公司")
"""
SENTENCED: Final = re.compile(
    rf"(?:对|给予)(?:[\u4e00-\u9fff]{{0,12}}(?:{_BOOK['roles'].source}))?(?P<name>{_NAME})(?:[、和]{_NAME}){{0,8}}"
    rf"(?:等\d{{0,3}}人)?(?:分别)?(?:{_BOOK['decides'].source})[^。\n;]{{0,24}}?(?:{_BOOK['punishments'].source})"
)
"""What an authority decided against persons.

>>> SENTENCED.search("决定对张三、李四分别处以罚款500元")["name"], SENTENCED.search("对申请人给予处罚"), SENTENCED.search("对单位给予警告")
('张三', None, None)
"""
BLAMED: Final = re.compile(rf"(?:对|给予)(?P<name>{_NAME})(?:等\d{{0,3}}人)?(?:作出|的|给予)?(?:{_BOOK['blamed'].source})")
"""Who is punished, in a title.

>>> BLAMED.search("关于对张三给予行政处罚的公告")["name"]
'张三'
"""
CARDED: Final = re.compile(rf"{_NAME}[\s|,:、(]{{1,4}}(?:[男女][\s|,、]{{1,3}})?(?:身份证号?码?[\s|:]{{0,3}})?\d{{6}}\*{{8}}")
"""A name and a hidden identity number."""
FEW: Final = 3
SHARE: Final = 0.6
"""How many of a column's cells are names, at least: fewer may be an accident, and some names have rare surnames."""
BEFORE: Final = 80
"""Characters before a list in which its heading ends."""


def find_named(shadow: str, title: str | None = None) -> Span | None:
    r"""Where a folded body lists private persons by name, or None; a title that names one counts for the beginning.

    >>> find_named("| 姓名 | 补贴金额 |\n| 张三 | 500 |\n| 李四 | 500 |\n| 王小五 | 500 |")
    Span(start=0, end=53)
    >>> find_named("| 姓名 | 职务 |\\n| 张三 | 局长 |\\n| 李四 | 科长 |\\n| 王小五 | 科员 |")
    """
    if title and BLAMED.search(fold_width(title)):
        return Span(0, 0)
    found = (*find_tables(shadow), *find_enumerations(shadow), *find_punished(shadow))
    return min(found, default=None)


def find_tables(shadow: str) -> Iterator[Span]:
    """Tables with a column of names of private persons."""
    at = 0
    for block in shadow.split("\n\n"):
        if block.startswith("|") and names_persons(block):
            yield Span(at, at + len(block))
        at += len(block) + 2


def names_persons(table: str) -> bool:
    """True for a table of private persons: its head names them, and its cells are names."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n")]
    heads = next((number for number, row in enumerate(rows[:FEW]) if any(NAMED.search(cell) for cell in row)), None)
    if heads is None:
        return False
    head = rows[heads]
    words = " ".join(head)
    if OFFICES.search(words) and not PROVEN.search(words):
        return False
    columns = [number for number, cell in enumerate(head) if NAMED.search(cell)]
    return any(is_filled([row[column] for row in rows[heads + 1 :] if column < len(row)]) for column in columns)


def is_filled(cells: list[str]) -> bool:
    """True when most of the cells are names, and not just one or two."""
    said = [cell for cell in cells if cell.strip("-: ")]
    names = sum(NAME.match(cell) is not None for cell in said)
    return names >= FEW and names >= SHARE * len(said)


def find_enumerations(shadow: str) -> Iterator[Span]:
    """Names in a row under words that tell of help or punishment, and names beside hidden numbers of their cards."""
    for match in _ENUMERATED.finditer(shadow):
        before = shadow[max(0, match.start() - BEFORE) : match.start()].rstrip(" \n:：、。#-0123456789.()（）")
        if LISTED.search(before):
            yield Span(*match.span())
    carded = list(CARDED.finditer(shadow))
    if len(carded) > 1:
        yield Span(carded[0].start(), carded[-1].end())


def find_punished(shadow: str) -> Iterator[Span]:
    """Persons against whom an authority decided."""
    for pattern in (PUNISHED, SENTENCED):
        yield from (Span(*match.span("name")) for match in pattern.finditer(shadow))
