"""`policy-digest init`, and what a digest of one's own visits."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from scraper.cli import main
from scraper.cli.commands.founding import write_cron
from scraper.errors import StoreError
from scraper.sources.digest_settings import Settings, load_settings
from tests.scraped import Site

YAML = "id: {0}\nname: 示例市政府\nregion: 371600\nurl: http://{0}.example/tz/\nfamily: generic\nlicence: official\n"
FILES = {"mkdocs.yml", "digest.yml", "README.md", ".gitignore", "content/index.md", "content/about.md", ".github/workflows/digest.yml"}


def list_files(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", str(tmp_path / "my digest")]) == 0
    capsys.readouterr()
    return tmp_path / "my digest"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    Site(tmp_path / "mirror", "a.example").add(0, 1)
    return tmp_path / "mirror"


def test_a_digest_says_whose_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "mine"
    assert main(["init", str(root), "--region", "440100", "--contact", "me@digest.example"]) == 0
    assert set(list_files(root)) == FILES
    assert load_settings(root) == Settings(region="440100", contact="me@digest.example")
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    assert config["site_name"] == "广州市惠企政策汇编"
    assert config["extra"] == {"contact": "mailto:me@digest.example"}
    assert not any("$place" in text or "$region" in text or "${place}" in text for text in list_files(root).values())
    said = capsys.readouterr().out
    assert "policy-digest source new https://" in said
    assert "source add gz-gkmlpt" in said


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        ([], None),
        (["--contact", "https://digest.example/about"], {"contact": "https://digest.example/about"}),
        (["--contact", "mailto:me@digest.example"], {"contact": "mailto:me@digest.example"}),
        (["--contact", "https://digest.example/{a}:"], {"contact": "https://digest.example/{a}:"}),
        (["--contact", "http://digest.example/about"], None),
    ],
)
def test_readers_are_told_only_addresses_that_they_may_follow(tmp_path: Path, words: list[str], extra: dict[str, str] | None) -> None:
    assert main(["init", str(tmp_path / "d"), *words]) == 0
    config = yaml.safe_load((tmp_path / "d" / "mkdocs.yml").read_text("utf-8"))
    assert (config["site_name"], config.get("extra")) == ("惠企政策汇编", extra)


def test_the_workflow_is_yaml_and_runs_commands_that_there_are(root: Path) -> None:
    from scraper.cli import COMMANDS

    workflow = yaml.safe_load((root / ".github" / "workflows" / "digest.yml").read_text("utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["digest"]["steps"]]
    typed = {words[1] for step in steps for line in step.splitlines() if (words := line.split())[:1] == ["policy-digest"]}
    assert typed == {"scrape", "check", "build"} <= set(COMMANDS)
    assert workflow["jobs"]["digest"]["steps"][3]["with"]["key"] == "digest-${{ github.run_id }}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--region", "37"], "six digits"),
        (["--region", "999999"], "no region 999999"),
        (["--contact", "somebody"], "mail address"),
        (["--contact", "a@b.example)\nX: y"], "mail address"),
    ],
)
def test_wrong_words_make_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    assert main(["init", str(tmp_path / "d"), *words]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("name", ["letter.txt", "README.md", "digest.yml", "content/index.md"])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", "utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "neither a digest" in capsys.readouterr().err
    assert list_files(tmp_path) == {name: "mine"}


def test_a_file_in_its_place_and_another_site_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    assert main(["init", str(tmp_path / "file")]) == 2
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mkdocs.yml").write_text("site_name: another\n", "utf-8")
    assert main(["init", str(tmp_path / "site")]) == 2
    assert "a site that is no digest" in capsys.readouterr().err
    assert list_files(tmp_path / "site") == {"mkdocs.yml": "site_name: another\n"}


def test_a_digest_gets_what_it_lacks_and_nothing_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "mkdocs.yml").write_text("site_name: mine\nplugins: [policy-digest]\n", "utf-8")
    (root / "content" / "index.md").write_text("# mine\n", "utf-8")
    (root / "digest.yml").unlink()
    before = list_files(root)
    assert main(["init", str(root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["made"] == ["digest.yml"]
    assert {name: text for name, text in list_files(root).items() if name != "digest.yml"} == before
    assert main(["init", str(root), "--contact", "a@b.example"]) == 0
    said = capsys.readouterr()
    assert "nothing is missing" in said.out
    assert "digest.yml stays as it is" in said.err
    assert load_settings(root) == Settings()


def test_what_was_broken_off_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import scraper.store.root

    words = ["init", str(tmp_path / "d"), "--region", "440100"]
    save, left = scraper.store.root.save_text, 4

    def fail(path: Path, text: str) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoreError("the disk is full", file=str(path))
        return save(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(scraper.store.root, "save_text", fail)
        assert main(words) == 2
    assert 0 < len(list_files(tmp_path / "d")) < len(FILES)
    assert main(words) == 0
    assert set(list_files(tmp_path / "d")) == FILES


@pytest.mark.slow
def test_a_new_digest_builds_at_once(root: Path) -> None:
    assert main(["build", "--strict", "--root", str(root)]) == 0
    assert "惠企政策汇编" in (root / "site" / "index.html").read_text("utf-8")


def test_the_line_of_cron_is_one_that_a_shell_reads(tmp_path: Path) -> None:
    (root := tmp_path / "it's 100% mine").mkdir()
    minute, hour, *days, command = write_cron(root).split(" ", 5)
    assert (minute, hour, days) == ("17", "6", ["*", "*", "*"])
    typed = command.replace(r"\%", "%").partition(" && ")[0] + " && pwd"
    assert subprocess.run(["/bin/sh", "-c", typed], capture_output=True, text=True, check=True).stdout.strip() == str(root)
    assert shlex.split(command)


# What is visited


def test_an_empty_folder_scrapes_nothing_and_is_left_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scrape", "--root", str(tmp_path)]) == 2
    assert "policy-digest source new URL" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_new_digest_visits_its_own_sources_alone(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources").mkdir()
    (root / "sources" / "a.yml").write_text(YAML.format("a"), "utf-8")
    assert main(["scrape", "--root", str(root), "--mirror", str(mirror), "--json"]) == 0
    said = capsys.readouterr()
    assert [json.loads(line)["source"] for line in said.out.splitlines()] == ["a"]
    assert said.err == ""


def test_shipped_sources_come_in_by_name(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scrape", "gz-gkmlpt", "--root", str(root), "--mirror", str(mirror)]) == 2
    assert "policy-digest source add gz-gkmlpt" in capsys.readouterr().err
    assert main(["source", "add", "gz-gkmltp", "--root", str(root)]) == 2
    assert "did you mean gz-gkmlpt?" in capsys.readouterr().err
    assert main(["source", "add", "gz-gkmlpt", "sd-gxt-tzgg", "--root", str(root)]) == 0
    assert "policy-digest scrape gz-gkmlpt --max-new 5" in capsys.readouterr().out
    assert main(["source", "add", "gz-gkmlpt", "--root", str(root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": "gz-gkmlpt", "added": False}
    assert main(["source", "list", "--json", "--root", str(root)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["gz-gkmlpt", "sd-gxt-tzgg"]
    assert main(["scrape", "--root", str(root), "--mirror", str(mirror), "--json"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_name_that_no_source_has_is_told_and_the_others_go_on(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources").mkdir()
    (root / "sources" / "a.yml").write_text(YAML.format("a"), "utf-8")
    (root / "digest.yml").write_text("sources: [gz-gkmltp]\n", "utf-8")
    assert main(["scrape", "--root", str(root), "--mirror", str(mirror)]) == 1
    said = capsys.readouterr()
    assert "added 2" in said.out
    assert "did you mean gz-gkmlpt?" in said.err


def test_a_digest_from_before_goes_on_and_is_told_how_to_choose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: old\nplugins: [policy-digest]\n", "utf-8")
    assert main(["source", "list", "--root", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) >= 30
    assert "policy-digest init" in said.err
    assert main(["source", "add", "gz-gkmlpt", "--root", str(tmp_path)]) == 2
    assert main(["init", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["source", "list", "--root", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err.count("no sources yet")) == ("", 1)


def test_settings_reach_the_run_where_no_option_is_given(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from scraper.cli.commands.scrape import apply_settings, build_client

    (root / "digest.yml").write_text("contact: a@b.example\ndelay: 7\nbudget: 3\n", "utf-8")
    given = {"root": root, "mirror": None, "allow_loopback": False, "contact": None, "delay": None}
    args = Namespace(**given)
    assert apply_settings(args).budget == 3
    assert (args.contact, args.delay) == ("a@b.example", 7)
    build_client(args)
    own = Namespace(**(given | {"contact": "c@d.example", "delay": 9.0}))
    apply_settings(own)
    assert (own.contact, own.delay) == ("c@d.example", 9.0)
    here = Namespace(**(given | {"allow_loopback": True}))
    apply_settings(here)
    assert here.delay is None


def test_the_budget_of_the_settings_ends_a_run(root: Path, mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "sources").mkdir()
    (root / "sources" / "a.yml").write_text(YAML.format("a"), "utf-8")
    (root / "digest.yml").write_text("budget: 2\n", "utf-8")
    assert main(["scrape", "--root", str(root), "--mirror", str(mirror)]) == 1
    assert "the day's budget of 2 requests" in capsys.readouterr().out
