from __future__ import annotations

import json
import re
import time
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.cli.commands.sourcing import suggest_date
from scraper.model.source_state import State
from scraper.sources.source import Family
from scraper.sources.source_files import load_source
from tests.scraped import Site, make_source

YAML = "id: {}\nname: 示例市政府\nregion: 371600\nurl: http://{}.example/tz/\nfamily: generic\nlicence: official\n"
URL = "http://gxj.site.example/tz/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sources").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    return root


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    Site(tmp_path / "mirror", "gxj.site.example").add(0, 1, 2)
    Site(tmp_path / "mirror", "a.example").add(0)
    return tmp_path / "mirror"


def run(root: Path, *words: str) -> int:
    return main(["source", *words, "--root", str(root)])


def test_list_shows_every_source_and_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "list", "--shipped", "--root", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 12
    assert any(line.startswith("sd-gxt-tzgg") and "unverified" in line for line in lines)
    assert list(tmp_path.iterdir()) == []


def test_pause_and_resume_are_remembered(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources" / "a.yml").write_text(YAML.format("a", "a"), "utf-8")
    for action, state in (("pause", "paused"), ("list", "paused"), ("resume", "new"), ("list", "new")):
        assert run(root, action, "a", "--json") == 0
        assert json.loads(capsys.readouterr().out)["state"] == state


def test_pause_wants_a_name_and_a_digest(root: Path, tmp_path: Path) -> None:
    assert run(root, "pause") == 2
    assert main(["source", "pause", "sd-gxt-tzgg", "--root", str(tmp_path / "none")]) == 2


def test_check_tells_the_state_and_the_next_step(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources" / "a.yml").write_text(YAML.format("a", "a"), "utf-8")
    (root / "sources" / "b.yml").write_text(YAML.format("b", "b"), "utf-8")
    assert run(root, "check", "a", "--mirror", str(mirror)) == 0
    assert "1 entries, 1 dated, newest 2026-01-01" in capsys.readouterr().out
    assert run(root, "check", "a", "b", "--mirror", str(mirror), "--json") == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["id"], row["state"]) for row in rows] == [("a", "ok"), ("b", "gone")]
    assert "new address" in rows[1]["next_step"]


def test_new_recognises_a_site_and_its_samples_want_a_person(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "new", URL, "--mirror", str(mirror)) == 0
    source = load_source(root / "sources" / "site-gxj-tz.yml")
    assert (source.family, source.url, source.verified) == (Family.TRS, (URL,), None)
    expected = root / "sources" / "site-gxj-tz" / "expected.json"
    record = json.loads(expected.read_text("utf-8"))
    assert [entry["published"] for entry in record["list"]["entries"]] == ["2026-01-03", "2026-01-02", "2026-01-01"]
    assert [detail["published"] for detail in record["details"]] == ["2026-01-03", "2026-01-02"]
    assert len(list(expected.parent.glob("detail-*.raw"))) == 2
    assert run(root, "check", "site-gxj-tz", "--offline") == 1
    assert "nobody has reviewed" in capsys.readouterr().out
    expected.write_text(expected.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    assert run(root, "check", "site-gxj-tz", "--offline") == 0
    assert run(root, "new", URL, "--mirror", str(mirror)) == 2
    assert run(root, "new", URL, "--mirror", str(mirror), "--id", "another") == 0


def test_new_proposes_what_pages_tell_and_ends_with_the_next_step(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = "".join(f"<a href='/{path}/'>{name}</a>" for path, name in (("hq", "惠企政策"), ("rs", "人事信息"), ("zc", "政策文件")))
    page = mirror / "gxj.site.example" / "tz" / "index.html"
    page.write_text(f"<title>通知公告_滨州市工业和信息化局</title>{links}{page.read_text('utf-8')}", "utf-8")
    assert run(root, "new", URL, "--mirror", str(mirror)) == 0
    said = capsys.readouterr().out
    assert "region 371600 (山东省滨州市, by " in said
    assert "also on this site: 惠企政策: policy-digest source new http://gxj.site.example/hq/ --root" in said
    assert "人事信息" not in said
    assert said.splitlines()[-1] == f"next: policy-digest scrape site-gxj-tzgg --max-new 5 --root {root}"
    assert run(root, "new", URL, "--mirror", str(mirror), "--id", "more", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["region"], row["state"], row["next"].split()[:3]) == (
        "more",
        "371600",
        "ok",
        ["policy-digest", "scrape", "more"],
    )
    assert row["columns"][0] == {"name": "惠企政策", "url": "http://gxj.site.example/hq/"}


def test_columns_are_looked_for_at_home_where_the_list_names_none(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mirror / "gxj.site.example" / "index.html").write_text("<a href='/zcwj/'>政策文件</a><a href='/tz/'>通知公告</a>", "utf-8")
    assert run(root, "new", URL, "--mirror", str(mirror), "--json") == 0
    assert json.loads(capsys.readouterr().out)["columns"] == [{"name": "政策文件", "url": "http://gxj.site.example/zcwj/"}]


def test_a_second_column_of_a_site_gets_an_id_of_its_own(root: Path, mirror: Path) -> None:
    other = mirror / "gxj.site.example" / "more" / "tz" / "index.html"
    other.parent.mkdir(parents=True)
    other.write_bytes((mirror / "gxj.site.example" / "tz" / "index.html").read_bytes())
    assert run(root, "new", URL, "--mirror", str(mirror)) == 0
    assert run(root, "new", "http://gxj.site.example/more/tz/", "--mirror", str(mirror)) == 0
    assert sorted(path.stem for path in (root / "sources").glob("*.yml")) == ["site-gxj-tz", "site-gxj-tz-2"]


def test_a_list_that_does_not_read_leads_to_a_trial(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mirror / "gxj.site.example" / "tz" / "index.html").write_text("<p>暂无</p>", "utf-8")
    assert run(root, "new", URL, "--mirror", str(mirror)) == 1
    assert "next: policy-digest source try site-gxj-tz --root" in capsys.readouterr().out


def test_a_sample_that_reads_differently_is_noticed(root: Path, mirror: Path) -> None:
    run(root, "new", URL, "--mirror", str(mirror))
    folder = root / "sources" / "site-gxj-tz"
    expected = folder / "expected.json"
    expected.write_text(expected.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    (folder / "list.raw").write_bytes((folder / "list.raw").read_bytes().replace(b"2026-01-02", b"2026-01-09"))
    assert run(root, "check", "site-gxj-tz", "--offline") == 1


def test_new_says_why_a_site_can_not_be_read(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "new", "http://none.example/", "--mirror", str(mirror)) == 1
    assert "gone" in capsys.readouterr().out
    assert run(root, "new") == 2


def test_offline_check_of_two_hundred_sources_is_quick(tmp_path: Path, root: Path, mirror: Path) -> None:
    run(root, "new", URL, "--mirror", str(mirror), "--id", "s0")
    first, sample = root / "sources" / "s0.yml", root / "sources" / "s0"
    text = first.read_text("utf-8")
    for n in range(1, 200):
        (root / "sources" / f"s{n}.yml").write_text(text.replace("id: s0", f"id: s{n}"), "utf-8")
        (root / "sources" / f"s{n}").mkdir()
        for path in sample.iterdir():
            (root / "sources" / f"s{n}" / path.name).write_bytes(path.read_bytes())
    started = time.process_time()
    assert main(["source", "check", "--offline", "--root", str(root), "--sources", str(root / "sources")]) == 1
    assert time.process_time() - started < 10


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from scraper.sources.schema import render_schema

    assert main(["source", "schema"]) == 0
    assert capsys.readouterr().out == render_schema()


def test_a_source_that_works_for_the_first_time_is_told_how_to_say_so() -> None:
    online, mirrored = Namespace(mirror=None), Namespace(mirror=Path("saved"))
    unseen, seen = make_source(file="a.yml"), make_source(verified=date(2026, 1, 1))
    assert re.fullmatch(r"; works: write `verified: 20\d\d-\d\d-\d\d` into a\.yml", suggest_date(online, unseen, State.OK))
    for args, source, state in ((mirrored, unseen, State.OK), (online, seen, State.OK), (online, unseen, State.EMPTY)):
        assert suggest_date(args, source, state) == ""
