"""What holds for any bytes and any text (ARCHITECTURE.md, invariants 3 and 8)."""

from __future__ import annotations

import time

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scraper.errors import BinaryInput, EmptyInput, EncodingFailure, OversizedInput
from scraper.model.text import Decoded
from scraper.repair import decode
from scraper.repair.damage import find_damage
from scraper.repair.repair import repair_parts, repair_text
from scraper.text import dates, numerals
from scraper.text.fold import fold_width

CALM = settings(max_examples=150, deadline=None)
NAMED = (BinaryInput, EmptyInput, EncodingFailure, OversizedInput)

WORDS = (
    "企业 复工 产能 发展 会议 政策 单位 亳州 乾县 著名 看着 稳岗返还 2020年3月1日 第一条 一、 1、 2、 3、 （一） 万元 50% "
    "， 。 、 ； ： ? ？ - 1 - \n \n\n \u3000 ( )"
)
TOOLS = "(fù) (yè) (nian)(nian) (huì ) ?zé) ?lián)ㄉ鷻C ??萍肌⒑ ,, ，， ,。 ,、 — 2 — 〔〕24号 .99万元"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
PIECES = st.one_of(st.sampled_from((*WORDS.split(" "), *TOOLS.split(" "))), HAN, st.text(max_size=3))
SIMPLE_TEXTS = st.lists(PIECES, max_size=60).map("".join)
TRADITIONAL_TEXTS = SIMPLE_TEXTS.map(opencc.OpenCC("s2t").convert)
TEXTS = st.one_of(SIMPLE_TEXTS, TRADITIONAL_TEXTS, st.text())
CODECS = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"))


def decode_or_name(data: bytes, declared: str | None = None) -> Decoded | None:
    try:
        return decode.decode_bytes(data, declared)
    except NAMED:
        return None


@CALM
@given(
    st.binary(max_size=400),
    st.one_of(st.none(), st.text(max_size=12), st.sampled_from(("gbk", "utf-7", "zlib", "big5", "text/html; charset=x"))),
)
@example(b"\x00" * 50, None)
@example(b"\xff\xfe\x00\xd8", None)
@example(b"<meta charset='unicode_escape'>\xff\xff", "\x00")
def test_decoding_any_bytes_gives_text_or_a_named_error(data: bytes, declared: str | None) -> None:
    decoded = decode_or_name(data, declared)
    if decoded is not None:
        assert decoded.text.strip()
        decoded.text.encode("utf-8")  # no lone surrogates
        assert decoded.replaced >= 0


@CALM
@given(st.text(st.sampled_from("贷款贴息稳岗返还企业，。、经济发展abc <p>0123"), min_size=8, max_size=200), CODECS)
def test_decoding_finds_the_encoding_of_everyday_chinese(text: str, codec: str) -> None:
    text = "支持企业稳定发展的通知\n" + text
    decoded = decode.decode_bytes(text.encode(codec), "iso-8859-1")
    assert (decoded.text.removeprefix("\ufeff"), decoded.replaced) == (text, 0)


@CALM
@given(TEXTS)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once.text).text == once.text


@CALM
@given(st.lists(TEXTS, max_size=5))
def test_parts_stay_apart_and_in_order(parts: list[str]) -> None:
    texts, repaired = repair_parts(parts)
    assert len(texts) == len(parts)
    assert "\n".join(texts) == repaired.text


@CALM
@given(TEXTS)
def test_a_change_is_always_confessed(text: str) -> None:
    repaired = repair_text(text)
    assert (repaired.text != text) <= bool(repaired.repairs)
    assert all(repair.count > 0 for repair in repaired.repairs)


@CALM
@given(TEXTS)
def test_damage_is_found_in_any_text_without_an_exception(text: str) -> None:
    assert len(set(found := find_damage(text))) == len(found)


@CALM
@given(st.text())
def test_folding_keeps_length_and_is_final(text: str) -> None:
    folded = fold_width(text)
    assert len(folded) == len(text)
    assert fold_width(folded) == folded


@CALM
@given(TEXTS, st.one_of(st.none(), st.integers(1999, 2030)))
def test_every_date_has_a_span_that_prints_it(text: str, year: int | None) -> None:
    for day, span in dates.find_dates(text, year=year):
        assert dates.parse_date(span.read(text), year=year) == day


@CALM
@given(
    st.dates(dates.date(1900, 1, 1), dates.date(2099, 12, 31)),
    st.sampled_from(
        (
            "{0.year}年{0.month}月{0.day}日",
            "{0.year}-{0.month:02}-{0.day:02}",
            "{0.year}.{0.month}.{0.day}",
            "{0.year}/{0.month}/{0.day} 09:04",
        )
    ),
)
def test_a_printed_date_is_read_back(day: dates.date, shape: str) -> None:
    printed = shape.format(day)
    assert dates.parse_date(printed) == day


@CALM
@given(st.one_of(st.text(max_size=12), st.text(st.sampled_from("〇一二两三五九十百千万亿点0123456789.,壹贰拾佰"), max_size=10)))
def test_a_numeral_is_a_number_or_none(text: str) -> None:
    value = numerals.parse_numeral(text)
    assert value is None or value >= 0


@CALM
@given(st.integers(0, 10**12))
def test_an_arabic_numeral_is_read_back(number: int) -> None:
    assert numerals.parse_numeral(str(number)) == number
    assert numerals.parse_numeral(f"{number:,}") == number


@pytest.mark.parametrize(
    "text",
    [
        "?zé)" * 5_000,
        "企業(yè)" * 20_000,
        "重?zé)ㄉ鷻" * 3_000,
        "復(fù)業(yè)發(fā)??萍肌⒑幽仙衅肥称" * 300,
        "\n2、" * 50_000,
        ",，" * 100_000,
    ],
)
@pytest.mark.no_cover
def test_hostile_repetition_is_repaired_in_time(text: str) -> None:
    start = time.process_time()
    repair_text(text)
    assert time.process_time() - start < 30
