"""robots.txt as servers really send it: marked, wide, failing (RFC 9309)."""

from __future__ import annotations

import asyncio
import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from scraper.fetch.client import Client, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.robots import Robots, decode_rules
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State
from tests.fetch.test_hostile_answers import Scripted

RULES = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"
QUICK = Limits(seconds=5.0, tries=3, first_pause=0.01)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk")


def ask(httpserver: HTTPServer, *paths: str) -> list[float | State]:
    """What two visits to each path come to: their Crawl-delay or the state of refusal."""

    async def run() -> list[float | State]:
        out: list[float | State] = []
        async with Client(PublicTransport(loopback=True), Pace(0), limits=QUICK) as client:
            robots = Robots(client, {}.get, {}.__setitem__)
            for path in paths:
                try:
                    await client.fetch_page(httpserver.url_for(path), robots.permit)
                    out.append(await robots.permit(httpserver.url_for(path)))
                except Unfetched as error:
                    out.append(error.state)
        return out

    return asyncio.run(run())


@pytest.mark.parametrize("data", [RULES.encode(name) for name in ENCODINGS] + [codecs.BOM_UTF16_BE + RULES.encode("utf-16-be")])
def test_rules_are_obeyed_in_every_encoding(httpserver: HTTPServer, data: bytes) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(data, content_type="text/plain")
    httpserver.expect_request("/tz/").respond_with_data("x")
    assert ask(httpserver, "/tz/", "/private/1.html") == [7.0, State.ROBOTS_DENIED]


@pytest.mark.parametrize(("status", "state"), [(500, State.UNREACHABLE), (503, State.UNREACHABLE), (429, State.BUSY)])
def test_robots_that_fail_are_asked_for_thrice_at_most_however_many_pages_want_them(
    httpserver: HTTPServer, status: int, state: State
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("no", status=status)
    assert ask(httpserver, "/tz/", "/tz/1.html", "/tz/2.html") == [state] * 3
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt"] * 3


def test_a_redirect_to_a_host_whose_robots_fail_asks_for_them_thrice_at_most(httpserver: HTTPServer) -> None:
    other = httpserver.url_for("/b.html").replace("localhost", "127.0.0.1")
    httpserver.expect_request("/robots.txt", headers={"Host": other.split("/")[2]}).respond_with_data("no", status=500)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/a.html").respond_with_data("", status=302, headers={"Location": other})
    assert ask(httpserver, "/a.html") == [State.UNREACHABLE]
    assert [request.path for request, _ in httpserver.log] == ["/robots.txt", "/a.html", *["/robots.txt"] * 3]


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"User-agent: *\n{text}".encode("utf-8", "replace"))))
def test_whatever_robots_say_is_permission_or_refusal(data: bytes) -> None:
    async def run() -> float:
        async with Client(Scripted(200, [], data), Pace(0), limits=QUICK) as client:
            try:
                return await Robots(client, {}.get, {}.__setitem__).permit("http://a.example/tz/")
            except Unfetched:
                return 0.0

    asyncio.run(run())


@given(st.text(st.characters(codec="utf-16"), max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_rules_survive_their_encoding(text: str, encoding: str) -> None:
    rules = f"Disallow: {text}"
    assert decode_rules(rules.encode(encoding)) == rules
