"""Bytes to text: trust the byte order mark, then the bytes, then the declaration."""

from __future__ import annotations

import codecs
import re

from scraper.errors import BinaryInput, EmptyInput, EncodingFailure, OversizedInput
from scraper.model.text import Decoded
from scraper.repair.bigrams import is_everyday

MAX_BYTES = 16 * 1024 * 1024
"""Many times the largest page seen; a larger file is no notice (see SECURITY.md)."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLANK = b" \t\r\n\x0b\x0c"
_MAGIC = (
    *(
        b"%PDF-",
        b"{\\rtf",
        b"\xd0\xcf\x11\xe0",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"Rar!\x1a",
        b"7z\xbc\xaf",
        b"\x1f\x8b",
        b"BZh9",
        b"\xfd7zXZ",
    ),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"\x7fELF", b"MZ\x90\x00", b"wOFF", b"wOF2"),
)
"""First bytes of office files, archives, images, programs and fonts."""
_CHARSET = re.compile(r"""charset\s{0,8}=\s{0,8}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_TEXT_CODEC = re.compile(r"(?:utf-?(?:8|16|32)|gb|hz|big5|cp\d|iso8859|ascii|shift_jis|euc|koi8).{0,12}")
"""Codecs of pages; Python knows others that compress or escape."""
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""Pages name the older standard and use the newer."""
_MAX_BAD = 0.02
"""Share of bad bytes, or of control characters, that a page in this encoding may have."""
_MIN_PLAIN = 0.5
"""Share of everyday characters among the Chinese ones of a rightly decoded text; wrong encodings reach 0.45."""
_SAMPLE = 20_000
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
_HIGH_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a page or file, whatever its header claims.

    `declared` is the transport's charset or Content-Type, if any; a `<meta charset>` in the first 4 KB counts after it.
    `Decoded.replaced` counts U+FFFD put in place of stray bad bytes. Raises EmptyInput, BinaryInput, OversizedInput or
    EncodingFailure, nothing else.

    >>> decode_bytes("稳岗返还资金".encode("gbk"), "utf-8").encoding
    'gb18030'
    >>> decode_bytes("稳岗返还资金".encode(), "gb2312").encoding
    'utf-8'
    """
    _refuse_unreadable(data)
    decoded = _read_marked(data) or _read_bytes(data) or _read_declared(data, declared) or _read_unlikely(data)
    if decoded is None:
        raise EncodingFailure("no encoding makes text of these bytes", remedy="save the page again as UTF-8")
    if not decoded.text.strip().strip("\ufeff\u200b").strip():
        raise EmptyInput("no text")
    controls = _count_controls(decoded.text)
    if controls > 2 + _MAX_BAD * len(decoded.text):
        raise BinaryInput(f"{controls} control characters among {len(decoded.text)}")
    return decoded


def _count_controls(text: str) -> int:
    r"""Control characters but tab, line ends and page breaks; counted in bytes, where deleting all of them at once is eight times faster.

    >>> _count_controls("a\t\r\n\x00\x85贷款\x7f")
    3
    """
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _CONTROLS)) + len(_HIGH_CONTROLS.findall(data))


def _refuse_unreadable(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise OversizedInput(f"{len(data)} bytes, more than {MAX_BYTES}")
    if not data.strip(_BLANK):
        raise EmptyInput("no text")
    if data.startswith(_MAGIC):
        raise BinaryInput("an image, archive or office file", remedy="give the page or its text")


def _read_marked(data: bytes) -> Decoded | None:
    return next((_decode_as(data, name, "bom") for mark, name in _BOMS if data.startswith(mark)), None)


def _read_bytes(data: bytes) -> Decoded | None:
    """What the bytes can only be: UTF-16 by its zeros, UTF-8 by its form, GB 18030 by its everyday characters."""
    wide = _guess_wide(data)
    for name in (wide, "utf-8", "gb18030"):
        decoded = _decode_as(data, name, "bytes") if name else None
        if decoded and (name == "utf-8" or _is_likely(decoded.text)):
            return decoded
    return None


def _guess_wide(data: bytes) -> str | None:
    r"""UTF-16 without a mark: the zeros of ASCII characters stand on one side only.

    >>> _guess_wide("<p>贷款 5 万元</p>\n".encode("utf-16-le"))
    'utf-16-le'
    """
    head = data[:4096]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or max(low, high) < 4 * min(low, high) + 1:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _read_declared(data: bytes, declared: str | None) -> Decoded | None:
    meta = _CHARSET.search(data[:4096].decode("ascii", "replace"))
    said = _CHARSET.search(declared or "")
    names = (said[1] if said else declared, meta[1] if meta else None)
    return next((decoded for name in names if name and (decoded := _decode_as(data, name, "declared")) and _is_likely(decoded.text)), None)


def _read_unlikely(data: bytes) -> Decoded | None:
    """Encodings that pages seldom have, then GB 18030 even if its characters are rare ones."""
    tries = (_decode_as(data, name, "bytes") for name in ("big5hkscs", "utf-16-le", "utf-16-be"))
    return next((found for found in tries if found and _is_likely(found.text, least=1)), None) or _decode_as(data, "gb18030", "bytes")


def _decode_as(data: bytes, name: str, rule: str) -> Decoded | None:
    """The text if few bytes are bad; measured against the foreign characters, since every encoding reads ASCII."""
    try:
        encoding = codecs.lookup(name).name
        if not _TEXT_CODEC.fullmatch(encoding):
            return None
        encoding = _SUPERSETS.get(encoding, encoding)
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    bad = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return Decoded(text, encoding, rule, bad) if bad <= _MAX_BAD * foreign else None


def _is_likely(text: str, least: int = 0) -> bool:
    """True when the foreign characters of a text are mostly everyday Chinese, `least` of them or more."""
    foreign = [char for char in _FOREIGN.findall(text[:_SAMPLE]) if "\u3400" <= char <= "\U0003ffff" or char < "\u2000"]
    plain = sum(map(_is_plain, foreign))
    return plain >= max(least, _MIN_PLAIN * len(foreign))


def _is_plain(char: str) -> bool:
    return is_everyday(char) or char in "\xa0\xb7" or "\uff00" <= char <= "\uffef"
