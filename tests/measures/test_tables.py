from __future__ import annotations

import pytest

from tests.measuring import list_leads, read

POLICIES = """惠企政策清单

| 类别 | 序号 | 扶持事项 | 政策内容 | 责任单位 |
| --- | --- | --- | --- | --- |
| 金融 | 1 | 贷款贴息 | 对新增贷款给予30%贴息，最高5万元 | 市财政局 |
| 用工 | 2 | 稳岗返还 | 按60%返还失业保险费 | 市人社局 |

联系电话：0531-12345678"""


def test_rows_of_a_policy_table_are_measures() -> None:
    first, second = read(POLICIES)
    assert (first.lead, second.lead) == ("贷款贴息", "稳岗返还")
    assert [figure.raw for figure in first.figures] == ["30%", "5万元"]
    assert second.span.read(POLICIES).endswith("市人社局 |")


@pytest.mark.parametrize("header", ["| 序号 | 单位 | 办公电话 |", "| 当事人 | 处罚内容 | 机关 |", "| 政策内容 |", "| 项目名称 |"])
def test_other_tables_hold_no_measures(header: str) -> None:
    row = "| 1 | 给予补贴5万元 | 贷款贴息 |"
    assert list_leads(f"{header}\n| --- | --- | --- |\n{row}") == []


@pytest.mark.parametrize("told", ["政策内容", "支持标准", "具体内容", "扶持方式", "标准"])
def test_columns_that_tell_a_policy_go_by_many_names(told: str) -> None:
    assert list_leads(f"| 补贴项目 | {told} | 受理部门 |\n| --- | --- | --- |\n| 设备补贴 | 按10%补助 | 区工信局 |") == ["设备补贴"]


def test_a_table_inside_an_item_belongs_to_the_item() -> None:
    body = "一、给予补贴。标准如下。\n\n| 政策名称 | 补贴标准 |\n| --- | --- |\n| 设备补贴 | 5万元 |\n\n二、减免租金。免收一个月租金。"
    assert list_leads(body) == ["给予补贴", "减免租金"]


def test_short_rows_are_passed_over() -> None:
    assert list_leads("| 类别 | 政策名称 | 政策内容 |\n| 金融 |\n|") == []


TERMS = """| 补贴项目 | 补贴标准 | 支持对象 | 申报材料 | 责任科室 | 咨询电话 | 申报时间 |
| --- | --- | --- | --- | --- | --- | --- |
| 设备补贴 | 每台补助2000元 | 在本区登记的农机合作社 | 购机发票、合格证 | 区农机科 | 0531-12345678 | 2023年3月1日至2023年3月31日 |"""


def test_the_columns_of_a_row_tell_its_terms() -> None:
    (measure,) = read("惠农清单\n\n" + TERMS)
    assert (measure.lead_body, measure.materials) == ("区农机科", "购机发票、合格证")
    assert measure.target.text == "在本区登记的农机合作社"
    assert [contact.phone for contact in measure.contacts] == ["0531-12345678"]
    assert (str(measure.apply_from), str(measure.apply_to)) == ("2023-03-01", "2023-03-31")


def test_a_row_of_other_length_or_without_a_header_tells_what_it_can() -> None:
    short = TERMS.replace(" | 2023年3月1日至2023年3月31日 |", " |")
    assert read(short)[0].apply_to is None
    assert read(short)[0].lead_body == "区农机科"


HEAD = "| 序号 | 政策名称 | 政策内容 | 责任单位 |\n| --- | --- | --- | --- |\n"
LOAN, JOBS = "| 1 | 贷款贴息 | 给予30%贴息 | 市财政局 |", "| 2 | 稳岗返还 | 按60%返还失业保险费 | 市人社局 |"


@pytest.mark.parametrize(
    "rows",
    [
        ["| 一、金融类 | 一、金融类 | 一、金融类 | 一、金融类 |", LOAN, "| 二、用工类 | 二、用工类 | 二、用工类 | 二、用工类 |", JOBS],
        [LOAN, "| 序号 | 政策名称 | 政策内容 | 责任单位 |", JOBS],
        [LOAN, JOBS, "| 注：以上政策不重复享受。 | 注：以上政策不重复享受。 | 注：以上政策不重复享受。 | 注：以上政策不重复享受。 |"],
        [LOAN, JOBS, "| 备注：以上政策 | 由各区落实 |  |  |"],
        [LOAN, "|  |  |  |  |", JOBS],
        [LOAN, JOBS, "", "续表", "", "| 3 | 用工培训补贴 | 每人补贴500元 | 市人社局 |", "| --- | --- | --- | --- |"],
        [
            LOAN,
            JOBS,
            "",
            "| 序号 | 政策名称 | 政策内容 | 责任单位 |",
            "| --- | --- | --- | --- |",
            "| 3 | 用工培训补贴 | 每人补贴500元 | 市人社局 |",
        ],
    ],
    ids=["groups", "repeated header", "note over all columns", "note in a cell", "empty row", "continued", "continued with its header"],
)
def test_only_rows_that_tell_a_policy_are_measures(rows: list[str]) -> None:
    body = "惠企政策清单\n\n" + HEAD + "\n".join(rows)
    assert list_leads(body) == ["贷款贴息", "稳岗返还", "用工培训补贴"][: 3 if "用工培训" in body else 2]


def test_a_continued_row_is_told_by_the_header_above() -> None:
    body = HEAD + LOAN + "\n\n续表\n\n| 3 | 用工培训补贴 | 每人补贴500元 | 市人社局 |\n| --- | --- | --- | --- |"
    assert read(body)[-1].lead_body == "市人社局"


ONE = (
    "| 政策名称 | {} |\n| --- | --- |\n| 支持对象 | 在本市登记的小微企业 |\n| 补贴标准 | {} |\n"
    "| 申报材料 | 购机发票 |\n| 责任单位 | 市农业局 |"
)


def test_a_table_of_one_policy_is_one_measure() -> None:
    between = "附后一项政策如下，请各单位对照执行，抓好落实，确保政策落地见效，惠及企业。"
    body = f"{ONE.format('设备补贴', '每台补贴2000元')}\n\n{between}\n\n{ONE.format('贷款贴息', '按30%贴息')}"
    first, second = read(body)
    assert (first.lead, second.lead) == ("设备补贴", "贷款贴息")
    assert (first.materials, first.lead_body) == ("购机发票", "市农业局")
    assert first.target.text == "在本市登记的小微企业"
    assert [figure.raw for figure in second.figures] == ["30%"]


@pytest.mark.parametrize("told", ["补贴金额", "奖励金额", "支持政策", "补助标准", "奖补额度"])
def test_columns_of_amounts_tell_a_policy(told: str) -> None:
    assert list_leads(f"| 惠企政策名称 | {told} |\n| --- | --- |\n| 设备补贴 | 每台补助2万元 |") == ["设备补贴"]


def test_a_table_of_facts_about_one_firm_is_no_policy() -> None:
    assert list_leads("| 企业名称 | 松柏机械厂 |\n| --- | --- |\n| 注册资本 | 500万元 |\n| 联系电话 | 0531-1234567 |\n| 备注 | 无 |") == []
