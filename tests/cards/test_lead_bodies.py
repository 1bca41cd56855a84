"""Who answers for a measure, as printed."""

from __future__ import annotations

import pytest

from scraper.cards.lead_bodies import read_bodies

LABELLED = {
    "减免摊位费。(责任单位:云溪市商务局、云溪市财政局)": ("云溪市商务局、云溪市财政局", ()),
    "牵头单位:云溪市农技站;配合单位:云溪市财政局": ("云溪市农技站", ("云溪市财政局",)),
    "(牵头部门:云溪市林业局,配合部门:各镇(街道))": ("云溪市林业局", ("各镇(街道)",)),
    "主管部门:云溪市文旅局": ("云溪市文旅局", ()),
    "配合单位:云溪市税务局": (None, ("云溪市税务局",)),
}
BRACKETS = {
    "发放采茶补贴。(云溪市农业农村局负责)": "云溪市农业农村局",
    "开设木雕课程。(云溪市人力社保局、云溪市教育局按职责分工负责)": "云溪市人力社保局、云溪市教育局",
    "减收渡船费。(云溪市交通局牵头,云溪市财政局配合)": "云溪市交通局",
    "减免租金。(云溪市国资委、各区(县)政府负责)": "云溪市国资委、各区(县)政府",
    "建立名录。(云溪市林业局牵头)": "云溪市林业局",
}
ACTING = {
    "云溪市人民政府应当安排资金,支持竹编企业": "云溪市人民政府",
    "补贴由区农业农村局发放到户": "区农业农村局",
    "商户可向所在地街道办事处提出申请": "所在地街道办事处",
    "市、区(县)农业农村、林业等部门应当提供免费苗木": "市、区(县)农业农村、林业等部门",
    "税务机关应当简化申报": "税务机关",
}
NOBODY = ["对竹编企业给予奖励", "企业可以申请贷款", "小微企业应当如实填报", "自由选择课程", "(试行)"]


@pytest.mark.parametrize(("text", "bodies"), LABELLED.items())
def test_a_label_names_who_answers_and_who_takes_part(text: str, bodies: tuple[str | None, tuple[str, ...]]) -> None:
    assert read_bodies(text) == bodies


@pytest.mark.parametrize(("text", "body"), BRACKETS.items())
def test_a_bracket_names_who_answers(text: str, body: str) -> None:
    assert read_bodies(text)[0] == body


def test_who_takes_part_in_a_bracket_is_no_leader() -> None:
    assert read_bodies("减收渡船费。(云溪市交通局牵头,云溪市财政局配合)") == ("云溪市交通局", ("云溪市财政局",))


@pytest.mark.parametrize(("text", "body"), ACTING.items())
def test_else_the_office_that_acts_answers(text: str, body: str) -> None:
    assert read_bodies(text)[0] == body


@pytest.mark.parametrize("text", NOBODY)
def test_where_no_office_acts_nobody_answers(text: str) -> None:
    assert read_bodies(text) == (None, ())
