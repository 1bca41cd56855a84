"""How a document refers to others: what it implements, forwards, amends, repeals, interprets or merely cites."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scraper.facts.genres import PAPERS
from scraper.facts.lines import TENS
from scraper.facts.numbers import Quoted, find_numbers
from scraper.lexicon.wordbook import load_book
from scraper.model.document import Document
from scraper.model.notice import DocNumber, Kind, Relation, RelationType
from scraper.model.span import Span
from scraper.text.fold import Body, fold_width

_BOOK: Final = load_book("relations")
_AMENDS: Final = _BOOK["amends"].source
NAMED: Final = re.compile(r"《(?P<title>[^《》\n]{4,120}(?:《[^《》\n]{2,80}》[^《》\n]{0,60})?)》(?P<after>\s?\([^()\n]{2,90}\))?")
"""A named document, perhaps with its number behind.

>>> NAMED.search("按照《某市稳岗办法》(某府发〔2021〕7号)")["title"]
'某市稳岗办法'
"""
REACH: Final = 60
"""Characters around a name in which a clause says what is done with it."""
FORWARD_REACH, TITLE_REACH = 12, 24
"""What is forwarded stands right behind the word, an interpretation names itself right behind what it interprets."""
IMPLEMENTS: Final = re.compile(rf"(?:{_BOOK['implements'].source})[^。;\n]{{0,60}}$")
"""Before what is carried out.

>>> IMPLEMENTS.search("为贯彻落实").group()
'贯彻落实'
"""
FORWARDS: Final = re.compile(rf"(?:{_BOOK['forwards'].source})(?:给你们)?[^。;\n]{{0,30}}$")
"""Before what is sent on.

>>> FORWARDS.search("现转发省政府").group()
'转发省政府'
"""
REPEALS: Final = re.compile(rf"[^。;\n]{{0,40}}?(?:{_BOOK['ending'].source})?(?:{_BOOK['ends'].source})")
"""Behind what is repealed.

>>> REPEALS.match("同时废止。").group()
'同时废止'
"""
AMENDS: Final = re.compile(rf"(?:{_AMENDS})(?!{_BOOK['draft'].source})[^。;\n]{{0,10}}$")
"""Before what is amended.

>>> AMENDS.search("决定修改").group(), AMENDS.search("关于修改意见")
('修改', None)
"""
AMENDED: Final = re.compile(rf"[^。;,\n《》]{{0,24}}?(?:{_BOOK['amended'].source})")
"""What the words behind a name do to it.

>>> AMENDED.match("第三条修改为").group()
'第三条修改为'
"""
POLICY_NAME: Final = re.compile(rf"(?:{PAPERS}|{load_book('genres')['papers.basis'].source}|(?:\d|{TENS})条)(?:\([^()]{{1,16}}\))?$")
"""The name of a paper that others are based on.

>>> POLICY_NAME.search("某市稳岗返还办法(试行)").group()
'办法(试行)'
"""
INTERPRETS: Final = _BOOK["interprets"].compile()
LIST_GAP: Final = re.compile(r"[、,和及与以\s]*(?:及其?)?")
"""What parts the names of a list.

>>> LIST_GAP.match("、以及").group()
'、以及'
"""


def read_relations(body: Body, title: str | None, kind: Kind, own: DocNumber | None, own_span: Span | None) -> tuple[Relation, ...]:
    """References in order of place, each target once: by number where one is printed, else by title where the verb says more than that."""
    found: dict[str, Relation] = {}
    for target, name, span in find_targets(body.text, body.folded):
        if own_span and (own_span.holds(span) or span.holds(own_span)):
            continue
        if own and target == own.text:
            continue
        numbered = "〔" in target
        relation = Relation(read_type(body.folded, span, title, name, kind), target, name if numbered else None, span)
        if not numbered and (
            relation.type is RelationType.CITES or not POLICY_NAME.search(fold_width(target)) or is_own(target, title, relation.type)
        ):
            continue
        known = found.get(target)
        if known is None or (known.type is RelationType.CITES and relation.type is not RelationType.CITES):
            found[target] = relation if known is None or relation.title else Relation(relation.type, target, known.title, relation.span)
    return tuple(sorted(join_names(found), key=lambda relation: relation.span or Span(0, 0)))


def join_names(found: dict[str, Relation]) -> Iterator[Relation]:
    """One relation for a document that is named with its number and also without: the number, and what either says of it."""
    numbered = {relation.title for relation in found.values() if relation.title}
    for target, relation in found.items():
        named = found.get(relation.title or "")
        if named and relation.type is RelationType.CITES:
            yield replace(relation, type=named.type)
        elif target not in numbered:
            yield relation


def is_own(name: str, title: str | None, type_: RelationType) -> bool:
    """True for the name of what the document itself issues: 关于印发《某办法》的通知."""
    return (
        bool(title)
        and name in (title or "")
        and type_ in (RelationType.IMPLEMENTS, RelationType.CITES, RelationType.AMENDS)
        and "修" not in (title or "")
    )


def find_targets(body: str, folded: str) -> Iterator[tuple[str, str | None, Span]]:
    """Numbers and named documents: (target, title, span); a number in the brackets behind 《》 belongs to that title."""
    taken: list[Span] = []
    for match in NAMED.finditer(folded):
        name = body[match.start("title") : match.end("title")]
        numbers = list(find_numbers(match["after"])) if match["after"] else []
        for quoted in numbers:
            yield quoted.number.text, name, Span(match.start(), match.end())
        if numbers:
            taken.append(Span(*match.span("after")))
        else:
            yield name, name, Span(match.start(), match.end("title") + 1)
    for quoted in find_numbers(folded):
        before = bisect_right(taken, quoted.span.start, key=lambda span: span.start)
        if not (before and taken[before - 1].holds(quoted.span)):
            yield from list_number(quoted)


def list_number(quoted: Quoted) -> Iterator[tuple[str, str | None, Span]]:
    """A number that stands without a title."""
    yield quoted.number.text, None, quoted.span


def read_type(folded: str, span: Span, title: str | None, name: str | None, kind: Kind) -> RelationType:
    """The relation that the words around a reference state.

    >>> read_type("根据《某办法》制定", Span(2, 7), None, "某办法", Kind.OFFICIAL).value
    'implements'
    >>> read_type("原《某办法》同时废止。", Span(1, 6), None, "某办法", Kind.OFFICIAL).value
    'repeals'
    """
    before = folded[max(0, span.start - REACH) : span.start]
    after = folded[span.end : span.end + REACH]
    if REPEALS.match(LIST_GAP.sub("", after, count=1)):
        return RelationType.REPEALS
    if AMENDS.search(before) or AMENDED.match(after):
        return RelationType.AMENDS
    if FORWARDS.search(before) or FORWARDS.search(folded[max(0, span.start - FORWARD_REACH) : span.start]):
        return RelationType.FORWARDS
    if kind is Kind.INTERPRETATION and name and title and (name in title or INTERPRETS.search(after[:TITLE_REACH])):
        return RelationType.INTERPRETS
    if IMPLEMENTS.search(before):
        return RelationType.IMPLEMENTS
    return RelationType.CITES


def list_cited(document: Document) -> tuple[str, ...]:
    """Numbers of the other documents that a document refers to, in order, each once."""
    return tuple(relation.target for relation in document.relations if "〔" in relation.target)
