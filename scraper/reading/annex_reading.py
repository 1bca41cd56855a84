"""The annexes of a notice as sections of its body, each read as the document that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scraper.facts.genres import ACTS, read_genre
from scraper.figures.quantities import find_figures
from scraper.lexicon.lexicon import Lexicon
from scraper.lexicon.wordbook import load_book
from scraper.measures.measure_reading import MAX_MEASURES, read_measures
from scraper.model import (
    HOLDING_DAMAGE,
    Annex,
    Attachment,
    Document,
    Doubt,
    FieldName,
    FileState,
    Kind,
    Measure,
    Notice,
    Page,
    Repair,
    Span,
)
from scraper.page.reading import MAX_BODY
from scraper.people.persons import find_named
from scraper.people.privacy import mask_record
from scraper.quotes.quotes import Cut, move_value
from scraper.text.fold import fold_body

_SUFFIX: Final = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_BOOK: Final = load_book("files")
_ANNEX: Final = _BOOK["annex"].words[0]
_REASONS: Final = _BOOK["unread"].facts["table"]


def add_annexes(notice: Notice, annexes: Sequence[Annex], lexicon: Lexicon) -> Notice:
    """The notice with the texts of its annexes behind its own, under their names; measures are read in those that are acts.

    The facts of the document were read before: no annex speaks for them. One that lists private persons or is damaged stays outside, so
    that it does not hold back the notice.
    """
    for number, annex in enumerate(annexes, 1):
        state, page = _judge_annex(annex, len(notice.body))
        if state is FileState.READ:
            notice = _append_annex(notice, annex.file, page, name_section(annex.file.name, number), lexicon)
        else:
            notice = _mark_file(notice, replace(annex.file, state=state, pages=()))
    return notice


def _judge_annex(annex: Annex, before: int) -> tuple[FileState, Page]:
    """Whether the text of an annex may stand in the body, and the text without personal numbers."""
    page = mask_record(annex.page, annex.page.body)
    if before + len(page.body) > MAX_BODY:
        return FileState.OVERSIZED, page
    if not HOLDING_DAMAGE.isdisjoint(page.damage):
        return FileState.DAMAGED, page
    title = page.value(FieldName.TITLE)
    return (FileState.PERSONS if find_named(fold_body(page.body).folded, title) else FileState.READ), page


def _mark_file(notice: Notice, file: Attachment) -> Notice:
    """The notice with what became of one of its files, and a doubt where its text is not there."""
    files = tuple(file if old.url == file.url else old for old in notice.attachments)
    return replace(notice, attachments=files, doubts=(*notice.doubts, *list_file_doubts(file)))


def list_file_doubts(file: Attachment) -> tuple[Doubt, ...]:
    """What a reviewer is told of a file whose text is not there."""
    if file.state in (None, FileState.READ):
        return ()
    return (Doubt("attachment-unread", _REASONS["message"].format(_REASONS[file.state], file.name)),)


def name_section(name: str, number: int) -> str:
    """The heading of an annex: its name as linked, numbered where the link does not say that it is one.

    >>> name_section("附件1：申报指南.docx", 1), name_section("房租补贴办法.pdf", 2)
    ('附件1：申报指南', '附件2：房租补贴办法')
    """
    plain = " ".join(_SUFFIX.sub("", name).split())
    return plain if plain.startswith(_ANNEX) else f"{_ANNEX}{number}：{plain}"


def _append_annex(notice: Notice, file: Attachment, page: Page, heading: str, lexicon: Lexicon) -> Notice:
    """The notice with a section more; spans of the annex move behind what stands before it."""
    title = page.value(FieldName.TITLE)
    lines = [f"## {heading}", *([f"### {title}"] if title and title not in heading else [])]
    before = "\n\n".join((*filter(None, (notice.body,)), *lines, ""))
    cuts = [Cut(Span(0, len(page.body)), len(before))]
    act = read_genre(title) in ACTS or read_genre(heading) in ACTS
    known = {measure.id for measure in notice.measures}
    found = (measure for measure in _read_act(notice, page, lexicon) if measure.id not in known) if act else ()
    grown = replace(
        notice,
        body=before + page.body,
        measures=(*notice.measures, *(move_value(measure, cuts) for measure in found))[:MAX_MEASURES],
        repairs=_add_repairs(notice.repairs, page.repairs),
    )
    return _mark_file(grown, move_value(file, cuts))


def _read_act(notice: Notice, page: Page, lexicon: Lexicon) -> tuple[Measure, ...]:
    """The measures of an annex that is an act, which is dated by its notice."""
    document = Document(page.value(FieldName.TITLE), Kind.OFFICIAL, written=notice.written, published=notice.published)
    body = fold_body(page.body)
    return read_measures(body, document, lexicon, find_figures(body))


def _add_repairs(own: tuple[Repair, ...], more: tuple[Repair, ...]) -> tuple[Repair, ...]:
    counts = {repair.rule: repair.count for repair in own}
    for repair in more:
        counts[repair.rule] = counts.get(repair.rule, 0) + repair.count
    return tuple(Repair(rule, count) for rule, count in counts.items())
