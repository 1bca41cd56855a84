"""Title, date, source and header table."""

from __future__ import annotations

import pytest

from scraper.model import FieldName
from scraper.page.reading import read_page

BODY = "<div id='zoom'><p>为支持企业复工复产，经研究，现将有关事项通知如下，请认真执行。</p><p>一、加大支持，减免租金，给予补贴。</p></div>"


LINES = BODY.removeprefix("<div id='zoom'>").removesuffix("</div>")


def read(head: str = "", near: str = "", body: str = BODY, url: str | None = None):
    return read_page(f"<html><head>{head}</head><body>{near}{body}</body></html>", form="html", url=url)


PUB_DATES = (
    "2020-08-02 10:30",
    "2020-08-02 10:30:15",
    "2020-08-02\u00a010:30",
    "2020-08-02  10:30",
    "2020-08-02 10\u223630",
    "2020年08月02日",
    "2020-08-02",
)


@pytest.mark.parametrize("value", PUB_DATES)
@pytest.mark.parametrize("name", ["PubDate", "pubdate", "publishdate"])
def test_tagged_dates_are_read_in_every_shape(value: str, name: str) -> None:
    page = read(f'<meta name="{name}" content="{value}">')
    field = page.find(FieldName.PUBLISHED)
    assert field is not None
    assert (field.value, field.rule) == ("2020-08-02", f"meta:{name}")


PRINTED = (
    "发布时间：2020-02-06 10:30",
    "发布日期： 2020年2月6日 来源：某网",
    "时间：2020-02-06 浏览量：",
    "2020-02-06 10:30 来源：某网",
    "2020年02月06日 10时30分",
    "来源：某网发表日期：2020-02-06",
    "20-02-06 09:04 来源：某网",
)


@pytest.mark.parametrize("line", PRINTED)
def test_a_printed_date_beats_the_tag(line: str) -> None:
    page = read('<meta name="PubDate" content="2023-05-12 23:20">', f"<h1>某市出台若干措施支持企业</h1><div>{line}</div>")
    assert page.value(FieldName.PUBLISHED) == "2020-02-06"
    assert [doubt.rule for doubt in page.doubts] == ["published-differs"]


def test_a_label_finds_its_value_on_the_next_line() -> None:
    page = read(
        near="<h1>某市出台若干措施支持企业</h1><div><div>发布时间：</div><div>2020-02-06</div><div>来源：</div><div>某某日报</div></div>"
    )
    assert page.value(FieldName.PUBLISHED) == "2020-02-06"
    assert page.value(FieldName.SOURCE_NAME) == "某某日报"


@pytest.mark.parametrize("line", ["最后更新：2022-10-22 02:44", "更新时间：2022-10-22", "今天是2022年10月22日 星期六"])
def test_an_update_is_no_publication(line: str) -> None:
    assert read(near=f"<h1>某市出台若干措施支持企业</h1><div>{line}</div>").find(FieldName.PUBLISHED) is None


def test_the_address_gives_the_date_where_nothing_else_does() -> None:
    page = read(url="http://www.example.gov.cn/art/202002/t20200206_1.html")
    assert page.value(FieldName.PUBLISHED) == "2020-02-06"


def test_the_address_of_a_repost_gives_no_date() -> None:
    body = BODY.replace("为支持", "2020年2月6日，为支持")
    page = read(body=body, url="http://www.example.com/202312/t20231216_1.html")
    assert page.find(FieldName.PUBLISHED) is None
    assert [doubt.rule for doubt in page.doubts] == ["repost-date"]


def test_a_date_in_the_text_is_never_taken_for_the_publication() -> None:
    assert read(body=BODY.replace("</div>", "<p>某市政府</p><p>2020年2月6日</p></div>")).find(FieldName.PUBLISHED) is None


SOURCES = {
    "来源：某市新闻网": "某市新闻网",
    "信息来源： 市人社局 服务中心 浏览字号：大中小": "市人社局 服务中心",
    "来 源 ： 某某日报  作者：某某": "某某日报",
    "来源于：某某办事处": "某某办事处",
    "来源：某某网作者：某某 责编：某某": "某某网",
    "来源：某市政府办 【字体：大 中 小】": "某市政府办",
    "来源：某某日报 2020-02-06 08:03": "某某日报",
}


@pytest.mark.parametrize(("line", "source"), SOURCES.items())
def test_sources_are_read_as_printed(line: str, source: str) -> None:
    assert read(near=f"<h1>某市出台若干措施支持企业</h1><div>{line}</div>").value(FieldName.SOURCE_NAME) == source


def test_the_tag_says_where_a_printed_source_ends() -> None:
    page = read('<meta name="source" content="某某新闻网">', "<h1>某市出台若干措施支持企业</h1><div>来源：某某新闻网 张某</div>")
    assert page.value(FieldName.SOURCE_NAME) == "某某新闻网"


@pytest.mark.parametrize(
    ("content", "source"), [("来源：某市工信局", "某市工信局"), ("某市工信局", "某市工信局"), ("来源：", None), ("", None)]
)
def test_the_source_tag_is_cleaned(content: str, source: str | None) -> None:
    assert read(f'<meta name="contentSource" content="{content}">').value(FieldName.SOURCE_NAME) == source


def test_an_empty_label_names_no_source() -> None:
    assert read(near="<h1>某市出台若干措施支持企业</h1><div>来源： | 时间：2020-02-06 | 点击：</div>").find(FieldName.SOURCE_NAME) is None


def test_a_note_on_rights_names_no_source() -> None:
    note = "<p>版权声明：1.凡本网注明“来源：某某网”的所有作品，均为本网所有。</p>"
    assert read(body=BODY.replace("</div>", f"{note}</div>")).find(FieldName.SOURCE_NAME) is None


TITLE = "某市关于支持企业复工复产的若干措施"
SITE = '<meta name="SiteName" content="某市人民政府门户网站"><meta name="ColumnName" content="通知公告">'
TITLES = {
    "tag": f'<meta name="ArticleTitle" content="{TITLE}">',
    "tag with site before it": f'<meta name="ArticleTitle" content="某市人民政府门户网站——{TITLE}">',
    "tag that is the column": f'<meta name="ArticleTitle" content="通知公告"><title>{TITLE}-某市人民政府门户网站</title>',
    "tag with markup": f'<meta name="ArticleTitle" content="&lt;b&gt;{TITLE}&lt;/b&gt;">',
    "tag with a literal line break": f'<meta name="ArticleTitle" content="{TITLE[:8]}&lt;br&gt;{TITLE[8:]}">',
    "tag with a number": f'<meta name="ArticleTitle" content="{TITLE}（某政发〔2020〕4号）">',
    "tag with a column mark": f'<meta name="ArticleTitle" content="【关注】{TITLE}（转载）">',
    "page title": f"<title>{TITLE}_通知公告_某市人民政府门户网站</title>",
    "page title, site first": f"<title>某市人民政府门户网站-{TITLE}</title>",
    "page title that names only the site": "<title>某市人民政府门户网站</title>",
    "none": "",
}


@pytest.mark.parametrize("head", TITLES.values(), ids=TITLES)
def test_the_title_is_what_a_reader_would_cite(head: str) -> None:
    page = read(SITE + head, f"<div>首页 > 通知公告</div><h1>{TITLE}</h1><div>发布时间：2020-02-06</div>")
    title = page.value(FieldName.TITLE)
    assert title is not None
    assert title.replace(" ", "") == TITLE


def test_a_heading_in_two_lines_is_one_title_and_leaves_the_body() -> None:
    body = f"<div id='zoom'><p>{TITLE[:6]}</p><p>{TITLE[6:]}</p><p>某政发〔2020〕4号</p>{LINES}</div>"
    page = read(f'<meta name="ArticleTitle" content="{TITLE}">', body=body)
    assert page.value(FieldName.TITLE) == TITLE
    assert page.body.startswith("某政发〔2020〕4号")


def test_a_title_under_its_number_stays_in_the_body() -> None:
    body = f"<div id='zoom'><p>某政发〔2020〕4号</p><p>{TITLE}</p>{LINES}</div>"
    assert read(f'<meta name="ArticleTitle" content="{TITLE}">', body=body).body.startswith(f"某政发〔2020〕4号\n\n{TITLE}")


HEADERS = {
    "pairs of cells": "<table><tr><td>索引号：</td><td>0001/2020-1</td><td>发文机关：</td><td>某市政府</td></tr>"
    "<tr><td>成文日期：</td><td>2020年2月6日</td><td>发文字号：</td><td>某政发〔2020〕4号</td></tr></table>",
    "label and value in one cell": "<table><tr><td>索引号： 0001/2020-1</td><td>发文机关：某市政府</td></tr>"
    "<tr><td>成文日期：2020-02-06</td><td>发文字号：某政发〔2020〕4号</td></tr></table>",
    "strong labels": "<div><p><strong>索引号</strong>：0001/2020-1</p><p><strong>发文机关</strong>：某市政府</p>"
    "<p><strong>成文日期</strong>：2020-02-06</p><p><strong>发文字号</strong>：某政发〔2020〕4号</p></div>",
    "title attributes": "<ul><li>索引号：<span title='0001/2020-1'>0001/...</span></li>"
    "<li>发文机关：<span title='某市政府'>某市…</span></li>"
    "<li>成文日期：<span>2020-02-06</span></li><li>发文字号：<span>某政发〔2020〕4号</span></li></ul>",
    "spaced labels": "<table><tr><td>索 引 号：</td><td>0001/2020-1</td></tr><tr><td>发 文 机 关：</td><td>某市政府</td></tr>"
    "<tr><td>成 文 日 期：</td><td>2020年02月06日</td></tr><tr><td>文　　号：</td><td>某政发〔2020〕4号</td></tr></table>",
}


@pytest.mark.parametrize("table", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("inside", [False, True], ids=["before the body", "inside the body"])
def test_header_tables_are_read_in_five_forms(table: str, inside: bool) -> None:
    page = read(body=f"<div id='zoom'>{table}{BODY}</div>") if inside else read(near=table)
    assert page.value(FieldName.INDEX_NO) == "0001/2020-1"
    assert page.value(FieldName.ISSUER) == "某市政府"
    assert page.value(FieldName.WRITTEN) == "2020-02-06"
    assert page.value(FieldName.DOC_NUMBER) == "某政发〔2020〕4号"
    assert page.body.startswith("为支持企业复工复产")


def test_terms_of_a_header_table_are_dates_and_an_empty_status_is_none() -> None:
    terms = ("文 号： 某政发〔2020〕4号", "实施日期： 2020年06月01日", "失效日期： 2021年06月01日", "文件状态：", "关于某事的通知")
    table = "".join(f"<div>{line}</div>" for line in terms)
    page = read(near=table)
    assert page.value(FieldName.EFFECTIVE) == "2020-06-01"
    assert page.value(FieldName.EXPIRES) == "2021-06-01"
    assert page.find(FieldName.VALIDITY) is None


@pytest.mark.parametrize(
    ("foot", "owner"),
    [
        ("Copyright 2010 主办：某县人力资源网 电话：0000-1", "某县人力资源网"),
        ("主办单位：某市人民政府办公室 网站标识码：1", "某市人民政府办公室"),
        ("某市日报社 版权所有", "某市日报社"),
        ("技术支持：某公司", None),
        ("上一篇：某协会与某学会联合主办的活动开幕，来宾众多", None),
    ],
)
def test_who_keeps_a_site_stands_in_its_foot(foot: str, owner: str | None) -> None:
    assert read(body=f"{BODY}<div>{foot}</div>").value(FieldName.SITE_OWNER) == owner


def test_page_tags_are_read_in_any_case() -> None:
    page = read(
        '<meta name="Sitename" content="某市政府"><meta name="siteidcode" content="3713000001"><meta NAME="COLUMNNAME" content="通知公告">'
    )
    assert page.value(FieldName.SITE_NAME) == "某市政府"
    assert page.value(FieldName.SITE_ID) == "3713000001"
    assert page.value(FieldName.COLUMN) == "通知公告"
