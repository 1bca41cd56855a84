"""What `source new` proposes: region, name, id and further columns, from what pages state and hosts spell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from scraper.fetch.client import Fetched
from scraper.harvest.policy_columns import find_columns
from scraper.harvest.proposals import propose_id, propose_name, propose_region, propose_source
from scraper.model.naming import SOURCE_ID
from tests.scraped import load_reader, make_source

GAZETTEER = load_reader().gazetteer
NOWHERE = "http://site.example/"
Clues = tuple[str, Sequence[str], str, Sequence[str]]
"""Name, pages, address, and regions of notices."""


def tag(**tags: str) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())


@pytest.mark.parametrize(
    ("clues", "home", "region", "reason"),
    [
        (("某网", [tag(SiteIDCode="3716000001")], NOWHERE, []), None, "371600", "site's own code"),
        (("某网", ["", tag(SiteIDCode="3716000001")], "http://gz.gov.cn/", ["440100"]), None, "371600", "site's own code"),
        (("滨州市工业和信息化局 通知公告", [tag(SiteIDCode="bm07000001")], NOWHERE, []), None, "371600", "滨州市"),
        (("某局", [tag(SiteIDCode="9999990001")], "http://rsj.weifang.gov.cn/", []), None, "370700", "weifang"),
        (("某局", [], "http://www.weifang.example/", ["371602"]), None, "371602", "notices"),
        (("某局", [], "http://gxj.gz.gov.cn/", ["440106", "440106"]), None, "440100", "gz"),
        (("某局", [], "http://gxj.gz.gov.cn/", ["520103"]), None, "520000", "gz"),
        (("某局", [], "http://gxj.binzhou.gov.cn/", []), None, "000000", "nothing that tells it"),  # 滨州 and 彬州
        (("某局", [], "http://gxj.binzhou.gov.cn/", []), "370000", "371600", "binzhou"),
        (("朝阳区人民政府", [], NOWHERE, ["110105"]), None, "110105", "朝阳区"),
        (("朝阳区人民政府", [], NOWHERE, []), None, "000000", "nothing that tells it"),
        (("某局", [], NOWHERE, ["371600", "440100"]), "370000", "370000", "digest's own"),
        (("某局", [], NOWHERE, []), None, "000000", "nothing that tells it"),
    ],
)
def test_the_surest_clue_that_means_one_unit_decides(clues: Clues, home: str | None, region: str, reason: str) -> None:
    name, pages, url, told = clues
    proposal = propose_region(GAZETTEER, name, pages, url, told=told, home=home)
    assert proposal.value == region
    assert reason in proposal.reason


@pytest.mark.parametrize(
    ("title", "details", "expected"),
    [
        ("通知公告_滨州市工业和信息化局", [], ("滨州市工业和信息化局", "通知公告")),
        ("滨州市人民政府门户网站 - 政策文件", [], ("滨州市人民政府门户网站", "政策文件")),
        ("政策文件 | 某某园区", ["某某园区关于奖励企业的通知 | 某某园区"], ("某某园区", "政策文件")),
        ("某某园区", ["关于奖励企业的通知_某某园区"], ("某某园区", "")),
        ("关于印发某市支持中小企业平稳发展若干措施的通知_某市人民政府网站", [], ("某市人民政府网站", "")),
        ("", [], ("", "")),
    ],
)
def test_a_title_names_site_and_column(title: str, details: Sequence[str], expected: tuple[str, str]) -> None:
    pages = [f"<html><head><title>\n{text}\n</title></head></html>" for text in (title, *details)]
    assert propose_name(GAZETTEER, pages[0], pages[1:]) == expected


@pytest.mark.parametrize(
    ("url", "region", "column", "expected"),
    [
        ("http://gxj.binzhou.gov.cn/col/col12/index.html", "371600", "通知公告", "binzhou-gxj-tzgg"),
        ("http://gxj.binzhou.gov.cn/zwgk/zcwj/", "371600", "", "binzhou-gxj-zcwj"),
        ("http://gxj.binzhou.gov.cn/index.html", "371600", "", "binzhou-gxj"),
        ("http://127.0.0.1:8000/tzgg/", "371600", "", "binzhou-tzgg"),
        ("http://localhost:8000/", "000000", "", "site"),
        ("http://[::1]/list/", "371600", "惠企政策", "binzhou-hqzc"),
        ("http://www.binzhou.gov.cn/binzhou/", "371600", "", "binzhou"),
        ("http://www.gov.cn/zhengce/", "000000", "", "cn-gov-zhengce"),
        ("http://xn--0zwm56d.example/", "371600", "Policy", "xn-0zwm56d"),
    ],
)
def test_an_id_says_whose_column_it_is(url: str, region: str, column: str, expected: str) -> None:
    assert propose_id(GAZETTEER, url, region, column, lambda _: False) == expected
    assert SOURCE_ID.holds(expected)


def test_an_id_that_is_taken_is_given_to_nobody_else() -> None:
    taken = {"binzhou-tzgg", "binzhou-tzgg-2"}
    assert propose_id(GAZETTEER, "http://binzhou.gov.cn/tzgg/", "371600", "", taken.__contains__) == "binzhou-tzgg-3"


def test_an_id_stays_within_what_a_file_may_be_called() -> None:
    url = f"http://{'a-long-name.' * 8}example/tzgg/"
    assert SOURCE_ID.holds(propose_id(GAZETTEER, url, "371600", "通知公告", lambda _: False))


def test_what_pages_state_in_tags_goes_before_their_titles() -> None:
    page = f"<title>另一栏_另一站</title>{tag(SiteName='滨州市工信局', ColumnName='惠企政策', SiteIDCode='3716000009')}"
    source = make_source(url="http://gxj.binzhou.gov.cn/col/1.html")
    answers = [Fetched(source.url[0], source.url[0], 200, (), page.encode())]
    source, reason = propose_source(
        GAZETTEER, replace(source, name="滨州市工信局 惠企政策"), answers, told=(), home=None, taken=lambda _: False
    )
    assert (source.id, source.name, source.region) == ("binzhou-gxj-hqzc", "滨州市工信局 惠企政策", "371600")
    assert reason == "the site's own code"


def test_bytes_that_are_no_text_propose_the_host_alone() -> None:
    source = make_source(url="http://gxj.weifang.gov.cn/")
    answers = [Fetched(source.url[0], source.url[0], 200, (), b"\x00\xff" * 99)]
    source, _ = propose_source(GAZETTEER, replace(source, name="gxj.weifang.gov.cn"), answers, told=(), home=None, taken=lambda _: False)
    assert (source.id, source.name, source.region) == ("weifang-gxj", "gxj.weifang.gov.cn", "370700")


# Columns


def link(name: str, address: str) -> str:
    return f"<li><a href='{address}'>{name}</a></li>"


def test_three_columns_at_most_the_likeliest_first() -> None:
    names = ("领导之窗", "通知公告", "政策解读", "规范性文件", "招标公告", "政策文件", "惠企政策", "网站地图")
    page = "".join(link(name, f"/{number}/") for number, name in enumerate(names))
    assert [name for name, _ in find_columns(page, NOWHERE)] == ["惠企政策", "规范性文件", "政策文件"]


@pytest.mark.parametrize(
    "page",
    [
        link("政策文件", "http://other.test/zcwj/"),
        link("政策文件", "/tz/"),
        link("政策文件", "/tz/index.html"),
        link("政策文件", "javascript:void(0)"),
        link("政策文件", "http://["),
        link("关于印发本市惠企政策文件若干措施的通知", "/1.html"),
        '{"name": "政策文件"}',
        "",
    ],
)
def test_what_is_no_further_column_of_the_site_is_not_proposed(page: str) -> None:
    assert find_columns(page, "http://www.site.example/tz/") == ()


def test_a_name_and_an_address_are_proposed_once() -> None:
    page = (
        link(" 政策\n文件 ", "/a/")
        + link("政策文件", "/b/")
        + link("政策法规", "/a/index.html")
        + link("通知公告", "http://gxj.site.example/c/")
    )
    assert find_columns(page, NOWHERE) == (("政策文件", "http://site.example/a/"), ("通知公告", "http://gxj.site.example/c/"))
