from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from scraper.fetch.client import Client, Fetched, Limits, Validators, read_wait
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State

QUICK = Limits(seconds=5.0, size=100_000, hops=3, tries=3, longest_wait=2.0, first_pause=0.01)
BODY = "<p>关于稳岗返还的通知</p>".encode()


async def permit_all(_: str) -> float:
    return 0.0


def fetch(url: str, *, validators: Validators | None = None, limits: Limits = QUICK, loopback: bool = True) -> Fetched:
    async def run() -> Fetched:
        async with Client(PublicTransport(loopback=loopback), Pace(0), limits=limits) as client:
            return await client.fetch_page(url, permit_all, validators)

    return asyncio.run(run())


def fail(url: str, **options: object) -> Unfetched:
    with pytest.raises(Unfetched) as caught:
        fetch(url, **options)  # type: ignore[arg-type]
    return caught.value


def answer_in_turn(*answers: Response) -> Callable[[Request], Response]:
    """A handler that gives one answer after the other, the last one for ever."""
    rest = list(answers)
    return lambda _: rest.pop(0) if len(rest) > 1 else rest[0]


def test_a_page_comes_with_its_bytes_headers_and_fingerprint(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a.html").respond_with_data(BODY, content_type="text/html; charset=gbk", headers={"ETag": '"1"'})
    page = fetch(httpserver.url_for("/a.html"))
    assert (page.status, page.body, page.final) == (200, BODY, httpserver.url_for("/a.html"))
    assert page.header("content-type") == "text/html; charset=gbk"
    assert page.validators == Validators('"1"', None)
    assert len(page.sha256) == 64


def test_the_user_agent_names_us_and_a_contact(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x")
    fetch(httpserver.url_for("/"))
    agent = httpserver.log[0][0].headers["User-Agent"]
    assert agent.startswith("PolicyDigest/")
    assert "+http" in agent


def test_cookies_are_not_kept(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x", headers={"Set-Cookie": "session=secret"})
    assert fetch(httpserver.url_for("/")).header("set-cookie") is None


def test_validators_are_sent_and_not_modified_is_an_answer(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/", headers={"If-None-Match": '"1"', "If-Modified-Since": "x"}).respond_with_data("", status=304)
    assert fetch(httpserver.url_for("/"), validators=Validators('"1"', "x")).status == 304


@pytest.mark.parametrize(
    ("status", "state", "asked"),
    [
        (401, State.FORBIDDEN, 1),
        (403, State.FORBIDDEN, 1),
        (451, State.FORBIDDEN, 1),
        (404, State.GONE, 1),
        (410, State.GONE, 1),
        (418, State.UNREACHABLE, 1),
        (500, State.UNREACHABLE, 3),
        (503, State.UNREACHABLE, 3),
        (429, State.BUSY, 3),
    ],
)
def test_each_refusal_has_a_state_and_only_passing_ones_are_tried_again(
    httpserver: HTTPServer, status: int, state: State, asked: int
) -> None:
    httpserver.expect_request("/").respond_with_data("no", status=status)
    error = fail(httpserver.url_for("/"))
    assert error.state is state
    assert error.remedy == state.next_step
    assert len(httpserver.log) == asked


def test_a_server_that_recovers_is_heard(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_handler(answer_in_turn(Response("no", 503), Response("no", 502), Response(BODY)))
    assert fetch(httpserver.url_for("/")).body == BODY
    assert len(httpserver.log) == 3


def test_retry_after_is_honoured(httpserver: HTTPServer) -> None:
    busy = Response("wait", 429, headers={"Retry-After": "1"})
    httpserver.expect_request("/").respond_with_handler(answer_in_turn(busy, Response(BODY)))
    started = time.monotonic()
    assert fetch(httpserver.url_for("/")).body == BODY
    assert time.monotonic() - started >= 1.0


def test_a_wait_that_is_too_long_ends_the_visit(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("wait", status=429, headers={"Retry-After": "3600"})
    assert fail(httpserver.url_for("/")).state is State.BUSY
    assert len(httpserver.log) == 1


def test_retry_after_may_be_a_date() -> None:
    wait = read_wait(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert wait is not None
    assert 80 < wait <= 90


def test_a_slow_server_is_left_in_time(httpserver: HTTPServer) -> None:
    def dawdle(_: Request) -> Response:
        time.sleep(1.5)
        return Response(BODY)

    httpserver.expect_request("/").respond_with_handler(dawdle)
    error = fail(httpserver.url_for("/"), limits=Limits(seconds=0.2, tries=1))
    assert error.state is State.TIMEOUT


def test_a_body_that_drips_is_left_in_time(httpserver: HTTPServer) -> None:
    def drip(_: Request) -> Response:
        def pieces():  # type: ignore[no-untyped-def]
            for _ in range(15):
                time.sleep(0.1)
                yield b"x"

        return Response(pieces())

    httpserver.expect_request("/").respond_with_handler(drip)
    assert fail(httpserver.url_for("/"), limits=Limits(seconds=0.3, tries=1)).state is State.TIMEOUT


@pytest.mark.parametrize("reply", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", b"not http at all\r\n\r\n"])
def test_a_connection_that_breaks_is_unreachable(reply: bytes) -> None:
    async def run() -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(reply)
            writer.transport.abort() if not reply else writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, Client(PublicTransport(loopback=True), Pace(0), limits=QUICK) as client:
            with pytest.raises(Unfetched) as caught:
                await client.fetch_page(f"http://127.0.0.1:{port}/", permit_all)
        assert caught.value.state is State.UNREACHABLE

    asyncio.run(run())


def test_nobody_at_the_port_is_unreachable() -> None:
    assert fail("http://127.0.0.1:1/").state is State.UNREACHABLE


def test_plain_http_on_a_tls_address_is_a_tls_failure(httpserver: HTTPServer) -> None:
    assert fail(httpserver.url_for("/").replace("http:", "https:")).state is State.TLS


def test_a_compressed_page_is_opened(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/gzip").respond_with_data(gzip.compress(BODY, mtime=0), headers={"Content-Encoding": "gzip"})
    httpserver.expect_request("/deflate").respond_with_data(zlib.compress(BODY), headers={"Content-Encoding": "deflate"})
    assert fetch(httpserver.url_for("/gzip")).body == fetch(httpserver.url_for("/deflate")).body == BODY


def test_a_compression_bomb_is_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(gzip.compress(bytes(50_000_000), mtime=0), headers={"Content-Encoding": "gzip"})
    assert fail(httpserver.url_for("/")).state is State.OVERSIZED


def test_a_page_beyond_the_limit_is_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(bytes(200_000))
    assert fail(httpserver.url_for("/")).state is State.OVERSIZED


@pytest.mark.parametrize(("encoding", "body"), [("br", BODY), ("gzip", BODY), ("gzip, gzip", gzip.compress(BODY, mtime=0))])
def test_unknown_or_broken_compression_is_an_encoding_failure(httpserver: HTTPServer, encoding: str, body: bytes) -> None:
    httpserver.expect_request("/").respond_with_data(body, headers={"Content-Encoding": encoding})
    assert fail(httpserver.url_for("/")).state is State.ENCODING


def test_a_compressed_page_that_breaks_off_is_not_taken(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(gzip.compress(BODY * 9, mtime=0)[:-6], headers={"Content-Encoding": "gzip"})
    assert fail(httpserver.url_for("/")).state is State.UNREACHABLE


def test_redirects_are_followed_and_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": "/b?x=1#part"})
    httpserver.expect_request("/b").respond_with_data(BODY)
    page = fetch(httpserver.url_for("/a"))
    assert (page.final, page.hops, page.body) == (httpserver.url_for("/b?x=1"), (httpserver.url_for("/a"),), BODY)


def test_a_circle_of_redirects_ends(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=301, headers={"Location": "/a"})
    assert fail(httpserver.url_for("/a")).state is State.MOVED
    assert len(httpserver.log) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "http://user:secret@127.0.0.1/", "javascript:alert(1)", "http://[bad/"]
)
def test_redirects_to_what_is_no_plain_address_are_refused(httpserver: HTTPServer, target: str) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": target})
    error = fail(httpserver.url_for("/a"))
    assert error.state in (State.REFUSED_ADDRESS, State.UNREACHABLE)
    assert "secret" not in str(error)


def test_each_hop_is_asked_permission_for(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": "/b"})
    httpserver.expect_request("/b").respond_with_data(BODY)
    asked: list[str] = []

    async def permit(url: str) -> float:
        asked.append(url)
        if url.endswith("/b"):
            raise Unfetched(State.ROBOTS_DENIED, "no")
        return 0.0

    async def run() -> None:
        async with Client(PublicTransport(loopback=True), Pace(0), limits=QUICK) as client:
            await client.fetch_page(httpserver.url_for("/a"), permit)

    with pytest.raises(Unfetched):
        asyncio.run(run())
    assert asked == [httpserver.url_for("/a"), httpserver.url_for("/b")]
    assert len(httpserver.log) == 1
