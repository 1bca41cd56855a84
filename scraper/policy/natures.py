"""Whether a measure gives, serves, demands, reports or intends (LABELS 4), and the word that decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from scraper.model import Nature
from scraper.policy.words import compile_words

_AID: Final = r"(?:补贴|补助|奖励|奖补|资助|津贴|奖金|贴息|返还|减免|补偿)"
_SUM: Final = r"[\d一二三四五六七八九十百千壹贰叁][\d.,一二三四五六七八九十百千]{0,12}[余多]?(?:万|亿)?(?:元|%)"
_DID: Final = r"(?:发放|兑现|返还|减免|拨付|支出|办理|帮助|服务|解决|争取|落实)"


@dataclass(frozen=True, slots=True)
class _Cue:
    """What speaks for a nature: its weight in the lead, its weight in the paragraph (0: only the lead can say so), the words."""

    nature: Nature
    in_lead: int
    in_text: int
    words: re.Pattern[str]


# A paragraph that gives money or priority outweighs a lead that only encourages; a free course is given, free advice is a service.
_CUES: Final = (
    _Cue(Nature.BENEFIT, 9, 0, compile_words(rf"(?:{_AID}|贷款|待遇|优惠|降费|减税)(?:政策|标准|资金)?$")),
    _Cue(
        Nature.BENEFIT,
        7,
        5,
        compile_words(
            rf"给予[^。;]{{0,40}}?(?:{_AID}|支持|优惠|倾斜|\d) {_AID}[^。;,]{{0,20}}?{_SUM} {_SUM}[^。;,]{{0,10}}?{_AID}",
        ),
    ),
    _Cue(
        Nature.BENEFIT,
        7,
        5,
        compile_words("免[征收租缴] 减[征免半] 返还 退还 缓缴 贴息 放款 停征 欠费不停 定额扣除 税前扣除 加计扣除 即征即退 免一减"),
    ),
    _Cue(
        Nature.BENEFIT,
        7,
        5,
        compile_words(
            r"安排[^。;,]{0,20}?(?:资金|经费|基金) 设立[^。;,]{0,20}?(?:基金|资金) 每[人户家][每月年]{0,2}\d",
            r"(?:标准|额度)[^。;,]{0,14}?(?:最高|不超过|上限|每人|\d)",
        ),
    ),
    _Cue(
        Nature.BENEFIT,
        7,
        5,
        compile_words(
            rf"可[^。;,]{{0,12}}(?:申请|申领|享受|领取|获得)[^。;]{{0,30}}?(?:{_AID}|贷款|资金) 兑现[^。;]{{0,12}}{_AID}",
            rf"享受[^。;]{{0,14}}?(?:补贴|待遇|优惠|政策) {_AID}[^。;,]{{0,8}}发放",
        ),
    ),
    _Cue(
        Nature.BENEFIT,
        6,
        4,
        compile_words(
            rf"(?:贷款|补贴|补助)[^。;,]{{0,10}}(?:额度|期限|最[长高]|利率) [进予][行以]{_AID}",
            r"全额补 类价格 上浮\d 下浮 下调 下降\d",
            r"降低[^。;,]{0,16}(?:利率|费率|成本|价格|负担|[税费]$) 提供[^。;,]{0,12}(?:贷款|增信|担保|过桥资金)",
            "优先(?:支持|考虑|发展|推荐)",
        ),
    ),
    _Cue(
        Nature.BENEFIT,
        6,
        8,
        compile_words(
            r"免费(?:使用|开放|参加|发放|检测|入驻|[^。;,咨]{0,10}培训) 绿色通道 资金池 定向招 (?:消费|创新|服务)券",
            "优先(?:安排|保障|配置|办理|受理|给予|录|享受)",
        ),
    ),
    _Cue(
        Nature.SERVICE,
        5,
        3,
        compile_words(
            "协调 帮助 帮扶 对接 平台 专班 派驻 进驻 抽调 联络员 特派员 代办 一对一 一企一策 咨询 热线 讲座 搭建 经办银行",
            "指导(?:意见|手册|服务) (?:督办|指导|工作|服务)组 (?:申请|申领|办理|受理|诉求)渠道",
        ),
    ),
    _Cue(
        Nature.SERVICE,
        5,
        3,
        compile_words(
            r"(?:开展|提供)[^。;,]{0,30}服务 线上办理 网上办理 公开招聘 办理[^。;,]{0,6}证 解决[^。;]{0,40}(?:困难|问题)",
            r"予以(?:保障|支持) 提供保障 直接核算 流程$",
        ),
    ),
    _Cue(Nature.SERVICE, 2, 1, compile_words(r"服务 指导 辅导 培训 畅通 联系 简化 快速办理 调整[^。;,]{0,6}流程")),
    _Cue(Nature.SERVICE, 1, 0, compile_words("开通 推行 实行 启动 推出 组建 成立 实施 编发")),
    _Cue(
        Nature.OBLIGATION,
        7,
        2,
        compile_words(
            "必须 不得 严禁 坚决不 严把 主体责任 应(?:当|按|做|在|于|予|自觉|主动|及时) 须(?!知) 申报制 审批制 要求各 责令 督促企业"
        ),
    ),
    _Cue(Nature.OBLIGATION, 5, 2, compile_words("要求(?!更) 严格 严控 严防 企业要 务必 ^要 要(?:认真|切实|坚持|按照|做好) 依法纳税")),
    _Cue(
        Nature.REPORT,
        9,
        0,
        compile_words(
            r"^截[至止] ^据统计 [工产岗]率 同比 累计(?!不|最) 惠及 率(?:为|达到?)\d 正式启动 在[^。;]{0,20}举[办行] 首批",
            "(?:召开|进行|举行|签署|开展|帮助|完成|实现|印发|制定|发放|兑现)了",
        ),
    ),
    _Cue(
        Nature.REPORT,
        6,
        0,
        compile_words(
            r"已(?:有|经|开|累|全|发|完|建|为|达|实|成|兑) 先后 签署 获得 取得 近[两三几]?年来 去年",
            r"^(?:20\d\d年|\d{1,2}月\d{1,2}日)(?!起|前|[^。]{0,20}将)",
        ),
    ),
    _Cue(Nature.INTENTION, 6, 0, compile_words("力争 探索 争取 将(?:用好|坚持|继续|不断|进一步|大力) 更高要求 聚焦 突出")),
    _Cue(Nature.INTENTION, 4, 0, compile_words("鼓励 引导 下一步 将(?!企业|其|每|符|对|所|第|以|本|各|按|申)")),
    _Cue(Nature.INTENTION, 2, 0, compile_words("支持 推动 推进 加强 加快 加大 培育 打造 促进 完善 深化 提升 强化 扩展 着力 大力 用好")),
)
# What is done is a report, whatever was given: sums and heads after a word of the past.
_DONE: Final = compile_words(
    rf"(?:累计|共|已|先后|去年|截[至止][^,]{{2,12}},)[^。;,]{{0,16}}{_DID}[^。;]{{0,30}}\d",
    r"(?:发放|兑现|拨付)[^。;,]{0,6}资金\d 惠及[^。;,]{0,8}\d 公示如下",
)
# An official's call on others is no service yet.
_CALL: Final = re.compile(r"要求|强调|(?:^|[,门位地区])要")
_OFFERS: Final = compile_words(r"给予 可(?:按规定)?(?:申请|享受|申领) 不超过 最高")


def read_nature(lead: str, text: str, before: str = "") -> tuple[Nature, str]:
    """The nature of a measure, and the words that decided ("" when none did).

    `lead`, `text` (what follows the lead) and `before` (what its sentence says before the lead) are width-folded.

    >>> read_nature("鼓励企业参展", "对参展企业给予每户1万元补贴。")
    (<Nature.BENEFIT: 'benefit'>, '给予每户1')
    >>> read_nature("鼓励企业技术改造", "")[0].value, read_nature("截至2月底,已开工30户", "")[0].value
    ('intention', 'report')
    """
    if (done := _DONE.search(lead)) and not _OFFERS.search(lead):
        return Nature.REPORT, done.group()
    scores = dict.fromkeys(Nature, 0)
    words: dict[Nature, tuple[int, str]] = {}
    for cue in _CUES:
        weight, found = cue.in_lead, cue.words.search(lead)
        if found is None and cue.in_text:
            weight, found = cue.in_text, cue.words.search(text)
        if found is not None:
            scores[cue.nature] += weight
            if weight > words.get(cue.nature, (0, ""))[0]:
                words[cue.nature] = (weight, found.group())
    best = max(Nature, key=lambda nature: scores[nature])
    if not scores[best]:
        return Nature.INTENTION, ""
    if best is Nature.SERVICE and (call := _CALL.search(before)):
        return Nature.INTENTION, call.group()
    return best, words[best][1]
