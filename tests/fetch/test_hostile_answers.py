"""Answers whose headers say nonsense: a page or a named refusal, never an exception that ends a source."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch.client import Client, Fetched, Limits, Validators, check_address, read_wait
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.robots import Robots
from scraper.model.source_state import State

QUICK = Limits(seconds=5.0, hops=3, tries=2, longest_wait=0.0, first_pause=0.0)
URL = "http://a.example/tz/"
NAMES = ("Location", "ETag", "Last-Modified", "Retry-After", "Set-Cookie", "Content-Type", "Content-Encoding")
NASTY = (
    *(
        "http://[",
        "http://[::1",
        "//[bad]/x",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://\u2100.example/",
        "http://",
        "http:///x",
    ),
    *('"通知"', 'W/"é"', "a=通知; Domain=example", "a=b; Max-Age=9" + "9" * 400, "a=b; Expires=Fri, 31 Dec 99999 23:59:59 GMT", "\x85"),
    *("9" * 5000, "-1", "1e400", "nan", "inf", "1.5", "٣", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 99999 23:59:59 GMT"),
    *("Thu, 01 Jan 1970 00:00:00 +9999999999", "text/html; charset=\x80", "text/html; charset=" + "x" * 9999, "idna", "hex"),
)
WORDS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=5)


class Scripted(httpx2.AsyncBaseTransport):
    """Answers every request the same, in bytes as a server may send them; keeps what it was asked."""

    def __init__(self, status: int, headers: Iterable[tuple[str, str]], body: bytes = b"<p>x</p>") -> None:
        self._status = status
        self._headers = [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers]
        self._body = body
        self.asked: list[httpx2.Request] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return httpx2.Response(self._status, headers=self._headers, stream=httpx2.ByteStream(self._body))


async def permit_all(_: str) -> float:
    return 0.0


async def visit_twice(transport: Scripted, url: str) -> list[Fetched | Unfetched]:
    """Two visits, the second with what the first one gave."""
    found: list[Fetched | Unfetched] = []
    async with Client(transport, Pace(0), limits=QUICK) as client:
        for _ in range(2):
            known = found[0].validators if found and isinstance(found[0], Fetched) else None
            try:
                found.append(await client.fetch_page(url, permit_all, known))
            except Unfetched as error:
                found.append(error)
    return found


@given(st.sampled_from([200, 204, 301, 302, 304, 403, 404, 429, 500, 503, 599, 799]), HEADERS)
def test_whatever_headers_say_ends_in_a_page_or_a_named_refusal(status: int, headers: list[tuple[str, str]]) -> None:
    for answer in asyncio.run(visit_twice(Scripted(status, headers), URL)):
        str(answer.state if isinstance(answer, Unfetched) else answer.final).encode()


@given(WORDS | st.text(max_size=40))
def test_whatever_a_list_calls_an_address_can_be_asked_for_or_is_refused(words: str) -> None:
    try:
        address = check_address(words, URL)
    except Unfetched as error:
        str(error).encode()
        return
    assert address.encode()
    assert check_address(address) == address
    asyncio.run(visit_twice(Scripted(200, []), address))


@given(WORDS)
def test_a_wait_is_a_number_of_seconds_or_unknown(words: str) -> None:
    wait = read_wait(words)
    assert wait is None or 0 <= wait <= 10**12


@given(st.sampled_from(NASTY))
def test_robots_are_asked_about_broken_addresses_never(words: str) -> None:
    transport = Scripted(404, [])

    async def run() -> None:
        async with Client(transport, Pace(0), limits=QUICK) as client:
            await client.fetch_page(words, Robots(client, {}.get, {}.__setitem__).permit)

    with pytest.raises(Unfetched):
        asyncio.run(run())


def test_a_validator_that_no_header_holds_is_not_sent() -> None:
    transport = Scripted(200, [("ETag", '"通知"'), ("Last-Modified", "yesterday")])
    first, second = asyncio.run(visit_twice(transport, URL))
    assert isinstance(first, Fetched)
    assert isinstance(second, Fetched)
    assert first.validators == Validators('"通知"', "yesterday")
    assert [request.headers.get("If-Modified-Since") for request in transport.asked] == [None, "yesterday"]
    assert "If-None-Match" not in transport.asked[1].headers


def test_a_redirect_to_no_address_is_refused_at_once_and_named() -> None:
    transport = Scripted(302, [("Location", "http://[")])
    answer = asyncio.run(visit_twice(transport, URL))[0]
    assert isinstance(answer, Unfetched)
    assert (answer.state, answer.message) == (State.REFUSED_ADDRESS, "'http://[' is no address")
    assert len(transport.asked) == 2
