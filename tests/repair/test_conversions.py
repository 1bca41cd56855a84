"""What converters and tools do to a text, each kind in several shapes, and what only looks like it."""

from __future__ import annotations

import pytest

from scraper.model.text import Damage
from scraper.repair.damage import find_damage
from scraper.repair.repair import repair_text

CONVERTED = [
    # numbers of parts with blanks
    ("第 一 条 减免租金", "第一条 减免租金"),
    ("第 十 二 章 附则", "第十二章 附则"),
    ("（ 一 ）减免租金", "（一）减免租金"),
    ("( 12 )减免租金", "(12)减免租金"),
    ("一 、减免租金", "一、减免租金"),
    ("政策如下。二 、贷款贴息", "政策如下。二、贷款贴息"),
    ("\u3000\u30003 ．担保", "\u3000\u30003．担保"),
    # radicals of dictionaries
    ("\u2f64\u2f08单位", "用人单位"),
    ("每\u2f49缴费", "每月缴费"),
    ("\u2ed3期贷款", "长期贷款"),
    ("\u2ed4窗口", "门窗口"),
    ("\u2ec5习补贴", "见习补贴"),
    ("\uf90a融支持", "金融支持"),
    # blanks inside words
    ("提 升服务质 量，降低企 业成本", "提升服务质量，降低企业成本"),
    ("支 持小微企业，返 还失业保 险费", "支持小微企业，返还失业保险费"),
    ("提\u3000升能力，扩\u3000大就业，减\u3000免租金", "提升能力，扩大就业，减免租金"),
]


@pytest.mark.parametrize(("found", "meant"), CONVERTED)
def test_what_a_converter_did_is_undone_and_confessed(found: str, meant: str) -> None:
    repaired = repair_text(found)
    assert repaired.text == meant
    assert len(repaired.repairs) == 1
    assert repair_text(meant).repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "第一章 总则 第二章 扶持 第三章 附则",
        "张三 李四 王五 赵六 孙七",
        "共投入 3 、5 年内收回",
        "松柏市财政局 松柏市民政局 松柏市商务局",
        "推广云计算(cloud computing)、大数据(big data)、人工智能(ai)、物联网(iot)、区块链(blockchain)",
        "亳(bó)州、歙(shè)县、黟(yī)县、濮(pú)阳、儋(dān)州",
    ],
)
def test_what_a_writer_set_stays(text: str) -> None:
    repaired = repair_text(text)
    assert (repaired.text, repaired.repairs) == (text, ())


STRUCK = [
    "企业(yè)复工，支(zhī)持就业，补(bǔ)贴培训，减(jiǎn)免租金，返(fǎn)还保险费。" * 3,
    "企业（yè）复工，支（zhī）持就业，补（bǔ）贴培训，减（jiǎn）免租金，返（fǎn）还保险费。" * 3,
    "企业（ｙè）复工，支（ｚｈī）持就业，补（ｂǔ）贴培训，减（ｊｉǎｎ）免租金，返（ｆǎｎ）还保险费。" * 3,
    "企业(ye)复工，支(zhi)持就业，补(bu)贴培训，减(jian)免租金，返(fan)还保险费。" * 3,
    "企业(yè )复工，支( zhī)持就业，补(bǔ)贴培训，减(jiǎn)免租金，返(fǎn)还保险费。" * 3,
]


@pytest.mark.parametrize("text", STRUCK)
def test_readings_here_and_there_go(text: str) -> None:
    assert repair_text(text).text == "企业复工，支持就业，补贴培训，减免租金，返还保险费。" * 3


GLOSSED = [
    "人(people)民政(politics)府支(support)持企(enterprise)业复(restore)工，减(minus)免租(rent)金，补(patch)贴",
    "人（people）民政（politics）府支（support）持企（enterprise）业复（restore）工，减（minus）免租（rent）金，补（patch）贴",
    "人( people )民政( politics )府支(support)持企(enterprise)业复(restore)工，减(minus)免租(rent)金，补(patch)贴",
    "人(people)民政(political affair)府支(support)持企(look-forward)业复(restore)工，减(minus)免租(rent)金，补(patch)贴",
]


@pytest.mark.parametrize("text", GLOSSED)
def test_english_behind_characters_goes(text: str) -> None:
    repaired = repair_text(text)
    assert repaired.text == "人民政府支持企业复工，减免租金，补贴"
    assert [repair.rule for repair in repaired.repairs] == ["bracket-english"]


@pytest.mark.parametrize("text", ["?。ㄒ唬┘哟笾С", "补贴。？。ㄈ┘饷庾饨", "?。┘哟笾С至Χ", "?F(xiàn)将有关事项通知", "\ufffd减免租金"])
def test_heads_that_wrong_bytes_destroyed_are_marked(text: str) -> None:
    assert Damage.LOST_BYTES in find_damage(text)


@pytest.mark.parametrize("text", ["是否可以申请？是的。", "为什么?。", "（一）减免租金", "F(x)是函数"])
def test_sound_heads_are_not_marked(text: str) -> None:
    assert find_damage(text) == ()


SENTENCES = (
    "对符合条件的小微企业新增贷款给予贴息，单户企业全年最高不超过二十万元，由财政部门会同金融机构负责兑现。",
    "承租国有经营用房的中小企业免收三个月房租，减半收取其后三个月房租，由国有资产管理部门负责落实到位。",
    "对不裁员或者少裁员的参保企业，返还上年度实际缴纳失业保险费的一部分，由人力资源社会保障部门直接发放。",
    "为用工较多的缺工企业举办专场招聘，免费发布招聘信息，组织劳务对接，由就业服务机构负责具体实施工作。",
)


def wrap_lines(width: int, end: str, indent: str = "") -> str:
    lines = [indent + sentence for sentence in SENTENCES]
    return end.join(line[at : at + width] for line in lines for at in range(0, len(line), width))


@pytest.mark.parametrize(
    "text",
    [
        wrap_lines(22, "\n"),
        wrap_lines(22, "\n\n"),
        wrap_lines(21, "\n", "\u3000\u3000"),
        wrap_lines(23, " \n"),
        wrap_lines(20, "\n \n"),
    ],
    ids=["lines", "blank lines", "indents", "trailing blanks", "lines of blanks"],
)
def test_broken_lines_are_joined(text: str) -> None:
    lines = [line.strip() for line in repair_text(text).text.split("\n") if line.strip()]
    assert lines == list(SENTENCES)
