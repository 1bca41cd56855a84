"""What holds for the measures and figures of any text (ARCHITECTURE.md, invariants 2, 6 and 8)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.figures.quantities import find_figures
from scraper.measures.measure_reading import make_id
from scraper.measures.outline import read_outline
from scraper.text.fold import fold_body
from tests.measuring import load_lexicon, read

CALM = settings(max_examples=150, deadline=None)

WORDS = (
    "一、 （一） 1. （1） ① 第一条 第二章 一是 二是 问： 附件 ## - | 给予 补贴 奖励 贷款 减免 鼓励 应当 截至 已有 协调 服务 "
    "申请 条件 材料 如下 企业 小微企业 对 为 根据 《办法》 自2020年3月1日起 至2020年12月31日 2万元 30% 三个月 24小时 120家 "
    "10-30万元 LPR+50BP 百分之三十 0.5元/吨 每人每月 ， 。 ； ： 、 ？ “ ” （ ） \n \n\n \u3000 ２０ 12345 0531-12345678 138****0000"
)
PIECES = st.one_of(st.sampled_from(WORDS.split(" ")), st.text(max_size=3), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))
TEXTS = st.lists(PIECES, max_size=80).map("".join)


@CALM
@given(TEXTS)
def test_every_figure_stands_where_its_span_says(text: str) -> None:
    last = 0
    for figure in find_figures(fold_body(text)):
        assert figure.span.read(text) == figure.raw != ""
        assert figure.span.start >= last
        last = figure.span.end


@CALM
@given(TEXTS, st.integers(0, 1000))
def test_an_offset_only_shifts_spans(text: str, offset: int) -> None:
    plain, shifted = find_figures(fold_body(text)), find_figures(fold_body(text), offset)
    assert [(f.raw, f.value, f.role) for f in plain] == [(f.raw, f.value, f.role) for f in shifted]
    assert [f.span.start + offset for f in plain] == [f.span.start for f in shifted]


@CALM
@given(TEXTS)
def test_sections_lie_in_their_parents(text: str) -> None:
    sections = read_outline(fold_body(text))
    for index, section in enumerate(sections):
        assert section.span.end <= len(text)
        assert section.lead.end <= len(text)
        assert text.startswith(section.marker, section.span.start)
        if section.parent is not None:
            assert section.parent < index
            assert sections[section.parent].span.holds(section.span)


@CALM
@given(TEXTS)
def test_every_measure_stands_where_its_spans_say(text: str) -> None:
    measures = read(text)
    assert len({measure.id for measure in measures}) == len(measures)
    for measure in measures:
        assert measure.lead_span.read(text) == measure.lead != ""
        assert measure.span.holds(measure.lead_span)
        assert measure.summary is not None
        assert len(measure.summary) <= 60
        for figure in measure.figures:
            assert measure.span.holds(figure.span)
            assert figure.span.read(text) == figure.raw


@CALM
@given(TEXTS)
def test_labels_belong_to_the_vocabulary(text: str) -> None:
    lexicon = load_lexicon()
    for measure in read(text):
        assert 1 <= len(measure.topics) <= 3
        assert len(measure.instruments) <= 3
        assert set(measure.topics) <= set(lexicon.topics)
        assert set(measure.instruments) <= set(lexicon.instruments)


@CALM
@given(TEXTS)
def test_the_same_text_gives_the_same_measures(text: str) -> None:
    assert read(text) == read(text)


@given(st.lists(st.text(max_size=8), max_size=12))
def test_ids_are_unique_and_do_not_depend_on_what_follows(leads: list[str]) -> None:
    taken: dict[str, int] = {}
    ids = [make_id(lead, taken) for lead in leads]
    assert len(set(ids)) == len(ids)
    first: dict[str, int] = {}
    assert [make_id(lead, first) for lead in leads[:3]] == ids[:3]


HOSTILE = [
    "一" * 50_000,
    "（" * 50_000,
    "1." * 30_000,
    "一、" * 30_000,
    "0" * 50_000,
    "1," * 30_000,
    "同时，" * 20_000,
    "对" * 50_000,
    "给予，" * 20_000,
    "《" * 50_000,
    " " * 100_000,
    "- " * 50_000,
    "\n\n".join(f"一、给予补贴。给予{number}元补贴。" for number in range(4000)),
    "\n\n".join(f"市财政局安排资金{number}万元。" for number in range(4000)),
    "# " * 50_000 + "甲",
    "甲" + "\u3000" * 100_000 + "乙",
    "附件" * 30_000,
    "第" * 50_000,
    "电话：" + "1" * 50_000,
    "为" + "，" * 50_000,
    "每人" * 30_000 + "1元",
]


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:3]}x{len(text)}")
def test_no_text_takes_long(text: str) -> None:
    """A generous limit of processor time; a quadratic search would need minutes."""
    begin = time.process_time()
    read(text)
    assert time.process_time() - begin < 60
