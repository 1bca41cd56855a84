"""Measures in running text: one per action clause (LABELS, Measures 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from scraper.model import Document, Section, Span
from scraper.policy.natures import read_nature
from scraper.model import Nature
from scraper.text.fold import fold_width

LEAD_SENTENCE: Final = re.compile(r"(?P<t>[\u4e00-\u9fff“”、]{4,22}|[\u4e00-\u9fff“”、]{3,12},[\u4e00-\u9fff“”、]{4,24})。(?=[^\n]{20,})")
_SENTENCE: Final = re.compile(r"[^。!?;\n]+[。!?;]?[”\"』]?")
_CLAUSE: Final = re.compile(r"[^,:]+[,:]?")
_CONNECTOR: Final = re.compile(r"^[ \t]*(?:(?:同时|此外|另外|与此同时|其中|目前|据了解|据介绍|据悉|连日来|一方面|另一方面|首先|其次|下一步|当前|近期|近日|日前|[一二三四五六七八九十]{1,2}是)[,:]?)+")
_SUBJECT: Final = re.compile(r"^(?:我[省市县区州局厅委]|本[省市县区]|全[省市县区]|该[省市县区局]|[\u4e00-\u9fff]{0,8}[省市县区州](?![场级直])[\u4e00-\u9fff]{0,12}?(?:局|委|厅|办|部|政府|工作组|银行|税务)|[\u4e00-\u9fff]{1,6}局)")
_STRONG: Final = re.compile(
    r"给予|安排(?=[^,]{0,24}(?:资金|经费|基金|元))|设立|成立|派驻|派出|抽调|选派|组建|搭建|开辟|开通|推出|编发|发放|减免|免收|免征|减半|返还|兑现|奖励|补贴|实行|推行|实施|启动|提供|放宽|缓缴|鼓励|要求|调整|可(?:按规定|通过|申请|享受)|企业要|优先"
)
_MEDIUM: Final = re.compile(r"建立|协调|帮助|组织|开展|支持|引导|指导|督促|解决|出台|印发|制定|掌握|凡|对[^,]{2,40}(?:企业|单位|项目)")
_WEAK: Final = re.compile(r"要进一步|用好|加大|加强|推进|推动|完善|强化|提升|保障|优化|打造|培育|聚焦|突出|坚持|将")
_REPORT: Final = re.compile(r"截至|累计|已(?:有|经|开|全)|率(?:达|为)?\d|同比|首批|正式启动|签署|举办|召开了|开展了|帮助了|公示如下|累计")
_PURPOSE: Final = re.compile(r"^(?:为|根据|按照|随着|面对|针对|围绕|在[^,]{2,30}(?:下|中|同时|背景)|当)")
_SKIP: Final = re.compile(r"出席|主持召开|新闻发布会|记者|通讯员|编辑|来源|版权|转载|扫码|点击|联系人|联系电话|咨询电话|举报电话|表示|认为|指出[,:]$")
_LEAD_LIMIT: Final = 60


def find_clauses(body: str, sections: tuple[Section, ...], document: Document) -> Iterator[tuple[Span, Span]]:
    """Lead and span of each action in the paragraphs of `body`."""
    folded = fold_width(body)
    paragraphs = [Span(s.span.start, _line_end(folded, s.span)) for s in sections if s.level == 0 or s.marker]
    leads = [m for p in paragraphs if (m := LEAD_SENTENCE.match(folded, p.start, p.end))]
    if len(leads) >= 2:
        for paragraph, match in ((p, LEAD_SENTENCE.match(folded, p.start, p.end)) for p in paragraphs):
            if match:
                yield Span(*match.span("t")), paragraph
        return
    for paragraph in paragraphs:
        yield from _find_actions(folded, paragraph)


def _line_end(folded: str, span: Span) -> int:
    end = folded.find("\n", span.start, span.end)
    return end if end >= 0 else span.end


def _find_actions(folded: str, paragraph: Span) -> Iterator[tuple[Span, Span]]:
    reported = False
    for sentence in _SENTENCE.finditer(folded, paragraph.start, paragraph.end):
        text = sentence.group()
        if len(text) < 12 or _SKIP.search(text):
            continue
        start, strength = _find_action(folded, sentence.start(), sentence.end())
        is_report = bool(_REPORT.search(text))
        if strength < 2 and not is_report or is_report and reported:
            continue
        reported = reported or is_report
        end = sentence.start() + len(text.rstrip("。;!? ”\""))
        if end - start >= 6:
            yield Span(start, _cut_lead(folded, start, end)), Span(start, end)


def _cut_lead(folded: str, start: int, end: int) -> int:
    if end - start <= _LEAD_LIMIT:
        return end
    comma = folded.rfind(",", start + 10, start + _LEAD_LIMIT)
    return comma if comma > 0 else min(end, start + _LEAD_LIMIT)


def _find_action(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the strongest clause of a sentence begins, and its strength."""
    clauses = [(m.start(), m.group()) for m in _CLAUSE.finditer(folded, start, end)]
    first = 0
    if _PURPOSE.match(clauses[0][1].strip()):
        first = next((i for i, (_, text) in enumerate(clauses) if i and _SUBJECT.match(text)), min(1, len(clauses) - 1))
    best, strength = clauses[first][0], 0
    for position, text in clauses[first:]:
        lead = _CONNECTOR.match(text)
        offset = lead.end() if lead else len(text) - len(text.lstrip())
        value = _weigh(text[offset:])
        if value > strength:
            best, strength = position + offset, value
    return best, strength


def _weigh(clause: str) -> int:
    head = clause[:24]
    return 3 if _STRONG.search(head) else 2 if _MEDIUM.search(head) else 1 if _WEAK.search(head) else 0
