from __future__ import annotations

from datetime import date

import pytest

from scraper.cards.lead_bodies import read_bodies
from scraper.cards.measure_details import (
    find_channel,
    find_funding,
    find_materials,
    find_window,
    read_basis,
    read_contacts,
    read_delivery,
)
from scraper.cards.summaries import SUMMARY_LIMIT, write_summary
from scraper.cards.targets import read_target
from scraper.cards.windows import read_term
from scraper.figures.quantities import find_figures
from scraper.measures.measure_reading import read_measures
from scraper.model import Actionability, Delivery, Document, Kind, Nature, Target
from scraper.text.fold import fold_body
from tests.measuring import load_lexicon, read

DELIVERIES = [
    ("实行免申即享", Delivery.AUTOMATIC_ENTITLEMENT),
    ("企业无需申报,数据核查后发放", Delivery.AUTOMATIC_ENTITLEMENT),
    ("采取即申即享方式", Delivery.FAST_TRACK),
    ("由税务部门直接抵扣", Delivery.AUTOMATIC),
    ("可向区人社局申请", Delivery.APPLICATION),
    ("由市里统筹解决", Delivery.COORDINATED),
    ("给予一次性补贴", Delivery.UNSTATED),
]


@pytest.mark.parametrize(("text", "delivery"), DELIVERIES)
def test_the_text_tells_how_a_benefit_arrives(text: str, delivery: Delivery) -> None:
    assert read_delivery(text, Nature.BENEFIT) is delivery


def test_reports_are_delivered_to_nobody() -> None:
    assert read_delivery("已免申即享兑现2亿元", Nature.REPORT) is Delivery.UNSTATED


TARGETS = [
    ("对中小微企业给予贴息", ("企业",), ("micro", "small", "medium"), ()),
    ("个体工商户和小微企业", ("企业", "个体工商户"), ("micro", "small", "self-employed"), ()),
    ("对小型微型企业减半征收", ("企业",), ("micro", "small"), ()),
    ("对大中型企业实行备案", ("企业",), ("medium", "large"), ()),
    ("支持中小学校舍建设", (), (), ()),
    ("餐饮住宿企业免租", ("企业",), (), ("住宿和餐饮业",)),
    ("毕业两年内的高校毕业生", ("高校毕业生",), (), ()),
    ("以灵活就业身份参加企业职工养老保险", (), (), ()),
    ("优化流程", (), (), ()),
]


@pytest.mark.parametrize(("text", "actors", "sizes", "sectors"), TARGETS)
def test_the_text_tells_for_whom_a_measure_is(text: str, actors: tuple[str, ...], sizes: tuple[str, ...], sectors: tuple[str, ...]) -> None:
    target = read_target(text)
    assert (target.actors, target.sizes, target.sectors) == (actors, sizes, sectors)


def test_the_condition_is_kept_as_printed() -> None:
    assert read_target("对年营业收入2000万元以上的企业,给予奖励").text == "年营业收入2000万元以上的企业"


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("材料齐全的3个工作日内办结", "3个工作日内办结"),
        ("48小时内完成审核", "48小时内完成审核"),
        ("即时办结", "即时办结"),
        ("期限3个月", None),
    ],
)
def test_a_window_is_the_promised_time(text: str, window: str | None) -> None:
    assert find_window(text) == window


TERMS = [
    ("自2021年1月1日起执行至2021年12月31日", {"start": date(2021, 1, 1), "end": date(2021, 12, 31)}),
    ("政策执行期限至2022年6月30日", {"end": date(2022, 6, 30)}),
    ("请于2021年5月20日前提交申请材料", {"apply_to": date(2021, 5, 20)}),
    ("申报时间为2021年3月1日至3月31日", {"apply_from": date(2021, 3, 1), "apply_to": date(2021, 3, 31)}),
    ("自2020年2月至6月,免征单位缴费部分", {"start": date(2020, 2, 1), "end": date(2020, 6, 30)}),
    ("2020年3月至5月,降低工商业电价", {"start": date(2020, 3, 1), "end": date(2020, 5, 31)}),
    ("延期缴费,期限为3月至4月", {"start": date(2021, 3, 1), "end": date(2021, 4, 30)}),
    ("对小规模纳税人,自2020年12月1日至2021年3月31日免征", {"start": date(2020, 12, 1), "end": date(2021, 3, 31)}),
    ("给予补贴,执行至2020年底", {"end": date(2020, 12, 31)}),
    ("申报时间:2021年3月1日至20日", {"apply_from": date(2021, 3, 1), "apply_to": date(2021, 3, 20)}),
    ("对2020年2月至6月缴费的企业给予补贴", {}),
    ("公示期限:2021年8月12日至8月18日", {}),
    ("自2020年2月1日至3月9日期间复工的企业", {}),
    ("2020年8月5日召开会议", {}),
    ("开票日期为2020年1月1日至6月30日", {}),
]


@pytest.mark.parametrize(("text", "dates"), TERMS)
def test_dates_are_named_by_the_words_around_them(text: str, dates: dict[str, date]) -> None:
    assert read_term(text, 2021) == dates


def test_a_date_without_a_year_is_completed_by_the_document_only() -> None:
    body = "一、给予补贴。请于4月30日前提交申请。"
    dated = Document(title=None, kind=Kind.OFFICIAL, written=date(2022, 3, 1))
    assert read_measures(fold_body(body), dated, load_lexicon())[0].apply_to == date(2022, 4, 30)
    assert read(body)[0].apply_to is None


def test_bodies_are_parted_into_lead_and_helpers() -> None:
    assert read_bodies("(责任单位:市商务局、市财政局)") == ("市商务局、市财政局", ())
    assert read_bodies("没有说明") == (None, ())


def test_channel_funding_materials_and_basis_are_kept_as_printed() -> None:
    text = "根据《惠企条例》,登录惠企平台提出申请,网址https://example.org/apply。所需资金由市财政承担。申请材料:营业执照、申请表"
    assert find_channel(text) == "惠企平台 https://example.org/apply"
    assert find_funding(text) == "所需资金由市财政承担"
    assert find_materials(text) == "营业执照、申请表"
    assert read_basis(text) == ("《惠企条例》",)


def test_pictures_are_no_channel() -> None:
    assert find_channel("![](https://example.org/a.png)") is None


def test_masked_phones_stay_masked() -> None:
    office, mobile = read_contacts("咨询电话:0531-12345678,联系电话:138****0000")
    assert (office.phone, office.masked) == ("0531-12345678", False)
    assert (mobile.phone, mobile.masked) == ("138****0000", True)


def test_what_the_text_does_not_say_stays_unknown() -> None:
    assert find_channel("给予补贴") is find_window("给予补贴") is find_funding("给予补贴") is find_materials("给予补贴") is None
    assert read_contacts("给予补贴") == read_basis("给予补贴") == ()


RATED = [
    ("一、给予补贴。对小微企业给予5万元补贴,可向区商务局申请。", Actionability.A),
    ("一、给予补贴。对小微企业给予5万元补贴。", Actionability.B),
    ("一、鼓励创新。鼓励企业开展研发。", Actionability.C),
    ("一、严格管理。企业必须落实主体责任,可向区应急局咨询。", Actionability.B),
]


@pytest.mark.parametrize(("body", "rating"), RATED)
def test_who_what_and_how_make_a_measure_actionable(body: str, rating: Actionability) -> None:
    assert read(body)[0].actionability is rating


def test_a_summary_adds_the_main_figure_and_the_target() -> None:
    text = "对企业给予最高50万元补助"
    assert write_summary("技术改造补助", find_figures(fold_body(text)), Target(actors=("企业",))) == "技术改造补助，最高50万元，面向企业"


def test_a_summary_does_not_take_a_condition_for_the_gift() -> None:
    assert write_summary("见习补贴", find_figures(fold_body("按不低于最低工资80%支付补贴")), Target()) == "见习补贴"


GAINS = [
    ("对三星级、四星级、五星级酒店分别奖励20万元、50万元、100万元", "酒店创建，最高100万元"),
    ("对单个项目按投资的20%补助,最高不超过200万元", "酒店创建，最高200万元"),
    ("每年安排最高100万元经费支持平台建设", "酒店创建，资金总额100万元/年"),
    ("按每招用1人不超过1500元补助", "酒店创建，最高1500元/人"),
    ("每人每月补贴300元", "酒店创建，300元/人·月"),
    ("按投资额的5%—20%给予奖励", "酒店创建，5%—20%"),
    ("给予10万元—100万元奖励", "酒店创建，10万元—100万元"),
    ("按每托位500元补助,按每人每年100元补贴", "酒店创建"),
    ("24小时内放款", "酒店创建，24小时内"),
    ("贷款年利率不超过4%", "酒店创建，不超过4%"),
    ("减按90%计入收入总额", "酒店创建"),
    ("对单户贷款500万元以下的企业给予补贴", "酒店创建"),
]


@pytest.mark.parametrize(("text", "summary"), GAINS)
def test_a_summary_tells_what_one_firm_gets_and_no_more(text: str, summary: str) -> None:
    assert write_summary("酒店创建", find_figures(fold_body(text)), Target()) == summary


def test_a_summary_is_never_too_long() -> None:
    assert len(write_summary("很长的要点" * 30, find_figures(fold_body("补助5万元")), Target(actors=("企业",)))) <= SUMMARY_LIMIT


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("请登录网址http://a.example.cn/apply填报。", "http://a.example.cn/apply"),
        ("给予补贴。\n原文:http://a.example.cn/1.html", None),
        ("给予补贴。\n本文链接:http://a.example.cn/1.html", None),
        ("http://a.example.cn/1.html", None),
    ],
)
def test_an_address_is_a_channel_only_where_the_words_before_it_say_so(text: str, channel: str | None) -> None:
    assert find_channel(text) == channel
