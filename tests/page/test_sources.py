"""Where the name of a source ends, and which names are one without a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.dom.rendered_lines import lay_out
from scraper.dom.tree import parse_tree
from scraper.model import FieldName
from scraper.page.page_labels import list_names, read_labels
from scraper.page.reading import read_page
from scraper.text.fold import squash

TITLE = "<h1>云岭市出台若干措施支持企业</h1>"
BODY = (
    "<div id='zoom'>{}<p>为支持企业复工复产，经研究，现将有关事项通知如下，请认真执行。</p><p>一、加大支持，减免租金，给予补贴。</p></div>"
)


def find(near: str = "", opening: str = "", head: str = "") -> str | None:
    """The source of a page with what stands below its title."""
    markup = f"<html><head>{head}</head><body>{TITLE}{near}{BODY.format(opening)}</body></html>"
    return read_page(markup, form="html").value(FieldName.SOURCE_NAME)


EDGES = {
    "a link behind": ("<div>2020-02-06 18:34:31　来源: <a href='/x'>云岭社</a><a href='/y' title='本文'>举报</a></div>", "云岭社"),
    "a place and a link": ("<div>2020-02-06 11:36　来源: 云岭财经<img src='/ip.svg'>北山 <a href='/y'>举报</a></div>", "云岭财经"),
    "a label in a span": ("<p><b>来源：本网云岭市住房办</b><span>时间：<time>2020-02-06 10:57</time></span></p>", "本网云岭市住房办"),
    "the label in its own element": ("<p><label>来源</label>：<span>云岭市工信局</span><span>扫一扫</span></p>", "云岭市工信局"),
    "styled inside": ("<p>来源：<b>云岭</b>市工信局<a>我要纠错</a></p>", "云岭市工信局"),
    "tools in a row": ("<p>来源：云岭市工信局 <i>A+</i><span>打印</span><span>关闭</span></p>", "云岭市工信局"),
}


@pytest.mark.parametrize(("near", "source"), EDGES.values(), ids=EDGES)
def test_a_source_ends_with_its_element(near: str, source: str) -> None:
    assert find(near) == source


def test_the_name_of_an_outlet_may_be_parted() -> None:
    assert find("<p>来源：<span>云岭</span><span>日报</span></p>") == "云岭日报"


@pytest.mark.parametrize(
    "closing", ["（来源：云岭网-财经频道）media_url('http:", "(来源：云岭网-财经频道) ----", "【来源：云岭网-财经频道】点赞"]
)
def test_a_source_in_brackets_ends_with_them(closing: str) -> None:
    label = read_labels(closing)[0]
    assert (label.name, label.value) == ("来源", "云岭网-财经频道")


REPORT = "云岭市出台措施支持企业\n为支持企业复工，云岭市近日出台若干措施，减免租金，给予补贴。\n"


@pytest.mark.parametrize(
    "tail", ["（来源：云岭晨报）", "作者：张三(来源：云岭晨报)media_url('http:", "【来源：云岭晨报】", "(文章来源：云岭晨报)"]
)
def test_the_last_words_of_a_body_name_its_source_in_brackets(tail: str) -> None:
    assert read_page(f"{REPORT}专家说，这将带来便利。{tail}", form="text").value(FieldName.SOURCE_NAME) == "云岭晨报"


@pytest.mark.parametrize("tail", ["数据来源：云岭统计局公布的年报，详见附表。", "能源来源：（来源：）见附表。"])
def test_a_sentence_that_cites_a_source_names_none(tail: str) -> None:
    assert read_page(f"{REPORT}{tail}", form="text").value(FieldName.SOURCE_NAME) is None


OUTLETS = {
    "behind the moment": ("<div><span>2020年02月06日 04:04</span><a>云岭日报</a></div>", "云岭日报"),
    "before it": ("<p><i>原创</i> <span>云岭都市报</span><span>2020-02-06 16:01:46</span></p>", "云岭都市报"),
    "behind a point": ("<div>2020-02-06 14:33<em>·</em><a>新华社</a></div>", "新华社"),
    "on the line above": ("<div>读者</div><div>云岭时报</div><div>2020年02月06日 00:59:39来自云岭</div>", "云岭时报"),
    "right below the title": ("<div>云岭新闻网</div><div>打开</div><div>独家</div><div>2020-02-06 02:26</div>", "云岭新闻网"),
    "glued in one text": ("<p>2020-02-06 10:56:28云岭证券报</p>", "云岭证券报"),
    "a label without its colon": ("<p>本文来源于<a>云岭统计局</a> <span>2020-02-06 09:47:48</span></p>", "云岭统计局"),
    "the same behind a stroke": ("<p>发表于<b>2020-02-06 21:30</b>| <i>3次阅读</i><span>| 来源</span><a>某刊</a></p>", "某刊"),
}


@pytest.mark.parametrize(("near", "source"), OUTLETS.values(), ids=OUTLETS)
def test_an_outlet_beside_the_date_is_the_source(near: str, source: str) -> None:
    assert find(near) == source


NO_OUTLETS = {
    "a call on readers": "<div>在云岭</div><div>下载客户端</div><div>2020-02-06 18:03:35</div>",
    "a name away from the date": "<div>发布时间： 字体：大中小</div><div>云岭人力资源网</div><div>其他</div>",
    "a place": "<div>2020-02-06 18:03:35来自云岭</div>",
    "an author": "<div>张三 2020-02-06 18:03:35</div>",
    "counters": "<div>2020-02-06 18:03 阅读 3 举报</div>",
}


@pytest.mark.parametrize("near", NO_OUTLETS.values(), ids=NO_OUTLETS)
def test_what_stands_beside_the_date_is_not_always_a_source(near: str) -> None:
    assert find(near) is None


def test_a_name_away_from_the_date_is_that_of_the_site() -> None:
    markup = f"<html><body>{TITLE}<div>字体：大中小</div><div>云岭人力资源网</div>{{}}{BODY.format('')}</body></html>"
    assert read_page(markup.format(""), form="html").value(FieldName.SITE_NAME) == "云岭人力资源网"
    dated = read_page(markup.format("<div>2020-02-06 08:10</div>"), form="html")
    assert (dated.value(FieldName.SITE_NAME), dated.value(FieldName.SOURCE_NAME)) == (None, "云岭人力资源网")


def test_labels_beside_a_moment_in_the_bodys_first_lines_are_read() -> None:
    assert find(opening="<p><img src='/a/b.jpg'></p><p>某某 2020-02-06 00:41:40 来源：云岭位</p>") == "云岭位"


def test_the_tag_knows_the_whole_name() -> None:
    assert (
        find("<p>来源：<span>云岭市工信局</span><a>纠错</a></p>", head='<meta name="ContentSource" content="云岭市工信局">')
        == "云岭市工信局"
    )


WORDS = st.lists(st.text("云岭晨报网站", min_size=1, max_size=5), min_size=1, max_size=6)


@given(WORDS)
def test_the_parts_of_a_line_are_the_line(words: list[str]) -> None:
    root = parse_tree(f"<html><body><p>{''.join(f'<span>{word}</span>' for word in words)}</p></body></html>")
    layout = lay_out(root, None)
    assert layout.before == ("".join(words),)
    assert layout.parts.get(squash("".join(words)), tuple(words)) == tuple(words)


@given(WORDS, st.sampled_from(["2020-02-06 10:27", "2020年2月6日10:27:15", "2020/2/6 9时5分"]))
def test_names_beside_a_moment_are_what_is_printed(words: list[str], moment: str) -> None:
    assert list_names(f"{moment} {' '.join(words)}") == words
