"""No number of a person leaves by any door of the site, whatever field it was planted in."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import main
from scraper.curation import shelve_notices
from scraper.frontmatter import render_notice
from scraper.model import (
    Attachment,
    Contact,
    Damage,
    Doubt,
    Evidence,
    Licence,
    Notice,
    Provenance,
    Relation,
    RelationType,
    Repost,
    Snapshot,
    Span,
    Target,
)  # fmt: skip
from scraper.pipeline import build_reader, read_inputs
from scraper.store.shelf import Shelf
from site_config.closed_words import load_vocabulary
from site_config.render import render_digest
from site_config.runs import read_runs

MOBILE, IDENTITY, BOX = "13900001234", "371601199001011234", "zhangsan@163.com"
PLANTS = (MOBILE, "139-0000-1234", "139 0000 1234", IDENTITY, BOX)
PLANT = f"张三{MOBILE}、139-0000-1234、139 0000 1234，身份证{IDENTITY}，邮箱{BOX}"
CLOSED = frozenset({"id", "snapshot", "site_id_code", "type", "code", "path", "currency", "unit", "sizes"})
"""Fields of ids and closed words."""


def plant_everywhere(value: Any, name: str = "") -> Any:
    """A record with the plant at the end of each free string, in addresses as a query and in the path."""
    if type(value) is str and name not in CLOSED:
        return f"{value}{'&' if '?' in value else '?'}tel={MOBILE}&u=/{MOBILE}/{IDENTITY}" if value.startswith("http") else value + PLANT
    if type(value) is tuple:
        return tuple(plant_everywhere(item, name) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: plant_everywhere(getattr(value, f.name), f.name) for f in fields(value) if f.name not in CLOSED})
    return value


def make_rich(factory: Any) -> Notice:
    """A notice with something in every field."""
    notice: Notice = factory.make_digest()[0]
    source = Provenance("yunxi", "https://www.yunxi.example/1.html", "云溪示例网", None, "通知公告", "云溪日报", "李四", Licence.OFFICIAL)
    measure = replace(
        notice.measures[0], summary="最高30万元", window="3个工作日", lead_body="示例局", co_bodies=("财政局",),
        funding="由财政列支", channel="平台", topics=("finance",),
        contacts=(Contact("示例局", "0543-3160000"),), materials="合同", legal_basis=("《示例条例》",), labels=(("topic:finance", "贷款"),),
        target=Target(actors=("企业",), sectors=("餐饮",), text="小微企业"),
    )  # fmt: skip
    return replace(
        notice,
        index_no="000014349",
        subject_class="财政",
        addressees=("各单位",),
        copied_to=("抄送单位",),
        attachments=(Attachment("附件1", "https://www.yunxi.example/a.pdf", "pdf"),),
        contacts=(Contact("示例局", "0543-3160000"),),
        source=source,
        reposts=(Repost("https://b.example/1.html", "某网", None, "标题为"),),
        relations=(Relation(RelationType.CITES, "示例〔2019〕3号", "关于示例"),),
        evidence=(Evidence("title", "meta:title", "关于"),),
        doubts=(Doubt("x-rule", "请核对"),),
        measures=(measure,),
    )


def plant_notice(factory: Any) -> Notice:
    """The rich notice with plants in all its fields; what is quoted stands in the body as it is quoted."""
    rich = make_rich(factory)
    planted: Notice = plant_everywhere(replace(rich, measures=(), validity=type(rich.validity)(), kind=rich.kind))
    (measure,) = rich.measures
    lead = measure.lead + PLANT
    spread = plant_everywhere(replace(measure, figures=(), instruments=(), topics=(), lead=""))
    start = len(planted.body) + 2
    told = replace(
        spread, lead=lead, lead_span=Span(start, start + len(lead)), span=Span(start, start + len(lead) + 1),
        topics=("finance",), instruments=(), figures=(),
    )  # fmt: skip
    return replace(planted, body=f"{planted.body}\n\n{lead}。", measures=(told,))


def list_leaks(folder: Path) -> Iterator[tuple[str, str]]:
    """Files in which a plant can be read, packed and stored ones included."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for text in list_readings(path):
            for plant in PLANTS:
                if plant in text:
                    yield path.relative_to(folder).as_posix(), plant


def list_readings(path: Path) -> Iterator[str]:
    """The file as text, unpacked, as a database's dump, and with escapes undone."""
    data = path.read_bytes()
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-8", "replace").replace("\r\n ", "").replace("\\u002d", "-").replace("&#45;", "-").replace("%40", "@")
    if data[:2] == b"\x1f\x8b":
        yield zlib.decompress(data, 31).decode("utf-8", "replace")
    if data.startswith(b"SQLite format 3"):
        with sqlite3.connect(path) as base:
            yield "\n".join(base.iterdump())


@pytest.fixture(scope="module")
def planted(factory: Any) -> Notice:
    return plant_notice(factory)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty digest."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: 示例汇编\nsite_url: https://digest.example/\ndocs_dir: content\nplugins: [policy-digest]\n", "utf-8"
    )
    (tmp_path / "content" / "notices").mkdir(parents=True)
    return tmp_path


def test_planted_numbers_leave_by_no_door(planted: Notice, root: Path, factory: Any) -> None:
    assert render_notice(planted).count(MOBILE) > 40
    assert not shelve_notices([planted], Shelf(root)).errors
    assert list(list_leaks(root / "content")) == []
    pages, faults = render_digest(root, root / "out", factory.AS_OF)
    assert faults == ()
    assert pages > 10
    names = {path.suffix for path in (root / "out").rglob("*")}
    assert {".csv", ".ics", ".json", ".md", ".ndjson", ".sqlite", ".xml"} <= names
    assert any("139****1234" in path.read_text("utf-8", "replace") for path in (root / "out").rglob("*.md"))
    assert list(list_leaks(root / "out")) == []


def test_quotes_stay_quotes_of_the_masked_body(planted: Notice, root: Path) -> None:
    shelve_notices([planted], Shelf(root))
    (shelved,) = Shelf(root).load_notices()
    assert isinstance(shelved.notice, Notice)
    (measure,) = shelved.notice.measures
    assert measure.lead_span.read(shelved.notice.body) == measure.lead
    assert "139****1234" in measure.lead


def test_a_page_with_numbers_in_every_place_is_read_clean() -> None:
    page = f"""<html><head><title>关于{PLANT}的通知</title><meta name="ArticleTitle" content="关于{PLANT}的通知">
    <meta name="SiteName" content="某网{PLANT}">
    <meta name="ColumnName" content="公告{PLANT}"><meta name="ContentSource" content="某局{PLANT}">
    <meta name="Author" content="{PLANT}"></head><body>
    <div class="content"><p>各单位：{PLANT}</p>
    <p>一、给予企业贷款贴息，联系{PLANT}。</p><p>手机139<b>0000</b>1234，139<br>0000<br>1234</p>
    <table><tr><td>手机</td><td>139</td><td>0000</td><td>1234</td></tr></table>
    <p><a href="/f/{MOBILE}.pdf?tel={MOBILE}">附件{PLANT}</a></p></div></body></html>"""
    url = f"https://a.example/{MOBILE}/{IDENTITY}?tel={MOBILE}"
    reader = build_reader(load_vocabulary())
    (reading,) = read_inputs([url], lambda name: Snapshot(name, page.encode(), "0" * 64, url, "text/html; charset=utf-8"), reader)
    assert reading.notice is not None
    written = render_notice(reading.notice)
    assert [plant for plant in PLANTS if plant in written] == []
    assert "139\n\n****\n\n1234" in reading.notice.body


@pytest.fixture
def edited(root: Path, factory: Any) -> tuple[Path, int]:
    """A content file into which a person wrote a number, and the line of it."""
    notice: Notice = factory.make_digest()[0]
    shelf = Shelf(root)
    shelf.save_notice(notice)
    path = shelf.path(notice.id)
    text = path.read_text("utf-8").replace("各有关单位：", f"各有关单位：手机{MOBILE}")
    path.write_text(text, "utf-8")
    return path, next(number for number, line in enumerate(text.split("\n"), 1) if MOBILE in line)


def test_render_leaves_out_what_check_calls_personal(edited: tuple[Path, int], root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, line = edited
    assert main(["render", str(root / "out"), "--root", str(root)]) == 1
    assert f"{path.relative_to(root / 'content').as_posix()}:{line}: personal data is not masked" in capsys.readouterr().err
    assert list(list_leaks(root / "out")) == []
    assert main(["check", "--root", str(root)]) == 1
    assert f":{line}: privacy: personal data is not masked" in capsys.readouterr().out


@pytest.mark.parametrize("strict", [False, True])
def test_build_refuses_what_check_calls_personal(
    edited: tuple[Path, int], root: Path, capfd: pytest.CaptureFixture[str], *, strict: bool
) -> None:
    path, line = edited
    assert main(["build", "--root", str(root), *(["--strict"] if strict else [])]) == 1
    assert f"{path.relative_to(root / 'content').as_posix()}:{line}: personal data is not masked" in capfd.readouterr().err
    assert (root / "site").exists() is not strict
    assert list(list_leaks(root / "site")) == []


def test_a_held_notice_may_keep_what_it_holds(edited: tuple[Path, int], root: Path) -> None:
    path, _ = edited
    path.write_text(path.read_text("utf-8").replace("\ntitle:", "\nheld: true\ntitle:", 1), "utf-8")
    assert main(["render", str(root / "out"), "--root", str(root)]) == 0
    assert list(list_leaks(root / "out")) == []


def test_the_story_of_a_run_names_no_number(root: Path) -> None:
    (root / ".policy-digest").mkdir()
    with sqlite3.connect(root / ".policy-digest" / "state.sqlite") as base:
        base.execute("CREATE TABLE run (source, state, run, newest, detail)")
        base.execute("INSERT INTO run VALUES ('a', 'partial', '20240601T000000', NULL, ?)", (f"404 at https://a.example/?tel={MOBILE}",))
    (line,) = read_runs(root)
    assert line.detail.endswith("?tel=139****1234")


def test_a_notice_that_lists_persons_is_not_published(root: Path, factory: Any) -> None:
    held = replace(factory.make_digest()[0], damage=(Damage.NAMED_PERSONS,))
    Shelf(root).save_notice(held)
    render_digest(root, root / "out", factory.AS_OF)
    assert not any(held.title in path.read_text("utf-8", "replace") for path in (root / "out").rglob("*.md"))
    assert any("1 件因列有个人姓名待人工核对" in path.read_text("utf-8") for path in (root / "out" / "docs").rglob("*sources*/*.md"))
