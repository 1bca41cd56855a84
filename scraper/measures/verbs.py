"""What makes a clause an act, a report, or neither."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.phrase_index import compile_words

# Verbs of acts, by how definite they are. Issuing a paper is an act only where the sentence tells no other.
_STRONG: Final = compile_words(
    r"给予 安排[^,]{0,24}(?:资金|经费|基金|元) 设立 成立 派驻 派出 抽调 选派 组建 搭建 开辟 开通 推出 编发 发放 入驻 进驻",
    r"减免 免收 免征 减征 减半 返还 兑现 奖励 补贴 补助 贴息 实行 推行 实施 启动 放宽 延长 缓缴 要求 调整 企业要",
    r"提供(?!好|强|有力|支撑|坚实) 可(?:按规定|通过|申[请报领]|享受|依法|免|延)",
    r"允许 不受[^,]{0,16}限制 准予 免除(?![^,]{0,8}忧) 豁免 延期(?:申报|缴|还|办理)",
)
_MEDIUM: Final = compile_words(
    r"建立 (?<!组织|统筹)协调 帮助 组织(?!协调|领导|保障) 开展 支持 引导 指导 督促 解决 掌握 鼓励 宣传 落实 予以 寻求 优先 简化",
    r"要进一步 继续加大 将用好 将坚持 将(?:继续|进一步|加快|大力|不断) ^下一步 更高要求 应做好 应当 降低 减轻 取消(?!资格) 暂退 暂缓 退还",
)
_ISSUING: Final = compile_words("出台 印发 制定 发布")
_WEAK: Final = compile_words("用好 加速 加大 加强 推进 推动 完善 强化 提升 保障 优化 打造 培育 聚焦 突出 坚持 抓好")
_WEIGHTS: Final = ((_STRONG, 6), (_MEDIUM, 4), (_ISSUING, 3), (_WEAK, 1))
DEFINITE: Final = 6
CERTAIN: Final = 8
ENOUGH: Final = 3
_HEAD: Final = 30
"""The verb of an act stands early in its clause."""
_TITLE: Final = re.compile(r"《[^》]{0,80}》")
_FIGURE: Final = re.compile(r"\d[\d.]{0,9} ?[万亿余多]{0,2}(?:元|%|小时|个工作日|[家户名个])|绿色通道|免费")
PURPOSE: Final = compile_words(
    r"为(?!企业|广大|职工|[^,]{0,8}(?<!发展)(?<!建设)提供)",
    r"根据 按照 随着 面对 围绕 在[^,]{2,40}(?:下|中|同时|背景|基础上),",
)
REPORT: Final = compile_words(
    r"截[至止](?![日时]) (?:累计|已)[^,。]{0,20}\d [工产岗成及]率[^,。]{0,6}\d 同比 首批[^,。]{0,30}\d 惠及[^,。]{0,10}\d",
    r"共[有计收受发办帮][^,。]{0,3}\d \d[^,。]{0,12}(?:全部|已)(?:复工|开工|复产) 正式启动 签署 公示如下",
    r"[我全][省市县区州][^,。]{0,8}(?:获得|争取|获批)[^,。]{0,40}\d",
    r"(?:先后|陆续)[^,。]{0,6}(?:制定|出台|发布) (?:召开|开展|帮助|给予)了 共获[^,。]{0,16}\d (?:培训|活动)[^,。将]{0,14}举[办行]",
)
GOAL: Final = compile_words("确保 力争 目标 更高要求 预计")
# A year, or the last years, and an office as author: what it did.
REVIEW: Final = re.compile(r"(?:20\d\d年|去年|近[两三几]?年来),[^,]{0,12}[市县区州省][^,]{0,16}(?:局|委|厅|系统|政府|部门)(?!将)")
# Sentences about meetings and visits, the newsroom's own words, questions, details of what was said before.
SKIP: Final = compile_words(
    r"出席 召开(?:新闻|第|全|会议|座谈) 通讯员 编辑 转载 扫码 点击 联系人 电话: 摄\)?$ 图为 致辞 \]\(",
    r"调研 查看 询问 参观 座谈 视察 考察 曾任 擅长 毕业于 是否 怎样 哪些 是[^,。]{4,60}(?:举措|体现|任务)",
    r"一系列(?:有效)?措施 (?:记录|病历|病历资料|证明材料)$ 印发给你们 通知如下 现(?:予)?印发 制[定订](?:如下|本) 内容为 将先后在",
    r"感谢 意味着 从[^。]{4,60}等[\d一二三四五六七八九十]{1,3}个?(?:方面|环节) 多[条项]举措 有效期(?!内)",
    r"(?:各地区?|各部门|各有关部门|各单位)[^。]{0,16}要[^。]{0,12}(?:本|遵照)",
    r"(?:程序|流程)是 一直以来 历来 请(?:各|认真|遵照|径) ^(?:除了|采取|附件|\x20*其中)",
)
# What somebody says is an act only where it is definite and has a figure.
SAID: Final = compile_words("发布会 记者 表示 认为 我们 希望")
# What makes a short first sentence a report or a remark, not the name of an act.
REMARK: Final = compile_words(r"目前 当前 正[在有] 向好 [^完]了 已 感谢 多[条项]举措 表示 认为 记者 [?“]$")


def weigh_clause(clause: str) -> int:
    """How much a clause is an act: 6 a definite one (8 with a figure), 4 a supporting one, 3 a paper issued, 1 a wish.

    >>> [weigh_clause(c) for c in ("设立资金500万元", "鼓励企业改造", "印发工作方案", "加强领导", "形势向好")]
    [8, 4, 3, 1, 0]
    """
    head = _TITLE.sub("《》", clause)[:_HEAD]
    weight = next((weight for pattern, weight in _WEIGHTS if pattern.search(head)), 0)
    if PURPOSE.match(clause):
        return min(weight, 1)
    return CERTAIN if weight == DEFINITE and _FIGURE.search(clause) else weight
