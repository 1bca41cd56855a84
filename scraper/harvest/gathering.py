"""From the archive to notices: what was archived is read, now and whenever content is made again.

What a page's notice says depends on the page's own records alone: neither order nor a run that was killed leaves a trace.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scraper.attachments.file_kinds import is_file
from scraper.dom.hyperlinks import drop_tracking
from scraper.errors import BinaryInput, InputError, StoreError
from scraper.facts.identity import UNTITLED
from scraper.harvest import fills
from scraper.harvest.covers import credit_list, write_cover
from scraper.harvest.refusals import Refusal, find_loss, find_refusal, read_text
from scraper.model import Doubt, Evidence, Licence, Notice, PageKind, Provenance, Snapshot, StoredFile
from scraper.pipeline import Reading
from scraper.sources.source import Family, Source
from scraper.store.archive import Archive, Capture, LostRecord, Place
from scraper.store.run_state import KnownPage
from scraper.text.surrogates import spell_surrogates

Normalize = Callable[[Snapshot, Provenance], Reading]
"""Reads one document; what can't be read is told, never raised."""
ORIGINAL = re.compile(
    r"""<meta\s{1,9}name=["']Url["']\s{1,9}content=["'](https?://[^"'\s<>]{4,500})["']|原文：(https?://[^\s<>）)]{4,500})""", re.IGNORECASE
)
WITHDRAWN = Doubt("withdrawn", "来源网站已撤下此页，请核对该文件是否仍然有效。")


@dataclass(slots=True)
class Harvest:
    """What a run's pages gave: notices, the pages as they are to be remembered, and of each source how many were refused and what it lost.

    `reasons` tell of the first page of a source that was refused, `refusals` count them by source and word.
    `waits_for` tells by a page's address the snapshot of the notice that has to be on the shelf before the page is remembered.
    """

    notices: list[Notice] = field(default_factory=list)
    pages: list[KnownPage] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)
    refusals: Counter[tuple[str, Refusal]] = field(default_factory=Counter)
    lost: dict[str, str] = field(default_factory=dict)
    waits_for: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page with a notice that can be shelved: as it was known, and as it will be."""

    before: KnownPage
    after: KnownPage
    notice: Notice


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Reads archived pages. One page never stops another; a page that is refused leaves its last good notice as it is."""

    archive: Archive
    sources: Mapping[str, Source]
    normalize: Normalize
    list_fills: Callable[[str], Sequence[str]]
    """What the pages of a source told so far."""

    def gather_pages(self, pages: Iterable[KnownPage]) -> Harvest:
        """The notices of pages, in their order.

        Raises:
            StoreError: the disk refused to give the archive.
        """
        harvest, taken = Harvest(), list[ReadPage]()
        for page in pages:
            if page.source not in self.sources:
                continue
            try:
                taken += self._gather_page(page, harvest)
            except (InputError, LostRecord) as error:
                refuse_page(page, Refusal.UNREAD, harvest, f": {str(error)[:300]}")
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - one bad page never stops another, whatever is wrong with it
                refuse_page(page, Refusal.UNREAD, harvest, spell_surrogates(f": {type(error).__name__}: {error}"[:300]))
        for source, own in group_by_source(taken).items():
            self._take_source(source, own, harvest)
        return harvest

    def _take_source(self, source: str, taken: Sequence[ReadPage], harvest: Harvest) -> None:
        """All new pages of a source, or none of them when together they lost what its pages always told."""
        told = (page.after.fill for page in taken if page.notice.page_kind is not PageKind.ATTACHMENT)
        loss = fills.find_loss(list(told), self.list_fills(source))
        if loss is None:
            harvest.notices += (page.notice for page in taken)
            harvest.pages += (page.after for page in taken)
            harvest.waits_for |= {page.after.url: page.notice.snapshot for page in taken}
            return
        harvest.lost[source] = loss
        for page in taken:
            refuse_page(page.before, Refusal.ANOTHER, harvest)

    def _gather_page(self, page: KnownPage, harvest: Harvest) -> Iterator[ReadPage]:
        """What one archived page comes to: withdrawn, refused, the same as before, or a notice."""
        source = self.sources[page.source]
        good = self._load_record(page.good_file, page.good_offset)
        capture = good if page.gone and good else self._load_record(page.file, page.offset)
        if capture is None:
            return
        told = self._read_record(capture, source)
        notice = lend_facts(told, capture)
        if page.gone and good:
            harvest.notices.append(replace(notice, doubts=(*notice.doubts, WITHDRAWN)))
            harvest.pages.append(replace(page, shelved=1))
            harvest.waits_for[page.url] = notice.snapshot
            return
        before = self._read_record(good, source) if good else None
        if refusal := find_refusal(told, capture, source) or (find_loss(before, told) if before else None):
            refuse_page(page, refusal, harvest)
            return
        remembered = replace(page, shelved=1, failure=None, notice=page.notice or notice.id, fill=fills.read_fill(notice))
        if before and good and replace(lend_facts(before, good), snapshot=notice.snapshot) == notice:
            harvest.pages.append(remembered)
            return
        yield ReadPage(page, replace(remembered, good_file=page.file, good_offset=page.offset), notice)

    def _read_record(self, capture: Capture, source: Source) -> Notice:
        """The notice in a record, in those that continue it and in its annexes, as they tell it themselves."""
        further = tuple(self.archive.load_capture(place).body for place in capture.parts)
        files = tuple(StoredFile(file.asked, file.body) for file in map(self.archive.load_capture, capture.files))
        return read_capture(capture, source, self.normalize, further, files)

    def _load_record(self, file: str | None, offset: int | None) -> Capture | None:
        return None if file is None or offset is None else self.archive.load_capture(Place(file, offset))


def group_by_source(taken: Iterable[ReadPage]) -> dict[str, list[ReadPage]]:
    """The pages of each source, in their order."""
    groups: dict[str, list[ReadPage]] = {}
    for page in taken:
        groups.setdefault(page.before.source, []).append(page)
    return groups


def count_refusals(harvest: Harvest, source: str) -> str:
    """How many pages of a source were refused, and for what, where that were several things: `3 refused (2 list-page, 1 no-text)`."""
    counts = Counter({refusal: count for (name, refusal), count in harvest.refusals.items() if name == source})
    parts = ", ".join(f"{count} {refusal}" for refusal, count in counts.most_common())
    return f"{counts.total()} refused" + (f" ({parts})" if counts.total() > 1 else "")


class UnreadablePage(InputError):
    """Raised for a page that gives no notice, with the reason."""

    kind = "unread"


def refuse_page(page: KnownPage, refusal: Refusal, harvest: Harvest, detail: str = "") -> None:
    """A page that never gave a notice will be asked for again, a few times; one that did keeps it."""
    again = None if page.good_file is None else page.sha256
    harvest.pages.append(replace(page, shelved=1, failure=refusal, tries=page.tries + 1, sha256=again))
    harvest.refused[page.source] += 1
    harvest.refusals[page.source, refusal] += 1
    harvest.reasons.setdefault(page.source, f"{page.url[:200]} {refusal.reason}{detail}")


def find_known(capture: Capture, find_page: Callable[[str], KnownPage | None]) -> KnownPage | None:
    """What is known of the page of a record. A record never speaks for a page of another source: then it has a page of its own."""
    page = find_page(capture.asked)
    if page is None or page.source == capture.source:
        return page
    own = f"{capture.source}:{capture.asked}"
    listed = capture.listed.isoformat() if capture.listed else None
    return find_page(own) or KnownPage(own, capture.source, capture.title, listed, seen=capture.at[:10])


def note_capture(known: KnownPage | None, place: Place, capture: Capture) -> KnownPage:
    """The known page with what a record of the archive says of it."""
    day = capture.at[:10]
    listed = capture.listed.isoformat() if capture.listed else None
    page = known or KnownPage(capture.asked, capture.source, capture.title, listed, seen=day)
    if capture.role == "gone":
        return replace(page, gone=1, shelved=0, checked=day)
    return replace(page, sha256=capture.sha256, file=place.file, offset=place.offset, shelved=0, checked=day)


def read_capture(
    capture: Capture, source: Source, normalize: Normalize, further: tuple[bytes, ...] = (), files: tuple[StoredFile, ...] = ()
) -> Notice:
    """The notice in a record, with what the source file knows of it.

    Raises:
        UnreadablePage: nothing readable in it.
    """
    online = drop_tracking(capture.final) if capture.final.startswith(("http://", "https://")) else None
    name = capture.asked.rpartition("/")[2] if source.family is Family.FOLDER else capture.asked
    snapshot = Snapshot(name, capture.body, capture.sha256, online, capture.media, further, files)
    origin = Provenance(id=source.id, url=online, site_name=source.name, licence=source.licence)
    reading = normalize(snapshot, origin)
    notice = reading.notice
    if is_wordless(reading, capture) and (cover := write_cover(capture)):
        covered = normalize(replace(snapshot, data=cover.encode(), media="text/html; charset=utf-8", further=(), files=()), origin)
        notice = tell_state(credit_list(covered.notice), notice) if covered.notice else notice
    if notice is None:
        raise UnreadablePage(f"{reading.failure.kind}: {reading.failure.message}" if reading.failure else "unread")
    if source.licence is Licence.EXAMPLE:
        notice = replace(notice, source=replace(notice.source, url=find_original(read_text(capture))))
    return notice


def is_wordless(reading: Reading, capture: Capture) -> bool:
    """True for a file that told nothing: nobody could read it, or no words were in it."""
    if reading.notice is None:
        return reading.failure is not None and reading.failure.kind == BinaryInput.kind
    return is_file(capture.body) and not reading.notice.body


def tell_state(notice: Notice, file: Notice | None) -> Notice:
    """The notice of a cover, with what came of reading the file itself."""
    if file is None:
        return notice
    told = {doubt.rule for doubt in notice.doubts}
    absent = {"no-title", "no-date"}
    doubts = (*notice.doubts, *(doubt for doubt in file.doubts if doubt.rule not in told | absent))
    return replace(notice, attachments=file.attachments or notice.attachments, doubts=doubts)


def lend_facts(notice: Notice, capture: Capture) -> Notice:
    """The notice with title and date of its list entry where the page states none; the two must have been compared before."""
    if notice.title == UNTITLED and capture.title:
        seen = Evidence("title", "list:title", capture.title)
        notice = replace(notice, title=capture.title, evidence=(*notice.evidence, seen))
    if notice.published is None and capture.listed is not None:
        seen = Evidence("published", "list:date", capture.listed.isoformat())
        notice = replace(notice, published=capture.listed, evidence=(*notice.evidence, seen))
    return notice


def find_original(text: str) -> str | None:
    """The address of the real notice that an example restates: its page tag, or its closing line.

    >>> find_original('<meta name="Url" content="https://a.example/show?c=1&amp;id=2">')
    'https://a.example/show?c=1&id=2'
    >>> find_original("（改写示例，以原文为准。原文：http://a.example/2.html）")
    'http://a.example/2.html'
    """
    found = ORIGINAL.search(text)
    return (found[1] or found[2]).replace("&amp;", "&") if found else None
