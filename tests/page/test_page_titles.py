"""The title of a page: what it declares, prints and means, without what stands round it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import FieldName
from scraper.page import page_titles
from scraper.page.page_titles import Candidate, clean_title, find_title, is_declared, is_site_heading, is_title, read_tail
from scraper.page.reading import read_page

PROSE = "<p>雾镇的茶馆昨天重新开门，镇上的人都来了，老板说第一壶茶不要钱。</p>" * 4
TITLE = "雾镇茶馆重新开门迎客"
NOTICE = "关于雾镇茶馆修缮的通知"
STATED = "<p>来源：雾镇日报 发布时间：2021-03-04 09:10</p>"


def read_title(markup: str) -> str | None:
    """The title of a page."""
    return read_page(f"<html>{markup}</html>", form="html").value(FieldName.TITLE)


def make_page(title: str, before: str, *, head: str = "", body: str = PROSE) -> str:
    """A page with its declared title and what stands before its body."""
    return f"<head><title>{title}</title>{head}</head><body>{before}<div class='content'>{body}</div></body>"


HEADINGS = {
    "promotion": make_page(f"{TITLE}_雾镇新闻", f"<h1>换上新装 等你来看</h1><p>去看看</p><h1>{TITLE}</h1>{STATED}"),
    "name of the site": make_page(f"{TITLE}_雾镇茶办", f"<h1>雾镇茶办-大泽茶办</h1><p>首页</p><h2>{TITLE}</h2>{STATED}"),
    "the site's long name": make_page(
        f"{TITLE}_雾镇", f"<h1>雾镇今天_雾镇明天_雾镇行情_雾镇消息 - 雾镇大盘网</h1><h2 class='title'>{TITLE}</h2>{STATED}"
    ),
    "headlines of other pages": make_page(
        f"{TITLE} - 雾镇门户网站", "".join(f"<h1>雾镇的第{n}条别的新闻标题</h1>" for n in "一二三四"), body=f"<p>{TITLE}</p>{PROSE}"
    ),
    "declared title cut off": make_page(f"{TITLE[:7]}...", f"<h1>{TITLE}</h1>{STATED}"),
    "site before the title": make_page(f"雾镇--{TITLE}", f"<h1>雾镇传媒</h1><p>{TITLE}</p>{STATED}"),
}


@pytest.mark.parametrize("page", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_counts_as_far_as_the_page_declares_it(page: str) -> None:
    assert read_title(page) == TITLE


COLUMNS = {
    "declared column in the menu": make_page("雾镇科普-辟谣文章", f"<p>首页</p><p>辟谣文章</p><p>{TITLE}</p>{STATED}"),
    "path in a title's box": make_page("新闻动态--雾镇学会官网", f"<div class='title'>首页 - 新闻动态</div><p>{TITLE}</p>{STATED}"),
    "column longer than the title": make_page(f"{TITLE}_《雾镇茶馆纪事》全文在线阅读与下载_雾镇中文网", f"<p>{TITLE}</p>{STATED}"),
    "sign of a part inside the title": make_page(
        f"雾镇小学-{TITLE}_发展规划_雾镇小学", f"<p>发展规划</p><p class='title'>雾镇小学-{TITLE}</p>{STATED}"
    ),
    "site's name of two parts": make_page(
        f"{TITLE}-雾镇教育处-雾镇服务平台网站", f"<p>{TITLE}</p>", head='<meta name="SiteName" content="雾镇教育处-雾镇服务平台网站">'
    ),
}


@pytest.mark.parametrize("page", COLUMNS.values(), ids=COLUMNS)
def test_columns_and_sites_lose_against_the_line_above_source_and_date(page: str) -> None:
    assert (read_title(page) or "").removeprefix("雾镇小学-") == TITLE


COLUMN = '<meta name="SiteName" content="雾镇办-雾镇平台网站"><meta name="ColumnName" content="{}">'
LISTED = "<ul>" + "".join(f"<li><a href='/{n}'>雾镇第{n}号消息发布</a><span>2021-01-0{n}</span></li>" for n in range(1, 8)) + "</ul>"


@pytest.mark.parametrize("name", ["机构职能", "雾镇人大代表建议", "林小满"])
def test_the_page_of_a_column_has_the_column_s_name(name: str) -> None:
    head = COLUMN.format(name)
    assert read_title(make_page(f"{name}-雾镇办-雾镇平台网站", f"<p>{name}</p>", head=head, body=LISTED)) == name


def test_a_list_of_dated_titles_is_no_title_and_the_path_names_it() -> None:
    items = "".join(f"<p>雾镇第{n}家茶馆 2021-01-0{n}</p><p>所在：[雾镇] 网址：http://tea{n}.example/</p>" for n in range(1, 8))
    page = make_page("雾镇信息网-雾镇茶馆网", "<p>您当前的位置：首页 > 茶馆导航 > 老茶馆</p>", body=items)
    assert read_title(page) == "老茶馆"


def test_a_poem_of_two_letters_has_its_title() -> None:
    page = make_page("夜雾_原文、翻译及赏析_雾镇诗词_读诗网", "<h1>夜雾</h1><p>朝代：某代</p><p>作者：某人</p>")
    assert read_title(page) == "夜雾"


def test_what_a_page_declares_twice_need_not_be_printed() -> None:
    page = make_page(
        f"{TITLE} - 雾网",
        "<div class='title'>不用报名，随便写写</div><p>早报</p>",
        head=f'<meta property="og:title" content="{TITLE} - 雾网">',
    )
    assert read_title(page) == TITLE


GLUED = {
    "mark of a column": f"原创{TITLE}",
    "mark in brackets": f"【转载】{TITLE}",
    "brand": f"[雾镇面馆]{TITLE}",
    "button": f"{TITLE}[编辑]",
    "count of comments": f"{TITLE}241",
    "labels": f"{TITLE} 【时间：2021年03月04日 09:10】 【来源：雾镇日报】",
    "day": f"{TITLE}2021-03-04",
    "day in full width": f"{TITLE}２０２１-０３-０４",
}


@pytest.mark.parametrize("printed", GLUED.values(), ids=GLUED)
@pytest.mark.parametrize("tag", ["h1", "h2", "p"])
def test_nothing_is_glued_to_a_title(printed: str, tag: str) -> None:
    assert read_title(make_page(f"{TITLE}_雾镇新闻", f"<{tag}>{printed}</{tag}>{STATED}")) == TITLE


@pytest.mark.parametrize("tag", ["h1", "h2", "p"])
@pytest.mark.parametrize("day", ["2021-03-04", " 2021-03-04 09:10", "（2021-03-04）", "2021/03/04", " 发布时间：2021-03-04"])
def test_the_day_that_is_glued_to_a_title_is_the_page_s(day: str, tag: str) -> None:
    page = read_page(f"<html>{make_page(f'{TITLE}_雾镇新闻', f'<{tag}>{TITLE}{day}</{tag}>')}</html>", form="html")
    text = read_page(f"{TITLE}{day}\n雾镇的茶馆昨天重新开门，镇上的人都来了。", form="text")
    assert (page.value(FieldName.TITLE), page.value(FieldName.PUBLISHED)) == (TITLE, "2021-03-04")
    assert (text.value(FieldName.TITLE), text.value(FieldName.PUBLISHED)) == (TITLE, "2021-03-04")


@pytest.mark.parametrize("title", [TITLE, "林小满"])
@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<p>发布时间：2021-03-04</p>", "2021-03-04"),
        ("<p>2021-03-04 09:10 来源：雾镇日报</p>", "2021-03-04"),
        ("<p>日期：2021年3月4日</p><p>雾镇人物</p>", "2021-03-04"),
        ("<p>今天是2021-03-04</p>", None),
        ("<p>2021-03-04</p>", None),
        ("<p>发布时间：2021-03-04</p><p>雾镇</p><p>人物</p>", None),
    ],
)
def test_labels_just_above_a_title_are_the_page_s(title: str, above: str, day: str | None) -> None:
    page = read_page(f"<html>{make_page(f'{title}_雾镇新闻', f'<p>首页</p>{above}<h2>{title}</h2>')}</html>", form="html")
    assert (page.value(FieldName.TITLE), page.value(FieldName.PUBLISHED)) == (title, day)


@pytest.mark.parametrize(
    "number",
    ["雾政发〔2021〕7号 {}", "雾政发〔2021〕7号--{}", "雾政发〔2021〕7号：{}", "{}（雾政发〔2021〕7号）", "{}(雾政发〔２０２１〕７号)"],
)
def test_a_number_before_or_behind_a_title_is_no_part_of_it(number: str) -> None:
    page = make_page(f"{number.format(NOTICE)}-雾镇茶办", f"<p>{number.format(NOTICE)}</p>{STATED}<p>{NOTICE}</p>")
    assert read_title(page) == NOTICE


@pytest.mark.parametrize(
    "title",
    ["雾镇茶馆补助办法（试行）", "雾镇茶事通讯（2021年第2期）", "【雾镇】茶馆重新开门", "雾镇新增2021", "雾镇：来源于生活的十条措施"],
)
def test_a_bracket_or_figure_that_means_something_stays(title: str) -> None:
    assert clean_title(title) == title
    assert read_title(make_page(f"{title}_雾镇新闻", f"<h1>{title}</h1>{STATED}")) == title


@pytest.mark.parametrize(
    "code", ["【引证码】 ABC.11.1598088", "[编号] 2021-77", "（馆藏）TP-301/5", "【条码】9787-100", "【ISSN】1000-0001"]
)
def test_a_code_is_no_title(code: str) -> None:
    assert not is_title(code)


@given(st.text(alphabet="雾镇来源：2021-03 \t【】号", max_size=30))
def test_a_line_is_its_title_and_what_stands_round_it(line: str) -> None:
    title = clean_title(line)
    assert "".join(title.split()) in "".join(line.split())
    assert all(tail in line for tail in read_tail(line, title))


@given(st.sampled_from(["_", "-", " - ", "|", "—", " >> "]), st.lists(st.sampled_from(["要闻", "政策解读", "雾镇信息网"]), max_size=3))
def test_a_declared_title_confirms_its_heading_whatever_parts_follow(sign: str, parts: list[str]) -> None:
    declared = sign.join([TITLE, *parts])
    assert is_declared(TITLE, declared)
    assert not is_declared("换上新装", declared)
    assert not is_site_heading(TITLE, declared)
    found = find_title([Candidate(declared, "title")], [*parts, TITLE], ())
    assert found is not None
    assert found.text == TITLE


KNOWN = {
    "a headline over two lines": (make_page("雾镇", f"<p>雾镇办茶会</p><p>三百人来喝茶</p>{STATED}"), "雾镇办茶会三百人来喝茶"),
    "a heading of four letters where the site's name is declared": (make_page("雾镇平台", "<h2>申报服务</h2>", body=""), "申报服务"),
    "an afterthought that the author wrote": (
        make_page("月下一百个故事 (多图)", "<h1>月下一百个故事 (多图)</h1>"),
        "月下一百个故事 (多图)",
    ),
}


@pytest.mark.parametrize(("page", "title"), KNOWN.values(), ids=KNOWN)
@pytest.mark.xfail(
    strict=True, reason="nothing but the words tells them from a column's name, a column above a title, and what an editor adds"
)
def test_known_failures(page: str, title: str) -> None:
    assert read_title(page) == title


def test_a_flood_of_parts_has_few_beginnings() -> None:
    flood = "某市出台措施_" * 100_000
    assert sum(map(len, page_titles._joins(flood, set()))) < 100_000
    assert page_titles._joins("某市_某县措施 - 某网", {"某网"})[:1] == ["某市_某县措施"]
