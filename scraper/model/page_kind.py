"""What a page is when it is no article."""

from __future__ import annotations

from enum import StrEnum


class PageKind(StrEnum):
    """Closed names of pages without a body of their own."""

    ERROR = "error-page"
    LOGIN = "login-page"
    CHECK = "visitor-check"
    HOME = "home-page"
    LIST = "list-page"
    SCRIPT = "script-only"
    EMPTY = "empty-body"
    ATTACHMENT = "attachment-only"
    IMAGE = "image-only"

    @property
    def tells(self) -> bool:
        """True where the page is a notice's own, and files or pictures hold its text; all others stand in place of one."""
        return self in (PageKind.ATTACHMENT, PageKind.IMAGE)
