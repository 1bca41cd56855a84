"""The whole flow on one screen: bytes -> text -> page -> notice, annexes behind it, one input at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scraper.attachments.annexes import add_files, read_whole_file
from scraper.attachments.file_kinds import is_file
from scraper.errors import DigestError
from scraper.intake import find_record, read_further, read_sheet
from scraper.lexicon.lexicon import Lexicon, build_lexicon
from scraper.model import Annex, Notice, Page, Provenance, Snapshot, Vocabulary
from scraper.page.joining import join_pages
from scraper.page.reading import read_page
from scraper.people.privacy import mask_notice
from scraper.places.gazetteer import Gazetteer, build_gazetteer
from scraper.reading.annex_reading import add_annexes
from scraper.reading.notice_reading import BY_HAND, read_notice


@dataclass(frozen=True, slots=True)
class Reader:
    """The vocabulary, compiled once for many documents."""

    gazetteer: Gazetteer
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an input gave no notice. `kind` is the error's stable word, `internal` for a mistake of ours."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An input and what came of it: exactly one of `notice` and `failure`."""

    name: str
    notice: Notice | None = None
    failure: Failure | None = None


def refuse_stand_in(reading: Reading) -> Reading:
    """The reading, as a failure where the page stands in place of a notice (a list, a shell): what goes on the shelf goes through here."""
    kind = reading.notice.page_kind if reading.notice else None
    if kind is None or kind.tells:
        return reading
    return Reading(reading.name, failure=Failure(kind, "no notice, kept off the shelf"))


def build_reader(vocabulary: Vocabulary) -> Reader:
    """Compile a vocabulary."""
    return Reader(build_gazetteer(vocabulary.regions), build_lexicon(vocabulary))


def normalize_snapshot(snapshot: Snapshot, reader: Reader, origin: Provenance = BY_HAND) -> Notice:
    """The notice in a snapshot. `origin` is what the source file knows of it.

    Only what a person gives by hand may be a finished record: a site speaks in pages, and who it is tells its source.

    Raises:
        DigestError: nothing readable in it.
    """
    if not origin.id and (record := find_record(snapshot)):
        return mask_notice(record)
    page, annexes = read_snapshot(snapshot, named=bool(origin.id))
    notice = read_notice(page, snapshot, reader.gazetteer, reader.lexicon, origin)
    return mask_notice(add_annexes(notice, annexes, reader.lexicon)) if annexes else notice


def read_snapshot(snapshot: Snapshot, *, named: bool) -> tuple[Page, tuple[Annex, ...]]:
    """The page in a snapshot, and its annexes. A source that has `named` a file answers for it, though nobody can read it.

    Raises:
        DigestError: nothing readable in it.
    """
    if is_file(snapshot.data):
        return read_whole_file(snapshot, named=named), ()
    sheet = read_sheet(snapshot)
    page = read_page(sheet.text, form=sheet.form, url=sheet.url)
    page = join_pages(page, [read_page(text, form=sheet.form, url=sheet.url) for text in read_further(snapshot)])
    return add_files(page, snapshot)


def read_inputs(names: Iterable[str], load: Callable[[str], Snapshot], reader: Reader, origin: Provenance = BY_HAND) -> Iterator[Reading]:
    """Read inputs of one origin one after the other; what breaks one never stops another."""
    for name in names:
        try:
            yield Reading(name, notice=normalize_snapshot(load(name), reader, origin))
        except DigestError as error:
            yield Reading(name, failure=Failure(error.kind, str(error)))
        except Exception as error:  # noqa: BLE001 - the one place where an unknown mistake becomes a report instead of a crash
            yield Reading(name, failure=Failure("internal", f"{type(error).__name__}: {error}"))
