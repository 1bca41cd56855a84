"""How a document refers to others: what it implements, forwards, amends, repeals, interprets or merely cites."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from scraper.facts.numbers import Quoted, find_numbers
from scraper.model.document import Document
from scraper.model.notice import DocNumber, Kind, Relation, RelationType
from scraper.model.span import Span
from scraper.text.fold import Body, fold_width

NAMED = re.compile(r"《(?P<title>[^《》\n]{4,120}(?:《[^《》\n]{2,80}》[^《》\n]{0,60})?)》(?P<after>\s?\([^()\n]{2,90}\))?")
BEFORE = 60
AFTER = 24
IMPLEMENTS = re.compile(r"(?:根据|按照|依据|依照|遵照|贯彻|落实|执行)[^。;\n]{0,60}$")
FORWARDS = re.compile(r"(?:转发|批转)(?:给你们)?[^。;\n]{0,30}$")
REPEALS = re.compile(r"[^。;\n]{0,40}?(?:同时|即行|予以|同步|一并|随之|自行)?(?:废止|停止执行|不再执行|失效)")
AMENDS = re.compile(r"(?:修改|修订|修正)(?!意见|稿)[^。;\n]{0,10}$")
# 对《某办法》作如下修改, 《某办法》第三条修改为: what the words after a name do to it.
AMENDED = re.compile(
    r"[^。;,\n《》]{0,24}?(?:作(?:出|了)?(?:如下|以下|相应)(?:修改|修订|修正|调整)|(?:修改|修订|修正|调整)为|(?:进行|予以)了?(?:修改|修订|修正))"
)
POLICY_NAME = re.compile(
    r"(?:法|条例|规定|办法|细则|意见|通知|方案|规划|纲要|措施|决定|标准|政策|通告|公告|要点|计划|指引|规范|[\d一二三四五六七八九十]条)"
    r"(?:\([^()]{1,16}\))?$"
)
INTERPRETS = re.compile(r"解读|问答|答记者问")
LIST_GAP = re.compile(r"[、,和及与以\s]*(?:及其?)?")


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
    before = folded[max(0, span.start - BEFORE) : span.start]
    after = folded[span.end : span.end + BEFORE]
    if REPEALS.match(LIST_GAP.sub("", after, count=1)):
        return RelationType.REPEALS
    if AMENDS.search(before) or AMENDED.match(after):
        return RelationType.AMENDS
    if FORWARDS.search(before) or FORWARDS.search(folded[max(0, span.start - 12) : span.start]):
        return RelationType.FORWARDS
    if kind is Kind.INTERPRETATION and name and title and (name in title or INTERPRETS.search(after[:AFTER])):
        return RelationType.INTERPRETS
    if IMPLEMENTS.search(before):
        return RelationType.IMPLEMENTS
    return RelationType.CITES


def list_cited(document: Document) -> tuple[str, ...]:
    """Numbers of the other documents that a document refers to, in order, each once."""
    return tuple(relation.target for relation in document.relations if "〔" in relation.target)
