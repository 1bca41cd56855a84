"""Annexes are fetched with their page, archived like it, and read again from the archive alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scraper.model.source_state import State
from tests.attachments.papers import ARTICLES, head, indent, print_pdf, scan_pdf
from tests.scraped import HOST, Bench, Site

PDF = "Content-Type: application/pdf\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def act() -> bytes:
    return print_pdf([head(), *map(indent, ARTICLES)])


def link(site: Site, n: int, *names: str) -> None:
    links = "".join(f'<p><a href="{name}">附件：{name.rpartition("/")[2]}</a></p>' for name in names)
    site.add(n)
    site.write(site.path(n), site.article(n, f"<p>现将若干措施印发给你们，请各有关单位认真贯彻执行，落实到位。</p>{links}"))


def test_an_annex_is_fetched_archived_and_read(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", act(), PDF)
    result = bench.scrape(files=True)["site"]
    assert (result.state, result.added, result.visit.requests) == (State.OK, 1, 3)
    assert "单户最高不超过5万元" in bench.texts()[0]
    before = bench.content()
    bench.scrape(files=True)
    assert len(bench.requests) <= 2
    assert bench.content() == before


def test_content_is_made_again_from_the_archive_alone(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", act(), PDF)
    bench.scrape(files=True)
    before = bench.content()
    for path in bench.mirror.rglob("a.pdf"):
        path.unlink()
    for path in (bench.root / "content").rglob("*.md"):
        path.unlink()
    bench.rebuild()
    assert bench.content() == before


def test_a_run_that_does_not_read_files_asks_for_none(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", act(), PDF)
    bench.scrape()
    assert not [url for url in bench.requests if url.endswith(".pdf")]


@pytest.mark.parametrize("name", ["http://www.elsewhere.example/a.pdf", "/f/lost.pdf", "/f/a.zip", "http://127.0.0.1/a.pdf"])
def test_an_annex_that_is_not_had_stops_nothing(site: Site, bench: Bench, name: str) -> None:
    link(site, 1, name)
    site.write("/f/a.zip", b"PK\x05\x06" + bytes(18))
    result = bench.scrape(files=True)["site"]
    assert (result.state, result.added) == (State.OK, 1)
    assert "附件未读" not in bench.texts()[0]


def test_an_annex_that_did_not_come_in_time_is_said_and_stops_nothing(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", "", "Status: 503\n")
    result = bench.scrape(files=True)["site"]
    assert (result.state, result.added) == (State.PARTIAL, 1)
    assert "/f/a.pdf" in result.visit.detail


def test_an_error_page_in_place_of_an_annex_is_not_archived(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", "<html><body>您访问的文件不存在</body></html>")
    bench.scrape(files=True)
    assert "不存在" not in bench.texts()[0]


def test_no_more_annexes_are_asked_for_than_are_read(site: Site, bench: Bench) -> None:
    names = [f"/f/{number}.pdf" for number in range(30)]
    link(site, 1, *names)
    for name in names:
        site.write(name, scan_pdf(1), PDF)
    bench.scrape(files=True)
    assert len([url for url in bench.requests if url.endswith(".pdf")]) == 10


@pytest.mark.parametrize("data", [act(), scan_pdf(), b"%PDF-1.7 cut off"], ids=["text", "scan", "broken"])
def test_a_notice_that_is_a_file_has_the_title_and_day_of_its_list(site: Site, bench: Bench, data: bytes) -> None:
    site.write("/f/1.pdf", data, PDF)
    site.publish(["<li><a href='/f/1.pdf'>云川市支持小店稳定经营若干措施</a><span>2026-01-02</span></li>"])
    result = bench.scrape(files=True)["site"]
    assert (result.state, result.added) == (State.OK, 1)
    text = bench.texts()[0]
    assert "title: 云川市支持小店稳定经营若干措施" in text
    assert "2026-01-02" in text
    assert f"http://{HOST}/f/1.pdf" in text
    assert ("held: true" in text) == ("单户最高不超过5万元" not in text)


def test_a_page_that_changes_has_its_annexes_fetched_again(site: Site, bench: Bench) -> None:
    link(site, 1, "/f/a.pdf")
    site.write("/f/a.pdf", act(), PDF)
    bench.scrape(files=True)
    link(site, 1, "/f/b.pdf")
    site.articles.pop()
    site.publish()
    site.write("/f/b.pdf", print_pdf([head("云川市贴息办法"), indent("第一条 对小店给予贴息，单户每年不超过8万元，期限两年。")]), PDF)
    bench.day += timedelta(days=40)
    bench.scrape(files=True)
    assert "单户每年不超过8万元" in bench.texts()[0]
