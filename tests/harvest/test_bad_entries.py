"""One bad entry never starves a source: N good entries and a bad one give the N good ones, and the bad one is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scraper.harvest.gathering
import scraper.harvest.lists
from scraper.adapters.registry import read_list
from scraper.fetch.client import check_address
from scraper.fetch.failure import Unfetched
from scraper.fetch.mirror import MirrorTransport
from scraper.harvest.detail_pages import DetailFetcher
from scraper.model.source_state import State
from scraper.sources.source import Family, Listing, Select, Source
from scraper.store.run_state import KnownPage, open_memory
from tests.scraped import HOST, LIST, MATTERS, Bench, Site, make_source

TITLES = [f"关于做好{matter}工作的通知（第{n}号）" for n, matter in enumerate(MATTERS[:4])]
GOOD = [f"http://{HOST}/tz/{n}.html" for n in range(4)]
BAD = (
    *("http://[", "http://[bad/1.html", "//[::1/x", f"http://{HOST}:99999/", f"http://{HOST}:x/"),
    *(f"http://user:secret@{HOST}/", "http://\u2100.example/", f"http://{HOST}/\x7f", f"http://{HOST}/{'x' * 5000}"),
)
DAYS = ("99999-01-01", "2026-13-45", "Fri, 31 Dec 99999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 -2359", "Thu, 01 Jan 1 00:00:00 +2359")
DAYS += ("9" * 5000, "-9" * 40, "1e400", "nan", "Thu, 06 Feb 2020 20:30:00 +9999999999", "0000-00-00", "²⁰²⁶-01-01", "٢٠٢٦-٠١-٠١")
TEXT = st.text(max_size=60)
ADDRESS = st.one_of(st.sampled_from(BAD), st.builds("http://{}".format, TEXT), TEXT)
DAY = st.one_of(st.sampled_from(DAYS), TEXT)


def write_html(entries: list[tuple[str, str, str]]) -> str:
    rows = "".join(f"<li><a href='{escape(link)}'>{escape(title)}</a><span>{escape(day)}</span></li>" for title, link, day in entries)
    return f"<html><body><ul class='list'>{rows}</ul></body></html>"


def write_datastore(entries: list[tuple[str, str, str]]) -> str:
    rows = [f"<li><a href='{escape(link)}'>{escape(title)}</a><b>{escape(day)}</b></li>" for title, link, day in entries]
    return f"<datastore><totalrecord>5</totalrecord>{''.join(f'<record><![CDATA[{row}]]></record>' for row in rows)}</datastore>"


def write_element(name: str, parts: dict[str, str]) -> str:
    return f"<{name}>{''.join(f'<{part}>{escape(words)}</{part}>' for part, words in parts.items())}</{name}>"


def write_feed(entries: list[tuple[str, str, str]]) -> str:
    items = [
        f"<item><title>{escape(t)}</title><link>{escape(link)}</link><pubDate>{escape(day)}</pubDate></item>" for t, link, day in entries
    ]
    return f"<rss><channel>{''.join(items)}</channel></rss>"


def write_sitemap(entries: list[tuple[str, str, str]]) -> str:
    return (
        f"<urlset>{''.join(f'<url><loc>{escape(link)}</loc><lastmod>{escape(day)}</lastmod></url>' for _, link, day in entries)}</urlset>"
    )


def write_json(entries: list[tuple[str, str, str]]) -> str:
    return json.dumps({"articles": [{"title": title, "url": link, "pub_time": day} for title, link, day in entries]})


def write_embedded(entries: list[tuple[str, str, str]]) -> str:
    return f"<html><script>var rows = {write_json(entries)};</script></html>"


WRITERS: list[tuple[Family, Callable[[list[tuple[str, str, str]]], str], Select]] = [
    (Family.GENERIC, write_html, Select()),
    (Family.TRS, write_html, Select(item="ul.list li", date="span")),
    (Family.JPAGE, write_datastore, Select()),
    (Family.JPAGE, write_embedded, Select()),
    (Family.FEED, write_feed, Select()),
    (Family.SITEMAP, write_sitemap, Select()),
    (Family.GKMLPT, write_json, Select()),
    (Family.UCAP, write_json, Select()),
]
FAMILIES = pytest.mark.parametrize(("family", "write", "select"), WRITERS, ids=[f"{f}-{w.__name__[6:]}" for f, w, _ in WRITERS])


def read(family: Family, write: Callable[[list[tuple[str, str, str]]], str], select: Select, bad: tuple[str, str, str]) -> Listing:
    good = [(title, link, f"2026-01-0{n + 1}") for n, (title, link) in enumerate(zip(TITLES, GOOD, strict=True))]
    return read_list(write([*good[:2], bad, *good[2:]]), LIST, make_source(family=family, select=select))


@FAMILIES
@pytest.mark.parametrize("link", BAD)
def test_a_broken_address_is_named_and_the_others_are_read(
    family: Family, write: Callable[[list[tuple[str, str, str]]], str], select: Select, link: str
) -> None:
    listing = read(family, write, select, ("关于印发办法的通知", link, "2026-01-09"))
    assert sorted(item.url for item in listing.items) == GOOD
    assert len(listing.broken) == 1
    assert "is no address" in listing.broken[0]
    assert "secret" not in listing.broken[0]


@FAMILIES
@given(st.tuples(TEXT, ADDRESS, DAY))
def test_whatever_an_entry_says_the_others_are_read(
    family: Family, write: Callable[[list[tuple[str, str, str]]], str], select: Select, bad: tuple[str, str, str]
) -> None:
    listing = read(family, write, select, bad)
    assert set(GOOD) <= {item.url for item in listing.items}
    for item in listing.items:
        assert check_address(item.url) == item.url
        item.title.encode()
        assert item.published is None or 1900 <= item.published.year <= 2100
    assert len(listing.items) + len(listing.broken) <= len(GOOD) + 3
    for words in listing.broken:
        words.encode("utf-8", "backslashreplace")


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), TEXT, st.sampled_from([10**400, -(10**400), float("inf"), float("nan")])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)


@pytest.mark.parametrize("family", [Family.GKMLPT, Family.JPAGE, Family.TRS, Family.UCAP])
@given(st.dictionaries(st.sampled_from(["title", "url", "date", "pub_time", "name", "link", "created_at", "html"]), VALUES, max_size=6))
def test_whatever_a_json_entry_holds_the_others_are_read(family: Family, bad: dict[str, object]) -> None:
    good = [{"title": title, "url": link, "date": "2026-01-02"} for title, link in zip(TITLES, GOOD, strict=True)]
    listing = read_list(json.dumps({"list": [*good[:2], bad, *good[2:]]}), LIST, make_source(family=family))
    assert set(GOOD) <= {item.url for item in listing.items}
    for item in listing.items:
        assert check_address(item.url) == item.url
        assert item.title.encode()
        assert item.published is None or 1900 <= item.published.year <= 2100


@pytest.mark.parametrize("family", sorted(set(Family) - {Family.FOLDER}))
@given(st.one_of(TEXT, VALUES.map(json.dumps)), st.sampled_from(["page={}", "startrecord={}&endrecord={}", "paramJson={}", "p={}"]), TEXT)
def test_whatever_a_list_and_its_address_say_is_read_without_complaint(family: Family, text: str, query: str, words: str) -> None:
    url = f"{LIST}gkmlpt/api/all/0?{query.format(words, words)}".encode("utf-8", "replace").decode()
    for page in (
        text,
        f"<datastore><record>{text}</record></datastore>",
        json.dumps({"data": {"html": "<li><a href='/1.html'>通知</a></li>"}}),
    ):
        read_list(page, url, make_source(family=family))


STAMPS = ["9" * 400, "9" * 5000, "-1", "1e300", "NaN", "99999999999999999", '"99999999999999999"', f'"{"9" * 5000}"', "true", "[]", "{}"]


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_beyond_the_calendar_is_no_day(stamp: str) -> None:
    text = f'[{{"title": "关于稳岗的通知", "url": "/1.html", "date": {stamp}}}]'
    (item,) = read_list(text, LIST, make_source(family=Family.UCAP)).items
    assert item.published is None


@pytest.mark.parametrize(
    ("module", "write", "family"),
    [("links", write_html, Family.GENERIC), ("feed", write_feed, Family.FEED), ("links", write_json, Family.UCAP)],
)
def test_a_mistake_of_ours_in_an_entry_stays_in_it(
    monkeypatch: pytest.MonkeyPatch, module: str, write: Callable[[list[tuple[str, str, str]]], str], family: Family
) -> None:
    def burst(text: str) -> None:
        if "bad" in text:
            raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(f"scraper.adapters.{module}.find_address_date", burst)
    listing = (
        read(family, write, Select(), ("关于印发办法的通知", f"http://{HOST}/tz/bad.html", "")) if family is not Family.GENERIC else None
    )
    listing = listing or read(family, write, Select(), ("关于印发办法的通知", f"http://{HOST}/tz/bad.html", "无"))
    assert [item.url for item in listing.items] == GOOD
    assert "ZeroDivisionError: nobody foresaw this" in listing.broken[0]


BROKEN_XML = {
    "control": "<item><title>通\x08知&#8;&#xD800;</title><link>http://{host}/tz/9.html</link></item>",
    "ampersand": "<item><title>A&B&nbsp;通知</title><link>http://{host}/tz/9.html?a=1&b=2</link></item>",
    "quoted": "<item><title><![CDATA[甲\x0b&乙]]></title><link>http://{host}/tz/9.html</link></item>",
    "tag": "<item><title>通知</titel><link>http://{host}/tz/9.html</link></item>",
    "stray": "<item><title>金额<5万元</title><link>http://{host}/tz/9.html</link></item>",
    "attribute": "<item><title>通知</title><link>http://{host}/tz/9.html</link><x a='1' a=2/></item>",
}


@pytest.mark.parametrize("entry", BROKEN_XML.values(), ids=BROKEN_XML)
def test_a_feed_with_one_broken_entry_is_read(entry: str) -> None:
    good = write_feed([(title, link, "2026-01-02") for title, link in zip(TITLES, GOOD, strict=True)])
    listing = read_list(good.replace("<item>", f"{entry.format(host=HOST)}<item>", 1), LIST, make_source(family=Family.FEED))
    assert set(GOOD) <= {item.url for item in listing.items}
    assert len(listing.items) == 5
    assert {item.url for item in listing.items} - set(GOOD) <= {f"http://{HOST}/tz/9.html", f"http://{HOST}/tz/9.html?a=1&b=2"}


@pytest.mark.xfail(reason="quoted text without an end takes the rest of a feed with it, and nothing says where it should have ended")
def test_a_feed_with_unended_quoted_text_is_read() -> None:
    good = write_feed([(title, link, "2026-01-02") for title, link in zip(TITLES, GOOD, strict=True)])
    listing = read_list(good.replace("<item><title>", "<item><title><![CDATA[", 1), LIST, make_source(family=Family.FEED))
    assert len(listing.items) >= 3


@pytest.mark.xfail(reason="a value nested deeper than the parser goes makes the whole text unreadable; it is refused, not read in part")
def test_a_json_list_with_one_bottomless_entry_is_read() -> None:
    good = json.dumps([{"title": title, "url": link} for title, link in zip(TITLES, GOOD, strict=True)])
    deep = f"{good[:-1]}, {'[' * 200_000}{']' * 200_000}]"
    assert len(read_list(deep, LIST, make_source(family=Family.UCAP)).items) == 4


def test_entities_are_expanded_in_no_broken_feed_either() -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><item><title>&b;</titel><link>/1.html</link></item></rss>'
    )
    assert read_list(bomb, LIST, make_source(family=Family.FEED)).items == ()


# Through a whole run


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "mirror")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "digest", tmp_path / "mirror")


def add_bad(site: Site, entry: str) -> None:
    site.add(0, 1, 2)
    site.publish([site.entry(2), entry, site.entry(1), site.entry(0)])


def test_a_run_names_the_bad_entry_and_shelves_the_others(site: Site, bench: Bench) -> None:
    add_bad(site, "<li><a href='http://[bad'>关于印发办法的通知</a><span>2026-01-09</span></li>")
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.visit.failed) == (State.PARTIAL, 3, 1)
    assert "'http://[bad' is no address" in result.visit.detail
    again = bench.scrape()["site"]
    assert (again.state, again.visit.new, again.changed) == (State.PARTIAL, 0, 0)


@pytest.mark.parametrize(
    "headers",
    [
        "Status: 302\nLocation: http://[\n",
        "Status: 302\nLocation: http://u:p@h.example/\n",
        "Status: 503\nRetry-After: Fri, 31 Dec 99999 23:59:59 GMT\n",
    ],
)
def test_a_page_whose_answer_is_nonsense_fails_alone(site: Site, bench: Bench, headers: str) -> None:
    site.add(0, 1, 2)
    site.write(site.path(2), "", headers)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.visit.failed) == (State.PARTIAL, 2, 1)
    assert f"http://{HOST}{site.path(2)}: " in result.visit.detail


def test_validators_in_other_characters_harm_no_later_run(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    for path in ("/tz/", site.path(0), site.path(1)):
        name = site.folder / HOST / ("tz/index.html" if path == "/tz/" else path.lstrip("/"))
        name.with_name(f"{name.name}.headers").write_text('ETag: "版本é"\nLast-Modified: 昨天\n', "utf-8")
    assert bench.scrape()["site"].state is State.OK
    assert bench.scrape(recheck_days=-1)["site"].state is State.OK


def test_surrogates_of_a_json_list_reach_no_disk(site: Site, bench: Bench) -> None:
    site.add(0, 1, 2)
    rows = [{"title": site.title(n), "url": site.path(n), "date": f"2026-01-0{n + 1}"} for n in range(3)]
    rows[1]["title"] += "\ud800"
    rows.append({"title": "关于印发办法的通知", "url": "/tz/\udfff.html", "date": "2026-01-09"})
    site.write("/tz/", json.dumps(rows))
    result = bench.scrape(make_source(family=Family.UCAP))["site"]
    assert result.added == 3
    assert result.visit.detail.encode()


def test_an_address_that_an_earlier_version_remembered_harms_no_run(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    with open_memory(bench.root / ".policy-digest" / "state.sqlite") as memory:
        memory.save_pages((KnownPage("http://[bad", "site", "通知", "2026-02-01", seen="2026-02-01"),))
    result = bench.scrape()["site"]
    assert (result.state, result.added) == (State.PARTIAL, 2)
    assert "http://[bad: 'http://[bad' is no address" in result.visit.detail


def test_a_mistake_of_ours_in_a_page_stays_in_it(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = DetailFetcher._fetch_further

    async def burst(self: DetailFetcher, source: Source, page: KnownPage, *rest: object) -> object:
        if page.url.endswith(site.path(2)):
            raise ZeroDivisionError("nobody foresaw this")
        return await real(self, source, page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(DetailFetcher, "_fetch_further", burst)
    site.add(0, 1, 2)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.visit.failed) == (State.PARTIAL, 2, 1)
    assert result.visit.detail.endswith(f"{site.path(2)}: ZeroDivisionError: nobody foresaw this")


def test_a_mistake_of_ours_in_reading_a_page_stays_in_it(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = scraper.harvest.gathering.find_refusal

    def burst(notice: object, capture: object, source: object) -> str | None:
        if capture.asked.endswith(site.path(2)):  # type: ignore[attr-defined]
            raise ZeroDivisionError("nobody foresaw this")
        return real(notice, capture, source)  # type: ignore[arg-type]

    monkeypatch.setattr(scraper.harvest.gathering, "find_refusal", burst)
    site.add(0, 1, 2)
    result = bench.scrape()["site"]
    assert (result.state, result.added, result.refused) == (State.PARTIAL, 2, 1)
    assert f"{site.path(2)} can't be read: ZeroDivisionError: nobody foresaw this" in result.visit.detail


def test_one_list_of_several_may_burst(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = scraper.harvest.lists.read_list

    def burst(text: str, url: str, source: Source, *days: date | None) -> Listing:
        if "/bad/" in url:
            raise ZeroDivisionError("nobody foresaw this")
        return real(text, url, source, *days)

    monkeypatch.setattr(scraper.harvest.lists, "read_list", burst)
    site.add(0, 1)
    site.write("/bad/", "<ul></ul>")
    source = make_source()
    result = bench.scrape(Source(**{name: getattr(source, name) for name in source.__slots__} | {"url": (f"http://{HOST}/bad/", LIST)}))[
        "site"
    ]
    assert (result.state, result.added) == (State.PARTIAL, 2)
    assert "/bad/: ZeroDivisionError: nobody foresaw this" in result.visit.detail


@pytest.mark.parametrize("status", [403, 429])
def test_a_page_that_always_stops_the_host_starves_no_other(site: Site, bench: Bench, status: int) -> None:
    site.add(0, 1, 2)
    site.write(site.path(2), "", f"Status: {status}\n")
    assert bench.scrape()["site"].added == 0
    assert bench.scrape()["site"].added == 2


def test_a_dead_host_that_an_entry_names_starves_and_pauses_no_source(site: Site, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real = MirrorTransport.handle_async_request

    async def resolve(self: MirrorTransport, request: object) -> object:
        if request.url.host == "dead.site.example":  # type: ignore[attr-defined]
            raise Unfetched(State.DNS, "no address for dead.site.example", retry=True)
        return await real(self, request)  # type: ignore[arg-type]

    monkeypatch.setattr(MirrorTransport, "handle_async_request", resolve)
    add_bad(site, "<li><a href='http://dead.site.example/1.html'>关于印发办法的通知</a><span>2026-01-09</span></li>")
    source = make_source(params=(("offsite", "true"),))
    results = [bench.scrape(source)["site"] for _ in range(7)]
    assert results[0].added == 3
    assert {result.state for result in results} == {State.PARTIAL}


def test_a_dead_sitemap_of_an_index_starves_no_other(site: Site, bench: Bench) -> None:
    site.add(0, 1)
    places = [f"<sitemap><loc>http://{HOST}/{name}</loc></sitemap>" for name in ("dead.xml", "live.xml", "[")]
    site.write("/tz/", f"<sitemapindex>{''.join(places)}<sitemap><loc>http://[</loc></sitemap></sitemapindex>")
    site.write("/live.xml", write_sitemap([("", f"http://{HOST}{site.path(n)}", f"2026-01-0{n + 1}") for n in range(2)]))
    result = bench.scrape(make_source(family=Family.SITEMAP))["site"]
    assert (result.state, result.added) == (State.PARTIAL, 2)
    assert "/dead.xml: " in result.visit.detail
    site.write("/live.xml", "", "Status: 404\n")
    assert bench.scrape(make_source(family=Family.SITEMAP))["site"].state is State.GONE


def test_old_pages_are_asked_for_again_beside_a_bad_entry(site: Site, bench: Bench) -> None:
    add_bad(site, "<li><a href='http://[bad'>关于印发办法的通知</a><span>2026-01-09</span></li>")
    bench.scrape()
    site.write(site.path(0), "", "Status: 404\n")
    for _ in range(3):
        bench.scrape(recheck_days=-1)
    assert any("withdrawn" in text for text in bench.texts())
