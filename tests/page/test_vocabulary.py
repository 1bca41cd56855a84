"""The word books of pages mean what the code makes of them: marks of lines, labels, fields of header tables."""

from __future__ import annotations

import inspect
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.lexicon.wordbook import load_book
from scraper.model import FieldName
from scraper.page import boilerplate, boilerplate_lines
from scraper.page.boilerplate import CLOSING
from scraper.page.boilerplate_lines import Mark, find_mark
from scraper.page.header_table import read_header
from scraper.page.metadata import Surroundings, find_published
from scraper.page.page_labels import Meaning, match_stamp, read_labels
from scraper.page.plaintext import read_plain
from scraper.page.reading import read_page

BOOK = load_book("boilerplate")
PROSE = "为帮助企业渡过难关，经研究，现就有关事项通知如下，请各单位遵照执行。"
TAILS = {
    "path.place": (Mark.NAVIGATION, "：首页"),
    "pager.neighbour": (Mark.PAGER, "：某某"),
    "pager.count": (Mark.PAGER, ""),
    "summary.label": (Mark.LEAD, "：某市出台措施"),
    "summary.click": (Mark.LEAD, "更多"),
    "explanation.link": (Mark.LEAD, "：《某某办法》"),
    "explanation.heading": (Mark.LEAD, ""),
    "related.heading": (Mark.RELATED, "："),
    "related.recommended": (Mark.RELATED, "："),
    "related.latest": (Mark.RELATED, "："),
    "related.comments": (Mark.RELATED, "（3）"),
    "related.ranking": (Mark.RELATED, ""),
    "related.section": (Mark.RELATED, "《某某》"),
    "related.loading": (Mark.RELATED, "..."),
    "rights.heading": (Mark.RIGHTS, "："),
    "rights.clause": (Mark.RIGHTS, "的作品"),
    "rights.site": (Mark.RIGHTS, "均来自网络"),
    "rights.reuse": (Mark.RIGHTS, "注明出处"),
    "tags.label": (Mark.TAGS, "：企业"),
    "promotion.scan": (Mark.PROMOTION, "，关注某网"),
    "promotion.press": (Mark.PROMOTION, "关注"),
    "promotion.forward": (Mark.PROMOTION, "身边的人"),
    "promotion.button": (Mark.PROMOTION, ""),
    "editor.role": (Mark.EDITOR, "：某某"),
}
"""What must follow an entry at the beginning of a line for the line to carry the mark."""


def list_firing(key: str) -> list[str]:
    """What an entry fires on in its own examples, and all its plain words."""
    entry = BOOK[key]
    found = (entry.compile().search(example) for example in entry.examples)
    return list(dict.fromkeys((*entry.words, *(match.group().rstrip(":") for match in found if match))))


@pytest.mark.parametrize(("key", "word"), [(key, word) for key in TAILS for word in list_firing(key)])
def test_what_opens_a_line_gives_it_its_mark(key: str, word: str) -> None:
    mark, tail = TAILS[key]
    assert find_mark(f"{word}{tail}") is mark
    if key not in ("editor.role", "path.place"):
        assert find_mark(f"· {word}{tail}") is mark


@pytest.mark.parametrize("key", ["related.heading", "related.latest", "related.section", "explanation.heading", "promotion.button"])
def test_a_heading_that_prose_follows_is_body(key: str) -> None:
    assert {find_mark(f"{word}由各部门负责，{PROSE}") for word in list_firing(key)} == {None}


@pytest.mark.parametrize("key", [key for key in BOOK if key.endswith(".inside")])
@pytest.mark.parametrize("place", ["alone", "behind"])
def test_what_may_stand_anywhere_gives_its_mark(key: str, place: str) -> None:
    anchored = [re.compile(r"^\d|^查看心情|^网友评论|\]$|在看$")]
    for example in BOOK[key].examples:
        if place == "alone":
            assert find_mark(example) is Mark(key.partition(".")[0])
        elif not any(pattern.search(example) for pattern in anchored):
            assert find_mark(f"某市 {example}") is Mark(key.partition(".")[0])


def test_two_links_make_a_footer_and_one_does_not() -> None:
    links = list_firing("footer.link")
    assert {find_mark(f"{one} | {other}") for one, other in pairwise(links)} <= {Mark.FOOTER, Mark.RELATED, Mark.RIGHTS}
    assert find_mark("网站地图和无障碍") is Mark.FOOTER
    assert find_mark("网站地图") is None


@given(st.sampled_from(list(Mark)), st.text("一二三四五六七八九十、，。支持企业", min_size=901, max_size=1200))
def test_no_line_that_is_longer_than_all_rules_carries_a_mark(mark: Mark, text: str) -> None:
    assert find_mark(f"{mark}：{text}") is None


def test_every_entry_of_the_book_is_asked_for_by_the_code() -> None:
    code = inspect.getsource(boilerplate) + inspect.getsource(boilerplate_lines)
    assert [key for key in BOOK if f'"{key}"' not in code and f"'{key}'" not in code] == []


@pytest.mark.parametrize("name", ["boilerplate", "labels", "header_table", "page_titles", "markup"])
def test_entries_that_are_built_into_larger_expressions_have_no_exceptions(name: str) -> None:
    assert [entry.key for entry in load_book(name).values() if entry.unless] == []


def test_roles_that_end_a_body_are_labels_and_fields_of_forms_end_none() -> None:
    roles = [word for word in list_firing("editor.role") if " " not in word]
    meanings = {labels[0].meaning for word in roles if (labels := read_labels(f"{word}：某某"))}
    assert meanings <= {Meaning.EDITOR, Meaning.AUTHOR}
    assert [word for word in roles if not read_labels(f"{word}：某某")] == []
    assert {find_mark(f"{word}：") for word in ("审核人", "录入人")}.isdisjoint(CLOSING)
    body = read_page("\n".join(["某市安全检查统计表", PROSE, "审核人：", "填表日期：", "说明：本表按月报送。"]), form="text").body
    assert body.endswith("说明：本表按月报送。")


def test_no_label_means_two_things() -> None:
    book = load_book("labels")
    words = [word for key in book if key.startswith(("label.", "everyday.")) for word in book[key].words]
    assert sorted(words) == sorted(set(words))
    assert {key.partition(".")[2] for key in book if key.startswith(("label.", "everyday."))} == set(Meaning)


@pytest.mark.parametrize("blanks", ["", " ", "\u3000"])
def test_labels_are_read_with_blanks_inside_them(blanks: str) -> None:
    book = load_book("labels")
    for meaning in Meaning:
        for word in book[f"label.{meaning}"].words:
            assert [label.meaning for label in read_labels(f"{blanks.join(word)}：某某")] == [meaning]


def test_keys_of_the_header_table_are_fields() -> None:
    book = load_book("header_table")
    assert set(book) - {"unread", "state.word"} <= set(FieldName)
    words = [word for key in book if key != "state.word" for word in book[key].words]
    assert sorted(words) == sorted(set(words))
    for word in book["issuer"].words:
        fields = read_header(("索引号：0001/2020", f"{word}：某市政府", "主题词：企业")).fields
        assert [field.value for field in fields] == ["0001/2020", "某市政府"]


@given(st.dates(date(1950, 1, 1), date(2089, 12, 31)), st.booleans(), st.sampled_from(("某某日报", "某某客户端", "市工信局")))
def test_a_stamp_is_read_alike_before_a_body_and_by_its_fields(day, timed: bool, outlet: str) -> None:
    line = f"{day.isoformat()} {'10:27 ' if timed else ''}{outlet}"
    stamp = match_stamp(line)
    assert stamp is not None
    assert (stamp["clock"] is not None) is timed
    published = find_published(Surroundings((line,), (), read_header(()), ""))
    # 1970 is the year of a clock that was never set
    assert (published.value if published else None) == (day.isoformat() if day.year != 1970 else None)


def test_a_stamp_with_a_clock_is_no_body() -> None:
    draft = read_plain("\n".join(["某市关于支持企业的若干措施", "2020-02-09 10:27 某某客户端", PROSE]))
    assert draft.blocks == (PROSE,)
