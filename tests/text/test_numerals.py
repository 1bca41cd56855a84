"""Numerals, dates and width: tables of what is printed and what it means."""

from __future__ import annotations

from datetime import date

import pytest

from scraper.text.dates import find_dates, parse_date
from scraper.text.fold import fold_width
from scraper.text.numerals import parse_numeral

NUMERALS = {
    "0": 0,
    "〇": 0,
    "十": 10,
    "十二": 12,
    "二十三": 23,
    "廿五": 25,
    "一百零五": 105,
    "一百一": 110,
    "三百五": 350,
    "两千三": 2300,
    "一千零五十": 1050,
    "一千二百": 1200,
    "一万二": 12000,
    "3万5": 35000,
    "二十万零五百": 200500,
    "百万": 1_000_000,
    "叁佰万": 3_000_000,
    "壹佰贰拾叁万肆仟伍佰": 1_234_500,
    "3千万": 30_000_000,
    "一亿二": 120_000_000,
    "1亿2000万": 120_000_000,
    "1.5万亿": 1_500_000_000_000,
    "二百五十亿三千万": 25_030_000_000,
    "1,268": 1268,
    "1,000.50": 1000.5,
    "2.47亿": 247_000_000,
    "1.1万": 11_000,
    "6463": 6463,
    "６４６３": 6463,
    "二〇二〇": 2020,
    "零点五": 0.5,
    "三点五万": 35_000,
}
NO_NUMERALS = [
    "",
    " ",
    "万",
    "亿",
    "若干",
    "数十",
    "十几",
    "12,34",
    "1,00",
    "一二十",
    "十十",
    "百千",
    "万万",
    "1亿2亿",
    "三分之一",
    "-5",
    "1.2.3",
    "半",
    "9" * 50,
]


@pytest.mark.parametrize(("text", "value"), NUMERALS.items())
def test_a_numeral_has_its_value(text: str, value: float) -> None:
    found = parse_numeral(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_what_is_no_numeral_has_none(text: str) -> None:
    assert parse_numeral(text) is None


DATES = {
    "2020-08-02 09:04:11": (2020, 8, 2),
    "2020-08-02 09:04": (2020, 8, 2),
    "2020-08-02\xa009:04": (2020, 8, 2),
    "2020-08-02  09:04:11": (2020, 8, 2),
    "2020-08-02 09∶04": (2020, 8, 2),
    "2020-08-0209:04": (2020, 8, 2),
    "2020-08-02T09:04:11+08:00": (2020, 8, 2),
    "2020年08月02日": (2020, 8, 2),
    "2020年8月2日09:04": (2020, 8, 2),
    "2020 年 8 月 2 日": (2020, 8, 2),
    "２０２０年８月２日": (2020, 8, 2),
    "2020年8月2号": (2020, 8, 2),
    "2020-2-6": (2020, 2, 6),
    "2020.02.06": (2020, 2, 6),
    "2020/2/6": (2020, 2, 6),
    "20-03-19 09:04": (2020, 3, 19),
    "20年3月19日": (2020, 3, 19),
    "98年3月19日": (1998, 3, 19),
    "二〇二〇年二月六日": (2020, 2, 6),
    "二○二○年十二月三十一日": (2020, 12, 31),
    "二零二一年十月廿一日": (2021, 10, 21),
    "二O二O年二月六日": (2020, 2, 6),
    "发布时间：2020年2月6日 来源：本站": (2020, 2, 6),
    "2020年6月底": (2020, 6, 30),
    "2020年2月份底": (2020, 2, 29),
    "2020年底": (2020, 12, 31),
    "二〇二〇年六月底": (2020, 6, 30),
}
NO_DATES = [
    "",
    "2021-02-30",
    "2020年13月1日",
    "2020年6月31日",
    "2020-00-10",
    "二〇二〇年二月三十日",
    "二〇二〇年二月三十十日",
    "2020年8月",
    "8月2日",
    "0543-12-3456789",
    "192.168.1.1",
    "2020.1.2.3",
    "1.2.3",
    "1-2-3",
    "电话2020-12-123",
    "0年0月0日",
]


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_a_printed_date_is_read(text: str, day: tuple[int, int, int]) -> None:
    assert parse_date(text) == date(*day)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_year_completes_a_date_without_one_and_no_other() -> None:
    text = "3月17日起，至2月底；2019年3月1日除外"
    found = [(str(day), span.read(text)) for day, span in find_dates(text, year=2020)]
    assert found == [("2020-03-17", "3月17日"), ("2020-02-29", "2月底"), ("2019-03-01", "2019年3月1日")]


def test_dates_without_a_year_are_passed_over() -> None:
    assert [str(day) for day, _ in find_dates("2月25日和2020年3月1日")] == ["2020-03-01"]


def test_only_the_first_printed_date_counts() -> None:
    assert parse_date("2021-02-30 2021-03-01") is None


@pytest.mark.parametrize(
    ("text", "folded"),
    [("（２０２０）", "(2020)"), ("ＡＢｃ：；！", "ABc:;!"), ("\u3000\xa0 ", "   "), ("〔〕“”、。", "〔〕“”、。"), ("abc", "abc")],
)
def test_width_is_folded_in_place(text: str, folded: str) -> None:
    assert fold_width(text) == folded
