"""One law of standing: `match`, cards, search, tables, calendar and feeds are asked about the same digests and say the same."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model import (
    STATE_CODE,
    Actionability,
    Damage,
    Nature,
    Notice,
    Place,
    Relation,
    RelationType,
    Scope,
    Validity,
    ValidityStatus,
)
from scraper.standing.law import OVER, is_gainful, is_zonal, judge_standing
from scraper.standing.matching import Criteria, Matching, Omission, weigh_measures
from scraper.standing.succession import Successor
from site_config.catalog.addresses import region_path
from site_config.catalog.digest import Digest, build_digest
from site_config.catalog.place_counts import count_places
from site_config.closed_words import load_vocabulary
from site_config.exports.calendar import write_calendar
from site_config.exports.data_tables import build_exports
from site_config.exports.feeds import build_feeds, list_feeds
from site_config.finding.character_pairs import Roll
from site_config.finding.columns import EPOCH, place_records, write_columns
from site_config.finding.search_records import build_records
from site_config.language.languages import CHINESE
from site_config.pages.compare import build_compared
from site_config.pages.notices import build_notice, list_backward
from site_config.pages.regions import Shelf, build_region
from tests.site.factory import make_notice

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = load_vocabulary()
FIRST = date(2024, 3, 1)
DAYS = st.dates(FIRST, FIRST + timedelta(12))
MAYBE = st.none() | DAYS
CODES = ("000000", "370000", "371600", "371602", "330000")
TITLES = tuple(f"关于云溪示例事项之{number}的若干措施" for number in "甲乙丙丁戊")
LEADS = ("给予第一种补助", "办理第二种事项", "说明第三种情况")
UID = re.compile(r"UID:(\S+)-(m-\w+)@")
LEVEL = re.compile(r"(本级|上级给全域的|下辖地区) (\d+) 条")
Key = tuple[str, str]


# What is asked.


@st.composite
def blocks(draw: st.DrawFn) -> list[tuple[str, str, dict[str, object]]]:
    """Measures of a notice: of all natures, with and without terms of their own."""
    leads = draw(st.lists(st.sampled_from(LEADS), unique=True, max_size=3))
    fields = st.fixed_dictionaries({
        "nature": st.sampled_from(Nature),
        "actionability": st.sampled_from(Actionability),
        "topics": st.sampled_from([("finance",), ("jobs", "finance"), ("other",)]),
        "start": MAYBE, "end": MAYBE, "apply_to": MAYBE,
    })  # fmt: skip
    return [(lead, f"{lead}的办法。", draw(fields)) for lead in leads]


@st.composite
def notices_of_a_digest(draw: st.DrawFn) -> tuple[Notice, ...]:
    """Up to five notices that repeal, amend and cite each other by number or title; some for zones, some held, some of no place."""
    count = draw(st.integers(1, len(TITLES)))
    return tuple(draw(one_notice(serial, count)) for serial in range(count))


@st.composite
def one_notice(draw: st.DrawFn, serial: int, count: int) -> Notice:
    """A notice among others."""
    relations = st.builds(
        lambda kind, other, by_title: Relation(kind, TITLES[other] if by_title else f"云溪示〔2024〕{other}号"),
        st.sampled_from([RelationType.REPEALS, RelationType.REPEALS, RelationType.AMENDS, RelationType.CITES]),
        st.integers(0, count - 1),
        st.booleans(),
    )
    notice = make_notice(
        TITLES[serial],
        draw(blocks()),
        code=draw(st.sampled_from(CODES)),
        day=draw(DAYS),
        serial=serial,
        scope=draw(st.sampled_from([*Scope])),
        validity=draw(st.builds(Validity, MAYBE, MAYBE, stated=st.sampled_from([None, None, None, *ValidityStatus]))),
        relations=tuple(draw(st.lists(relations, max_size=2))),
        damage=draw(st.sampled_from([(), (), (), (Damage.SPUN,)])),
    )
    place = draw(st.sampled_from(["whole", "whole", "whole", "zone", "nowhere"]))
    return replace(notice, region=None if place == "nowhere" else replace(notice.region, zone="示例区" if place == "zone" else None))


# Who is asked. Each tells of every measure (status, over, shown), as readers get it.


def read_cards(digest: Digest) -> dict[Key, tuple[str, bool, bool]]:
    """The cards of notice pages; what is not shown stands in a fold."""
    told = {}
    for notice in digest.notices:
        page = BeautifulSoup(build_notice(notice, digest, {}).html, "lxml")
        for card in page.select("article.measure"):
            status = next(
                name.removeprefix("chip--") for name in card.select_one(".chip--status")["class"] if name[4:] not in ("", "--status")
            )
            folded = card.find_parent("details") is not None
            told[notice.id, card["data-measure"]] = (status, "measure--over" in card["class"], not folded)
    return told


def read_status(term: Sequence[Any], day: int) -> str:
    """As `findStatus` of roll.js does."""
    start, end, during, repealed = term
    if repealed is not None and repealed <= day:
        return "repealed"
    if end is not None and end < day:
        return "expired"
    return "not_yet" if start is not None and start > day else str(during)


def read_rows(digest: Digest, day: date) -> dict[Key, dict[str, Any]]:
    """The rows of the search on a reader's own day, read from the columns as roll.js does."""
    columns = json.loads(json.dumps(write_columns(tuple(place_records(build_records(digest), Roll(), str)))))
    notices, measures = columns["notices"], columns["measures"]
    today, rows, at = (day - EPOCH).days, {}, 0
    for number, notice in enumerate(digest.notices):
        for measure in notice.measures:
            status = read_status(measures["terms"][measures["term"][at]], today)
            end, (topics, _, _, shown) = measures["end"][at], columns["traits"][measures["traits"][at]]
            region = columns["regions"][notices["region"][number]]
            over = status in OVER or (end is not None and end < today)
            rows[notice.id, measure.id] = {
                "told": (status, over, bool(shown)), "region": region, "down": notices["down"][number], "topics": topics,
            }  # fmt: skip
            at += 1
    return rows


def relate_place(row: dict[str, Any], code: str, digest: Digest) -> str | None:
    """As match.js does."""
    above = digest.atlas.list_above
    if row["region"] == code:
        return "own"
    if code != STATE_CODE and row["region"] and code in above(row["region"]):
        return "below"
    return "above" if row["down"] and row["region"] in above(code) else None


def read_table(digest: Digest, path: str = "data/measures.csv") -> dict[Key, str]:
    """The status of each line of a table."""
    text = dict(build_exports(digest))[path].removeprefix("\ufeff")
    return {tuple(row["id"].split("#")): row["status"] for row in csv.DictReader(io.StringIO(text))}  # type: ignore[misc]


def match_all(notices: Iterable[Notice], place: Place, day: date, *, everything: bool) -> Matching:
    """What a firm of the place gets."""
    return weigh_measures(notices, Criteria(place, day, everything=everything))


def name_place(digest: Digest, code: str) -> Place:
    """As `match --region` does."""
    return Place(code, digest.atlas.full_name(code), digest.atlas.trace_path(code))


def read_counts(digest: Digest, code: str) -> dict[str, int]:
    """What the page of a place says of its own measures, of those from above and of those below."""
    codes = digest.atlas.trace_path(code)
    shelf = Shelf(count_places(digest), dict.fromkeys(codes, region_path(codes)), list_feeds(digest), CHINESE)
    page = build_region(digest, codes, shelf)
    return {name: int(count) for name, count in LEVEL.findall(BeautifulSoup(page.html, "lxml").select_one(".lede").get_text())}


# What they say.


@settings(max_examples=50)
@given(notices_of_a_digest(), DAYS)
def test_all_tell_the_same_of_each_measure(notices: tuple[Notice, ...], day: date) -> None:
    digest = build_digest(notices, VOCABULARY, day)
    told = read_cards(digest)
    assert {key: row["told"] for key, row in read_rows(digest, day).items()} == told
    assert read_table(digest) == {key: status for key, (status, _, _) in told.items()}
    ahead = {key for key, (_, over, shown) in told.items() if shown and not over}
    dated = {(card.notice.id, card.measure.id) for card in digest.cards if card.deadline}
    assert set(UID.findall(write_calendar(digest, "汇编", None))) == ahead & dated


@settings(max_examples=30)
@given(notices_of_a_digest(), DAYS, DAYS)
def test_search_tells_on_a_reader_s_day_what_a_build_of_that_day_does(notices: tuple[Notice, ...], built: date, read: date) -> None:
    then, now = build_digest(notices, VOCABULARY, built), build_digest(notices, VOCABULARY, read)
    assert {key: row["told"] for key, row in read_rows(then, read).items()} == read_cards(now)


@settings(max_examples=50)
@given(notices_of_a_digest(), DAYS, st.sampled_from(CODES))
def test_match_and_search_tell_the_same_of_each_place(notices: tuple[Notice, ...], day: date, code: str) -> None:
    digest = build_digest(notices, VOCABULARY, day)
    rows = {key: row | {"level": relate_place(row, code, digest)} for key, row in read_rows(digest, day).items()}
    here = {key: row for key, row in rows.items() if row["level"] in ("own", "above")}
    zonal = {(card.notice.id, card.measure.id) for card in digest.cards if is_zonal(card.notice)} & set(here)
    matching = match_all(notices, name_place(digest, code), day, everything=True)
    found = {(match.notice.id, match.measure.id): match for match in matching.found}
    assert set(found) == set(here) - zonal
    assert matching.left_out.get(Omission.ZONE, 0) == len(zonal)
    for key, match in found.items():
        assert (match.status, match.over, match.shown) == here[key]["told"]
        assert match.own == (here[key]["level"] == "own")
    plain = match_all(notices, name_place(digest, code), day, everything=False)
    wanted = {key for key, match in found.items() if is_gainful(match.measure) and not match.over}
    assert {(match.notice.id, match.measure.id) for match in plain.found} == wanted
    published = match_all([notice for notice in notices if not notice.held], name_place(digest, code), day, everything=False)
    assert len(published.found) + sum(published.left_out.values()) == len(here), "each is listed, or left out for one reason"


@settings(max_examples=40)
@given(notices_of_a_digest(), DAYS, st.sampled_from(CODES))
def test_pages_tables_and_feeds_count_a_place_as_the_search_does(notices: tuple[Notice, ...], day: date, code: str) -> None:
    digest = build_digest(notices, VOCABULARY, day)
    rows = read_rows(digest, day)
    levels = {key: relate_place(row, code, digest) for key, row in rows.items()}
    shown = Counter(levels[key] for key, row in rows.items() if row["told"][2])
    told = read_counts(digest, code)
    assert (told["本级"], told.get("上级给全域的", 0), told.get("下辖地区", 0)) == (shown["own"], shown["above"], shown["below"])
    assert count_places(digest)[code] == shown["own"] + shown["below"]
    compared = {path: json.loads(text) for path, text in build_compared(digest)}.get(f"compare/{code}.json")
    assert compared is None or (compared["own"], compared["above"]) == (shown["own"], shown["above"])
    if code in list_feeds(digest):
        path = region_path(digest.atlas.trace_path(code))
        inside = {key for key, level in levels.items() if level in ("own", "below")}
        assert set(read_table(digest, f"{path}measures.csv")) == inside
        feed = dict(build_feeds(digest, "汇编", None))[f"{path}feed.xml"]
        assert {notice_id for notice_id, _ in inside} <= set(re.findall(r"<id>urn:policy-digest:([\w-]+)</id>", feed))


# Where they used to disagree.
TERM = Validity(FIRST, FIRST + timedelta(10))
LATER = FIRST + timedelta(5)
SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any], str, bool]] = {
    "nothing is stated": ({}, {}, "unstated", False),
    "in its term": ({"validity": TERM}, {}, "in_force", False),
    "notice begins later": ({"validity": Validity(LATER)}, {}, "not_yet", False),
    "measure begins later": ({}, {"start": LATER}, "not_yet", False),
    "measure begins later in a term": ({"validity": TERM}, {"start": LATER}, "not_yet", False),
    "notice begins after its measure": ({"validity": Validity(LATER)}, {"start": FIRST, "end": date(2025, 1, 1)}, "not_yet", False),
    "measure ends with its notice": ({"validity": Validity(end=FIRST)}, {"end": date(2025, 1, 1)}, "expired", True),
    "last day to apply has passed": ({"validity": TERM}, {"apply_to": FIRST}, "in_force", True),
    "last day to apply": ({"validity": TERM}, {"apply_to": FIRST + timedelta(1)}, "in_force", False),
    "page says repealed": ({"validity": Validity(FIRST, stated=ValidityStatus.REPEALED)}, {}, "repealed", True),
    "page says superseded": ({"validity": Validity(stated=ValidityStatus.SUPERSEDED)}, {}, "superseded", True),
    "page says in force": ({"validity": Validity(stated=ValidityStatus.IN_FORCE)}, {}, "in_force", False),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_term_says(shape: str) -> None:
    changes, fields, status, over = SHAPES[shape]
    notice = make_notice(TITLES[0], [(LEADS[0], "", fields)], day=FIRST, **changes)
    assert ask_all([notice], notice) == {(status, over)}


REPEALS = {
    "by number": (Relation(RelationType.REPEALS, "云溪示〔2024〕1号"), {}, "repealed"),
    "by title": (Relation(RelationType.REPEALS, TITLES[0]), {}, "repealed"),
    "by the end of the title": (Relation(RelationType.REPEALS, TITLES[0].removeprefix("关于")), {}, "repealed"),
    "from a later day": (Relation(RelationType.REPEALS, TITLES[0]), {"validity": Validity(LATER)}, "unstated"),
    "by a held notice": (Relation(RelationType.REPEALS, TITLES[0]), {"damage": (Damage.SPUN,)}, "unstated"),
    "amended": (Relation(RelationType.AMENDS, TITLES[0]), {}, "unstated"),
    "cited": (Relation(RelationType.CITES, TITLES[0]), {}, "unstated"),
    "elsewhere": (Relation(RelationType.REPEALS, TITLES[0]), {"code": "330000"}, "unstated"),
}


@pytest.mark.parametrize("shape", REPEALS)
def test_what_a_later_notice_does(shape: str) -> None:
    relation, changes, status = REPEALS[shape]
    notice = make_notice(TITLES[0], [(LEADS[0], "", {})], day=FIRST, serial=1)
    other = make_notice(TITLES[1], **({"day": FIRST, "serial": 2, "relations": (relation,)} | changes))
    assert ask_all([notice, other], notice) == {(status, status == "repealed")}


def ask_all(notices: list[Notice], notice: Notice) -> set[tuple[str, bool]]:
    """What everybody says of the one measure of a notice, on the day after the first."""
    day, (measure,) = FIRST + timedelta(1), notice.measures
    digest = build_digest(notices, VOCABULARY, day)
    key = notice.id, measure.id
    (match,) = (m for m in match_all(notices, name_place(digest, "371600"), day, everything=True).found if m.notice is notice)
    told = {read_cards(digest)[key][:2], read_rows(digest, day)[key]["told"][:2], (match.status.value, match.over)}
    assert {read_table(digest)[key]} == {status for status, _ in told}
    return told


def test_a_repeal_ahead_is_the_last_day_but_one() -> None:
    notice = make_notice(TITLES[0], [(LEADS[0], "", {})], validity=Validity(FIRST, date(2025, 1, 1)))
    repeal = Successor(RelationType.REPEALS, notice, LATER)
    standing = judge_standing(notice, [repeal], notice.measures[0])
    assert standing.deadline == LATER - timedelta(1)
    assert [standing.is_over(LATER - timedelta(1)), standing.is_over(LATER)] == [False, True]
    assert judge_standing(notice, [replace(repeal, day=None)]).deadline is None


def test_a_page_names_the_notice_that_repeals_it_by_title() -> None:
    notice = make_notice(TITLES[0], day=FIRST, serial=1)
    other = make_notice(TITLES[1], day=FIRST, serial=2, relations=(Relation(RelationType.REPEALS, TITLES[0]),))
    digest = build_digest([notice, other], VOCABULARY, FIRST)
    page = BeautifulSoup(build_notice(notice, digest, list_backward(digest)).html, "lxml")
    assert page.find("a", string=other.title)


def test_a_measure_of_a_zone_is_left_out_with_its_reason() -> None:
    notice = make_notice(TITLES[0], [(LEADS[0], "", {})], scope=Scope.ZONE)
    digest = build_digest([notice], VOCABULARY, FIRST)
    assert match_all([notice], name_place(digest, "371600"), FIRST, everything=False).left_out == {Omission.ZONE: 1}
    assert match_all([notice], name_place(digest, "371602"), FIRST, everything=False).left_out == {}
    (row,) = read_rows(digest, FIRST).values()
    assert [relate_place(row, code, digest) for code in ("371600", "371602", "370000")] == ["own", None, "below"]


def test_the_code_of_the_state_is_written_once() -> None:
    found = [
        str(path.relative_to(ROOT))
        for room in ("scraper", "site_config")
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value == STATE_CODE
    ]
    assert found == ["scraper/model/region.py"]
