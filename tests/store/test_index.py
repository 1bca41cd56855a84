from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.errors import FrontMatterError, StoreError
from scraper.model import Provenance
from scraper.store.shelf import Shelf
from scraper.store.shelf_index import INDEX, open_index
from tests.making import BODY, make_notice

NOTICE = make_notice()
OTHER = make_notice(
    id="371600-20200301-0a1b2c3d",
    title="另一公告",
    body="市场监管部门今日公布抽检结果，合格率为百分之九十八。\n\n消费者可以拨打热线投诉举报，工作人员将在三日内答复。",
    measures=(),
    snapshot="f" * 64,
    source=Provenance(url="http://www.city.example/art/9.html"),
)


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.save_notice(NOTICE)
    shelf.save_notice(OTHER)
    return shelf


def related(shelf, *notices):
    with open_index(shelf) as index:
        index.refresh()
        return [path.stem for path in index.find_related(notices)]


NEW = make_notice(id="000000-00000000-00000000", title="无关", body="无关。", measures=(), snapshot=None, source=Provenance())


@pytest.mark.parametrize(
    "notice",
    [
        replace(NEW, id=NOTICE.id),
        replace(NEW, snapshot=NOTICE.snapshot),
        replace(NEW, source=Provenance(url=NOTICE.source.url)),
        replace(NEW, body=BODY.rpartition("\n\n")[0]),
    ],
    ids=["id", "snapshot", "address", "sentences"],
)
def test_what_may_be_the_same_notice_is_found(shelf, notice):
    assert related(shelf, notice) == [NOTICE.id]


def test_what_has_nothing_in_common_is_not_loaded(shelf):
    assert related(shelf, NEW) == []


def test_the_index_follows_the_files(shelf):
    assert related(shelf, OTHER) == [OTHER.id]
    shelf.path(OTHER.id).unlink()
    assert related(shelf, OTHER) == []
    shelf.save_notice(replace(NOTICE, snapshot="e" * 64))
    assert related(shelf, replace(NEW, snapshot="e" * 64)) == [NOTICE.id]


def test_a_broken_file_is_told_each_time(shelf):
    shelf.path(OTHER.id).write_text("---\n", "utf-8")
    for _ in range(2):
        with open_index(shelf) as index:
            (error,) = index.refresh()
            assert isinstance(error, FrontMatterError)
            assert index.is_broken(OTHER.id)
            assert not index.is_broken(NOTICE.id)


def test_a_broken_file_is_known_by_what_was_last_written_there(shelf):
    path = shelf.path(OTHER.id)
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    assert related(shelf, OTHER) == [OTHER.id]
    assert shelf.load_generated(path) == OTHER
    shelf.base_path(OTHER.id).unlink()
    assert related(shelf, OTHER) == []
    with pytest.raises(FrontMatterError):
        shelf.load_generated(path)


@pytest.mark.parametrize("damage", ["noise", "half", "version"])
def test_a_broken_index_is_made_anew(shelf, damage):
    related(shelf, NEW)
    path = shelf.root / INDEX
    data = path.read_bytes()
    path.write_bytes(
        {"noise": b"no database" * 99, "half": data[: len(data) // 2], "version": data[:60] + b"\x00\x00\x00\x09" + data[64:]}[damage]
    )
    try:
        assert related(shelf, NOTICE) == [NOTICE.id]
    except StoreError:
        assert related(shelf, NOTICE) == [NOTICE.id]


def test_an_unchanged_shelf_changes_no_byte_of_the_index(shelf):
    related(shelf, NEW)
    before = (shelf.root / INDEX).read_bytes()
    related(shelf, NOTICE)
    assert (shelf.root / INDEX).read_bytes() == before
