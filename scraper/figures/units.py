"""What a number can be followed by: one table of units, and what each counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scraper.model import FigureKind
from scraper.text.sentence_ends import STATEMENT


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit. `base` is the unit of the record, `factor` turns the printed number into it."""

    kind: FigureKind
    base: str
    factor: float = 1


_MONEY: Final = {
    "CNY": "元 人民币 元人民币",
    "USD": "美元 美金",
    "EUR": "欧元",
    "HKD": "港元 港币",
    "JPY": "日元",
    "GBP": "英镑",
}
_DURATION: Final = {
    "分钟": "分钟",
    "小时": "小时 个小时",
    "工作日": "工作日 个工作日",
    "天": "天 自然日 个自然日",
    "日": "日",
    "周": "周 星期 个星期",
    "月": "个月 个自然月",
    "季度": "个季度",
    "学期": "个学期",
    "年": "年 周年 个年度 个学年",
}
_COUNT: Final = (
    "家 户 人 名 个 项 条 件 场 场次 次 期 份 种 类 处 座 所 栋 间 只 头 株 册 篇 位 班 趟 架 艘 根 张 款 笔 支 批 "
    "批次 人次 车次 户次 家次 例 起 宗 轮 辆 台 套 亩 公顷 平方米 平方公里 公里 千米 米 吨 万吨 公斤 立方米 "
    "千瓦 千瓦时 兆瓦 度电 周岁 岁 床位 席 枚 箱 瓶 片 部 组 单"
)

# What may not follow a unit that is also the beginning of a word: 3人才 is no count of persons, 2020年度 no duration.
_NOT_BEFORE: Final = {
    "元": "旦素件首宵月老器",
    "家": "庭长属具政电居乡禽畜园谱里装",
    "户": "籍口外用型主",
    "人": "民均才力大社事类口员身选物体文群",
    "名": "单称义录额优牌",
    "个": "人体性别税基百",
    "项": "目",
    "条": "件例款约",
    "场": "地所景馆",
    "次": "性日年月要级序数贷高",
    "期": "限间满末货初",
    "份": "额",
    "种": "植子业苗养粮",
    "类": "别型似",
    "处": "理置罚于室分长",
    "座": "谈落",
    "所": "有得在需属称以列长示",
    "间": "接隔",
    "只": "有要能",
    "头": "部等",
    "位": "于置列次居",
    "班": "子组次",
    "架": "构",
    "张": "贴榜",
    "款": "项物规",
    "笔": "记试",
    "支": "持付出行撑部农教医援",
    "批": "准复发示量",
    "米": "粉面糕",
    "度": "假",
    "例": "如外会",
    "起": "到来草步点",
    "部": "门分署委级长",
    "组": "织长建成",
    "单": "位独项个",
    "片": "区",
    "台": "账湾风",
    "套": "现",
    "天": "津然气河",
    "周": "边期转围报末知到",
    "年": "度级初末底中前代龄轻检报来产均销第终薪利0123456789",
}


def _list_units() -> dict[str, Unit]:
    table = {name: Unit(FigureKind.MONEY, base) for base, names in _MONEY.items() for name in names.split()}
    table |= {name: Unit(FigureKind.DURATION, base) for base, names in _DURATION.items() for name in names.split()}
    table |= {name: Unit(FigureKind.COUNT, name) for name in _COUNT.split() if name not in table}
    table |= {
        "%": Unit(FigureKind.PERCENT, "%"),
        "个百分点": Unit(FigureKind.PERCENT, "百分点"),
        "百分点": Unit(FigureKind.PERCENT, "百分点"),
        "成": Unit(FigureKind.PERCENT, "%", 10),
        "‰": Unit(FigureKind.RATE, "‰"),
        "bp": Unit(FigureKind.RATE, "BP"),
        "BP": Unit(FigureKind.RATE, "BP"),
        "基点": Unit(FigureKind.RATE, "BP"),
        "个基点": Unit(FigureKind.RATE, "BP"),
        "倍": Unit(FigureKind.RATE, "倍"),
        "折": Unit(FigureKind.RATE, "折"),
    }
    return table


UNITS: Final = _list_units()


def _guard(name: str) -> str:
    """One alternative of the expression: the name, and what may not follow it."""
    barred = _NOT_BEFORE.get(name)
    if name == "日":  # 15日 is a date unless a limit follows
        return r"日(?=[内之以])"
    if name == "成":  # only as a share, not 成立 or 成本
        return rf"成(?=以上|左右|以下|[{STATEMENT},、)]|$)"
    return re.escape(name) + (f"(?![{barred}])" if barred else "")


def _compile_units() -> dict[str, re.Pattern[str]]:
    """One expression for each first character, the longest unit first."""
    names: dict[str, list[str]] = {}
    for name in sorted(UNITS, key=len, reverse=True):
        names.setdefault(name[0], []).append(_guard(name))
    return {first: re.compile("|".join(guarded)) for first, guarded in names.items()}


_BY_FIRST: Final = _compile_units()
FIRST: Final = "".join(sorted(_BY_FIRST))
"""All characters that a unit can begin with."""


def find_unit(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit printed at `start` of a width-folded text (one space may stand before it) and where it ends.

    >>> find_unit("3 个月内", 1)
    (Unit(kind=<FigureKind.DURATION: 'duration'>, base='月', factor=1), 4)
    >>> find_unit("3月", 1)
    >>> find_unit("5人才", 1)
    """
    begin = start + 1 if text.startswith(" ", start) else start
    pattern = _BY_FIRST.get(text[begin : begin + 1])
    found = pattern.match(text, begin) if pattern else None
    return (UNITS[found.group()], found.end()) if found else None
