"""Notices that list private persons are held; lists of officials, firms and places are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.model import Damage, Field, FieldName, Page, Snapshot
from scraper.people.persons import find_named
from scraper.pipeline import build_reader
from scraper.reading.notice_reading import read_notice
from scraper.text.fold import fold_width
from site_config.closed_words import load_vocabulary

ROWS = "| 1 | 张三 | {0} |\n| 2 | 李小四 | {0} |\n| 3 | 王五 | {0} |"
NAMED = {
    "recipients with amounts": "| 序号 | 姓名 | 补贴金额 |\n| --- | --- | --- |\n" + ROWS.format("500元"),
    "persons with cards": "| 序号 | 申请人姓名 | 身份证号 |\n" + ROWS.format("371601**********34"),
    "head spaced": "| 序号 | 姓 名 | 毕业院校 |\n" + ROWS.format("示例学院"),
    "title row above the head": "| 一次性创业补贴公示 |\n| 序号 | 姓名 | 单位 |\n" + ROWS.format("某店"),
    "half hidden names": "| 序号 | 姓名 | 金额 |\n| 1 | 张*三 | 1 |\n| 2 | 李某某 | 1 |\n| 3 | 王×× | 1 |".replace("张*三", "张某"),
    "in a row": "一次性求职创业补贴人员名单如下：张三、李小四、王五、赵六、孙小七。",
    "on lines": "公益性岗位人员名单\n\n- 张三\n- 李小四\n- 王五\n- 赵六\n- 孙小七",
    "spaced": "经审核，以下困难人员享受补贴，名单公示如下：\n\n张三 李小四 王 五 赵六 孙小七",
    "beside cards": "张三 371601**********34 500元\n\n李四，男，身份证号371602**********12，500元",
    "punished": "行政处罚决定书\n\n当事人：张三，男，汉族。",
    "punished by label": "被处罚人：李小四\n\n住址：某村",
    "fined": "我局决定对张三、李小四分别处以罚款500元。",
}
FREE = {
    "officials": "| 姓名 | 职务 | 分工 |\n| 张三 | 局长 | 全面 |\n| 李四 | 科长 | 财务 |\n| 王五 | 科员 | 文秘 |",
    "contacts": "| 科室 | 姓名 | 办公电话 |\n| 甲科 | 张三 | 0543-3160000 |\n| 乙科 | 李四 | 0543-3160001 |\n| 丙科 | 王五 | 95588 |",
    "empty form": "| 姓名 | | 性别 | |\n| 身份证号 | | 电话 | |\n| 单位意见 | | | |",
    "firms": "| 序号 | 企业名称 | 补贴金额 |\n| 1 | 云溪示例厂 | 500 |\n| 2 | 云溪甲厂 | 500 |\n| 3 | 云溪乙厂 | 500 |",
    "a meeting": "张三、李四、王五、赵六、孙七等领导出席会议。",
    "places": "补贴对象名单如下：温州市、金华市、常州市、江阴市、安阳市",
    "a committee": "组长：张三；副组长：李四、王五；成员：赵六、孙七、周八、吴九",
    "firm punished": "当事人：云溪示例食品有限公司",
    "rule": "对单位给予警告，对个人处以罚款；对申请人给予处罚；对经营者处以罚款。",
    "contact": "联系人：张三、李四，电话0543-3160000",
}


@pytest.mark.parametrize("case", NAMED)
def test_lists_of_private_persons_are_found(case: str) -> None:
    assert find_named(fold_width(NAMED[case])) is not None


@pytest.mark.parametrize("case", FREE)
def test_officials_firms_and_places_are_no_such_list(case: str) -> None:
    assert find_named(fold_width(FREE[case])) is None


def test_a_title_names_who_is_punished() -> None:
    assert find_named("正文", "关于对张三行政处罚的决定") is not None
    assert find_named("正文", "关于对违法企业行政处罚的决定") is None


@pytest.mark.xfail(strict=True, reason="a surname that the list of common ones lacks, in every row")
def test_rare_surnames_are_names() -> None:
    assert find_named("| 姓名 | 补贴金额 |\n| 仉一 | 1 |\n| 乜二 | 1 |\n| 爨三 | 1 |") is not None


@pytest.mark.xfail(strict=True, reason="two rows may be a form that was filled in as an example")
def test_two_recipients_are_a_list() -> None:
    assert find_named("| 姓名 | 补贴金额 |\n| 张三 | 1 |\n| 李四 | 1 |") is not None


def test_a_page_that_lists_persons_is_held_with_a_doubt() -> None:
    reader = build_reader(load_vocabulary())
    page = Page(
        f"经审核，现予公示。\n\n{NAMED['recipients with amounts']}",
        (Field(FieldName.TITLE, "关于补贴的公示", "meta:title", "关于补贴的公示"),),
    )
    notice = read_notice(page, Snapshot("a.html", b"", "0" * 64), reader.gazetteer, reader.lexicon)
    assert Damage.NAMED_PERSONS in notice.damage
    assert notice.held
    (doubt,) = (doubt for doubt in notice.doubts if doubt.rule == "named-persons")
    assert doubt.span is not None
    assert doubt.span.read(notice.body).startswith("| 序号 | 姓名")
    assert not replace(notice, withheld=False).held
