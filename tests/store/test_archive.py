from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import StoreError
from scraper.store.archive import Archive, Capture, LostRecord, Place
from scraper.store.audit import count_stock

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
PAGE = Capture(
    source="sd-gxt",
    role="detail",
    asked="http://a.example/tz/1.html",
    final="https://a.example/tz/1.html",
    status=200,
    headers=(("Content-Type", "text/html; charset=gbk"), ("ETag", '"1"'), ("Server", "a b")),
    body="<p>关于稳岗返还的通知".encode("gbk"),
    at="2026-03-01T08:00:00Z",
    title="关于稳岗返还的通知 100%",
    listed=date(2026, 2, 27),
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    archive.open_run(NOW)
    return archive


def test_a_record_is_read_back_as_it_was(archive: Archive) -> None:
    assert archive.load_capture(archive.save_capture(PAGE)) == PAGE


def test_each_record_has_its_place(archive: Archive) -> None:
    pages = [replace(PAGE, asked=f"http://a.example/{n}", body=bytes([n]) * n * 1000) for n in range(5)]
    places = [archive.save_capture(page) for page in pages]
    assert [archive.load_capture(place) for place in reversed(places)] == list(reversed(pages))
    assert list(archive.list_captures(archive.list_runs()[0])) == list(zip(places, pages, strict=True))


def test_other_tools_can_read_it(archive: Archive) -> None:
    place = archive.save_capture(PAGE)
    with (archive.folder / place.file).open("rb") as data:
        (record,) = list(ArchiveIterator(data, check_digests="raise"))[:1]
        assert record.rec_type == "response"
        assert record.rec_headers.get_header("WARC-Target-URI") == PAGE.final
        assert record.rec_headers.get_header("WARC-Date") == PAGE.at


def test_transport_headers_are_not_kept(archive: Archive) -> None:
    page = replace(PAGE, headers=(*PAGE.headers, ("Content-Encoding", "gzip"), ("transfer-encoding", "chunked")))
    assert archive.load_capture(archive.save_capture(page)).headers == PAGE.headers


def test_header_values_beyond_ascii_are_percent_encoded(archive: Archive) -> None:
    found = archive.load_capture(archive.save_capture(replace(PAGE, headers=(("X-Note", "说明"),))))
    assert found.headers == (("X-Note", "%E8%AF%B4%E6%98%8E"),)


@pytest.mark.parametrize("lost", [1, 7, 60, 200])
def test_a_file_that_breaks_off_loses_its_last_record_only(archive: Archive, lost: int) -> None:
    pages = [replace(PAGE, asked=f"http://a.example/{n}") for n in range(4)]
    places = [archive.save_capture(page) for page in pages]
    path = archive.folder / places[0].file
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - lost])
    assert [capture for _, capture in archive.list_captures(archive.list_runs()[0])] == pages[:3]
    with pytest.raises(StoreError):
        archive.load_capture(places[3])


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_record_with_changed_bytes_is_not_believed(archive: Archive, where: float) -> None:
    place = archive.save_capture(PAGE)
    path = archive.folder / place.file
    plain = gzip.decompress(path.read_bytes())
    body = plain.index(PAGE.body)
    spot = body + int(where * len(PAGE.body))
    path.write_bytes(gzip.compress(plain[:spot] + bytes([plain[spot] ^ 1]) + plain[spot + 1 :]))
    assert list(archive.list_captures(archive.list_runs()[0])) == []


def test_records_after_a_damaged_one_are_kept_and_the_damage_is_counted(archive: Archive) -> None:
    pages = [replace(PAGE, asked=f"http://a.example/{n}") for n in range(3)]
    places = [archive.save_capture(page) for page in pages]
    path = archive.folder / places[0].file
    data = path.read_bytes()
    second = gzip.decompress(data[places[1].offset : places[2].offset])
    spot = second.index(PAGE.body)
    spoiled = gzip.compress(second[:spot] + bytes([second[spot] ^ 1]) + second[spot + 1 :])
    path.write_bytes(data[: places[1].offset] + spoiled + data[places[2].offset :])
    assert [capture for _, capture in archive.list_captures(archive.list_runs()[0])] == [pages[0], pages[2]]
    with pytest.raises(LostRecord):
        archive.load_capture(places[1])
    archive.close_run()
    (stock,) = count_stock(archive)
    assert (stock.records, stock.damaged, stock.lost, stock.whole) == (2, 1, 0, False)


def test_an_archive_that_is_cut_off_is_told_once_its_run_is_done(archive: Archive) -> None:
    path = archive.folder / archive.save_capture(PAGE).file
    with path.open("ab") as out:
        out.write(path.read_bytes()[:100])
    assert [(stock.records, stock.lost, stock.whole) for stock in count_stock(archive)] == [(1, 100, True)]
    archive.close_run()
    assert [stock.whole for stock in count_stock(archive)] == [False]


def test_records_after_a_broken_tail_are_kept(archive: Archive) -> None:
    """A run that was killed while it wrote goes on in a file that ends at the last whole record."""
    first = archive.save_capture(PAGE)
    path = archive.folder / first.file
    with path.open("ab") as out:
        out.write(path.read_bytes()[:100])
    again = Archive(archive.folder)
    again.open_run(NOW)
    second = replace(PAGE, asked="http://a.example/2")
    place = again.save_capture(second)
    assert again.load_capture(place) == second
    assert [capture for _, capture in again.list_captures(again.list_runs()[0])] == [PAGE, second]


def test_a_missing_file_is_a_store_error(archive: Archive) -> None:
    with pytest.raises(StoreError):
        archive.load_capture(Place("none/none.warc.gz", 0))


def test_an_unfinished_run_is_taken_up_again(tmp_path: Path) -> None:
    first = Archive(tmp_path)
    name = first.open_run(NOW)
    first.save_capture(PAGE)
    second = Archive(tmp_path)
    assert second.open_run(NOW.replace(day=2)) == name
    second.close_run()
    third = Archive(tmp_path)
    assert third.open_run(NOW.replace(day=3)) > name
    third.close_run()
    assert third.list_runs() == [name]


def test_a_disk_that_refuses_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be", "utf-8")
    archive = Archive(tmp_path / "archive")
    with pytest.raises(StoreError):
        archive.save_capture(PAGE)


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.text(max_size=30),
    st.sampled_from(["http://a.example/é", "folder:x/文 件.txt", "http://a.example/%41?b=%25"]),
)
def test_any_bytes_and_titles_survive(tmp_path_factory: pytest.TempPathFactory, body: bytes, title: str, asked: str) -> None:
    archive = Archive(tmp_path_factory.getbasetemp() / "any")
    archive.open_run(NOW)
    title = title.encode("utf-8", "replace").decode()
    page = replace(PAGE, body=body, title=title, asked=asked)
    found = archive.load_capture(archive.save_capture(page))
    assert (found.body, found.title, found.asked, found.sha256) == (page.body, page.title, page.asked, page.sha256)
