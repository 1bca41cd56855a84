from __future__ import annotations

import csv

import pytest

from scraper.figures.quantities import find_figures
from scraper.text.fold import fold_body
from tests.measuring import SHARED, find_one

READINGS = [
    # text, raw, kind, value, unit, comparator
    ("补助50万元", "50万元", "money", 500_000, "CNY", None),
    ("安排1200 万元", "1200 万元", "money", 12_000_000, "CNY", None),
    ("投资3.6亿元", "3.6亿元", "money", 360_000_000, "CNY", None),
    ("奖励３０万元", "３０万元", "money", 300_000, "CNY", None),
    ("共计1,250元", "1,250元", "money", 1250, "CNY", None),
    ("人民币贰佰万元整", "贰佰万元整", "money", 2_000_000, "CNY", None),
    ("1亿5000万元", "1亿5000万元", "money", 150_000_000, "CNY", None),
    ("最高不超过80万元的补助", "80万元", "money", 800_000, "CNY", "max"),
    ("不低于5万元", "5万元", "money", 50_000, "CNY", "min"),
    ("约12亿元", "12亿元", "money", 1_200_000_000, "CNY", "approx"),
    ("90余万元", "90余万元", "money", 900_000, "CNY", "min"),
    ("超千亿元", "千亿元", "money", 100_000_000_000, "CNY", "min"),
    ("300万美元", "300万美元", "money", 3_000_000, "USD", None),
    ("每吨按0.5元/吨", "0.5元/吨", "rate", 0.5, "CNY/吨", None),
    ("一次性120元/亩", "120元/亩", "rate", 120, "CNY/亩", None),
    ("复工率76.5%", "76.5%", "percent", 76.5, "%", None),
    ("达到百分之四十", "百分之四十", "percent", 40, "%", None),
    ("超六成", "六成", "percent", 60, "%", "min"),
    ("下调0.25个百分点", "0.25个百分点", "percent", 0.25, "百分点", None),
    ("上限为LPR+60BP", "LPR+60BP", "rate", 60, "BP over LPR", "max"),
    ("加150个基点", "150个基点", "rate", 150, "BP", None),
    ("标准的1.8倍", "1.8倍", "rate", 1.8, "倍", None),
    ("三分之二以上", "三分之二", "percent", 66.67, "%", "min"),
    ("36小时内办结", "36小时", "duration", 36, "小时", "max"),
    ("15个工作日内", "15个工作日", "duration", 15, "工作日", "max"),
    ("二十个工作日", "二十个工作日", "duration", 20, "工作日", None),
    ("免收三个月租金", "三个月", "duration", 3, "月", None),
    ("期限最长2年", "2年", "duration", 2, "年", "max"),
    ("隔离14天", "14天", "duration", 14, "天", None),
    ("30日内答复", "30日", "duration", 30, "日", "max"),
    ("惠及512户", "512户", "count", 512, "户", None),
    ("2万家左右", "2万家", "count", 20_000, "家", "approx"),
    ("120多名干部", "120多名", "count", 120, "名", "min"),
    ("30多万游客", "30多万", "count", 300_000, "", "min"),
    ("不超过60周岁", "60周岁", "count", 60, "周岁", "max"),
    ("≤800人", "800人", "count", 800, "人", "max"),
    ("20人(含)以下", "20人", "count", 20, "人", "max"),
    ("消杀1500万平方米", "1500万平方米", "count", 15_000_000, "平方米", None),
]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading[0])
def test_a_figure_is_read_with_value_unit_and_comparator(reading: tuple[str, str, str, float, str, str | None]) -> None:
    text, *expected = reading
    figure = find_one(text)
    assert [figure.raw, figure.kind, figure.value, figure.unit, figure.comparator] == expected


RANGES = [
    ("10-20万元", 100_000, 200_000),
    ("300万元—900万元", 3_000_000, 9_000_000),
    ("4%至6%", 4, 6),
    ("3至6个月", 3, 6),
    ("200～500亩", 200, 500),
]


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_a_range_has_two_ends(text: str, low: float, high: float) -> None:
    figure = find_one(text)
    assert (figure.raw, figure.value, figure.value_to) == (text, low, high)


def test_two_rates_of_a_change_are_two_figures() -> None:
    assert [figure.value for figure in find_figures(fold_body("征收率由3%降至1%"))] == [3, 1]


@pytest.mark.parametrize(
    "text",
    [
        "2020年2月6日",
        "2019—2021年",
        "3月15日",
        "二〇二〇年二月六日",
        "鲁工信研〔2020〕19号",
        "穗府办规[2021]5号",
        "第12场发布会",
        "第三批项目",
        "“30条”",
        "“三个一批”项目",
        "做到“六个到位”",
        "出台二十条措施",
        "电话0531-12345678",
        "13800000000",
        "5G网络",
        "500强企业",
        "一次性奖励",
        "一家人",
        "统一部署",
        "3人才计划",
        "2020年度",
        "减免.75万元",
        "百年老店",
        "千家万户",
        "几千万元",
    ],
)
def test_dates_numbers_names_and_lost_digits_are_no_figures(text: str) -> None:
    assert find_figures(fold_body(text)) == ()


PERIODS = [("每人每月800元", "人·月"), ("每户补贴600元/月", "月"), ("给予3元/人/天", "人/天"), ("每年2万元", "年"), ("补助2万元", None)]
PERIODS += [("按每招用一人不超过1500元补助", "人"), ("按每托位500元补助", "托位"), ("给予每家80万元补助", "家")]


@pytest.mark.parametrize(("text", "per"), PERIODS)
def test_a_figure_says_for_whom_or_how_long_it_holds(text: str, per: str | None) -> None:
    assert find_figures(fold_body(text))[-1].per == per


ROLES = [
    ("安排专项资金2000万元", "fund_total"),
    ("单户最高不超过20万元", "per_firm_cap"),
    ("给予5万元奖励", "amount"),
    ("固定资产投资500万元以上", "threshold"),
    ("累计发放资金843万元", "spent"),
    ("按30%给予补贴", "discount"),
    ("年利率不超过4%", "interest"),
    ("复工率98%", "uptake"),
    ("48小时办结", "service_time"),
    ("贷款期限最长3年", "term"),
    ("已惠及771户", "uptake"),
    ("吸纳就业30人以上", "threshold"),
    ("补贴每人每月3600元", "amount"),
    ("对单户担保金额500万元及以下的小微企业", "threshold"),
    ("对投资达到要求的给予投资方奖励100万元", "amount"),
    ("每成功推荐1个企业", "threshold"),
    ("年游客达到1万人次以上的旅行社", "threshold"),
    ("利用率达到95%以上的企业", "threshold"),
    ("减按90%计入收入总额", "rate"),
    ("引导担保费率降至1%以下", "rate"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_words_around_a_figure_tell_its_role(text: str, role: str) -> None:
    assert find_one(text).role.value == role


def test_what_stands_before_a_series_holds_for_all_of_it() -> None:
    found = find_figures(fold_body("分别给予每家80万元、30万元和20万元一次性支持"))
    assert [(figure.raw, figure.per, figure.role.value) for figure in found] == [
        ("80万元", "家", "amount"),
        ("30万元", "家", "amount"),
        ("20万元", "家", "amount"),
    ]


COMPARED = [("不满65周岁", "max"), ("年满60周岁", "min"), ("低于5%", "max"), ("不低于5%", "min"), ("最高贷款额度可提高至60万元", "max")]
COMPARED += [("在最高额度的基础上上浮10%", None), ("最高80万元", "max")]


@pytest.mark.parametrize(("text", "comparator"), COMPARED)
def test_the_words_around_a_figure_tell_how_it_binds(text: str, comparator: str | None) -> None:
    found = find_one(text).comparator
    assert (found.value if found else None) == comparator


def test_spans_are_shifted_by_the_offset() -> None:
    body = "前言。给予10万元奖励"
    (figure,) = find_figures(fold_body(body[3:]), 3)
    assert figure.span.read(body) == figure.raw == "10万元"


NO_FIGURES = {"date", "docno", "phone", "ordinal"}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs the project's shared test material beside the checkout")
def test_every_quantity_of_the_shared_table_is_read_where_it_is_a_figure() -> None:
    with (SHARED / "data/quantities.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 66
    missed, invented = [], []
    for row in rows:
        found = [figure.raw for figure in find_figures(fold_body(row["context"])) if figure.raw in row["surface"]]
        nickname = f"“{row['surface']}”" in row["context"]
        if row["kind"] in NO_FIGURES or nickname:
            invented += [row["surface"]] if any(raw.strip("0123456789") for raw in found) else []
        elif not found:
            missed.append(row["surface"])
    assert (missed, invented) == ([], [])


@pytest.mark.parametrize("text", ["实施四个一批工程", "《若干政策十条》", "分为三类管理", "提出三项要求", "前一天", "版本1.0.5元件"])
def test_words_that_count_the_parts_of_a_text_are_no_figures(text: str) -> None:
    assert find_figures(fold_body(text)) == ()


WILD = [
    # text, value, end of a range, kind, unit
    ("补助1 500元", 1500, None, "money", "CNY"),
    ("奖励500 000元", 500_000, None, "money", "CNY"),
    ("投资1 200 000元", 1_200_000, None, "money", "CNY"),
    ("给予2. 5万元", 25_000, None, "money", "CNY"),
    ("给予2 .5万元", 25_000, None, "money", "CNY"),
    ("给予1·5万元", 15_000, None, "money", "CNY"),
    ("约３，５００元", 3500, None, "money", "CNY"),
    ("给予两三万元", 20_000, 30_000, "money", "CNY"),
    ("工资五六千元", 5000, 6000, "money", "CNY"),
    ("经过三五个月", 3, 5, "duration", "月"),
    ("带动七八家", 7, 8, "count", "家"),
    ("招用三四十人", 30, 40, "count", "人"),
    ("每度5角", 0.5, None, "money", "CNY"),
    ("每吨3元5角", 3.5, None, "money", "CNY"),
    ("水价2元8角5分", 2.85, None, "money", "CNY"),
    ("每度优惠3分钱", 0.03, None, "money", "CNY"),
    ("每斤补2毛钱", 0.2, None, "money", "CNY"),
    ("按10元/㎡·月", 10, None, "rate", "CNY/㎡·月"),
    ("按5元/平方米.天", 5, None, "rate", "CNY/平方米·天"),
    ("处理3×10⁶吨", 3_000_000, None, "count", "吨"),
    ("产能10⁶吨", 1_000_000, None, "count", "吨"),
    ("达到2.5×10^4吨", 25_000, None, "count", "吨"),
    ("居住满半年", 6, None, "duration", "月"),
    ("公示期为30日", 30, None, "duration", "日"),
    ("期限不少于二十日", 20, None, "duration", "日"),
    ("已达30余月", 30, None, "duration", "月"),
    ("机组100万千瓦", 1_000_000, None, "count", "千瓦"),
    ("成交额7158亿，较上日", 715_800_000_000, None, "money", "CNY"),
    ("用户数已超过3000万。", 30_000_000, None, "count", ""),
    ("捐出72万现金", 720_000, None, "money", "CNY"),
    ("3万―10万居民", 30_000, 100_000, "count", ""),
    ("累计达到8.7万亿，", 8_700_000_000_000, None, "money", "CNY"),
    ("就有1.5个亿，", 150_000_000, None, "money", "CNY"),
    ("占GDP8%", 8, None, "percent", "%"),
    ("价值1亿澳元", 100_000_000, None, "money", "AUD"),
]


@pytest.mark.parametrize("reading", WILD, ids=lambda reading: reading[0])
def test_a_number_of_the_wild_is_read(reading: tuple[str, float, float | None, str, str]) -> None:
    text, *expected = reading
    figure = find_one(text)
    assert [figure.value, figure.value_to, figure.kind, figure.unit] == expected


@pytest.mark.parametrize(
    "text",
    [
        "上半年完成",
        "2. 5人以上",
        "珠三角地区",
        "截至2020年3月28日",
        "5月10日-20日",
        "做到两手抓",
        "半导体产业",
        "3、申报材料",
        "出台“26条措施”",
    ],
)
def test_what_looks_like_such_a_number_is_left_alone(text: str) -> None:
    assert [figure.raw for figure in find_figures(fold_body(text)) if figure.raw != "5人"] == []


SERIES = [
    ("分别给予50、30和10万元", [500_000, 300_000, 100_000]),
    ("给予一二三等奖5万、3万、1万元", [50_000, 30_000, 10_000]),
    ("每人补助300、500元", [300, 500]),
    ("按10、20及30%补贴", [10, 20, 30]),
    ("给予1.5或2万元", [15_000, 20_000]),
    ("第2、3万元以内", [30_000]),
    ("2、3万元以内的", [30_000]),
]


@pytest.mark.parametrize(("text", "values"), SERIES)
def test_amounts_that_share_a_unit_are_all_read(text: str, values: list[float]) -> None:
    found = find_figures(fold_body(text))
    assert [figure.value for figure in found] == values
    assert all(figure.raw in text for figure in found)


TABLES = [
    ("| 项目 | 补贴标准（万元） |\n| --- | --- |\n| 设备 | 50 |\n| 厂房 | 1,200.5 |", [("money", 500_000), ("money", 12_005_000)]),
    ("| 项目 | 比例(%) |\n| --- | --- |\n| 贴息 | 30 |", [("percent", 30)]),
    ("| 名称 | 名额（单位：人） | 备注 |\n| --- | --- | --- |\n| 甲 | 20 | 2024 |", [("count", 20)]),
    ("单位：万元\n\n| 序号 | 项目 | 奖励金额 |\n| --- | --- | --- |\n| 1 | 设备 | 30 |", [("money", 300_000)]),
    ("（单位：亿元）\n\n| 年份 | 产值 |\n| --- | --- |\n| 2023 | 1.5 |", [("money", 150_000_000)]),
    ("| 项目 | 补贴（元） |\n| --- | --- |\n| 设备 | 500元 |", [("money", 500)]),
    ("| 项目 | 补贴（万元） |\n| --- | --- |\n| 设备 | 见附件2 |\n| 厂房 | — |", []),
    ("| 序号（项） | 补贴（见说明） |\n| --- | --- |\n| 甲 | 5 |", []),
]


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_the_head_or_caption_of_a_table_gives_the_unit(table: str, expected: list[tuple[str, float]]) -> None:
    found = find_figures(fold_body(table))
    assert [(figure.kind, figure.value) for figure in found] == expected
    assert all(table[figure.span.start : figure.span.end] == figure.raw for figure in found)


UNSOLVED = [
    ("第1、2、3条", []),  # the numbers of articles
    ("给予50万元、30和10万元", [500_000, 300_000, 100_000]),  # a list that begins with a whole amount
    ("每人每天30元（节假日45）", [30, 45]),  # a unit that is only meant
    ("奖励一等奖5、二等奖3、三等奖1万元", [50_000, 30_000, 10_000]),  # words between the numbers
    ("补助标准：企业500、个人200（元）", [500, 200]),  # the unit in a bracket behind the list
]


@pytest.mark.xfail(strict=True, reason="what stands between the numbers is not understood yet")
@pytest.mark.parametrize(("text", "values"), UNSOLVED)
def test_amounts_that_are_not_read_yet(text: str, values: list[float]) -> None:
    assert [figure.value for figure in find_figures(fold_body(text))] == values
