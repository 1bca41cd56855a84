"""The adapters on saved lists of real sites, kept beside the checkout."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from scraper.adapters.registry import detect_family, read_list
from scraper.repair.decode import decode_bytes
from scraper.sources.source import UNKNOWN_SITE, Family, Listing

PAGES = Path(__file__).parents[3] / "shared" / "pages"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not PAGES.is_dir(), reason="no ../shared/pages beside the checkout")]


def read_saved(name: str, url: str, family: Family) -> tuple[Listing, str]:
    text = decode_bytes((PAGES / name).read_bytes()).text
    return read_list(text, url, replace(UNKNOWN_SITE, family=family)), text


JYT = "http://jyt.gansu.gov.cn/jyt/c110634/zwgklist.shtml"
GXT = "http://gxt.jiangsu.gov.cn/module/web/jpage/dataproxy.jsp?startrecord={}&endrecord={}&perpage=25&columnid=80179&unitid=1&webid=1"
RSJ = "https://rsj.gz.gov.cn/ywzt/ldgx/ldrszyzc/zcgg/index.html"
HD = "http://hdzfxxgk.hd.gov.cn/zfwj/jinqixxgk/"
CT = "http://www.ct.example/xwdt/bmdt/"
GD = "http://search.gd.gov.cn/api/search/file?page=1"
GWY = "http://sousuo.gov.cn/data?t=zhengcelibrary_gw_bm&p=1&n=5"
FJ = "http://www.fujian.gov.cn/was5/web/search?page=2"

LISTS = [
    ("gansu-jyt-list.html", JYT, Family.TRS, 20, 10, 200, date(2025, 11, 17), date(2025, 6, 9)),
    ("jiangsu-gxt-list-1.xml", GXT.format(1, 75), Family.JPAGE, 76, 31, 756, date(2025, 10, 29), date(2022, 10, 24)),
    ("jiangsu-gxt-list-2.xml", GXT.format(76, 150), Family.JPAGE, 76, 31, 756, date(2023, 10, 30), date(2022, 3, 10)),
    ("gz-20b.html", RSJ, Family.GKMLPT, 15, 304, None, date(2025, 1, 14), date(2026, 8, 20)),
    ("congtai-tpl-list.html", CT, Family.TRS, 15, 4, 56, date(2019, 2, 26), date(2019, 1, 10)),
    ("handan-list.html", HD, Family.TRS, 1, 56, None, date(2020, 8, 5), date(2020, 8, 5)),
    ("handan-index.html", "http://hdzfxxgk.hd.gov.cn/", Family.TRS, 4, None, None, date(2020, 7, 29), date(2020, 4, 24)),
    ("api-gd.json", GD, Family.GKMLPT, 20, 12264, 245264, date(2021, 11, 12), date(2021, 11, 12)),
    ("api-gwy.json", GWY, Family.UCAP, 10, 446, 2229, date(2019, 11, 26), date(2019, 12, 31)),
    ("api-fj.json", FJ, Family.TRS, 10, 6, 59, date(2018, 11, 14), date(2018, 5, 8)),
]


@pytest.mark.parametrize("saved", LISTS, ids=[row[0] for row in LISTS])
def test_every_entry_has_title_date_and_absolute_address(saved: tuple[str, str, Family, int, int | None, int | None, date, date]) -> None:
    name, url, family, count, pages, total, first, last = saved
    listing, text = read_saved(name, url, family)
    assert (len(listing.items), listing.pages, listing.total) == (count, pages, total)
    assert (listing.items[0].published, listing.items[-1].published) == (first, last)
    assert len({item.url for item in listing.items}) == count
    for item in listing.items:
        assert item.published is not None
        assert re.fullmatch(r"https?://[^/]+/\S+", item.url)
        assert len(item.title) >= 4
        assert not re.search(r"<|>|\n|20\d\d-\d\d-\d\d", item.title)
        assert item.published.isoformat() in text or item.published.isoformat().replace("-", ".") in text


@pytest.mark.parametrize(
    ("name", "url", "family", "next_page", "last_page"),
    [
        ("gansu-jyt-list.html", JYT, Family.TRS, "zwgklist_2.shtml", "zwgklist_10.shtml"),
        ("jiangsu-gxt-list-1.xml", GXT.format(1, 75), Family.JPAGE, GXT.format(76, 150), GXT.format(751, 825)),
        ("gz-20b.html", RSJ, Family.GKMLPT, "index_2.html", "index_2.html"),
        ("congtai-tpl-list.html", CT, Family.TRS, "index_1.html", "index_3.html"),
        ("handan-list.html", HD, Family.TRS, "index_1.html", "index_55.html"),
        ("api-gd.json", GD, Family.GKMLPT, "?page=2", "?page=501"),
        ("api-gwy.json", GWY, Family.UCAP, "?t=zhengcelibrary_gw_bm&p=2&n=5", "?t=zhengcelibrary_gw_bm&p=2&n=5"),
        ("api-fj.json", FJ, Family.TRS, "?page=3", "?page=3"),
    ],
)
def test_next_pages_are_the_sites_own(name: str, url: str, family: Family, next_page: str, last_page: str) -> None:
    listing, _ = read_saved(name, url, family)
    assert listing.next_pages[0] == urljoin(url, next_page)
    assert listing.next_pages[-1] == urljoin(url, last_page)


def test_xml_lists_give_every_record() -> None:
    _, text = read_saved("jiangsu-gxt-list-1.xml", GXT.format(1, 75), Family.JPAGE)
    listing, _ = read_saved("jiangsu-gxt-list-1.xml", GXT.format(1, 75), Family.JPAGE)
    addresses = re.findall(r'href="(/art/[^"]+)"', text)
    assert [item.url for item in listing.items] == [urljoin("http://gxt.jiangsu.gov.cn/", address) for address in addresses]
    titles = re.findall(r'title="([^"]+)"', text)
    assert [item.title for item in listing.items] == [" ".join(title.split()) for title in titles]


def test_json_lists_give_every_record() -> None:
    for name, url, family, path, key in (
        ("api-gd.json", GD, Family.GKMLPT, ("data", "list"), "url"),
        ("api-fj.json", FJ, Family.TRS, ("datas",), "docpuburl"),  # codespell:ignore datas
    ):
        value = json.loads((PAGES / name).read_text("utf-8"))
        for step in path:
            value = value[step]
        listing, _ = read_saved(name, url, family)
        assert [item.url for item in listing.items] == [record[key] for record in value]


@pytest.mark.parametrize(("name", "count"), [("daming-tpl-list.html", 9), ("wuan-tpl-list.html", 4)])
def test_a_template_without_addresses_has_no_entries_and_says_so(name: str, count: int) -> None:
    for family in (Family.TRS, Family.GENERIC):
        listing, _ = read_saved(name, "http://a.example/tz/", family)
        assert listing.items == ()
        assert listing.broken == (f"{count} dated entries without an address",)


def test_every_saved_list_is_read_or_told_as_the_family_that_it_shows() -> None:
    rows = [line.split("\t") for line in (PAGES / "INDEX.tsv").read_text("utf-8").splitlines()]
    names = [row[0] for row in rows if row[1].startswith("list")]
    assert len(names) >= 12
    for name in names:
        text = decode_bytes((PAGES / name).read_bytes()).text
        listing, _ = read_saved(name, "http://a.example/tz/", detect_family(text, "http://a.example/tz/") or Family.GENERIC)
        assert listing.dated == len(listing.items)
        assert bool(listing.items) is not bool(listing.broken)


GOLD = PAGES.parent / "gold" / "documents"


@pytest.mark.skipif(not GOLD.is_dir(), reason="no ../shared/gold beside the checkout")
def test_lists_around_saved_notices_are_read_in_time() -> None:
    """Saved notices are no lists, but their side columns are: whatever is read of them has a title and an address."""
    lists = 0
    for path in sorted(GOLD.glob("*.html"))[::4]:
        listing = read_list(decode_bytes(path.read_bytes()).text, "http://a.example/tz/", UNKNOWN_SITE, date(2026, 3, 1))
        lists += listing.dated > 2
        for item in listing.items:
            assert item.url.startswith(("http://", "https://"))
            assert len(item.title) >= 4
            assert item.published is None or item.published <= date(2026, 3, 1) or item.published.isoformat()[:4] >= "2026"
    assert lists


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("gansu-jyt-list.html", Family.TRS),
        ("jiangsu-gxt-list-1.xml", Family.JPAGE),
        ("congtai-tpl-list.html", Family.TRS),
        ("handan-list.html", Family.TRS),
        ("api-gd.json", Family.GKMLPT),
        ("api-gwy.json", Family.UCAP),
        ("api-fj.json", Family.TRS),
    ],
)
def test_the_family_is_recognised(name: str, family: Family) -> None:
    assert detect_family((PAGES / name).read_text("utf-8"), "http://a.example/") is family
