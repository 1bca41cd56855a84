"""Which numbered parts of a document are measures (LABELS, Measures 1 to 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.model import Section, Span
from scraper.policy.outline import read_number
from scraper.text.fold import fold_width

_ORDER: Final = "(?:申报|申请|办理|受理|审核|操作|工作|实施|评审|兑现|执行|申领|资金|政策|服务|标准|有关|相关)"
# Headings of parts that say for whom, with what papers, how and when, by whom, and why; not what is given.
_CONDITIONS: Final = r"(?:条件|范围|对象|资格)(?:[和及与:]|$)|(?:材料|资料|清单|名单|依据)$|(?:公司|工厂|[工制造]厂|合作社)$|\.(?:docx?|xlsx?|pdf)$|^适用|所[称指]|是指|指的是|^附件"
_PROCEDURE: Final = rf"^{_ORDER}{{0,3}}(?:程序|流程|步骤|时限|时间|方式|方法|期限|安排|部门|单位|地点)(?:[和及与:]|$)|^{_ORDER}?(?:拨付|兑付|兑现|审核|公示|评审|申报|验收|注意事项)(?:[和及与:]|$)|^资金(?:来源|管理|拨付|监管)|申报及审核"
_INTERNAL: Final = r"组织(?:领导|保障|实施)|^(?:保障措施|工作要求|要求)$|(?:工作|有关|相关)要求|加强领导|责任(?:落实|分工)|落实责任|考核|宣传(?:引导|培训|解读|发动|力度)|跟踪问效|协同(?:配合|推进)|工作机制$|强化责任|监督(?:管理|检查)$|解释权?$"
_GOALS: Final = (
    r"总体(?:要求|目标|思路)|指导思想|基本原则|(?:工作|主要|发展|总体)目标$|^目标任务$|背景|必要性|意义$|主要内容|工作现状"
)
# The same, where a lost line break glued the heading to its text.
_GLUED: Final = re.compile(r"(?:总体(?:要求|目标|思路)|指导思想|基本原则|(?:工作|主要|发展)(?:目标|要求)|有关要求|加强组织领导|加强组织保障)")
_CLOSED: Final = re.compile("|".join((_CONDITIONS, _INTERNAL, _GOALS)))
_FOR_WHOM: Final = re.compile(f"{_CONDITIONS}|{_PROCEDURE}")
_FOR_OFFICES: Final = re.compile(f"{_INTERNAL}|{_GOALS}")
# Sentences of closing articles: precedence, definitions, validity.
NO_TERM: Final = re.compile(
    r"就高|不重复|不再(?:重复)?享受|从高从优|负责解释|(?:发布|印发|公布|下发)之日起|有效期(?:[至为到]|\d)|参照(?:本|以上)[^。]{0,10}执行|参照[^。]{0,12}执行$|制[定订]本|均包括本数|相抵触|同时废止|适用本|所指的|^违反|起(?:施行|执行|按新标准)|所称"
)
_QUESTION: Final = re.compile(r"条件|对象|范围|材料|什么是|是什么$|依据|背景|意义|含义|哪些(?:人|企业)")
# 简化审批条件 is an act although it ends like a heading of conditions.
_ACTIVE: Final = re.compile(r"(?:进一步|持续|不断|大力|切实|着力|积极)?(?:优化|简化|压缩|缩短|加快|规范|支持|鼓励|加大|降低|减|免|延|推|开|扩|放宽|给予|实行|落实|改善|提[高升]|完善)")
# Demands on those who take the money stand even among closing articles.
_DEMAND: Final = re.compile(r"(?:企业|对象|单位|机构|申请[人者]|个人)[^。,]{0,12}(?:须|必须|应当?|不得)|实行[^。,]{1,6}制$")
_HEADING: Final = 40
_SHORTEST: Final = 4
# A sentence that lists cases is one measure; its cases are none.
_LISTS: Final = re.compile(r"(?:下列|以下|如下)[^。]{0,10}(?:行为|情形|情况|条件|职责|事项|方式|途径|规定|材料|措施之一|之一|内容|要求|权利|义务|活动|工作)?$")
# A paragraph that gives something, and one that only tells the terms of what came before.
_GRANT: Final = re.compile(r"(?:给予|享受|申请|领取)[^。]{0,20}(?:补贴|补助|贷款|奖励|津贴|返还)")
_TERMS_OF: Final = re.compile(r"[该本此上]|首次|符合条件|补贴|申[请领报]|网址|其中|同一|对符合上述")
_MOST_LOST: Final = 3
ANNEX: Final = re.compile(r"^(?:#{1,4} )?附 ?件 ?(?:\d{1,2}|[一二三四五六七八九十])? ?(?:[::].{0,120})?$", re.MULTILINE)
_INTRODUCES: Final = re.compile(r"如下|以下|下列|包括|其中|分别为")


@dataclass(frozen=True, slots=True)
class _Tree:
    body: str
    sections: tuple[Section, ...]
    children: dict[int | None, list[int]]

    def list_parts(self, index: int | None) -> list[int]:
        """The numbered parts right below a section; paragraphs are transparent."""
        parts: list[int] = []
        for child in self.children.get(index, []):
            parts += [child] if self.sections[child].marker else self.list_parts(child)
        return parts


def choose_items(body: str, sections: tuple[Section, ...]) -> tuple[int, ...]:
    """Indexes of the sections that are measures: the level at which one action is described, bundles opened.

    An annex holds lists and criteria, but where nothing stands before it: then it is the paper that the notice issues.
    """
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(sections):
        children.setdefault(section.parent, []).append(index)
    tree = _Tree(body, sections, children)
    chosen = [index for top in tree.list_parts(None) for index in _choose_below(tree, top, demands_only=False)]
    annex = ANNEX.search(fold_width(body))
    before = [index for index in chosen if annex is None or sections[index].span.start < annex.start()]
    return tuple(before or chosen)


def _choose_below(tree: _Tree, index: int, *, demands_only: bool) -> Iterator[int]:
    section = tree.sections[index]
    lead = fold_width(section.lead.read(tree.body))
    closed = demands_only or _is_excluded(tree, section, lead)
    if section.level == 0 or _is_bundle(tree, index):
        for child in tree.list_parts(index):
            yield from _choose_below(tree, child, demands_only=closed)
    elif not closed or (_DEMAND.search(lead) and not NO_TERM.search(lead)):
        if len(lead) >= _SHORTEST:
            yield index


def _is_excluded(tree: _Tree, section: Section, lead: str) -> bool:
    if tree.body[section.lead.end : section.lead.end + 1] in "?？" and tree.body[section.lead.end : section.lead.end + 1]:
        return bool(_QUESTION.search(lead))
    if _GLUED.match(lead):
        return True
    if len(lead) <= _HEADING and (_FOR_OFFICES.search(lead) or (_FOR_WHOM.search(lead) and not _ACTIVE.match(lead))):
        return True
    own = fold_width(tree.body[section.lead.start : min(section.span.end, section.lead.end + _HEADING)])
    return bool(NO_TERM.search(own))


def _is_bundle(tree: _Tree, index: int) -> bool:
    """True for a heading without content of its own, whose parts describe the actions."""
    parts = tree.list_parts(index)
    if not parts:
        return False
    section = tree.sections[index]
    if all(tree.sections[part].lead.end - tree.sections[part].lead.start < _SHORTEST for part in parts):
        return False
    if _LISTS.search(section.lead.read(tree.body)):
        return False
    own = tree.body[section.lead.end : tree.sections[parts[0]].span.start].strip(" \t\n。；;：:")
    if own.startswith(("?", "？")):
        return False
    return not own or (len(own) <= 2 * _HEADING and bool(_INTRODUCES.search(own[-16:])))


def split_items(folded: str, sections: tuple[Section, ...], items: tuple[int, ...]) -> Iterator[tuple[Span, Span]]:
    """Lead and span of each item, and of the items after it whose number was lost: a gap in the numbering tells how many."""
    for place, index in enumerate(items):
        section = sections[index]
        following = next((s for s in sections[index + 1 :] if s.parent == section.parent and s.level == section.level and s.marker), None)
        missing = _count_missing(section, following)
        paragraphs = [s for s in sections[index + 1 :] if not s.marker and s.parent == index][1:] if missing else []
        starts = [s.span.start for s in paragraphs if _begins_grant(folded, s.lead)][:missing]
        edges = [*starts, section.span.end]
        yield section.lead, Span(section.span.start, edges[0] if not starts else _trim(folded, section.span.start, edges[0]))
        for start, stop in zip(starts, edges[1:], strict=True):
            lead = next(s.lead for s in sections if s.span.start == start)
            yield lead, Span(start, _trim(folded, start, stop))


def _begins_grant(folded: str, lead: Span) -> bool:
    return bool(_GRANT.search(folded, lead.start, lead.end)) and not _TERMS_OF.match(folded, lead.start)


def _trim(folded: str, start: int, stop: int) -> int:
    return start + len(folded[start:stop].rstrip())


def _count_missing(section: Section, following: Section | None) -> int:
    """How many numbers are lacking between two neighbours."""
    if following is None:
        return 0
    gap = read_number(following.marker) - read_number(section.marker) - 1
    return gap if 0 < gap <= _MOST_LOST else 0


def list_paragraphs(body: str, sections: tuple[Section, ...]) -> Iterator[tuple[Span, bool]]:
    """The own text of each part that is not closed to measures, from its lead to the next part or the end of its line, and whether it is numbered."""
    closed: set[int] = set()
    starts = [section.span.start for section in sections[1:]] + [len(body)]
    for index, (section, stop) in enumerate(zip(sections, starts, strict=True)):
        lead = fold_width(section.lead.read(body))
        if section.parent in closed or (section.marker and len(lead) <= _HEADING and _CLOSED.search(lead)):
            closed.add(index)
            continue
        end = body.find("\n", section.lead.start, stop)
        yield Span(section.lead.start, max(section.lead.start, stop if end < 0 else end)), bool(section.marker)
