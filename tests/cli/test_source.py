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
    source = load_source(root / "sources" / "site-gxj.yml")
    assert (source.family, source.url, source.verified) == (Family.TRS, (URL,), None)
    expected = root / "sources" / "site-gxj" / "expected.json"
    record = json.loads(expected.read_text("utf-8"))
    assert [entry["published"] for entry in record["list"]["entries"]] == ["2026-01-03", "2026-01-02", "2026-01-01"]
    assert [detail["published"] for detail in record["details"]] == ["2026-01-03", "2026-01-02"]
    assert len(list(expected.parent.glob("detail-*.raw"))) == 2
    assert run(root, "check", "site-gxj", "--offline") == 1
    assert "nobody has reviewed" in capsys.readouterr().out
    expected.write_text(expected.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    assert run(root, "check", "site-gxj", "--offline") == 0
    assert run(root, "new", URL, "--mirror", str(mirror)) == 2
    assert run(root, "new", URL, "--mirror", str(mirror), "--id", "another") == 0


def test_a_sample_that_reads_differently_is_noticed(root: Path, mirror: Path) -> None:
    run(root, "new", URL, "--mirror", str(mirror))
    folder = root / "sources" / "site-gxj"
    expected = folder / "expected.json"
    expected.write_text(expected.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    (folder / "list.raw").write_bytes((folder / "list.raw").read_bytes().replace(b"2026-01-02", b"2026-01-09"))
    assert run(root, "check", "site-gxj", "--offline") == 1


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
