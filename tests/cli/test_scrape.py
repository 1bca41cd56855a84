from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import pytest

from scraper.cli import main
from tests.scraped import Site

YAML = "id: site\nname: 示例市政府\nregion: 371600\nurl: http://www.site.example/tz/\nfamily: generic\nlicence: official\n"


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    places = {name: tmp_path / name for name in ("root", "sources", "mirror")}
    places["sources"].mkdir()
    (places["sources"] / "site.yml").write_text(YAML, "utf-8")
    Site(places["mirror"]).add(0, 1, 2)
    return places


def scrape(places: dict[str, Path], *words: str) -> int:
    return main(["scrape", *words, "--root", str(places["root"]), "--sources", str(places["sources"]), "--mirror", str(places["mirror"])])


def list_notices(places: dict[str, Path]) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (places["root"] / "content" / "notices").rglob("*.md")}


def test_a_new_folder_becomes_a_digest_with_the_sites_notices(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places) == 0
    out = capsys.readouterr()
    assert out.out.split()[:2] == ["site", "ok"]
    assert "added 3" in out.out
    assert out.err == ""
    assert (places["root"] / "mkdocs.yml").is_file()
    assert len(list_notices(places)) == 3


def test_one_row_a_source_and_json_on_demand(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places, "--json", "--max-new", "1") == 0
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert (row["source"], row["state"], row["new"], row["added"], row["failed"]) == ("site", "ok", 1, 1, 0)


def test_a_source_that_does_not_deliver_is_exit_code_one_with_the_next_step(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (places["sources"] / "none.yml").write_text(YAML.replace("site", "none"), "utf-8")
    assert scrape(places) == 1
    out = capsys.readouterr().out
    assert "gone" in out
    assert "find the column's new address" in out
    assert len(list_notices(places)) == 3


def test_a_broken_source_file_is_named_and_the_others_go_on(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    (places["sources"] / "bad.yml").write_text(YAML.replace("id: site", "id: bad") + "licens: x\n", "utf-8")
    assert scrape(places) == 1
    assert "bad.yml:7: licens: unknown key (did you mean licence?)" in capsys.readouterr().err
    assert len(list_notices(places)) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sitt"], "did you mean site?"),
        (["--sources", "/nowhere"], "no such folder"),
        (["--mirror", "/nowhere"], "no such folder"),
    ],
)
def test_wrong_use_is_exit_code_two(places: dict[str, Path], capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    options = {"--root": str(places["root"]), "--sources": str(places["sources"]), "--mirror": str(places["mirror"])}
    names = [word for word in words if not word.startswith("-") and not word.startswith("/")]
    options |= dict(zip(words[::2], words[1::2], strict=True)) if words[0].startswith("-") else {}
    assert main(["scrape", *names, *[word for pair in options.items() for word in pair]]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--max-new", "-1"], ["--since", "yesterday"], ["--delay", "slow"]])
def test_wrong_options_are_refused(places: dict[str, Path], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        scrape(places, *words)
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("mirror", "contact", "address", "warned"),
    [
        (None, None, "http://www.site.example/tz/", True),
        (None, "https://digest.example/about", "http://www.site.example/tz/", False),
        (Path("mirror"), None, "http://www.site.example/tz/", False),
        (None, None, "http://127.0.0.1:8000/tz/", False),
        (None, None, "../folder", False),
    ],
)
def test_strangers_are_not_visited_under_a_placeholder_without_a_word(
    capsys: pytest.CaptureFixture[str], mirror: Path | None, contact: str | None, address: str, warned: bool
) -> None:
    from scraper.cli.commands.scrape import warn_contact

    warn_contact(argparse.Namespace(mirror=mirror, contact=contact), [address, address])
    err = capsys.readouterr().err
    assert err.count("POLICY_DIGEST_CONTACT") == int(warned)
    assert ("--contact" in err) is warned


def test_rebuild_makes_the_same_content(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places) == 0
    before = list_notices(places)
    shutil.rmtree(places["root"] / "content" / "notices")
    shutil.rmtree(places["mirror"])
    assert main(["rebuild", "--root", str(places["root"]), "--sources", str(places["sources"])]) == 0
    assert "3 added" in capsys.readouterr().out
    assert list_notices(places) == before


def test_rebuild_wants_a_digest(tmp_path: Path) -> None:
    assert main(["rebuild", "--root", str(tmp_path)]) == 2


def test_archive_counts_what_is_kept_and_names_what_is_damaged(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places) == 0
    capsys.readouterr()
    assert main(["archive", "--root", str(places["root"])]) == 0
    assert capsys.readouterr().out.startswith("4 records of 1 sources in 1 runs")
    (path,) = (places["root"] / ".policy-digest" / "archive").rglob("*.warc.gz")
    path.write_bytes(path.read_bytes()[:-5])
    assert main(["archive", "--root", str(places["root"])]) == 1
    assert "site.warc.gz: 0 damaged records" in capsys.readouterr().out
    assert main(["archive", "--root", str(places["root"]), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["records"] == 3


# What a run tells those who were not there


def test_a_report_for_people_and_one_for_programs(places: dict[str, Path], tmp_path: Path) -> None:
    (places["sources"] / "none.yml").write_text(YAML.replace("site", "none"), "utf-8")
    (places["sources"] / "bad.yml").write_text("id: bad\n", "utf-8")
    assert scrape(places, "--report", str(tmp_path / "run.md")) == 1
    text = (tmp_path / "run.md").read_text("utf-8")
    assert "listed 3, new 3, added 3, changed 0, failed 0" in text
    assert "- none: gone: www.none.example answers 404" in text
    assert "find the column's new address" in text
    assert "- config: " in text
    assert "| site | ok | 3 | 3 | 3 | 0 | 0 |" in text
    assert scrape(places, "--report", str(tmp_path / "run.json"), "--json") == 1
    report = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert report["sums"]["added"] == 0
    assert [row["state"] for row in report["sources"]] == ["gone", "ok"]
    assert report["complaints"][0]["kind"] == "config"


def test_a_report_has_no_place_to_go(places: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places, "--report", str(tmp_path / "none" / "run.md")) == 2
    assert not places["root"].exists()
    (tmp_path / "run.md").mkdir()
    assert scrape(places, "--report", str(tmp_path / "run.md")) == 1
    assert "run.md" in capsys.readouterr().err
    assert len(list_notices(places)) == 3


def test_what_a_site_says_is_no_markup_of_the_report() -> None:
    from scraper.cli.commands.scrape import flatten, render_report
    from scraper.model.source_state import State
    from scraper.scraping import Result
    from scraper.store.run_state import Visit

    said = "a\n\n## b | <script> [c](http://d.example)"
    text = render_report([Result(Visit("r", "s", State.GONE, detail=said))], [], as_json=False)
    assert flatten(said) in text
    assert not any(line.startswith("## b") for line in text.splitlines())
    assert "<script>" not in text.replace("\\<script\\>", "")


def test_several_sources_are_told_as_they_end(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    (places["sources"] / "none.yml").write_text(YAML.replace("site", "none"), "utf-8")
    scrape(places)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in lines] == ["1/2", "2/2"]
    assert {line.partition(" ")[2] for line in lines} == {"site ok: listed 3, new 3", "none gone: listed 0, new 0"}


def test_the_log_of_a_source_begins_with_the_last_run(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--root", str(places["root"]), "--sources", str(places["sources"])]
    assert scrape(places) == 0
    shutil.rmtree(places["mirror"] / "www.site.example")
    assert scrape(places) == 1
    capsys.readouterr()
    assert main(["source", "log", "site", "--json", *where]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["state"], row["new"]) for row in rows] == [("gone", 0), ("ok", 3)]
    assert main(["source", "log", "site", *where]) == 0
    assert "gone" in capsys.readouterr().out.splitlines()[0]
    assert main(["source", "log", *where]) == 2
    assert main(["source", "log", "site", "--root", str(places["root"] / "none"), "--sources", str(places["sources"])]) == 2


def test_rebuild_render_and_build_tell_programs_what_they_did(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert scrape(places) == 0
    capsys.readouterr()
    root = ["--root", str(places["root"]), "--json"]
    assert main(["rebuild", *root, "--sources", str(places["sources"])]) == 0
    assert json.loads(capsys.readouterr().out) == {"added": 0, "changed": 0, "unchanged": 3, "merged": 0, "conflict": 0}
    out = places["root"].parent / "rendered"
    assert main(["render", str(out), *root]) == 0
    assert json.loads(capsys.readouterr().out) == {"out": str(out), "left_out": []}


@pytest.mark.slow
def test_build_tells_programs_where_the_site_is(places: dict[str, Path], capfd: pytest.CaptureFixture[str]) -> None:
    assert scrape(places) == 0
    capfd.readouterr()
    site = places["root"] / "site"
    assert main(["build", "--root", str(places["root"]), "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == {"site": str(site), "built": True, "warnings": 0}
