"""One act or report of an authority: the contract between scraper, content and site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scraper.model.doubt import Doubt, Evidence
from scraper.model.measure import Contact, Measure
from scraper.model.naming import NoticeId, Origin
from scraper.model.page_kind import PageKind
from scraper.model.region import Place
from scraper.model.span import Span
from scraper.model.text import HOLDING_DAMAGE, Damage, Repair, Script


class Kind(StrEnum):
    """What a document is (文种)."""

    OFFICIAL = "official"
    NEWS = "news"
    PRESS_CONFERENCE = "press-conference"
    INTERPRETATION = "interpretation"
    OTHER = "other"


class Scope(StrEnum):
    """Whom the notice binds below its own region."""

    OWN = "own"
    SUBORDINATES = "subordinates"
    ZONE = "zone"
    NATIONAL = "national"


class Licence(StrEnum):
    """What may be shown: official documents in full (Chinese copyright law, article 5), others as a digest; examples are restated."""

    OFFICIAL = "official"
    PRESS = "press"
    EXAMPLE = "example"
    UNKNOWN = "unknown"


class ValidityStatus(StrEnum):
    """Whether a notice applies (有效性)."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Validity:
    """The term that the document states; `scraper/standing/law.py` says what follows from it on a day.

    `stated` is set when the page itself prints a status that no dates give (REPEALED, SUPERSEDED, EXPIRED).
    """

    start: date | None = None
    end: date | None = None
    text: str | None = None
    span: Span | None = None
    stated: ValidityStatus | None = None


class RelationType(StrEnum):
    """How one document refers to another."""

    IMPLEMENTS = "implements"
    CITES = "cites"
    FORWARDS = "forwards"
    AMENDS = "amends"
    REPEALS = "repeals"
    INTERPRETS = "interprets"
    REPOSTS = "reposts"


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference to another document: `target` is its number (`鲁政办发〔2020〕4号`) or, without one, its title."""

    type: RelationType
    target: str
    title: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number (发文字号): `text` is always `机关代字〔年〕序号号`, or `…公告2020年第8号` for announcements.

    `org` is the code word of the issuing body (鲁工信研), `serial` the running number in that `year`.
    """

    org: str
    year: int
    serial: int
    text: str


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


PAGED = "pdf"
"""The type of files whose pages stand in the file; others get theirs when they are printed."""


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


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a notice was found; raw strings. `id` is the source's id ("" for files given by hand)."""

    id: Origin = ""
    url: str | None = None
    site_name: str | None = None
    site_id_code: str | None = None
    column: str | None = None
    source_name: str | None = None
    author: str | None = None
    licence: Licence = Licence.UNKNOWN


@dataclass(frozen=True, slots=True)
class Repost:
    """Another copy of the same notice. `differs` says in a few words how it differs, None when it does not."""

    url: str | None
    site: str | None = None
    published: date | None = None
    differs: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One act or report of an authority (公告).

    `id` is `<region code>-<yyyymmdd>-<8 hex>` and permanent; `body` is Markdown of the dialect described in `Page`;
    all spans point into it.
    `page_kind` says what the page was that gave no text: attachments or pictures hold it, or something stood in its place.
    `snapshot` is the sha256 of the raw bytes that it was read from.
    `quoted` says that the body is a digest of quotes because the whole text may not be shown.
    `withheld` is a person's word on publishing, which overrides what damage says: True holds the notice back, False releases it.
    `settled` are rules of doubts that a person has decided for this notice; they leave the review queue for good.
    """

    id: NoticeId
    title: str
    kind: Kind
    body: str
    genre: str | None = None
    doc_number: DocNumber | None = None
    index_no: str | None = None
    subject_class: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    written: date | None = None
    published: date | None = None
    region: Place | None = None
    scope: Scope = Scope.OWN
    validity: Validity = Validity()
    relations: tuple[Relation, ...] = ()
    measures: tuple[Measure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    source: Provenance = Provenance()
    reposts: tuple[Repost, ...] = ()
    snapshot: str | None = None
    script: Script = Script.HANS
    repairs: tuple[Repair, ...] = ()
    damage: tuple[Damage, ...] = ()
    page_kind: PageKind | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    quoted: bool = False
    withheld: bool | None = None
    settled: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """True when a person holds it back, or damage forbids to publish it: kept in content, shown to reviewers, not published."""
        return self.withheld if self.withheld is not None else self.damaged

    @property
    def damaged(self) -> bool:
        """True when damage makes its facts untrustworthy, it lists private persons or has no text, whatever a person has decided."""
        return self.page_kind is not None or not HOLDING_DAMAGE.isdisjoint(self.damage)

    def find_file(self, place: Span) -> tuple[Attachment, int | None] | None:
        """The file that a place of the body was read from, and its page where pages are printed; None for what the page itself says.

        In quotes nothing tells any more where a page began.

        >>> file = Attachment("a.pdf", "", "pdf", pages=(FilePage(1, "总则", Span(3, 5)), FilePage(2, "附则", Span(9, 11))))
        >>> notice = Notice("1", "通知", Kind.OFFICIAL, "如下：总则略略，附则略。", attachments=(file,))
        >>> [found and found[1] for found in map(notice.find_file, (Span(0, 2), Span(5, 6), Span(12, 13)))]
        [None, 1, 2]
        """
        pages = [(page.span, page.number, file) for file in self.attachments for page in file.pages if page.span]
        before = [found for found in pages if found[0].start <= place.start and not self.quoted]
        _, number, file = max(before, key=lambda found: found[:2], default=(None, None, None))
        return (file, number if file.type == PAGED else None) if file else None
