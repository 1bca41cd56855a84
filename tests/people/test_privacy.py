from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.people.privacy import mask_people

MASKED = [
    ("联系电话：13900001234，18600005678", "联系电话：139****1234，186****5678"),
    ("手机 139-0000-1234", "手机 139-****-1234"),
    ("手机139 0000 1234。", "手机139 **** 1234。"),
    ("+86 13900001234", "+86 139****1234"),
    ("身份证号371601199001011234", "身份证号371601**********34"),
    ("身份证37160119900101123X，", "身份证371601**********3X，"),
    ("张三13900001234李四", "张三139****1234李四"),
    ("手机：１３９００００１２３４", "手机：１３９****１２３４"),
    ("外地加0：013900001234", "外地加0：0139****1234"),
]
KEPT = [
    "0543-3160000",
    "（0531）86062222、86062333",
    "12345",
    "400-800-1234",
    "95588",
    "索引号 113716004453201900",
    "公网安备 41170202000005号",
    "资金13900001234.56元",
    "1390000123",
    "139000012345",
    "http://a.gov.cn/art/2020/content_13912345678901.html",
    "127028584",
    "020-13900001234",
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_mobiles_and_identity_numbers_are_masked(text: str, masked: str) -> None:
    assert mask_people(text) == masked


@pytest.mark.parametrize("text", KEPT)
def test_office_lines_and_other_numbers_are_kept(text: str) -> None:
    assert mask_people(text) == text


def test_names_stay() -> None:
    assert mask_people("联系人：张三、李四").startswith("联系人：张三、李四")


@given(st.text(alphabet="0123456789 -:：张三电话Xx+", max_size=60))
def test_masking_keeps_length_and_runs_once(text: str) -> None:
    masked = mask_people(text)
    assert len(masked) == len(text)
    assert mask_people(masked) == masked
