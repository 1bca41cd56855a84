"""The twelve bars of scraping, each shown here in short; where a bar is tried at length is in the table, which is itself tried.

| bar | at length |
| --- | --- |
| 01 | tests/sources/test_source_files.py::test_shipped_sources_are_sound_short_and_on_shared_adapters |
| 02 | tests/cli/test_source.py::test_new_recognises_a_site_and_its_samples_want_a_person |
| 03 | tests/test_probing.py::test_check_names_the_state |
| 03 | tests/cli/test_source.py::test_offline_check_of_two_hundred_sources_is_quick |
| 04 | tests/test_scraping.py::test_a_spoiled_list_is_flagged_and_nothing_of_it_published |
| 04 | tests/test_scraping.py::test_what_stands_in_for_an_article_is_not_published |
| 05 | tests/test_scraping.py::test_many_more_entries_than_ever_are_flagged |
| 05 | tests/test_scraping.py::test_articles_that_lose_their_date_are_flagged_and_kept_back |
| 05 | tests/test_scraping.py::test_an_empty_page_in_mid_pagination_is_partial_and_asked_for_again |
| 06 | tests/test_scraping.py::test_silence_is_told_from_quiet |
| 07 | tests/fetch/test_politeness.py::test_one_request_a_host_at_once_and_a_pause_between_two |
| 07 | tests/fetch/test_politeness.py::test_robots_are_obeyed_and_asked_for_once |
| 07 | tests/fetch/test_client.py::test_retry_after_is_honoured |
| 08 | tests/test_scraping.py::test_the_example_web_twice_changes_nothing_and_is_quiet |
| 08 | tests/bench/bench_scrape.py::measure |
| 09 | tests/test_killing.py::test_killed_at_any_of_fifty_points_and_run_again |
| 09 | tests/test_killing.py::test_a_process_killed_by_signal_leaves_no_trace |
| 10 | tests/test_scraping.py::test_content_is_rebuilt_from_the_archive_byte_for_byte |
| 10 | tests/store/test_archive.py::test_a_file_that_breaks_off_loses_its_last_record_only |
| 11 | tests/test_scraping.py::test_one_bad_source_never_stops_another |
| 11 | tests/test_scraping.py::test_a_source_that_fails_five_times_pauses_itself |
| 12 | tests/sources/test_source_files.py::test_a_mistake_names_file_line_key_and_the_nearest_valid_one |
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.errors import ConfigError
from scraper.fetch.transport import load_trust
from scraper.harvest.visit_tally import RunOptions
from scraper.model.source_state import NEXT_STEPS, State
from scraper.sources.digest_settings import LEAST_DELAY
from scraper.sources.source import Family, Select
from scraper.sources.source_files import SHIPPED, load_sources, parse_source
from tests.scraped import LIST, Bench, Site, make_source

ROOT = Path(__file__).parents[1]
PLACE = re.compile(r"^\| (\d\d) \| (\S{1,99})::(\w{1,99}) \|$", re.MULTILINE)
CHALLENGE = "<html><body>正在进行安全验证，请稍候</body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def test_the_table_of_bars_is_true() -> None:
    rows = PLACE.findall(__doc__ or "")
    assert {bar for bar, _, _ in rows} == {f"{n:02}" for n in range(1, 13)}
    for _, file, name in rows:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), f"{file}::{name}"


def test_bar_01_a_known_family_is_twelve_lines_and_most_sources_share_adapters() -> None:
    sources, mistakes = load_sources([SHIPPED])
    lines = [len(Path(source.file or "").read_text("utf-8").splitlines()) for source in sources]
    shared = sum(source.family is not Family.GENERIC for source in sources) / len(sources)
    assert (mistakes, len(sources) >= 30, max(lines) <= 12, shared >= 0.8) == ((), True, True, True)


def test_bar_02_a_new_source_takes_six_requests_and_half_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, asked = Site(tmp_path / "mirror"), []
    site.add(*range(4))
    from scraper.fetch.mirror import MirrorTransport

    real = MirrorTransport.handle_async_request
    monkeypatch.setattr(MirrorTransport, "handle_async_request", lambda self, request: (asked.append(request.url), real(self, request))[1])
    started = time.process_time()
    assert main(["source", "new", LIST, "--root", str(tmp_path / "digest"), "--mirror", str(site.folder)]) == 0
    assert len(asked) <= 6
    assert time.process_time() - started + len(asked) * LEAST_DELAY < 30
    assert main(["source", "check", "--offline", "--root", str(tmp_path / "digest")]) == 1, "nobody has looked yet"


def test_bar_03_check_has_fourteen_states_with_a_next_step_each() -> None:
    named = {"ok", "empty", "layout_changed", "blocked_challenge", "forbidden", "gone", "moved", "dns", "tls", "timeout", "encoding"}
    named |= {"stale", "robots_denied", "partial"}
    assert named <= set(State)
    assert all(NEXT_STEPS[State(name)] for name in named)


def rename_class(site: Site) -> None:
    site.publish(site.entry(n).replace("<li>", "<li class='new'>") for n in site.articles)


def drop_dates(site: Site) -> None:
    site.publish(site.entry(n).split("<span>")[0] + "</li>" for n in site.articles)


def empty_list(site: Site) -> None:
    site.publish([])


def challenge(site: Site) -> None:
    site.write("/tz/", CHALLENGE)


def empty_second_page(site: Site) -> None:
    site.add(6, 7, 8)
    site.write("/tz/index_1.html", "<html><body><ul></ul></body></html>")


def lead_home(site: Site) -> None:
    site.add(9)
    site.write(site.path(9), "<html><head><title>示例市政府门户网站</title></head><body><p>欢迎访问本网站，政务公开</p></body></html>")


def answer_home(site: Site) -> None:
    site.write("/", "<html><body><p>首页</p></body></html>")
    site.write("/tz/", "", "Status: 302\nLocation: /\n")


FAULTS = (rename_class, drop_dates, empty_list, challenge, empty_second_page, lead_home, answer_home)


@pytest.mark.parametrize("play", FAULTS, ids=lambda play: play.__name__)
def test_bar_04_a_changed_page_is_flagged_on_the_first_run(site: Site, bench: Bench, play: Callable[[Site], None]) -> None:
    site.page_size = 3
    source = make_source(select=Select(item="li:not(.new)"))
    site.add(*range(6))
    assert bench.scrape(source)["site"].state is State.OK
    before = bench.content()
    play(site)
    result = bench.scrape(source)["site"]
    assert not result.state.good
    assert result.visit.detail
    assert before.items() <= bench.content().items()
    assert not any("欢迎访问" in text or "安全验证" in text for text in bench.texts())


def test_bar_04_gbk_bytes_that_are_declared_utf8_are_read_not_garbled(site: Site, bench: Bench) -> None:
    site.add(0)
    site.write(site.path(0), site.article(0).encode("gbk"), "Content-Type: text/html; charset=utf-8\n")
    assert bench.scrape()["site"].state is State.OK
    assert "稳岗返还补助1万元" in bench.texts()[0]


def test_bar_05_a_yield_far_below_the_sources_own_is_no_success(site: Site, bench: Bench) -> None:
    for n in range(4):
        site.add(*range(5 * n, 5 * n + 5))
        assert bench.scrape()["site"].state is State.OK
    before = bench.content()
    site.publish([site.entry(0)])
    result = bench.scrape()["site"]
    assert result.state is State.LAYOUT_CHANGED
    assert "1 entries, usually" in result.visit.detail
    assert bench.content() == before


def test_bar_06_freshness_is_judged_by_the_sources_own_rhythm(site: Site, bench: Bench) -> None:
    site.add(*range(0, 58, 7))
    bench.scrape()
    bench.day += timedelta(days=50)
    assert bench.scrape()["site"].state is State.OK
    bench.day += timedelta(days=50)
    assert bench.scrape()["site"].state is State.STALE


def test_bar_07_the_defaults_are_polite() -> None:
    import ssl

    assert LEAST_DELAY >= 2.0
    assert 0 < RunOptions().budget <= 2000
    assert load_trust(verify=True).verify_mode is ssl.CERT_REQUIRED
    assert not any(source.tls_excuse for source in load_sources([SHIPPED])[0])


def test_bar_08_a_run_with_nothing_new_asks_twice_at_most_and_changes_nothing(site: Site, bench: Bench) -> None:
    site.page_size = 5
    site.add(*range(20))
    bench.scrape()
    before = bench.content()
    for days in (0, 1, 31):
        bench.day += timedelta(days=days)
        result = bench.scrape()["site"]
        assert result.visit.requests <= 2
        assert bench.content() == before


def test_bar_09_kills_are_fifty() -> None:
    from tests.test_killing import POINTS, STEPS

    assert POINTS == 50
    assert {name for _, name in STEPS} >= {"save_capture", "save_pages", "save_list", "save_visit", "replace_file"}


def test_bar_10_content_is_made_again_offline_byte_for_byte(site: Site, bench: Bench) -> None:
    site.add(*range(3))
    bench.scrape()
    before = bench.content()
    for folder in (bench.root / "content", bench.root / ".policy-digest" / "base", bench.mirror):
        shutil.rmtree(folder)
    (bench.root / ".policy-digest" / "state.sqlite").unlink()
    bench.rebuild()
    assert bench.content() == before


def test_bar_11_one_bad_source_stops_no_other_and_pauses_itself(site: Site, bench: Bench) -> None:
    bad, good = make_source("bad", url="http://nowhere.example/tz/"), make_source()
    for n in range(6):
        site.add(n)
        results = bench.scrape(bad, good)
        assert results["site"].added == 1
    assert results["bad"].state is State.PAUSED
    assert "5 failures in a row" in results["bad"].visit.detail


def test_bar_12_a_mistake_names_file_line_key_and_the_nearest_key() -> None:
    text = "id: a-b\nname: 某厅\nregion: 370000\nurl: https://a.example/tz/\nfamily: trs\nlicence: official\nslect: {item: li}\n"
    with pytest.raises(ConfigError) as caught:
        parse_source(text, "a-b.yml")
    assert str(caught.value) == "a-b.yml:7: slect: unknown key (did you mean select?)"
