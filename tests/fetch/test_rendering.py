"""Pages that only scripts write, in a real Chromium against servers on loopback."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path

import httpx2
import pytest
from pytest_httpserver import HTTPServer

from scraper.fetch.browser import NAMES, NOTE, BrowserTransport
from scraper.fetch.client import Client, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.mirror import MirrorTransport
from scraper.fetch.pace import Pace
from scraper.fetch.robots import Robots
from scraper.fetch.transport import PublicTransport
from scraper.harvest.visit_tally import RunOptions
from scraper.model.source_state import State
from scraper.scraping import scrape_sources
from scraper.sources.source import Source
from scraper.store.archive import Archive
from tests.scraped import Bench, Silence, make_source

LIMITS = Limits(seconds=50.0, size=300_000, tries=1, first_pause=0.01)
TITLE = "滨州市工业和信息化局关于做好稳岗返还工作的通知"
LIST = """<html><head><meta charset="utf-8"><title>通知公告</title></head><body><ul id="list"></ul><script>
fetch("/api/list").then(answer => answer.json()).then(rows => {
  const entries = rows.map(row => `<li><a href="${row.url}">${row.title}</a><span>${row.day}</span></li>`);
  document.getElementById("list").innerHTML = entries.join("");
});</script></body></html>"""
ROWS = [{"url": f"/tz/{n}.html", "title": f"{TITLE}（第{n}号）", "day": f"2026-01-0{n}"} for n in (1, 2)]


def write_article(n: int) -> str:
    text = f"<h1>{TITLE}（第{n}号）</h1><p>一、对企业给予稳岗返还补助{n}万元。</p><p>二、简化办理流程，{n + 2}个工作日内办结。</p>"
    return f"""<html><head><meta charset="utf-8"><title>通知</title></head><body><div id="main"></div>
<script>document.getElementById("main").innerHTML = {json.dumps(text)};</script></body></html>"""


@pytest.fixture
def browser_source(httpserver: HTTPServer) -> Source:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /private/\n")
    httpserver.expect_request("/tz/").respond_with_data(LIST, content_type="text/html; charset=utf-8")
    httpserver.expect_request("/api/list").respond_with_json(ROWS)
    for n in (1, 2):
        httpserver.expect_request(f"/tz/{n}.html").respond_with_data(write_article(n), content_type="text/html; charset=utf-8")
    return make_source(url=httpserver.url_for("/tz/"), browser=True)


def find_chromium() -> None:
    if not any(map(shutil.which, NAMES)):
        pytest.skip("no Chromium on this machine")
    pytest.importorskip("playwright.async_api")


@pytest.mark.browser
def test_a_site_that_only_scripts_write_is_scraped(httpserver: HTTPServer, browser_source: Source, tmp_path: Path) -> None:
    find_chromium()
    bench = Bench(tmp_path / "digest", tmp_path)
    client = Client(BrowserTransport(PublicTransport(loopback=True), size=LIMITS.size), Pace(0), limits=LIMITS)
    (result,) = scrape_sources(bench.context([browser_source]), [browser_source], client, RunOptions(), Silence())
    assert (result.state, result.visit.listed, result.added) == (State.OK, 2, 2), result.visit.detail
    assert all("补助" in text for text in bench.texts())
    archive = Archive(bench.root / ".policy-digest" / "archive")
    captures = [capture for run in archive.list_runs() for _, capture in archive.list_captures(run)]
    assert len(captures) == 3
    for capture in captures:
        assert {name.lower(): value for name, value in capture.headers}[NOTE.lower()].startswith("Chromium ")
        assert "稳岗返还".encode() in capture.body
        assert b"<script" not in capture.body
    before = bench.content()
    shutil.rmtree(bench.root / "content")
    shutil.rmtree(bench.root / ".policy-digest" / "base")
    bench.rebuild(browser_source)
    assert bench.content() == before, "made again offline, without a browser"


@pytest.mark.browser
def test_robots_hold_for_rendered_pages(httpserver: HTTPServer, browser_source: Source) -> None:
    find_chromium()
    assert ask(httpserver.url_for("/private/1.html"), PublicTransport(loopback=True)) is State.ROBOTS_DENIED
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "script",
    [
        "fetch('{secret}').then(a => a.text()).then(show, () => show('refused'))",
        "fetch('/to').then(a => a.text()).then(t => show('got ' + t.length), () => show('refused'))",
        "let x = new XMLHttpRequest(); x.onerror = () => show('refused'); x.open('GET', '{secret}'); x.send()",
        "fetch('{secret}', {{method: 'POST', body: 'x'}}).then(() => show('posted'), () => show('refused'))",
        "let f = document.createElement('iframe'); f.src = '{secret}'; document.body.append(f); show('refused')",
        "let i = new Image(); i.onerror = () => show('refused'); i.src = '{secret}'",
        "show('refused'); try {{ new WebSocket('{secret}'.replace('http', 'ws')) }} catch (e) {{}}; location.href = '{secret}'",
    ],
)
def test_a_rendered_page_never_reaches_a_private_address(httpserver: HTTPServer, tmp_path: Path, script: str) -> None:
    """The page comes from disk, what it asks for goes by the rules of the real network: the server on loopback must hear nothing."""
    find_chromium()
    code = script.format(secret=f"http://127.0.0.1:{httpserver.port}/secret")
    show = "function show(t) { document.getElementById('b').textContent = t }"
    page = f"<html><body><b id=b>waiting</b><script>{show}; {code}</script></body></html>"
    folder = tmp_path / "www.site.example"
    folder.mkdir()
    (folder / "a.html").write_text(page, "utf-8")
    (folder / "to").write_text("", "utf-8")
    (folder / "to.headers").write_text(f"Status: 302\nLocation: {httpserver.url_for('/secret')}\n", "utf-8")
    text = ask("http://www.site.example/a.html", Split(tmp_path))
    assert isinstance(text, str)
    assert "refused" in text or "got 0" in text
    assert httpserver.log == []


@pytest.mark.browser
def test_what_scripts_blow_up_is_oversized(tmp_path: Path) -> None:
    find_chromium()
    folder = tmp_path / "www.site.example"
    folder.mkdir()
    (folder / "a.html").write_text("<html><body><script>document.body.append('x'.repeat(2000000))</script></body></html>", "utf-8")
    assert ask("http://www.site.example/a.html", Split(tmp_path)) is State.OVERSIZED


def test_without_playwright_or_a_chromium_the_state_says_what_to_install(
    httpserver: HTTPServer, browser_source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "playwright.async_api", None)
        assert ask(browser_source.url[0], PublicTransport(loopback=True)) is State.NO_BROWSER
    pytest.importorskip("playwright.async_api")
    monkeypatch.setenv("POLICY_DIGEST_CHROMIUM", "/nowhere/chromium")
    assert ask(browser_source.url[0], PublicTransport(loopback=True)) is State.NO_BROWSER
    assert "policy-digest[browser]" in State.NO_BROWSER.next_step


def test_nothing_is_rendered_unless_asked_for(httpserver: HTTPServer, browser_source: Source) -> None:
    async def run() -> bytes:
        async with Client(BrowserTransport(PublicTransport(loopback=True), size=LIMITS.size), Pace(0), limits=LIMITS) as client:
            return (await client.fetch_page(browser_source.url[0], Robots(client, {}.get, {}.__setitem__).permit)).body

    assert b"<script>" in asyncio.run(run())


class Split(httpx2.AsyncBaseTransport):
    """A made-up host from disk, everything else by the rules of the network."""

    def __init__(self, folder: Path) -> None:
        self._mirror, self._network = MirrorTransport(folder), PublicTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        place = self._mirror if request.url.host.endswith(".example") else self._network
        return await place.handle_async_request(request)


def ask(url: str, way_out: httpx2.AsyncBaseTransport) -> str | State:
    """The rendered page, or the state of refusal."""

    async def run() -> str | State:
        async with Client(BrowserTransport(way_out, size=LIMITS.size), Pace(0), limits=LIMITS) as client:
            try:
                answer = await client.fetch_page(url, Robots(client, {}.get, {}.__setitem__).permit, render=True)
            except Unfetched as error:
                return error.state
            return answer.body.decode()

    return asyncio.run(run())
