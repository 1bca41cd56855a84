from __future__ import annotations

import pytest

from scraper.measures.natures import read_nature

CASES = [
    ("对承租市属经营用房的商户免收两个月租金", "", "benefit"),
    ("鼓励企业参加展会", "对参展企业给予每个展位2000元补贴。", "benefit"),
    ("设立纾困资金", "设立总额2000万元的纾困资金,为企业转贷。", "benefit"),
    ("搭建对接平台", "供企业免费使用。", "benefit"),
    ("创业补贴", "毕业生可以申请。", "benefit"),
    ("贷款额度最高可以申请多少", "", "benefit"),
    ("成立运输专班", "帮助企业办理通行证。", "service"),
    ("选派干部驻企,协调解决用工问题", "", "service"),
    ("提供免费的政策咨询", "", "service"),
    ("企业必须落实主体责任", "", "obligation"),
    ("申报单位应当如实填报,不得弄虚作假", "", "obligation"),
    ("截至3月底,全市已复工企业310家", "", "report"),
    ("去年以来,先后帮助企业融资12亿元", "", "report"),
    ("今年已为32家企业返还失业保险费210万元", "", "report"),
    ("现将第二批拟补贴企业公示如下", "", "report"),
    ("对已返还3次的企业给予20万元补贴", "", "benefit"),
    ("鼓励企业加大研发投入", "", "intention"),
    ("完善登记制度", "允许一个地址登记多家企业。", "benefit"),
    ("促进物流便利", "简化货物查验手续,取消纸质单证要求。", "benefit"),
    ("放宽贷款条件", "", "benefit"),
    ("主管部门应当自受理之日起10个工作日内完成审核", "", "benefit"),
    ("图书馆应当为残疾人优先办理借阅", "", "benefit"),
    ("医院应当为老人提供陪诊服务", "", "service"),
    ("各级政府应当加强河道治理", "", "intention"),
    ("鼓励商场为老人提供送货服务", "", "intention"),
    ("落实责任", "担保机构要严格审核,不得收取保证金。", "obligation"),
    ("居民可通过手机端查询进度", "", "service"),
    ("提高审批效率方面5项", "", "report"),
    ("加强品牌建设", "打造一批知名品牌。", "intention"),
    ("下一步将继续优化营商环境", "", "intention"),
    # What others are encouraged to give is hoped of them; what an office gives to those it encourages is given.
    ("鼓励电商平台给予商户流量支持", "", "intention"),
    ("鼓励银行下调利率20%", "", "benefit"),
    ("支持企业参展", "符合条件的,给予展位费补贴。", "benefit"),
    ("对国家鼓励发展的项目给予优惠", "", "benefit"),
    # The office that becomes quicker serves, the office that asks for less gives.
    ("提升项目审批效率", "推行在线审批,简化申报材料。", "service"),
    ("优化企业登记流程", "允许一址多照。", "service"),
    ("简化登记材料", "", "benefit"),
    ("参保人员无需提前办理选点", "", "service"),
    # Whom an office watches, he must answer; a passing word of supervision says nothing.
    ("完善监管体系", "健全准入、运营、退出的全过程管理。", "obligation"),
    ("规范收费行为", "", "obligation"),
    ("实行差异化监管政策", "给予首次贷款户贴息。", "benefit"),
    # A heading that wishes, though a platform is built in passing.
    ("大力发展数字经济", "推进园区建设。加快产业升级,打造数据平台。", "intention"),
    ("降低综合成本", "", "benefit"),
    ("培育新模式", "引入专业公司,降低治理成本。", "intention"),
    # Demands: on the reader whatever is given later, on an office as a clerk, on a house.
    ("承租家庭应当在1个月内腾退", "过渡期内租金减免50%。", "obligation"),
    ("镇政府应当及时将信息录入平台", "", "obligation"),
    ("各级部门应当平等对待企业,不得另设条件", "", "obligation"),
    ("担保机构要推动与银行合作", "", "intention"),
    ("场馆应具备无障碍设施", "", "obligation"),
    ("禁止强制企业参加评比", "", "obligation"),
    ("法律未禁止的领域均可进入", "本市鼓励各类资本投资。", "intention"),
    ("医院应当为老人预留号源", "", "benefit"),
    ("专项资金扶持范围", "新进规模的工业企业。", "benefit"),
    # A standard without a sum, a house's name, another document's, an inquiry: words that only look like cues.
    ("符合准入标准(附件2)的参保人员须经确诊", "", "obligation"),
    ("救助标准提高到每人每月900元", "", "benefit"),
    ("鼓励机构设立救助基金", "", "intention"),
    ("为支持小微企业发展,设立纾困基金", "", "benefit"),
    ("畅通渠道", "及时调查处理企业反映的问题。", "service"),
]


@pytest.mark.parametrize(("lead", "text", "nature"), CASES)
def test_the_words_of_a_measure_decide_its_nature(lead: str, text: str, nature: str) -> None:
    found, word = read_nature(lead, text)
    assert found.value == nature
    assert word
    assert word in lead + text


def test_counts_in_the_paragraph_make_no_report_of_an_offer() -> None:
    assert read_nature("搭建供需平台", "目前,平台已有注册企业600家,同比增长20%。")[0].value == "service"


def test_without_a_cue_no_word_decides() -> None:
    assert read_nature("青山公司", "地址在东路5号。")[1] == ""
    assert read_nature("小额贷款公司变更登记", "设立时提供小额贷款公司的验资报告。")[1] == ""


def test_a_call_on_others_is_no_service_yet() -> None:
    nature, word = read_nature("及时解决企业用工困难", "", "副市长强调,要")
    assert (nature.value, word) == ("intention", "解决企业用工困难")
    assert read_nature("及时解决企业用工困难", "", "市人社局")[0].value == "service"
