"""Plain text and Markdown are read as well as pages."""

from __future__ import annotations

import pytest

from scraper.model import FieldName
from scraper.page.reading import read_page

PROSE = "为帮助企业渡过难关，经研究，现就有关事项通知如下，请各单位遵照执行。"
TITLE = "某市关于支持企业复工复产的若干措施"


def read(*lines: str, url: str | None = None, form: str = "text"):
    return read_page("\n".join(lines), form=form, url=url)


TITLES = {
    "first line": ([TITLE, "", PROSE], TITLE),
    "after navigation": (["您当前的位置 : 某网 >> 新闻 >> 市州", "", TITLE, "20-03-19 09:04 来源:某报", PROSE], TITLE),
    "after menus": (["请选择时期:", "首页 怀孕 分娩 宝宝 幼儿 学前", TITLE, "来源：某网", PROSE], TITLE),
    "with the site behind it": ([f"{TITLE} - 某市人民政府门户网站", TITLE, PROSE], TITLE),
    "with its number in brackets": ([f"{TITLE}(某政发〔2020〕4号)", "来源：某网", PROSE], TITLE),
    "issuers on a line before it": (
        ["某市疫情防控领导小组", "关于印发复工复产指南的通知", "各区县：", PROSE],
        "某市疫情防控领导小组关于印发复工复产指南的通知",
    ),
    "inside, under number and letter": (["某政发〔2020〕4号", "各区县政府：", PROSE, "某市政府", "2020年2月6日", TITLE, PROSE], TITLE),
    "run into the text": ([f"某市政府关于优化环境的意见某政发〔2020〕4号各区县政府，各部门：{PROSE}"], "某市政府关于优化环境的意见"),
    "over two lines": (
        ["某市政府办公室关于", "印发某市屋顶花园奖励办法的通知", "各区县：", PROSE],
        "某市政府办公室关于印发某市屋顶花园奖励办法的通知",
    ),
    "over three lines": (
        ["某市政府办公室", "关于印发某市人才公寓申请", "及薪酬待遇办法的通知", "各区县：", PROSE],
        "某市政府办公室关于印发某市人才公寓申请及薪酬待遇办法的通知",
    ),
    "broken, with the date below its tail": (
        ["某市政府关于印发某市人才公寓申请", "及薪酬待遇办法的通知", "2020-02-06", PROSE],
        "某市政府关于印发某市人才公寓申请及薪酬待遇办法的通知",
    ),
    "two titles below each other": ([TITLE, f"{TITLE} - 某市人民政府门户网站", PROSE], TITLE),
    "under a collection's code": (["【引证码】 ABC.11.1598088", "某市小店管理办法", "某市人民政府令", PROSE], "某市小店管理办法"),
    "a button's words above a date": (
        ["某局新章程：不许在朋友圈拉票、点赞", "2016-02-16 10:07:00", PROSE],
        "某局新章程：不许在朋友圈拉票、点赞",
    ),
    "inside, with its text behind a blank": (
        ["各区县：", "《某县桥长制实施方案》已经同意，现印发给你们。", "2021年11月4日", f"某县桥长制实施方案 为贯彻意见，{PROSE}", PROSE],
        "某县桥长制实施方案",
    ),
    "run into the text of a talk": (
        [f"某厅负责人就《关于优化环境的意见》答记者问近日，某厅印发意见。{PROSE}"],
        "某厅负责人就《关于优化环境的意见》答记者问",
    ),
    "run into its source": ([f"某市新添两座公园来源：某市日报 {PROSE * 3}"], "某市新添两座公园"),
    "numbered with a blank": ([f"1 ．某州做好复工工作综述作者：某某 发布时间：2020-03-07 {PROSE * 4}"], "某州做好复工工作综述"),
    "only a document that is named": (["各区县：", f"为落实《某省关于减租的意见》，现通知各县如下：{PROSE}"], None),
    "only a basis": (["各区县：", f"根据某办《关于做好评审工作的通知》要求，现就评审工作通知如下：{PROSE}"], None),
    "only an annex": (["各区县：", PROSE, PROSE, "附件：2020年某产品监测方案", PROSE], None),
    "only a broken paragraph": (
        [
            "在某市工业园区不少企业的员工已经全部到岗开",
            "工了生产线开足了马力企业达产达效在望我市出",
            "台的支持企业复工十条措施鼓励金融机构放贷款",
            "给小店。",
        ],
        None,
    ),
    "only addressees and a broken covering letter": (
        ["各县人民政府,某市开发区、某山开发", "区：", "现将《某市积极应对疫情影响助力主体", "三十条措施》印发给你们。"],
        None,
    ),
    "only a numbered heading with a blank": (["一 、申请对象有哪几类？", PROSE], None),
    "as long as the lines of its labels": (
        ["某县新添两座石桥 镇上居民出行更加方便了", "2016-02-18 10:07:00", "来源：某县融媒体中心 编辑：某人某人", PROSE],
        "某县新添两座石桥 镇上居民出行更加方便了",
    ),
    "named as title": ([f"标题：{TITLE}", "发布机构：某市政府", "各区县：", PROSE], TITLE),
    "named as original title": ([f"原标题：{TITLE}", "来源：某市日报", PROSE, PROSE], TITLE),
    "under head, number and issuers": (
        ["某市政府办公室文件", "某政办发〔2021〕3号", "某市政府办公室", "关于印发小店发展措施的通知", "各区县：", PROSE],
        "某市政府办公室关于印发小店发展措施的通知",
    ),
    "under an order": (
        [
            "某市人民政府令",
            "第12号",
            "《某市小店管理办法》已经会议通过，现予公布。",
            "市长 某某",
            "2021年3月4日",
            "某市小店管理办法",
            PROSE,
        ],
        "某市小店管理办法",
    ),
    "before its number without brackets": (["某市关于支持小店的通知 某政办发〔2021〕3号", "各区县：", PROSE], "某市关于支持小店的通知"),
    "behind its number": (["某政办发〔2021〕3号 某市关于支持小店的通知", "各区县：", PROSE], "某市关于支持小店的通知"),
    "before date and site": ([f"{TITLE} 2021-03-04 某市政府网", PROSE, PROSE], TITLE),
    "before the site": ([f"{TITLE}_某市政府网", PROSE, PROSE], TITLE),
    "behind a mark and a blank": ([f"原创 {TITLE}", "来源：某网", PROSE], TITLE),
    "broken before a conjunction": (["某市公开招聘人员名额", "及薪酬待遇办法", PROSE, PROSE], "某市公开招聘人员名额及薪酬待遇办法"),
    "only questions and answers": (["问：小店补贴怎么领", f"答：{PROSE}", "问：有多少钱", f"答：{PROSE}"], None),
    "a headline that ends like an office": (
        ["某镇新桥通车 商家抢先布局", "2016-02-19 08:22:00", "某报记者某某", PROSE],
        "某镇新桥通车 商家抢先布局",
    ),
    "above a subtitle": (
        ["某市举办小店节 三千家小店参加", "——小店节侧记", "2021-03-04 来源：某报", PROSE],
        "某市举办小店节 三千家小店参加",
    ),
    "set wide": (["某 市 小 店 补 贴 办 法", "第一条 为了支持小店，制定本办法。", PROSE], "某市小店补贴办法"),
    "named in a table set wide": (
        ["索 引 号：12345", "发布机构：某市政府办公室", f"名 称：{TITLE}", "文 号：某政办发〔2021〕3号", "各区县：", PROSE],
        TITLE,
    ),
    "only sentences": ([PROSE, PROSE], None),
    "only numbered headings": (["一、申请对象有哪几类？", PROSE, "二、最高多少额度？", PROSE], None),
    "only addressees": (["各区县政府，市政府各部门：", PROSE], None),
}


@pytest.mark.parametrize(("lines", "title"), TITLES.values(), ids=TITLES)
def test_titles_are_told_by_form_and_place(lines: list[str], title: str | None) -> None:
    assert read(*lines).value(FieldName.TITLE) == title


def test_title_labels_and_text_in_one_line_are_told_apart() -> None:
    page = read(f"1、某州做好复工复产工作综述作者：某某 发布时间：2020-03-07 {PROSE * 4}")
    assert page.value(FieldName.TITLE) == "某州做好复工复产工作综述"
    assert page.value(FieldName.PUBLISHED) == "2020-03-07"
    assert page.value(FieldName.AUTHOR) == "某某"
    assert page.body == PROSE * 4


def test_labels_round_the_body_are_read_and_dropped() -> None:
    page = read(TITLE, "来源 : 某市经信局、某市财政局", "2020-02-22", "", PROSE, "某市政府")
    assert page.value(FieldName.SOURCE_NAME) == "某市经信局、某市财政局"
    assert page.value(FieldName.PUBLISHED) == "2020-02-22"
    assert page.body == f"{PROSE}\n\n某市政府"


def test_a_source_behind_the_body_counts_when_none_stands_before_it() -> None:
    page = read(TITLE, "来源: 最后更新:22-10-22 02:44:41", PROSE, "来源:某省工信厅 某某网", "标签: 企业 防控")
    assert page.value(FieldName.SOURCE_NAME) == "某省工信厅 某某网"
    assert page.find(FieldName.PUBLISHED) is None
    assert page.body == PROSE


def test_the_printed_address_dates_a_text() -> None:
    page = read(PROSE, "来源：某网", "编辑：某某", "本文链接：http://m.example.com/content/2020/03/04/1.html")
    assert page.value(FieldName.PUBLISHED) == "2020-03-04"


def test_an_outlet_in_the_place_of_the_source_is_one() -> None:
    assert read(TITLE, "某省人力资源和社会保障厅官网 -->", PROSE).value(FieldName.SOURCE_NAME) == "某省人力资源和社会保障厅官网"


def test_hot_lists_and_footers_are_dropped() -> None:
    tail = ["精彩推荐", *(f"  • 第{n}条新闻的标题" for n in range(8)), "即时播报", *(f"{n}   又一条新闻" for n in range(8)), "某ICP备1号"]
    assert read(TITLE, PROSE, "版权声明:凡注有来源的稿件，转载必须注明。", *tail).body == PROSE


def test_lines_are_blocks_and_bars_make_tables() -> None:
    page = read(TITLE, PROSE, "一、减租。", "序号 | 项目 | 标准", "1 | 贴息 | 50%", "二、补贴。")
    assert page.body.split("\n\n")[1:] == ["一、减租。", "| 序号 | 项目 | 标准 |\n| --- | --- | --- |\n| 1 | 贴息 | 50% |", "二、补贴。"]


def test_numbered_lines_of_markdown_stay_apart() -> None:
    page = read("# 某指南", "", PROSE, "", "1. 营业执照", "2. 申请表", "（一）其他", form="markdown")
    assert page.body.split("\n\n")[1:] == ["1. 营业执照", "2. 申请表", "（一）其他"]


def test_markdown_marks_become_the_dialect() -> None:
    page = read(
        *("---", "title: 某市某条例", "---", "# 某市某条例", "", "## 第一章 总则", "", "**第一条** 为了支持企业，", "制定本条例。"),
        *("", "* 甲", "* 乙", "", "| 一 | 二 |", "| --- | --- |", "| 1 | 2 |", "", "> 见[通知](http://a.gov.cn/b.html)。"),
        form="markdown",
    )
    assert page.value(FieldName.TITLE) == "某市某条例"
    assert page.body.split("\n\n") == [
        "## 第一章 总则",
        "第一条 为了支持企业，制定本条例。",
        "- 甲\n- 乙",
        "| 一 | 二 |\n| --- | --- |\n| 1 | 2 |",
        "见通知。",
    ]
    assert page.form == "markdown"


def test_a_line_of_spam_is_no_title() -> None:
    page = read_page(
        "某某体育官网注册送彩金\n\n关于下达托育建设投资预算的通知\n\n各市财政局：现将预算下达给你们，请认真执行。", form="text"
    )
    assert page.value(FieldName.TITLE) == "关于下达托育建设投资预算的通知"


def test_notes_between_two_printings_of_the_title_stay_in_the_body() -> None:
    note = "备注：以上项目资金包括省、市两级资金，省市政策如有调整的，按新政策执行，同类型资金不重复"
    title = "某区经信局政策汇编（2021年修订版）"
    text = f"{title}\n{note}\n打印本页 关闭窗口\n{title}\n发布日期：2021-01-21\n企业可以申请贴息。"
    assert read_page(text, form="text").body.split("\n\n") == [note, "企业可以申请贴息。"]


@pytest.mark.parametrize(
    "line",
    [
        "松柏市政府网 | 政策库 | 惠企政策 | 2024年",
        "来源：松柏日报 | 作者：本报记者 | 编辑：政务组",
        "政策直达|免申即享|即申即享，企业可以自行选择其中一种方式办理。",
        "一、补贴|奖励|贴息三种方式择一享受，不得重复。",
        "办理方式：网上 | 窗口 | 邮寄，由企业自行选择。",
    ],
)
def test_a_bar_in_plain_text_makes_no_table(line: str) -> None:
    page = read(TITLE, PROSE, line, "请各单位遵照执行。")
    assert "\n|" not in page.body


@pytest.mark.parametrize(
    "rows", ["| 名称 | 标准 |\n| --- | --- |\n| 甲 | 5 |", "|名称|标准|\n|甲|5|", "名称 | 标准 | 单位\n甲 | 5 | 局\n乙 | 6 | 委"]
)
def test_rows_between_bars_are_a_table(rows: str) -> None:
    page = read(TITLE, PROSE, *rows.split("\n"), "请各单位遵照执行。")
    assert "\n\n| 名称 | 标准 |" in page.body


def test_a_title_in_wide_digits_loses_its_number_as_well() -> None:
    page = read("松柏市人民政府关于印发若干措施的通知（松府〔２０２３〕１２号）", PROSE)
    assert page.value(FieldName.TITLE) == "松柏市人民政府关于印发若干措施的通知"
