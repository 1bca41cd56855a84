"""Plain words are found as a search for each of them finds them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.lexicon.plain_words import compile_plain

SIGNS = "贷款转息a,𠮷\U0001f600\ud83d"
"""One, two, three and four bytes of UTF-8, and half a pair, which has none."""
WORDS = st.lists(st.text(alphabet=SIGNS.replace("\ud83d", ""), min_size=1, max_size=3), max_size=8, unique=True)


@given(WORDS, st.text(alphabet=SIGNS, max_size=30))
@example(["贷款", "款转", "款"], "转贷款转贷款")
@example(["款"], "𠮷\U0001f600款款")
@example(["贷款", "?", "\ufffd"], "\ud83d\ud83d贷款")
@example([], "贷款")
def test_words_are_found_where_a_search_for_each_finds_them_first(words: list[str], text: str) -> None:
    assert compile_plain(words).find_places(text) == {word: text.find(word) for word in words if word in text}


@pytest.mark.parametrize("word", ["", "贷\ud83d款"])
def test_an_empty_word_and_half_a_character_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"empty string|surrogates"):
        compile_plain(["贷款", word])
