"""What the words around a number call it: somebody's telephone, papers or account, or money, a count, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scraper.text.sentence_ends import STATEMENT


class Call(StrEnum):
    """What the words before a number say that it is."""

    PHONE = "phone"
    IDENTITY = "identity"
    ACCOUNT = "account"
    PASSPORT = "passport"
    OTHER = "other"


BEFORE: Final = 24
"""How far before a number its name is looked for."""
AFTER: Final = 8
ROW: Final = 2_000
TABLE: Final = 50_000
"""How far before a cell its row is looked for, and how far above it the head of its table."""
_LATIN_PHONE: Final = r"|(?i:\b(?:tel|phone|mobile|mob|cell|wechat|whatsapp|call)(?![a-z]))"
_CALLS: Final = (
    (Call.ACCOUNT, r"(?:[账帐](?:户|号)|卡号|银行卡|存折|一卡通|(?i:account))(?:号码?)?"),
    (Call.PASSPORT, r"护照|通行证|台胞证|回乡证|居留证|军官证|士官证|驾驶证|证件号|证号|(?i:passport)"),
    (Call.IDENTITY, r"(?:身份证?件?|公民身份|证件?)号码?|身份证|(?i:identity|(?<![a-z])id(?![a-z]))"),
    (
        Call.PHONE,
        f"手机|电话(?!费|会|亭)|联系|联络|致电|拨打|来电|移动|微信|短信|热线|座机|小灵通|通[讯信](?:方式|号码)|号码|☎|☏{_LATIN_PHONE}",
    ),
)
CALLED: Final = tuple((call, re.compile(words)) for call, words in _CALLS)
OTHERWISE: Final = re.compile(
    r"(?:第|(?<!手机)(?<!电话)(?<!微信)(?<!号)(?<!证)(?<!证件)(?<!身份)(?:文号|案号|单号|票号|税号|编号|代码|编码|序号|索引号|流水号|"
    r"(?:备案|登记|注册|许可|批准|批|合同|项目|订单|标识|信用|批次|字|标准|专利|申请|受理|报价|准)[码号])|№|\bN[oO]\.?|"
    r"投资|金额|总额|资金|资产|预算|产值|收入|利润|税收|税额|人民币|¥|￥|\$|RMB|USD|CNY|贷款|资本|余额|款|"
    r"总量|产量|数量|面积|人数|户数|经度|纬度|坐标|东经|北纬)"
    r"[额值数]?(?:[(][^()\n]{1,6}[)])?[为是达约共合计值额总计数:#至到(\s]{0,6}$"
)
"""Ends what stands before a number that is nobody's: of a document, of an order, money, a count.

>>> [OTHERWISE.search(words) is not None for words in ("项目总投资", "订单号：", "公民身份证号：", "联系电话")]
[True, True, False, False]
"""
HEADED: Final = re.compile(r"编号|代码|编码|序号|文号|单号|流水|索引|金额|[额款]$|投资|元|数量|产值|收入|面积|信用|税号|人数|户数")
"""A column of such numbers."""
_MONEY: Final = (
    r"[多余]?(?:元(?!旦)|[万亿](?!达)(?!家)|[美欧港日]元|人民币|%|‰|吨|亩|平方|立方|公里|千瓦|kW|KW|千克|公斤|米(?!兰)|㎡|m2|件(?!数)|°|℃)"
)
_COUNT: Final = r"[多余]?(?:户(?![籍口主])|人(?![社民力才事员])|个(?![人体])|名(?![单称字额])|家(?![庭长属])|套|次|份|株|头|只|辆|项(?!目))"
MEASURED: Final = re.compile(rf"\s?{_MONEY}")
COUNTED: Final = re.compile(rf"\s?{_COUNT}|[)）]?号(?![码线])")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before and after a number, and at the head of its column."""

    before: str
    after: str
    head: str = ""

    def says(self, call: Call) -> bool:
        """True when the words before, or the column's head, call the number so."""
        pattern = dict(CALLED)[call]
        return bool(pattern.search(self.before) or (self.head and pattern.search(self.head)))

    def is_last(self, call: Call) -> bool:
        """True when no other call stands nearer to the number, or the column's head calls it so."""
        ends = [max((found.end() for found in pattern.finditer(self.before)), default=0) for _, pattern in CALLED]
        named = max(ends) > 0 and CALLED[ends.index(max(ends))][0] is call
        return named or bool(self.head and dict(CALLED)[call].search(self.head))

    def is_spared(self, *, called: bool) -> bool:
        """True when the words make it a number of nobody; where it is `called` somebody's, only its own name or money say so."""
        if OTHERWISE.search(self.before) or MEASURED.match(self.after):
            return True
        return not called and bool(COUNTED.match(self.after) or HEADED.search(self.head))


def read_context(shadow: str, start: int, end: int) -> Context:
    """The words around a number; those of an earlier sentence are not its own.

    >>> read_context("咨询张三。手机：13900001234，勿扰", 8, 19)
    Context(before='手机：', after='，勿扰', head='')
    """
    before = re.split(rf"[{STATEMENT}]", shadow[max(0, start - BEFORE) : start])[-1]
    return Context(before, shadow[end : end + AFTER], find_head(shadow, start))


def find_head(shadow: str, at: int) -> str:
    r"""The head of the column that a table's cell stands in, else nothing.

    >>> find_head("| 姓名 | 手机 |\n| --- | --- |\n| 张三 | 13900001234 |", 38)
    '手机'
    """
    line = shadow.rfind("\n", max(0, at - ROW), at) + 1
    if not shadow.startswith("|", line):
        return ""
    top = shadow.rfind("\n\n", max(0, line - TABLE), line) + 2
    if line in (0, top) or (top == 1 and line > TABLE):
        return ""
    first = top if top > 1 else 0
    cells = shadow[first : shadow.find("\n", first)].split("|")
    column = shadow.count("|", line, at)
    return cells[column].strip() if column < len(cells) else ""
