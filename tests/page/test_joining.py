from __future__ import annotations

import pytest

from scraper.errors import OversizedInput
from scraper.model import Attachment, Damage, Doubt, Field, FieldName, Page, Repair
from scraper.page.joining import join_pages
from scraper.page.reading import MAX_BODY

FIRST = Page(
    "一、稳岗。",
    fields=(Field(FieldName.TITLE, "关于稳岗的通知", "h1", "关于稳岗的通知"),),
    attachments=(Attachment("申请表", "http://a.example/1.pdf", "pdf"),),
    repairs=(Repair("pinyin", 2),),
    next_pages=("http://a.example/t1_1.html",),
)


def test_an_article_of_one_page_stays_as_it_is() -> None:
    assert join_pages(FIRST, []) is FIRST


def test_bodies_follow_each_other_and_nothing_is_lost() -> None:
    second = Page("二、减租。", attachments=FIRST.attachments, repairs=(Repair("pinyin", 1),), damage=(Damage.LOST_BYTES,))
    third = Page("", doubts=(Doubt("empty-body", "没有读到正文。"),))
    joined = join_pages(FIRST, [second, third])
    assert joined.body == "一、稳岗。\n\n二、减租。"
    assert (joined.fields, joined.attachments, joined.next_pages) == (FIRST.fields, FIRST.attachments, ())
    assert (joined.repairs, joined.damage, joined.doubts) == ((Repair("pinyin", 3),), second.damage, third.doubts)


def test_pages_without_end_are_refused() -> None:
    with pytest.raises(OversizedInput):
        join_pages(FIRST, [Page("长" * (MAX_BODY // 2))] * 3)
