from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.adapters.registry import ADAPTERS, detect_family, read_list
from scraper.harvest.judgement import is_challenge
from scraper.sources.source import UNKNOWN_SITE, Family, Listing, Select

TITLES = ("关于延长阶段性减免社会保险费的通知", "关于做好稳岗返还工作的通知", "关于申报技术改造贴息的公告")
DAYS = ("2020-02-06", "2020-03-01", "2020-03-12")


def read(family: Family, text: str, url: str, **fields: object) -> Listing:
    return read_list(text, url, replace(UNKNOWN_SITE, family=family, **fields))  # type: ignore[arg-type]


def entry(n: int, date_class: str = "date", href: str = "/tz/{}.html") -> str:
    return f'<li><a href="{href.format(n)}" title="{TITLES[n]}">{TITLES[n][:9]}...</a><span class="{date_class}">{DAYS[n]}</span></li>'


def page(entries: str, extra: str = "") -> str:
    menu = "".join(f'<li><a href="/m{n}/">栏目名称之{n}</a></li>' for n in range(30))
    hot = '<div class="hot"><ul><li><a href="/h/1.html">一条旧的热门新闻标题</a> 2019-01-01</li></ul></div>'
    return f"<html><body><ul class='menu'>{menu}</ul>{hot}<ul class='list'>{entries}</ul>{extra}</body></html>"


THREE = "".join(map(entry, range(3)))


def assert_three(listing: Listing) -> None:
    assert [item.title for item in listing.items] == list(TITLES)
    assert [item.published for item in listing.items] == [date.fromisoformat(day) for day in DAYS]


@pytest.mark.parametrize("family", [Family.GENERIC, Family.TRS, Family.UCAP, Family.JPAGE, Family.GKMLPT])
def test_a_plain_list_is_read_by_every_page_family(family: Family) -> None:
    assert_three(read(family, page(THREE), "http://a.example/tz/"))


@pytest.mark.parametrize(
    ("extra", "pages", "following"),
    [
        ('<script>createPageHTML(4, 0, "index", "html");</script>', 4, ["index_1.html", "index_2.html", "index_3.html"]),
        ("<script>createPageHTML('page_div',3, 1,'list','shtml',55);</script>", 3, ["list_2.shtml", "list_3.shtml"]),
        ("<!-- <script>createPageHTML('page_div',2, 1,'list','shtml',55);</script> -->", 2, ["list_2.shtml"]),
        ('<script>var currentPage = 0; var countPage = 2; document.write("index" + "_" + i + ".html")</script>', 2, ["index_1.html"]),
        ('<a href="index_2.html">下一页</a> <a href="index_9.html">尾页</a>', 9, ["index_2.html"]),
        ('<a href="?page=2">2</a><a href="?page=2">下页</a>', None, ["?page=2"]),
        ("", None, []),
    ],
)
def test_pagers_tell_what_comes_after(extra: str, pages: int | None, following: list[str]) -> None:
    listing = read(Family.GENERIC, page(THREE, extra), "http://a.example/tz/")
    assert listing.pages == pages
    assert list(listing.next_pages) == [f"http://a.example/tz/{name}" for name in following]


def test_entries_inside_a_comment_are_read() -> None:
    assert_three(read(Family.TRS, page(f"<!-- {THREE} -->"), "http://a.example/tz/"))


def test_entries_of_the_same_shape_that_lost_their_date_stay_undated() -> None:
    listing = read(Family.GENERIC, page(THREE.replace(DAYS[2], "")), "http://a.example/tz/")
    assert [item.published for item in listing.items] == [date(2020, 2, 6), date(2020, 3, 1), None]


def test_dates_may_stand_in_the_address_only() -> None:
    entries = "".join(f"<li><a href='./202003/t202003{n:02}_{n}00.html'>关于稳岗返还工作的通知之{n}</a></li>" for n in (11, 12))
    listing = read(Family.TRS, page(entries).replace("2019-01-01", ""), "http://a.example/tz/")
    assert [item.published for item in listing.items] == [date(2020, 3, 11), date(2020, 3, 12)]


def test_selectors_override_the_reading() -> None:
    text = page(
        THREE,
        "<table>" + "".join(f"<tr><td><a href='/x/{n}.html'>别的栏目中的一条标题</a></td><td>2021-01-0{n}</td></tr>" for n in range(1, 9)),
    )
    assert len(read(Family.GENERIC, text, "http://a.example/tz/").items) == 8
    assert_three(read(Family.GENERIC, text, "http://a.example/tz/", select=Select(item="ul.list li", link="a", date=".date")))


def test_gkmlpt_pages_are_counted_from_the_first() -> None:
    articles = [{"title": t, "url": f"/gkmlpt/content/{n}.html", "display_publish_time": 1580950800 + n} for n, t in enumerate(TITLES)]
    text = json.dumps({"articles": articles, "classify": {"post_count": 8}})
    url = "http://a.example/gkmlpt/api/all/8?page=1&sid=2"
    listing = read(Family.GKMLPT, text, url)
    assert (listing.pages, listing.total, len(listing.items)) == (3, 8, 3)
    assert listing.next_pages == tuple(url.replace("page=1", f"page={n}") for n in (2, 3))
    assert listing.items[0].published == date(2020, 2, 6)
    assert read(Family.GKMLPT, text, listing.next_pages[1]).next_pages == ()


def test_gkmlpt_index_leads_to_its_service() -> None:
    text = "<script>window._CONFIG = { SID: '200001', TREE: [] }</script>"
    listing = read(Family.GKMLPT, text, "https://a.example/gkmlpt/index", params=(("category", "5, 6"),))
    assert listing.leads_to == tuple(f"https://a.example/gkmlpt/api/all/{n}?page=1&sid=200001" for n in (5, 6))


JPAGE = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=7&path=/&columnid=15&unitid=33&permissiontype=0"


def test_jpage_data_embedded_in_the_column_page_is_read_and_continued() -> None:
    records = "".join(f"<record><![CDATA[{entry(n)}]]></record>" for n in range(3))
    group = f'<nextgroup><![CDATA[<a href="{JPAGE}"></a>]]></nextgroup>'
    data = f"<datastore>{group}<totalrecord>9</totalrecord><totalpage>3</totalpage><recordset>{records}</recordset></datastore>"
    listing = read(Family.JPAGE, page("", f'<script type="text/xml">{data}</script>'), "http://a.example/col/col15/index.html")
    assert_three(listing)
    assert (listing.pages, listing.total) == (3, 9)
    assert listing.next_pages[0].startswith("http://a.example/module/web/jpage/dataproxy.jsp?startrecord=4&endrecord=48&perpage=15&appid=1")
    assert "columnid=15&unitid=33" in listing.next_pages[0]


def test_jpage_column_that_only_names_its_data_leads_there() -> None:
    listing = read(Family.JPAGE, page("", f"<script>var url = '{JPAGE}';</script>"), "http://a.example/col/col15/index.html")
    assert listing.items == ()
    assert listing.leads_to[0].startswith("http://a.example/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15")


def test_jpaas_column_leads_to_its_service_and_the_service_is_read_page_by_page() -> None:
    query = (
        "{'parseType':'buildstatic','webId':'w1','tplSetId':'t1','pageType':'column','tagId':'右侧内容','editType':'null','pageId':'p1'}"
    )
    column = read(Family.JPAGE, page("", f'<script queryData="{query}" src="/x.js"></script>'), "https://a.example/zwgk/index.html")
    service = column.leads_to[0]
    assert service.startswith("https://a.example/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=buildstatic&webId=w1")
    listing = read(Family.JPAGE, json.dumps({"success": True, "data": {"html": f"<ul>{THREE}</ul>"}}), service)
    assert_three(listing)
    assert "paramJson=%7B%22pageNo%22:2%2C%22pageSize%22:15%7D" in listing.next_pages[0]


def test_jpage_template_with_json_in_the_page_is_read() -> None:
    rows = [{"title": title, "url": f"/art/{n}.html", "pubdate": day} for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))]
    template = "<script id='t' type='text/x-handlebars'>{{#each list}}<a href='{{url}}'>{{title}}</a>{{/each}}</script>"
    text = f"{template}<script>var list = {json.dumps(rows)};</script>"
    assert_three(read(Family.JPAGE, text, "http://a.example/col/col1/index.html"))


def test_ucap_json_list_of_capital_keys_is_read() -> None:
    rows = [
        {"TITLE": title, "URL": f"https://a.example/{n}.htm", "DOCRELPUBTIME": day}
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    ]
    assert_three(read(Family.UCAP, json.dumps(rows), "https://a.example/zuixin.json"))


RSS = "<?xml version='1.0' encoding='gb2312'?><rss version='2.0'><channel>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='next' href='/atom.xml?page=2'/>{}</feed>"


def test_feeds_of_both_kinds_are_read() -> None:
    rss = "".join(
        f"<item><title>{t}</title><link>/tz/{n}.html</link><pubDate>{d}T01:00:00Z</pubDate></item>"
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    assert_three(read(Family.FEED, RSS.format(rss), "http://a.example/rss.xml"))
    atom = "".join(
        f"<entry><title type='html'>&lt;b&gt;{t}&lt;/b&gt;</title><link rel='self' href='/x'/><link href='/tz/{n}.html'/>"
        f"<updated>{d}T08:00:00+08:00</updated></entry>"
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    listing = read(Family.FEED, ATOM.format(atom), "http://a.example/atom.xml")
    assert_three(listing)
    assert listing.items[0].url == "http://a.example/tz/0.html"
    assert listing.next_pages == ("http://a.example/atom.xml?page=2",)


def test_a_feed_in_the_evening_of_london_is_of_the_next_day_in_china() -> None:
    item = "<item><title>关于稳岗返还</title><link>http://a.example/1</link><pubDate>Thu, 06 Feb 2020 20:30:00 GMT</pubDate></item>"
    assert read(Family.FEED, RSS.format(item), "http://a.example/rss").items[0].published == date(2020, 2, 7)


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss><item><title>&b;</title><link>/1</link></item></rss>"
)


@pytest.mark.parametrize("family", [Family.FEED, Family.SITEMAP])
@pytest.mark.parametrize("text", [BOMB, "<rss><item>", "", "not xml", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"])
def test_entity_tricks_and_broken_xml_give_nothing(family: Family, text: str) -> None:
    assert read(family, text, "http://a.example/f.xml") == Listing()


def test_sitemaps_are_read_newest_first_and_filtered() -> None:
    urls = "".join(
        f"<url><loc>http://a.example/{place}</loc><lastmod>{day}</lastmod></url>"
        for place, day in (("zc/1.html", DAYS[0]), ("zc/2.html", DAYS[2]), ("about.html", DAYS[1]))
    )
    text = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    listing = read(Family.SITEMAP, text, "http://a.example/sitemap.xml", params=(("match", "/zc/"),))
    assert [item.url for item in listing.items] == ["http://a.example/zc/2.html", "http://a.example/zc/1.html"]


def test_a_sitemap_index_leads_to_its_newest_sitemaps() -> None:
    maps = "".join(f"<sitemap><loc>http://a.example/{n}.xml</loc><lastmod>2020-0{n}-01</lastmod></sitemap>" for n in (1, 3, 2))
    listing = read(Family.SITEMAP, f"<sitemapindex>{maps}</sitemapindex>", "http://a.example/s.xml", pages=2)
    assert listing.leads_to == ("http://a.example/3.xml", "http://a.example/2.xml")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("<rss><channel/></rss>", Family.FEED),
        ("<urlset xmlns='x'></urlset>", Family.SITEMAP),
        ("<script src='/module/jpage/dataproxy.jsp?x=1'>", Family.JPAGE),
        ("<script>window._CONFIG = {}</script>", Family.GKMLPT),
        ("<div id='UCAP-CONTENT'>", Family.UCAP),
        ("<script>createPageHTML(2,0,'index','html')</script>", Family.TRS),
        ("<a href='/1.html'>通知</a> 2020-01-01", Family.GENERIC),
        ("<p>nothing here</p>", None),
    ],
)
def test_families_are_recognised_by_their_marks(text: str, family: Family | None) -> None:
    assert detect_family(text, "http://a.example/") is family


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(list(ADAPTERS)))
def test_no_text_breaks_an_adapter(text: str, family: Family) -> None:
    listing = read(family, text, "http://a.example/tz/index.html")
    assert all(item.url.startswith(("http://", "https://")) for item in listing.items)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"<>/\"'=[]{}(),:", "<li>", "<a href='/1'>", "createPageHTML(", "2020-01-01", "<record><![CDATA[", "]]></record>", "关于通知"]
        ),
        max_size=40,
    ),
    st.sampled_from(list(ADAPTERS)),
)
def test_no_broken_markup_breaks_an_adapter(pieces: list[str], family: Family) -> None:
    read(family, "".join(pieces), "http://a.example/tz/?page=1&startrecord=1&endrecord=15")


BIG = 150_000
BOMBS = {
    "open comments": "<!--" * BIG,
    "open records": "<record><![CDATA[" * (BIG // 4),
    "open brackets": "= [{'" * BIG,
    "half json": "= " + '[{"a":' * 50_000,
    "deep tags": "<div>" * 100_000 + "<a href='/1'>关于稳岗返还</a>2020-01-01",
    "empty links first": "<ul>"
    + "<a href='#'>x</a>" * 20_000
    + "".join(f"<a href='/{n}'>关于稳岗返还的通知</a>" for n in range(20_000))
    + "</ul>",
    "one long line": "关于2020-01-01" * BIG,
    "many dates": "<a href='/1.html'>" + "2020-01-01 " * BIG + "</a>",
    "open calls": "createPageHTML(" * BIG,
    "open tags": "<" * BIG,
    "scripts": "__jsl_clearance" + "<script " * (BIG // 4),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_defused_in_time(name: str) -> None:
    for family in (Family.TRS, Family.JPAGE, Family.GKMLPT, Family.FEED, Family.SITEMAP):
        started = time.process_time()
        read(family, BOMBS[name], "http://a.example/tz/?page=1")
        is_challenge(BOMBS[name])
        assert time.process_time() - started < 3
