"""What a web page or a text file says before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scraper.model.doubt import Doubt
from scraper.model.notice import Attachment
from scraper.model.page_kind import PageKind
from scraper.model.text import Damage, Repair, Script


class FieldName(StrEnum):
    """Closed names of what a page can state about itself."""

    TITLE = "title"
    PUBLISHED = "published"
    UPDATED = "updated"
    SOURCE_NAME = "source_name"
    AUTHOR = "author"
    COLUMN = "column"
    BREADCRUMB = "breadcrumb"
    SITE_NAME = "site_name"
    SITE_ID = "site_id"
    SITE_OWNER = "site_owner"
    URL = "url"
    INDEX_NO = "index_no"
    SUBJECT_CLASS = "subject_class"
    ISSUER = "issuer"
    DOC_NUMBER = "doc_number"
    WRITTEN = "written"
    EFFECTIVE = "effective"
    EXPIRES = "expires"
    VALIDITY = "validity"


@dataclass(frozen=True, slots=True)
class Field:
    """One statement of the page: a value, the rule that read it ("meta:PubDate", "label:来源", "header:发文字号") and the words it read.

    Values are text as printed and repaired, but PUBLISHED, WRITTEN, EFFECTIVE and EXPIRES, which are ISO dates.
    """

    name: FieldName
    value: str
    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page after decoding, repair and removal of boilerplate.

    `body` is Markdown of a plain dialect: blocks separated by one blank line; a block is a paragraph on one line, a heading
    (`## ` to `#### `), a run of `- ` items, a table (`| a | b |` lines) or an image (`![alt](url)`). All other characters are
    literal: nothing is escaped (that is done by `frontmatter` when a file is written). `form` is html, text or markdown.
    `kind` says what a page is that is no article: its body is empty, or nothing but pictures and names of files.
    """

    body: str
    fields: tuple[Field, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    form: str = "html"
    script: Script = Script.HANS
    repairs: tuple[Repair, ...] = ()
    damage: tuple[Damage, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    next_pages: tuple[str, ...] = ()
    kind: PageKind | None = None

    def find(self, name: FieldName) -> Field | None:
        """The page's best statement of `name`, or None."""
        return next((f for f in self.fields if f.name == name), None)

    def value(self, name: FieldName) -> str | None:
        """The value of `find(name)`, or None."""
        field = self.find(name)
        return field.value if field else None


@dataclass(frozen=True, slots=True)
class Annex:
    """A file with its text read as a page; the spans of the pages in `file` point into the body of `page`."""

    file: Attachment
    page: Page
