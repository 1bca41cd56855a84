from __future__ import annotations

import pytest

from scraper.measures.outline import read_number, read_outline
from scraper.text.fold import fold_body


def show(body: str) -> list[tuple[int, str, str, int | None]]:
    return [(s.level, s.marker, s.lead.read(body), s.parent) for s in read_outline(fold_body(body))]


def test_levels_nest_as_the_standard_says() -> None:
    body = "一、金融支持\n\n（一）贷款贴息。\n\n1.申请条件\n\n（1）信用良好\n\n①无欠薪\n\n（二）担保。\n\n二、减税"
    assert show(body) == [
        (1, "一、", "金融支持", None),
        (2, "（一）", "贷款贴息", 0),
        (3, "1.", "申请条件", 1),
        (4, "（1）", "信用良好", 2),
        (5, "①", "无欠薪", 3),
        (2, "（二）", "担保", 0),
        (1, "二、", "减税", None),
    ]


def test_a_section_runs_to_the_end_of_its_last_child() -> None:
    body = "一、支持政策\n\n（一）补助。每户1万元。\n\n后一段是条款。\n\n二、附则"
    first = read_outline(fold_body(body))[0]
    assert first.span.read(body).endswith("后一段是条款。")


def test_numbering_may_restart() -> None:
    body = "## 面向企业\n\n一、补贴\n\n二、贷款\n\n## 面向个人\n\n一、求职补贴"
    sections = read_outline(fold_body(body))
    assert [(s.marker, s.parent) for s in sections] == [("##", None), ("一、", 0), ("二、", 0), ("##", None), ("一、", 3)]


def test_one_line_may_hold_the_whole_document() -> None:
    body = "现通知如下：一、支持创新（一）研发补助。按20%给予补助。（二）设备补助。最高50万元。二、有关要求1.按时报送。2.专人负责。"
    assert [(s.marker, s.lead.read(body)) for s in read_outline(fold_body(body))[1:]] == [
        ("一、", "支持创新"),
        ("（一）", "研发补助"),
        ("（二）", "设备补助"),
        ("二、", "有关要求"),
        ("1.", "按时报送"),
        ("2.", "专人负责"),
    ]


def test_spoken_numbers_part_a_paragraph() -> None:
    body = "会议要求：一是减免租金。对困难商户免租。二是发放补贴，三是加强服务。"
    assert [s.marker for s in read_outline(fold_body(body))] == ["", "一是", "二是", "三是"]


@pytest.mark.parametrize(
    "line",
    [
        "按照第（一）项执行",
        "符合前款（二）规定的",
        "统一、规范办理",
        "1.5亿元投入建设",
        "2020年2月6日",
        "第一批企业名单",
        "第三条例外的情形见附件1.申请表",
        "一是非曲直",
    ],
)
def test_references_and_quantities_are_no_enumerators(line: str) -> None:
    assert [s.marker for s in read_outline(fold_body(line))] == [""]


def test_inline_numbers_count_only_in_sequence() -> None:
    assert [s.marker for s in read_outline(fold_body("补助标准见细则，版本（三）有效，余额5.不足部分自筹。"))] == [""]


def test_articles_and_chapters_are_first_level() -> None:
    body = "第一章 总则\n\n第一条 为了支持企业，制定本办法。\n\n第二条　本区给予奖励。"
    assert show(body) == [(1, "第一章", "总则", None), (1, "第一条", "为了支持企业，制定本办法", 0), (1, "第二条", "本区给予奖励", 0)]


def test_questions_are_parts() -> None:
    body = "问：贷款额度是多少？\n\n答：最高20万元。\n\n问：在哪里申请？"
    assert [s.marker for s in read_outline(fold_body(body)) if s.marker] == ["问：", "问："]


def test_blanks_part_a_heading_from_its_text() -> None:
    body = "一、降低用电成本 对困难企业按电费的百分之五给予补助"
    assert read_outline(fold_body(body))[0].lead.read(body) == "降低用电成本"


@pytest.mark.parametrize(
    "line", ["青山市人民政府办公室", "2021年3月1日", "附件：申请表", "本办法自印发之日起施行，有效期2年。", "（联系人：市商务局）"]
)
def test_the_end_of_a_document_belongs_to_no_part(line: str) -> None:
    assert read_outline(fold_body(f"一、给予补贴。\n\n{line}"))[1].parent is None


def test_empty_bodies_have_no_sections() -> None:
    assert read_outline(fold_body("")) == read_outline(fold_body(" \n\n ")) == ()


@pytest.mark.parametrize(
    ("marker", "number"), [("十二、", 12), ("（二十）", 20), ("第五条", 5), ("③", 3), ("二是", 2), ("11.", 11), ("问：", 1)]
)
def test_enumerators_count(marker: str, number: int) -> None:
    assert read_number(marker) == number


def list_paths(body: str) -> list[str]:
    """Each numbered part with the markers of those that it stands in."""
    sections = read_outline(fold_body(body))

    def path(index: int | None) -> str:
        return "" if index is None else path(sections[index].parent) + sections[index].marker

    return [path(index) for index, section in enumerate(sections) if section.marker]


MIXED = [
    ("1.甲\n（一）乙\n（二）丙\n2.丁", ["1.", "1.（一）", "1.（二）", "2."]),
    ("①甲\n⑴乙\n⑵丙\n②丁", ["①", "①⑴", "①⑵", "②"]),
    ("（一）甲\n一、乙\n二、丙\n（二）丁", ["（一）", "（一）一、", "（一）二、", "（二）"]),
    ("一、甲\n1.乙\n（1）丙\n①丁\n2.戊\n二、己", ["一、", "一、1.", "一、1.（1）", "一、1.（1）①", "一、2.", "二、"]),
    ("1.甲\n2.乙\n（一）丙\n（二）丁", ["1.", "2.", "（一）", "（二）"]),
    ("一、甲\n㈠乙\n㈡丙\n二、丁\n㈠戊", ["一、", "一、㈠", "一、㈡", "二、", "二、㈠"]),
    ("一、甲\n（一）乙\n（二）丙\n（三）丁\n一、戊\n（一）己", ["一、", "一、（一）", "一、（二）", "一、（三）", "一、", "一、（一）"]),
    ("1.甲\n（一）乙\n2.丙\n（一）丁\n3.戊", ["1.", "1.（一）", "2.", "2.（一）", "3."]),
]


@pytest.mark.parametrize(("body", "paths"), MIXED, ids=[body.replace("\n", " ") for body, _ in MIXED])
def test_marks_in_any_order_nest_as_they_are_counted(body: str, paths: list[str]) -> None:
    assert list_paths(body) == paths


@pytest.mark.parametrize(
    "body",
    [
        "一、\n减免租金\n二、\n给予贴息",
        "（一）\n\n减免租金。\n\n（二）\n\n给予贴息。",
        "第一条\n减免租金\n第二条\n给予贴息",
        "①\n减免租金\n②\n给予贴息",
        "1、\n减免租金\n2、\n给予贴息",
    ],
)
def test_a_number_alone_on_its_line_counts_the_text_below(body: str) -> None:
    folded = fold_body(body)
    sections = [section for section in read_outline(folded) if section.marker]
    assert [section.lead.read(body) for section in sections] == ["减免租金", "给予贴息"]
    assert len(read_outline(folded)) == 2
