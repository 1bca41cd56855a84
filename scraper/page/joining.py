"""The pages of one article to one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from scraper.errors import OversizedInput
from scraper.model import Page, Repair
from scraper.page.reading import MAX_BODY

Mark = TypeVar("Mark")


def join_pages(first: Page, further: Sequence[Page]) -> Page:
    """The article whose first page is `first`: what it says of itself holds, bodies follow each other, no mark of damage is lost.

    Raises:
        OversizedInput: longer together than any article.
    """
    if not further:
        return first
    pages = (first, *further)
    body = "\n\n".join(page.body for page in pages if page.body)
    if len(body) > MAX_BODY:
        raise OversizedInput(f"the pages of the article have {len(body)} characters, the limit is {MAX_BODY}")
    repairs = Counter[str]()
    for repair in (repair for page in pages for repair in page.repairs):
        repairs[repair.rule] += repair.count
    return replace(
        first,
        body=body,
        attachments=merge_marks(page.attachments for page in pages),
        repairs=tuple(Repair(rule, count) for rule, count in repairs.items()),
        damage=merge_marks(page.damage for page in pages),
        doubts=merge_marks(page.doubts for page in pages),
        next_pages=(),
        kind=first.kind if all(page.kind for page in pages) else None,
    )


def merge_marks(marks: Iterable[tuple[Mark, ...]]) -> tuple[Mark, ...]:
    """Each thing once, in order.

    >>> merge_marks([(1, 2), (2, 3)])
    (1, 2, 3)
    """
    return tuple(dict.fromkeys(mark for some in marks for mark in some))
