"""Which numbered parts of a document are measures (LABELS, Measures 1 to 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from scraper.lexicon.phrase_index import compile_words
from scraper.model import Section, Span
from scraper.text.enumerators import read_number
from scraper.text.sentence_ends import FULL_STOP, STATEMENT

_AND: Final = r"(?:[和及与:]|$)"
_OF: Final = (
    "(?:申报|申请|办理|受理|责任|审核|操作|工作|实施|评审|兑现|执行|申领|认定|评定|登记|审批|备案|报名"
    "|培训|缴费|学习|考试|查询|资金|政策|服务|标准|有关|相关)"
)
# Headings of parts that say for whom, with what papers, how and when; not what is given.
_FOR_WHOM: Final = compile_words(
    rf"(?:条件|范围|对象|资格){_AND} (?:材料|资料|清单|名单|依据)$ (?:公司|[工制造]厂|合作社)$ \.(?:docx?|xlsx?|pdf)$",
    r"^适用 所[称指] 是指 指的是 ^附件",
    rf"^{_OF}{{0,3}}(?:程序|流程|步骤|时限|时间|方式|方法|期限|安排|部门|单位|地点){_AND} ^资金(?:来源|管理|拨付|监管) 申报及审核",
    rf"^{_OF}?(?:拨付|兑付|兑现|审核|公示|评审|申报|验收|注意事项){_AND}",
)
# Headings of parts about the offices' own work and aims.
_FOR_OFFICES: Final = compile_words(
    r"组织(?:领导|保障|实施) ^要求$ (?:工作|有关|相关|参保|申[报请]|报名|准入|资[格质]|任职|岗位|材料)要求 加强领导",
    r"责任(?:落实|分工) 落实责任 强化责任 考核",
    r"宣传(?:引导|培训|解读|发动|力度) 跟踪问效 协同(?:配合|推进) 工作机制$ 解释权?$",
    r"总体(?:要求|目标|思路) 指导思想 地位和作用 功能定位 职责任务 基本原则 (?:工作|主要|发展|总体)目标$ ^目标任务$",
    r"背景 必要性 意义$ 工作现状 主要(?:内容|措施|政策)$ 政策(?:内容|要点|措施)$",
)
# A heading that holds the measures and is none.
_WRAPPER: Final = compile_words("主要(?:内容|措施|政策)$ 政策(?:内容|要点|措施)$")
# Parts whose paragraphs hold no act either.
_CLOSED: Final = compile_words(_FOR_OFFICES.pattern, rf"(?:条件|范围|对象|资格){_AND} (?:材料|资料|清单|名单|依据)$ ^资金来源")
# What stands under these is asked of those who apply, even where it reads like a demand.
_CONDITIONS: Final = re.compile(rf"(?:条件|资格|材料|资料){_AND}")
# The same, where a lost line break glued the heading to its text.
_GLUED: Final = compile_words(
    r"总体(?:要求|目标|思路) 指导思想 基本原则 (?:工作|主要|发展)(?:目标|要求) 有关要求 加强组织(?:领导|保障)",
)
# Sentences of closing articles: precedence, definitions, validity, penalties.
_TERMS: Final = compile_words(
    r"就高 不重复 不再(?:重复)?享受 从高从优 负责解释 (?:发布|印发|公布)之日起 有效期(?:[至为到]|\d) 起(?:施行|执行|按新标准)",
    r"参照(?:本|以上)[^。]{0,10}执行 参照[^。]{0,12}执行$ 制[定订]本 均包括本数 相抵触 同时废止 适用(?:于?本) 所[称指] ^违反",
    r"未(?:按照|履行)[^。]{0,24}(?:义务|职责|规定) 不依法履行 依法追究 责令改正 ^《[^》]{4,80}》(?:\([^()]{2,80}\))?第",
    r"应当?(?:坚持|遵循)[^。;]{2,60}(?:原则|方针|导向|化) ^本[省市县区州][^。;,]{0,8}(?:坚持|遵循) 遵循[^。;]{2,40}原则",
    rf"^[^。;,]{{2,40}}(?:政府|部门|机构|[厅局委办])(?:[^。;,]{{0,12}})?负责[^。;]{{2,60}}工作(?=[{STATEMENT}])",
    r"加强对[^。;,]{2,16}工作的(?:组织)?领导",
)
_ASKED: Final = compile_words("条件 对象 范围 材料 什么是 是什么$ 依据 背景 意义 含义 哪些(?:人|企业)")
# 简化审批条件 is an act although it ends like a heading of conditions.
_ACTIVE: Final = re.compile(
    r"(?:进一步|持续|不断|大力|切实|着力|积极)?(?:优化|简化|压缩|缩短|加快|规范|支持|鼓励|加大|降低|[减免延推开扩]|放宽|明确|聚焦|突出|拓[宽展]|给予|实行|落实|改善|提[高升]|完善)"
)
# Demands on those who take the money stand even among closing articles.
_DEMAND: Final = re.compile(r"(?:企业|对象|单位|机构|申请[人者]|个人)[^。,]{0,12}(?:须|必须|应当?|不得)|实行[^。,]{1,6}制$")
# Among the promises about the offices' own work, help for others stands too.
_HELP: Final = re.compile(
    r"(?:资金|财政|要素|金融|用地|土地)(?:支持|保障|投入|扶持)|(?:搭建|建立)[^。,]{2,20}平台|设立[^。,]{2,16}(?:资金|基金)"
)
# A sentence that lists cases is one measure; its cases are none.
_LISTS: Final = re.compile(r"(?:下列|以下|如下)[^。;]{0,12}$")
# Parts that only tell the sides of the one gift that their heading names.
_SIDE: Final = re.compile(
    r"[^。;,:]{0,8}(?:对象|条件|标准|内容|流程|程序|步骤|材料|资料|期限|时限|时间|依据|渠道|方式|地点|来源|电话|部门|单位|范围|政策|说明)(?:及[^。;,:]{2,6}|要求)?"
)
# A paper that is only named: the ground of something.
_BARE_TITLE: Final = re.compile(r"《[^》]{4,80}》(?:\([^()]{2,80}\))?")
# A heading without a number is a measure when it names a gift.
_GIFT: Final = re.compile(r"(?:补贴|补助|奖励|奖补|津贴|返还|减免|贷款|贴息|优惠)(?:政策)?$")
# A paragraph that gives something, and one that only tells the terms of what came before.
_GRANT: Final = re.compile(r"(?:给予|享受|申请|领取)[^。]{0,20}(?:补贴|补助|贷款|奖励|津贴|返还)")
_TERMS_OF: Final = compile_words("[该本此上] 首次 符合条件 补贴 申[请领报] 网址 其中 同一 对符合上述")
# Whoever introduces parts after a whole sentence has said something of his own; an answer has too.
_TELLS: Final = re.compile(rf"^\?|{FULL_STOP}")
_INTRODUCES: Final = compile_words("如下 以下 下列 包括 其中 分别为")
# What follows are conditions, cases or papers: terms of the sentence before.
_CASES: Final = re.compile(
    r"(?:下列|以下|如下)[^。;,]{0,6}(?:条件|情形|情况|材料|行为|职责)[^。;\n]{0,80}:?\s*\Z|(?:下列|以下)[^。;,]{0,4}事项[^。;\n]{0,12}:?\s*\Z"
)
ANNEX: Final = re.compile(r"^(?:#{1,4} )?附 ?件 ?(?:\d{1,2}|[一二三四五六七八九十])? ?(?:[::].{0,120})?$", re.MULTILINE)
_HEADING: Final = 40
_SHORT_HEADING: Final = 16
_TOLD: Final = 24
_SHORTEST: Final = 4
_MOST_LOST: Final = 3


@dataclass(frozen=True, slots=True)
class _Tree:
    """Sections by parent, over a width-folded body."""

    folded: str
    sections: tuple[Section, ...]
    children: dict[int | None, list[int]]

    def list_parts(self, index: int | None) -> list[int]:
        """The numbered parts right below a section; paragraphs are transparent."""
        parts: list[int] = []
        for child in self.children.get(index, []):
            parts += [child] if self.sections[child].marker else self.list_parts(child)
        return parts

    def read_lead(self, index: int) -> str:
        """The lead of a section."""
        return self.sections[index].lead.read(self.folded)


def choose_items(folded: str, sections: tuple[Section, ...]) -> tuple[int, ...]:
    """Indexes of the sections that are measures: the level at which one action is described, bundles opened.

    An annex holds lists and criteria, but where nothing stands before it: then it is the paper that the notice issues.
    """
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(sections):
        children.setdefault(section.parent, []).append(index)
    tree = _Tree(folded, sections, children)
    chosen = [index for top in tree.list_parts(None) for index in _choose_below(tree, top, demands_only=False)]
    annex = ANNEX.search(folded)
    before = [index for index in chosen if annex is None or sections[index].span.start < annex.start()]
    return tuple(before or chosen)


def _choose_below(tree: _Tree, index: int, *, demands_only: bool) -> Iterator[int]:
    section, lead = tree.sections[index], tree.read_lead(index)
    closed = demands_only or _is_excluded(tree, section, lead)
    if closed and _asks(lead) and not tree.folded.startswith("?", section.lead.end):
        return
    if not closed and _is_one_gift(tree, index, lead):
        yield index
    elif section.level == 0 or _is_bundle(tree, index):
        for child in tree.list_parts(index):
            yield from _choose_below(tree, child, demands_only=closed and not _WRAPPER.search(lead))
    elif len(lead) >= _SHORTEST and (not closed or _stands_alone(lead)):
        yield index


def _is_one_gift(tree: _Tree, index: int, lead: str) -> bool:
    """True for a heading that names a gift and stands without a number, or over parts that tell for whom, how much and where."""
    if not _GIFT.search(lead):
        return False
    parts = tree.list_parts(index)
    return all(_SIDE.fullmatch(tree.read_lead(part)) for part in parts) if len(parts) > 1 else tree.sections[index].level == 0 and not parts


def _asks(lead: str) -> bool:
    """True for the heading of what is asked of those who apply: conditions and papers.

    >>> _asks("申报条件"), _asks("简化申报条件"), _asks("申报要求")
    (True, False, False)
    """
    return len(lead) <= _HEADING and bool(_CONDITIONS.search(lead)) and not _ACTIVE.match(lead)


def _stands_alone(lead: str) -> bool:
    """True for what is a measure even in a part that holds none: a demand on those who take, help for others."""
    return bool(_HELP.search(lead) or (_DEMAND.search(lead) and not _TERMS.search(lead)))


def _is_excluded(tree: _Tree, section: Section, lead: str) -> bool:
    """True for conditions, papers, procedure, terms, internal organisation and goals."""
    if tree.folded.startswith("?", section.lead.end):
        return bool(_ASKED.search(lead))
    if _GLUED.match(lead) or _BARE_TITLE.fullmatch(lead):
        return True
    if len(lead) <= _HEADING and (_FOR_OFFICES.search(lead) or (_FOR_WHOM.search(lead) and not _ACTIVE.match(lead))):
        return True
    found = _TERMS.search(tree.folded[section.lead.start : min(section.span.end, section.lead.end + _HEADING)])
    # A gift may name its own term right behind.
    named = found and found[0].startswith("有效期") and found.start() >= section.lead.end - section.lead.start
    return bool(found) and not (named and (len(lead) > _SHORT_HEADING or _GIFT.search(lead)))


def _is_bundle(tree: _Tree, index: int) -> bool:
    """True for a heading without content of its own, whose parts describe the actions."""
    parts, section = tree.list_parts(index), tree.sections[index]
    if not any(len(tree.read_lead(part)) >= _SHORTEST for part in parts) or _LISTS.search(tree.read_lead(index)):
        return False
    first = tree.sections[parts[0]].span.start
    own = tree.folded[section.lead.end : first].strip(f" \t\n:{STATEMENT}")
    if _CASES.search(tree.folded, section.lead.start, first):
        return False
    if section.level == 1 and len(parts) > 1 and all(_is_headed(tree, part) for part in parts):
        return True
    return not own or (len(own) <= 2 * _HEADING and not _TELLS.search(own) and bool(_INTRODUCES.search(own[-16:])))


def _is_headed(tree: _Tree, index: int) -> bool:
    """True for a part with a heading of a few words and a text of its own."""
    section = tree.sections[index]
    return len(tree.read_lead(index)) <= _SHORT_HEADING and section.span.end - section.lead.end >= _TOLD


def split_items(folded: str, sections: tuple[Section, ...], items: tuple[int, ...]) -> Iterator[tuple[Span, Span]]:
    """Lead and span of each item, and of the items inside it whose number was lost: a gap in the numbering tells how many."""
    for index in items:
        leads = [sections[index].lead, *_find_lost(folded, sections, index)]
        starts = [sections[index].span.start, *(lead.start for lead in leads[1:])]
        stops = [*starts[1:], sections[index].span.end]
        for lead, start, stop in zip(leads, starts, stops, strict=True):
            yield lead, Span(start, start + len(folded[start:stop].rstrip()))


def _find_lost(folded: str, sections: tuple[Section, ...], index: int) -> list[Span]:
    """Leads of the paragraphs of an item that begin another grant, as many as there are numbers missing after it."""
    section = sections[index]
    later = range(index + 1, len(sections))
    following = next((sections[at] for at in later if sections[at].span.start >= section.span.end), None)
    if following is None or not following.marker or (following.parent, following.level) != (section.parent, section.level):
        return []
    missing = read_number(following.marker) - read_number(section.marker) - 1
    if not 0 < missing <= _MOST_LOST:
        return []
    inside = takewhile(lambda s: s.span.start < section.span.end, (sections[at] for at in later))
    paragraphs = [s.lead for s in inside if not s.marker and s.parent == index][1:]
    grants = [lead for lead in paragraphs if _GRANT.search(folded, lead.start, lead.end) and not _TERMS_OF.match(folded, lead.start)]
    return grants[:missing]


def list_paragraphs(folded: str, sections: tuple[Section, ...]) -> Iterator[tuple[Span, bool]]:
    """The own text of each part that is not closed to measures, and whether it is numbered.

    A text runs from its lead to the next part or the end of its line.
    """
    closed: set[int] = set()
    starts = [section.span.start for section in sections[1:]] + [len(folded)]
    for index, (section, stop) in enumerate(zip(sections, starts, strict=False)):
        lead = section.lead.read(folded)
        is_closed = section.marker and (_TERMS.search(lead) or (len(lead) <= _HEADING and _CLOSED.search(lead)))
        if section.parent in closed or is_closed:
            closed.add(index)
            continue
        end = folded.find("\n", section.lead.start, stop)
        yield Span(section.lead.start, max(section.lead.start, stop if end < 0 else end)), bool(section.marker)
