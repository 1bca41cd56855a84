"""The word books about figures: nothing in them goes unasked, and their tables agree with each other."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.figures.comparators import find_comparator
from scraper.figures.figure_roles import _ROLES
from scraper.figures.per_unit import HEADS, PERSONAL, find_head
from scraper.figures.units import UNITS, find_unit
from scraper.lexicon.wordbook import load_book
from scraper.model import Comparator

TABLES = ("money", "duration", "percent", "tenths", "rate")
BESIDE = {"counted", "remaining", "rated", "aged", "joins", "limit"}


def test_each_entry_about_roles_is_of_a_kind_or_asked_by_name() -> None:
    asked = {key for key in load_book("figure_roles") if key.partition(".")[0] in set(_ROLES)}
    named = {key for key in load_book("figure_roles") if key.startswith("beside.")} | BESIDE
    assert load_book("figure_roles").keys() == asked | named
    assert sum(map(len, _ROLES.values())) == len(asked)


def test_no_unit_stands_in_two_tables() -> None:
    book = load_book("units")
    names = Counter(name for key in TABLES for row in book[key].facts["table"].values() for name in row.split())
    assert [name for name, count in (names + Counter(book["count"].words)).items() if count > 1] == []


def test_what_may_not_follow_is_said_of_units_only() -> None:
    assert load_book("units")["before"].facts["table"].keys() <= UNITS.keys()


@given(st.sampled_from([(unit, char) for unit, chars in load_book("units")["before"].facts["table"].items() for char in chars]))
def test_a_unit_that_begins_another_word_is_none(pair: tuple[str, str]) -> None:
    unit, char = pair
    found = find_unit(f"3{unit}{char}", 1)
    assert found is None or found[1] != 1 + len(unit)


@pytest.mark.parametrize("head", HEADS.split("|"))
def test_each_head_is_found_whole_behind_its_each(head: str) -> None:
    assert find_head(f"给予每{head}") == head


def test_who_is_paid_is_also_a_head() -> None:
    assert set(HEADS.split("|")) >= PERSONAL


@pytest.mark.parametrize(
    ("text", "comparator"), [("10人(含10人)及以上", Comparator.MIN), ("10人(含)以下", Comparator.MAX), ("10人及其家属", None)]
)
def test_words_that_include_the_value_may_stand_between(text: str, comparator: Comparator | None) -> None:
    assert find_comparator(text, 0, 3, more=False) is comparator
