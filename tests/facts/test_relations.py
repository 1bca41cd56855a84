from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.facts.numbers import parse_number
from scraper.facts.relations import list_cited, read_relations
from scraper.model import Document, Kind, RelationType, Span
from scraper.text.fold import fold_body

CASES = [
    ("按照《国务院办公厅关于促进某事的指导意见》（国办发〔2018〕15号）要求，制定本意见。", "implements", "国办发〔2018〕15号"),
    ("为贯彻落实鲁政发〔2020〕3号文件，现通知如下。", "implements", "鲁政发〔2020〕3号"),
    ("《关于提高标准的通知》（穗民规字〔2024〕5号）同时废止。", "repeals", "穗民规字〔2024〕5号"),
    ("本意见自下发之日起试行，义政发〔2011〕97号文件同时废止。", "repeals", "义政发〔2011〕97号"),
    ("现将《某省关于稳岗的通知》（鲁人社发〔2020〕1号）转发给你们。", "cites", "鲁人社发〔2020〕1号"),
    ("现转发《某省关于稳岗的通知》（鲁人社发〔2020〕1号），请执行。", "forwards", "鲁人社发〔2020〕1号"),
    ("决定修改《某管理办法》（鲁政发〔2019〕1号）。", "amends", "鲁政发〔2019〕1号"),
    ("现对《某管理办法》（鲁政发〔2019〕1号）作如下修改：", "amends", "鲁政发〔2019〕1号"),
    ("决定对《某管理办法》的部分条款予以修改。", "amends", "某管理办法"),
    ("将《某管理办法》第三条第二款修改为：给予补贴。", "amends", "某管理办法"),
    ("依据《某管理办法》（农业部令第9号，2017年3月6日予以修改）第四条。", "implements", "某管理办法"),
    ("平台参见 (财税〔2020〕8号)。", "cites", "财税〔2020〕8号"),
    ("根据《某某管理办法》，结合实际，制定本细则。", "implements", "某某管理办法"),
    ("原《某某管理暂行办法》同时废止。", "repeals", "某某管理暂行办法"),
]


@pytest.mark.parametrize(("body", "type_", "target"), CASES)
def test_the_words_around_a_reference_say_what_it_is(body: str, type_: str, target: str) -> None:
    found = read_relations(fold_body(body), None, Kind.OFFICIAL, None, None)
    assert [(relation.type.value, relation.target) for relation in found] == [(type_, target)]
    assert found[0].span is not None
    assert found[0].span.read(body)


def test_a_number_keeps_the_title_that_it_follows() -> None:
    body = "按照《关于促进某事的指导意见》（国办发〔2018〕15号）要求。"
    (found,) = read_relations(fold_body(body), None, Kind.OFFICIAL, None, None)
    assert found.title == "关于促进某事的指导意见"
    assert found.span is not None
    assert found.span.read(body) == "《关于促进某事的指导意见》（国办发〔2018〕15号）"


def test_each_target_stands_once_with_its_strongest_relation() -> None:
    body = "财税〔2020〕8号规定减免。根据财税〔2020〕8号，企业减免。"
    assert [(r.type.value, r.target) for r in read_relations(fold_body(body), None, Kind.OFFICIAL, None, None)] == [
        ("implements", "财税〔2020〕8号")
    ]


def test_a_paper_named_with_its_number_and_without_it_is_one_target() -> None:
    body = "某市关于修改《某市稳岗办法》的通知\n\n一、《某市稳岗办法》（某政发〔2019〕3号）第二条所称企业，含民办机构。"
    assert [(r.type.value, r.target) for r in read_relations(fold_body(body), None, Kind.OFFICIAL, None, None)] == [
        ("amends", "某政发〔2019〕3号")
    ]


def test_the_own_number_and_mere_mentions_are_no_relations() -> None:
    body = "滨政发〔2021〕7号\n\n现将《某市稳岗办法》印发给你们。《营业执照》等材料齐全。"
    own = parse_number("滨政发〔2021〕7号")
    found = read_relations(fold_body(body), "关于印发《某市稳岗办法》的通知", Kind.OFFICIAL, own, Span(0, 11))
    assert found == ()


def test_a_number_without_a_year_is_not_cited() -> None:
    assert read_relations(fold_body("贯彻《关于减免社会保险费的通知》(青人社厅发〔〕24号)文件。"), None, Kind.NEWS, None, None) != ()
    cited = list_cited(Document("某", Kind.NEWS, relations=read_relations(fold_body("(青人社厅发〔〕24号)"), None, Kind.NEWS, None, None)))
    assert cited == ()


def test_an_interpretation_names_what_it_explains() -> None:
    body = "问：《某市稳岗办法》有哪些内容？"
    (found,) = read_relations(fold_body(body), "《某市稳岗办法》解读", Kind.INTERPRETATION, None, None)
    assert (found.type, found.target) == (RelationType.INTERPRETS, "某市稳岗办法")


@given(st.text(alphabet="根据转发《办法》（鲁政发〔2020〕1号）同时废止。\n", max_size=80))
def test_each_reference_can_be_read_in_the_body(text: str) -> None:
    for relation in read_relations(fold_body(text), None, Kind.OFFICIAL, None, None):
        assert relation.span is not None
        assert relation.span.read(text)
