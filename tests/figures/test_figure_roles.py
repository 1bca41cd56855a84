"""What a figure does in its clause: what is had, what it takes, who had it, what it costs."""

from __future__ import annotations

import pytest

from scraper.figures.quantities import find_figures
from scraper.text.fold import fold_body

ROLES = {
    "penalties are never a gain": {
        "逾期不报的处以五千元罚款": "other",
        "对售假商户处2000元以上5000元以下罚款": "other",
        "应当退还奖励资金3万元": "other",
        "按日加收滞纳金50元": "other",
        "并处1万元罚款": "other",
    },
    "what falls or rises is no interest and no uptake": {
        "在原有贷款利率基础上下浮15%": "discount",
        "摊位租金下调20%": "discount",
        "限额标准最高可上浮20%": "discount",
        "产值同比下降8%": "uptake",
        "担保费率降低0.5%": "discount",
    },
    "what is asked of a firm is a condition": {
        "裁员率不高于5.5%的企业": "threshold",
        "年满16周岁的学徒": "threshold",
        "招用60岁以下人员": "threshold",
        "签订1年以上劳动合同": "threshold",
        "申请补贴前6个月正常经营": "threshold",
        "自收到决定之日起60日内,可以向上级提出复议申请": "threshold",
        "每月按不低于当地最低工资80%的标准支付报酬的": "threshold",
    },
    "who had it is told as such only where it was had": {
        "已惠及商户771户": "uptake",
        "累计发放茶票300张": "uptake",
        "累计次数不得超过3次": "quota",
        "被拒绝3次的": "other",
        "累计支持不超过3户": "other",
        "服务企业30家": "other",
    },
    "what is paid for each is no pot": {
        "生活补助经费每人每月500元": "amount",
        "资助经费为每项5万元": "amount",
        "安排专项资金800万元": "fund_total",
        "设立规模为2亿元的茶业基金": "fund_total",
        "培训经费人均300元": "amount",
        "补助资金500元/月": "amount",
    },
    "no more than so many can have it": {
        "每家限报2个项目": "quota",
        "拟立项20项课题": "quota",
        "安排300名指标": "quota",
        "木雕班名额40个": "quota",
        "预留给小作坊的比例不低于60%": "quota",
    },
    "a price or a rate is paid": {
        "担保费率原则上不超过1%": "rate",
        "减按90%计入收入总额": "rate",
        "渡船票价降至5元": "rate",
        "首付款比例为25%": "rate",
        "按1%征收率征收": "rate",
    },
    "a share may be capped": {
        "奖励总额不超过结余部分的10%": "per_firm_cap",
        "在80000元限额内据实扣除": "per_firm_cap",
        "按实际支出的30%给予补贴": "discount",
        "贷款利率最高不超过4%": "interest",
        "分摊的额度不能超过每月1000元": "per_firm_cap",
    },
    "times of offices, of gifts and of others": {
        "接到申请10日内作出决定": "service_time",
        "在3个工作日内予以登记": "service_time",
        "接电时间不得超过八个工作日": "service_time",
        "五年内免征房租": "term",
        "可继续免征五年摊位费": "term",
        "连续3年给予奖励": "term",
        "公示期为20天": "other",
        "参照一年期贷款利率": "other",
    },
    "beyond or below an amount something else holds": {
        "补贴不足200元的": "threshold",
        "支出超过15000元的部分": "threshold",
        "补助由原来的400元提高": "other",
        "奖励不超过15000元": "per_firm_cap",
        "设备投资2万元以上": "threshold",
    },
}
LEFT = {
    "累计支持不超过3户": "the most of a count is a quota only behind 数量 or 次数",
}


@pytest.mark.parametrize(("kind", "text", "role"), [(kind, text, role) for kind, cases in ROLES.items() for text, role in cases.items()])
def test_the_clause_tells_what_a_figure_does(kind: str, text: str, role: str) -> None:
    found = find_figures(fold_body(text))
    assert (kind, text, found[0].role.value) == (kind, text, role)


@pytest.mark.parametrize(
    "text",
    [pytest.param(text, marks=pytest.mark.xfail(strict=True, reason=reason)) for text, reason in LEFT.items()],
)
def test_the_most_of_a_count_is_a_quota(text: str) -> None:
    assert find_figures(fold_body(text))[0].role.value == "quota"


STEPS = {
    "初级工1000元、中级工1500元、高级工2000元补贴": ["other", "other", "amount"],
    "补贴标准为初级工1000元、中级工1500元、高级工2000元": ["amount"] * 3,
    "奖励国家级20万元,省级10万元,市级5万元": ["amount"] * 3,
    "按每生5000元(每学期2500元)、初中生6000元的标准补贴": ["amount"] * 3,
    "给予甲等3万元和乙等2万元奖励": ["amount"] * 2,
    "奖励5万元,投资2000万元以上": ["amount", "threshold"],
}


@pytest.mark.parametrize(("text", "roles"), list(STEPS.items())[1:])
def test_steps_of_one_gift_have_one_role(text: str, roles: list[str]) -> None:
    assert [figure.role.value for figure in find_figures(fold_body(text))] == roles


@pytest.mark.xfail(strict=True, reason="what stands behind the last step only does not reach the first")
def test_what_follows_the_last_step_holds_for_all() -> None:
    assert {figure.role.value for figure in find_figures(fold_body("初级工1000元、中级工1500元、高级工2000元补贴"))} == {"amount"}
