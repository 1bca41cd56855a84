"""Blocks of the Markdown dialect, attachments and further pages."""

from __future__ import annotations

import pytest

from scraper.page.reading import read_page, sniff_form

LEAD = "<p>为支持企业复工复产，经研究，现将有关事项通知如下，请认真执行。</p>"


def read_body(markup: str, url: str | None = None) -> list[str]:
    """Blocks behind a first paragraph."""
    page = read_page(f"<html><body><div id='zoom'>{LEAD}{markup}</div></body></html>", form="html", url=url)
    return page.body.split("\n\n")[1:]


MERGED = """<table><tr><td>类别</td><td>项目</td><td>标准</td></tr><tr><td rowspan=2>财政</td><td>贴息</td><td>50%</td></tr>
<tr><td>补助</td><td>20%</td></tr><tr><td colspan='2'>合计</td><td>70%</td></tr></table>"""

BLOCKS = {
    "paragraphs": ("<p>一、减租。</p><p>二、贴息。</p>", ["一、减租。", "二、贴息。"]),
    "line breaks": ("<p>一、减租。<br/>二、贴息。<br><br>三、补贴。</p>", ["一、减租。", "二、贴息。", "三、补贴。"]),
    "inline tags join": (
        "<p><strong>一、减租。</strong><span>承租<font>国有</font>房屋</span>的企业。</p>",
        ["一、减租。承租国有房屋的企业。"],
    ),
    "bold leads keep their order": ("<p><b>（一）</b>甲。</p><p><b>（二）</b>乙。</p>", ["（一）甲。", "（二）乙。"]),
    "headings": ("<h2>第一章 总则</h2><h3>一、目标</h3><p>内容。</p>", ["## 第一章 总则", "### 一、目标", "内容。"]),
    "a paragraph set as heading": (f"<h3>{'很长的一段话，' * 20}</h3>", ["很长的一段话，" * 20]),
    "items": ("<ul><li>甲</li><li>乙</li></ul><p>完。</p>", ["- 甲\n- 乙", "完。"]),
    "numbered items": ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
    "numbered items from three": ("<ol start='3'><li>甲</li><li>乙</li></ol>", ["3. 甲", "4. 乙"]),
    "items that number themselves": ("<ul><li>一、甲</li><li>二、乙</li></ul>", ["一、甲", "二、乙"]),
    "items of paragraphs": ("<ul><li><p>甲。</p><p>乙。</p></li></ul>", ["甲。", "乙。"]),
    "blanks between characters": ("<p>第一章　总　则</p>", ["第一章 总 则"]),
    "paragraphs by wide blanks": ("<p>请遵照执行。　　二、贴息。</p>", ["请遵照执行。", "二、贴息。"]),
    "source lines": ("<p>为支持企业复工\n     复产发展，特制定本办法。</p>", ["为支持企业复工复产发展，特制定本办法。"]),
    "comments and scripts": ("<p>甲<!-- x -->乙<script>var a;</script>。</p>", ["甲乙。"]),
    "unclosed tags": ("<p>甲。<p>乙。<div>丙。", ["甲。", "乙。", "丙。"]),
    "a table": (
        "<table><tr><th>项目</th><th>标准</th></tr><tr><td>贴息</td><td>50%</td></tr></table>",
        ["| 项目 | 标准 |\n| --- | --- |\n| 贴息 | 50% |"],
    ),
    "merged cells are repeated": (
        MERGED,
        ["| 类别 | 项目 | 标准 |\n| --- | --- | --- |\n| 财政 | 贴息 | 50% |\n| 财政 | 补助 | 20% |\n| 合计 | 合计 | 70% |"],
    ),
    "a caption over all columns": (
        "<table><tr><td colspan=2>附表一</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
        ["附表一", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"],
    ),
    "cells of paragraphs and bars": (
        "<table><tr><td><p>甲</p><p>乙</p></td><td>丙|丁</td></tr><tr><td>1</td><td>2</td></tr></table>",
        ["| 甲 乙 | 丙｜丁 |\n| --- | --- |\n| 1 | 2 |"],
    ),
    "a table for layout": ("<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>", ["甲。", "乙。"]),
    "an image": ("<p>甲<img src='/a/b.jpg' alt='启动仪式'>乙</p>", ["甲", "![启动仪式](http://a.gov.cn/a/b.jpg)", "乙"]),
    "icons and inline data": ("<p>甲<img src='/icon_pdf.gif'><img src='data:image/png;base64,AA'><img src='javascript:x'>乙</p>", ["甲乙"]),
}


@pytest.mark.parametrize(("markup", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_markup_becomes_blocks(markup: str, blocks: list[str]) -> None:
    assert read_body(markup, "http://a.gov.cn/x.html") == blocks


def test_signature_and_date_are_blocks_of_their_own() -> None:
    assert read_body("<p>特此通知。&nbsp;&nbsp;&nbsp;某市政府&nbsp;&nbsp;&nbsp;2020年2月6日</p>") == [
        "特此通知。",
        "某市政府",
        "2020年2月6日",
    ]


def test_attachments_are_links_to_files() -> None:
    links = (
        "<a href='/f/1.pdf'>申请表</a><a href='2.docx?v=1'>附件2</a><a class='nfw-cms-attachment' href='/attachment/9' alt='汇总表.xls'>"
        "</a>"
        "<a href='/download.jsp?id=3'>名单.xlsx</a><a href='/next.html'>下一篇</a><a href='javascript:x.pdf'>无</a>"
        "<a href='/f/1.pdf'>又一次</a>"
    )
    page = read_page(f"<body><div id='zoom'>{LEAD}{links}</div></body>", form="html", url="http://a.gov.cn/b/c.html")
    assert [(file.name, file.url, file.type) for file in page.attachments] == [
        ("申请表", "http://a.gov.cn/f/1.pdf", "pdf"),
        ("附件2", "http://a.gov.cn/b/2.docx?v=1", "docx"),
        ("汇总表.xls", "http://a.gov.cn/attachment/9", "xls"),
        ("名单.xlsx", "http://a.gov.cn/download.jsp?id=3", "xlsx"),
    ]


def test_further_pages_are_announced() -> None:
    page = read_page(
        f'<body><div id="zoom">{LEAD}</div><script>createPageHTML(3,0,"t1","html");</script></body>',
        form="html",
        url="http://a.gov.cn/b/t1.html",
    )
    assert page.next_pages == ("http://a.gov.cn/b/t1_1.html", "http://a.gov.cn/b/t1_2.html")
    page = read_page(f'<body><div id="zoom">{LEAD}<a href="#">上一页</a><a href="t2.html">下一页</a></div></body>', form="html")
    assert page.next_pages == ("t2.html",)
    page = read_page(f'<body><div id="zoom">{LEAD}<a href="#">下一页</a></div></body>', form="html")
    assert page.next_pages == ()


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.html", "", "html"),
        ("A.HTM", "", "html"),
        ("a.md", "", "markdown"),
        ("a.txt", "各有关单位：", "text"),
        ("a.txt", "# 某条例\n\n第一条", "markdown"),
        ("a", "<!DOCTYPE html><html><body>", "html"),
        ("a", "<div><p>甲</p></div>", "html"),
        ("a.txt", "申报<2020>年度项目", "text"),
    ],
)
def test_forms_are_told_by_name_then_by_text(name: str, text: str, form: str) -> None:
    assert sniff_form(name, text) == form
