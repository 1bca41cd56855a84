"""The builders, without a browser: notices in, pages out."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model import (
    Attachment,
    FilePage,
    FileState,
    Kind,
    Licence,
    Measure,
    Nature,
    Notice,
    PageKind,
    Provenance,
    Relation,
    RelationType,
    Span,
    Validity,
    ValidityStatus,
)
from scraper.standing.law import judge_standing
from scraper.standing.showing import may_show_whole
from site_config.catalog.addresses import climb_root, find_link, notice_path, twin_path
from site_config.catalog.chain import climb_chain
from site_config.catalog.digest import build_digest
from site_config.catalog.place_paths import list_paths
from site_config.closed_words import load_vocabulary
from site_config.exports.calendar import write_calendar
from site_config.exports.citations import cite_notice, write_bibtex
from site_config.exports.data_tables import build_exports
from site_config.exports.database import write_database
from site_config.exports.feeds import build_feeds
from site_config.finding.search_records import build_records
from site_config.pages.body import render_body
from site_config.pages.cards import quote_measure
from site_config.pages.compare import build_compared
from site_config.pages.listings import Listing, build_listing
from site_config.pages.notices import build_notices, list_backward
from site_config.pages.search import dump_json
from site_config.pages.sources import build_sources
from site_config.pages.tilemap import GRID
from site_config.pages.timeline import draw_timeline
from site_config.runs import read_runs
from site_config.safety import add_policy
from site_config.site import build_files, build_pages


@pytest.fixture(scope="module")
def pages(digest: Any) -> dict[str, Any]:
    return {page.path: page for page in build_pages(digest, "示例汇编", "一句话")}


def read(page: Any) -> BeautifulSoup:
    return BeautifulSoup(page.html, "lxml")


def test_every_link_inside_the_site_leads_to_a_page_and_its_anchor(digest: Any, pages: dict[str, Any]) -> None:
    files = {path for path, _ in build_files(digest, "名", None)}
    ids = {path: {tag["id"] for tag in read(page).select("[id]")} for path, page in pages.items()}
    for path, page in pages.items():
        for tag in read(page).select("a[href]"):
            href = str(tag["href"])
            if re.match(r"[a-z]+:", href):
                continue
            target, _, anchor = href.partition("#")
            if target == "feed.xml":
                assert f"{path}feed.xml" in files
                continue
            landed = path if not target else target.removeprefix(climb_root(path)).partition("?")[0]
            if landed in files:
                continue
            assert landed in pages, f"{path} links to {href}"
            assert not anchor or anchor in ids[landed], f"{path} links to {href}"


def test_no_page_has_the_same_id_twice_or_a_heading_that_is_not_there(pages: dict[str, Any]) -> None:
    for path, page in pages.items():
        ids = [str(tag["id"]) for tag in read(page).select("[id]")]
        assert len(ids) == len(set(ids)), path
        assert {heading.anchor for heading in page.headings} <= set(ids), path
        assert len(read(page).select("h1")) == 1, path


def test_pages_are_the_same_whenever_they_are_built(factory: Any, digest: Any, pages: dict[str, Any]) -> None:
    again = build_digest(reversed(factory.make_digest()), load_vocabulary(), factory.AS_OF)
    assert {page.path: page for page in build_pages(again, "示例汇编", "一句话")} == pages


def test_held_notice_is_on_no_page_and_in_no_record(digest: Any, pages: dict[str, Any]) -> None:
    assert (digest.damaged, digest.withheld) == (1, 0)
    assert not any("机密补助" in page.html or "数字缺失" in page.html for page in pages.values())
    assert not any("机密" in text for record in build_records(digest) for text in (record.title, record.body, record.whole.card))
    assert "1 件因原文受损" in pages["sources/"].html


def test_first_page_counts_what_is_there(digest: Any, pages: dict[str, Any]) -> None:
    text = read(pages[""]).select_one(".coverage").get_text()  # type: ignore[union-attr]
    assert "7 条措施 · 6 件公告 · 5 个地区 · 截至 2024年6月1日" in text
    assert "非官方，以原文为准" in text
    assert len(read(pages[""]).select(".tile")) == 12
    assert len(read(pages[""]).select(".tilemap a")) == 34


def test_map_shows_every_province_once(digest: Any) -> None:
    assert set(GRID) == {province.code for province in digest.atlas.list_provinces()}
    assert len(set(GRID.values())) == 34


def test_places_with_a_page_are_provinces_and_what_is_spoken_for(digest: Any) -> None:
    paths = list_paths(digest)
    assert ("370000", "371600", "371602") in paths
    assert ("370000", "370100") in paths, "prefectures of a province with notices inherit from it"
    assert ("440000",) in paths
    assert ("440000", "440100") not in paths
    assert ("000000",) in paths


def test_region_page_tells_own_from_inherited(pages: dict[str, Any]) -> None:
    page = read(pages["regions/370000/371600/"])
    own = {tag.get_text(strip=True) for tag in page.select(".view--own .measure__lead")}
    above = {tag.get_text(strip=True) for tag in page.select(".view--above .measure__lead")}
    assert own == {"对暂时困难的小微企业给予贷款贴息", "国有房屋承租户减收三个月房租", "审批材料三个工作日办结", "设备上云给予补助"}
    assert above == {"失业保险稳岗返还", "小规模纳税人减征增值税"}
    county = read(pages["regions/370000/371600/371602/"])
    inherited = {tag.get_text(strip=True) for tag in county.select(".view--above .measure__lead")}
    assert "国有房屋承租户减收三个月房租" in inherited
    assert "设备上云给予补助" not in inherited, "a zone gives to itself alone"


def test_matrix_counts_what_the_search_behind_it_finds(digest: Any, pages: dict[str, Any]) -> None:
    here = [
        entry
        for record in build_records(digest)
        if "371600" in digest.atlas.trace_path(record.region or "") or (record.down and record.region in ("370000", "000000"))
        for entry, _, _ in record.measures
        if entry.shown
    ]
    links = read(pages["regions/370000/371600/"]).select("table.matrix td a")
    assert links
    for link in links:
        query = dict(part.split("=") for part in str(link["href"]).partition("?")[2].split("&"))
        wanted = [(query[key], kind) for key, kind in (("topic", "topics"), ("instrument", "instruments")) if key in query]
        found = [entry for entry in here if all(value in getattr(entry, kind) for value, kind in wanted)]
        assert len(found) == int(link.get_text()), link["href"]


def test_notice_page_shows_what_press_wrote_in_short_only(factory: Any, pages: dict[str, Any]) -> None:
    press = next(notice for notice in factory.make_digest() if notice.source.licence is Licence.PRESS)
    page = pages[notice_path(press)]
    assert not may_show_whole(press)
    assert not read(page).select(".body")
    assert "著作权法" in page.html


@pytest.mark.parametrize(
    ("licence", "kind", "whole"),
    [
        (Licence.OFFICIAL, Kind.OFFICIAL, True),
        (Licence.EXAMPLE, Kind.NEWS, True),
        (Licence.UNKNOWN, Kind.OFFICIAL, True),
        (Licence.UNKNOWN, Kind.NEWS, False),
        (Licence.PRESS, Kind.OFFICIAL, False),
    ],
)
def test_only_free_texts_are_shown_whole(licence: Licence, kind: Kind, whole: bool) -> None:
    notice = Notice("1", "t", kind, "长" * 500, source=Provenance(licence=licence))
    assert may_show_whole(notice) is whole
    measure = Measure("m-1", "长", Span(0, 1), Span(0, 500), Nature.BENEFIT, "A")  # type: ignore[arg-type]
    text, cut = quote_measure(notice, measure)
    assert (len(text), cut) == ((500, False) if whole else (120, True))


def test_example_carries_its_banner_and_its_original(factory: Any, pages: dict[str, Any]) -> None:
    example = next(notice for notice in factory.make_digest() if notice.source.licence is Licence.EXAMPLE)
    banner = read(pages[notice_path(example)]).select_one(".banner--example")
    assert banner is not None
    assert banner.get_text(strip=True) == "示例：据原文事实改写，不是公文原文；原文见云溪示例网。"
    assert banner.select_one("a")["href"] == "https://www.yunxi.example/4.html"  # type: ignore[index]


def test_chain_links_both_ways(factory: Any, pages: dict[str, Any]) -> None:
    below, above = factory.make_digest()[:2]
    assert read(pages[notice_path(below)]).select_one(f".chain a[href$='{notice_path(above)}']")
    chain = read(pages[notice_path(above)]).select_one(".chain")
    assert chain is not None
    assert chain.get_text(" ", strip=True) == f"被贯彻于 {below.title}"


def test_status_is_asserted_only_with_a_basis(digest: Any, pages: dict[str, Any], factory: Any) -> None:
    dated, undated = factory.make_digest()[:2]
    assert "依据：" in pages[notice_path(dated)].html
    assert "本站不作推断" in pages[notice_path(undated)].html
    assert "tags/status/in-force/" in pages
    assert "tags/status/unstated/" in pages


def test_status_follows_the_day(factory: Any) -> None:
    notice = factory.make_digest()[0]
    measure = replace(notice.measures[0], end=date(2024, 5, 1))
    standing = judge_standing(notice, measure=measure)
    assert standing.tell_status(date(2024, 4, 1)) is ValidityStatus.IN_FORCE
    assert standing.tell_status(date(2024, 5, 2)) is ValidityStatus.EXPIRED
    repealed = replace(notice, validity=Validity(stated=ValidityStatus.REPEALED))
    assert judge_standing(repealed, measure=measure).tell_status(date(2024, 4, 1)) is ValidityStatus.REPEALED


def test_listing_is_cut_into_pages(factory: Any, digest: Any) -> None:
    notices = tuple(replace(factory.make_digest()[0], id=f"371600-20240305-{number:08x}") for number in range(120))
    built = list(build_listing(digest, Listing("notices/", "公告"), notices))
    assert [page.path for page in built] == ["notices/", "notices/page/2/", "notices/page/3/"]
    assert [len(read(page).select("li.notice")) for page in built] == [50, 50, 20]
    assert 'rel="prev" href="../../../notices/"' in built[1].html


def test_empty_digest_has_all_its_pages(factory: Any) -> None:
    empty = build_digest((), load_vocabulary(), factory.AS_OF)
    built = {page.path: page for page in build_pages(empty, "示例汇编", "一句话")}
    assert "还没有公告" in built[""].html
    assert "这里还没有公告" in built["notices/"].html
    assert len(built) > 34


def test_notice_without_place_number_or_date_has_a_page(factory: Any) -> None:
    bare = Notice("000000-00000000-0a1b2c3d", "无地区", Kind.OTHER, "正文")
    digest = build_digest((bare,), load_vocabulary(), factory.AS_OF)
    built = {page.path: page for page in build_pages(digest, "名", "句")}
    assert "无地区" in built["notices/000000/0000/000000-00000000-0a1b2c3d/"].html
    assert cite_notice(bare) == "无地区[EB/OL]．"


def test_body_marks_leads_figures_and_evidence_and_says_nothing_else(factory: Any) -> None:
    notice = factory.make_digest()[0]
    html = BeautifulSoup(render_body(notice), "lxml")
    assert [tag.get_text() for tag in html.select(".lead")] == [measure.lead for measure in notice.measures]
    assert html.select_one(".figure").get_text() == "50%"  # type: ignore[union-attr]
    assert html.get_text().split() == notice.body.split()


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("甲乙 <>&\"'|-#!$[](){}*_`\\\n1.元"), max_size=80), st.data())
def test_body_is_text_whatever_it_holds(body: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.lists(st.integers(0, len(body)), min_size=2, max_size=2)))
    measure = Measure("m-1", "x", Span(*ends), Span(*ends), Nature.BENEFIT, "A")  # type: ignore[arg-type]
    html = render_body(Notice("1", "t", Kind.OFFICIAL, body, measures=(measure,)))
    names = {tag.name for tag in BeautifulSoup(html, "html.parser").find_all()}
    assert names <= {"p", "ul", "li", "div", "table", "tr", "td", "th", "h3", "h4", "h5", "span", "a"}


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x", "//x.cn/", "/etc", "", None],
)
def test_only_plain_links_may_be_followed(url: str | None) -> None:
    assert find_link(url) is None


def test_json_in_a_page_can_not_end_its_element() -> None:
    assert "</" not in dump_json(["</script>", "<!--", "\u2028"])


def test_policy_stands_first_and_trusts_no_script_of_the_article() -> None:
    page = '<head><meta charset="utf-8"><script>theme()</script></head><body><article><script>evil()</script></article></body>'
    done = add_policy(page, page.replace("<script>evil()</script>", ""))
    assert done.index("Content-Security-Policy") < done.index("<script>")
    assert done.count("'sha256-") == 1
    assert "'unsafe-inline'" not in done


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 6, 1), 1), (date(2024, 7, 15), 1), (date(2024, 7, 16), 0), (date(2024, 3, 6), 0), (date(2024, 12, 1), 2)]
)
def test_soon_ending_lists_what_can_be_had_and_ends_within_ninety_days(factory: Any, day: date, count: int) -> None:
    built = build_digest(factory.make_digest()[:1], load_vocabulary(), day)
    assert len(read(next(iter(build_pages(built, "名", "句")))).select(".soon li")) == count


def test_exports_hold_every_measure_and_no_text_that_is_not_free(digest: Any) -> None:
    files = dict(build_exports(digest))
    measures = list(csv.DictReader(io.StringIO(files["data/measures.csv"].removeprefix("\ufeff"))))
    assert [row["id"] for row in measures] == [f"{card.notice.id}#{card.measure.id}" for card in digest.cards]
    assert measures[1]["region_name"] != ""
    records = [json.loads(line) for line in files["data/notices.ndjson"].splitlines()]
    assert len(records) == len(digest.notices)
    press = [record for record in records if record["source"].get("licence") == "press"]
    assert press
    assert not any("body" in record for record in press)


def test_feeds_are_xml_with_permanent_ids(digest: Any) -> None:
    feeds = dict(build_feeds(digest, "示例<汇编>", "https://digest.example/a/"))
    assert {"feed.xml", "regions/370000/feed.xml", "topics/jobs/feed.xml"} <= set(feeds)
    root = ElementTree.fromstring(feeds["regions/370000/feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}title") == "示例<汇编> · 山东省"
    links = [entry.find(f"{atom}link").attrib["href"] for entry in root.iter(f"{atom}entry")]  # type: ignore[union-attr]
    assert len(links) == 4
    assert all(link.startswith("https://digest.example/a/notices/370000/") for link in links)


def test_calendar_holds_what_ends_from_the_day_on(digest: Any) -> None:
    calendar = write_calendar(digest, "示例", "https://digest.example/a/")
    text = calendar.replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20240715\r\nDTEND;VALUE=DATE:20240716\r\nSUMMARY:申报截止：对暂时困难的小微企业给予贷款贴息" in text
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


def test_place_shows_what_its_neighbours_have_and_it_lacks(pages: dict[str, Any]) -> None:
    gaps = read(pages["regions/500000/"]).select(".gaps:not(.gaps--bare) li")
    assert any(gap.get_text(" ", strip=True).startswith("稳岗用工与社保 山东省 1 条") for gap in gaps)
    assert not any("财税费减免" in gap.get_text() for gap in gaps), "what only the state gives is no gap to a neighbour"


def test_years_are_drawn_and_written(factory: Any) -> None:
    notices = [replace(factory.make_digest()[0], written=date(year, 1, 1)) for year in (1999, 2019, 2021, 2021)]
    line = draw_timeline(notices)
    assert line is not None
    assert line.years[0] == (2007, 0)
    assert line.years[-3:] == ((2019, 1), (2020, 0), (2021, 2))
    assert line.earlier == 1
    assert draw_timeline(notices[2:]) is None


def test_chain_goes_from_level_to_level_and_ends_in_a_circle(factory: Any, digest: Any) -> None:
    below, above = digest.by_number["云溪示〔2024〕1号"], digest.by_number["云溪示〔2024〕7号"]
    backward = list_backward(digest)
    for notice in (below, above):
        ladder = climb_chain(notice, digest, backward)
        assert [(rung.level, rung.title, rung.here) for rung in ladder] == [
            ("省级", above.title, notice is above),
            ("市级", below.title, notice is below),
        ]
    circle = replace(above, relations=(Relation(RelationType.IMPLEMENTS, "云溪示〔2024〕1号"),))
    round_digest = build_digest((below, circle), load_vocabulary(), factory.AS_OF)
    assert len(climb_chain(below, round_digest, list_backward(round_digest))) == 2
    assert climb_chain(digest.by_number["云溪示〔2023〕2号"], digest, backward) == ()


def test_database_answers_in_sql(digest: Any) -> None:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(write_database(digest))
        assert base.execute("SELECT count(*) FROM measures").fetchone() == (len(digest.cards),)
        found = base.execute(
            "SELECT lead FROM measures_text JOIN measures USING (id, lead) WHERE measures_text MATCH '贷款贴息'"
        ).fetchall()
        assert found == [("对暂时困难的小微企业给予贷款贴息",)]
        assert base.execute("SELECT max(value) FROM figures WHERE kind = 'money'").fetchone() == (5000000.0,)
        assert "银行放款" not in str(base.execute("SELECT text FROM measures_text").fetchall()), "press is not free to copy"


def test_schema_and_package_describe_what_is_published(digest: Any) -> None:
    files = dict(build_files(digest, "名", None))
    schema = json.loads(files["data/notice.schema.json"])
    for notice in digest.notices:
        record = json.loads(files[twin_path(notice)])
        assert find_strays(record, schema) == []
    package = json.loads(files["data/datapackage.json"])
    for resource in package["resources"]:
        header = files[f"data/{resource['path']}"].removeprefix("\ufeff").partition("\n")[0].split(",")  # type: ignore[arg-type, union-attr]
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def find_strays(value: Any, schema: dict[str, Any], path: str = "") -> list[str]:
    """Where a value is not what its schema says: the few words of JSON Schema that ours uses."""
    names = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list, "null": type(None)}
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if value is None and "null" in kinds:
        return []
    strays = [] if not kinds or any(isinstance(value, names[kind]) for kind in kinds) else [f"{path}: {value!r} is no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        strays.append(f"{path}: {value!r}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        strays.append(f"{path}: {value!r}")
    if isinstance(value, dict):
        inside = schema.get("properties", {})
        strays += [f"{path}.{key} is missing" for key in schema.get("required", ()) if key not in value]
        for key, item in value.items():
            if key in inside:
                strays += find_strays(item, inside[key], f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                strays.append(f"{path}.{key} is unknown")
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        inner = [*first, *([schema.get("items", {})] * (len(value) - len(first)))]
        strays += [stray for item, kind in zip(value, inner, strict=True) for stray in find_strays(item, kind, f"{path}[]")]
    return strays


def test_two_places_have_a_file_each(digest: Any) -> None:
    files = dict(build_compared(digest))
    place = json.loads(files["compare/371600.json"])
    assert (place["own"], place["above"]) == (4, 2)
    assert place["topics"]["jobs"] == {"own": 0, "above": 1, "path": "search/?region=371600&topic=jobs", "first": []}
    assert [item["figures"] for item in place["topics"]["finance"]["first"]] == [["50%", "30万元"]]


def test_references_carry_author_title_number_day_and_address(factory: Any) -> None:
    notice = factory.make_digest()[0]
    assert cite_notice(notice) == (
        "云溪示例局．关于支持示例企业渡过难关的若干措施：云溪示〔2024〕1号[EB/OL]．（2024-03-05）．https://www.yunxi.example/1.html．"
    )
    assert "  url = {https://www.yunxi.example/1.html}" in write_bibtex(notice)
    evil = replace(notice, title="}\\input{/etc/passwd}", source=Provenance(url="https://x.cn/}\\x"))
    assert "\\input" not in write_bibtex(evil)


def test_sources_in_trouble_come_first(factory: Any, digest: Any, tmp_path: Any) -> None:
    assert read_runs(tmp_path) == ()
    (tmp_path / ".policy-digest").mkdir()
    state = tmp_path / ".policy-digest" / "state.sqlite"
    state.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    assert read_runs(tmp_path) == ()
    state.unlink()
    with closing(sqlite3.connect(state)) as base:
        base.execute("CREATE TABLE run (run TEXT, source TEXT, state TEXT, newest TEXT, detail TEXT)")
        rows = [("20240501T000000Z", "yunxi", "timeout", None, ""), ("20240531T000000Z", "yunxi", "ok", "2024-04-01", "")]
        base.executemany(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?)", [*rows, ("20240530T000000Z", "<b>x", "layout_changed", None, "列表为空")]
        )
        base.commit()
    page = read(build_sources(digest, read_runs(tmp_path)))
    lines = [row.get_text(" ", strip=True) for row in page.select("#runs ~ .table tbody tr")]
    assert lines == ["<b>x 网页改版，待调整 2024-05-30 — 列表为空", "云溪示例网 正常 2024-05-31 2024-04-01 —"]


def test_each_place_and_topic_has_a_table_of_its_measures(digest: Any) -> None:
    files = dict(build_exports(digest))
    place = list(csv.DictReader(io.StringIO(files["regions/370000/measures.csv"].removeprefix("\ufeff"))))
    assert {row["region"] for row in place} == {"370000", "371600", "371602"}
    topic = list(csv.DictReader(io.StringIO(files["topics/jobs/measures.csv"].removeprefix("\ufeff"))))
    assert {row["lead"] for row in topic} == {"失业保险稳岗返还", "新招员工给予一次性补助"}
    assert "regions/440000/measures.csv" not in files


def test_sources_page_tells_damage_from_a_persons_word(factory: Any) -> None:
    damaged = factory.make_digest()[-1]
    taken = replace(factory.make_digest()[0], withheld=True)
    both = replace(damaged, id="371600-20240402-0a1b2c3d", withheld=True)
    released = replace(damaged, id="371600-20240403-0a1b2c3d", withheld=False)
    held = build_digest((damaged, taken, both, released), load_vocabulary(), factory.AS_OF)
    assert "1 件公告。另有 1 件因原文受损待人工核对，2 件由维护者撤下，没有发布。" in build_sources(held).html


def test_a_notice_in_files_is_published_when_a_person_releases_it(factory: Any) -> None:
    bare = replace(factory.make_digest()[0], body="", measures=(), relations=(), evidence=(), doubts=(), page_kind=PageKind.ATTACHMENT)
    bare = replace(bare, attachments=(Attachment("名单.pdf", "http://mist.example/1.pdf", "pdf"),))
    held = build_digest((bare,), load_vocabulary(), factory.AS_OF)
    assert "另有 1 件因正文只在附件或图片中待人工核对，没有发布。" in build_sources(held).html
    released = build_digest((replace(bare, withheld=False),), load_vocabulary(), factory.AS_OF)
    (page,) = build_notices(released)
    assert "名单.pdf" in page.html


def test_counts_of_a_place_tell_own_from_above_and_below(pages: dict[str, Any]) -> None:
    rows = {
        row.th.get_text(): [cell.get_text() for cell in row.select("td")[-4:]]
        for row in read(pages["regions/370000/371600/"]).select(".matrix tbody tr")
    }
    assert rows["金融支持"] == ["1", "·", "·", "1"]
    assert rows["稳岗用工与社保"] == ["·", "1", "1", "2"]


def test_notice_says_where_errors_are_reported(digest: Any) -> None:
    notice = digest.notices[0]
    for address, href in (("mailto:a@example.org", f"mailto:a@example.org?subject={notice.id}"), ("about/", "../../../../about/")):
        built = {page.path: page for page in build_pages(digest, "名", "句", report=address)}
        assert read(built[notice_path(notice)]).find("a", string="报告错误")["href"] == href


def test_a_notice_that_a_later_one_repeals_gives_nothing(factory: Any) -> None:
    old = factory.make_notice("关于示例补贴的通知", [("给予示例补贴", "每户1万元。", {})], serial=21, day=date(2024, 1, 1))
    repeals = (Relation(RelationType.REPEALS, "云溪示〔2024〕21号"),)
    gifts = [("给予新的示例补贴", "每户2万元。", {})]
    new = factory.make_notice("关于重新规定示例补贴的通知", gifts, serial=22, day=date(2024, 6, 1), relations=repeals)
    earlier = replace(new, written=date(2023, 6, 1), published=date(2023, 6, 1))

    def find(day: date, *notices: Notice) -> list[ValidityStatus]:
        digest = build_digest(notices, load_vocabulary(), day)
        (card,) = digest.by_notice[old.id]
        return [card.status, digest.tell_status(old)]

    assert find(date(2024, 7, 1), old, new) == [ValidityStatus.REPEALED] * 2
    assert find(date(2024, 5, 1), old, new) == find(date(2024, 7, 1), old, earlier) == [ValidityStatus.UNSTATED] * 2


def test_a_page_says_which_file_is_unread_and_on_which_page_a_measure_stands(factory: Any) -> None:
    notice = next(some for some in factory.make_digest() if any(m.nature is Nature.BENEFIT for m in some.measures) and may_show_whole(some))
    first = notice.measures[0].lead_span.start
    pages = (FilePage(7, "开头", Span(first, first + 2)),)
    files = (
        Attachment("附件1：若干措施.pdf", "http://a.example/1.pdf", "pdf", FileState.READ, pages),
        Attachment("附件2：扫描件.pdf", "http://a.example/2.pdf", "pdf", FileState.NEEDS_OCR),
        Attachment("附件3：表.xls", "http://a.example/3.xls", "xls"),
    )
    digest = build_digest((replace(notice, attachments=files),), load_vocabulary(), factory.AS_OF)
    text = BeautifulSoup(next(build_notices(digest)).html, "lxml").get_text()
    assert "附件1：若干措施.pdf 第 7 页" in text
    assert "附件2：扫描件.pdf（未读：扫描件，没有文字）" in text
    assert "附件3：表.xls（" not in text
