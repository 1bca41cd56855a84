"""Where and until when one applies: of a measure, and of a notice that says it once for all."""

from __future__ import annotations

from datetime import date

import pytest

from scraper.cards.measure_details import find_channel, read_call
from scraper.measures.measure_reading import read_measures
from scraper.model import Document, Kind
from scraper.text.fold import fold_body
from tests.measuring import load_lexicon

CHANNELS = {
    "登录云溪惠农平台,选择个人办事→补贴申办→采茶补贴": "云溪惠农平台,选择个人办事→补贴申办→采茶补贴",
    "可通过“云溪政务服务网”或“竹乡通”小程序提出申请": "“云溪政务服务网”或“竹乡通”小程序",
    "可以依法向区农业行政管理部门申请苗木补贴": "向区农业行政管理部门申请苗木补贴",
    "可在云溪政务服务网(网址:yx)搜索“采茶补贴”": "云溪政务服务网(网址:yx)",
    "到镇便民服务中心办理": "镇便民服务中心",
    "商户可向登记机关提交名单": "向登记机关提交名单",
}
NOWHERE = [
    "由财政部门审核",
    "农技站接到镇林业局申请后十日内答复",
    "加快搭建茶业平台",
    "面向社会公开",
    "作坊向金融机构申请贷款",
    "报市政府批准",
]
STEPS = {
    "一、奖励。每户二万元。\n二、申报程序\n茶农向镇农技站提出申请。": "向镇农技站提出申请",
    "申报方式:登录云溪惠农平台填报。": "云溪惠农平台",
    "五、申报及审核\n符合条件者向县茶业办公室提出书面申报。": "县茶业办公室",
    "补贴有哪些申请渠道?\n可在云溪政务服务网搜索“补贴”。": "云溪政务服务网",
    "报名办法为到镇便民服务中心办理。": "镇便民服务中心",
}


@pytest.mark.parametrize(("text", "channel"), CHANNELS.items())
def test_where_to_apply_is_told_with_its_steps(text: str, channel: str) -> None:
    assert find_channel(text) == channel


@pytest.mark.parametrize("text", NOWHERE)
def test_what_offices_do_among_themselves_is_no_channel(text: str) -> None:
    assert find_channel(text) is None


@pytest.mark.parametrize(("text", "channel"), STEPS.items())
def test_a_heading_tells_where_to_apply_for_all(text: str, channel: str) -> None:
    assert read_call(fold_body(text).folded, "关于扶持茶业的措施", 2024).channel == channel


def test_steps_inside_a_sentence_hold_for_nothing_else() -> None:
    assert read_call("部门应当优化申请流程,并向镇农技站提出建议。", "茶业条例", 2024).channel is None


BODY = "一、采茶机补贴。对购置采茶机的茶农给予每台八百元补贴。\n二、苗木补贴。给予每亩300元补贴。\n三、申报时间\n2024年5月6日至5月20日。"


def test_what_a_notice_says_once_holds_for_each_offer() -> None:
    dated = Document(title="关于申报茶业补贴的通知", kind=Kind.OFFICIAL, written=date(2024, 4, 1))
    measures = [measure for measure in read_measures(fold_body(BODY), dated, load_lexicon()) if "补贴" in measure.lead]
    assert {(measure.apply_from, measure.apply_to) for measure in measures} == {(date(2024, 5, 6), date(2024, 5, 20))}


def test_a_press_text_carries_nothing_over() -> None:
    dated = Document(title="茶业补贴开始申报", kind=Kind.NEWS, written=date(2024, 4, 1))
    assert {measure.apply_to for measure in read_measures(fold_body(BODY), dated, load_lexicon()) if "补贴" in measure.lead} == {None}
