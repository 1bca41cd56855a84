"""Script: what tells it, and words that the converter alone gets wrong."""

from __future__ import annotations

import pytest

from scraper.model.text import Script
from scraper.text.han import count_traditional, find_script, simplify_text

WORDS = {
    "若幹標准": "若干标准",
    "爲企業排憂解難": "为企业排忧解难",
    "看著隨著意味著": "看着随着意味着",
    "著名專著顯著企業": "著名专著显著企业",
    "著力解決": "着力解决",
    "答覆反覆覆蓋": "答复反复覆盖",
    "帳戶臺帳": "账户台账",
    "規畫計畫座標部份標準": "规划计划坐标部分标准",
    "徵收": "征收",
    "綫上衆羣産説": "线上众群产说",
    "乾縣幹部在乾燥車間": "乾县干部在干燥车间",
    "政策彙編": "政策汇编",
    "河南后羿製藥": "河南后羿制药",
}


@pytest.mark.parametrize(("found", "simple"), WORDS.items())
def test_words_become_those_of_the_mainland(found: str, simple: str) -> None:
    assert simplify_text(found)[0] == simple


@pytest.mark.parametrize("text", ["乾县、乾安县", "著名企业", "慰藉", "企业复工复产", "", "1,268 ABC"])
def test_simplified_lines_stay_as_they_are(text: str) -> None:
    assert simplify_text(text) == (text, 0)
    assert count_traditional(text) == 0


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", Script.HANS),
        ("Policy Digest 2020", Script.HANS),
        ("各区县人民政府", Script.HANS),
        ("發展", Script.HANS),
        ("關於印發實施細則的通知", Script.HANT),
        ("創新及科技局宣布資助計劃接受申請", Script.HANT),
        ("会议由陳志遠主持，" + "企业代表围绕稳岗就业和融资担保提出建议。" * 5, Script.HANS),
    ],
)
def test_the_script_of_a_document_is_that_of_its_bulk(text: str, script: Script) -> None:
    assert find_script(text) is script
