"""The words that speak for a nature of measures, with their weights: one reviewed table (LABELS 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scraper.lexicon.phrase_index import split_words
from scraper.model import Nature

_AID: Final = r"(?:补贴|补助|奖励|奖补|资助|津贴|奖金|贴息|返还|减免|补偿)"
_SUM: Final = r"[\d一二三四五六七八九十百千壹贰叁][\d.,一二三四五六七八九十百千]{0,12}[余多]?(?:万|亿)?(?:元|%)"
_FAVOURED: Final = r"(?:手续|流程|程序|审批|审核|核准|备案|材料|环节|证明|条件|要件|登记|要求)"
_BOUND: Final = r"(?:门槛|限制|要求|条件|比例|标准|资格)"


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a nature: its weights in the lead, in the first sentence after it, and further on (0: not there), the words.

    A `wished` one says nothing where others are only encouraged to do it: service, and leave without a sum.
    """

    nature: Nature
    weights: tuple[int, int, int]
    words: tuple[str, ...]
    wished: bool = False


_B, _S, _O, _R, _I = Nature.BENEFIT, Nature.SERVICE, Nature.OBLIGATION, Nature.REPORT, Nature.INTENTION
# A paragraph that gives money or priority outweighs a lead that only encourages; a free course is given, free advice is a service.
# A heading names the matter, so a passing word of help or supervision further on says little; a gift is a gift wherever it stands.
CUES: Final = (
    # Money, by its name at the end of the lead, by its verb, by its sum.
    Cue(
        _B,
        (9, 0, 0),
        split_words(
            rf"(?:{_AID}|贷款|待遇|优惠|降费|减税)(?:政策|标准|资金|扶持|范围|对象){{0,2}}$",
            "扶持(?:范围|标准|对象|政策)$ ^支持(?:标准|方式|内容)$ 资金[^。;,]{0,6}(?:发放|拨付|兑现)给",
        ),
    ),
    Cue(
        _B,
        (7, 6, 5),
        split_words(
            rf"给予[^。;]{{0,40}}?(?:{_AID}|\d) 予以{_AID} {_AID}[^。;,]{{0,20}}?{_SUM} {_SUM}[^。;,]{{0,10}}?{_AID}",
        ),
    ),
    Cue(_B, (7, 5, 4), split_words(r"给予[^。;]{0,30}?(?:支持|优惠|倾斜)"), wished=True),
    # Relief from what would be due.
    Cue(
        _B,
        (7, 6, 5),
        split_words(
            "免[征收租缴于予交除] 减[征免半按收] 豁免 返还 退还 暂退 缓[缴交] 贴息 放款 停征 欠费不停",
            "定额扣除 税前扣除 加计扣除 即征即退 先征后 免一减",
            "不(?:再)?(?:收取|征收|加收) 不予处罚 顺延 展期 延期(?!间) 无?还本续贷",
        ),
    ),
    # Funds set aside, standards of payment.
    Cue(
        _B,
        (7, 6, 5),
        split_words(
            r"每[人户家][每月年]{0,2}\d (?:标准|额度)[^。;,》()]{0,14}?(?:最高|不超过|上限|每人)",
            rf"(?:标准|额度)[^。;,》()]{{0,14}}?{_SUM}",
        ),
    ),
    Cue(_B, (7, 6, 5), split_words(r"安排[^。;,]{0,20}?(?:资金|经费|基金) 设立[^。;,]{0,20}?(?:基金|资金)"), wished=True),
    # What the reader may have.
    Cue(
        _B,
        (7, 6, 5),
        split_words(
            rf"可[^。;,]{{0,24}}(?:申请|申领|享受|领取|获得)[^。;]{{0,30}}?(?:{_AID}|贷款|资金) 兑现[^。;]{{0,12}}{_AID}",
            r"可申[请报领][^。;,]{0,24}奖",
            rf"享受[^。;]{{0,14}}?(?:补贴|待遇|优惠|政策|服务) {_AID}[^。;,]{{0,8}}发放 一事一议",
        ),
    ),
    Cue(
        _B,
        (6, 5, 4),
        split_words(
            r"全额补 类价格 上浮\d 下浮 下调 调降 降低?[至到]\d 下降\d 提供[^。;,]{0,10}\d[^。;,]{0,12}(?:贷款|担保|信贷|授信|额度)"
        ),
    ),
    Cue(
        _B,
        (6, 5, 4),
        split_words(
            rf"(?:贷款|补贴|补助)[^。;,]{{0,10}}(?:额度|期限|最[长高]|利率) 进行{_AID}",
            r"降低[^。;,]{0,16}(?:利率|费率|价格|[税费]$) 提供[^。;,、]{0,12}(?:贷款(?!公司|业务)|增信|担保|过桥资金)",
            "预留 优先(?!级|股|权|序|次序) 倾斜 单列 直接(?:赋予|认定|给予|享受|纳入|确认|授予|列入|推荐)",
            r"(?:财政|经费|资金)[^。;]{0,24}予以(?:支持|保障|扶持) 经费[^。;,]{0,8}列入[^。;,]{0,8}预算",
            r"资金[^。;,]{0,8}用于(?:支持|奖励|补助|扶持)",
        ),
        wished=True,
    ),
    Cue(
        _B,
        (6, 8, 8),
        split_words(
            r"免费(?:使用|开放|参加|发放|检测|入驻|[^。;,咨]{0,10}培训) 绿色通道 资金池 定向招[录聘收生]",
            r"(?:消费|创新|服务|餐饮|优惠|代金|算力|培训|文旅|惠民)券",
            "优先(?:安排|保障|配置|办理|受理|给予|录|享受)",
        ),
    ),
    # Less cost is a gift by name; further on it is what somebody hopes for.
    Cue(_B, (6, 2, 1), split_words("(?:降低|减轻)[^。;,]{0,16}(?:成本|负担)")),
    # Leave to do what was forbidden, or to do without what was asked: a gift of freedom.
    Cue(
        _B,
        (7, 6, 4),
        split_words(
            r"允许 准予 准许 放宽 放开 视同 剔除 容缺",
            r"不再(?:要求|强制|作为|实[行施]|提交|提供|审批|办理|列入|限) 不(?:强制|设|受)[^。;,]{0,12}(?:限|要求)",
            rf"取消(?!资格|其)[^。;,]{{0,20}}(?:{_FAVOURED}|{_BOUND}|事项|许可|收费) 下放[^。;]{{0,20}}(?:权限|审批|事项)",
            rf"(?:简化|简并|压减|精简|减少)[^。;,]{{0,14}}{_FAVOURED} (?:降低|降)[^。;,]{{0,14}}{_BOUND} 实行并联 即来即办",
            r"扩大[^。;,]{0,16}(?:适用范围|额度|使用范围|支持范围|(?:保障|保险|贷款|担保|支持)[^。;,]{0,6}(?:覆盖面|比例))",
            r"提高[^。;,]{0,12}(?:补助|补贴|保障|支付|报销|贷款|奖励|救助|待遇|授信|缴存)[^。;,]{0,8}(?:标准|额度|上限|限额|比例|水平)",
            r"纳入[^。;,]{0,16}(?:保障|救助|支付|报销|补助|支持)(?:范围|政策)? 全额保障 应[保享]尽",
        ),
        wished=True,
    ),
    Cue(
        _B,
        (6, 4, 3),
        split_words(r"可(?:以|直接)?(?:不|按|由|凭|将|用于|自主|延长|延期|适当|先行|分期|收回|抵扣|抵减|续|在[^。;,]{2,20}基础上)"),
        wished=True,
    ),
    # An office binds itself to a time.
    Cue(
        _B,
        (6, 5, 4),
        split_words(r"(?:自受理|收到)[^。;]{0,24}?\d{1,3}(?:个工作)?日内?[^。;,]{0,20}(?:完成|办结|作出|审[核批]|答复|拨付)"),
    ),
    Cue(_B, (4, 3, 3), split_words("加大[^。;,]{0,8}(?:财政|资金)[^。;,]{0,6}(?:投入|支持) (?:增加|扩大)[^。;,]{0,16}资金规模")),
    # People, platforms and ways that are put at the reader's service.
    Cue(
        _S,
        (5, 4, 3),
        split_words(
            "专班 派驻 进驻 抽调 联络员 特派员 代办 帮办 一对一 一企一策 热线 讲座 经办银行 上门 专窗 协调解决 帮助解决",
            r"(?:督办|指导|工作|服务)组 (?:申请|申领|办理|受理|诉求)渠道",
            r"(?:为|向)[^。;,]{2,30}提供[^。;]{0,30}(?:服务|指导|咨询|培训|便利|支持)",
            r"提供[^。;,]{0,40}(?:辅导|指导|咨询) 指导(?:意见|手册|服务)",
        ),
        wished=True,
    ),
    Cue(_S, (5, 3, 2), split_words("(?:搭建|建立|完善|依托|打造|开通)[^。;,]{0,20}平台"), wished=True),
    Cue(_S, (3, 2, 1), split_words("(?<!运转)(?<!统筹)协调(?!发展) 帮助 帮扶 对接 平台 咨询 搭建"), wished=True),
    Cue(
        _S,
        (5, 3, 2),
        split_words(
            r"线上办理 网上办理 网办 公开招聘 办理[^。;,]{0,6}证 解决[^。;]{0,40}(?:困难|问题) 予以(?:保障|支持) 提供保障 直接核算 流程$",
            r"可(?:以|直接)?(?:[^。;,]{0,8}身份)?申[请报领]",
            r"可(?:以|直接)?(?:通过|登录|拨打|在|到|向|前往)[^。;]{1,60}(?:办理|查[询看]|申[请报领]|咨询|下载|打印|预约|缴[费纳])",
        ),
        wished=True,
    ),
    # The office itself becomes quicker and nearer.
    Cue(
        _S,
        (7, 3, 2),
        split_words(
            "优化[^。;,]{0,14}(?:手续|(?<!服务)(?<!工作)流程|程序|审批|审核|核准|备案|(?:从业|准入|办理)条件)",
            "(?<!投资)(?<!贸易)便利化 单一窗口 一件事 一网通办 跨省通办 一次办",
            r"(?:提升|提高)[^。;,]{0,12}(?:审批|通关|办[事理]|注册|登记|政务|纳税)[^。;,]{0,6}(?:效率|效能|水平)",
            "(?:在线|联合|并联|容缺|集中|统一)(?:审批|受理|审查|办理) 多[规证审]合一",
            "一[业照]一[证址] 压[缩减][^。;,]{0,16}(?:时间|时限|周期)",
        ),
    ),
    Cue(_S, (6, 3, 2), split_words("无[需须](?:提[前交供]|办理|申[报请]|重复|选|到)"), wished=True),
    Cue(_S, (3, 1, 0), split_words(r"(?:开展|提供)[^。;,]{0,30}服务"), wished=True),
    Cue(_S, (2, 1, 0), split_words(r"服务 指导 辅导 培训 畅通 联系 快速办理 调整[^。;,]{0,6}流程"), wished=True),
    Cue(_S, (1, 0, 0), split_words("开通 推行 实行 启动 推出 组建 成立 实施(?!细则|条例|办法|意见|方案|通则) 编发"), wished=True),
    # Whom the office watches, he must answer.
    Cue(
        _O,
        (6, 3, 0),
        split_words(
            r"(?:监督|执法|专项)检查 抽查 (?<!调)查处 (?:考核|跟踪)评[价估] 清理规范 规范[^。;,]{0,12}(?:行为|秩序|管理|关系|收费)$"
        ),
    ),
    Cue(_O, (6, 0, 0), split_words("(?<!审慎)(?<!差异化)监管(?!部门|机构|总局|局|政策|要求|模式|、|等)")),
    Cue(_O, (6, 2, 1), split_words("坚决不 严把 主体责任 申报制 审批制 要求各 责令 督促企业 依法纳税")),
    Cue(
        _O,
        (4, 1, 0),
        split_words("要求(?=各|企业|项目|单位|所有|做|严|切实|认真|必须) 严格 严控 严防 ^要 要(?:认真|切实|坚持|按照|做好)"),
    ),
    Cue(
        _R,
        (9, 0, 0),
        split_words(
            r"^截[至止] ^据统计 [工产岗]率 同比 累计(?!不|最) 惠及 率(?:为|达到?)\d 正式启动 在[^。;]{0,20}举[办行] 首批 方面\d{1,3}项",
            "(?:召开|进行|举行|签署|开展|帮助|完成|实现|印发|制定|发放|兑现|给予)了",
        ),
    ),
    Cue(
        _R,
        (6, 0, 0),
        split_words(
            r"已(?:有|经|开|累|全|发|完|建|为|达|实|成|兑) 先后 签署 获得 取得(?!实效|成效$) 近[两三几]?年来 去年",
            r"^(?:20\d\d年|\d{1,2}月\d{1,2}日)(?!起|前|[^。]{0,20}将)",
        ),
    ),
    Cue(_I, (6, 0, 0), split_words("力争 探索 争取 将(?:用好|坚持|继续|不断|进一步|大力) 更高要求 聚焦 突出(?!贡献)")),
    Cue(
        _I,
        (3, 0, 0),
        split_words(
            "^(?:继续|进一步|大力|积极|加快|深入|着力|不断|全面|持续|统筹)*(?:推[进动]|加快|加强|强化|促进|完善|健全|提[升高]|培育|打造|壮大|深化|发展|构建|营造|拓展|发挥|升级|坚持|探索)",
        ),
    ),
    Cue(_I, (4, 2, 0), split_words("鼓励 引导")),
    Cue(_I, (3, 1, 0), split_words("下一步 将(?!企业|其|每|符|对|所|第|以|本|各|按|申)")),
    Cue(
        _I,
        (2, 1, 0),
        split_words(
            "支持 推动 推进 加强 加快 加大 培育 打造 促进 完善 深化 提升 强化 扩展 着力 大力 用好 优化 改善 健全 拓展 发挥 规范 建设",
            "扩大 提高 增强 壮大 创新 构建 营造 统筹",
        ),
    ),
)
