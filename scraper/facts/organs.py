"""Names of authorities: what ends like one, and how several on one line part."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book

_BOOK: Final = load_book("organs")
OFFICE: Final = f"(?:{_BOOK['issuing'].source})"
"""The last word of what gives orders and decides by number, as a piece of an expression: 政府, 局."""
CLOSER: Final = f"(?:{_BOOK['issuing'].source}|{_BOOK['printed'].source}|{_BOOK['signing'].source})"
"""The last word of who signs, also where nothing parts the name from what stands before it."""
_SEAL: Final = rf"\((?:{_BOOK['seal'].source})\)"
_NOT_FIRST: Final = rf"(?!{_BOOK['not_first'].source}|经(?!济)|对(?!外))"
ORGAN: Final = re.compile(
    rf"{_NOT_FIRST}[\u4e00-\u9fff·“”()]{{1,44}}?(?:{_BOOK['endings'].source})(?:{_SEAL}|\([\u4e00-\u9fff]{{2,20}}(?:{_BOOK['branch'].source})\))?"
)
"""A name that ends like an authority's, perhaps with a seal behind it.

>>> ORGAN.fullmatch("某市财政局(盖章)") is not None, ORGAN.fullmatch("各市财政局") is not None
(True, False)
"""
SENTENCE: Final = _BOOK["sentence"].compile()
STATE: Final = re.compile(rf"(?:{_BOOK['state'].source})(?={_BOOK['state.office'].source})")
"""What a ministry's name has before it on solemn paper.

>>> STATE.sub("", "中华人民共和国某某建设部")
'某某建设部'
"""
NAME: Final = re.compile(rf"(?:{_BOOK['opening'].source})")
PREFIX: Final = 3
"""Characters that a name glued to another of the same place repeats: 某某市财政局某某市商务局."""
LONGEST_GLUED: Final = 400
"""Characters of names without a sign between them; nobody signs longer."""
SEAL: Final = re.compile(rf"{_SEAL}$")
GAP: Final = re.compile(r"[\s、,;]+")
"""What parts the names of a line.

>>> GAP.split("财政部 税务总局、某局")
['财政部', '税务总局', '某局']
"""
VAGUE: Final = _BOOK["vague"].compile()
NAMES: Final = frozenset(_BOOK["names"].words)
OUTLET: Final = _BOOK["outlet"].compile()
"""Papers and news sites."""
SITE: Final = _BOOK["site"].compile()
"""Sites, where a name stands for itself."""
NOT_HOLDER: Final = _BOOK["not_holder"].compile()
SHORTEST: Final = 3
"""Characters of the shortest name that is no abbreviation."""
MAX_ORGANS: Final = 24
"""Authorities that sign together, at most; lists of more are of addressees."""


def is_organ(text: str) -> bool:
    """True for the name of one authority.

    >>> [is_organ(t) for t in ("滨州市工业和信息化局", "中国人民银行济南分行营业管理部", "各市工业和信息化局", "编辑部主任")]
    [True, True, False, False]
    """
    return text in NAMES or (
        len(text) >= SHORTEST and ORGAN.fullmatch(text) is not None and not SENTENCE.search(text) and not VAGUE.search(text)
    )


def split_organs(text: str) -> tuple[str, ...]:
    """The authorities that a folded line names and nothing else; () where it holds other words.

    Names are parted by spaces or 、; a name broken by a space is put together again.

    >>> split_organs("财政部 税务总局"), split_organs("山东省 工业和信息化厅"), split_organs("国 务 院")
    (('财政部', '税务总局'), ('山东省工业和信息化厅',), ('国务院',))
    >>> split_organs("请与财政局联系。")
    ()
    """
    organs: list[str] = []
    name = ""
    for part in GAP.split(text.strip()):
        name += part
        names = split_glued(STATE.sub("", SEAL.sub("", name)))
        if names:
            organs, name = [*organs, *names], ""
    return () if name or len(organs) > MAX_ORGANS else tuple(organs)


def split_glued(name: str) -> tuple[str, ...]:
    """Authorities printed without a sign between them: the second begins as the first does, or as only a name begins; () for other words.

    >>> split_glued("某某县财政局某某县商务局"), split_glued("某某市税务局"), split_glued("共青团某某县委员会邮政储蓄银行某某县支行")
    (('某某县财政局', '某某县商务局'), ('某某市税务局',), ('共青团某某县委员会', '邮政储蓄银行某某县支行'))
    """
    names, start = [], 0
    for at in range(SHORTEST, min(len(name), LONGEST_GLUED) - SHORTEST + 1):
        begins = name.startswith(name[start : start + PREFIX], at) or NAME.match(name, at)
        if begins and is_organ(name[start:at]):
            names.append(name[start:at])
            start = at
    if names and is_organ(name[start:]):
        return (*names, name[start:])
    return (name,) if is_organ(name) else ()
