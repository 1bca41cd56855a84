"""The process that reads one file: bytes in on standard input, pages out as JSON; it has bounds and nothing to lose.

A file may be made to harm its reader. Whatever it does to this process, the one that started it is told a word.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any, Final

from scraper.attachments.file_kinds import FileKind, tell_kind
from scraper.attachments.pdf_text import read_pdf
from scraper.attachments.sheet_text import read_xlsx
from scraper.attachments.word_text import read_doc, read_docx
from scraper.errors import UnreadFile
from scraper.model import FileState

MOST_MEMORY: Final = 224 * 1024 * 1024
"""Bytes that the process may write to; with the code that it shares it stays under 300 MB."""
MOST_SECONDS: Final = 40
"""Of the processor; 300 pages of text take five."""
MOST_WRITTEN: Final = 32 * 1024 * 1024
"""Bytes of a file that may be written: tools for old Word files copy their input."""
MOST_TEXT: Final = 400_000
"""Characters of all pages: fewer than a body may have."""
READERS: Final[dict[FileKind, Callable[[bytes], list[str]]]] = {
    FileKind.PDF: read_pdf,
    FileKind.DOCX: read_docx,
    FileKind.XLSX: read_xlsx,
    FileKind.DOC: read_doc,
}


def read_pages(data: bytes) -> list[str]:
    """The text of each page of a file.

    Raises:
        UnreadFile: why there is none.
    """
    kind = tell_kind(data)
    try:
        pages = READERS[kind](data)
    except ImportError as error:
        remedy = "pip install 'policy-digest[attachments]'"
        raise UnreadFile(FileState.NO_READER, f"the reader of {kind} files is not installed", remedy=remedy) from error
    except (MemoryError, RecursionError) as error:
        raise UnreadFile(FileState.OVERSIZED, "needs more memory than any document") from error
    if sum(map(len, pages)) > MOST_TEXT:
        raise UnreadFile(FileState.OVERSIZED, f"more than {MOST_TEXT:,} characters")
    if not any(page.strip() for page in pages):
        raise UnreadFile(FileState.EMPTY, "the file holds no text")
    return pages


def describe_pages(data: bytes) -> dict[str, Any]:
    """The pages of a file, or the word and the reason why there are none."""
    try:
        return {"pages": read_pages(data)}
    except UnreadFile as error:
        return {"kind": error.kind, "message": error.message, "remedy": error.remedy}
    except Exception as error:  # noqa: BLE001 - a reader that a file has confused says anything
        return {"kind": FileState.BROKEN, "message": f"its reader stops at it ({type(error).__name__})", "remedy": None}


def bound_process() -> None:
    """Takes from this process what no document needs: memory, time, large files."""
    for limit, wanted in (
        (resource.RLIMIT_DATA, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
    ):
        hard = resource.getrlimit(limit)[1]
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(limit, (most, most))


def main() -> None:
    """Reads standard input, writes standard output."""
    data = sys.stdin.buffer.read()
    bound_process()
    sys.stdout.buffer.write(json.dumps(describe_pages(data)).encode())


if __name__ == "__main__":
    main()
