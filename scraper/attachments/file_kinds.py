"""What a file is, told by its first bytes: names and headers claim anything."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO
from typing import Final

from scraper.errors import UnreadFile
from scraper.model import FileState

SIGNS: Final = (
    (b"Rar!\x1a", FileState.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileState.ARCHIVE),
    (b"\x1f\x8b", FileState.ARCHIVE),
    (b"BZh", FileState.ARCHIVE),
    (b"\xfd7zXZ", FileState.ARCHIVE),
    (b"{\\rtf", FileState.UNKNOWN),
)
"""First bytes of files that are told by name and left closed."""
PDF: Final = b"%PDF-"
HEAD: Final = 1024
"""Bytes before which the mark of a PDF has to stand."""
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED, WORDS = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
"""Names of streams in a compound file: the whole of a file under a password, and the text of a Word file."""
READABLE: Final = frozenset({"pdf", "doc", "docx", "xlsx"})
"""Endings of addresses behind which a file may be read; zip, rar and others are never asked for."""

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 2_000, 64 * 1024 * 1024, 200
"""Of what a file of Office packs together: members, their bytes unpacked, and how much smaller they may be packed."""
LEAST_PACKED: Final = 1024 * 1024
"""Unpacked bytes below which no ratio is suspicious."""


class FileKind(StrEnum):
    """Kinds of files that have a reader."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"


def is_file(data: bytes) -> bool:
    r"""True for the bytes of a PDF, an office file or an archive, which are no page and no text.

    >>> is_file(b"%PDF-1.7"), is_file(b"PK\x03\x04"), is_file(b"<!DOCTYPE html><p>%PDF-"), is_file("通知".encode())
    (True, True, False, False)
    """
    return data.startswith((*ZIP, COMPOUND, *(sign for sign, _ in SIGNS))) or data.lstrip(b"\r\n\t \x00\xef\xbb\xbf").startswith(PDF)


def tell_kind(data: bytes) -> FileKind:
    """The kind of a file that can be read.

    Raises:
        UnreadFile: an archive, a file under a password, a bomb, a broken file, or of a kind without a reader.
    """
    for sign, state in SIGNS:
        if data.startswith(sign):
            raise UnreadFile(state, "an archive, which is not opened" if state is FileState.ARCHIVE else "a kind of file without a reader")
    if PDF in data[:HEAD]:
        return FileKind.PDF
    if data.startswith(COMPOUND):
        return _tell_compound(data)
    if data.startswith(ZIP):
        return _tell_packed(data)
    raise UnreadFile(FileState.UNKNOWN, "a kind of file without a reader")


def _tell_compound(data: bytes) -> FileKind:
    if LOCKED in data:
        raise UnreadFile(FileState.ENCRYPTED, "the file asks for a password")
    if WORDS in data:
        return FileKind.DOC
    raise UnreadFile(FileState.UNKNOWN, "an old office file without a reader", remedy="save it as docx or xlsx")


def _tell_packed(data: bytes) -> FileKind:
    """The kind of a packed file by what it holds, judged by its directory before anything is unpacked."""
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadFile(FileState.BROKEN, "the file is cut off or damaged") from error
    names = {member.filename for member in members}
    kind = FileKind.DOCX if "word/document.xml" in names else FileKind.XLSX if "xl/workbook.xml" in names else None
    if kind is None:
        raise UnreadFile(*((FileState.UNKNOWN, "an office file without a reader") if "[Content_Types].xml" in names else _ARCHIVED))
    _refuse_bomb(members)
    return kind


_ARCHIVED: Final = (FileState.ARCHIVE, "an archive, which is not opened")


def _refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Stops at a packed file that unpacks to more than any document.

    Raises:
        UnreadFile: it does, or it asks for a password.
    """
    whole, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or whole > MOST_BYTES or (whole > LEAST_PACKED and whole > MOST_RATIO * packed):
        raise UnreadFile(FileState.OVERSIZED, f"unpacks to {len(members):,} members and {whole:,} bytes")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadFile(FileState.ENCRYPTED, "the file asks for a password")
