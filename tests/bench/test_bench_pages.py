"""The bench of foreign pages marks as it says: by pairs of letters, exact titles, and days that are right, missing or wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import bench_pages as bench
from tests.bench.bench_pages import OURS, TOOLS, Result, build_tools, count_pairs, mark_page, rate_body, run_tools, summarize

BODY = "雾镇为每家新开的茶馆补贴3000元。"
LABEL: dict[str, Any] = {"suite": "misc", "title": "雾镇补贴茶馆", "date": "2024-05-06", "body": BODY}


@pytest.mark.parametrize(
    "found",
    [
        "霧鎮為每家新開的茶館補貼3000元",
        "雾镇为每家新开的茶馆补贴3000元",
        " 雾镇为每家\n新开的茶馆,补贴**3000**元",
        '![茶馆](http://mist.example/tea_(1).jpg)\n\n雾镇为每家[新开的茶馆](/tea/a.html "house")补贴<br>3000元',
        "[![](a.png)](b.html)雾镇为每家新开的茶馆补贴3000元",
    ],
    ids=["traditional", "wide", "spaces and marks", "links, pictures and tags", "a picture as link"],
)
def test_writing_that_says_the_same_costs_nothing(found: str) -> None:
    assert rate_body(BODY, found) == 1.0


@pytest.mark.parametrize(
    ("wanted", "found", "score"),
    [
        ("甲乙丙丁戊", "甲乙丙", 2 * 2 / (4 + 2)),
        ("甲乙丙", "甲乙丙丁戊", 2 * 2 / (2 + 4)),
        ("甲乙甲乙", "甲乙", 2 * 1 / (3 + 1)),
        ("甲乙丙", "丙乙甲", 0.0),
        ("甲乙丙", None, 0.0),
        ("", "甲乙", 0.0),
        ("", None, 1.0),
        ("Tea House", "tea house", 1.0),
    ],
    ids=["too little", "too much", "once of twice", "turned round", "nothing", "something for nothing", "rightly nothing", "case"],
)
def test_body_is_rated_by_its_pairs(wanted: str, found: str | None, score: float) -> None:
    assert rate_body(wanted, found) == pytest.approx(score)


@given(st.text("雾镇茶馆abc12，。 "), st.text("雾镇茶馆abc12，。 "))
def test_rating_is_symmetric_within_bounds_and_full_only_for_the_same_pairs(one: str, two: str) -> None:
    score = rate_body(one, two)
    assert score == rate_body(two, one)
    assert 0 <= score <= 1
    assert (score == 1) == (count_pairs(one) == count_pairs(two))


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ("2024-05-06", "right"),
        ("2024-05-06T08:00:00", "right"),
        ("2024-05-07", "wrong"),
        ("2024", "wrong"),
        ("", "none"),
        (None, "none"),
    ],
)
def test_a_date_is_right_missing_or_wrong(found: str | None, verdict: str) -> None:
    assert bench.judge_date("2024-05-06", found) == verdict


def test_what_is_not_labelled_is_not_scored() -> None:
    result = Result()
    mark_page("a.html", LABEL | {"title": None, "date": None, "body": None}, {"title": "x", "published": "2024-05-06", "body": "x"}, result)
    assert (result.bodies, result.titles.total(), result.dates.total()) == ({}, 0, 0)


def test_a_failure_counts_as_nothing_found_and_a_field_never_given_is_a_dash(tmp_path: Path) -> None:
    for name in ("a.html", "b.html", "c.html"):
        (tmp_path / name).write_bytes(name.encode())

    def read(data: bytes) -> dict[str, str | None]:
        if data == b"b.html":
            raise ValueError
        return {"title": "雾镇补贴茶馆！", "body": BODY}

    labels = {"a.html": LABEL, "b.html": LABEL, "c.html": LABEL | {"suite": "magic-en", "title": None, "date": None}}
    results = run_tools({OURS: read}, labels, tmp_path)[OURS]
    mine, other = summarize(results[False]), summarize(results[True])
    assert (mine["body"], mine["poor"], mine["titles"], mine["dates"]) == (0.5, 1, [1, 2], None)
    assert other["body"] == 1.0
    assert bench.list_worst(results[False], 1) == [("b.html", 0.0)]
    line = list(bench.render_table({OURS: {"chinese": mine, "other": other}}))[1]
    assert line.split()[2:7] == ["0.500", "1", "1/2", "-", "-"]


def test_tools_that_are_not_installed_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ImportError("no such reader")

    monkeypatch.setitem(TOOLS, "gne", fail)
    assert list(build_tools([OURS, "gne"])) == [OURS]
    assert capsys.readouterr().err == "gne: left out, no such reader\n"


def test_our_reading_gives_title_day_and_body() -> None:
    page = f"<title>{LABEL['title']}</title><h1>{LABEL['title']}</h1><p>发布时间：2024-05-06</p><div><p>{BODY * 4}</p></div>"
    result = Result()
    mark_page("a.html", LABEL | {"body": BODY * 4}, build_tools([OURS])[OURS](page.encode()), result)
    assert result.bodies == {"a.html": 1.0}
    assert result.titles[True] == result.dates["right"] == 1
