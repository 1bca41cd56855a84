"""Files that belong to a notice, and what became of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scraper.model.span import Span


class FileState(StrEnum):
    """Whether the text of a file was read, and if not, why."""

    READ = "read"
    NEEDS_OCR = "needs-ocr"
    ENCRYPTED = "encrypted-file"
    BROKEN = "broken-file"
    OVERSIZED = "oversized-file"
    ARCHIVE = "archive-file"
    UNKNOWN = "unknown-file"
    EMPTY = "empty-file"
    NO_READER = "no-reader"
    PERSONS = "named-persons"
    DAMAGED = "damaged-text"


@dataclass(frozen=True, slots=True)
class FilePage:
    """Where the text of a page of a file begins in the body: a page as printed, a sheet, or the whole of a file without pages.

    `opening` are its first words there, `span` where they stand, None where the body no longer has them.
    """

    number: int
    opening: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a notice. `type` is the lower-case extension (pdf, docx, ...).

    `state` is None for a file that nobody tried to read; `pages` are those of a file that was.
    """

    name: str
    url: str
    type: str
    state: FileState | None = None
    pages: tuple[FilePage, ...] = ()
