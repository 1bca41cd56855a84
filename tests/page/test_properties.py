"""Whatever comes in, a page or a named error comes out, soon."""

from __future__ import annotations

import contextlib
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.dom.tree import MAX_CHARS
from scraper.errors import DigestError, OversizedInput
from scraper.model import Page
from scraper.page.reading import read_page

PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div id='zoom'>",
            "<table>",
            "<tr><td rowspan=3>",
            "</td><td colspan='9'>",
            "<ol start=x><li>",
            "<br>",
            "<h2>",
            "<img src='a b'>",
        ),
        *(
            "<meta name=PubDate content='2020-13-45'>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<script>",
            "&#xD800;",
            "&#0;",
            "<a href='http://[x'>下一页</a>",
            "\x00",
        ),
        *(
            "发布时间：",
            "来源：",
            "2020-02-30",
            "首页 > 要闻",
            "索引号：",
            "文号：",
            "责任编辑：",
            "相关阅读",
            "一、",
            "关于印发某办法的通知",
            "某府〔2020〕4号",
        ),
        *("各单位：", "为支持企业。", "| a | b |", "# ", "**", "---\n", "\n", "　　", "  ", "{{x}}", "復(fù)工復(fù)產(chǎn)", "？業(yè)"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join)


@given(TEXTS, st.sampled_from(["html", "text", "markdown"]), st.sampled_from([None, "http://a.gov.cn/t20200206_1.html", "http://[", ""]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_never_raises_outside_the_error_tree(text: str, form: str, url: str | None) -> None:
    try:
        page = read_page(text, form=form, url=url)
    except DigestError:
        return
    assert isinstance(page, Page)
    assert all(block.strip() and block == block.strip("\n") for block in page.body.split("\n\n")) or page.body == ""
    assert len({field.name for field in page.fields}) == len(page.fields)
    assert all(field.value and field.rule for field in page.fields)


@given(
    st.lists(
        st.sampled_from(["为支持企业，给予补贴。", "一、减免租金。", "某市政府", "2020年2月6日", "（一）贴息。"]), min_size=1, max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_paragraphs_survive_in_order(lines: list[str]) -> None:
    body = ["为帮助企业渡过难关，经研究，现就有关事项通知如下，请各单位遵照执行。", *lines]
    markup = read_page("<body><div id='zoom'>" + "".join(f"<p>{line}</p>" for line in body) + "</div></body>", form="html")
    assert markup.body.split("\n\n") == body


BOUND = 5 if sys.gettrace() is None else 15
"""Seconds of processor time for a page; measuring coverage slows down every line."""

HOSTILE = {
    "nested tags": "<div>" * 100_000,
    "nested inline tags": "<span>" * 60_000 + "正文。",
    "a huge page": "<p>为支持企业，给予补贴。</p>" * 500_000,
    "a long line": "为支持企业，给予补贴。" * 150_000,
    "unclosed paragraphs": "<p>" * 150_000,
    "links": "<div id=zoom>" + "<a href=/a.html>某市召开会议</a>" * 48_000,
    "comments": "<div id=zoom>" + "<!--甲-->为企业减负，" * 90_000,
    "more tags than any page": "<div id=zoom>" + "<p>甲。</p>" * 60_000,
    "items": "<ol>" + "<li>甲，乙。</li>" * 20_000,
    "spanning cells": "<div id=zoom>甲，乙。"
    "<table>" + "<tr><td rowspan=9999 colspan=9999>甲</td><td>乙</td></tr>" * 2_000 + "</table></div>",
    "labels": "来源：" * 200_000,
    "bars": "|" * 500_000,
    "blanks": "甲" + " " * 400_000 + "乙",
    "wide blanks": "甲。" + "\u3000" * 400_000 + "乙",
    "angles": ">" * 400_000,
    "brackets": "[" * 300_000,
    "stars": "**" * 200_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_hostile_input_is_bounded(text: str, form: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(OversizedInput):
        read_page(text, form=form)
    assert time.process_time() - begun < BOUND


def test_deep_and_large_pages_are_named_errors() -> None:
    with pytest.raises(OversizedInput, match="deep"):
        read_page("<div>" * 1000, form="html")
    for form in ("html", "text", "markdown"):
        with pytest.raises(OversizedInput, match="limit"):
            read_page("甲" * (MAX_CHARS + 1), form=form)


ODD = ("<p {=1 {a]='2' :b=3 x:y:z=4>为支持企业，现通知如下。</p>", "<p>&#1;復(fù)工，&#65534;業(yè)務(wù)，產(chǎn)業(yè)</p>")


@pytest.mark.parametrize("markup", ODD)
def test_names_and_characters_that_no_tree_takes_are_read_all_the_same(markup: str) -> None:
    assert read_page(f'<div id="zoom">{markup * 8}</div>', form="html").body
