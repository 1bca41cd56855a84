"""`policy-digest source try`: what each entry would become, and nothing taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import main
from scraper.harvest.trials import find_place
from tests.scraped import Site

HOST = "gxj.site.example"
URL = f"http://{HOST}/tz/"
YAML = f"id: gxj\nname: 示例市工信局\nregion: 371600\nurl: {URL}\nfamily: generic\nlicence: official\n"
Rows = list[dict[str, Any]]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "mirror", HOST)
    site.add(0, 1, 2)
    return site


def attempt(site: Site, *words: str) -> int:
    return main(["source", "try", *words, "--mirror", str(site.folder), "--root", str(site.folder.parent / "none")])


def read_rows(capsys: pytest.CaptureFixture[str]) -> Rows:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_entry_tells_what_it_would_become_and_by_which_rules(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.folder.parent.rglob("*"))
    assert attempt(site, URL, "--details", "2") == 0
    said = capsys.readouterr().out
    assert f"{URL}: ok: 3 entries, 3 dated, newest 2026-01-03" in said
    assert "family trs, by 'createPageHTML'; entries stand at ul > li > a" in said
    assert "<- meta:ArticleTitle" in said
    assert "published 2026-01-03  <- meta:PubDate" in said
    assert "2 measures  <- div.content, names that mean the body on some sites" in said
    assert said.splitlines()[-1] == "2 comes in, 1 not asked"
    assert sorted(site.folder.parent.rglob("*")) == before


def test_programs_read_a_line_for_the_list_and_one_an_entry(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert attempt(site, URL, "--json", "--details", "1") == 0
    head, first, second, _ = read_rows(capsys)
    assert (head["list"], head["state"], head["broken"]) == (URL, "ok", [])
    assert (first["fate"], first["notice"]["measures"], first["rules"]["title"]) == ("comes in", 2, "meta:ArticleTitle")
    assert (second["fate"], second["notice"], second["rules"]) == ("not asked", None, {})


def test_what_else_a_run_would_read_is_told(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.page_size = 2
    site.publish()
    (tmp_path / "gxj.yml").write_text(YAML.replace(f"url: {URL}", f"url: [{URL}, {URL}more/]"), "utf-8")
    assert attempt(site, str(tmp_path / "gxj.yml"), "--details", "0") == 0
    said = capsys.readouterr().out
    assert f"goes on at {URL}index_1.html; a run reads up to 5 pages" in said
    assert "the first of 2 lists of this source" in said


SHORT = "<html><head><title>{0}</title></head><body><div>{1}</div></body></html>"
WRONG = {
    "a farewell": (SHORT.format("404", "页面不存在"), "says that it is gone or closed"),
    "another page": (SHORT.format("某县的天气", "<p>今日晴，气温适宜。</p>" * 9), "is not what its list named"),
    "no text": (SHORT.format("", ""), "no text"),
    "bytes": (b"\x00\x01\x02\x03" * 99, "binary"),
    "a login": (SHORT.format("用户登录", "<form><input type=password></form>请先登录"), "(login-page)"),
}


@pytest.mark.parametrize(("page", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_left_out_says_why(site: Site, capsys: pytest.CaptureFixture[str], page: str | bytes, reason: str) -> None:
    site.write(site.path(2), page)
    assert attempt(site, URL, "--json") == 1
    _, first, second, third = read_rows(capsys)
    assert (first["fate"], second["fate"], third["fate"]) == ("left out", "comes in", "comes in")
    assert reason in first["reason"]


def test_a_page_that_is_not_had_is_left_out_by_its_state(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (site.folder / HOST / "tz" / "2.html").unlink()
    assert attempt(site, URL, "--json") == 1
    assert read_rows(capsys)[1]["reason"].startswith("gone: ")


def test_entries_elsewhere_are_no_fault(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish([site.entry(2), "<li><a href='http://other.test/1.html'>关于别处某事项的通知</a><span>2026-01-09</span></li>"])
    assert attempt(site, URL, "--json") == 0
    rows = read_rows(capsys)
    assert [row["fate"] for row in rows[1:]] == ["comes in", "elsewhere"]
    assert "offsite" in rows[2]["reason"]


def test_what_the_page_does_not_tell_is_lent_by_the_list(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    body = "<p>一、对企业给予补助3万元，二、简化办理流程。</p>"
    site.write(
        site.path(2),
        f"<html><head><title>某市政府网</title></head><body><div id='zoom'><p>{site.title(2)}</p>{body * 3}</div></body></html>",
    )
    assert attempt(site, URL, "--json", "--details", "1") == 0
    rules = read_rows(capsys)[1]["rules"]
    assert rules["published"] == "list:date"
    assert rules["body"].startswith("div#zoom, names that mean the body everywhere")


@pytest.mark.parametrize("place", ["file", "sources", "shipped"])
def test_a_source_is_tried_by_its_file_or_its_name(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    root = tmp_path / "root"
    (root / "sources").mkdir(parents=True)
    (root / "sources" / "gxj.yml").write_text(YAML, "utf-8")
    what = {"file": str(root / "sources" / "gxj.yml"), "sources": "gxj", "shipped": "gz-gkmlpt"}[place]
    code = main(["source", "try", what, "--mirror", str(site.folder), "--root", str(root), "--json"])
    head, *rows = read_rows(capsys)
    assert code == int(place == "shipped")
    assert head["state"] == ("gone" if place == "shipped" else "ok")
    assert len(rows) == (0 if place == "shipped" else 3)


def test_selectors_are_told_as_the_rule(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gxj.yml").write_text(YAML + "select: {item: li}\n", "utf-8")
    assert attempt(site, str(tmp_path / "gxj.yml")) == 0
    assert "entries by select: li" in capsys.readouterr().out


@pytest.mark.parametrize(
    "own", ["", "<link rel='canonical' href='{}'>", "<!-- saved from url=(0028){} -->"], ids=["--url", "canonical", "saved from"]
)
def test_a_saved_list_is_read_without_asking_anybody(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], own: str) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(own.format(URL) + (site.folder / HOST / "tz" / "index.html").read_text("utf-8"), "utf-8")
    words = ["source", "try", str(saved), "--json", *([] if own else ["--url", URL])]
    assert main(words) == 0
    head, *rows = read_rows(capsys)
    assert head["list"] == URL
    assert [row["fate"] for row in rows] == ["not asked"] * 3
    assert main([*words, "--mirror", str(site.folder)]) == 0
    assert [row["fate"] for row in read_rows(capsys)[1:]] == ["comes in"] * 3


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "one address, file or source"),
        (["a", "b"], 2, "one address, file or source"),
        (["gz-gkmltp"], 2, "did you mean gz-gkmlpt?"),
        (["http://none.example/"], 1, "gone"),
    ],
)
def test_wrong_use_and_a_site_that_is_not_there(
    site: Site, capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str
) -> None:
    assert attempt(site, *words) == code
    said = capsys.readouterr()
    assert message in said.out + said.err


def test_a_saved_list_that_says_no_address_and_a_folder_are_refused(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "saved.html").write_text("<a href='1.html'>x</a>", "utf-8")
    assert attempt(site, str(tmp_path / "saved.html")) == 2
    assert "--url" in capsys.readouterr().err
    (tmp_path / "mine.yml").write_text(YAML.replace("id: gxj", "id: mine").replace("generic", "folder"), "utf-8")
    assert attempt(site, str(tmp_path / "mine.yml")) == 2
    assert "policy-digest normalize" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("<div id='list'><ul class='a b'><li><a href='/1.html'>甲</a></li></ul></div>", "ul.a.b > li > a"),
        ("<table><tr><td class='t'><a href='/1.html'>甲</a></td></tr></table>", "tr > td.t > a"),
        ("<a href='/1.html'>甲</a>", "html > body > a"),
        ("<ul><li><a href='/2.html'>乙</a></li></ul>", None),
        ("<a href='http://['>x</a><dl><dd><a href='http://a.example/1.html#x'>甲</a></dd></dl>", "dl > dd > a"),
        ("", None),
        ('{"items": []}', None),
    ],
)
def test_where_entries_stand_is_said_as_a_selector(page: str, place: str | None) -> None:
    assert find_place(page, "http://a.example/tz/", frozenset(("http://a.example/1.html",))) == place
