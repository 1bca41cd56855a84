from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.facts.lines import find_lines
from scraper.facts.numbers import find_numbers, parse_number, read_own_number, trim_org
from scraper.text.fold import fold_body, fold_width

PRINTED = [
    ("鲁工信研[2020]19号", "鲁工信研〔2020〕19号"),
    ("鲁政办发〔2020〕4号", "鲁政办发〔2020〕4号"),
    ("国办发【2020】5号", "国办发〔2020〕5号"),
    ("甘政办发(2020)12号", "甘政办发〔2020〕12号"),
    ("黔南府办函〔2020〕 3号", "黔南府办函〔2020〕3号"),
    ("财税〔2020〕第8号", "财税〔2020〕8号"),
    ("汇发[2020]22号", "汇发〔2020〕22号"),
    ("银发﹝2020﹞29号", "银发〔2020〕29号"),
    ("滨政字〔2021〕007号", "滨政字〔2021〕7号"),
    ("滨 政 办 发〔2021〕7 号", "滨政办发〔2021〕7号"),
]


@pytest.mark.parametrize(("printed", "number"), PRINTED)
def test_a_number_is_read_in_any_brackets(printed: str, number: str) -> None:
    assert [quoted.number.text for quoted in find_numbers(fold_width(printed))] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "(2020年修订)",
        "[2020]",
        "浙ICP备2022035435号-3",
        "豫公网安备 41170202000005号",
        "第83号",
        "青人社厅发〔〕24号",
        "(2020)粤01民初12号",
        "粤(2020)广州市不动产权第0001号",
        "索引号〔2020〕12号",
        "卫生许可证〔2020〕12号",
        "鲁政办发〔2020〕4",
    ],
)
def test_registrations_and_mutilated_numbers_are_none(text: str) -> None:
    assert list(find_numbers(fold_width(text))) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("财政部 税务总局公告2020年第8号", "财政部 税务总局公告2020年第8号"),
        ("国家税务总局公告2019年第13号", "国家税务总局公告2019年第13号"),
        ("某市商务局2020 年第 13 号公告", "某市商务局公告2020年第13号"),
        ("某市民政局通告2021年第三号", "某市民政局通告2021年第3号"),
        ("（滨人社发〔2021〕7号）", "滨人社发〔2021〕7号"),
        ("2020年1号线", None),
        ("第1号", None),
        ("无", None),
        ("", None),
        ("见滨人社发〔2021〕7号文", None),
    ],
)
def test_a_statement_is_a_number_or_nothing(text: str, number: str | None) -> None:
    found = parse_number(text)
    assert (found.text if found else None) == number


@pytest.mark.parametrize(
    ("org", "code"),
    [
        ("按照鲁政办发", "鲁政办发"),
        ("经研究并根据国务院文件国发", "国发"),
        ("废止以粤人社规", "粤人社规"),
        ("和政办发", "和政办发"),
        ("如政发", "如政发"),
        ("国办发", "国办发"),
        ("某省人民政府办公厅便函字", "便函字"),
        ("省财政厅鲁财金", "省财政厅鲁财金"),
    ],
)
def test_the_code_word_is_cut_out_of_a_sentence(org: str, code: str) -> None:
    assert trim_org(org) == code


OWN = [
    ("滨人社发〔2021〕7号\n\n各县区人社局：\n\n根据鲁人社发〔2021〕3号文件，现通知如下。", "滨人社发〔2021〕7号"),
    ("关于稳岗的通知\n\n发文字号：滨人社发〔2021〕7号\n\n各县区：", "滨人社发〔2021〕7号"),
    ("滨政发〔2021〕7号　　　　签发人：张三\n\n关于某事的报告", "滨政发〔2021〕7号"),
    ("（滨政发〔2021〕7号）\n\n各县区：", "滨政发〔2021〕7号"),
    ("某市政府关于稳岗的意见滨政发〔2021〕7号各县区政府，市政府各部门：近来……", "滨政发〔2021〕7号"),
    ("财政部 税务总局公告\n\n2020年第8号\n\n为支持企业，现公告如下：", "财政部 税务总局公告2020年第8号"),
    ("根据鲁政发〔2021〕3号、财税〔2020〕8号，现将有关事项通知如下。", None),
    ("现转发《某省政府关于稳岗的意见》（鲁政发〔2021〕3号），请执行。", None),
    ("各县区：\n\n一、二、三。\n\n某市政府\n\n2021年3月5日", None),
    ("……另行制定。滨政办发〔2013〕158号滨州市人民政府办公室关于印发某办法的通知", "滨政办发〔2013〕158号"),
]


@pytest.mark.parametrize(("body", "number"), OWN)
def test_the_own_number_stands_apart_from_those_cited(body: str, number: str | None) -> None:
    found = read_own_number(find_lines(fold_body(body)))
    assert (found[0].number.text if found else None) == number


def test_the_number_of_an_annexed_document_is_not_the_own_one() -> None:
    body = (
        "各县区：\n\n现转发给你们。\n\n某市政府办公室\n\n2021年3月5日\n\n某省政府关于稳岗的意见\n\n鲁政发〔2021〕3号\n\n各市："
        + "\n\n一" * 4
    )
    assert read_own_number(find_lines(fold_body(body)), stop=body.index("某省政府")) is None


def test_the_quote_of_an_own_number_stands_in_the_body() -> None:
    body = "关于稳岗的通知\n\n发文字号：滨人社发〔2021〕7号\n\n各县区："
    found = read_own_number(find_lines(fold_body(body)))
    assert found is not None
    assert found[0].span.read(body) == "滨人社发〔2021〕7号"


@given(st.text(alphabet="鲁政发〔〕[]（）20201号第、根据 \n", max_size=80))
def test_each_span_holds_year_and_serial(text: str) -> None:
    for quoted in find_numbers(fold_width(text)):
        words = quoted.span.read(text)
        assert str(quoted.number.year) in words
        assert str(quoted.number.serial) in words
