"""On whom a duty falls: a demand on the reader binds him; the duty of an office, or of a house towards those it serves, is a favour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from scraper.lexicon.phrase_index import compile_words
from scraper.text.sentence_ends import STATEMENT, find_start

# 应急 and 须知 are nouns, 不得不 is no ban; 要 demands after a noun that can act, 要求 and 要素 do not.
# Each word comes first and looks back over itself: so a search skips to the few characters that duties begin with.
DUTY: Final = compile_words(
    "应(?<![供响适相反对效因]应)(?=[当该按做在于予自主及如依建设具备向将从符至根遵配确以由]|提[交供出]) 必须 须(?<!无须)(?!知)",
    "不得(?!不|已) 严禁 务必 禁止(?<![未确令]禁止)(?![令性])",
    "要(?<=[业位构司行金方人者户)]要)(?![求素点件害紧道么]) 要(?<=的,要) 需(?<=的,需)",
)
_READER: Final = compile_words(
    "企业 用人单位 申[请报领][人者] 申[请报]单位 申请主体 当事人 经营者 市场主体 商户 个人 职工 劳动者",
    "纳税人 业主 建设单位 承租[人方] 扶持对象 家庭 参保人 居民 村民 学生 毕业生 借款人 经营主体 从业人员 所有权人 使用人",
    "个体工商户 合作各方 行业协会",
)
_OFFICE: Final = compile_words(
    "部门 政府 机关 [司财税林体商]局 委员会 办公室 法院 检察院 街道 办事处 乡镇 镇街 [工教民]委 窗口 各[地级市县区]",
    "[本全][省市县区州] 国家 国务院",
)
_HOUSE: Final = compile_words("机构 医院 银行 基金 单位 公司 学校 服务站 公园 场馆 图书馆 博物馆 文化馆 体育馆 景区 车站 商场 超市 影剧院")
_WHO: Final = re.compile("|".join(f"(?P<{name}>{p.pattern})" for name, p in (("reader", _READER), ("office", _OFFICE), ("house", _HOUSE))))
# What somebody must wish is a wish.
_WISHED: Final = re.compile(
    r"(?:当|该)?(?:进一步|积极|充分|大力)?(?:推[动进]|加[强快大]|支持|鼓励|引导|促进|完善|发挥|依托|重点|优先|主动|努力)"
)
# The clerk's work that an office owes is no favour.
_CLERKLY: Final = re.compile(r"[^。;,]{0,40}?(?:录入|公示|备案|报送|上报|征[求得]|核[查实]|登记造册|台账|名册|依法|严格)")
_BAN: Final = re.compile("不得|严禁|禁止")
_SERVED: Final = re.compile(
    r"(?:为|向|对|给予?)[^。;,]{1,20}(?:提供|开设|设置|专设|预留|减|免|给予|办理|优先)|优先|免费|便利|予以(?:援助|法律援助|减免|优待)"
)
_SERVICE_REACH: Final = 60
"""A favour that a house owes is named this soon after the duty."""
_ADJACENT: Final = 4
"""Adverbs between a subject and its duty: 企业还应, 申请人均须."""


class Bound(Enum):
    """Whom a duty binds."""

    READER = "reader"
    OFFICE = "office"
    HOUSE = "house"


def find_duty(text: str, start: int = 0, end: int | None = None) -> tuple[Bound, str] | None:
    """The first duty of the reader in `text[start:end]`, else the first of an office; favours that a house owes are none.

    A sentence without a subject goes on with that of the last one; without any, the reader is meant.

    >>> find_duty("申请人应当如实填报"), find_duty("主管部门应当在10日内答复"), find_duty("医院应当为老人预留号源")
    ((<Bound.READER: 'reader'>, '应'), (<Bound.OFFICE: 'office'>, '应'), None)
    """
    of_office = None
    for word, bound in _list_duties(text, start, len(text) if end is None else end):
        if bound is Bound.READER:
            return bound, word
        if bound is Bound.OFFICE:
            of_office = of_office or (bound, word)
    return of_office


def _list_duties(text: str, start: int, end: int) -> Iterator[tuple[str, Bound]]:
    """Each word of duty and whom it binds: the noun right before it, else the first of its sentence, else the last that was bound.

    A slogan in quotation marks binds nobody.
    """
    bound = Bound.READER
    for duty in DUTY.finditer(text, start, end):
        begin = find_start(text, duty.start(), STATEMENT, start)
        if text.rfind("“", begin, duty.start()) > text.rfind("”", begin, duty.start()):
            continue
        if nouns := list(_WHO.finditer(text, begin, duty.start())):
            near = duty.start() - nouns[-1].end() <= _ADJACENT
            bound = Bound((nouns[-1] if near else nouns[0]).lastgroup)
            wished = _WISHED.match(text, duty.end())
            if bound is Bound.HOUSE and not _SERVED.search(text, duty.start(), min(end, duty.end() + _SERVICE_REACH)):
                bound = Bound.OFFICE if wished else Bound.READER
            elif bound is Bound.OFFICE and not wished and (_BAN.match(duty.group()) or _CLERKLY.match(text, duty.end())):
                bound = Bound.READER
        yield duty.group(), bound
