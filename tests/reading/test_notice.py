from __future__ import annotations

from pathlib import Path

import pytest

from scraper.facts.identity import UNTITLED
from scraper.model import Damage, Field, FieldName, Page, Provenance, Snapshot
from scraper.pipeline import build_reader
from scraper.reading.notice_reading import read_notice
from scraper.vocabulary import load_vocabulary

SNAPSHOT = Snapshot("a.html", b"", "0" * 64)


@pytest.fixture(scope="module")
def read():
    reader = build_reader(load_vocabulary(Path(__file__).parents[2] / "site_config" / "data"))
    return lambda page, snapshot=SNAPSHOT, origin=Provenance(): read_notice(page, snapshot, reader.gazetteer, reader.lexicon, origin)  # noqa: B008


def rules(notice):
    return {doubt.rule for doubt in notice.doubts}


def test_a_page_without_anything_is_a_notice_full_of_doubts(read):
    notice = read(Page(""))
    assert notice.title == UNTITLED
    assert notice.id.startswith("000000-00000000-")
    assert {"no-title", "no-date"} <= rules(notice)
    assert notice.measures == ()


def test_damage_is_put_before_a_reviewer(read):
    notice = read(Page("奖励万元。", damage=(Damage.DIGITS_STRIPPED,)))
    assert notice.held
    assert "damaged" in rules(notice)


def test_a_site_is_called_what_its_source_file_calls_it(read):
    fields = (Field(FieldName.SITE_NAME, "某市政府", "meta:SiteName", "某市政府"), Field(FieldName.URL, "//x/1", "meta:Url", "//x/1"))
    source = read(Page("正文。", fields=fields), origin=Provenance(id="x", site_name="源", url="http://x.example/1")).source
    assert (source.id, source.site_name, source.url) == ("x", "源", "http://x.example/1")


def test_an_author_is_masked_like_the_body(read):
    fields = (Field(FieldName.AUTHOR, "李某 13812345678", "meta:Author", "李某 13812345678"),)
    notice = read(Page("联系人李某，手机13812345678。", fields=fields))
    assert notice.source.author == "李某 138****5678"
    assert "13812345678" not in notice.body
    assert len(notice.body) == len("联系人李某，手机13812345678。")


def test_an_article_of_which_one_page_was_read_says_so(read):
    notice = read(Page("一、减租。", next_pages=("http://a.example/t1_1.html",)))
    assert "more-pages" in rules(notice)
    assert "http://a.example/t1_1.html" in next(doubt.message for doubt in notice.doubts if doubt.rule == "more-pages")
