from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.lexicon.phrase_index import build_index, find_beginnings, list_expressions
from scraper.lexicon.wordbook import Entry, load_book
from scraper.measures.nature_lexicon import CUES
from tests.measuring import load_lexicon

WORDS = sorted(
    {words.pattern.pattern for cue in CUES for words in cue.words}
    | {words.pattern.pattern for entry in load_book("targets").values() for words in list_expressions(entry)}
    | {entry[1].pattern.pattern for found in load_lexicon().rules.begun.values() for entry in found}
)

CASES = [
    ("贷款", {"贷款"}),
    ("款", {"款"}),
    ("^截[至止]", {"截至", "截止"}),
    ("(?:为|向)企业", {"为", "向"}),
    ("(?:简化|减)手续", {"简化", "减"}),
    ("可(?:以|直接)?申请", {"可"}),
    ("无?还本", {"无", "还本"}),
    ("(?<=[位)])要(?!求)", {"要"}),
    ("免{1,2}征", {"免"}),
    ("(?:再)?贷款", {""}),
    ("(?:[一二](?:楼|层)|大厅)", {"一楼", "一层", "二楼", "二层", "大厅"}),
    (r"\d{1,3}日", {""}),
    ("[a-z]网", {""}),
    ("", {""}),
]


@pytest.mark.parametrize(("expression", "beginnings"), CASES)
def test_an_expression_tells_how_its_matches_begin(expression: str, beginnings: set[str]) -> None:
    assert find_beginnings(expression) == beginnings


@given(st.sampled_from(WORDS).flatmap(lambda word: st.tuples(st.just(word), st.from_regex(word))))
def test_every_word_of_the_tables_is_looked_for_where_it_stands(pair: tuple[str, str]) -> None:
    word, text = pair
    match = re.search(word, text)
    assert match
    assert any(text.startswith(begin, match.start()) for begin in find_beginnings(word))
    assert [key for _, _, key in build_index([(word, "found")]).list_candidates(text)] == ["found"]


@given(st.text(alphabet="免减征收缓缴费,。", max_size=12))
def test_the_index_finds_what_a_search_for_each_finds(text: str) -> None:
    words = ["免[征收]", "减", "缓缴?费", "[^,]费", "(?<!免)征"]
    found = {key for _, pattern, key in build_index((word, word) for word in words).list_candidates(text) if pattern.search(text)}
    assert found == {word for word in words if re.search(word, text)}


@given(st.text(alphabet="免减征收集再缓缴费,。", max_size=12))
def test_the_index_of_an_entry_finds_what_the_entry_finds(text: str) -> None:
    entry = Entry("relief", phrases=("免(征|收)", "缓…缴"), words=("减",), unless=("免征集", "再减"))
    index = build_index((words, entry.key) for words in list_expressions(entry))
    assert any(words.search(text) for _, words, _ in index.list_candidates(text)) == bool(entry.compile().search(text))
