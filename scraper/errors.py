"""The one exception tree.

    DigestError
    ├── InputError        a document can't be read
    │   ├── EmptyInput
    │   ├── BinaryInput
    │   ├── OversizedInput
    │   ├── EncodingFailure
    │   └── UnreadFile
    ├── FrontMatterError  a content file is broken
    ├── PrivacyError      a content file shows personal data
    ├── ConfigError       a source file, mkdocs.yml or vocabulary file is broken
    ├── FetchError        the network did not give a page
    └── StoreError        the disk refused, or another run holds the lock

Each error knows `kind` (a stable kebab-case word for programs) and, where there is one, `file`, `line` and `remedy`;
`str()` puts them in one line for people. `begun` is True when part of the work had been done before it.
"""

from __future__ import annotations


class DigestError(Exception):
    """Anything that Policy Digest reports instead of crashing."""

    kind = "error"
    remedy: str | None = None

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.remedy = remedy or self.remedy
        self.begun = False

    def __str__(self) -> str:
        """One line: place, message, remedy.

        >>> str(FrontMatterError("no closing ---", file="a.md", line=3, remedy="add a line ---"))
        'a.md:3: no closing --- (add a line ---)'
        """
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}{self.message}" + (f" ({self.remedy})" if self.remedy else "")


class InputError(DigestError):
    """A document can't be read."""

    kind = "unreadable-input"


class EmptyInput(InputError):
    """Nothing, or white space only."""

    kind = "empty-input"


class BinaryInput(InputError):
    """Bytes that are no text: an image, an archive, a program."""

    kind = "binary-input"


class OversizedInput(InputError):
    """Larger or more deeply nested than any real page."""

    kind = "oversized-input"
    remedy = "split it or save the text alone"


class EncodingFailure(InputError):
    """No encoding turns the bytes into Chinese or any text."""

    kind = "encoding-failure"


class UnreadFile(InputError):
    """A PDF or office file gives no text; `kind` is the word for the reason (needs-ocr, encrypted-file, ...)."""

    def __init__(self, kind: str, message: str, *, file: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message, file=file, remedy=remedy)
        self.kind = kind


class FrontMatterError(DigestError):
    """A content file is broken."""

    kind = "front-matter"


class PrivacyError(DigestError):
    """A content file shows personal data."""

    kind = "privacy"


class ConfigError(DigestError):
    """A source file, mkdocs.yml or vocabulary file is broken."""

    kind = "config"


class FetchError(DigestError):
    """The network did not give a page."""

    kind = "fetch"


class StoreError(DigestError):
    """The disk refused, or another run holds the lock."""

    kind = "store"
