"""Cookies: what an origin sets goes back to it alone, whatever domain the cookie names."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import httpx2
import pytest

from scraper.fetch.client import MOST_COOKIES, Client
from scraper.fetch.pace import Pace


class Setting(httpx2.AsyncBaseTransport):
    """Sets cookies for some addresses and keeps what each request brought."""

    def __init__(self, cookies: Mapping[str, str]) -> None:
        self._cookies = cookies
        self.brought: list[str | None] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.brought.append(request.headers.get("Cookie"))
        words = self._cookies.get(str(request.url))
        return httpx2.Response(200, headers=[("Set-Cookie", words.encode())] if words else [], stream=httpx2.ByteStream(b"x"))


def visit(cookies: Mapping[str, str], *urls: str) -> list[str | None]:
    """What the requests for `urls`, one after the other, brought as cookies."""
    transport = Setting(cookies)

    async def permit(_: str) -> float:
        return 0.0

    async def run() -> None:
        async with Client(transport, Pace(0)) as client:
            for url in urls:
                await client.fetch_page(url, permit)

    asyncio.run(run())
    return transport.brought


FIRST = "http://a.city.gov.cn/"


@pytest.mark.parametrize("domain", ["gov.cn", ".gov.cn", "city.gov.cn", ".city.gov.cn", "a.city.gov.cn", "cn", ""])
@pytest.mark.parametrize(
    "other",
    [
        "http://b.city.gov.cn/",
        "http://x.a.city.gov.cn/",
        "http://city.gov.cn/",
        "http://gov.cn/",
        "http://a.city.gov.cn:8080/",
        "https://a.city.gov.cn/",
    ],
)
def test_no_cookie_reaches_another_origin(domain: str, other: str) -> None:
    assert visit({FIRST: f"sid=1; Path=/; Domain={domain}"}, FIRST, other)[1] is None


def test_a_cookie_of_a_host_comes_back_to_it() -> None:
    assert visit({FIRST: "sid=1; Path=/"}, FIRST, f"{FIRST}1.html") == [None, "sid=1"]


@pytest.mark.parametrize("words", ["sid=通知", "通知=1", "sid=1; Max-Age=9" + "9" * 400])
def test_a_cookie_that_no_header_holds_breaks_no_request(words: str) -> None:
    assert len(visit({FIRST: words}, FIRST, FIRST)) == 2


def test_a_flood_of_cookies_is_forgotten() -> None:
    urls = [f"{FIRST}{n}" for n in range(MOST_COOKIES * 2 + 5)]
    brought = visit({url: f"c{n}={'x' * 100}; Path=/" for n, url in enumerate(urls)}, *urls)
    assert max(len((words or "").split(";")) for words in brought) <= MOST_COOKIES
