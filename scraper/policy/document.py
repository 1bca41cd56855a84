"""What the words of a page say about the document itself."""

from __future__ import annotations

from datetime import date

from scraper.model.document import Document
from scraper.model.notice import Kind
from scraper.model.page import FieldName, Page
from scraper.policy.gazetteer import Gazetteer


def read_document(page: Page, gazetteer: Gazetteer) -> Document:
    """Read kind, number, issuers, dates, region, validity, relations and contacts of a page whose body is masked."""
    published = page.value(FieldName.PUBLISHED)
    code = (page.value(FieldName.SITE_ID) or "")[:6]
    return Document(
        title=page.value(FieldName.TITLE),
        kind=Kind.OTHER,
        index_no=page.value(FieldName.INDEX_NO),
        subject_class=page.value(FieldName.SUBJECT_CLASS),
        published=date.fromisoformat(published) if published else None,
        region=gazetteer.find_place(code),
    )
