"""Torn bytes: a model of the tool that tears them, and what restoration makes of its work."""

from __future__ import annotations

import opencc
import pytest

from scraper.model.text import Damage
from scraper.repair.bracket_pinyin import drop_bracket_pinyin
from scraper.repair.lost_bytes import Patience, restore_lost_bytes
from scraper.repair.repair import repair_text

LISTED = {
    "責": "zé",
    "聯": "lián",
    "內": "nèi",
    "動": "dòng",
    "驗": "yàn",
    "場": "chǎng",
    "網": "wǎng",
    "廣": "guǎng",
    "復": "fù",
    "業": "yè",
    "產": "chǎn",
    "術": "shù",
}
TRADITIONAL = opencc.OpenCC("s2t")


def break_as_tool(text: str) -> str:
    """Write Traditional GBK, put pinyin after each pair of bytes that looks like a listed character, and read the result."""
    data = TRADITIONAL.convert(text).encode("gbk")
    for char, pinyin in LISTED.items():
        data = data.replace(char.encode("gbk"), f"{char}({pinyin})".encode("gbk"))
    return read_carelessly(data)


def read_carelessly(data: bytes) -> str:
    """GBK as the tool's reader takes it: a bad pair is one `?`, a user-defined pair vanishes."""
    out = []
    at = 0
    while at < len(data):
        lead, trail = data[at], data[at + 1] if at + 1 < len(data) else 0
        if lead < 0x80:
            out.append(chr(lead))
            at += 1
            continue
        at += 2
        if trail < 0x40 or trail == 0x7F:
            out.append("?")
        elif not ((0xAA <= lead <= 0xAF or lead >= 0xF8) and trail >= 0xA1):
            out.append(bytes((lead, trail)).decode("gbk", "ignore") or "?")
    return "".join(out)


def restore(text: str) -> str:
    return restore_lost_bytes(drop_bracket_pinyin(text, frozenset(LISTED))[0])[0]


# Straddling pairs were found by search; none of the sentences is from a document.
TORN = ["请与我们取得联系,", "工厂重焕生机,订单增多", "材料初审通过,", "向灾区企业减免租金,三个月", "初审通过后公示五天,"]


@pytest.mark.parametrize("text", TORN)
def test_restoration_undoes_the_tool(text: str) -> None:
    torn = break_as_tool(text)
    assert "?" in torn
    assert restore(torn) == TRADITIONAL.convert(text)


@pytest.mark.parametrize("text", ["加快推动产业升级,", "广场周边", "对企业内部,"])
def test_the_model_tears_nothing_where_pairs_are_aligned(text: str) -> None:
    torn = break_as_tool(text)
    assert "?" not in torn
    assert restore(torn) == TRADITIONAL.convert(text)


def test_an_honest_question_mark_stays() -> None:
    text = "企業返崗情況怎樣?”“生產經營都遇到哪些困難?"
    assert restore_lost_bytes(text) == (text, 0)


def test_a_run_without_a_clear_reading_stays() -> None:
    text = "龘?zé)ㄉ龘龘龘"
    assert restore_lost_bytes(text) == (text, 0)


def test_a_set_phrase_comes_back_though_pairs_vanished() -> None:
    torn = read_carelessly("\u3000（此件公開發布".encode("gbk")[1:] + b"\n")
    assert "（此件公開" in restore_lost_bytes(f"\n?{torn}")[0]


def test_restored_and_unrestored_bytes_are_marked() -> None:
    brackets = "企業(yè)復(fù)工復(fù)產(chǎn)，"
    assert repair_text(brackets + break_as_tool("与我们取得联系,")).damage == (Damage.LOST_BYTES,)
    assert repair_text(brackets + "龘?zé)ㄉ龘龘龘").damage == (Damage.LOST_BYTES,)


def test_a_document_of_torn_runs_alone_costs_no_more_than_its_patience() -> None:
    patience = Patience(left=3)
    _, restored = restore_lost_bytes("重?zé)ㄉ鷻C，" * 50, patience)
    assert (restored, patience.left) == (3, 0)
