"""Measures in running text: a paragraph with a lead sentence, else one for each action clause (LABELS, Measures 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from scraper.model import Span

Part = tuple[Span, Span]
"""Where a lead stands, and where its measure."""

# A short first sentence that names the act, before the paragraph that tells it.
LEAD_SENTENCE: Final = re.compile(r"(?P<lead>(?:[^。,;:!?\n]{2,14},)?[^。,;:!?\n]{4,24})。(?=[^\n]{20})")
_SENTENCE: Final = re.compile(r"(?:[^。!?;\n]|;(?!对|凡|针对))+[。!?;]?[”\"』]?")
# 本报3月5日讯(记者 某某), 新华社电, 据某报报道: who tells it.
_DATELINE: Final = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,20}?(?:\d{1,2}月\d{1,2}日)?[电讯](?=[ (]))? ?(?:据[^,。()]{2,16}(?:报道|消息))? ?(?:\([^()]{0,60}(?:记者|通讯员|[文图])[^()]{0,40}\))? ?"
)
_DIGEST: Final = re.compile(r"(?:摘要|导读|核心提示|编者按)[::]|\||!\[")
_CLAUSE: Final = re.compile(r"[^,]+,?")
# Words before a clause that belong to the sentence, not to the act.
_CONNECTOR: Final = re.compile(
    r"[ \t]*(?:(?:同时|此外|另外|与此同时|其中|目前|连日来|一方面|另一方面|首先|其次|当前|近期|近日|日前|并且?|还|另据|据(?:了解|悉|统计)|据?[^,。]{0,14}介绍)[,:]?[ \t]*)*"
)
_SAYER: Final = re.compile(r"[^,。]{2,14}(?:要求|强调|指出)[^,。]{0,16}?(?=企业要|要[^求])(?:要)?")
_SUBJECT: Final = re.compile(
    r"(?:我[省市县区州局厅委]|[本全][省市县区州]|该[省市县区局]|(?:[\u4e00-\u9fff]{0,8}[省市县区州])?[\u4e00-\u9fff]{0,12}?(?:局|委|厅|政府|工作组|银行|税务部门|中心|指挥部|办公室))(?!长|面|部)"
)
_TIME: Final = re.compile(r"[^,]{0,14}(?:\d[年月日]|后|期间|起)")
_PURPOSE: Final = re.compile(r"为(?!企业|广大|职工|[^,]{0,8}提供)|根据|按照|随着|面对|围绕|在[^,]{2,40}(?:下|中|同时|背景|基础上),")
_TARGET: Final = re.compile(r"(?:对|针对|凡|符合)[^,。]{4,70}(?:,|的,)")
# Verbs of acts, by how definite they are. Issuing a paper is an act only where the sentence tells no other.
_STRONG: Final = re.compile(
    r"给予|安排[^,]{0,24}(?:资金|经费|基金|元)|设立|成立|派驻|派出|抽调|选派|组建|搭建|开辟|开通|推出|编发|发放|减免|免收|免征|减征|减半|返还|兑现|奖励|补贴|补助|贴息|实行|推行|实施|启动|提供(?!好|强|有力|支撑|坚实)|放宽|延长|缓缴|要求|调整|"
    r"可(?:按规定|通过|申请|享受)|企业要|入驻|进驻"
)
_MEDIUM: Final = re.compile(
    r"建立|(?<!组织|统筹)协调|帮助|组织(?!协调|领导|保障)|开展|支持|引导|指导|督促|解决|掌握|鼓励|宣传|落实|要进一步|继续加大|予以|寻求|优先|简化|将用好|更高要求|将坚持|应做好|应当"
)
_ISSUING: Final = re.compile(r"出台|印发|制定|发布")
_WEAK: Final = re.compile(r"用好|加大|加强|推进|推动|完善|强化|提升|保障|优化|打造|培育|聚焦|突出|坚持|抓好")
_WEIGHTS: Final = ((_STRONG, 6), (_MEDIUM, 4), (_ISSUING, 3), (_WEAK, 1))
_ENOUGH: Final = 3
# What makes a short first sentence a report or a remark, not the name of an act.
_UNLED: Final = re.compile(r"目前|当前|正[在有]|向好|[^完]了|已|表示|认为|记者|[?“]$")
_TITLE: Final = re.compile(r"《[^》]{0,80}》")
_FIGURE: Final = re.compile(r"\d[\d.]* ?[万亿余多]{0,2}(?:元|%|小时|个工作日|家|户|名|个)|绿色通道|免费")
_REPORT: Final = re.compile(
    r"截[至止](?![日时])|(?:累计|已)[^,。]{0,20}\d|[工产岗成及]率[^,。]{0,6}\d|同比|首批[^,。]{0,30}\d|惠及[^,。]{0,10}\d|共(?:有|计|收|受|发|办|帮)[^,。]{0,3}\d|\d[^,。]{0,12}(?:全部|已)(?:复工|开工|复产)|正式启动|"
    r"签署|(?:先后|陆续)[^,。]{0,6}(?:制定|出台|发布)|召开了|开展了|公示如下|帮助了|(?:培训|活动)[^,。将]{0,14}举[办行]"
)
_GOAL: Final = re.compile(r"确保|力争|目标|更高要求|预计")
_REVIEW: Final = re.compile(r"(?:20\d\d年|去年|近[两三几]?年来),[^,]{0,12}[市县区州省][^,]{0,16}(?:局|委|厅|系统|政府|部门)(?!将)")
_SKIP: Final = re.compile(
    r"出席|召开(?:新闻|第|全|会议|座谈)|发布会|记者|通讯员|编辑|转载|扫码|点击|联系人|电话[::]|表示|认为|是[^,。]{4,60}(?:举措|体现|任务)|摄[)）]?$|图为|调研|一系列(?:有效)?措施|是否|怎样|哪些|查看|询问|参观|座谈|视察|考察|曾任|擅长|毕业于"
    r"|(?:记录|病历|病历资料|证明材料)$|^除了|印发给你们|通知如下|现(?:予)?印发|制[定订]如下|制[定订]本|内容为|请(?:各|认真|遵照|径)|将先后在|我们|希望|致辞|^采取|^[ ]*其中|^附件|\]\("
)
_LEAD_LIMIT: Final = 60
_SHORTEST: Final = 8
_NUMBERED_SHORTEST: Final = 20
_NEAR: Final = 16
_STOP: Final = re.compile(r"[。;!?]|:$")


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
        dateline = _DATELINE.match(folded, span.start, span.end)
        paragraph = Span(dateline.end(), span.end) if dateline else span
        lead = LEAD_SENTENCE.match(folded, paragraph.start, paragraph.end)
        if lead and weigh_clause(lead.group("lead")) and not _UNLED.search(lead.group("lead")) and not _REPORT.search(lead.group()):
            yield Span(*lead.span("lead")), paragraph
            continue
        acts = list(_find_in_sentences(folded, paragraph))
        if not numbered:
            yield from acts
        elif acts and len(paragraph.read(folded)) >= _NUMBERED_SHORTEST:
            stop = _STOP.search(folded, paragraph.start, paragraph.end)
            end = stop.start() if stop else paragraph.end
            yield Span(paragraph.start, cut_lead(folded, paragraph.start, end)), paragraph


def _find_in_sentences(folded: str, paragraph: Span) -> Iterator[Part]:
    """At most one report a paragraph: the figures after it are its details."""
    reported = False
    for sentence in _SENTENCE.finditer(folded, paragraph.start, paragraph.end):
        text = sentence.group().rstrip('。;!? ”"')
        start, end = sentence.start(), sentence.start() + len(text)
        if len(text) < _SHORTEST or _SKIP.search(text):
            continue
        act, strength = find_action(folded, start, end)
        if report := _find_report(folded, start, end):
            if reported and strength <= 6:
                continue
            reported = True
            if strength < 6 or report <= act:
                act, strength = report, _ENOUGH
        if strength >= _ENOUGH and end - act >= _SHORTEST:
            yield Span(act, cut_lead(folded, act, end)), Span(act, end)


def _find_report(folded: str, start: int, end: int) -> int | None:
    """Where the report of a sentence begins: with the sentence, or with the clause of its evidence when that is far away."""
    begin = _skip_connectors(folded, start, end)
    if _REVIEW.match(folded, begin, end):
        return begin
    found = _REPORT.search(folded, begin, end)
    if found is None or _GOAL.search(folded, begin, end):
        return None
    if found.start() - begin <= _NEAR and not _PURPOSE.match(folded, begin, end):
        return begin
    return max(folded.rfind(",", begin, found.start() + 1) + 1, begin)


def find_action(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the strongest clause of a sentence begins, and its strength (0 to 8, see `weigh_clause`)."""
    begin = _skip_connectors(folded, start, end)
    target = _TARGET.match(folded, begin, end)
    clauses = [(m.start(), m.group()) for m in _CLAUSE.finditer(folded, begin, end)]
    first = _skip_purpose(clauses)
    best, strength = clauses[first][0] if clauses else begin, 0
    for index, (position, text) in enumerate(clauses[first:], first):
        value = weigh_clause(text)
        if value > strength:
            head = _skip_connectors(folded, position, end)
            if sayer := _SAYER.match(folded, head, end):
                head = sayer.end()
            before = clauses[index - 1] if index > first else None
            best, strength = (before[0] if before and _is_opening(before[1]) else head), value
    if target and strength > _ENOUGH:
        best = begin
    return best, strength


def _skip_connectors(folded: str, start: int, end: int) -> int:
    found = _CONNECTOR.match(folded, start, end)
    return found.end() if found else start


def _skip_purpose(clauses: list[tuple[int, str]]) -> int:
    """The clause after those that only give the reason: the first with an author, else the second."""
    if not clauses or not _PURPOSE.match(clauses[0][1]):
        return 0
    return next((i for i, (_, text) in enumerate(clauses) if i and _SUBJECT.match(text)), min(1, len(clauses) - 1))


def _is_opening(clause: str) -> bool:
    """The author alone, or the time alone: 市人社局, ... or 签约后, ..."""
    bare = clause.rstrip(",")
    return len(bare) <= 18 and bool(_SUBJECT.fullmatch(bare) or _TIME.fullmatch(bare))


def weigh_clause(clause: str) -> int:
    """How much a clause is an act: 6 a definite one (8 with a figure), 4 a supporting one, 3 a paper issued, 1 a wish.

    >>> [weigh_clause(c) for c in ("设立资金500万元", "鼓励企业改造", "印发工作方案", "加强领导", "形势向好")]
    [8, 4, 3, 1, 0]
    """
    head = _TITLE.sub("《》", clause)[:30]
    weight = next((weight for pattern, weight in _WEIGHTS if pattern.search(head)), 0)
    if _PURPOSE.match(clause):
        return min(weight, 1)
    return weight + 2 if weight == 6 and _FIGURE.search(clause) else weight


def cut_lead(folded: str, start: int, end: int) -> int:
    """The end of a lead of readable length, at a comma."""
    if end - start <= _LEAD_LIMIT:
        return end
    comma = max(folded.rfind(mark, start + 10, start + _LEAD_LIMIT) for mark in ",:")
    return comma if comma > 0 else start + _LEAD_LIMIT
