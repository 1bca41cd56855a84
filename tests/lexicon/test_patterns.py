"""Lines that officials write, each with what must and must not be read from it."""

from __future__ import annotations

import re

import pytest

from scraper.facts.addressees import find_addressee, read_addressees, read_copied
from scraper.facts.contacts import read_contacts
from scraper.facts.datelines import DATELINE, SENDER
from scraper.facts.genres import read_genre
from scraper.facts.issuers import split_holders
from scraper.facts.lines import find_lines
from scraper.facts.organs import split_organs
from scraper.facts.signature import DATE_LINE
from scraper.facts.validity import START, TERM, UNTIL
from scraper.text.fold import fold_body, fold_width

TITLES = [
    "关于严把应急保障物资质量和组织企业迅即复工复产的紧急通知",
    "山东省关于严把应急保障物资质量和组织企业迅即复工复产的紧急通知",
    "山东省人民政府办公厅关于应对新型冠状病毒感染肺炎疫情支持中小企业平稳健康发展的若干意见",
    "市政府办公室关于印发滨州市支持企业复工复产若干措施的通知",
    "财政部 税务总局关于支持个体工商户复工复业增值税政策的公告",
]
NO_TITLES = ["嘉峪关:为企业复工复产保驾护航", "朱是西深入高新区调研指导企业复工复产和疫情防控工作", "关于我们"]


def test_official_titles_end_in_a_genre() -> None:
    assert [title for title in TITLES if read_genre(title) is None] == []
    assert [title for title in NO_TITLES if read_genre(title) is not None] == []


def test_the_holder_stands_before_guanyu() -> None:
    assert [split_holders(title) for title in TITLES] == [
        (),
        (),
        ("山东省人民政府办公厅",),
        ("市政府办公室",),
        ("财政部", "税务总局"),
    ]


@pytest.mark.parametrize(
    "line",
    ["各市工业和信息化局:", "各县(市、区)人民政府,市政府各部门、各直属机构:", "各有关单位:", "各区人民政府，市政府各部门、各直属机构："],
)
def test_addressees_name_offices_and_end_in_a_colon(line: str) -> None:
    assert find_addressee(fold_width(line))
    assert read_addressees(line, find_lines(fold_body(line)))[0]


@pytest.mark.parametrize(
    "line", ["督查内容为:见附件1", "联系电话:", "工作要求如下:", "申报材料：", "责任单位：", "有关事项通知如下：", "答："]
)
def test_other_colons_address_nobody(line: str) -> None:
    assert read_addressees(line, find_lines(fold_body(line)))[0] == ()


def test_addressees_run_together_with_title_or_text_are_found() -> None:
    glued = "某市政府关于稳岗的意见某政发〔2021〕7号各区县（自治县）人民政府，有关单位：近年来，就业压力加大。"
    assert read_addressees(glued, find_lines(fold_body(glued)))[0] == ("各区县（自治县）人民政府", "有关单位")
    opened = "各镇人民政府，各街道办事处：某办法已经同意。"
    assert read_addressees(opened, find_lines(fold_body(opened)))[0] == ("各镇人民政府", "各街道办事处")


def test_copies_stand_at_the_end() -> None:
    assert read_copied(find_lines(fold_body("正文。\n\n抄送：市委各部门，市人大办公室。\n\n某办公室印发"))) == (
        "市委各部门",
        "市人大办公室",
    )
    assert read_copied(find_lines(fold_body("正文。"))) == ()


@pytest.mark.parametrize(
    "line",
    ["2020年2月6日", "二〇二〇年二月六日", "二○二○年十二月三十一日", "2020 年 2 月 6 日", "2021年3月5日(此件公开发布)", "(2021年3月5日)"],
)
def test_a_date_alone_on_its_line_signs(line: str) -> None:
    assert DATE_LINE.fullmatch(line)


@pytest.mark.parametrize("line", ["2020年2月6日下午,市长调研", "2月20日上午", "2020-02-06"])
def test_a_date_in_a_sentence_signs_nothing(line: str) -> None:
    assert not DATE_LINE.fullmatch(line)


@pytest.mark.parametrize("line", ["  山东省工业和信息化厅", "滨州市人民政府办公室", "中国人民银行济南分行营业管理部"])
def test_signers_are_authorities(line: str) -> None:
    assert split_organs(line)


@pytest.mark.parametrize("line", ["编辑:沈文刚", "各市工业和信息化局:", "记者陈帅在滨州市工信局报道"])
def test_bylines_and_addressees_sign_nothing(line: str) -> None:
    assert split_organs(line) == ()


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("联系人:张三;电话:0531-12345678", ["0531-12345678"]),
        ("拨打新闻热线0531-66661234", ["0531-66661234"]),
        ("咨询电话:0531-86062222、86062333", ["0531-86062222", "86062333"]),
        ("电话会议2020", []),
        ("热线12", []),
        ("请联系人社局", []),
    ],
)
def test_telephones_follow_their_word(text: str, phones: list[str]) -> None:
    assert [contact.phone for contact in read_contacts(fold_width(text))] == phones


@pytest.mark.parametrize("text", ["有效期至2020年12月31日", "有效期到2020年6月底", "执行至2020年6月30日", "政策期限延长至2020年12月31日"])
def test_an_end_is_a_date(text: str) -> None:
    assert UNTIL.search(text)


@pytest.mark.parametrize("text", ["有效期为2年", "有效期为一年", "暂定三年", "有效期5年"])
def test_an_end_is_a_length_of_time(text: str) -> None:
    assert TERM.search(text)


@pytest.mark.parametrize("text", ["有效期间内", "在有效期", "延长至3个月", "截至3月15日,部门联系包抓的205户"])
def test_other_words_end_nothing(text: str) -> None:
    assert not UNTIL.search(text)
    assert not TERM.search(text)


@pytest.mark.parametrize(
    "text", ["自2020年3月1日起施行", "自印发之日起施行", "自发布之日起执行", "自印发之日起实施", "自公布之日起30日后施行"]
)
def test_a_start_is_a_date_or_the_printing(text: str) -> None:
    assert START.search(text)


@pytest.mark.parametrize("text", ["自起施行", "从自印发", "自3月17日起,滨州市工信局上线"])
def test_other_words_start_nothing(text: str) -> None:
    assert not START.search(text)


@pytest.mark.parametrize(
    "text",
    ["中国甘肃网3月19日讯 据甘肃经济日报报道", "齐鲁网·闪电新闻3月27日讯 3月27日", "驻马店网讯(记者 滑清泉/文", "新华社北京2月6日电 记者"],
)
def test_reports_open_with_a_dateline(text: str) -> None:
    assert DATELINE.search(text)
    assert re.match(SENDER, text)


@pytest.mark.parametrize("text", ["通讯员名单", "电讯业务", "咨询电话:0714-6521010"])
def test_other_lines_are_no_datelines(text: str) -> None:
    assert not DATELINE.search(text)
    assert not re.match(SENDER, text)
