"""Files put to the page that names them: a page that only links to its text gets it, all others get sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from scraper.attachments.file_kinds import READABLE, tell_kind
from scraper.attachments.reading_process import read_file
from scraper.errors import InputError, UnreadFile
from scraper.facts.genres import match_title
from scraper.facts.numbers import find_numbers
from scraper.model import Annex, Attachment, Field, FieldName, FilePage, FileState, Page, PageKind, Snapshot, Span
from scraper.page.reading import read_page
from scraper.reading.annex_reading import list_file_doubts
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import fold_width

MOST_FILES: Final = 10
"""Annexes of a page that are read."""
OPENING: Final = 16
"""Characters by which a page of a file is found in the body."""


def names_readable(text: str) -> bool:
    """True for a page that may link to a file that can be read: a cheap look, for most pages link to none.

    >>> names_readable('<a href="/f/1.PDF">'), names_readable('<a href="/1.html">')
    (True, False)
    """
    return any(f".{kind}" in text.lower() for kind in READABLE)


def list_readable(page: Page) -> tuple[Attachment, ...]:
    """The annexes of a page that can be read, as far as their names tell.

    >>> names = ("办法.pdf", "申请表.docx", "资料.zip")
    >>> [file.name for file in list_readable(Page("", attachments=tuple(Attachment(n, n, n[-4:].strip(".")) for n in names)))]
    ['办法.pdf', '申请表.docx']
    """
    return tuple(file for file in page.attachments if file.type in READABLE)[:MOST_FILES]


def read_whole_file(snapshot: Snapshot, *, named: bool) -> Page:
    """The page in a snapshot that is a file itself. With `named` somebody else names it, so that one that gives no text is an article, too.

    Raises:
        UnreadFile: it gives no text, and nobody names it.
    """
    file = Attachment(name_file(snapshot.url or snapshot.name), snapshot.url or "", snapshot.name.rpartition(".")[2].lower()[:5])
    try:
        return open_file(file, snapshot.data)
    except UnreadFile as error:
        if not named:
            raise UnreadFile(error.kind, error.message, file=snapshot.name, remedy=error.remedy) from error
        return _describe_unread(file, FileState(error.kind))


def _describe_unread(file: Attachment, state: FileState) -> Page:
    """The page of a file that gives no text."""
    unread = replace(file, state=state)
    return Page("", attachments=(unread,), form="text", doubts=list_file_doubts(unread), kind=PageKind.ATTACHMENT)


def name_file(address: str) -> str:
    """The name of a file at an address or in a folder.

    >>> name_file("http://a.example/f/%E5%8A%9E%E6%B3%95.pdf?v=1"), name_file("saved/办法.pdf")
    ('办法.pdf', '办法.pdf')
    """
    return unquote(urlsplit(address).path if "://" in address else address).rpartition("/")[2][:120]


def open_file(file: Attachment, data: bytes) -> Page:
    """The text of a file as a page, whose one attachment says where its pages stand.

    Raises:
        UnreadFile: it gives no text.
    """
    texts = read_file(data)
    try:
        page = read_page("\n".join(texts), form="text", url=file.url or None)
    except InputError as error:
        raise UnreadFile(FileState.OVERSIZED, error.message) from error
    number = find_head_number("\n".join(texts)) if page.find(FieldName.DOC_NUMBER) is None else None
    if number and number.quote not in page.body:
        page = replace(page, fields=(*page.fields, number))
    opened = replace(file, type=tell_kind(data).value, state=FileState.READ, pages=find_pages(page.body, texts))
    return replace(page, attachments=(opened,))


def find_head_number(text: str) -> Field | None:
    r"""The number of a document on a line of its own above the title (GB/T 9704-2012, 7.2.5): readers of pages begin below.

    >>> find_head_number("云川市商务局\n云商发〔2026〕5号\n云川市商务局关于发放补贴的通知").value
    '云商发〔2026〕5号'
    >>> find_head_number("云川市商务局关于落实云商发〔2026〕5号的通知")
    """
    for line in text.splitlines()[:HEAD_LINES]:
        folded = fold_width(line).strip()
        if any(quoted.span.read(folded) == folded for quoted in find_numbers(folded)):
            return Field(FieldName.DOC_NUMBER, line.strip(), "head:number", line.strip())
        if match_title(folded):
            return None
    return None


def find_pages(body: str, texts: Sequence[str]) -> tuple[FilePage, ...]:
    r"""Where the pages of a file begin in the body that was read from them; those of which nothing stands there are left out.

    >>> find_pages("总则如下。\n\n附则如下。", ["办法\n总则如下。", "", "附则如下。"])  # doctest: +ELLIPSIS
    (FilePage(number=1, opening='总则如下。', ...), FilePage(number=3, opening='附则如下。', span=Span(start=7, end=12)))
    """
    pages: list[FilePage] = []
    at = 0
    for number, text in enumerate(texts, 1):
        openings = (line[:OPENING] for line in text.splitlines() if line)
        found = next(((opening, place) for opening in openings if (place := body.find(opening, at)) >= 0), None)
        if found is not None:
            opening, at = found
            pages.append(FilePage(number, opening, Span(at, at + len(opening))))
    return tuple(pages)


def add_files(page: Page, snapshot: Snapshot) -> tuple[Page, tuple[Annex, ...]]:
    """A page with what became of its files, and the texts of its annexes.

    The first file with a text is the body of a page that has none of its own.
    """
    stored = {file.url: file.data for file in snapshot.files}
    annexes = []
    for file in list_readable(page):
        data = stored.get(file.url)
        if data is None:
            continue
        try:
            opened = open_file(file, data)
        except UnreadFile as error:
            page = _mark_file(page, replace(file, state=FileState(error.kind)))
        else:
            if page.kind is PageKind.ATTACHMENT and opened.body:
                page = _lend_body(page, opened)
            else:
                annexes.append(Annex(opened.attachments[0], opened))
    return page, tuple(annexes)


def _mark_file(page: Page, file: Attachment) -> Page:
    """The page with what became of one of its files."""
    files = tuple(file if old.url == file.url else old for old in page.attachments)
    return replace(page, attachments=files, doubts=(*page.doubts, *list_file_doubts(file)))


def _lend_body(page: Page, opened: Page) -> Page:
    """A page whose text is in a file, with this text: what the page says of itself comes first."""
    said = {field.name for field in page.fields}
    lent = replace(
        page,
        body=opened.body,
        fields=(*page.fields, *(field for field in opened.fields if field.name not in said)),
        repairs=(*page.repairs, *opened.repairs),
        damage=tuple(dict.fromkeys((*page.damage, *opened.damage))),
        doubts=(*(doubt for doubt in page.doubts if doubt.rule != PageKind.ATTACHMENT), *opened.doubts),
        kind=None,
    )
    return _mark_file(lent, opened.attachments[0])
