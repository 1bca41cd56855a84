"""Who answers for a measure, as printed: what a label or a bracket says, else the office that acts in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from scraper.lexicon.enclosures import compile_outside, find_outside, fit_pairs
from scraper.lexicon.wordbook import load_book
from scraper.text.sentence_ends import CLAUSE

_BOOK: Final = load_book("lead_bodies")
_LISTED: Final = r":\x20?((?:\([^()。;\n]{0,40}\)|[^。;)\n]){2,120})"
LEAD_BODY: Final = re.compile(rf"(?:{_BOOK['body.lead'].source}){_LISTED}")
CO_BODIES: Final = re.compile(rf"(?:{_BOOK['body.others'].source}){_LISTED}")
_BETWEEN: Final = compile_outside("、, ")
_NAME: Final = r"(?:\([^()]{0,24}\)|[^()。;:\n])"
# A bracket names them: (市财政局牵头,市商务局配合).
_BRACKET: Final = re.compile(
    rf"\((?P<lead>{_NAME}{{2,160}}?)(?:{_BOOK['shared'].source})(?:[,、;](?P<others>{_NAME}{{2,160}}?)(?:(?:{_BOOK['others'].source})[^()]{{0,8}})?)?\)"
)
_PLAIN: Final = rf"(?:\([^()\n]{{1,12}}\)|(?!{_BOOK['breaks'].source})[\u4e00-\u9fff、])"
OFFICE: Final = rf"{_PLAIN}{{0,40}}?(?:{load_book('organs')['answers'].source})(?:{_BOOK['office.more'].source}){{0,2}}"
_ACTING: Final = re.compile(rf"(?:(?<=[{CLAUSE},\n])|^)\s*(?P<name>{OFFICE}),?(?={_BOOK['acts'].source})")
_BY: Final = re.compile(rf"(?:{_BOOK['by'].source})(?P<name>{OFFICE})(?=[\u4e00-\u9fff])")
_ASKED: Final = re.compile(rf"(?:{_BOOK['asked'].source})(?P<name>{OFFICE})(?:{_BOOK['asks'].source})")
_VAGUE: Final = _BOOK["vague"].compile()
_LOOSE: Final = " ]、,;"
_REACH: Final = 320
"""Who acts is said early: later offices are those that check and pay."""
_SHORTEST_NAME, _LONGEST_NAME = 2, 30
"""What is longer in a list of offices is a clause."""


def read_bodies(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The body that answers for a width-folded `text`, or the row of those that answer together, and those that take part.

    >>> read_bodies("(牵头单位:市财政局;配合单位:市工信局、各县(市、区)人民政府)")
    ('市财政局', ('市工信局', '各县(市、区)人民政府'))
    >>> read_bodies("简化申报。(税务总局、商务部负责)"), read_bodies("县级以上人民政府应当安排资金,支持小微企业")
    (('税务总局、商务部', ()), ('县级以上人民政府', ()))
    """
    lead, others = LEAD_BODY.search(text), CO_BODIES.search(text)
    if lead or others:
        stop = min(lead.end(1), others.start() if others and others.start() > lead.start() else lead.end(1)) if lead else 0
        return (_trim(text[lead.start(1) : stop]) if lead else None), tuple(_split_names(others.group(1))) if others else ()
    if bracket := _BRACKET.search(text):
        return _trim(bracket["lead"]), tuple(_split_names(bracket["others"] or ""))
    return find_acting(text), ()


def find_acting(text: str) -> str | None:
    """The office that the first sentences of a width-folded `text` let act: as their subject, behind 由, or asked for something.

    >>> find_acting("申请人可向户籍所在地街道办事处提出申请"), find_acting("小微企业可以申请贷款")
    ('户籍所在地街道办事处', None)
    """
    found = (match for pattern in (_ACTING, _BY, _ASKED) for match in pattern.finditer(text, 0, _REACH))
    named = (match for match in found if not _VAGUE.search(match["name"]) and fit_pairs(text, *match.span("name")) == match.span("name"))
    first = min(named, key=lambda match: match.start("name"), default=None)
    return first["name"] if first else None


def _trim(listed: str) -> str | None:
    """A row of names without what closes it."""
    start, end = fit_pairs(listed, 0, len(listed))
    return listed[start:end].strip(_LOOSE) or None


def _split_names(listed: str) -> Iterator[str]:
    """The names of a list; what stands in brackets belongs to the name before it."""
    marks = [*find_outside(_BETWEEN, listed, 0, len(listed)), len(listed)]
    for before, after in pairwise((-1, *marks)):
        start, end = fit_pairs(listed, before + 1, after)
        name = listed[start:end].strip(_LOOSE)
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME:
            yield name
