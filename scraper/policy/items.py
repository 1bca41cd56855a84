"""Which numbered parts of a document are measures (LABELS, Measures 1 to 3)."""

from __future__ import annotations

import re
from typing import Final

from scraper.model import Section
from scraper.text.fold import fold_width

_CONDITIONS: Final = (
    r"(?:申报|申请|支持|认定|享受|资格|基本|受理|扶持|补贴|奖励|贷款)?(?:的)?(?:条件|范围|对象)(?:和|及|与|有哪|是|$)|适用|材料|资料清单|条件$|哪些(?:条件|材料)|对象有哪|什么是|是指|所称|指的是"
)
_PROCEDURE: Final = r"(?:程序|流程|步骤|时限|时间|方式|方法|期限|安排)$|(?:申报|申请|受理|办理|审核|操作|工作|实施|执行)(?:程序|流程|步骤|时间|方式)|^(?:资金)?(?:拨付|兑现|兑付|审核|公示|受理|评审|申报|验收)|政策兑现|资金(?:来源|管理|拨付|兑付|监管)"
_TERMS: Final = (
    r"就高|不重复|不再(?:重复)?享受|从高从优|负责解释|(?:发布|印发|公布|下发)之日|有效期|附则|总则|参照(?:本|执行|以上)|(?:制定|制订)本|结合[^。]{0,12}实际|均包括|按(?:照)?(?:国家|上级|省)[^。,]{0,16}(?:规定|文件)执行|相抵触|同时废止|由[^,。]{2,24}解释|上级[^。]{0,8}政策[^。]{0,12}执行"
)
_INTERNAL: Final = r"组织(?:领导|保障|实施|协调)|保障措施|加强领导|责任(?:落实|分工)|落实责任|考核|工作要求|有关要求|相关要求|宣传(?:引导|培训|解读|发动|力度)|监督管理|跟踪问效|协同(?:配合|推进)|工作机制$|强化责任|督促(?:检查|落实)"
_GOALS: Final = r"总体(?:要求|目标|思路)|指导思想|基本原则|(?:工作|主要|发展|总体|目标)(?:目标|任务)$|背景|起草|必要性|重要意义|制定依据|主要内容$|现状"
NO_MEASURE: Final = re.compile("|".join((_CONDITIONS, _PROCEDURE, _INTERNAL, _GOALS)))
NO_TERM: Final = re.compile(_TERMS)
_QUESTION: Final = re.compile(r"[?？]|^问")
_OWN_END: Final = re.compile(r"(?:如下|包括|以下[^。]{0,12}|标准|下列[^。]{0,8}|其中|分别)?[:：。]?\s*$")
_MARK_LENGTH: Final = 40


def choose_items(body: str, sections: tuple[Section, ...]) -> tuple[int, ...]:
    """Indexes of the sections that are measures: the level at which one action is described, bundles opened."""
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(sections):
        children.setdefault(section.parent, []).append(index)
    chosen: list[int] = []
    for index in children.get(None, []):
        _choose_below(body, sections, children, index, chosen)
    return tuple(chosen)


def _choose_below(body: str, sections: tuple[Section, ...], children: dict[int | None, list[int]], index: int, chosen: list[int]) -> None:
    section = sections[index]
    lead = fold_width(section.lead.read(body))
    numbered = [child for child in children.get(index, []) if sections[child].marker]
    if not section.marker:
        for child in numbered:
            _choose_below(body, sections, children, child, chosen)
        return
    if NO_MEASURE.search(lead[:_MARK_LENGTH]) and len(lead) <= _MARK_LENGTH or NO_TERM.search(fold_width(section.span.read(body))[:90]):
        return
    if section.level == 0 or is_bundle(body, sections, index, children):
        for child in numbered:
            _choose_below(body, sections, children, child, chosen)
    elif not lead.startswith("附件"):
        chosen.append(index)


def is_bundle(body: str, sections: tuple[Section, ...], index: int, children: dict[int | None, list[int]]) -> bool:
    """True for a heading without content of its own whose parts describe the actions."""
    numbered = [child for child in children.get(index, []) if sections[child].marker]
    if not numbered:
        return False
    section = sections[index]
    own = body[section.lead.end : sections[numbered[0]].span.start].strip(" \t\n。；;：:？?")
    if len(own) > _MARK_LENGTH * 2 or (own and not re.search(r"(?:如下|以下|下列|包括)", own[-20:])):
        return False
    return not _QUESTION.search(body[section.lead.end : section.lead.end + 2])
