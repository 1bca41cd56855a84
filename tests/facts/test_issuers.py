from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.facts.issuers import read_issuers, split_holders
from scraper.facts.lines import find_lines
from scraper.facts.organs import is_organ, split_organs
from scraper.facts.signature import find_signature
from scraper.model import Page
from scraper.text.fold import fold_body


@pytest.mark.parametrize(
    "name",
    [
        "山东省工业和信息化厅",
        "滨州市人民政府办公室",
        "中国人民银行济南分行营业管理部",
        "中共某区委统战部",
        "国务院",
        "财政部",
        "某市复工复产领导小组",
        "国网某省电力有限公司",
        "某市妇联",
        "某市工商联",
        "自治区社科规划办",
        "某某建设部城市建设司",
    ],
)
def test_authorities_are_told_by_their_ending(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize(
    "text",
    ["各市工业和信息化局", "编辑:沈文刚", "请联系人社局", "政府办公厅", "关于支持企业的意见", "责任编辑部", "由市财政局", "特此通知"],
)
def test_other_lines_are_no_authorities(text: str) -> None:
    assert not is_organ(text)


@pytest.mark.parametrize(
    ("line", "organs"),
    [
        ("广州市民政局 广州市财政局", ("广州市民政局", "广州市财政局")),
        ("某市经信局、某市财政局", ("某市经信局", "某市财政局")),
        ("山东省 工业和信息化厅", ("山东省工业和信息化厅",)),
        ("国 务 院", ("国务院",)),
        ("某市商务局(盖章)", ("某市商务局",)),
        ("某市商务局负责解释", ()),
        ("滨州市商务局滨州市财政局", ("滨州市商务局", "滨州市财政局")),
        ("滨州市科技局滨州市财政局滨州市商务局", ("滨州市科技局", "滨州市财政局", "滨州市商务局")),
        ("某某县委员会邮政储蓄银行某某县支行", ("某某县委员会", "邮政储蓄银行某某县支行")),
        ("财政部国家税务总局", ("财政部", "国家税务总局")),
        ("国家税务总局滨州市税务局", ("国家税务总局滨州市税务局",)),
        ("吉林省吉林市财政局", ("吉林省吉林市财政局",)),
        ("市市场监管局", ("市市场监管局",)),
        ("中 央 编 办", ("中央编办",)),
        ("中华人民共和国某某建设部", ("某某建设部",)),
        ("中华人民共和国某某海关", ("中华人民共和国某某海关",)),
        ("", ()),
    ],
)
def test_a_line_of_authorities_is_parted(line: str, organs: tuple[str, ...]) -> None:
    assert split_organs(line) == organs


SIGNED = [
    ("特此通知。\n\n滨州市商务局\n\n2021年3月5日", ("滨州市商务局",), date(2021, 3, 5)),
    ("滨州市商务局\n\n二〇二一年三月五日", ("滨州市商务局",), date(2021, 3, 5)),
    ("某区科技局\n\n某区人社局\n\n中共某区委统战部\n\n2023年8月9日", ("某区科技局", "某区人社局", "中共某区委统战部"), date(2023, 8, 9)),
    ("滨州市民政局 滨州市财政局\n\n2021 年 3 月 5 日", ("滨州市民政局", "滨州市财政局"), date(2021, 3, 5)),
    ("请遵照执行。滨州市商务局 2021年3月5日", ("滨州市商务局",), date(2021, 3, 5)),
    ("滨州市商务局2021年3月5日（此件公开发布）", ("滨州市商务局",), date(2021, 3, 5)),
    ("某市政府令\n\n第179号\n\n现予公布。\n\n市 长：张三\n\n2021年1月29日", ("某市政府",), date(2021, 1, 29)),
    ("某某部令\n\n第12号\n\n现予公布。\n\n某某建设部部长 张三\n\n2021年1月29日", ("某某建设部",), date(2021, 1, 29)),
    ("请执行。\n\n滨州市商务局\n\n2021年3月5日 （联系人：张三） 滨州市贴息办法 第一条 为了贴息。", ("滨州市商务局",), date(2021, 3, 5)),
    ("请执行。\n\n滨州市商务局2021年3月5日 （联系人：张三） 滨州市贴息办法 第一条 为了贴息。", ("滨州市商务局",), date(2021, 3, 5)),
    ("特此通知。\n\n2021年3月5日\n\n滨州市商务局\n\n滨州市财政局", ("滨州市商务局", "滨州市财政局"), date(2021, 3, 5)),
    ("特此通知。\n\n滨州市商务局\n\n二〇二一 年  三 月  五 日", ("滨州市商务局",), date(2021, 3, 5)),
    ("近来就业压力加大。" * 20 + "请执行。滨州市政府2021年8月24日（此件公开发布）某市规划", ("滨州市政府",), date(2021, 8, 24)),
    ("近来就业压力加大。" * 20 + "请执行。滨州市政府办公室 2021年8月24日 关于促进就业的意见", ("滨州市政府办公室",), date(2021, 8, 24)),
    ("近来就业压力加大。" * 20 + "附件：企业名单 滨州市政府2021年8月24日 附件企业名单", ("滨州市政府",), date(2021, 8, 24)),
]


@pytest.mark.parametrize(("body", "organs", "day"), SIGNED)
def test_a_signature_is_authorities_above_a_date(body: str, organs: tuple[str, ...], day: date) -> None:
    found = find_signature(find_lines(fold_body(body)))
    assert found is not None
    assert (found.organs, found.day) == (organs, day)
    assert "".join(found.organ_span.read(body).split()) == "".join(organs)


@pytest.mark.parametrize(
    "body",
    [
        "2021年3月5日下午，市长调研企业。",
        "来源：滨州市商务局\n\n2021-03-05",
        "记者张三\n\n2021年3月5日",
        "各县区商务局：\n\n2021年3月5日",
        "2月20日上午",
        "2021年3月5日\n\n滨州市商务局\n\n近日，企业复工。",
        "滨州市商务局\n\n2021年3月5日 召开会议，部署工作。",
        "滨州市商务局 2021年3月5日 浏览次数：1\n\n近日，企业复工。",
        "近日，企业复工。\n\n滨州市商务局2021年3月5日 召开会议，部署工作。",
        "近来就业压力加大。" * 20 + "滨州市政府2021年3月5日召开会议。省政府2021年3月1日印发意见。",
    ],
)
def test_reports_carry_no_signature(body: str) -> None:
    assert find_signature(find_lines(fold_body(body))) is None


def test_the_first_signature_is_the_document_s_own() -> None:
    body = "现转发给你们。\n\n甲市财政局\n\n2021年5月1日\n\n乙省关于某事的通知\n\n乙省财政厅\n\n2021年4月1日"
    found = find_signature(find_lines(fold_body(body)))
    assert found is not None
    assert found.organs == ("甲市财政局",)


@pytest.mark.parametrize(
    ("title", "holders"),
    [
        ("财政部 税务总局关于支持个体工商户的公告", ("财政部", "税务总局")),
        ("滨州市卫生健康委等4部门关于推进签约服务的通知", ("滨州市卫生健康委",)),
        ("滨州市人民政府办公室印发《关于某事的意见》的通知", ("滨州市人民政府办公室",)),
        ("国家金融监督管理总局浙江监管局行政处罚信息公开表", ("国家金融监督管理总局浙江监管局",)),
        ("山东省关于严把质量的紧急通知", ()),
        ("关于支持企业的通知", ()),
        ("滨州市促进就业条例", ()),
    ],
)
def test_a_title_begins_with_its_authorities(title: str, holders: tuple[str, ...]) -> None:
    assert split_holders(title) == holders


def test_the_congress_that_passed_a_regulation_issued_it(make_page: Callable[..., Page]) -> None:
    page = make_page("2020年4月10日 上海市第十五届人民代表大会常务委员会第二十次会议通过", "第一条 为了某事，制定本条例。")
    found = read_issuers(page, find_lines(fold_body(page.body)), "上海市某条例", None, None)
    assert found is not None
    assert found.names == ("上海市人民代表大会常务委员会",)
    assert found.span is not None
    assert found.span.read(page.body) == found.quote


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ({"issuer": "滨州市民政局,滨州市财政局"}, ("滨州市民政局", "滨州市财政局")),
        ({"source_name": "合肥市经信局、合肥市财政局"}, ("合肥市经信局", "合肥市财政局")),
        ({"source_name": "合肥市经信局"}, ()),
        ({"source_name": "滨州日报"}, ()),
        ({"source_name": "滨州市人民政府网"}, ()),
        ({"site_name": "滨州市商务局"}, ()),
    ],
)
def test_statements_of_the_page_count_last_and_papers_never(
    make_page: Callable[..., Page], stated: dict[str, str], names: tuple[str, ...]
) -> None:
    page = make_page("为支持企业，制定本细则。", **stated)
    found = read_issuers(page, find_lines(fold_body(page.body)), "某细则", None, None)
    assert (found.names if found else ()) == names


@given(st.text(alphabet="滨州市商务局民政财 、，0123年月日\n", max_size=60))
def test_a_signature_s_spans_lie_in_the_body(text: str) -> None:
    found = find_signature(find_lines(fold_body(text)))
    if found:
        assert found.span.holds(found.day_span)
        assert found.span.holds(found.organ_span)
        assert all(name in "".join(found.organ_span.read(text).split()) for name in found.organs)


def test_solemn_paper_names_the_state_before_its_office() -> None:
    found = find_signature(find_lines(fold_body("中华人民共和国国务院令第999号\n\n现予公布。\n\n总 理 张三\n\n二○二一年七月八日")))
    assert found is not None
    assert (found.organs, found.day) == (("国务院",), date(2021, 7, 8))


def read_names(make_page: Callable[..., Page], *paragraphs: str, title: str | None = None) -> tuple[str, ...]:
    page = make_page(*paragraphs)
    lines = find_lines(fold_body(page.body))
    found = read_issuers(page, lines, title, None, find_signature(lines))
    assert found is None or found.span is None or found.span.read(page.body) == found.quote
    return found.names if found else ()


DAY = "2021年3月5日"
FULL = [
    # the unit's own name alone is told in full by what else names as many
    ((("特此通知。", "省科技厅", DAY), "某某省科学技术厅关于申报的通知"), ("某某省科学技术厅",)),
    ((("某某省财政厅文件", "现就有关事项通知如下。", "省财政厅", DAY), "关于申报的通知"), ("某某省财政厅",)),
    ((("特此通知。", "省科技厅", "省财政厅", DAY), "某某省科学技术厅 某某省财政厅关于申报的通知"), ("某某省科学技术厅", "某某省财政厅")),
    # what another office wrote, and is passed on, names nobody in full
    ((("特此通知。", "市人社局", DAY), "人力资源社会保障部关于返还的通知"), ("市人社局",)),
    ((("特此通知。", "市人社局", DAY), "某某省财政厅关于返还的通知"), ("市人社局",)),
    # two sign, the title names one: the signature stands
    ((("特此通知。", "省科技厅", "省财政厅", DAY), "某某省科学技术厅等关于申报的通知"), ("省科技厅", "省财政厅")),
    ((("特此通知。", "市人社局", DAY), "市人社局关于申报的通知"), ("市人社局",)),
    # the page calls itself by its annex; the notice's own title stands above the first sentence
    ((("某某委 某某部关于印发《监管办法》的通知", "现印发给你们。", DAY), "监管办法"), ("某某委", "某某部")),
    ((("现印发给你们。", DAY, "某某部关于监管的意见"), "关于转发某意见的通知"), ()),
    # a month is no day, but those above it sign
    ((("对企业给予补助。", "某某市就业办公室", "某某市人社局", "2020年4月"), "培训政策"), ("某某市就业办公室", "某某市人社局")),
    ((("对企业给予补助。", "2020年4月"), "培训政策"), ()),
    (
        (("某法已由中华人民共和国第十届全国人民代表大会常务委员会第三十一次会议于2007年12月29日通过。",), "某法"),
        ("全国人民代表大会常务委员会",),
    ),
]


@pytest.mark.parametrize(("given_text", "names"), FULL)
def test_issuers_are_named_in_full_by_the_best_witness(
    make_page: Callable[..., Page], given_text: tuple[tuple[str, ...], str], names: tuple[str, ...]
) -> None:
    assert read_names(make_page, *given_text[0], title=given_text[1]) == names


@pytest.mark.xfail(strict=True, reason="an abbreviation of a congress is not spelled out: the words of the page are its evidence")
def test_a_congress_named_in_short_is_spelled_out(make_page: Callable[..., Page]) -> None:
    note = "2018年3月20日，第十三届全国人大一次会议表决通过了某法。"
    assert read_names(make_page, note, title="某法") == ("全国人民代表大会",)


@given(st.lists(st.sampled_from(("财政局", "商务局", "人力资源和社会保障局", "科学技术委员会")), min_size=1, max_size=6))
def test_names_of_one_place_are_parted_where_they_are_glued(offices: list[str]) -> None:
    names = tuple(f"某某自治县{office}" for office in offices)
    assert split_organs("".join(names)) == split_organs(" ".join(names)) == names


@pytest.mark.parametrize("line", ["局" * 300 + "x", "某某局 " * 200 + "x", "某某局" * 200, "国务院" * 300])
def test_hostile_lines_of_names_are_parted_at_once(line: str) -> None:
    start = perf_counter()
    split_organs(line)
    assert perf_counter() - start < 2


@pytest.mark.parametrize("text", ["现予公布。\n\n政府市长 张三\n\n2021年1月29日", "现予公布。\n\n总经理 张三\n\n2021年1月29日"])
def test_an_officer_of_nobody_signs_for_none(text: str) -> None:
    assert find_signature(find_lines(fold_body(text))) is None
