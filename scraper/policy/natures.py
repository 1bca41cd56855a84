"""Whether a measure gives, serves, demands, reports or intends (LABELS 4), and the word that decided."""

from __future__ import annotations

import re
from typing import Final

from scraper.model import Nature

_AID: Final = r"(?:补贴|补助|奖励|奖补|资助|津贴|奖金|贴息|返还|减免|补偿)"
_SUM: Final = r"[\d一二三四五六七八九十百千壹贰叁][\d.,一二三四五六七八九十百千]*[余多]?(?:万|亿)?(?:元|%)"

# What speaks for a nature: its weight in the lead, its weight in the paragraph (0: only the lead can say so), the words.
# A paragraph that gives money or priority outweighs a lead that only encourages; a free course is given, free advice is a service.
_CUES: Final = (
    (Nature.BENEFIT, 9, 0, rf"(?:{_AID}|贷款|待遇|优惠|降费|减税)(?:政策|标准|资金)?$"),
    (Nature.BENEFIT, 7, 5, rf"给予[^。;]{{0,40}}?(?:{_AID}|支持|优惠|倾斜|\d)|{_AID}[^。;,]{{0,20}}?{_SUM}|{_SUM}[^。;,]{{0,10}}?{_AID}"),
    (
        Nature.BENEFIT,
        7,
        5,
        r"免征|免收|减征|减免|减半|免租|免缴|返还|退还|缓缴|贴息|放款|停征|欠费不停|定额扣除|税前扣除|加计扣除|即征即退|免一减",
    ),
    (
        Nature.BENEFIT,
        7,
        5,
        r"安排[^。;,]{0,20}?(?:资金|经费|基金)|设立[^。;,]{0,20}?(?:基金|资金)|(?:标准|额度)[^。;,]{0,14}?(?:最高|不超过|上限|每人|\d)|每[人户家][每月年]{0,2}\d",
    ),
    (
        Nature.BENEFIT,
        7,
        5,
        rf"可[^。;,]{{0,12}}(?:申请|申领|享受|领取|获得)[^。;]{{0,30}}?(?:{_AID}|贷款|资金)|享受[^。;]{{0,14}}?(?:补贴|待遇|优惠|政策)|兑现[^。;]{{0,12}}{_AID}|{_AID}[^。;,]{{0,8}}发放",
    ),
    (
        Nature.BENEFIT,
        6,
        4,
        rf"(?:贷款|补贴|补助)[^。;,]{{0,10}}(?:额度|期限|最[长高]|利率)|进行{_AID}|予以{_AID}|全额补|类价格|上浮\d|下浮|下调|下降\d|降低[^。;,]{{0,16}}(?:利率|费率|成本|价格|负担|[税费]$)",
    ),
    (
        Nature.BENEFIT,
        6,
        5,
        r"免费(?:使用|开放|参加|发放|检测|入驻|[^。;,咨]{0,10}培训)|绿色通道|优先(?:安排|保障|配置|支持|办理|考虑|发展|受理|推荐|给予|录)|资金池|定向招|(?:消费|创新|服务)券",
    ),
    (
        Nature.SERVICE,
        5,
        3,
        r"协调|帮助|帮扶|对接|平台|专班|派驻|进驻|抽调|联络员|特派员|代办|一对一|一企一策|咨询|热线|讲座|搭建|指导(?:意见|手册|服务)|(?:督办|指导|工作|服务)组|(?:申请|申领|办理|受理|诉求)渠道|经办银行",
    ),
    (
        Nature.SERVICE,
        5,
        3,
        r"(?:开展|提供)[^。;,]{0,30}服务|线上办理|网上办理|公开招聘|解决[^。;]{0,40}(?:困难|问题)|办理[^。;,]{0,6}证|予以(?:保障|支持)|提供保障|直接核算|流程$",
    ),
    (Nature.SERVICE, 2, 1, r"服务|指导|辅导|培训|畅通|联系|简化|快速办理|调整[^。;,]{0,6}流程"),
    (
        Nature.OBLIGATION,
        7,
        2,
        r"必须|不得|严禁|坚决不|严把|主体责任|应(?:当|按|做|在|于|予|自觉|主动|及时)|须(?!知)|申报制|审批制|要求各|责令|督促企业",
    ),
    (Nature.OBLIGATION, 5, 2, r"要求(?!更)|严格|严控|严防|企业要|务必|^要|要(?:认真|切实|坚持|按照|做好)|依法纳税"),
    (
        Nature.REPORT,
        9,
        0,
        r"^截[至止]|^据统计|公示如下|[工产岗]率|同比|累计|惠及|率(?:为|达到?)\d|正式启动|在[^。;]{0,20}举[办行]|(?:召开|进行|举行|签署|开展|帮助|完成|实现|印发|制定)了|首批",
    ),
    (
        Nature.REPORT,
        6,
        0,
        r"已(?:有|经|开|累|全|发|完|建|为|达|实|成|兑)|先后|签署|获得|取得|近[两三几]?年来|去年|^(?:20\d\d年|\d{1,2}月\d{1,2}日)(?!起|前|[^。]{0,20}将)",
    ),
    (Nature.INTENTION, 6, 0, r"力争|探索|争取|将(?:用好|坚持|继续|不断|进一步|大力)|更高要求|聚焦|突出"),
    (Nature.INTENTION, 4, 0, r"鼓励|引导|下一步|将(?!企业|其|每|符|对|所|第|以|本|各|按|申)"),
    (Nature.INTENTION, 2, 0, r"支持|推动|推进|加强|加快|加大|培育|打造|促进|完善|深化|提升|强化|扩展|着力|大力|用好"),
)
_COMPILED: Final = tuple((nature, in_lead, in_text, re.compile(words)) for nature, in_lead, in_text, words in _CUES)


def read_nature(lead: str, text: str) -> tuple[Nature, str]:
    """The nature of a measure with width-folded `lead` and `text` (what follows the lead), and the words that decided ("" when none did).

    >>> read_nature("鼓励企业参展", "对参展企业给予每户1万元补贴。")
    (<Nature.BENEFIT: 'benefit'>, '给予每户1')
    >>> read_nature("鼓励企业技术改造", "")[0].value, read_nature("截至2月底,已开工30户", "")[0].value
    ('intention', 'report')
    """
    scores = dict.fromkeys(Nature, 0)
    words: dict[Nature, tuple[int, str]] = {}
    for nature, in_lead, in_text, pattern in _COMPILED:
        weight, found = in_lead, pattern.search(lead)
        if found is None and in_text:
            weight, found = in_text, pattern.search(text)
        if found is not None:
            scores[nature] += weight
            if weight > words.get(nature, (0, ""))[0]:
                words[nature] = (weight, found.group())
    best = max(Nature, key=lambda nature: scores[nature])
    return (best, words[best][1]) if scores[best] else (Nature.INTENTION, "")
