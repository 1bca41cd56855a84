"""Dates of publication that no label announces: printed with a time of day, told by tags and scripts; and what is never one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Field, FieldName
from scraper.page.page_labels import find_moment
from scraper.page.reading import read_page
from scraper.text.moments import find_day

TITLE = "<h1>云岭市出台若干措施支持企业</h1>"
BODY = (
    "<div id='zoom'>{}<p>为支持企业复工复产，经研究，现将有关事项通知如下，请认真执行。</p><p>一、加大支持，减免租金，给予补贴。</p></div>"
)


def find(head: str = "", near: str = "", opening: str = "", url: str | None = None) -> Field | None:
    """The date of a page with a title, what stands below it, and the first lines of its body."""
    page = read_page(f"<html><head>{head}</head><body>{TITLE}{near}{BODY.format(opening)}</body></html>", form="html", url=url)
    return page.find(FieldName.PUBLISHED)


MOMENTS = {
    "name, day and counter in spans that glue": "<div><span>小林</span><span>2020-02-06 09:04:51</span><a>0人参与评论</a></div>",
    "day and time in spans that glue": "<div><span>云岭号</span><span>2020-02-06</span><span>09:04:51</span><span>来源：晨报</span></div>",
    "in brackets": "<div>云岭频道 ( 2020-02-06 09:04:26 ) 稿件来源： 云岭日报</div>",
    "place behind": "<div>2020年02月06日 00:59:39来自云岭</div>",
    "words before": "<p>发表于<span>2020-02-06 21:30</span>| 1164次阅读| 0 条评论</p>",
    "hours in words": "<p>云岭网 2020年2月6日 10时30分 阅读 12</p>",
    "one figure for the day": "<p>云岭网2020-2-610:30</p>",
    "the half of the day": "<p>2020-02-06 下午 3:04 云岭网</p>",
    "a label without its colon": "<p>发布时间 <i>2020-02-06 10:30</i></p>",
    "an outlet, no time": "<p>云岭晨报 2020-02-06</p>",
    "an outlet behind a day in words": "<p>2020年2月6日 云岭晨报</p>",
    "a label without its value": "<p>来源： 2020/2/6 10:30 阅读 3</p>",
}


@pytest.mark.parametrize("near", MOMENTS.values(), ids=MOMENTS)
def test_a_day_with_its_time_below_the_title_is_the_date(near: str) -> None:
    field = find(near=near)
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize("line", ["某某 2020-02-06 00:41:40 来源：云岭位", "云岭网2020-02-06 10:30:05", "发布于 2020年2月6日 10:30"])
def test_it_may_stand_in_the_first_lines_of_the_body(line: str) -> None:
    field = find(opening=f"<p><img src='/a/b.jpg'></p><p>{line}</p>")
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize(
    "line", ["云岭基地 · 1分钟阅读 · Feb 6, 2020", "February 6th 2020", "By Ann Bee | 6 Feb. 2020", "Published: 6 February, 2020"]
)
def test_a_month_may_be_named_in_english(line: str) -> None:
    field = find(near=f"<p>{line}</p>")
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize("line", ["Updated Feb 6, 2020", "Deadline: 6 February 2020", "Feb 31, 2020", "Mayor 6, 2020", "Feb 6, 20201"])
def test_not_every_named_month_dates_the_page(line: str) -> None:
    assert find(near=f"<p>{line}</p>") is None


SPLIT = {
    "year above": "<div><p>2020</p><p>02/06</p><p>19:02</p><p>某号</p></div>",
    "year above, in words": "<div><p>2020年</p><p>2月6日</p></div>",
    "day above": "<ul><li>06</li><li>2020-02</li></ul>",
    "year below": "<div><p>02-06</p><p>2020</p></div>",
    "in a line": "<div><em>2020</em> <b>02</b>/<b>06</b> <span>19:02:11</span></div>",
    "in a line without its blanks": "<div><em>2020</em><b>02</b>/<b>06</b><span>19:02</span></div>",
    "day first in a line": "<div>06 <i>2020.02</i></div>",
}


@pytest.mark.parametrize("near", SPLIT.values(), ids=SPLIT)
def test_a_day_may_be_split_over_elements(near: str) -> None:
    field = find(near=near)
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize("near", ["<p>2020</p><p>12:30</p>", "<p>2020</p><p>13/40</p>", "<p>14</p><p>2020</p>", "<p>第</p><p>2020-02</p>"])
def test_numbers_above_each_other_are_not_always_a_day(near: str) -> None:
    assert find(near=near) is None


OTHERS = {
    "until when": "请于2020年2月6日 17:00前报送",
    "until then": "报名时段2020-02-06 17:00止",
    "where it takes place": "定于2020年2月6日 14:30在市政府举行",
    "an unknown label": "开标时间：2020-02-06 09:30",
    "the end of a sentence": "2020年2月6日 14:30，市政府举行会议。",
    "a label of an event without its colon": "活动时间 2020-02-06 14:30",
    "a revision": "（2020年2月6日 10:20修订）",
    "a clause": "2020年2月6日 14:30，市政府举行会议",
    "an update": "更新时间：2020-02-06 09:30",
    "an update without colon": "更新 2020-02-06 09:30",
    "from when to when": "2020-02-06 09:30至2020-02-07 17:00",
    "this day": "今天是2020-02-06 09:30 星期四",
    "a clock that was never set": "云岭网 1970-01-01 08:00:00",
}


@pytest.mark.parametrize("line", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("place", ["near", "opening"])
def test_the_moment_of_something_else_is_no_date(line: str, place: str) -> None:
    assert find(**{place: f"<p>{line}</p>"}) is None


@pytest.mark.parametrize("near", ["发布时间：1970-01-01 08:00", "发布日期：1970年1月1日 来源：某网", "1970-01-01"])
def test_a_clock_that_was_never_set_tells_no_date(near: str) -> None:
    assert find(near=f"<p>{near}</p>") is None
    field = find('<meta name="PubDate" content="2020-02-06 08:00">', f"<p>{near}</p>")
    assert field is not None
    assert field.value == "2020-02-06"


def test_moments_of_several_days_are_those_of_a_list() -> None:
    items = "".join(f"<p>云岭市召开会议{day} 2020-02-0{day} 09:30</p>" for day in (3, 5))
    assert find(near=items) is None


def test_so_are_three_of_one_day() -> None:
    items = "".join(f"<p>云岭市召开会议{hour} 2020-02-06 0{hour}:30</p>" for hour in (3, 5, 7))
    assert find(near=items) is None


def test_an_everyday_label_in_the_body_speaks_of_the_event() -> None:
    assert find(opening="<p>时间：2020年2月6日 14:30 地点：市政府</p>") is None
    assert find(opening="<p>会议通知</p><p>时间：2020年2月6日 14:30</p>") is None
    field = find(near="<p>时间：2020年2月6日 14:30 点击：12</p>")
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize(
    "name", ["og:time ", "apub:time", "weibo:article:create_at", "dcterms.issued", "article:published_time", "PublishTime"]
)
def test_a_tag_tells_the_date_in_the_readers_day(name: str) -> None:
    field = find(f'<meta name="{name}" content="2020-02-05T17:30:00.000Z">')
    assert field is not None
    assert (field.value, field.rule) == ("2020-02-06", f"meta:{name.strip()}")


SCRIPTS = {
    "a variable that is printed": "<script>var  pubdata='2020年02月06日'; document.write(pubdata);</script>",
    "an object": '<script>window.DATA = {"title": "甲", "pubtime": "2020-02-06 19:02:26"};</script>',
    "a key without quotes": "<script>article({id:'1', publish_time: '2020-02-06 11:42:03', group: '2'})</script>",
    "JSON in a string": '<script>window.x = "{\\"newsTime\\":\\"2020-02-06 02:26:00\\"}"</script>',
    "JSON-LD": '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-02-05T20:30:00Z"}</script>',
    "pubDate": '<script type="application/ld+json">{"pubDate": "2020-02-06T02:46:57", "upDate": "2020-03-01T02:46:57"}</script>',
    "the page's own before its list's": '<script>var list=[{"pubtime":"2020-01-01"},{"pubtime":"2020-01-02"}]</script>'
    '<script type="application/ld+json">{"datePublished": "2020-02-06"}</script>',
}


@pytest.mark.parametrize("head", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_tells_the_date(head: str) -> None:
    field = find(head)
    assert field is not None
    assert (field.value, field.rule.split(":")[0]) == ("2020-02-06", "script")


NO_SCRIPTS = {
    "a list of articles": '<script>var list=[{"pubtime":"2020-02-06"},{"pubtime":"2020-02-05"}]</script>',
    "an update": '<script>var updateTime="2020-02-06 10:00"; var lastPublishTime="2020-02-06"</script>',
    "a clock that was never set": '<script type="application/ld+json">{"datePublished": "1970-01-01T00:00:00Z"}</script>',
    "no date": '<script>var pubdata="2020年第1期公报目录"</script>',
}


@pytest.mark.parametrize("head", NO_SCRIPTS.values(), ids=NO_SCRIPTS)
def test_a_script_that_does_not_tell_one_date_tells_none(head: str) -> None:
    assert find(head) is None


MARKED = {
    "itemprop": '<span itemprop="datePublished" content="2020-02-06T08:00:00+08:00">前天</span>',
    "itemprop in other quotes": "<i itemprop='datePublished'>2020年2月6日</i>",
    "itemprop with its text": '<b itemprop="datePublished">2020/02/06</b>',
    "time of an entry": '<time class="entry-date published" datetime="2020-02-05T23:00:00+00:00">两年前</time>',
    "pubdate": '<time pubdate datetime="2020-02-06">前天</time>',
}


@pytest.mark.parametrize("near", MARKED.values(), ids=MARKED)
def test_an_element_is_marked_to_hold_the_date(near: str) -> None:
    field = find(near=f"<div>{near}</div>")
    assert field is not None
    assert field.value == "2020-02-06"


def test_marks_of_several_days_tell_none() -> None:
    assert find(near="".join(f'<p><time class="published" datetime="2020-02-0{day}">某日</time></p>' for day in (5, 6))) is None


YEARLESS = "<div><span>发布时间：02-06</span><span>12:00</span><span>云岭号</span></div>"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<meta itemprop="dateUpdate" content="2020-02-06 12:00:57">', None),
        ('<meta property="article:modified_time" content="2020-02-06T12:00:57+08:00">', None),
        ("", "http://www.yunling.example/a/20200206/1.html"),
    ],
)
def test_a_month_and_a_day_get_their_year_from_the_page(head: str, url: str | None) -> None:
    field = find(head, YEARLESS, url=url)
    assert field is not None
    assert field.value == "2020-02-06"


@pytest.mark.parametrize(
    "head", ["", '<meta itemprop="dateUpdate" content="2020-03-01 12:00:57">', '<meta itemprop="dateUpdate" content="02-06">']
)
def test_without_it_they_are_no_date(head: str) -> None:
    assert find(head, YEARLESS) is None


def test_an_update_alone_is_no_date() -> None:
    assert find('<meta itemprop="dateModified" content="2020-02-06 12:00:57">') is None


DAYS = st.dates(date(1971, 1, 1), date(2069, 12, 31))
NAMES = st.text("云岭晨报网客户端", min_size=0, max_size=6)


@given(
    DAYS,
    NAMES,
    NAMES,
    st.sampled_from(["{0.year}-{0.month:02}-{0.day:02}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}"]),
)
def test_names_round_a_moment_do_not_change_its_day(day: date, before: str, behind: str, shape: str) -> None:
    assert find_day(find_moment(f"{before}{shape.format(day)} 09:30:15{behind}") or "") == day


@given(st.datetimes(), st.sampled_from(["Z", "+00:00", "+0800", "-11:30", ""]))
def test_a_stamp_never_names_a_day_that_is_not_near(moment: object, zone: str) -> None:
    stamp = f"{moment:%Y}".zfill(4) + f"{moment:-%m-%dT%H:%M:%S}{zone}"
    found = find_day(stamp)
    assert found is None or abs((found - moment.date()).days) <= 1  # type: ignore[attr-defined]


LISTED = "<table><tr><td>14</td><td>详情</td><td>{}</td></tr></table>"


def test_a_bare_day_in_the_row_of_a_list_dates_no_page() -> None:
    head = "<title>云岭市公共资源交易信息网---东山分中心</title>"
    page = read_page(f"<html><head>{head}</head><body>{LISTED.format('2020-02-06')}{BODY.format('')}</body></html>", form="html")
    assert page.find(FieldName.PUBLISHED) is None


def test_nor_does_it_date_a_page_without_a_body() -> None:
    page = read_page(f"<html><body>{LISTED.format('2020-02-06')}<div>数据加载中</div></body></html>", form="html")
    assert page.find(FieldName.PUBLISHED) is None


def test_beside_labels_it_does_though_the_title_is_not_printed() -> None:
    near = "<div>2020-02-06</div><div>来源：云岭晨报 点击：12</div>"
    page = read_page(f"<html><head><title>云岭交易网</title></head><body>{near}{BODY.format('')}</body></html>", form="html")
    assert page.value(FieldName.PUBLISHED) == "2020-02-06"


@pytest.mark.parametrize(
    "head",
    [
        "<h2>云岭市出台若干措施支持企业<br><span>2020-02-06</span></h2>",
        "<div>云岭市出台若干措施支持企业</div><span>2020-02-06</span>",
        "<div>云岭市出台若干措施支持企业<p></p><b>2020-02-06</b></div>",
    ],
)
def test_a_day_behind_a_break_stands_on_its_own_line(head: str) -> None:
    page = read_page(
        f"<html><head><title>云岭市出台若干措施支持企业</title></head><body>{head}{BODY.format('')}</body></html>", form="html"
    )
    assert (page.value(FieldName.PUBLISHED), page.value(FieldName.TITLE)) == ("2020-02-06", "云岭市出台若干措施支持企业")


TEXT = "云岭社讯 云岭市近日出台多项措施，减免租金，给予补贴，支持企业复工复产。"


@pytest.mark.parametrize("title", ["云岭市出台措施支持企业复工复产", "三问云岭租金减免：谁来减？减多少？", "云岭市：两部门减租(政策解读)"])
@pytest.mark.parametrize("stamp", ["2020-02-06 00:17:00", "2020-02-0600:17:00"])
def test_a_moment_to_the_second_parts_title_and_text_of_a_document_on_one_line(title: str, stamp: str) -> None:
    page = read_page(f"{title}{stamp}{TEXT}", form="text")
    assert (page.value(FieldName.TITLE), page.value(FieldName.PUBLISHED), page.body) == (title, "2020-02-06", TEXT)


def test_behind_a_sentence_it_parts_nothing() -> None:
    line = f"{TEXT}2020-02-06 00:17:00{TEXT}"
    page = read_page(f"云岭市出台措施\n{line}", form="text")
    assert (page.value(FieldName.PUBLISHED), page.body) == (None, line)


def test_behind_the_label_of_an_update_it_is_no_date() -> None:
    assert read_page(f"云岭市出台措施支持企业 更新时间：2020-02-06 00:17:00{TEXT}", form="text").find(FieldName.PUBLISHED) is None


@pytest.mark.parametrize(
    "near",
    [
        "【时间：2020年02月(yuè)06日 17:05】 【来源(yuán)：云岭科规办】",
        "时间(jiān)：2020-02-06 11:04:32 来源(yuán)：云岭科规办",
        "发(fā)布日期：2020-02-06 来源：云岭科(kē)规办",
        "2020-02-06 来源(yuán)：云岭科规办",
    ],
)
def test_readings_in_brackets_do_not_hide_labels_and_days(near: str) -> None:
    page = read_page(f"<html><body>{TITLE}<div>{near}</div>{BODY.format('')}</body></html>", form="html")
    assert (page.value(FieldName.PUBLISHED), page.value(FieldName.SOURCE_NAME)) == ("2020-02-06", "云岭科规办")
