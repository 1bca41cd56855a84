from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from scraper.fetch.address import is_public, resolve_host
from scraper.fetch.client import Client, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State

PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1"),  # noqa: S104
    *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("2002:7f00:1::", "2002:0a00:0001::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:db8::1", "localhost", "", "1.2.3", "999.1.1.1"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_and_local_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["202.106.0.20", "8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


async def permit_all(_: str) -> float:
    return 0.0


def fetch(url: str) -> State:
    async def run() -> None:
        async with Client(PublicTransport(), Pace(0), limits=Limits(seconds=2, tries=1)) as client:
            await client.fetch_page(url, permit_all)

    with pytest.raises(Unfetched) as caught:
        asyncio.run(run())
    return caught.value.state


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "169.254.169.254", "[::ffff:127.0.0.1]"])
def test_the_loopback_is_refused_however_it_is_written(host: str) -> None:
    assert fetch(f"http://{host}:9/") in (State.REFUSED_ADDRESS, State.DNS)


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    """The check is made on the address that is connected to: there is no second look-up that could answer otherwise."""

    async def lie(self: object, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8", port)), (socket.AF_INET, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", lie)
    assert fetch(f"http://site.example:{httpserver.port}/") is State.REFUSED_ADDRESS
    assert not httpserver.log


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/secret").respond_with_data("secret")
    httpserver.expect_request("/a").respond_with_data(
        "", status=302, headers={"Location": f"http://inner.example:{httpserver.port}/secret"}
    )
    real = resolve_host

    async def resolve(host: str, port: int, *, loopback: bool = False) -> tuple[str, ...]:
        return await real("127.0.0.1", port, loopback=host == "outer.example")

    monkeypatch.setattr("scraper.fetch.transport.resolve_host", resolve)
    assert fetch(f"http://outer.example:{httpserver.port}/a") is State.REFUSED_ADDRESS
    assert [request.path for request, _ in httpserver.log] == ["/a"]


def test_a_name_without_address_is_a_dns_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(self: object, *_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", nothing)
    assert fetch("http://no-such-host.example/") is State.DNS


def test_the_host_header_stays_the_sites_name(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x")
    real = resolve_host

    async def resolve(host: str, port: int, *, loopback: bool = False) -> tuple[str, ...]:
        return await real("127.0.0.1", port, loopback=True)

    monkeypatch.setattr("scraper.fetch.transport.resolve_host", resolve)

    async def run() -> None:
        async with Client(PublicTransport(), Pace(0)) as client:
            page = await client.fetch_page(f"http://site.example:{httpserver.port}/", permit_all)
        assert page.final == f"http://site.example:{httpserver.port}/"

    asyncio.run(run())
    assert httpserver.log[0][0].headers["Host"] == f"site.example:{httpserver.port}"


def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("x")

    async def two(self: object, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in ("127.0.0.2", "127.0.0.1")]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", two)

    async def run() -> bytes:
        async with Client(PublicTransport(loopback=True), Pace(0), limits=Limits(tries=1)) as client:
            return (await client.fetch_page(f"http://localhost:{httpserver.port}/", permit_all)).body

    real = asyncio.base_events.BaseEventLoop.create_connection

    async def connect(self: Any, factory: Any, host: str, port: int, **options: Any) -> Any:
        if host == "127.0.0.2":
            raise ConnectionRefusedError
        return await real(self, factory, host, port, **options)

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "create_connection", connect)
    assert asyncio.run(run()) == b"x"
