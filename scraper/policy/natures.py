"""Whether a measure gives, serves, demands, reports or intends (LABELS 4), and the word that decided."""

from __future__ import annotations

import re
from typing import Final

from scraper.model import Nature

# Each cue: what it speaks for, its weight, the words. In the lead a cue counts twice.
_CUES: Final = (
    (Nature.BENEFIT, 4, r"(?:补贴|补助|奖励|奖补|津贴|返还|减免|贴息|贷款|补偿|待遇|优惠|成本)(?:政策|标准|资金)?$"),
    (Nature.BENEFIT, 3, r"给予[^。;]{0,40}?(?:补助|补贴|奖励|奖补|支持|资助|贴息|奖金|优惠|返还|减免|倾斜)"),
    (Nature.BENEFIT, 3, r"免征|免收|减征|减免|减半|免租|免缴|返还|退还|缓缴|贴息|放款|停征|欠费不停|定额扣除|税前扣除|加计扣除|即征即退"),
    (Nature.BENEFIT, 3, r"(?:奖励|补助|补贴|资助|津贴)[^。;,]{0,20}?\d[\d.]*(?:万|亿)?元|\d[\d.]*(?:万|亿)?元[^。;,]{0,10}?(?:奖励|补助|补贴|资助|津贴|奖金)"),
    (Nature.BENEFIT, 3, r"安排[^。;,]{0,20}?(?:资金|经费|基金)|设立[^。;,]{0,20}?(?:基金|资金)|(?:额度|利率|标准)[^。;,]{0,14}?(?:最高|不超过|上限|每人)"),
    (Nature.BENEFIT, 3, r"可(?:按规定)?(?:申请|申领|享受|领取|获得)[^。;]{0,30}?(?:补贴|贷款|补助|津贴|奖励|返还|资金)|享受[^。;]{0,14}?(?:补贴|待遇|优惠|政策)"),
    (Nature.BENEFIT, 2, r"免费|绿色通道|优先(?:安排|保障|配置|支持|办理|考虑|发展|受理|推荐|给予)|一次性(?:奖励|补助|补贴|给予)|资金池|类价格|全额补|上浮\d|下浮|下调|降低[^。;,]{0,10}(?:利率|费率|成本|价格|税|费)"),
    (Nature.SERVICE, 2, r"协调|帮助|帮扶|对接|平台|专班|派驻|进驻|联络员|特派员|代办|一对一|一企一策|咨询|热线|讲座|搭建|开展[^。;,]{0,12}服务|提供[^。;,]{0,30}服务|指导手册|经办银行|渠道|线上办理|网上办理|公开招聘|解决[^。;]{0,20}(?:困难|问题)|办理[^。;,]{0,6}证"),
    (Nature.SERVICE, 1, r"服务|指导|辅导|培训|畅通|联系|简化|优化[^。;,]{0,10}流程|快速办理"),
    (Nature.OBLIGATION, 3, r"必须|不得|严禁|坚决不|严把|主体责任|(?:应当?|须)(?!对|急|用|届|收)|申报制|审批制|要求各|责令|督促企业"),
    (Nature.OBLIGATION, 2, r"要求|严格|严控|严防|企业要|务必|要(?:认真|切实|坚持|按照|做好)|依法纳税"),
    (Nature.REPORT, 4, r"^(?:截至|截止|据统计|至\d|到\d{4}年)|公示如下|(?:复工|开工|复产|到岗)率|同比|累计|率(?:为|达到?)?\d|正式启动|在[^。;]{0,16}举[办行]"),
    (Nature.REPORT, 3, r"已(?:有|经|开|累|全|发|完|建|为|达|实|成)|先后(?:制定|出台)|签署|召开了|举办了|开展了|帮助了|获得|完成了|实现了|取得|近年来|近两年来|去年|首批"),
    (Nature.INTENTION, 2, r"鼓励|引导|力争|探索|争取|下一步|将(?!企业|其|每|符|对|所|第|以|本|各|按|申)|更高要求"),
    (Nature.INTENTION, 1, r"支持|推动|推进|加强|加快|加大|培育|打造|促进|聚焦|突出|完善|深化|提升|强化|扩展|着力|大力|用好"),
)
_COMPILED: Final = tuple((nature, weight, re.compile(words)) for nature, weight, words in _CUES)


def read_nature(lead: str, text: str) -> tuple[Nature, str, int]:
    """The nature of a measure with width-folded `lead` and `text`, the words that decided ("" when none), and their weight.

    >>> read_nature("给予每户1万元补贴", "")[:2]
    (<Nature.BENEFIT: 'benefit'>, '给予每户1万元补贴')
    >>> read_nature("鼓励企业技术改造", "")[0].value, read_nature("截至2月底，已开工30户", "")[0].value
    ('intention', 'report')
    """
    scores: dict[Nature, int] = dict.fromkeys(Nature, 0)
    words: dict[Nature, str] = {}
    for nature, weight, pattern in _COMPILED:
        if found := pattern.search(lead):
            scores[nature] += 2 * weight
        elif found := None if nature is Nature.REPORT else pattern.search(text):
            scores[nature] += weight
        if found:
            words.setdefault(nature, found.group())
    best = max(Nature, key=lambda nature: scores[nature])
    return (best, words[best], scores[best]) if scores[best] else (Nature.INTENTION, "", 0)
