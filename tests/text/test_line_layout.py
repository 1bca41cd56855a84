"""Pages and lines: what a document had before it became running text, and what it must keep."""

from __future__ import annotations

import pytest

from scraper.repair.broken_lines import Ruler, find_line_width, join_broken_lines
from scraper.repair.page_numbers import drop_page_numbers, has_page_numbers
from scraper.repair.repair import repair_text

SENTENCE = "各部门要按照职责分工抓好政策兑现，及时掌握企业生产经营情况，帮助解决用工、用能、融资、物流等方面的困难，"
PAGES = [SENTENCE * 4 + "推动" for _ in range(4)]


def cut_pages(pages: list[str]) -> str:
    return "文档简介\n" + "\n".join(f"{number}、{page}" for number, page in enumerate(pages, 1))


def test_pages_of_equal_length_are_joined() -> None:
    text, count = drop_page_numbers(cut_pages(PAGES) + "\n温馨提示\n1、本站资料仅供参考。\n2、请勿商用。")
    assert text == "文档简介\n" + "".join(PAGES) + "\n温馨提示\n1、本站资料仅供参考。\n2、请勿商用。"
    assert count == 4


def test_the_last_page_may_be_short() -> None:
    assert drop_page_numbers(cut_pages([*PAGES, "落实。"]))[0].endswith("推动落实。")


def test_two_pages_are_enough_if_the_first_is_cut() -> None:
    assert drop_page_numbers(cut_pages([PAGES[0], "落实。"]))[1] == 2


def test_a_lone_page_loses_its_number() -> None:
    assert drop_page_numbers(cut_pages(PAGES[:1])) == ("文档简介\n" + PAGES[0], 1)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n}、{SENTENCE * 3}并及时上报。" for n in range(1, 6)),
        "\n".join(f"{n}、{'支持企业技术改造' * n * 8}" for n in range(1, 6)),
        "1、营业执照\n2、纳税证明\n3、用工花名册",
        "2、纳税证明\n3、用工花名册",
        "- 稳岗返还\n- 技能培训",
        "—1—\n正文。\n—5—",
    ],
    ids=["whole sentences", "unequal items", "short items", "no first item", "bullets", "feet out of order"],
)
def test_lists_keep_their_numbers(text: str) -> None:
    assert drop_page_numbers(text) == (text, 0)


@pytest.mark.parametrize("foot", ["- {} -", "—{}—", "－ {} －", "第 {} 页", "第{}页 共3页"])
def test_feet_go_and_the_cut_sentence_is_joined(foot: str) -> None:
    text = f"对企业给予贷\n{foot.format(1)}\n款贴息。\n\n{foot.format(2)}\n\u3000\u3000二、稳岗。"
    assert has_page_numbers(text)
    assert drop_page_numbers(text) == ("对企业给予贷款贴息。\n\n\u3000\u3000二、稳岗。", 2)


LINE = "业深入贯彻落实国家和省关于支持中小企业发展的决策部署帮企"  # 28 characters: a line of an official page
PDF = "\n".join(
    [
        "关于支持企业发展的通知",
        *([LINE] * 3),
        "业渡过难关。",
        f"\u3000\u3000{LINE[2:]}",
        *([LINE] * 3),
        "业。",
        "一、加大金融支持。" + LINE[9:],
        LINE,
        "业用。",
    ]
)


def test_lines_of_a_page_are_joined_to_paragraphs() -> None:
    width = find_line_width(PDF)
    assert width == Ruler(56)
    text, count = join_broken_lines(PDF, width)
    assert text.split("\n") == [
        "关于支持企业发展的通知",
        LINE * 3 + "业渡过难关。",
        f"\u3000\u3000{LINE[2:]}" + LINE * 3 + "业。",
        "一、加大金融支持。" + LINE[9:] + LINE + "业用。",
    ]
    assert count == 9


def test_joined_lines_are_final() -> None:
    once = repair_text(PDF)
    assert [repair.rule for repair in once.repairs] == ["broken-lines"]
    assert repair_text(once.text).text == once.text


def test_words_of_ascii_keep_a_space_between_them() -> None:
    assert join_broken_lines("甲" * 20 + "Policy\nDigest", Ruler(46))[0] == "甲" * 20 + "Policy Digest"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["一、稳岗返还政策继续执行。", "二、技能培训补贴提高标准。"] * 8),
        "\n".join([LINE * 3 + "。"] * 12),
        "\n".join(["某市召开企业座谈会", "我市开复工率超过七成", "省里出台新规定"] * 6),
        "",
    ],
    ids=["closed lines", "paragraphs", "headlines", "nothing"],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert find_line_width(text) is None
