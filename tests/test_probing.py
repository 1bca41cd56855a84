"""`source check` and `source new` against a server that misbehaves."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from scraper.fetch.client import Client, Limits
from scraper.fetch.mirror import MirrorTransport
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.harvest.probing import Finding, Prober
from scraper.model.source_state import NEXT_STEPS, State
from scraper.sources.source import Family, Source
from tests.scraped import Bench, Counting, Site, make_source

ENTRY = "<li><a href='/tz/1.html'>关于做好稳岗返还工作的通知</a><span>2026-01-02</span></li>"
QUICK = Limits(seconds=5.0, size=50_000, tries=1)


def check(source: Source, *, delay: float = 0.0, limits: Limits = QUICK) -> Finding:
    async def run() -> Finding:
        async with Client(PublicTransport(loopback=True), Pace(delay), limits=limits) as client:
            return await Prober(client).check_source(source)

    return asyncio.run(run())


def dawdle(_: Request) -> Response:
    time.sleep(0.8)
    return Response(ENTRY)


ANSWERS: list[tuple[State, Response | None]] = [
    (State.OK, Response(f"<ul>{ENTRY}</ul>")),
    (State.EMPTY, Response("<ul></ul>")),
    (State.LAYOUT_CHANGED, Response("<ul>" + "<li><a href='/tz/{}.html'>关于做好稳岗返还工作的通知</a></li>" * 3 + ENTRY * 0 + "</ul>")),
    (State.BLOCKED_CHALLENGE, Response("<html>正在进行安全验证</html>")),
    (State.FORBIDDEN, Response("no", 403)),
    (State.GONE, Response("no", 404)),
    (State.MOVED, Response("", 302, {"Location": "/elsewhere/"})),
    (State.UNREACHABLE, Response("no", 500)),
    (State.BUSY, Response("no", 429)),
    (State.OVERSIZED, Response(bytes(60_000))),
    (State.ENCODING, Response(b"\x89PNG\r\n\x1a\n" + bytes(300))),
    (State.TIMEOUT, None),
]


@pytest.mark.parametrize(("state", "answer"), ANSWERS, ids=[state for state, _ in ANSWERS])
def test_check_names_the_state(httpserver: HTTPServer, state: State, answer: Response | None) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/elsewhere/").respond_with_data(f"<ul>{ENTRY}</ul>")
    httpserver.expect_request("/tz/").respond_with_handler(dawdle if answer is None else lambda _: answer)
    limits = replace(QUICK, seconds=0.5) if answer is None else QUICK
    finding = check(make_source(url=httpserver.url_for("/tz/")), limits=limits)
    assert finding.state in ((State.LAYOUT_CHANGED, State.EMPTY) if state is State.LAYOUT_CHANGED else (state,))
    assert finding.detail
    assert len(httpserver.log) <= 3


def test_check_names_dns_tls_robots_and_private_addresses(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /tz/")
    assert check(make_source(url=httpserver.url_for("/tz/"))).state is State.ROBOTS_DENIED
    assert check(make_source(url=httpserver.url_for("/tz/").replace("http:", "https:"))).state is State.TLS

    async def look(url: str) -> Finding:
        async with Client(PublicTransport(), Pace(0), limits=QUICK) as client:
            return await Prober(client).check_source(make_source(url=url))

    assert asyncio.run(look(httpserver.url_for("/tz/"))).state is State.REFUSED_ADDRESS

    def find_nothing(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", find_nothing)
    assert asyncio.run(look("http://no-such-host.example/")).state is State.DNS


def test_every_state_has_a_next_step() -> None:
    assert set(NEXT_STEPS) == set(State)
    assert len(set(NEXT_STEPS.values())) == len(NEXT_STEPS)
    assert len(State) >= 14


def test_check_asks_three_questions_and_answers_within_five_seconds(httpserver: HTTPServer) -> None:
    proxy = "/module/web/jpage/dataproxy.jsp"
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/col/col1/index.html").respond_with_data(f"<script>var u='{proxy}?webid=1&columnid=1&unitid=1'</script>")
    httpserver.expect_request(proxy).respond_with_data(f"<datastore><record><![CDATA[{ENTRY}]]></record></datastore>")
    started = time.process_time()
    finding = check(make_source(family=Family.JPAGE, url=httpserver.url_for("/col/col1/index.html")), delay=2.0)
    assert finding.state is State.OK
    assert time.process_time() - started < 1, "beside two pauses of two seconds"
    assert len(httpserver.log) == 3


def test_a_folder_is_checked_without_questions(tmp_path: Path) -> None:
    source = replace(make_source(family=Family.FOLDER, url="saved"), file=str(tmp_path / "site.yml"))
    assert check(source).state is State.GONE
    (tmp_path / "saved").mkdir()
    assert check(source).state is State.OK


def test_new_asks_six_questions_at_most(tmp_path: Path) -> None:
    from scraper.cli.commands import sourcing as command

    bench = Bench(tmp_path / "root", tmp_path / "mirror")
    Site(bench.mirror).add(0, 1, 2, 3)

    async def look() -> tuple[Source, Finding]:
        async with Client(Counting(bench.mirror, bench.requests), Pace(0)) as client:
            prober = Prober(client)
            source, finding = await prober.describe_site("http://www.site.example/tz/")
            for item in finding.listing.items[: command.DETAILS]:
                await prober.fetch(item.url)
            return source, finding

    source, finding = asyncio.run(look())
    assert (source.family, finding.state) == (Family.TRS, State.OK)
    assert len(bench.requests) <= 6
    assert issubclass(Counting, MirrorTransport)
