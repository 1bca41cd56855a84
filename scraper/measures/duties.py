"""On whom a duty falls: a demand on the reader binds him; the duty of an office, or of a house towards those it serves, is a favour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from scraper.lexicon.phrase_index import compile_words
from scraper.lexicon.wordbook import load_book
from scraper.text.sentence_ends import STATEMENT, find_start

# 应急 and 须知 are nouns, 不得不 is no ban; 要 demands after a noun that can act, 要求 and 要素 do not.
# A duty is told by what stands before and behind its word, which a phrase of a word book can't ask.
# Each word comes first and looks back over itself: so a search skips to the few characters that duties begin with.
DUTY: Final = compile_words(
    "应(?<![供响适相反对效因]应)(?=[当该按做在于予自主及如依建设具备向将从符至根遵配确以由]|提[交供出]) 必须 须(?<!无须)(?!知)",
    "不得(?!不|已) 严禁 务必 禁止(?<![未确令]禁止)(?![令性])",
    "要(?<=[业位构司行金方人者户)]要)(?![求素点件害紧道么]) 要(?<=的,要) 需(?<=的,需)",
)
_BOOK: Final = load_book("duties")
_WHO: Final = re.compile("|".join(f"(?P<{name}>{_BOOK[name].source})" for name in ("reader", "office", "house")))
_WISHED: Final = _BOOK["wished"].compile()
_CLERKLY: Final = _BOOK["clerkly"].compile()
_BAN: Final = _BOOK["ban"].compile()
_SERVED: Final = _BOOK["served"].compile()
_SERVICE_REACH: Final = 60
"""A favour that a house owes is named this soon after the duty."""
_ADJACENT: Final = 4
"""Adverbs between a subject and its duty: 企业还应, 申请人均须."""


class Bound(Enum):
    """Whom a duty binds."""

    READER = "reader"
    OFFICE = "office"
    HOUSE = "house"


def find_duty(text: str, start: int = 0, end: int | None = None) -> tuple[Bound, str] | None:
    """The first duty of the reader in `text[start:end]`, else the first of an office; favours that a house owes are none.

    A sentence without a subject goes on with that of the last one; without any, the reader is meant.

    >>> find_duty("申请人应当如实填报"), find_duty("主管部门应当在10日内答复"), find_duty("医院应当为老人预留号源")
    ((<Bound.READER: 'reader'>, '应'), (<Bound.OFFICE: 'office'>, '应'), None)
    """
    of_office = None
    for word, bound in _list_duties(text, start, len(text) if end is None else end):
        if bound is Bound.READER:
            return bound, word
        if bound is Bound.OFFICE:
            of_office = of_office or (bound, word)
    return of_office


def _list_duties(text: str, start: int, end: int) -> Iterator[tuple[str, Bound]]:
    """Each word of duty and whom it binds: the noun right before it, else the first of its sentence, else the last that was bound.

    A slogan in quotation marks binds nobody.
    """
    bound = Bound.READER
    for duty in DUTY.finditer(text, start, end):
        begin = find_start(text, duty.start(), STATEMENT, start)
        if text.rfind("“", begin, duty.start()) > text.rfind("”", begin, duty.start()):
            continue
        if nouns := list(_WHO.finditer(text, begin, duty.start())):
            near = duty.start() - nouns[-1].end() <= _ADJACENT
            bound = Bound((nouns[-1] if near else nouns[0]).lastgroup)
            wished = _WISHED.match(text, duty.end())
            if bound is Bound.HOUSE and not _SERVED.search(text, duty.start(), min(end, duty.end() + _SERVICE_REACH)):
                bound = Bound.OFFICE if wished else Bound.READER
            elif bound is Bound.OFFICE and not wished and (_BAN.match(duty.group()) or _CLERKLY.match(text, duty.end())):
                bound = Bound.READER
        yield duty.group(), bound
