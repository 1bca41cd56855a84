from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from scraper.facts.lines import find_lines
from scraper.facts.validity import add_months, read_validity
from scraper.model import Page, ValidityStatus
from scraper.text.fold import fold_body

SIGNED = date(2021, 3, 5)
TERMS = [
    ("本办法自2023年9月8日起施行，有效期3年。", "2023-09-08", "2026-09-07"),
    ("本通知自印发之日起施行。", "2021-03-05", None),
    ("本意见自印发之日起实施，有效期至2022年12月31日。", "2021-03-05", "2022-12-31"),
    ("本措施自发布之日起30日后施行，有效期2年。", "2021-04-04", "2023-04-03"),
    ("本通知有效期1年。", "2021-03-05", "2022-03-04"),
    ("本意见由县旅游局负责解释，自2019年1月1日起执行，暂定三年。", "2019-01-01", "2021-12-31"),
    ("以上政策执行至2021年6月底。", None, "2021-06-30"),
    ("上述措施实施期限暂定至2021年12月31日。", None, "2021-12-31"),
    ("本政策执行期限自2021年1月1日至2021年12月31日。", "2021-01-01", "2021-12-31"),
    ("本条例自2020年4月10日起施行。", "2020-04-10", None),
    ("本办法自二〇二一年四月一日起施行。", "2021-04-01", None),
    ("本办法自印发之日起一个月后施行。", "2021-04-05", None),
    ("本措施自2021年1月1日起至2022年12月31日止执行。", "2021-01-01", "2022-12-31"),
    ("本规定有效期为十八个月。", "2021-03-05", "2022-09-04"),
]


@pytest.mark.parametrize(("sentence", "start", "end"), TERMS)
def test_a_sentence_sets_the_term(make_page: Callable[..., Page], sentence: str, start: str | None, end: str | None) -> None:
    page = make_page("一、加大支持。对企业给予补助。", sentence)
    found = read_validity(page, find_lines(fold_body(page.body)), SIGNED, None)
    assert (str(found.start) if found.start else None, str(found.end) if found.end else None) == (start, end)
    assert found.text is not None
    assert found.span is not None
    assert found.span.read(page.body) == found.text


@pytest.mark.parametrize(
    "text",
    [
        "对符合条件的企业，减免期限延长至2020年6月30日。",
        "（一）缓缴期限3个月，缓缴期间免收滞纳金。",
        "自2020年2月起，免征企业养老保险单位缴费。",
        "自3月17日起，市工信局上线了平台。",
        "营业执照在有效期内。",
        "截至3月15日，已复工205户。",
        "请于2020年3月10日前报送材料。",
        "贷款期限最长不超过3年。",
    ],
)
def test_the_terms_of_single_measures_are_not_the_document_s(make_page: Callable[..., Page], text: str) -> None:
    page = make_page("关于支持企业的通知", text, *["二、其他。"] * 14)
    found = read_validity(page, find_lines(fold_body(page.body)), SIGNED, None)
    assert (found.start, found.end, found.text) == (None, None, None)


def test_the_line_of_printing_beats_the_signature_as_a_start(make_page: Callable[..., Page]) -> None:
    page = make_page("本通知自印发之日起施行，有效期5年。")
    found = read_validity(page, find_lines(fold_body(page.body)), date(2021, 3, 5), date(2021, 3, 8))
    assert (found.start, found.end) == (date(2021, 3, 8), date(2026, 3, 7))


def test_the_header_table_comes_first(make_page: Callable[..., Page]) -> None:
    page = make_page("本通知自印发之日起施行，有效期1年。", effective="2025-06-01", expires="2026-06-01", validity="有效")
    found = read_validity(page, find_lines(fold_body(page.body)), SIGNED, None)
    assert (found.start, found.end, found.stated) == (date(2025, 6, 1), date(2026, 6, 1), ValidityStatus.IN_FORCE)


@pytest.mark.parametrize(
    ("value", "status"),
    [("有效", ValidityStatus.IN_FORCE), ("失效", ValidityStatus.EXPIRED), ("已废止", ValidityStatus.REPEALED), ("——", None)],
)
def test_the_printed_status_is_kept(make_page: Callable[..., Page], value: str, status: ValidityStatus | None) -> None:
    page = make_page("正文。", validity=value)
    assert read_validity(page, (), None, None).stated is status


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2023, 9, 8), 36, date(2026, 9, 7)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 12, 1), 1, date(2020, 12, 31)),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end
