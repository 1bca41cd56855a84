from __future__ import annotations

from datetime import date

import pytest

from scraper.facts.dating import read_written
from scraper.facts.lines import find_lines
from scraper.facts.signature import find_signature, find_site_name
from scraper.model.notice import Kind
from scraper.model.page import Page
from scraper.text.document_ends import HEAD_LINES, LAST_LINES
from scraper.text.fold import fold_body

NOTE = "2021年7月27日某某省人民政府令第7号公布"
REVISED = "2023年3月1日某某市第十届人民代表大会常务委员会第五次会议修订"


def read_day(*notes: str, above: int) -> date | None:
    body = "\n\n".join(
        ("某某市小店促进条例", *(f"栏目{number}" for number in range(above - 1)), *notes, "第一条 为了促进小店发展,制定本条例。")
    )
    found = read_written(Page(body=body), find_lines(fold_body(body)), Kind.OFFICIAL, None)
    return found[0] if found else None


@pytest.mark.parametrize("above", [1, 7, 8, 12, HEAD_LINES - 1])
def test_who_passed_a_regulation_is_read_in_its_whole_head(above: int) -> None:
    assert read_day(NOTE, above=above) == date(2021, 7, 27)


def test_below_the_head_such_words_are_of_others() -> None:
    assert read_day(NOTE, above=HEAD_LINES) is None


def test_the_last_of_many_notes_is_the_day() -> None:
    amended = tuple(f"{year}年3月1日某某市第十届人民代表大会常务委员会第五次会议修正" for year in range(2009, 2019))
    assert read_day(*amended, REVISED, above=1) == date(2023, 3, 1)


ALONE = [
    # no authority is printed, or a site's name stands in its place
    (("现印发给你们，请执行。", "2021年11月4日", "（此件公开发布）", "某某县方案"), date(2021, 11, 4)),
    (("现印发给你们，请执行。", "某某县人力资源网", "2021年11月4日", "某某县方案"), date(2021, 11, 4)),
    (("会议通过，现予公布，自2005年9月1日起施行。", "二〇〇五年七月二十九日", "第一条 为了某事。"), date(2005, 7, 29)),
    (("现印发给你们；", "2021 年 11 月 4 日", "某某方案", "甲镇于2021年12月1日前完成。", "2021年12月2日"), date(2021, 11, 4)),
    # nothing parts the name from what stands before it
    (("附件：企业名单某某市财政局2021年11月4日（此件公开发布）",), date(2021, 11, 4)),
    (("附件：回执.docx某某市农业发展中心2021年11月4日",), date(2021, 11, 4)),
    (("截止时间为2021年11月4日",), None),
    # above the first sentence a day is the page's
    (("2021年11月4日", "现印发给你们。", *("对小店给予补贴。",) * LAST_LINES), None),
    (("安排如下。", *(f"2021年11月{day}日" for day in (4, 5, 6)), *("对小店给予补贴。",) * LAST_LINES), None),
    (("现印发给你们。", "填报日期：2021年11月4日前"), None),
    (("《某法》已由全国人民代表大会常务委员会第三次会议于2007年12月29日通过。",), date(2007, 12, 29)),
    (("2018年3月20日，第十三届全国人大一次会议表决通过了《某法》。", "第一条 为了某事。"), date(2018, 3, 20)),
]


@pytest.mark.parametrize(("paragraphs", "day"), ALONE)
def test_a_day_alone_below_running_text_is_that_of_signing(paragraphs: tuple[str, ...], day: date | None) -> None:
    body = "\n\n".join(paragraphs)
    lines = find_lines(fold_body(body))
    found = read_written(Page(body=body), lines, Kind.OFFICIAL, find_signature(lines))
    assert (found[0] if found else None) == day
    if found:
        assert found[1].span is not None
        assert found[1].span.read(body) == found[1].quote


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("某某县人力资源网", "某某县人力资源网"),
        ("某某省政务服务平台网站", "某某省政务服务平台网站"),
        ("某某县财政局", None),
        ("某某广播电视大学", None),
        ("请登录某某网。", None),
    ],
)
def test_a_site_that_signs_has_put_its_name_in_an_authority_s_place(above: str, name: str | None) -> None:
    found = find_site_name(find_lines(fold_body(f"特此通知。\n\n{above}\n\n2021年3月5日")))
    assert (found.text if found else None) == name
