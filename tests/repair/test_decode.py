"""Bytes to text: every encoding that pages use, and every way they are wrong about it."""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest

from scraper.errors import BinaryInput, EmptyInput, EncodingFailure, InputError, OversizedInput
from scraper.repair.decode import MAX_BYTES, decode_bytes

SHARED = Path(__file__).parents[2] / ".." / "shared"
NOTICE = "关于做好失业保险稳岗返还工作的通知\n各有关单位：\n返还标准为上年度实际缴费的60%，联系电话：0543-1234567。\n"
PAGE = f"<html><head><title>通知公告</title></head><body><p>{NOTICE}</p></body></html>"
LONG = PAGE * 50
HANT = opencc.OpenCC("s2tw").convert(NOTICE * 3)


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "rule"),
    [
        (PAGE.encode(), None, "utf-8", "bytes"),
        (PAGE.encode(), "gb2312", "utf-8", "bytes"),
        (PAGE.replace("<head>", '<head><meta charset="gb2312">').encode(), None, "utf-8", "bytes"),
        (PAGE.encode("utf-8-sig"), "gbk", "utf-8-sig", "bom"),
        (PAGE.encode("gbk"), "utf-8", "gb18030", "bytes"),
        (PAGE.encode("gb18030"), None, "gb18030", "bytes"),
        (PAGE.encode("utf-16"), "gb2312", "utf-16", "bom"),
        (PAGE.encode("utf-16-le"), None, "utf-16-le", "bytes"),
        (PAGE.encode("utf-16-be"), "utf-8", "utf-16-be", "bytes"),
        (PAGE.encode("utf-32"), None, "utf-32", "bom"),
        (HANT.encode("gb18030"), None, "gb18030", "bytes"),
        (HANT.encode("big5hkscs"), "big5", "big5hkscs", "declared"),
        (HANT.encode("big5hkscs"), "text/html; charset=Big5", "big5hkscs", "declared"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=big5">' + HANT.encode("big5hkscs"), None, "big5hkscs", "declared"),
        (HANT.encode("big5hkscs"), None, "big5hkscs", "bytes"),
        (b"<p>plain ASCII</p>", "gbk", "utf-8", "bytes"),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(data: bytes, declared: str | None, encoding: str, rule: str) -> None:
    decoded = decode_bytes(data, declared)
    assert (decoded.encoding, decoded.rule, decoded.replaced) == (encoding, rule, 0)
    assert "<p>" in decoded.text or "稳岗" in decoded.text or "穩崗" in decoded.text


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_few_bad_bytes_in_a_big_page_are_replaced_and_counted(codec: str) -> None:
    data = LONG.encode(codec)
    decoded = decode_bytes(data[:4000] + b"\xff" + data[4000:])
    assert decoded.encoding == {"utf-8": "utf-8", "gbk": "gb18030"}[codec]
    assert 1 <= decoded.replaced <= 3
    assert decoded.text.count("稳岗返还") >= 48


def test_replacement_characters_of_the_author_are_not_counted() -> None:
    assert decode_bytes("返还\ufffd资金".encode()).replaced == 0


def test_a_lying_mark_does_not_hide_the_bytes() -> None:
    decoded = decode_bytes(b"\xef\xbb\xbf" + LONG.encode("gbk"))
    assert (decoded.encoding, decoded.text.count("稳岗返还")) == ("gb18030", 50)


def test_the_transport_is_believed_before_the_page() -> None:
    data = b'<meta charset="gbk">' + HANT.encode("big5hkscs")
    assert decode_bytes(data, "big5").encoding == "big5hkscs"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \r\n\t", EmptyInput),
        (b"\xef\xbb\xbf \n", EmptyInput),
        ("\u3000\xa0\n".encode(), EmptyInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), BinaryInput),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", BinaryInput),
        (b"PK\x03\x04\x14\x00\x06\x00", BinaryInput),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", BinaryInput),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BinaryInput),
        (b"text " + bytes(40), BinaryInput),
        (bytes(range(1, 32)) * 20, BinaryInput),
        (b"a" * (MAX_BYTES + 1), OversizedInput),
        (b"\x81\x20\xff\x20\xfe" * 60, EncodingFailure),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_what_is_no_text_is_named(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        decode_bytes(data)


@pytest.mark.parametrize("declared", ["zlib", "unicode_escape", "utf-7", "x-unknown", "gb\x00k", "", "国标"])
def test_a_strange_declaration_is_ignored(declared: str) -> None:
    assert decode_bytes(PAGE.encode(), declared).text == PAGE


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="no shared test material beside the checkout")
@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16"])
def test_shared_pages_are_found_again_in_other_encodings(codec: str) -> None:
    for path in sorted((SHARED / "gold" / "dev").glob("*.html")):
        text = decode_bytes(path.read_bytes()).text.removeprefix("\ufeff")
        assert decode_bytes(text.encode(codec), "utf-8").text == text, path.name
