"""For whom a measure is (惠及对象): actors, sizes, sectors, and the condition as printed."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.phrase_index import build_index, split_words
from scraper.model import Target
from scraper.text.sentence_ends import STATEMENT

_ACTORS: Final = {
    "企业": r"企业(?!职工|家|年金|所得|名称) 市场主体 用人单位",
    "个体工商户": r"个体工商户 个体户 个体经营者",
    "农业经营主体": r"合作社 家庭农场 种植大户 养殖大户 农业经营主体",
    "社会组织": r"社会组织 社会团体 民办非企业 商会 行业协会",
    "机构": r"托育机构 培训机构 科研机构 养老机构 医疗机构 孵化器 孵化载体 众创空间 旅行社 担保机构",
    "金融机构": r"金融机构 商业银行 小额贷款公司",
    "项目单位": r"项目单位 项目业主 建设单位",
    "高校毕业生": r"毕业生 在校大学生",
    "劳动者": r"职工(?!养老|医疗|基本|工资|人数|社保) 劳动者 农民工 失业人员 就业困难人员 参保人员 求职者",
    "人才": r"(?:高层次|高技能|急需紧缺|领军)人才 创业者 创业青年 港澳青年",
    "家庭": r"家庭(?!农场)",
    "困难群众": r"特困人员 低保对象 残疾人 孤儿 脱贫人口 困难群众",
}
_SIZES: Final = (
    (("micro", "small", "medium"), r"中小微"),
    (("small", "medium"), r"中小(?!微|学)"),
    (("micro", "small"), r"(?<!中)小微"),
    (("small",), r"小型(?:、?微型)?企业 (?<!中)小企业"),
    (("micro",), r"微型企业"),
    (("medium",), r"中型(?:、小型|、?微型)*企业"),
    (("large",), r"大(?:中)?型企业 大企业 龙头企业"),
    (("self-employed",), r"个体工商户 个体户"),
)
# Sections of GB/T 4754-2017, by the words that notices use.
_SECTORS: Final = {
    "农、林、牧、渔业": r"农业 种植 养殖 畜牧 渔业 农机 农产品",
    "制造业": r"制造业 工业企业 生产企业 医药企业 制造企业 加工企业",
    "建筑业": r"建筑业 建筑企业 施工企业",
    "批发和零售业": r"批发 零售 商贸 商超 电商",
    "交通运输、仓储和邮政业": r"交通运输 物流 货运 客运 仓储 快递 航空公司",
    "住宿和餐饮业": r"住宿 餐饮 酒店 民宿 美食",
    "信息传输、软件和信息技术服务业": r"软件 信息技术 互联网企业 数字经济企业",
    "金融业": r"金融机构 银行业 保险业",
    "科学研究和技术服务业": r"科技型 科研机构 高新技术企业 技术服务",
    "教育": r"民办学校 幼儿园 教育(?:培训)?机构",
    "卫生和社会工作": r"托育 养老机构 医疗机构",
    "文化、体育和娱乐业": r"旅游 文化企业 影院 体育 景区 旅行社",
}
SIZES: Final = ("micro", "small", "medium", "large", "self-employed")
SECTORS: Final = tuple(_SECTORS)
"""The trades that targets can name."""
_INDEX: Final = build_index(
    (word, names)
    for names, words in (*(((name,), words) for name, words in (_ACTORS | _SECTORS).items()), *_SIZES)
    for word in split_words(words)
)
CONDITION: Final = re.compile(
    rf"(?:^|[{STATEMENT},:])((?:对|凡|符合)[^。;,]{{4,70}}?(?:企业|单位|项目|机构|人员|家庭|职工|个人|商户|毕业生|主体|组织|酒店|景区|的))(?=[,:]|给予|实行|一次性|分别|按)"
)
# 支持对象:在本区登记的企业 says whom it is for outright.
NAMED: Final = re.compile(r"(?:支持|扶持|补贴|补助|奖励|申[报请领]|适用|享受|惠及|服务|政策)(?:对象|范围|主体|条件)[::]\s?([^。;\n]{4,70})")
_VAGUE: Final = re.compile(r"(?:对|凡)?于?(?:符合)?[^,]{0,6}(?:条件|规定|要求)的")
_REACH: Final = 160
"""Whom a measure is for is said early; later names are those of offices and of exceptions."""


def read_target(text: str, terms: str = "") -> Target:
    """The target of a measure with width-folded `text`; a row of a table has its `terms` in lines.

    >>> read_target("对受影响的小微企业,给予贴息")
    Target(actors=('企业',), sizes=('micro', 'small'), sectors=(), text='对受影响的小微企业')
    """
    words = find_named(text)
    condition = NAMED.search(terms or text) or CONDITION.search(text[:_REACH])
    return Target(
        actors=tuple(name for name in _ACTORS if name in words)[:3],
        sizes=tuple(name for name in SIZES if name in words),
        sectors=tuple(name for name in _SECTORS if name in words)[:3],
        text=condition.group(1) if condition and not _VAGUE.fullmatch(condition.group(1)) else None,
    )


def find_named(text: str) -> dict[str, str]:
    """The words that speak for each actor, size and sector which the beginning of a width-folded `text` names.

    >>> find_named("对小微企业给予贴息")
    {'micro': '小微', 'small': '小微', '企业': '企业'}
    """
    near = text[:_REACH]
    matches = ((pattern.search(near), place, names) for place, pattern, names in _INDEX.list_candidates(near))
    found: dict[str, str] = {}
    for _, _, match, names in sorted((match.start(), place, match, names) for match, place, names in matches if match):
        for name in names:
            found.setdefault(name, match.group())
    return found
