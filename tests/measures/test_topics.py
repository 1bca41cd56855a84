from __future__ import annotations

import pytest

from scraper.measures.topic_labels import OTHER, Told, name_topics, read_labels
from scraper.measures.verdict import load_weights
from scraper.model import Nature
from tests.measuring import load_lexicon, read


def label(lead: str, text: str = "", nature: Nature = Nature.BENEFIT) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The topics that words decide, and the instruments."""
    _, instruments, _ = read_labels(Told(lead, text, nature), load_lexicon(), load_weights().topics)
    return tuple(id_ for id_, _ in name_topics(lead, text, load_lexicon())) or (OTHER,), instruments


CASES = [
    ("对小微企业贷款给予贴息", ("finance",), ("loan", "interest-subsidy")),
    ("免征房产税和城镇土地使用税", ("tax-fees",), ("relief",)),
    ("返还失业保险费", ("jobs",), ("refund",)),
    ("缓缴社会保险费", ("jobs",), ("deferral",)),
    ("欠费不停水不停电", ("input-costs",), ("relief",)),
    ("优先办理货车通行证", ("logistics",), ("priority",)),
    ("统筹解决口罩不足的问题", ("health-restart",), ("in-kind",)),
    ("审批实行2个工作日内办结", ("approvals",), ("time-limit",)),
    ("技术改造按设备投资给予补助", ("projects",), ("grant",)),
    ("奖励高新技术企业", ("innovation",), ("grant",)),
    ("对参加展会的外贸企业给予补贴", ("trade-market",), ("grant",)),
]


@pytest.mark.parametrize(("lead", "topics", "instruments"), CASES)
def test_topics_and_instruments_come_from_the_words(lead: str, topics: tuple[str, ...], instruments: tuple[str, ...]) -> None:
    found = label(lead)
    assert set(topics) <= set(found[0])
    assert set(instruments) <= set(found[1])


def test_theme_words_decide_nothing() -> None:
    assert label("支持企业复工复产,统筹疫情防控和经济社会发展")[0] == ("other",)


def test_the_lead_outweighs_its_paragraph() -> None:
    topics, _ = label("降低用电成本", "企业也可申请贷款。")
    assert topics == ("input-costs",)


def test_at_most_three_topics_and_instruments_are_given() -> None:
    topics, instruments = label("贷款、税收、社保、用电、物流、审批一并支持,给予补助、贴息、减免、返还、担保")
    assert len(topics) <= 3
    assert len(instruments) <= 3


def test_a_service_hands_out_no_money_and_names_itself() -> None:
    assert label("协调银行发放贷款", nature=Nature.SERVICE)[1] == ("service",)


def test_a_wish_is_no_service() -> None:
    assert "service" not in label("加强平台建设", nature=Nature.INTENTION)[1]


def test_labels_keep_the_words_that_decided() -> None:
    (measure,) = read("一、支持融资。对小微企业贷款给予贴息。")
    words = dict(measure.labels)
    assert words["topic:finance"] == "融资"
    assert words["instrument:loan"] == "贷款"
    assert all(word in measure.span.read("一、支持融资。对小微企业贷款给予贴息。") for word in words.values())


def test_a_neighbour_decides_nothing() -> None:
    whole = "一、缓缴社保费。困难企业可申请缓缴三个月社会保险费。\n\n二、降低电费。对企业用电给予每度两分钱的电费补贴。"
    first, second = read(whole)
    assert ("jobs" in first.topics, "input-costs" in first.topics) == (True, False)
    assert ("jobs" in second.topics, "input-costs" in second.topics) == (False, True)


def test_many_words_of_a_thing_in_the_lead_count_as_one() -> None:
    assert set(label("厂房租金、用电用水和物流补贴")[0]) == {"input-costs", "logistics"}


def test_a_means_told_in_the_paragraph_stands_beside_that_of_the_lead() -> None:
    assert set(label("科技贷款", "按合同利率给予贴息。")[1]) == {"loan", "interest-subsidy"}


def test_a_service_may_be_quick_and_first() -> None:
    assert set(label("开设专窗", "优先受理,5个工作日内办结。", Nature.SERVICE)[1]) == {"service", "priority", "time-limit"}


def test_welfare_and_sport_are_other_though_a_bill_is_paid() -> None:
    assert label("奖励健身活动站点", "用于电费和场地支出。")[0] == ("other",)


def test_a_trade_that_is_favoured_is_no_topic() -> None:
    assert label("降低托育机构用电成本")[0] == ("input-costs",)
    assert label("优化养老机构审批流程", nature=Nature.SERVICE)[0] == ("approvals",)


def test_other_stands_beside_what_weighs_as_much() -> None:
    assert set(label("支持残疾人就业")[0]) == {"jobs", "other"}


def test_who_answers_for_a_measure_is_no_topic() -> None:
    assert label("鼓励企业参展", "给予展位补贴。(市科技局、市金融局、市交通运输局负责)")[0] == ("trade-market",)
    assert label("便利货车通行", "责任单位:市市场监管局、市税务局")[0] == ("logistics",)


def test_a_demand_hands_nothing_out_and_a_wish_has_no_means() -> None:
    assert label("担保机构要控制补贴", nature=Nature.OBLIGATION)[1] == ("obligation",)
    assert label("引导银行发放贷款", nature=Nature.INTENTION)[1] == ()
