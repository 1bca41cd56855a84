"""`--allow-loopback`: a server on this machine through the whole command, and nothing else private."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from scraper.cli import main
from scraper.fetch.address import is_loopback, resolve_host
from scraper.fetch.client import Client, Fetched, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State
from tests.scraped import Site

YAML = "id: {}\nname: 示例市政府\nregion: 371600\nurl: {}\nfamily: generic\nlicence: official\n"
CHOICE = "--allow-loopback: this run reaches servers on this machine only"
PRIVATE = (
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255"),  # noqa: S104 - to be refused
    *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "fe80::1", "fc00::1", "::", "64:ff9b::7f00:1", "2002:7f00:1::"),
    *("2130706433", "0x7f000001", "127.1", "localhost.a.example", "a.localhost"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root" / "sources").mkdir(parents=True)
    (tmp_path / "root" / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    return tmp_path / "root"


@pytest.fixture
def served(httpserver: HTTPServer, tmp_path: Path) -> str:
    """A made-up site on this machine; the address of its list."""
    site = Site(tmp_path / "pages", "site")
    site.add(0, 1, 2)
    for n in range(3):
        httpserver.expect_request(site.path(n)).respond_with_data(site.article(n), content_type="text/html; charset=utf-8")
    page = (tmp_path / "pages" / "site" / "tz" / "index.html").read_text("utf-8")
    httpserver.expect_request("/tz/").respond_with_data(page, content_type="text/html; charset=utf-8")
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /tz/1.html\n")
    return httpserver.url_for("/tz/")


def add_source(root: Path, url: str, name: str = "here") -> None:
    (root / "sources" / f"{name}.yml").write_text(YAML.format(name, url), "utf-8")


def test_a_server_here_is_scraped_at_once_and_robots_hold(root: Path, served: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_source(root, served)
    begun = time.monotonic()
    assert main(["scrape", "--root", str(root), "--allow-loopback"]) == 1
    assert time.monotonic() - begun < 2.0 * 3
    out = capsys.readouterr().out
    assert out.startswith(CHOICE)
    assert "left out: " in out
    assert "added 2, changed 0, failed 1" in out
    assert "robots.txt forbids /tz/1.html" in out
    assert len(list((root / "content").rglob("*.md"))) >= 2


def test_without_the_choice_this_machine_is_refused(
    root: Path, served: str, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    add_source(root, served)
    assert main(["scrape", "here", "--root", str(root)]) == 1
    assert "refused_address" in capsys.readouterr().out
    assert main(["source", "check", "here", "--root", str(root)]) == 1
    assert "refused_address" in capsys.readouterr().out
    assert main(["source", "new", served, "--root", str(root)]) == 1
    assert not httpserver.log


def test_beside_json_the_choice_is_told_among_the_complaints(root: Path, served: str, capsys: pytest.CaptureFixture[str]) -> None:
    add_source(root, served)
    main(["scrape", "here", "--root", str(root), "--allow-loopback", "--json"])
    said = capsys.readouterr()
    assert [json.loads(line)["source"] for line in said.out.splitlines()] == ["here"]
    assert CHOICE in said.err


def test_a_source_here_is_made_and_checked(root: Path, served: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "new", served, "--root", str(root), "--id", "here", "--allow-loopback"]) == 0
    assert CHOICE in capsys.readouterr().out
    assert main(["source", "check", "here", "--root", str(root), "--allow-loopback"]) == 0
    out = capsys.readouterr().out
    assert CHOICE in out
    assert "3 entries, 3 dated" in out
    assert "verified:" not in out


def test_sources_elsewhere_are_left_out_by_name_and_alone_are_refused(
    root: Path, served: str, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    add_source(root, served)
    add_source(root, "http://far.example/tz/", "far")
    assert main(["source", "check", "here", "far", "--root", str(root), "--allow-loopback"]) == 0
    assert "left out: far" in capsys.readouterr().out
    assert main(["scrape", "far", "--root", str(root), "--allow-loopback"]) == 2
    assert "no source on this machine" in capsys.readouterr().err


# What must hold whatever a server here says


def fetch(url: str, *, loopback: bool = True) -> Fetched:
    async def permit(_: str) -> float:
        return 0.0

    async def run() -> Fetched:
        async with Client(PublicTransport(loopback=loopback), Pace(0), limits=Limits(seconds=5, tries=1)) as client:
            return await client.fetch_page(url, permit)

    return asyncio.run(run())


def fail(url: str, *, loopback: bool = True) -> State:
    with pytest.raises(Unfetched) as caught:
        fetch(url, loopback=loopback)
    return caught.value.state


@pytest.mark.parametrize("host", PRIVATE)
def test_nothing_else_private_is_reached(host: str) -> None:
    assert not is_loopback(host)
    assert fail(f"http://[{host}]:9/" if ":" in host else f"http://{host}:9/") in (State.REFUSED_ADDRESS, State.UNREACHABLE)


@pytest.mark.parametrize("host", PRIVATE)
def test_no_redirect_leads_from_here_to_another_private_address(httpserver: HTTPServer, host: str) -> None:
    target = f"http://[{host}]:9/" if ":" in host else f"http://{host}:9/"
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": target})
    assert fail(httpserver.url_for("/a")) in (State.REFUSED_ADDRESS, State.UNREACHABLE)
    assert len(httpserver.log) == 1


def test_redirects_here_are_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": f"http://127.0.0.1:{httpserver.port}/b"})
    httpserver.expect_request("/b").respond_with_data("x")
    assert fetch(f"http://localhost:{httpserver.port}/a").body == b"x"


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["10.0.0.1"], ["8.8.8.8", "127.0.0.1"]])
@pytest.mark.parametrize("loopback", [True, False])
def test_a_name_that_resolves_to_this_machine_or_a_private_one_is_refused_either_way(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer, answers: list[str], loopback: bool
) -> None:
    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", answer_with(answers))
    assert fail(f"http://rebound.example:{httpserver.port}/", loopback=loopback) is State.REFUSED_ADDRESS
    assert not httpserver.log


@pytest.mark.parametrize("answers", [["10.0.0.1"], ["127.0.0.1", "10.0.0.1"], ["8.8.8.8"], ["::ffff:10.0.0.1"]])
def test_localhost_must_be_this_machine(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", answer_with(answers))
    assert fail("http://localhost:9/") is State.REFUSED_ADDRESS


def test_a_public_site_leads_here_neither_with_the_choice_nor_without(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> None:
    """With the choice the public site is not asked at all; without it the redirect is refused."""
    here = httpserver.url_for("/secret")
    httpserver.expect_request("/secret").respond_with_data("secret")
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": here})
    public = f"http://public.example:{httpserver.port}/a"
    assert fail(public) is State.REFUSED_ADDRESS
    assert not httpserver.log
    real = resolve_host

    async def resolve(host: str, port: int, *, loopback: bool = False) -> tuple[str, ...]:
        """As if the site had a public address, which the connection is led away from."""
        return ("127.0.0.1",) if host == "public.example" else await real(host, port, loopback=loopback)

    monkeypatch.setattr("scraper.fetch.transport.resolve_host", resolve)
    assert fail(public, loopback=False) is State.REFUSED_ADDRESS
    assert [request.path for request, _ in httpserver.log] == ["/a"]


def answer_with(addresses: list[str]) -> Any:
    async def answer(self: object, host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, 1, 6, "", (address, port)) for address in addresses]

    return answer
