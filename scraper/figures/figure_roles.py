"""What a figure does in its sentence: a cap, a fund, a threshold, a time limit."""

from __future__ import annotations

import re
from typing import Final

from scraper.model import Comparator, FigureKind, FigureRole
from scraper.text.sentence_ends import CLAUSE_END

_HEAD: Final = r"(?:每[户家个人亩]|单[户家个]|户均|最高|不超过|封顶)"

# First match wins. The pattern sees up to 24 characters before the figure, a bar in its place, and up to 12 after it, within one sentence.
_ROLES: Final = {
    FigureKind.MONEY: (
        (FigureRole.SPENT, r"(?:累计|已|共)[^,]{0,10}(?:支出|发放|拨付|兑付|投入|返还|减免)[^,]{0,12}\|"),
        (
            FigureRole.FUND_TOTAL,
            r"(?:基金|资金池|专项资金|引导资金|补助资金|资金规模|总规模|经费|预算|安排|设立|筹集)[^,]{0,14}\||\|[^,]{0,6}(?:基金|资金池|专项资金|引导资金|经费|授信)",
        ),
        (
            FigureRole.THRESHOLD,
            r"(?:投资|收入|产值|销售|营业额|注册资本|纳税|税金|贡献|进出口|年报)[^,]{0,10}\||\|\(?[^,]{0,4}(?:以上|及以上)",
        ),
        (FigureRole.PER_FIRM_CAP, rf"{_HEAD}[^,]{{0,10}}\||\|[^,]{{0,4}}封顶"),
        (
            FigureRole.AMOUNT,
            r"(?:给予|奖励|补助|补贴|资助|奖补|发放|标准|津贴|支持|按)[^,]{0,12}\||\|[^,]{0,10}(?:奖励|补助|补贴|资助|奖补|津贴|奖金|支持)",
        ),
    ),
    FigureKind.PERCENT: (
        (FigureRole.INTEREST, r"(?:利率|年化|LPR|贴息)[^,]{0,10}\||\|[^,]{0,8}(?:贴息|利率)"),
        (
            FigureRole.DISCOUNT,
            r"(?:给予|减|降|返还|补贴|补助|按|下浮|下调|优惠|奖励)[^,]{0,14}\||\|[^,]{0,8}(?:补贴|补助|返还|奖励|减免|减征|征收|资助)",
        ),
        (FigureRole.UPTAKE, r"(?:率|同比|增长|占比|完成)[^,]{0,6}\|"),
        (FigureRole.THRESHOLD, r"\|[^,]{0,3}(?:以上|以下)"),
    ),
    FigureKind.RATE: ((FigureRole.INTEREST, r"LPR|利率|基点"), (FigureRole.AMOUNT, r"(?:给予|奖励|补助|补贴|按|标准)[^,]{0,12}\|")),
    FigureKind.DURATION: (
        (FigureRole.SERVICE_TIME, r"\|[^,。]{0,4}(?:办结|放款|审批|答复|完成|办理|发放|兑现|响应|拨付|反馈)|压缩[^,]{0,6}\|"),
        (FigureRole.TERM, r"(?:期限|期|最长|不超过|延长|展期|缓缴|免收|减免|免租|有效|贴息)[^,]{0,10}\||\|[^,]{0,3}(?:租金|期)"),
        (FigureRole.THRESHOLD, r"(?:满|连续|不少于|毕业|注册|经营|以上)[^,]{0,6}\|"),
    ),
    FigureKind.COUNT: (
        (FigureRole.UPTAKE, r"(?:已|累计|截至|惠及|共|为|达|受理|服务|帮助|发布|注册)[^,]{0,14}\||\|[^,]{0,8}(?:复工|开工|复产|受益|上榜)"),
        (FigureRole.THRESHOLD, r"\|\(?[^,]{0,3}(?:以上|以下|及以)|(?:达到|不少于|不低于|招用|吸纳|带动)[^,]{0,6}\|"),
    ),
}
_COMPILED: Final = {kind: tuple((role, re.compile(pattern)) for role, pattern in rows) for kind, rows in _ROLES.items()}


# What the words right beside a figure say, whatever stands further away: sizes of those who get, gifts, bases of payment.
_SIZED: Final = re.compile(r"\|(?:\(含?\))?(?:及以[上下]|以[上下])(?:、|,|的|且|[\u4e00-\u9fff]{0,6}(?:企业|项目|单位|机构))")
_GIVEN: Final = re.compile(r"(?:奖励|补助|补贴|资助|奖补|给予)[^,\d|]{0,4}\|(?!\(?[^,]{0,2}以上)")
_INVESTED: Final = re.compile(r"(?:投入|投资)[^,\d|]{0,6}\|")
_BASE: Final = re.compile(r"每[^,\d|]{0,6}\|")
_COUNTED: Final = re.compile(r"已|累计|共|截[至止]")
# 减按90%计入 and 降至1% tell what remains, no discount.
_REMAINING: Final = re.compile(r"(?:减按|[降减](?:低|少)?[至到为]|下[降调]至)\|")
_RATED: Final = re.compile(r"[费利]率[^,|]{0,8}\|")


def read_role(folded: str, start: int, end: int, kind: FigureKind, comparator: Comparator | None = None) -> FigureRole:
    """The role of the figure at `start:end` of a width-folded text.

    >>> text = "安排纾困基金3000万元"
    >>> read_role(text, 6, 12, FigureKind.MONEY).value
    'fund_total'
    """
    before = CLAUSE_END.split(folded[max(0, start - 24) : start])[-1]
    after = CLAUSE_END.split(folded[end : end + 12])[0]
    context = f"{before}|{after}"
    role = next((role for role, pattern in _COMPILED[kind] if pattern.search(context)), FigureRole.OTHER)
    return _settle_role(role, context, kind, comparator)


def _settle_role(role: FigureRole, context: str, kind: FigureKind, comparator: Comparator | None) -> FigureRole:
    """The same, where the comparator and the words right beside the figure know better."""
    if kind is FigureKind.MONEY:
        return _settle_money(role, context, comparator)
    is_sized = comparator is Comparator.MIN and _SIZED.search(context) is not None
    if kind is FigureKind.COUNT and (is_sized or _BASE.search(context)) and not _COUNTED.search(context):
        return FigureRole.THRESHOLD
    if kind is FigureKind.PERCENT and _REMAINING.search(context):
        return FigureRole.OTHER
    if kind is FigureKind.PERCENT and role is FigureRole.UPTAKE and (is_sized or comparator is Comparator.MAX):
        return FigureRole.OTHER if _RATED.search(context) else FigureRole.THRESHOLD
    return role


def _settle_money(role: FigureRole, context: str, comparator: Comparator | None) -> FigureRole:
    """A cap is printed as the most; the size of a firm is no gift, a gift beside a size is none of a firm."""
    given = _GIVEN.search(context)
    if _SIZED.search(context) and not given:
        return FigureRole.THRESHOLD
    if (role is FigureRole.THRESHOLD and given) or (role is FigureRole.PER_FIRM_CAP and comparator is not Comparator.MAX):
        return FigureRole.AMOUNT
    return FigureRole.THRESHOLD if role is FigureRole.OTHER and _INVESTED.search(context) else role
