"""TLS for real: a server on the loopback with a certificate that nobody has signed (`localhost.pem`, made for these tests alone)."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from scraper.cli.commands.scrape import list_excused
from scraper.fetch.client import Client, Fetched, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State
from scraper.sources.source_files import parse_source

CERTIFICATE = Path(__file__).with_name("localhost.pem")
QUICK = Limits(seconds=5.0, tries=1, first_pause=0.01)
YAML = "id: a-b\nname: 某厅\nregion: 370000\nurl: https://{}/tz/\nfamily: trs\nlicence: official\n"
EXCUSE = "tls_excuse: the certificate has ended, the site has been told\n"


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with HTTPServer(host="127.0.0.1", port=0, ssl_context=context) as server:
        server.expect_request("/tz/").respond_with_data("<p>通知</p>")
        yield server


def fetch(server: HTTPServer, excused: frozenset[str] = frozenset()) -> Fetched:
    async def permit(_: str) -> float:
        return 0.0

    async def run() -> Fetched:
        async with Client(PublicTransport(loopback=True, excused=excused), Pace(0), limits=QUICK) as client:
            return await client.fetch_page(server.url_for("/tz/"), permit)

    return asyncio.run(run())


def test_a_certificate_that_nobody_has_signed_is_a_tls_failure(server: HTTPServer) -> None:
    with pytest.raises(Unfetched) as caught:
        fetch(server)
    assert caught.value.state is State.TLS
    assert server.log == []


def test_a_source_with_an_excuse_is_read_all_the_same(server: HTTPServer) -> None:
    assert fetch(server, frozenset({"127.0.0.1"})).status == 200


def test_an_excuse_holds_for_no_other_host(server: HTTPServer) -> None:
    with pytest.raises(Unfetched) as caught:
        fetch(server, frozenset({"other.example"}))
    assert caught.value.state is State.TLS


def test_hosts_are_excused_by_their_source_files_only() -> None:
    plain, excused = parse_source(YAML.format("a.example"), "a-b.yml"), parse_source(YAML.format("b.example") + EXCUSE, "a-b.yml")
    assert list_excused([plain, excused]) == {"b.example"}
