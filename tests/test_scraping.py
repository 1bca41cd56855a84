from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.fetch.mirror import MirrorTransport
from scraper.model import Licence
from scraper.model.source_state import State
from scraper.sources.source import Family, Select
from scraper.sources.source_files import load_sources
from scraper.store.archive import Archive, Capture, Place
from scraper.store.lock import hold_lock
from scraper.store.root import LOCK
from scraper.store.run_state import open_memory
from tests.scraped import HOST, LIST, Bench, Site, make_source

WEB = Path(__file__).parent / "web"
CHALLENGE = "<html><body><script>var x='__jsl_clearance';</script>正在进行安全验证，请稍候</body></html>"
HOME = (
    "<html><head><title>示例市政府门户网站</title></head><body><ul><li><a href='/'>首页</a></li><li>政务公开</li></ul>"
    "<p>欢迎访问本网站</p></body></html>"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def test_a_first_run_shelves_everything_and_a_second_changes_nothing(site: Site, bench: Bench) -> None:
    site.add(*range(6))
    result = bench.scrape()["site"]
    assert (result.state, result.visit.listed, result.visit.new, result.added) == (State.OK, 6, 6, 6)
    before = bench.content()
    assert len(before) == 6
    result = bench.scrape()["site"]
    assert (result.state, result.visit.new, result.added, result.changed) == (State.OK, 0, 0, 0)
    assert bench.content() == before
    assert len(bench.requests) <= 2


def test_only_what_is_new_is_fetched(site: Site, bench: Bench) -> None:
    site.add(0, 1, 2)
    bench.scrape()
    site.add(3, 4)
    result = bench.scrape()["site"]
    assert (result.visit.new, result.added) == (2, 2)
    assert [url.rsplit("/")[-1] for url in bench.requests] == ["", "4.html", "3.html"]


def test_notices_carry_their_source(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    (text,) = bench.texts()
    assert "id: site" in text
    assert f"http://{HOST}/tz/0.html" in text
    assert "licence: official" in text


def test_all_announced_pages_are_read_once_and_then_only_as_deep_as_new(site: Site, bench: Bench) -> None:
    site.page_size = 4
    site.add(*range(10))
    assert bench.scrape()["site"].added == 10
    site.add(10)
    bench.scrape()
    assert [url for url in bench.requests if "index" in url] == [f"{LIST}index_1.html"]
    assert len(bench.content()) == 11


def test_wishes_bound_a_run_and_the_rest_follows_later(site: Site, bench: Bench) -> None:
    site.add(*range(5))
    assert bench.scrape(max_new=2)["site"].added == 2
    assert any("第4号" in text for text in bench.texts())
    assert bench.scrape(max_new=2)["site"].added == 2
    assert bench.scrape()["site"].added == 1


def test_older_entries_than_wished_are_left_out(site: Site, bench: Bench) -> None:
    site.add(*range(5))
    assert bench.scrape(since=date(2026, 1, 4))["site"].added == 2


def test_entries_on_other_sites_are_not_followed(site: Site, bench: Bench) -> None:
    site.add(0)
    site.publish([site.entry(0), "<li><a href='http://mp.other.example/s/1'>转载的一篇其他网站文章</a><span>2026-01-03</span></li>"])
    assert bench.scrape()["site"].visit.new == 1
    assert not any("other.example" in url for url in bench.requests)


# What must be noticed on the first run after it happens


def spoil_dates(site: Site) -> None:
    site.publish(site.entry(n).split("<span>")[0] + "</li>" for n in site.articles)


def spoil_list(site: Site) -> None:
    site.publish([])


def spoil_challenge(site: Site) -> None:
    site.write("/tz/", CHALLENGE)


def spoil_class(site: Site) -> None:
    site.publish(site.entry(n).replace("<li>", "<li class='new'>") for n in site.articles)


def spoil_home(site: Site) -> None:
    site.write("/", HOME)
    site.write("/tz/", "", "Status: 302\nLocation: /\n")


def spoil_gone(site: Site) -> None:
    site.write("/tz/", "", "Status: 404\n")


def spoil_forbidden(site: Site) -> None:
    site.write("/tz/", "", "Status: 403\n")


def spoil_robots(site: Site) -> None:
    site.write("/robots.txt", "User-agent: *\nDisallow: /tz/\n", "Content-Type: text/plain\n")


def spoil_bytes(site: Site) -> None:
    site.write("/tz/", bytes(range(256)) * 20)


def spoil_flood(site: Site) -> None:
    site.publish(f"<li><a href='/nav/{n}.html'>页脚导航链接之{n}号</a><span>2026-02-01</span></li>" for n in range(300))
    site.page_size = 400


SPOILED = [
    (spoil_dates, {State.LAYOUT_CHANGED}),
    (spoil_list, {State.LAYOUT_CHANGED}),
    (spoil_challenge, {State.BLOCKED_CHALLENGE}),
    (spoil_class, {State.LAYOUT_CHANGED}),
    (spoil_home, {State.MOVED}),
    (spoil_gone, {State.GONE}),
    (spoil_forbidden, {State.FORBIDDEN}),
    (spoil_robots, {State.ROBOTS_DENIED}),
    (spoil_bytes, {State.ENCODING, State.LAYOUT_CHANGED}),
]


@pytest.mark.parametrize(("spoil", "states"), SPOILED, ids=[spoil.__name__ for spoil, _ in SPOILED])
def test_a_spoiled_list_is_flagged_and_nothing_of_it_published(site: Site, bench: Bench, spoil: object, states: set[State]) -> None:
    source = make_source(select=Select(item="li:not(.new)"))
    site.add(*range(6))
    assert bench.scrape(source)["site"].state is State.OK
    before = bench.content()
    spoil(site)  # type: ignore[operator]
    bench.day += timedelta(days=1)
    result = bench.scrape(source)["site"]
    assert result.state in states
    assert result.visit.detail
    assert result.state.next_step
    assert bench.content() == before
    site.add(6)
    site.write("/robots.txt", "", "Status: 404\n")
    bench.day += timedelta(days=1)
    assert bench.scrape(source)["site"].added == 1


def test_many_more_entries_than_ever_are_flagged(site: Site, bench: Bench) -> None:
    site.page_size = 500
    for n in range(4):
        site.add(n)
        assert bench.scrape()["site"].state is State.OK
    before = bench.content()
    spoil_flood(site)
    assert bench.scrape()["site"].state is State.LAYOUT_CHANGED
    assert bench.content() == before


def test_an_empty_page_in_mid_pagination_is_partial_and_asked_for_again(site: Site, bench: Bench) -> None:
    site.page_size = 3
    site.add(*range(9))
    site.write("/tz/index_1.html", "<html><body><ul></ul></body></html>")
    result = bench.scrape()["site"]
    assert result.state is State.PARTIAL
    assert "index_1.html" in result.visit.detail
    site.publish()
    result = bench.scrape()["site"]
    assert (result.state, len(bench.content())) == (State.OK, 9)
    bench.scrape()
    assert bench.requests == [LIST]


def test_a_list_in_gbk_that_declares_utf8_is_read(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    text = f"<html><head><meta charset='utf-8'></head><body><ul>{site.entry(0)}{site.entry(1)}</ul></body></html>"
    site.write("/tz/", text.encode("gbk"), "Content-Type: text/html; charset=utf-8\n")
    assert bench.scrape()["site"].added == 2


def test_an_article_in_gbk_that_declares_utf8_is_read(site: Site, bench: Bench) -> None:
    site.add(0)
    site.write(site.path(0), site.article(0).encode("gbk"), "Content-Type: text/html; charset=utf-8\n")
    assert bench.scrape()["site"].state is State.OK
    assert "稳岗返还补助1万元" in bench.texts()[0]


@pytest.mark.parametrize(
    ("page", "headers"),
    [
        (HOME, ""),
        (CHALLENGE, ""),
        ("<html><head><title>页面</title></head><body></body></html>", ""),
        ("", "Status: 302\nLocation: /\n"),
        (bytes(range(256)) * 30, "Content-Type: application/octet-stream\n"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "Content-Type: image/png\n"),
    ],
    ids=["home", "challenge", "empty", "home by redirect", "noise", "image"],
)
def test_what_stands_in_for_an_article_is_not_published(site: Site, bench: Bench, page: str | bytes, headers: str) -> None:
    site.add(0, 1, 2)
    site.write("/", HOME)
    site.write(site.path(1), page, headers)
    result = bench.scrape()["site"]
    assert not result.state.good
    assert result.visit.failed == 1
    assert not any("第1号" in text for text in bench.texts())
    site.write(site.path(1), site.article(1))
    bench.scrape()
    assert any("第1号" in text for text in bench.texts())


def test_a_page_that_is_gone_is_not_asked_for_again(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), "", "Status: 404\n")
    assert bench.scrape()["site"].state is State.PARTIAL
    bench.scrape()
    assert bench.requests == [LIST]


def test_a_column_that_never_changes_still_shows_what_is_new_behind_it(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    proxy = "/module/web/jpage/dataproxy.jsp?webid=7&columnid=15&unitid=33"
    site.write("/col/col15/index.html", f"<html><body><script>var url='{proxy}';</script></body></html>")
    service = "/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&webid=7&columnid=15&unitid=33"

    def publish(*numbers: int) -> None:
        records = "".join(f"<record><![CDATA[{site.entry(n)}]]></record>" for n in numbers)
        site.write(service, f"<datastore><totalrecord>{len(numbers)}</totalrecord><recordset>{records}</recordset></datastore>")

    source = make_source(family=Family.JPAGE, url=f"http://{HOST}/col/col15/index.html")
    publish(1, 0)
    assert bench.scrape(source)["site"].added == 2
    assert bench.scrape(source)["site"].visit.new == 0
    assert len(bench.requests) == 2
    site.add(2)
    publish(2, 1, 0)
    assert bench.scrape(source)["site"].added == 1


def test_lists_of_different_size_in_one_source_are_not_held_against_each_other(site: Site, bench: Bench) -> None:
    small = Site(bench.mirror, "www.small.example")
    small.add(100)
    source = replace(make_source(), url=(LIST, "http://www.small.example/tz/"), params=(("offsite", "true"),))
    for n in range(0, 60, 15):
        site.add(*range(n, n + 15))
        assert bench.scrape(source)["site"].state is State.OK
    small.add(101)
    assert bench.scrape(source)["site"].added == 1


# Known pages


def test_known_pages_are_rechecked_one_a_run_and_only_when_old(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    bench.scrape()
    bench.scrape()
    assert bench.requests == [LIST]
    bench.day += timedelta(days=31)
    before = bench.content()
    bench.scrape()
    assert bench.requests[1:] == [LIST, f"http://{HOST}/tz/0.html"] or bench.requests == [f"http://{HOST}/robots.txt", LIST]
    assert bench.content() == before


def test_a_page_that_changed_changes_its_notice(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    site.write(site.path(0), site.article(0, "<p>一、对企业给予稳岗返还补助99万元。</p><p>二、简化办理流程。</p>"))
    bench.day += timedelta(days=31)
    bench.scrape()
    result = bench.scrape()["site"]
    assert len(bench.content()) == 1
    assert "99万元" in bench.texts()[0]
    assert result.changed <= 1


def test_bytes_that_change_without_meaning_change_nothing(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    site.write(site.path(0), site.article(0).replace("<body>", "<body><!-- 浏览 12345 次 -->"))
    bench.day += timedelta(days=31)
    bench.scrape()
    bench.scrape()
    assert bench.content() == before


def test_a_withdrawn_page_is_kept_and_marked(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    site.write(site.path(0), "", "Status: 410\n")
    bench.day += timedelta(days=31)
    bench.scrape()
    bench.scrape()
    (text,) = bench.texts()
    assert "第0号" in text
    assert "withdrawn" in text


def test_a_home_page_in_place_of_a_known_article_leaves_its_notice(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    before = bench.content()
    site.write("/", HOME)
    for page, headers, state in (
        (HOME, "", State.LAYOUT_CHANGED),
        ("", "Status: 302\nLocation: /\n", State.MOVED),
        (CHALLENGE, "", State.BLOCKED_CHALLENGE),
    ):
        site.write(site.path(0), page, headers)
        bench.day += timedelta(days=31)
        bench.scrape()
        if page == HOME:
            assert bench.content() == before
            continue
        assert bench.scrape()["site"].state in (state, State.OK, State.STALE)
        assert bench.content() == before
    bench.rebuild()
    assert bench.content() == before


def test_a_page_withdrawn_after_a_bad_answer_keeps_its_last_good_notice(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    for page, headers in ((HOME, ""), ("", "Status: 404\n")):
        site.write(site.path(0), page, headers)
        bench.day += timedelta(days=31)
        bench.scrape()
        bench.scrape()
    (text,) = bench.texts()
    assert "稳岗返还补助1万元" in text
    assert "withdrawn" in text


def test_a_site_that_is_down_for_long_loses_no_page(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), "", "Status: 503\n")
    for _ in range(8):
        bench.scrape()
    site.write(site.path(1), site.article(1))
    assert bench.scrape()["site"].added == 1


def test_a_page_that_never_reads_is_given_up_and_counted(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), HOME)
    for _ in range(8):
        bench.scrape()
    assert bench.requests == [LIST]
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        assert memory.count_given_up("site", 5) == 1


def test_articles_that_all_stop_reading_are_a_changed_layout(site: Site, bench: Bench) -> None:
    site.add(*range(4))
    for n in range(4):
        site.write(site.path(n), HOME.replace("欢迎", f"欢迎第{n}位"))
    result = bench.scrape()["site"]
    assert (result.state, result.visit.failed, result.refused) == (State.LAYOUT_CHANGED, 4, 4)
    assert bench.texts() == []


def write_parts(site: Site, n: int, count: int) -> None:
    """An article on several pages, as TRS writes them; each page has measures of its own."""
    for page in range(count):
        body = f"<p>{'一二三四五'[page]}、对第{page}批企业给予稳岗补贴{page + 1}万元，发至年底，由财政承担。</p>"
        script = f'<script>createPageHTML({count},{page},"{n}","html");</script>'
        path = site.path(n) if not page else f"/tz/{n}_{page}.html"
        site.write(path, site.article(n, body).replace("</body>", f"{script}</body>"))


def test_an_article_on_several_pages_is_one_notice(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    write_parts(site, 1, 3)
    assert bench.scrape()["site"].state is State.OK
    (text,) = [text for text in bench.texts() if "第2批" in text]
    assert [text.find(f"对第{page}批企业") > 0 for page in range(3)] == [True] * 3
    assert text.find("第0批") < text.find("第1批") < text.find("第2批")
    assert "more-pages" not in text
    assert len(bench.requests) == len(set(bench.requests))
    before = bench.content()
    bench.rebuild()
    assert bench.content() == before
    bench.day += timedelta(days=40)
    assert bench.scrape()["site"].visit.requests <= 2
    assert bench.content() == before


def test_half_an_article_is_not_published(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    write_parts(site, 1, 3)
    site.write("/tz/1_2.html", "", "Status: 503\n")
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.PARTIAL, 1)
    assert not any("第0批" in text for text in bench.texts())
    write_parts(site, 1, 3)
    assert bench.scrape()["site"].added == 1


def drop_tags(site: Site, *numbers: int) -> None:
    """Articles whose day stands in their list only, as when a site leaves out its page tags."""
    for n in numbers:
        site.write(site.path(n), re.sub("<meta name=.PubDate.[^>]*>", "", site.article(n)))


def test_articles_that_lose_their_date_are_flagged_and_kept_back(site: Site, bench: Bench) -> None:
    site.add(*range(6))
    bench.scrape()
    before = bench.content()
    site.add(6, 7, 8)
    drop_tags(site, 6, 7, 8)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.refused) == (State.LAYOUT_CHANGED, 0, 3)
    assert result.visit.detail == "0 of 3 pages tells its date, 6 of 6 did before"
    assert bench.content() == before
    bench.rebuild()
    assert bench.content() == before
    for n in (6, 7, 8):
        site.write(site.path(n), site.article(n))
    assert bench.scrape()["site"].added == 3


def test_a_new_source_without_dates_on_its_articles_is_taken_as_it_is(site: Site, bench: Bench) -> None:
    site.add(*range(9))
    drop_tags(site, *range(9))
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.OK, 9)
    site.add(9, 10, 11)
    drop_tags(site, 9, 10, 11)
    assert bench.scrape()["site"].added == 3


def test_a_resumed_source_is_asked_again_for_what_was_given_up(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    site.write(site.path(1), HOME)
    for _ in range(8):
        bench.scrape()
    site.write(site.path(1), site.article(1))
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        memory.forgive_pages("site")
    assert bench.scrape()["site"].added == 1


# Sources beside each other


def test_one_bad_source_never_stops_another(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    site.add(0)
    bad = make_source("bad", url="http://nowhere.example/")
    worse = make_source("worse", Family.TRS, url="http://worse.example/tz/")
    Site(bench.mirror, "worse.example").add(0)

    def crash(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("scraper.adapters.trs.find_claimed", crash)
    results = bench.scrape(bad, make_source(family=Family.SITEMAP), worse)
    assert results["bad"].state is State.GONE
    assert "ZeroDivisionError" in results["worse"].visit.detail
    monkeypatch.undo()
    assert bench.scrape(bad, make_source(), worse)["site"].added == 1


def test_a_source_that_fails_five_times_pauses_itself(site: Site, bench: Bench) -> None:
    states = [bench.scrape()["site"].state for _ in range(7)]
    assert states == [State.GONE] * 5 + [State.PAUSED] * 2
    assert not bench.requests
    site.add(0)
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        assert "5 failures" in (memory.find_pause("site") or "")
        memory.save_pause("site", None)
    assert bench.scrape()["site"].added == 1


def test_the_days_budget_of_a_host_is_kept(site: Site, bench: Bench) -> None:
    site.add(*range(6))
    result = bench.scrape(budget=4)["site"]
    assert (result.state, result.visit.new) == (State.BUSY, 3)
    bench.day += timedelta(days=1)
    assert bench.scrape()["site"].state is State.OK
    assert len(bench.content()) == 6


def test_silence_is_told_from_quiet(site: Site, bench: Bench) -> None:
    site.add(*range(0, 58, 7))
    assert bench.scrape()["site"].state is State.OK
    bench.day += timedelta(days=20)
    assert bench.scrape()["site"].state is State.OK
    bench.day += timedelta(days=100)
    result = bench.scrape()["site"]
    assert result.state is State.STALE
    assert "2026-02-26" in result.visit.detail


def test_two_runs_at_once_are_refused(site: Site, bench: Bench) -> None:
    site.add(0)
    with hold_lock(bench.root / LOCK, "another"), pytest.raises(StoreError, match="another"):
        bench.scrape()


# Files on disk as a source


def test_a_folder_is_a_source(tmp_path: Path, bench: Bench) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    page = Site(tmp_path / "x")
    (saved / "a.html").write_text(page.article(0), "utf-8")
    (saved / "b.txt").write_text(
        f"{page.title(1)}\n\n发布时间：2026-01-02\n\n一、对企业给予贷款贴息补助2万元。\n\n二、简化办理流程。\n", "utf-8"
    )
    (saved / "urls.tsv").write_text(f"a.html\thttp://{HOST}/tz/0.html\n", "utf-8")
    source = replace(make_source(family=Family.FOLDER, url="saved"), file=str(tmp_path / "site.yml"))
    assert bench.scrape(source)["site"].added == 2
    before = bench.content()
    assert bench.scrape(source)["site"].visit.new == 0
    assert bench.content() == before
    assert any(f"http://{HOST}/tz/0.html" in text for text in bench.texts())


def test_a_warc_file_in_a_folder_is_read(tmp_path: Path, bench: Bench) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    page = Site(tmp_path / "x")
    other = Archive(tmp_path / "other")
    other.open_run(bench.now())
    for n, media in ((0, "text/html; charset=utf-8"), (1, "text/html"), (2, "image/png")):
        data = page.article(n).encode()
        address = f"http://{HOST}/tz/{n}.html"
        other.save_capture(Capture("x", "detail", address, address, 200, (("Content-Type", media),), data, "2026-01-01T00:00:00Z"))
    (file,) = (tmp_path / "other").rglob("*.warc.gz")
    shutil.copy(file, saved / "pages.warc.gz")
    source = replace(make_source(family=Family.FOLDER, url="saved"), file=str(tmp_path / "site.yml"))
    assert bench.scrape(source)["site"].added == 2
    assert bench.scrape(source)["site"].visit.new == 0
    (saved / "pages.warc.gz").write_bytes(b"no warc at all")
    assert bench.scrape(source)["site"].state in (State.PARTIAL, State.EMPTY)


def test_files_without_an_address_come_back_whatever_their_names(tmp_path: Path, bench: Bench) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    page = Site(tmp_path / "x")
    for n, name in enumerate((b"a b%20.html", "附件 一.html".encode(), b"\xb8\xbd.html")):
        Path(os.fsdecode(bytes(saved) + b"/" + name)).write_text(page.article(n), "utf-8")
    source = replace(make_source(family=Family.FOLDER, url="saved"), file=str(tmp_path / "site.yml"))
    assert bench.scrape(source)["site"].added == 3
    assert bench.scrape(source)["site"].visit.new == 0
    before = bench.content()
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    bench.rebuild(source)
    assert bench.content() == before


def test_a_table_of_addresses_that_can_not_be_read_is_told(site: Site, tmp_path: Path, bench: Bench) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "a.html").write_text(site.article(0), "utf-8")
    (saved / "urls.tsv").write_bytes(b"\xff\xfe\xfa")
    site.add(1)
    folder = replace(make_source("box", Family.FOLDER, "saved"), file=str(tmp_path / "box.yml"))
    results = bench.scrape(folder, make_source())
    assert (results["box"].state, results["site"].added) == (State.PARTIAL, 1)
    assert "urls.tsv" in results["box"].visit.detail


def test_a_damaged_record_stops_no_other_page_and_is_fetched_again(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    site.add(0, 1, 2)
    real = Archive.save_capture

    def spoil(archive: Archive, capture: Capture) -> Place:
        place = real(archive, capture)
        if capture.asked.endswith("/1.html"):
            path = archive.folder / place.file
            data = bytearray(path.read_bytes())
            data[place.offset + 40] ^= 0xFF
            path.write_bytes(data)
        return place

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "save_capture", spoil)
        result = bench.scrape()["site"]
    assert (result.added, result.refused) == (2, 1)
    assert bench.scrape()["site"].added == 1


@pytest.mark.parametrize(("encoding", "address"), [("utf-16", "http://a.example/1?c=1&amp;d=2"), ("gbk", "http://a.example/1?c=1&d=2")])
def test_an_example_names_its_original_in_any_encoding(tmp_path: Path, bench: Bench, encoding: str, address: str) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    text = Site(tmp_path / "x").article(0).replace("<head>", f'<head><meta name="Url" content="{address}">')
    (saved / "a.html").write_bytes(text.encode(encoding))
    source = replace(make_source(family=Family.FOLDER, url="saved"), licence=Licence.EXAMPLE, file=str(tmp_path / "site.yml"))
    assert bench.scrape(source)["site"].added == 1
    assert "http://a.example/1?c=1&d=2" in bench.texts()[0]


# The archive


def test_content_is_rebuilt_from_the_archive_byte_for_byte(site: Site, bench: Bench) -> None:
    site.add(*range(4))
    bench.scrape()
    site.add(4, 5)
    site.write(site.path(0), site.article(0, "<p>一、对企业给予稳岗返还补助77万元。</p><p>二、简化办理流程。</p>"))
    site.write(site.path(1), "", "Status: 410\n")
    bench.day += timedelta(days=31)
    for _ in range(4):
        bench.scrape()
    before = bench.content()
    assert any("77万元" in text for text in bench.texts())
    assert any("withdrawn" in text for text in bench.texts())
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    shutil.rmtree(bench.mirror)
    bench.rebuild()
    assert bench.content() == before


def test_a_lost_state_is_made_again_from_the_archive(site: Site, bench: Bench) -> None:
    site.add(*range(4))
    bench.scrape()
    before = bench.content()
    (bench.root / ".policy-digest" / "state.sqlite").unlink()
    bench.rebuild()
    result = bench.scrape()["site"]
    assert result.visit.new == 0
    assert bench.content() == before


def test_an_edit_by_hand_survives_later_runs_and_a_rebuild(site: Site, bench: Bench) -> None:
    site.add(0)
    bench.scrape()
    (path,) = (bench.root / "content").rglob("*.md")
    path.write_text(path.read_text("utf-8").replace("简化办理流程", "简化全部办理流程"), "utf-8")
    site.add(1)
    bench.scrape()
    bench.rebuild()
    assert "简化全部办理流程" in path.read_text("utf-8")


# The example web


@pytest.mark.skipif(not (WEB / "mirror").is_dir(), reason="no example web")
def test_the_example_web_twice_changes_nothing_and_is_quiet(bench: Bench) -> None:
    sources, mistakes = load_sources([WEB / "sources"])
    assert not mistakes
    bench.mirror = WEB / "mirror"
    first = bench.scrape(*sources)
    assert {name: result.visit.detail for name, result in first.items() if not result.state.good} == {}
    before = bench.content()
    assert len(before) >= 40
    second = bench.scrape(*sources)
    assert bench.content() == before
    assert all(result.visit.requests <= 2 and not result.added and not result.changed for result in second.values())
    assert not any(
        "url: http" in text and ".example/" in text.split("source:")[1].split("\n")[2] for text in bench.texts() if "source:" in text
    )


def test_a_mirror_never_opens_a_socket() -> None:
    import inspect

    assert "HTTPTransport" not in inspect.getsource(MirrorTransport)
