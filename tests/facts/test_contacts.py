from __future__ import annotations

import pytest

from scraper.facts.contacts import read_contacts
from scraper.people.privacy import mask_people
from scraper.text.fold import fold_width

CASES = [
    ("联系人：张三，联系电话：0543-3160000", [(None, "0543-3160000", False)]),
    (
        "咨询单位：市工信局技术改造处，电话：0531-86062222、86062333",
        [("市工信局技术改造处", "0531-86062222", False), ("市工信局技术改造处", "86062333", False)],
    ),
    ("联系电话：13900001234，18600005678", [(None, "139****1234", True), (None, "186****5678", True)]),
    ("如有疑问请拨打服务热线12345。", [(None, "12345", False)]),
    ("市人社局咨询电话：(0543)3160000", [("市人社局", "(0543)3160000", False)]),
    ("由区商务局企业服务科负责，联系电话：020-88831000转2", [("区商务局企业服务科", "020-88831000转2", False)]),
    ("召开电话会议2020年部署", []),
    ("热线12", []),
    ("联系人才服务中心", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_offices_and_telephones_are_read(text: str, wanted: list[tuple[str | None, str, bool]]) -> None:
    found = read_contacts(fold_width(mask_people(text)))
    assert [(contact.office, contact.phone, contact.masked) for contact in found] == wanted


def test_a_number_is_listed_once() -> None:
    text = "电话：0543-3160000\n\n咨询电话：0543-3160000"
    assert len(read_contacts(fold_width(text))) == 1


def test_an_office_of_another_line_does_not_count() -> None:
    (found,) = read_contacts(fold_width("滨州市商务局\n\n联系电话：0543-3160000"))
    assert found.office is None


def test_the_yard_of_an_address_is_no_office() -> None:
    found = read_contacts("某某县科技局人才科,地址:某某路1号区机关大院,电话:0543-3160000")
    assert [contact.office for contact in found] == ["某某县科技局人才科"]
