from __future__ import annotations

import pytest

from scraper.facts.genres import read_genre
from scraper.facts.lines import find_lines
from scraper.facts.titles import choose_title, cut_site, find_heading, plausible
from scraper.text.fold import fold_body


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("【关注】关于稳岗返还的通知", "关于稳岗返还的通知"),
        ("关于稳岗返还的通知（转载）", "关于稳岗返还的通知"),
        ("关于稳岗返还的通知（滨人社发〔2021〕7号）", "关于稳岗返还的通知"),
        ("关于稳岗返还的通知(试行)", "关于稳岗返还的通知(试行)"),
        ("某市政府网——某市召开会议部署稳岗工作", "某市召开会议部署稳岗工作"),
        ("关于稳岗返还的通知 - 某市人民政府门户网站", "关于稳岗返还的通知"),
        ("某市人社局：做好稳岗返还", "某市人社局：做好稳岗返还"),
    ],
)
def test_a_title_loses_what_a_site_adds(title: str, clean: str) -> None:
    assert cut_site(title) == clean


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("关于严把应急保障物资质量和组织企业迅即复工复产的紧急通知", "通知"),
        ("关于应对疫情支持中小企业平稳健康发展的若干意见", "意见"),
        ("财政部 税务总局关于支持个体工商户复工复业增值税政策的公告", "公告"),
        ("某市促进就业条例", "条例"),
        ("某市租金补贴实施细则（暂行）", "细则"),
        ("纾困解难三十条", "措施"),
        ("嘉峪关:为企业复工复产保驾护航", None),
        ("关于我们", None),
        (None, None),
    ],
)
def test_a_genre_is_what_the_title_ends_in(title: str | None, genre: str | None) -> None:
    assert read_genre(title) == genre


@pytest.mark.parametrize(
    "title", ["", None, "全部", "首页", "某政发〔2020〕1号", "为了支持企业，现制定措施。", "当前位置：首页", "请选择时期:", "新闻 > 要闻"]
)
def test_navigation_and_sentences_are_no_titles(title: str | None) -> None:
    assert not plausible(title)


BODY = "滨政发〔2021〕7号\n\n某市人民政府\n\n关于支持企业的若干意见\n\n各县区：\n\n为支持企业，现提出如下意见。"


def test_a_title_over_two_lines_is_put_together() -> None:
    heading = find_heading(find_lines(fold_body(BODY)), BODY)
    assert heading is not None
    assert heading.text == "某市人民政府关于支持企业的若干意见"
    assert heading.span.read(BODY) == "某市人民政府\n\n关于支持企业的若干意见"


@pytest.mark.parametrize(
    ("page_title", "body", "title"),
    [
        ("某市政府关于支持企业的意见", "各县区：\n\n正文。", "某市政府关于支持企业的意见"),
        ("某省关于做好企业复工工作的紧急通知", "关于做好企业复工工作的紧急通知\n\n各市：\n\n正文。", "关于做好企业复工工作的紧急通知"),
        ("滨政发〔2021〕7号", BODY, "某市人民政府关于支持企业的若干意见"),
        (None, BODY, "某市人民政府关于支持企业的若干意见"),
        ("某市人民政府关于支持企业的若...", BODY, "某市人民政府关于支持企业的若干意见"),
        (None, "各县区：\n\n现将《某办法》印发给你们。", None),
        (None, "近日，某县人社局提前返还失业保险费，受到企业欢迎。", None),
        ("某县提前返还失业保险费", "近日，某县人社局提前返还失业保险费。", "某县提前返还失业保险费"),
        (None, "某市政府关于稳岗的意见滨政发〔2021〕7号各县区政府：近来就业压力加大，现提出意见。", "某市政府关于稳岗的意见"),
        (
            "办公厅关于建立台账的通知",
            "某省政府办公厅便函〔2021〕6号某省政府办公厅关于建立台账的通知省直部门：现通知如下。",
            "某省政府办公厅关于建立台账的通知",
        ),
    ],
)
def test_the_title_to_cite_is_the_page_s_or_the_official_one(page_title: str | None, body: str, title: str | None) -> None:
    found, heading = choose_title(page_title, find_lines(fold_body(body)), fold_body(body))
    assert found == title
    if heading:
        assert heading.span.read(body).replace("\n", "") == heading.text


def test_a_spun_text_has_no_title() -> None:
    assert choose_title("关于支持企业的意见", find_lines(fold_body(BODY)), fold_body(BODY), spun=True) == (None, None)


@pytest.mark.parametrize("page_title", ["亚博体育官网关于印发若干措施的通知", "亚博体育官网", None])
def test_an_advert_in_the_place_of_the_authority_is_not_cited(page_title: str | None) -> None:
    body = "亚博体育官网关于印发若干措施的通知\n\n各有关单位：\n\n现将若干措施印发给你们。"
    title, heading = choose_title(page_title, find_lines(fold_body(body)), fold_body(body))
    assert title == "关于印发若干措施的通知"
    assert heading is None or heading.span.read(body) == heading.text


def test_an_advert_alone_is_no_title() -> None:
    assert choose_title("真人娱乐平台开户", find_lines(fold_body("企业可以网上申报。")), fold_body("企业可以网上申报。")) == (None, None)


@pytest.mark.parametrize("front", ["根据某办《", "为落实某办《", "按照某办"])
def test_a_title_does_not_grow_into_the_sentence_that_names_it(front: str) -> None:
    title = "关于做好基金项目申报工作的通知"
    body = fold_body(f"各单位：\n\n{front}{title}》精神，请组织申报。")
    assert choose_title(title, find_lines(body), body)[0] == title


@pytest.mark.parametrize("column", ["通知公告", "公告公示", "通知通报", "决定公告", "公示公告"])
def test_a_column_named_by_genres_is_no_act(column: str) -> None:
    assert read_genre(column) is None
