"""From the archive to notices: what was archived is read, now and whenever content is made again.

What a page's notice says depends on the page's own records alone: neither order nor a run that was killed leaves a trace.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from scraper.errors import DigestError, StoreError
from scraper.model import Doubt, Evidence, Licence, Notice, Provenance, Snapshot
from scraper.policy.identity import UNTITLED
from scraper.sources.judgement import match_title
from scraper.sources.source import Family, Source
from scraper.sources.state import State
from scraper.store.archive import Archive, Capture, Place
from scraper.store.state import KnownPage

Normalize = Callable[[Snapshot, Provenance], Notice]
ORIGINAL = re.compile(
    r"""<meta\s{1,9}name=["']Url["']\s{1,9}content=["'](https?://[^"'\s<>]{4,500})["']|原文：(https?://[^\s<>）)]{4,500})""", re.IGNORECASE
)
OPENING = 600
HEAD = 6000
"""Bytes at the start of a page in which its head ends."""
SHORTEST_BODY = 20
WITHDRAWN = Doubt("withdrawn", "来源网站已撤下此页，请核对该文件是否仍然有效。")


@dataclass(slots=True)
class Harvest:
    """What a run's pages gave: notices, the pages as they are to be remembered, and how many of each source were refused."""

    notices: list[Notice] = field(default_factory=list)
    pages: list[KnownPage] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Reads archived pages. One page never stops another; a page that is refused leaves its last good notice as it is."""

    archive: Archive
    sources: Mapping[str, Source]
    normalize: Normalize

    def gather_pages(self, pages: Iterable[KnownPage]) -> Harvest:
        """The notices of pages, in their order.

        Raises:
            StoreError: the archive can't be read.
        """
        harvest = Harvest()
        for page in pages:
            if page.source not in self.sources:
                continue
            try:
                self._gather_page(page, harvest)
            except StoreError:
                raise
            except DigestError as error:
                refuse_page(page, error.kind, harvest)
            except Exception as error:  # noqa: BLE001 - one page never stops another; the failure is kept in the page's line
                refuse_page(page, f"internal: {type(error).__name__}: {error}"[:300], harvest)
        return harvest

    def _gather_page(self, page: KnownPage, harvest: Harvest) -> None:
        """One page: withdrawn, refused, the same as before, or a notice."""
        source = self.sources[page.source]
        good = self._load_record(page.good_file, page.good_offset)
        capture = good if page.gone and good else self._load_record(page.file, page.offset)
        if capture is None:
            return
        notice = read_capture(capture, source, self.normalize)
        if page.gone and good:
            harvest.notices.append(replace(notice, doubts=(*notice.doubts, WITHDRAWN)))
            harvest.pages.append(replace(page, shelved=1))
            return
        if reason := find_reason(notice, capture, source):
            refuse_page(page, reason, harvest)
            return
        remembered = replace(page, shelved=1, failure=None, notice=page.notice or notice.id)
        before = read_capture(good, source, self.normalize) if good else None
        if before is not None and replace(before, snapshot=notice.snapshot) == notice:
            harvest.pages.append(remembered)
            return
        harvest.notices.append(notice)
        harvest.pages.append(replace(remembered, good_file=page.file, good_offset=page.offset))

    def _load_record(self, file: str | None, offset: int | None) -> Capture | None:
        return None if file is None or offset is None else self.archive.load_capture(Place(file, offset))


def find_reason(notice: Notice, capture: Capture, source: Source) -> str | None:
    """Why a page can't be the notice that its list named."""
    if len(notice.body) < SHORTEST_BODY and not notice.attachments:
        return State.EMPTY
    if source.family in (Family.SITEMAP, Family.FOLDER):
        return None
    head = capture.body[:HEAD].partition(b"<body")[0].decode("utf-8", "replace")
    named = any(match_title(capture.title, notice.title, text) for text in (notice.body[:OPENING], head))
    return None if named else State.LAYOUT_CHANGED


def refuse_page(page: KnownPage, failure: str, harvest: Harvest) -> None:
    """A page that never gave a notice will be asked for again, a few times; one that did keeps it."""
    again = None if page.good_file is None else page.sha256
    harvest.pages.append(replace(page, shelved=1, failure=failure, tries=page.tries + 1, sha256=again))
    harvest.refused[page.source] += 1


def note_capture(known: KnownPage | None, place: Place, capture: Capture) -> KnownPage:
    """What a record of the archive tells the memory."""
    day = capture.at[:10]
    listed = capture.listed.isoformat() if capture.listed else None
    page = known or KnownPage(capture.asked, capture.source, capture.title, listed, seen=day)
    if capture.role == "gone":
        return replace(page, gone=1, shelved=0, checked=day)
    return replace(page, sha256=capture.sha256, file=place.file, offset=place.offset, shelved=0, checked=day)


def read_capture(capture: Capture, source: Source, normalize: Normalize) -> Notice:
    """The notice in a record, with what the source file and the list know of it.

    Raises:
        DigestError: nothing readable in it.
    """
    online = capture.final if capture.final.startswith(("http://", "https://")) else None
    name = capture.asked.rpartition("/")[2] if source.family is Family.FOLDER else capture.asked
    snapshot = Snapshot(name, capture.body, capture.sha256, online, capture.media)
    notice = normalize(snapshot, Provenance(id=source.id, url=online, site_name=source.name, licence=source.licence))
    if source.licence is Licence.EXAMPLE:
        notice = replace(notice, source=replace(notice.source, url=find_original(capture.body)))
    if notice.title == UNTITLED and capture.title:
        seen = Evidence("title", "list:title", capture.title)
        notice = replace(notice, title=capture.title, evidence=(*notice.evidence, seen))
    if notice.published is None and capture.listed is not None:
        seen = Evidence("published", "list:date", capture.listed.isoformat())
        notice = replace(notice, published=capture.listed, evidence=(*notice.evidence, seen))
    return notice


def find_original(data: bytes) -> str | None:
    """The address of the real notice that an example restates: its page tag, or its closing line.

    >>> find_original('<meta name="Url" content="https://a.example/tz/1.html">'.encode())
    'https://a.example/tz/1.html'
    >>> find_original("（改写示例，以原文为准。原文：http://a.example/2.html）".encode())
    'http://a.example/2.html'
    """
    found = ORIGINAL.search(data.decode("utf-8", "replace"))
    return (found[1] or found[2]) if found else None
