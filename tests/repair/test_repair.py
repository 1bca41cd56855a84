"""Repair: each case of cases/repair.json, and the shared texts."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from scraper.model.text import Damage, Script
from scraper.repair.bracket_pinyin import drop_bracket_pinyin, find_listed
from scraper.repair.broken_lines import find_line_width, join_broken_lines
from scraper.repair.decode import decode_bytes
from scraper.repair.repair import repair_parts, repair_text
from scraper.text.han import count_traditional

CASES = json.loads((Path(__file__).parent / "cases" / "repair.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / ".." / "shared"
# Whole texts in Traditional script or with bracket pinyin, told by reading them; all others are clean.
DAMAGED = {"pg-binjiang", "pg-cctv-multi", "pg-guowuyuan-feifmx", "pg-hubei-nakedoat", "pg-sc-county", "pg-xianning"}

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="no shared test material beside the checkout")


def read_shared(path: Path) -> str:
    return decode_bytes(path.read_bytes()).text


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_repair_treats_the_case_as_written(case: dict[str, Any]) -> None:
    repaired = repair_text(case["found"])
    assert repaired.text == case["repaired"]
    assert [repair.rule for repair in repaired.repairs] == case.get("rules", [])
    assert [damage.value for damage in repaired.damage] == case.get("damage", [])
    assert repaired.script.value == case.get("script", "hans")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_repairing_twice_changes_nothing_more(case: dict[str, Any]) -> None:
    assert repair_text(case["repaired"]).text == case["repaired"]


def test_parts_share_one_diagnosis() -> None:
    parts = ("企業(yè)", "復(fù)工", "產(chǎn)能", "亳(bó)州")
    texts, repaired = repair_parts(parts)
    assert texts == ("企业", "复工", "产能", "亳(bó)州")
    assert repaired.text == "\n".join(texts)


def test_no_parts_make_an_empty_text() -> None:
    assert repair_parts(()) == ((), repair_text(""))


def test_each_repair_is_counted() -> None:
    repairs = {repair.rule: repair.count for repair in repair_text("企業(yè)復(fù)工復(fù)產(chǎn)").repairs}
    assert repairs == {"bracket-pinyin": 4, "traditional-script": 4}


def test_the_first_script_is_kept_on_record() -> None:
    assert repair_text("為持續優化營商環境，現將名單公示如下").script is Script.HANT


def shared_texts() -> list[Path]:
    return sorted(SHARED.glob("texts/*.txt")) if SHARED.exists() else []


@pytest.mark.shared
@needs_shared
def test_repair_leaves_clean_shared_texts_alone() -> None:
    changed = [path.stem for path in shared_texts() if path.stem not in DAMAGED and repair_text(text := read_shared(path)).text != text]
    assert changed == []


@pytest.mark.shared
@needs_shared
def test_clean_shared_texts_show_no_damage() -> None:
    marked = [path.stem for path in shared_texts() if path.stem not in DAMAGED and repair_text(read_shared(path)).damage]
    assert marked == []


@pytest.mark.shared
@needs_shared
def test_repair_of_every_shared_file_is_final() -> None:
    files = [path for folder in ("texts", "seeds", "gold/dev", "pages") for path in sorted((SHARED / folder).glob("*.*"))]
    for path in files:
        once = repair_text(read_shared(path)).text
        assert repair_text(once).text == once, path.name


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("name", "snippets"),
    [
        ("seed-002", ["梳理困难", "保障公共", "加工企业", "“能产尽产”", "简介\n中流击水"]),
        ("seed-004", ["重焕生机", "环保科技、河南尚品食品", "与我们取得联系", "促进经济平稳健康运行"]),
        ("pg-zixing", ["生产线开足马力,", "用工、防护", "店小二"]),
        ("pg-zhangzhou", ["（此件主动公开", "漳政综规〔2022〕6号", "0.8元/吨"]),
        ("pg-yuexi-gnygsm", ["稳定用工", "环卫"]),
        ("pg-huangshi", ["稳岗返还"]),
        ("pg-shaoguan", ["若干政策措施", "政策汇编"]),
    ],
)
def test_repair_restores_the_damaged_labelled_texts(name: str, snippets: list[str]) -> None:
    repaired = repair_text(read_shared(SHARED / "gold" / "dev" / f"{name}.txt"))
    assert [snippet for snippet in snippets if snippet not in repaired.text] == []
    assert find_listed(repaired.text) == frozenset()
    assert count_traditional(repaired.text) == 0
    assert repaired.script is Script.HANT


@pytest.mark.shared
@needs_shared
def test_marks_on_labelled_texts_agree_with_their_labels() -> None:
    for label in sorted((SHARED / "gold" / "dev").glob("*.json")):
        wanted = json.loads(label.read_text(encoding="utf-8")).get("damage")
        source = label.with_suffix(".txt")
        if wanted and source.exists():
            found = {damage.value for damage in repair_text(read_shared(source)).damage}
            assert found >= set(wanted) & set(Damage), label.stem


def test_lines_of_two_widths_are_joined_in_one_repair() -> None:
    sign = "企业应当落实各项安全措施做好物资储备"
    pages = ((23, 16), (37, 28), (13, 12))
    letters = cycle(sign)
    lines = ["".join(islice(letters, width)) for width, number in pages for _ in range(number)]
    width = find_line_width("\n".join(lines))
    assert width is not None
    joined, _ = join_broken_lines("\n".join(lines), width)
    again = find_line_width(joined)
    assert again is None or join_broken_lines(joined, again) == (joined, 0)


GLOSSES = dict(
    zip(
        "鎮館開門來說錢後邊壺散河路修好茶",
        ["zhèn", "guǎn", "kāi", "mén", "lái", "shuō", "qián", "hòu", "biān", "hú", "sàn", "hé", "lù", "xiū", "hǎo", "chá"],
        strict=True,
    )
)


def gloss_some(text: str, sign: str = "()") -> str:
    """A text with the reading of each of these characters behind it once, though it stands elsewhere without."""
    for char, reading in GLOSSES.items():
        text = text.replace(char, f"{char}{sign[0]}{reading}{sign[1]}", 1)
    return text


@pytest.mark.parametrize("sign", ["()", "（）"])
@pytest.mark.parametrize("times", [2, 3, 5])
def test_readings_that_a_tool_scattered_all_go(sign: str, times: int) -> None:
    plain = "鎮上的茶館開門了，人們都來，說錢以後再付，河邊的路修好了，霧散了，一壺茶還熱。"
    glossed = gloss_some(plain, sign) + plain * times
    assert drop_bracket_pinyin(glossed, find_listed(glossed)) == (plain * (times + 1), len(GLOSSES))


@pytest.mark.parametrize(
    "text", ["亳(bó)州的茶館開門了，歙(shè)縣的也開門了。", "鎮(zhèn)上的茶館（guǎn）開門了。" + "鎮上的茶館開門了。" * 5]
)
def test_readings_that_a_writer_gave_stay(text: str) -> None:
    assert drop_bracket_pinyin(text, find_listed(text)) == (text, 0)
