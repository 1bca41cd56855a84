"""Which numbered parts of a document are measures (LABELS, Measures 1 to 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scraper.model import Section
from scraper.text.fold import fold_width

_ORDER: Final = "(?:申报|申请|办理|受理|审核|操作|工作|实施|评审|兑现|执行|申领|资金|政策|服务|标准|有关|相关)"
# Headings of parts that say for whom, with what papers, how and when, by whom, and why; not what is given.
_CONDITIONS: Final = r"(?:条件|范围|对象)(?:[和及与:]|$)|(?:材料|资料|清单|名单|依据)$|^适用|所称|是指|指的是|^附件"
_PROCEDURE: Final = rf"^{_ORDER}{{0,3}}(?:程序|流程|步骤|时限|时间|方式|方法|期限|安排|部门|单位|地点)(?:[和及与:]|$)|^{_ORDER}?(?:拨付|兑付|兑现|审核|公示|评审|申报|验收|注意事项)(?:[和及与:]|$)|^资金(?:来源|管理|拨付|监管)|申报及审核"
_INTERNAL: Final = r"组织(?:领导|保障|实施)|^(?:保障|工作)?(?:措施|要求)$|(?:工作|有关|相关)要求|加强领导|责任(?:落实|分工)|落实责任|考核|宣传(?:引导|培训|解读|发动|力度)|跟踪问效|协同(?:配合|推进)|工作机制$|强化责任|监督(?:管理|检查)$|解释权?$"
_GOALS: Final = (
    r"总体(?:要求|目标|思路)|指导思想|基本原则|(?:工作|主要|发展|总体)(?:目标|任务)$|目标任务|背景|必要性|意义$|主要内容|工作现状"
)
NO_MEASURE: Final = re.compile("|".join((_CONDITIONS, _PROCEDURE, _INTERNAL, _GOALS)))
# Sentences of closing articles: precedence, definitions, validity.
NO_TERM: Final = re.compile(
    r"就高|不重复|不再(?:重复)?享受|从高从优|负责解释|(?:发布|印发|公布|下发)之日起|有效期(?:[至为到]|\d)|参照(?:本|以上)[^。]{0,10}执行|参照[^。]{0,12}执行$|制[定订]本|均包括本数|相抵触|同时废止|起(?:施行|执行|按新标准)|所称"
)
_QUESTION: Final = re.compile(r"条件|对象|范围|材料|什么是|是什么$|依据|背景|意义|含义|哪些(?:人|企业)")
_ACTIVE: Final = re.compile(r"^(?:优化|简化|压缩|缩短|加快|规范|支持|鼓励|加大|降低|减|免|延|推|开|扩|放宽|给予|实行|落实)")
# Demands on those who take the money stand even among closing articles.
_DEMAND: Final = re.compile(r"(?:企业|对象|单位|机构|申请[人者]|个人)[^。,]{0,12}(?:须|必须|应当?|不得)|实行[^。,]{1,6}制$")
_HEADING: Final = 40
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
    """Indexes of the sections that are measures: the level at which one action is described, bundles opened."""
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(sections):
        children.setdefault(section.parent, []).append(index)
    tree = _Tree(body, sections, children)
    return tuple(index for top in tree.list_parts(None) for index in _choose_below(tree, top, demands_only=False))


def _choose_below(tree: _Tree, index: int, *, demands_only: bool) -> Iterator[int]:
    section = tree.sections[index]
    lead = fold_width(section.lead.read(tree.body))
    closed = demands_only or _is_excluded(tree, section, lead)
    if section.level == 0 or _is_bundle(tree, index):
        for child in tree.list_parts(index):
            yield from _choose_below(tree, child, demands_only=closed)
    elif not closed or (_DEMAND.search(lead) and not NO_TERM.search(lead)):
        if lead:
            yield index


def _is_excluded(tree: _Tree, section: Section, lead: str) -> bool:
    if tree.body[section.lead.end : section.lead.end + 1] in "?？" and tree.body[section.lead.end : section.lead.end + 1]:
        return bool(_QUESTION.search(lead))
    if len(lead) <= _HEADING and NO_MEASURE.search(lead) and not _ACTIVE.match(lead):
        return True
    own = fold_width(tree.body[section.lead.start : min(section.span.end, section.lead.end + _HEADING)])
    return bool(NO_TERM.search(own))


def _is_bundle(tree: _Tree, index: int) -> bool:
    """True for a heading without content of its own, whose parts describe the actions."""
    parts = tree.list_parts(index)
    if not parts:
        return False
    section = tree.sections[index]
    own = tree.body[section.lead.end : tree.sections[parts[0]].span.start].strip(" \t\n。；;：:")
    if own.startswith(("?", "？")):
        return False
    return not own or (len(own) <= 2 * _HEADING and bool(_INTRODUCES.search(own[-16:])))
