"""Measures in running text: a paragraph with a lead sentence, else one for each action clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from scraper.facts.datelines import TOLD_BY
from scraper.lexicon.enclosures import PAIRED, compile_outside, find_outside, find_pair, fit_pairs
from scraper.lexicon.wordbook import load_book
from scraper.measures.verbs import CERTAIN, DEFINITE, ENOUGH, GOAL, PURPOSE, REMARK, REPORT, REVIEW, SAID, SKIP, weigh_clause
from scraper.model import Span
from scraper.text.sentence_ends import CLAUSE

Part = tuple[Span, Span]
"""Where a lead stands, and where its measure."""

_SOURCES: Final = {key: entry.source for key, entry in load_book("clauses").items()}
# A short first sentence that names the act, before the paragraph that tells it.
LEAD_SENTENCE: Final = re.compile(r"(?P<lead>(?:[^。,;:!?\n]{2,14},)?[^。,;:!?\n]{4,24})。(?=[^\n]{20})")
_QUOTED: Final = r"“[^“”。!?\n]{0,80}”|\([^()。!?\n]{0,80}\)"
_SENTENCE: Final = re.compile(rf"(?:{_QUOTED}|[^{CLAUSE}\n]|;(?!对|凡|针对|鼓励|支持|给予))+[{CLAUSE}]?[”\"』]?")
_CLAUSE: Final = re.compile(rf"(?:{PAIRED}|[^,])+,?")
_COMMA: Final = compile_outside(",:;")
_LISTING: Final = compile_outside("、")
_SUM: Final = re.compile(r"\d ?[万亿余多]{0,2}(?:元|%)")
_IN_NUMBER: Final = re.compile(r"[\d.,]*\d")
_DIGEST: Final = re.compile(rf"(?:{_SOURCES['digest']}):|\||!\[")
_CONNECTOR: Final = re.compile(rf"[ \t]{{0,4}}(?:(?:{_SOURCES['connector']})[,:]?[ \t]{{0,4}}){{0,4}}")
_SAYER: Final = re.compile(r"[^,。]{2,14}(?:要求|强调|指出)[^,。]{0,16}?(?=企业要|要[^求])(?:要)?")
_OFFICE: Final = rf"(?:{load_book('organs')['acting'].source})(?!长|面|部)"
_SUBJECT: Final = re.compile(rf"{_SOURCES['place']}|(?:[\u4e00-\u9fff]{{0,8}}[省市县区州])?[\u4e00-\u9fff]{{0,12}}?{_OFFICE}")
# A new author, or a new target of the same one, begins another act.
_OTHER_ACT: Final = re.compile(rf"{_SUBJECT.pattern}|{_SOURCES['other_act']}")
# Another place's report in a round-up, and the place that opens a report.
_ELSEWHERE: Final = re.compile(r"(?![我全本该各])[\u4e00-\u9fff]{2,8}[省市县区州](?!长|委|政府|里|场|直)")
_PLACE: Final = re.compile(r"在(?![^,]{0,20}(?:基础|情况|背景))[^,]{2,24}[里内上中区市],")
_HOST, _TIME, _TARGET, _FOR, _URGE, _RECEIVERS, _GIVEN = (
    re.compile(_SOURCES[key]) for key in ("host", "time", "target", "for_whom", "urge", "receivers", "given")
)
_STOP: Final = re.compile(rf"[{CLAUSE}]|:$")
_LEAD_LIMIT: Final = 60
"""What a reader takes in at a glance, in a list of measures."""
_LEAST_LEAD: Final = 10
"""A cut nearer to the beginning leaves no act."""
_GRACE: Final = 40
"""A lead without a comma may be this much longer rather than lose its verb."""
_SHORTEST: Final = 8
"""What is shorter has no room for a verb and its object."""
_NUMBERED_SHORTEST: Final = 20
"""A shorter numbered line is a heading, and heads have been chosen before."""
_AUTHOR: Final = 18
"""A longer clause before an act is no bare name or time."""
_NEAR: Final = 16
"""A report's evidence this near to the beginning of its sentence is told by the sentence as a whole."""


def find_actions(folded: str, paragraphs: Iterable[tuple[Span, bool]]) -> Iterator[Part]:
    """Lead and span of each act told in `paragraphs` of a width-folded body; a numbered one tells one act at most.

    Tables, captions and the editor's digest tell none.

    >>> text = "为帮助企业复产,市工信局设立专项资金500万元。截至5月底,已有30家企业受益。"
    >>> [lead.read(text) for lead, _ in find_actions(text, [(Span(0, len(text)), False)])]
    ['市工信局设立专项资金500万元', '截至5月底,已有30家企业受益']
    """
    for span, numbered in paragraphs:
        if _DIGEST.match(folded, span.start, span.end) or not _STOP.search(folded, span.start, span.end):
            continue
        dateline = TOLD_BY.match(folded, span.start, span.end)
        paragraph = Span(dateline.end(), span.end) if dateline else span
        lead = LEAD_SENTENCE.match(folded, paragraph.start, paragraph.end)
        if lead and _names_act(lead):
            yield Span(*lead.span("lead")), paragraph
        elif numbered:
            yield from _find_numbered(folded, paragraph)
        else:
            yield from _find_in_sentences(folded, paragraph)


def _names_act(lead: re.Match[str]) -> bool:
    """True for a first sentence that names what the paragraph tells; one that gives a sum, reports or remarks tells itself.

    >>> texts = ("开辟绿色通道。", "新认定的企业奖励10万元。", "产销形势持续向好。")
    >>> [_names_act(found) for text in texts if (found := LEAD_SENTENCE.match(text + "对重点企业的需求,各部门逐一登记、逐一解决到位。"))]
    [True, False, False]
    """
    words = lead.group("lead")
    return bool(weigh_clause(words)) and not (_SUM.search(words) or REMARK.search(words) or REPORT.search(lead.group()))


def _find_numbered(folded: str, paragraph: Span) -> Iterator[Part]:
    """A numbered sentence that holds an act is one measure from its beginning."""
    if paragraph.end - paragraph.start < _NUMBERED_SHORTEST or not any(_find_in_sentences(folded, paragraph)):
        return
    stop = _STOP.search(folded, paragraph.start, paragraph.end)
    yield cut_lead(folded, paragraph.start, stop.start() if stop else paragraph.end), paragraph


def _find_in_sentences(folded: str, paragraph: Span) -> Iterator[Part]:
    """At most one report a paragraph: the figures after it are its details."""
    reported = False
    for sentence in _SENTENCE.finditer(folded, paragraph.start, paragraph.end):
        text = sentence.group().rstrip(f'{CLAUSE} ”"')
        start, end = sentence.start(), sentence.start() + len(text)
        if len(text) < _SHORTEST or SKIP.search(text):
            continue
        act, strength = find_action(folded, start, end)
        if strength < CERTAIN and SAID.search(folded, _skip_connectors(folded, start, end), end):
            continue
        report = _find_report(folded, start, end)
        if report is not None:
            if reported and strength <= DEFINITE and not _ELSEWHERE.match(folded, start, end):
                continue
            reported = True
            if strength <= ENOUGH or report <= act:
                act, strength = report, ENOUGH
        if strength >= ENOUGH and end - act >= _SHORTEST:
            for own in _split_acts(folded, act, end):
                lead = cut_lead(folded, own.start, own.end)
                yield lead, Span(own.start, max(own.end, lead.end))


def _split_acts(folded: str, start: int, end: int) -> Iterator[Span]:
    """Two offices that each give something in one sentence, or one that gives to two groups, give two things."""
    clauses = list(_CLAUSE.finditer(folded, start, end))
    certain = [m.start() for m in clauses if weigh_clause(m.group()) == CERTAIN and (m.start() == start or _OTHER_ACT.match(m.group()))]
    starts = certain if certain[:1] == [start] else [start]
    for first, stop in zip(starts, [*starts[1:], end], strict=True):
        begin = _skip_connectors(folded, first, stop)
        yield Span(begin, begin + len(folded[begin:stop].rstrip(",")))


def _find_report(folded: str, start: int, end: int) -> int | None:
    """Where the report of a sentence begins: with the sentence, or with the clause of its evidence when that is far away."""
    begin = _skip_connectors(folded, start, end)
    if REVIEW.match(folded[begin:end]):
        return begin
    found = REPORT.search(folded, begin, end)
    if found is None or GOAL.search(folded, begin, end):
        return None
    if found.start() - begin <= _NEAR and not PURPOSE.match(folded[begin:end]):
        return begin
    clause = max(folded.rfind(",", begin, found.start() + 1) + 1, begin)
    if _PLACE.fullmatch(folded, begin, clause):
        return begin
    host = _HOST.match(folded, clause, found.start())
    return host.end() if host else clause


def find_action(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the strongest clause of a sentence begins, and its strength (0 to 8, see `weigh_clause`)."""
    begin = _skip_connectors(folded, start, end)
    clauses = [(m.start(), m.group()) for m in _CLAUSE.finditer(folded, begin, end)]
    first = _skip_purpose(clauses)
    best, strength = begin, 0
    for index, (position, text) in enumerate(clauses[first:], first):
        value = weigh_clause(text)
        if value > strength:
            opened = _find_opening(clauses[first:index], text, value)
            best, strength = (_skip_sayer(folded, position, end) if opened is None else opened), value
    if strength > ENOUGH and (_TARGET.match(folded, begin, end) or (strength > DEFINITE and _URGE.match(folded, begin, end))):
        return begin, strength
    return best, strength


def _skip_connectors(folded: str, start: int, end: int) -> int:
    found = _CONNECTOR.match(folded, start, end)
    return found.end() if found else start


def _skip_sayer(folded: str, start: int, end: int) -> int:
    """A leader's 某某要求各部门要 belongs to the news, what follows is the act."""
    head = _skip_connectors(folded, start, end)
    sayer = _SAYER.match(folded, head, end)
    return sayer.end() if sayer else head


def _skip_purpose(clauses: list[tuple[int, str]]) -> int:
    """The clause after those that only give the reason: the first with an author, else the second."""
    if not clauses or not PURPOSE.match(clauses[0][1]):
        return 0
    return next((i for i, (_, text) in enumerate(clauses) if i and _SUBJECT.match(text)), min(1, len(clauses) - 1))


def _find_opening(before: list[tuple[int, str]], act: str, strength: int) -> int | None:
    """Where the clauses begin that belong to the act after them: its author or its time alone, or those whom something definite is for.

    >>> tails = ("市人社局,", "签约后,", "对首次认定的企业 ,", "新认定的示范企业,", "租用厂房的,自认定起,", "形势持续向好,")
    >>> openings = ([(found.start(), found.group()) for found in _CLAUSE.finditer(tail)] for tail in tails)
    >>> [_find_opening(before, "奖励10万元", 8) for before in openings]
    [0, 0, 0, 0, 0, None]
    """
    for position, clause in reversed(before if strength >= DEFINITE else []):
        bare = clause.strip(" ,")
        if _FOR.fullmatch(bare) or (_RECEIVERS.fullmatch(bare) and _GIVEN.match(act.lstrip())):
            return position + len(clause) - len(clause.lstrip())
        if weigh_clause(bare) > ENOUGH:
            break
    bare = before[-1][1].rstrip(",") if before else ""
    return before[-1][0] if bare and len(bare) <= _AUTHOR and (_SUBJECT.fullmatch(bare) or _TIME.fullmatch(bare)) else None


def cut_lead(folded: str, start: int, end: int) -> Span:
    """A lead of readable length: cut at a comma, never inside brackets or a quotation.

    >>> text = "实行“" + "、".join(["严控防疫"] * 24) + "”工作法,包干到人"
    >>> cut_lead(text, 0, len(text)).read(text)[-4:]
    '控防疫”'
    """
    start, end = fit_pairs(folded, start, end)
    least, limit = start + _LEAST_LEAD, start + _LEAD_LIMIT
    if end <= limit:
        return Span(start, end)
    commas, listing = ([place for place in find_outside(marks, folded, start, end) if place >= least] for marks in (_COMMA, _LISTING))
    late = [place for place in (*commas, end) if place <= limit + _GRACE][:1]
    near = [place for place in commas if place <= limit][-1:] or late or [place for place in listing if place <= limit][-1:]
    return Span(start, near[0] if near else _cut_hard(folded, start, end, limit))


def _cut_hard(folded: str, start: int, end: int, limit: int) -> int:
    """Where a lead without a comma ends: at its limit, or beside the pair or the number that stands there."""
    if pair := find_pair(folded, start, end, limit):
        return pair[0] if pair[0] >= start + _LEAST_LEAD else pair[1]
    number = _IN_NUMBER.match(folded[start:limit][::-1]) if folded[limit].isdigit() else None
    return limit - number.end() if number else limit
