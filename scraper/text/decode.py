"""Bytes to text: trust the byte order mark, then the bytes, then the declaration (PAGES, Encoding)."""

from __future__ import annotations

import codecs
import re

from scraper.errors import BinaryInput, EmptyInput, EncodingFailure, OversizedInput
from scraper.model.text import Decoded

MAX_BYTES = 16 * 1024 * 1024
"""Larger than any page seen; the largest of 113 saved pages has 1.2 MB."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BM",
    b"RIFF",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"II*\x00",
    b"MM\x00*",
    b"BZh",
    b"\xfd7zXZ",
    b"{\\rtf",
)
_META_CHARSET = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_MAX_BAD = 0.01
"""Share of undecodable characters that a damaged but readable page may have."""
_CONTROLS = dict.fromkeys(c for c in range(32) if c not in (9, 10, 12, 13))


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a page or file, whatever its header claims.

    `declared` is the charset of the transport, if any; a `<meta charset>` in the first 4 KB counts after it.
    `Decoded.replaced` counts U+FFFD put in place of stray bad bytes.
    Raises EmptyInput, BinaryInput, OversizedInput or EncodingFailure, nothing else.

    >>> decode_bytes("稳岗返还".encode("gbk"), "utf-8").encoding
    'gb18030'
    >>> decode_bytes("稳岗返还".encode(), "gb2312").rule
    'bytes'
    """
    _refuse_unreadable(data)
    decoded = _read_marked(data) or _read_strict(data) or _read_declared(data, declared) or _read_damaged(data)
    if decoded is None:
        raise EncodingFailure("no encoding makes text of these bytes", remedy="save the page again as UTF-8")
    return _check_text(decoded)


def _refuse_unreadable(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise OversizedInput(f"{len(data)} bytes, more than {MAX_BYTES}")
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xfe\xff"):
        raise EmptyInput("no text")
    if data.startswith(_MAGIC):
        raise BinaryInput("an image, archive or office file", remedy="give the page or its text")


def _read_marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, "bom", text.count("\ufffd"))
    return None


def _read_strict(data: bytes) -> Decoded | None:
    wide = _guess_wide(data)
    for encoding in (wide,) if wide else ("utf-8", "gb18030"):
        try:
            return Decoded(data.decode(encoding), encoding, "bytes")
        except UnicodeDecodeError:
            continue
    return None


def _guess_wide(data: bytes) -> str | None:
    r"""UTF-16 without a mark: zeros or line ends on one side only.

    >>> _guess_wide("<p>贷款 5 万元</p>\n".encode("utf-16-le"))
    'utf-16-le'
    """
    if b"\x00" not in data or len(data) % 2:
        return None
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _read_declared(data: bytes, declared: str | None) -> Decoded | None:
    meta = _META_CHARSET.search(data, 0, 4096)
    for name in (declared, meta.group(1).decode("ascii", "replace") if meta else None):
        decoded = _decode_as(data, name, "declared") if name else None
        if decoded:
            return decoded
    return None


def _read_damaged(data: bytes) -> Decoded | None:
    tries = [d for name in ("utf-8", "gb18030") if (d := _decode_as(data, name, "bytes"))]
    return min(tries, key=lambda d: d.replaced, default=None)


def _decode_as(data: bytes, name: str, rule: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(name).name
        text = data.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding, "replace")
    except (LookupError, UnicodeError):
        return None
    bad = text.count("\ufffd")
    return Decoded(text, encoding, rule, bad) if bad <= max(1, _MAX_BAD * len(text)) else None


def _check_text(decoded: Decoded) -> Decoded:
    text = decoded.text
    if not text.strip():
        raise EmptyInput("no text")
    controls = len(text) - len(text.translate(_CONTROLS))
    if controls > 0.02 * len(text) + 2:
        raise BinaryInput(f"{controls} control characters in {len(text)}")
    return decoded
