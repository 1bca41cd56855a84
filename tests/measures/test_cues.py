from __future__ import annotations

import re

import pytest

from scraper.measures.nature_lexicon import CUES
from scraper.model import Nature
from tests.measures.test_natures import CASES

LINES = {
    Nature.BENEFIT: """
        把资金发放给符合条件的企业
        对首贷户予以贴息
        缓缴社会保险费
        不再收取开户手续费
        贷款到期可延期
        发放无还本续贷
        每年安排技改专项资金
        可向区商务局申请一次性补贴
        集中兑现拖延的奖励
        返乡人员享受同等待遇
        补贴按季发放
        公积金贷款额度上浮20%
        担保费率降至1%
        气价下降5%
        提供2亿元的担保
        对参展费用进行补助
        降低银行贷款利率
        为商户提供信用贷款
        直接认定为市级示范企业
        所需资金由市财政予以保障
        工作经费列入部门预算
        该项资金用于支持设备更新
        面向脱贫家庭定向招聘
        发放消费券
        不再要求提供纸质证明
        不设注册资本限制
        向园区下放审批权限
        降低人才落户门槛
        扩大失业保险基金的使用范围
        提高门诊报销标准
        纳入临时救助范围
        困难家庭应保尽保
        可按季度分期缴清
        加大财政投入
        增加转贷资金规模
        支持标准
        符合标准的园区可申报创新奖
    """,
    Nature.SERVICE: """
        成立复工服务组
        公布诉求受理渠道
        发布用工指导手册
        对春耕物资予以保障
        促进通关便利化
        推进多规合一
        推行一业一证
        压缩开户时间
        调整申报流程
        实施证照联办
    """,
    Nature.OBLIGATION: """
        每年开展专项检查
        对恶意欠薪依法查处
        实施跟踪评价
        要求各商户测温
        要做好登记
        各商户要认真填报
    """,
    Nature.REPORT: """
        据统计,用户增加三成
        规上企业开工率超过九成
        累计办结200件
        复工率达95%
        招聘会在体育馆举办
        市工信局召开了座谈会
        近三年来新增企业两千家
        3月5日发放第一批口罩
        改革取得进展
    """,
    Nature.INTENTION: "突出问题导向",
}
SILENT = [
    ("及时调查处理投诉", Nature.OBLIGATION),
    ("统一市场准入", Nature.SERVICE),
    ("国务院金融监管部门", Nature.OBLIGATION),
    ("小额贷款公司提供贷款业务报告", Nature.BENEFIT),
    ("贷款延期间的利息", Nature.BENEFIT),
    ("拟取消、变更的,应当履行法定程序", Nature.BENEFIT),
    ("确保工作取得实效", Nature.REPORT),
    ("作出突出贡献的个人", Nature.INTENTION),
    ("按照国家标准(GB 1234)建设", Nature.BENEFIT),
]


@pytest.mark.parametrize("nature", Nature)
def test_every_expression_fires_on_a_line(nature: Nature) -> None:
    """Plain words need none: they fire where they stand."""
    lines = [line.strip() for line in LINES[nature].splitlines()] + [text for lead, text, _ in CASES] + [lead for lead, _, _ in CASES]
    words = [word for cue in CUES if cue.nature is nature for word in cue.words]
    assert [word for word in words if word != re.escape(word) and not any(re.search(word, line) for line in lines)] == []


@pytest.mark.parametrize(("line", "nature"), SILENT)
def test_what_only_looks_like_a_cue_is_silent(line: str, nature: Nature) -> None:
    assert [word for cue in CUES if cue.nature is nature for word in cue.words if re.search(word, line)] == []


def test_no_word_speaks_twice_for_a_nature() -> None:
    spoken = [(cue.nature, word) for cue in CUES for word in cue.words]
    assert len(spoken) == len(set(spoken))


def test_a_cue_weighs_something_in_the_lead() -> None:
    assert all(cue.weights[0] > 0 and min(cue.weights) >= 0 and cue.words for cue in CUES)
