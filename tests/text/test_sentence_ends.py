"""Ends and enumerators are the same for a text and for its shadow, so it does not matter which of them a reader holds."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.text import sentence_ends as ends
from scraper.text.enumerators import ENUMERATOR, MARKER, read_number
from scraper.text.fold import bare_text, fold_body, fold_case, fold_width, squash

LEVELS = (ends.FULL_STOP, ends.TOLD, ends.SENTENCE, ends.CLAUSE, ends.LISTING)
texts = st.text("。；;！!？?，,：:、（(）)”减租补贴一十3 \n", max_size=30)


@pytest.mark.parametrize("level", [*LEVELS, ends.STATEMENT])
def test_a_level_holds_its_marks_in_both_widths(level: str) -> None:
    assert set(fold_width(level)) <= set(level)
    assert len(set(level)) == len(level)


@pytest.mark.parametrize(("lower", "higher"), [*pairwise(LEVELS), (ends.STATEMENT, ends.CLAUSE)])
def test_a_level_holds_the_one_below(lower: str, higher: str) -> None:
    assert set(lower) < set(higher)


@given(texts)
def test_a_shadow_ends_where_its_text_ends(text: str) -> None:
    folded = fold_width(text)
    assert [found.span() for found in ends.CLAUSE_END.finditer(folded)] == [found.span() for found in ends.CLAUSE_END.finditer(text)]
    assert ends.ends_clause(folded) == ends.ends_clause(text)


@given(texts, st.integers(0, 30), st.sampled_from([*LEVELS, ends.STATEMENT]))
def test_what_holds_a_place_has_no_end_inside(text: str, place: int, level: str) -> None:
    place = min(place, len(text))
    start, stop = ends.find_start(text, place, level), ends.find_stop(text, place, level)
    assert start <= place <= stop
    assert not set(text[start : max(start, stop - 1)]) & {*level, "\n"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、降低用电成本", "h1"),
        ("（二）贷款贴息", "h2"),
        ("3.稳岗返还", "h3"),
        ("（4）就业补贴", "h4"),
        ("⑤其他", "h5"),
        ("第六条 本办法所称企业", "article"),
        ("第七章 附则", "part"),
    ],
)
def test_every_printed_enumerator_is_a_marker(line: str, kind: str) -> None:
    found = ENUMERATOR.match(fold_width(line))
    assert found
    assert found.lastgroup == kind
    assert re.match(MARKER, line)
    assert read_number(found[0]) == 1 + ["h1", "h2", "h3", "h4", "h5", "article", "part"].index(kind)


@pytest.mark.parametrize("line", ["3.5万元", "2020.02.06", "12,000元", "十条措施", "（试行）", "附件1"])
def test_numbers_of_other_things_are_no_markers(line: str) -> None:
    assert re.match(MARKER, line) is None


@given(st.text(max_size=40))
def test_folds_are_folded(text: str) -> None:
    body = fold_body(text)
    assert len(body.folded) == len(fold_case(text)) == len(text)
    assert fold_width(body.folded) == body.folded
    assert squash(squash(text)) == squash(text)


@given(st.text("ＡＢＣａｂ（）《》企业 １２_", max_size=20))
def test_bare_texts_are_bare(text: str) -> None:
    assert bare_text(bare_text(text)) == bare_text(text) == bare_text(fold_width(text))
    assert bare_text(text) == "" or bare_text(text).isalnum()
