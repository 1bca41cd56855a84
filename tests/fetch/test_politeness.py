from __future__ import annotations

import argparse
import asyncio
import time
from itertools import pairwise

import pytest
from pytest_httpserver import HTTPServer

from scraper.fetch.client import Client, Limits
from scraper.fetch.failure import Unfetched
from scraper.fetch.pace import Pace
from scraper.fetch.robots import Robots
from scraper.fetch.transport import PublicTransport
from scraper.model.source_state import State

QUICK = Limits(seconds=5.0, tries=2, first_pause=0.01)


def ask(httpserver: HTTPServer, *paths: str, memory: dict[str, str] | None = None, delay: float = 0.0) -> list[float | State]:
    """The Crawl-delay or the state of refusal for each path."""
    kept = {} if memory is None else memory

    async def run() -> list[float | State]:
        async with Client(PublicTransport(loopback=True), Pace(delay), limits=QUICK) as client:
            robots = Robots(client, kept.get, kept.__setitem__)
            out: list[float | State] = []
            for path in paths:
                try:
                    out.append(await robots.permit(httpserver.url_for(path)))
                except Unfetched as error:
                    out.append(error.state)
            return out

    return asyncio.run(run())


RULES = "User-agent: *\nCrawl-delay: 7\nDisallow: /private\nAllow: /private/open\nDisallow: /*.php$\n"


def test_robots_are_obeyed_and_asked_for_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(RULES)
    answers = ask(httpserver, "/tz/", "/private/1", "/private/open/1", "/x.php", "/x.php?a=1")
    assert answers == [7.0, State.ROBOTS_DENIED, 7.0, State.ROBOTS_DENIED, 7.0]
    assert len(httpserver.log) == 1


def test_rules_for_us_by_name_go_first(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(f"User-agent: PolicyDigest\nDisallow: /\n\n{RULES}")
    assert ask(httpserver, "/tz/") == [State.ROBOTS_DENIED]


@pytest.mark.parametrize("status", [404, 410, 403])
def test_no_robots_forbid_nothing(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("no", status=status)
    assert ask(httpserver, "/tz/") == [0.0]


@pytest.mark.parametrize("status", [500, 503])
def test_robots_that_can_not_be_had_forbid_all_for_now(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("no", status=status)
    assert ask(httpserver, "/tz/") == [State.UNREACHABLE]


def test_a_home_page_in_place_of_robots_forbids_nothing(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("<html><body>首页</body></html>", content_type="text/html")
    assert ask(httpserver, "/tz/") == [0.0]


def test_remembered_robots_are_not_asked_for_again(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(RULES)
    memory: dict[str, str] = {}
    assert ask(httpserver, "/private/1", memory=memory) == ask(httpserver, "/private/1", memory=memory) == [State.ROBOTS_DENIED]
    assert len(httpserver.log) == 1


def run_turns(pace: Pace, hosts: list[str], crawl_delay: float = 0.0) -> tuple[list[tuple[str, float]], int]:
    """When each turn began, and how many turns of one host ever ran at once."""
    begun: list[tuple[str, float]] = []
    running: dict[str, int] = {}
    most = 0

    async def turn(host: str) -> None:
        nonlocal most
        async with pace.take_turn(host, crawl_delay):
            begun.append((host, time.monotonic()))
            running[host] = running.get(host, 0) + 1
            most = max(most, running[host])
            await asyncio.sleep(0.01)
            running[host] -= 1

    async def run() -> None:
        await asyncio.gather(*map(turn, hosts))

    asyncio.run(run())
    return begun, most


def test_one_request_a_host_at_once_and_a_pause_between_two() -> None:
    begun, most = run_turns(Pace(0.1), ["a", "a", "a"])
    times = [at for _, at in begun]
    assert most == 1
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))


def test_hosts_do_not_wait_for_each_other() -> None:
    begun, _ = run_turns(Pace(5.0), ["a", "b", "c"])
    assert max(at for _, at in begun) - min(at for _, at in begun) < 1.0


def test_the_sites_crawl_delay_counts_when_it_is_longer() -> None:
    begun, _ = run_turns(Pace(0.01), ["a", "a"], crawl_delay=0.2)
    assert begun[1][1] - begun[0][1] >= 0.2


def test_the_default_pause_is_two_seconds() -> None:
    from scraper.cli.commands.scrape import build_client
    from scraper.sources.digest_settings import LEAST_DELAY

    assert LEAST_DELAY >= 2.0
    for asked, given in ((None, 2.0), (0.0, 2.0), (0.5, 2.0), (7.0, 7.0)):
        args = argparse.Namespace(mirror=None, allow_loopback=False, delay=asked, contact=None)
        assert build_client(args)._pace._delay == given
