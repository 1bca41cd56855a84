from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.store.merge import merge_texts

lines = st.lists(st.sampled_from("abcdef"), max_size=8).map("\n".join)

CASES = [
    ("a b c", "a b c", "a B c", "a B c", 0),
    ("a b c", "a B c", "a b c", "a B c", 0),
    ("a b c", "a B c", "a B c", "a B c", 0),
    ("a b c d", "A b c d", "a b c D", "A b c D", 0),
    ("a b c", "a c", "a b c d", "a c d", 0),
    ("a b c", "a b x c", "a b c", "a b x c", 0),
    ("a b c", "a X c", "a Y c", "a X c", 1),
    ("a b c", "a c", "a Y c", "a c", 1),
    ("a b c", "a X c", "a c", "a X c", 1),
    ("", "x", "", "x", 0),
    ("a", "a", "", "", 0),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "want", "conflicts"), CASES)
def test_changes_of_both_sides_come_together(base, ours, theirs, want, conflicts):
    merged = merge_texts(*(text.replace(" ", "\n") for text in (base, ours, theirs)))
    assert (merged.text.replace("\n", " "), merged.conflicts) == (want, conflicts)


@given(lines, lines)
def test_one_sided_changes_come_through_whole(base, other):
    assert merge_texts(base, other, base).text == other
    assert merge_texts(base, base, other).text == other
    assert merge_texts(base, other, other).text == other
    assert merge_texts(base, other, base).conflicts == merge_texts(base, base, other).conflicts == 0
