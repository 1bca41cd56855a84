"""A page becomes a notice: people masked, document and measures read, identity given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scraper.facts.identity import UNTITLED, make_id
from scraper.figures.quantities import MAX_FIGURES, find_figures
from scraper.lexicon.lexicon import Lexicon
from scraper.lexicon.wordbook import load_book
from scraper.measures.measure_reading import MAX_MEASURES, read_measures
from scraper.model import (
    Damage,
    Document,
    Doubt,
    FieldName,
    Figure,
    FigureKind,
    Kind,
    Measure,
    Nature,
    Notice,
    Page,
    Provenance,
    Snapshot,
    Span,
)
from scraper.people.persons import find_named
from scraper.people.privacy import mask_notice, mask_record
from scraper.places.gazetteer import Gazetteer
from scraper.reading.document_reading import read_document
from scraper.text.fold import fold_body

OTHER: Final = "other"
SHOWN: Final = 40
"""Characters of a measure by which a reviewer knows it."""
GAINFUL: Final = frozenset({Nature.BENEFIT, Nature.SERVICE})
_ZERO: Final[str] = load_book("quantities")["zero"].facts["table"]["message"]
BY_HAND: Final = Provenance()
"""Of files that a person gives, no source file knows anything."""


def read_notice(page: Page, snapshot: Snapshot, gazetteer: Gazetteer, lexicon: Lexicon, origin: Provenance = BY_HAND) -> Notice:
    """Everything that a page says, as one record whose spans point into its masked body.

    `origin` tells what the source file knows: its id, site and licence are not for the page to say.
    """
    page = mask_record(page, page.body)
    body = fold_body(page.body)
    document = read_document(page, body, gazetteer)
    figures = find_figures(body)
    stands_in = page.kind is not None and not page.kind.tells
    measures = read_measures(body, document, lexicon, figures) if page.body and not stands_in else ()
    source = read_provenance(page, snapshot, origin)
    named = find_named(body.folded, document.title)
    notice = Notice(
        id=make_id(document, replace(source, site_name=page.value(FieldName.SITE_NAME) or source.site_name)),
        title=document.title or UNTITLED,
        kind=Kind.OTHER if stands_in else document.kind,
        body=page.body,
        genre=document.genre,
        doc_number=document.doc_number,
        index_no=document.index_no,
        subject_class=document.subject_class,
        issuers=document.issuers,
        addressees=document.addressees,
        copied_to=document.copied_to,
        written=document.written,
        published=document.published,
        region=document.region,
        scope=document.scope,
        validity=document.validity,
        relations=document.relations,
        measures=measures,
        attachments=page.attachments,
        contacts=document.contacts,
        source=source,
        snapshot=snapshot.sha256,
        script=page.script,
        repairs=page.repairs,
        damage=list_damage(page, document, named),
        page_kind=page.kind,
        evidence=document.evidence,
        doubts=(
            *page.doubts,
            *document.doubts,
            *find_doubts(document, page, measures, named),
            *find_zeros(figures),
            *find_unread(len(figures), len(measures)),
        ),
    )
    return mask_notice(notice)


def read_provenance(page: Page, snapshot: Snapshot, origin: Provenance) -> Provenance:
    """Where the page was found: in the words of its source, else of the page; an address only if it is absolute."""
    printed = page.value(FieldName.URL)
    absolute = printed if printed and printed.startswith(("http://", "https://")) else None
    return Provenance(
        id=origin.id,
        url=snapshot.url or absolute or origin.url,
        site_name=origin.site_name or page.value(FieldName.SITE_NAME),
        site_id_code=page.value(FieldName.SITE_ID),
        column=page.value(FieldName.COLUMN),
        source_name=page.value(FieldName.SOURCE_NAME),
        author=page.value(FieldName.AUTHOR),
        licence=origin.licence,
    )


def list_damage(page: Page, document: Document, named: Span | None) -> tuple[Damage, ...]:
    """What the characters of the page, the facts of the document and its lists of people show, in the order of `Damage`."""
    found = {*page.damage, *document.damage, *([Damage.NAMED_PERSONS] if named else [])}
    return tuple(damage for damage in Damage if damage in found)


def find_doubts(document: Document, page: Page, measures: tuple[Measure, ...], named: Span | None) -> Iterator[Doubt]:
    """What a reviewer should look at because nothing on the page decides it."""
    if document.title is None:
        yield Doubt("no-title", "没有读到标题，请补上。")
    if document.written is None and document.published is None:
        yield Doubt("no-date", "没有读到成文日期和发布日期，请补上。")
    if named:
        yield Doubt("named-persons", "列有个人姓名，未发布；请删去名单后发布，或确认可以公开。", named)
    if page.damage:
        yield Doubt("damaged", f"正文有无法恢复的损坏（{'、'.join(page.damage)}），请对照原件。")
    if page.next_pages:
        yield Doubt("more-pages", f"文章分页登载，只读到其中一页，请补上其余内容：{page.next_pages[0]}")
    for measure in measures:
        if measure.nature in GAINFUL and set(measure.topics) <= {OTHER}:
            yield Doubt("no-topic", f"“{measure.lead[:SHOWN]}”没有判出主题，请补上。", measure.lead_span)


def find_zeros(figures: tuple[Figure, ...]) -> Iterator[Doubt]:
    """Sums of nothing: a converter may have parted or eaten their digits."""
    for figure in figures:
        if figure.kind is FigureKind.MONEY and not figure.value:
            yield Doubt("zero-amount", _ZERO.format(raw=figure.raw), figure.span)


def find_unread(figures: int, measures: int) -> Iterator[Doubt]:
    """What is told of a body that holds more than anybody reads: a list, or a flood."""
    if figures >= MAX_FIGURES:
        yield Doubt("many-figures", f"正文中的数量达到{MAX_FIGURES}个，其后若还有，没有读取，请对照原件。")
    if measures >= MAX_MEASURES:
        yield Doubt("many-measures", f"正文中的措施达到{MAX_MEASURES}条，其后若还有，没有读取，请对照原件。")
