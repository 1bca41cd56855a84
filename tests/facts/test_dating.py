from __future__ import annotations

from datetime import date

import pytest

from scraper.facts.dating import read_written
from scraper.facts.lines import find_lines
from scraper.model.notice import Kind
from scraper.model.page import Page
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import fold_body

NOTE = "2021年7月27日某某省人民政府令第7号公布"
REVISED = "2023年3月1日某某市第十届人民代表大会常务委员会第五次会议修订"


def read_day(*notes: str, above: int) -> date | None:
    body = "\n\n".join(
        ("某某市小店促进条例", *(f"栏目{number}" for number in range(above - 1)), *notes, "第一条 为了促进小店发展,制定本条例。")
    )
    found = read_written(Page(body=body), find_lines(fold_body(body)), Kind.OFFICIAL, None)
    return found[0] if found else None


@pytest.mark.parametrize("above", [1, 7, 8, 12, HEAD_LINES - 1])
def test_who_passed_a_regulation_is_read_in_its_whole_head(above: int) -> None:
    assert read_day(NOTE, above=above) == date(2021, 7, 27)


def test_below_the_head_such_words_are_of_others() -> None:
    assert read_day(NOTE, above=HEAD_LINES) is None


def test_the_last_of_many_notes_is_the_day() -> None:
    amended = tuple(f"{year}年3月1日某某市第十届人民代表大会常务委员会第五次会议修正" for year in range(2009, 2019))
    assert read_day(*amended, REVISED, above=1) == date(2023, 3, 1)
