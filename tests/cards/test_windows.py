"""The days of a measure: the last one to apply, the first and the last that it holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cards.windows import read_term
from scraper.text.fold import fold_width

LAST_DAYS = [
    ("申报截止时间为2024年5月31日", date(2024, 5, 31)),
    ("申请截止日期：2024年5月31日", date(2024, 5, 31)),
    ("报名截止至6月30日", date(2021, 6, 30)),
    ("申报时间为2024年5月31日前", date(2024, 5, 31)),
    ("受理时间：即日起至2024年6月30日", date(2024, 6, 30)),
    ("补贴申请截止2024年12月31日", date(2024, 12, 31)),
    ("申报截止日期2024-12-31", date(2024, 12, 31)),
    ("请于今年年底前提交申请", date(2021, 12, 31)),
    ("请于6月底前报送名单", date(2021, 6, 30)),
    ("请于2024年3月31日（星期日）下午5:30前提交申请表", date(2024, 3, 31)),
    ("请在2024.4.1前报名", date(2024, 4, 1)),
    ("于2020年11月20日前报云溪茶叶协会审核", date(2020, 11, 20)),
]
RANGES = [
    ("受理期限：2024.4.1-2024.4.30", date(2024, 4, 1), date(2024, 4, 30)),
    ("申报时间：2024年3月1日9:00至3月15日17:00", date(2024, 3, 1), date(2024, 3, 15)),
    ("申报时间：2023年12月20日至次年1月20日", date(2023, 12, 20), date(2024, 1, 20)),
    ("请摊主于2026年5月24日至5月26日到渡口登记", date(2026, 5, 24), date(2026, 5, 26)),
    ("报名时间为2024年7月5日（周五）至7月25日", date(2024, 7, 5), date(2024, 7, 25)),
    ("申报时间：自2024年9月1日起，至2024年9月30日止", date(2024, 9, 1), date(2024, 9, 30)),
]
TERMS = [
    ("政策执行期限为2023年11月1日至次年3月31日", date(2023, 11, 1), date(2024, 3, 31)),
    ("有效期两年，自2024年5月1日起计算", date(2024, 5, 1), date(2026, 4, 30)),
    ("自2024年5月1日起施行，有效期3年", date(2024, 5, 1), date(2027, 4, 30)),
    ("补贴自2024年2月1日起执行，期限为6个月", date(2024, 2, 1), date(2024, 7, 31)),
    ("2019年1月1日至12月31日，竹编企业可组织培训", date(2019, 1, 1), date(2019, 12, 31)),
    ("2019年1月1日至2020年12月31日，将申领条件放宽至一年", date(2019, 1, 1), date(2020, 12, 31)),
    ("减免政策执行至年底", None, date(2021, 12, 31)),
    ("2025年6月底前可按原标准支付", None, date(2025, 6, 30)),
]
NO_DAYS = [
    "9月30日前已提交申请的，按原标准办理",
    "受理时间：每年3月1日至4月30日",
    "2020年底前建成渡口",
    "公示期为3月1日至3月7日",
    "对2020年2月至6月缴费的商户",
]


@pytest.mark.parametrize(("text", "day"), LAST_DAYS)
def test_the_last_day_to_apply_is_never_the_first(text: str, day: date) -> None:
    assert read_term(fold_width(text), 2021) == {"apply_to": day}


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_a_time_to_apply_has_two_ends(text: str, first: date, last: date) -> None:
    assert read_term(fold_width(text), 2021) == {"apply_from": first, "apply_to": last}


@pytest.mark.parametrize(("text", "first", "last"), TERMS)
def test_a_measure_holds_as_long_as_its_text_says(text: str, first: date | None, last: date) -> None:
    days = {"start": first, "end": last} if first else {"end": last}
    assert read_term(fold_width(text), 2021) == days


@pytest.mark.parametrize("text", NO_DAYS)
def test_days_of_other_things_are_none_of_the_measure(text: str) -> None:
    assert read_term(fold_width(text), 2021) == {}


@given(
    st.dates(date(2001, 1, 1), date(2040, 12, 31)),
    st.sampled_from(("{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{0:%Y-%m-%d}")),
)
def test_a_day_behind_the_word_for_the_last_is_the_last(day: date, shape: str) -> None:
    assert read_term(f"申报截止时间为{shape.format(day)}。", None) == {"apply_to": day}
