"""Whom a measure is for: the phrase that names them, in sentences of every build."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cards.target_phrases import WEIGHTS, Candidate, find_target_phrase, list_candidates
from scraper.cards.targets import read_target
from scraper.lexicon.wordbook import load_book
from scraper.model import Span

GIVEN = {
    "对新购置采茶机的茶农,给予每台八百元补贴": "新购置采茶机的茶农",
    "由镇财政对招用应届毕业生的小微企业给予一次性奖励": "招用应届毕业生的小微企业",
    "凡在云溪镇登记满一年的个体工商户,可免交摊位费": "在云溪镇登记满一年的个体工商户",
    "对竹编合作社,按销售额的百分之五给予奖励": "竹编合作社",
    "首次通过绿色认证的民宿,一次性奖励两万元": "首次通过绿色认证的民宿",
    "年满六十周岁的老年人可免费乘坐渡船": "年满六十周岁的老年人",
}
SERVED = {
    "镇人民政府应当为返乡创业者提供免费场地": "返乡创业者",
    "组织云溪银行上门服务,帮助种植大户解决资金周转": "种植大户",
    "支持竹器加工企业参加展销会": "竹器加工企业",
    "面向离校未就业毕业生开设木雕课程": "离校未就业毕业生",
    "不得向参展商户收取布展费": "参展商户",
}
NOBODY = ["优化流程,提高效率", "进一步完善工作机制", "加快建设云溪大桥", "全年工作要点如下", "按规定执行"]
NO_TARGET = {
    "由云溪农商银行对受灾农户发放无息贷款": "受灾农户",
    "镇财政局对受灾养殖户给予补助": "受灾养殖户",
    "除烟花企业外,对停产企业减免租金": "停产企业",
    "市、区人民政府及其有关部门应当支持手工业企业发展": "手工业企业",
    "担保机构应当为初创企业降低门槛,对初创企业免收手续费": "初创企业",
}


@pytest.mark.parametrize(("text", "phrase"), GIVEN.items())
def test_who_is_given_something_is_named_with_the_deciding_condition(text: str, phrase: str) -> None:
    assert read_target(text).text == phrase


@pytest.mark.parametrize(("text", "phrase"), SERVED.items())
def test_who_is_served_is_named_without_what_is_done(text: str, phrase: str) -> None:
    assert read_target(text).text == phrase


@pytest.mark.parametrize("text", NOBODY)
def test_where_nobody_is_named_nobody_is_told(text: str) -> None:
    target = read_target(text)
    assert (target.text, target.actors, target.sizes, target.sectors) == (None, (), (), ())


@pytest.mark.parametrize(("text", "phrase"), NO_TARGET.items())
def test_banks_offices_and_the_excluded_are_no_targets(text: str, phrase: str) -> None:
    assert read_target(text).text == phrase


def test_a_bank_that_lends_is_no_actor() -> None:
    assert read_target("由银行等金融机构对茶叶企业给予低息贷款").actors == ("企业",)


def test_a_line_that_says_it_outright_goes_first() -> None:
    text = "奖励对象:在云溪镇登记的竹编企业\n对参展企业给予补贴"
    assert read_target(text).text == "在云溪镇登记的竹编企业"


def test_every_weight_is_of_a_sign_that_can_be_shown() -> None:
    named = set(load_book("target_phrases")) | {"comma", "none", "office", "authority"}
    made = {"opens.start", "opens.comma", "ends.stop", "ends.other", "shape.head", "shape.de", "shape.plain", "repeated", "comma.inside"}
    made |= {"given.inside", "long", "sentence", "clause", "head.inside", "head.first", "de.next", "joined.next", "joined.first", "heading"}
    made |= {"tail", "noun.near", "short", "titled", "unbalanced"}
    assert {part for sign in WEIGHTS for part in sign.split()} <= named | made


def test_signs_are_weighed_and_unknown_ones_weigh_nothing() -> None:
    candidate = Candidate(Span(0, 2), {"opens.to": 1, "long": 0.5, "unheard": 9})
    assert candidate.weigh({"opens.to": 2, "long": -1}) == 1.5


@given(st.text(alphabet="对给予企业的,。为支持可按云溪市政府()人\n", max_size=60))
def test_a_phrase_is_a_stretch_of_the_text(text: str) -> None:
    span = find_target_phrase(text)
    assert span is None or 0 <= span.start < span.end <= len(text)
    assert all(0 <= candidate.span.start < candidate.span.end <= len(text) for candidate in list_candidates(text))
