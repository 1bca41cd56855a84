"""Damage of a file of the archive costs the records that it touches, and no other."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.store.archive import Archive, Capture, LostRecord, Place, read_records, write_record
from scraper.store.audit import count_stock
from scraper.store.members import MAGIC, Gap, Member, deflate, pack_member, split_members

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
PAGE = Capture(
    source="sd-gxt",
    role="detail",
    asked="http://a.example/tz/1.html",
    final="http://a.example/tz/1.html",
    status=200,
    headers=(("Content-Type", "text/html"),),
    body=b"",
    at="2026-03-01T08:00:00Z",
)
NOISE = random.Random(3)  # noqa: S311
SHARE = st.floats(0, 1, exclude_max=True)
"""A place in a file: records hold a random name of their own, so that their lengths differ by a few bytes."""


def make_pages(number: int) -> list[Capture]:
    """Pages of text, pages that can't be packed, and pages that are archives themselves."""
    bodies = ["<p>关于支持企业的通知</p>".encode() * 9, NOISE.randbytes(400), b"", zlib.compress(b"x" * 50, wbits=31) * 2]
    return [replace(PAGE, asked=f"http://a.example/{n}", body=bytes([n]) + bodies[n % len(bodies)]) for n in range(number)]


def write_run(folder: Path, pages: list[Capture]) -> tuple[Archive, list[int], Path]:
    """An archive of one run that was killed, where its records start and end, and their file."""
    archive = Archive(folder)
    archive.open_run(NOW)
    places = [archive.save_capture(page) for page in pages]
    path = folder / places[0].file
    return archive, [*(place.offset for place in places), path.stat().st_size], path


def read_all(archive: Archive) -> list[str]:
    """The addresses of all records that are read, in order."""
    return [capture.asked for _, capture in archive.list_captures(archive.list_runs()[0])]


def take_up(folder: Path) -> list[str]:
    """Goes on with a run: the addresses that are read then, and one more."""
    archive = Archive(folder)
    archive.open_run(NOW)
    place = archive.save_capture(replace(PAGE, asked="http://a.example/more"))
    assert archive.load_capture(place).asked == "http://a.example/more"
    return read_all(archive)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), SHARE, st.integers(1, 255))
def test_a_changed_byte_costs_its_own_record_only(number: int, where: float, change: int) -> None:
    with TemporaryDirectory() as folder:
        pages = make_pages(number)
        _, edges, path = write_run(Path(folder), pages)
        spot = int(where * edges[-1])
        raw = bytearray(path.read_bytes())
        raw[spot] ^= change
        path.write_bytes(raw)
        hit = next(n for n in range(number) if edges[n] <= spot < edges[n + 1])
        others = [page.asked for n, page in enumerate(pages) if n != hit]
        found = read_all(Archive(Path(folder)))
        assert [asked for asked in found if asked != pages[hit].asked] == others
        (stock,) = count_stock(Archive(Path(folder)))
        assert all(start == edges[hit] and end == edges[hit + 1] for start, end in stock.gaps)
        assert bool(stock.gaps) == (pages[hit].asked not in found)
        assert [asked for asked in take_up(Path(folder)) if asked != pages[hit].asked] == [*others, "http://a.example/more"]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), SHARE)
def test_a_file_may_be_cut_anywhere(number: int, where: float) -> None:
    with TemporaryDirectory() as folder:
        pages = make_pages(number)
        _, edges, path = write_run(Path(folder), pages)
        end = int(where * edges[-1])
        path.write_bytes(path.read_bytes()[:end])
        whole = [page.asked for n, page in enumerate(pages) if edges[n + 1] <= end]
        assert read_all(Archive(Path(folder))) == whole
        assert take_up(Path(folder)) == [*whole, "http://a.example/more"]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.sampled_from(["zeros", "noise", "gone", "twice", "blank"]), SHARE, SHARE)
def test_a_spoiled_stretch_costs_what_it_touches(number: int, kind: str, where: float, until: float) -> None:
    with TemporaryDirectory() as folder:
        pages = make_pages(number)
        _, edges, path = write_run(Path(folder), pages)
        start = int(where * edges[-1])
        end = start + 1 + int(until * (edges[-1] - start - 1))
        raw, length = path.read_bytes(), end - start
        spoilt = {
            "zeros": bytes(length),
            "noise": NOISE.randbytes(length),
            "gone": b"",
            "twice": raw[start:end] * 2,
            "blank": b"\n" * length,
        }
        path.write_bytes(raw[:start] + spoilt[kind] + raw[end:])
        safe = [page.asked for n, page in enumerate(pages) if edges[n + 1] <= start or edges[n] >= end]
        assert set(safe) <= set(read_all(Archive(Path(folder))))
        assert set(safe) | {"http://a.example/more"} <= set(take_up(Path(folder)))


def test_an_open_run_is_not_cut_before_a_whole_record(tmp_path: Path) -> None:
    pages = make_pages(4)
    _, edges, path = write_run(tmp_path, pages)
    raw = bytearray(path.read_bytes())
    raw[edges[1] + 30] ^= 4
    path.write_bytes(raw)
    again = Archive(tmp_path)
    again.open_run(NOW)
    assert path.read_bytes() == raw
    (told,) = again.damage.values()
    assert (told.file, told.message) == (
        path.relative_to(tmp_path.parent).as_posix(),
        f"bytes {edges[1]}-{edges[2] - 1} are no whole record",
    )


def test_what_was_never_written_to_its_end_is_cut_and_no_damage(tmp_path: Path) -> None:
    _, edges, path = write_run(tmp_path, make_pages(3))
    raw = path.read_bytes()
    path.write_bytes(raw[: edges[2] + 50])
    again = Archive(tmp_path)
    again.open_run(NOW)
    assert path.read_bytes() == raw[: edges[2]]
    assert not again.damage


@pytest.mark.parametrize("spot", [3, 12, 40, 200, 700])
def test_damage_brings_no_record_to_light_that_a_page_carried(tmp_path: Path, spot: int) -> None:
    """A page that can't be packed lies in the file as it was sent: what looks like a record in it must never become one."""
    buffer = BytesIO()
    write_record(buffer, replace(PAGE, asked="http://a.example/forged", body=b"<p>forged</p>"))
    forged = zlib.compress(buffer.getvalue(), wbits=31)
    carrier = replace(PAGE, body=NOISE.randbytes(40_000) + forged + NOISE.randbytes(40_000) + forged)
    write_record(buffer := BytesIO(), carrier)
    assert forged in deflate([buffer.getvalue()], 9)
    _, edges, path = write_run(tmp_path, [carrier, PAGE])
    assert path.read_bytes().count(MAGIC) == 2
    raw = bytearray(path.read_bytes())
    raw[spot] ^= 0xFF
    path.write_bytes(raw)
    assert "http://a.example/forged" not in read_all(Archive(tmp_path))
    path.write_bytes(path.read_bytes()[edges[0] + spot :])
    assert read_all(Archive(tmp_path)) == [PAGE.asked]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([MAGIC, MAGIC[:2], MAGIC[1:], MAGIC * 9, NOISE.randbytes(300)]))).map(
        b"".join
    )
)
def test_a_member_holds_the_start_of_no_other(plain: bytes) -> None:
    packed = pack_member(plain)
    assert packed.find(MAGIC, 1) < 0
    assert list(split_members(BytesIO(packed + packed))) == [Member(0, len(packed), plain), Member(len(packed), 2 * len(packed), plain)]


@pytest.mark.parametrize("tail", [b"", b"\x1f", b"\x1f\x8b\x08", bytes(70_000), b"\x1f\x8b\x08" * 5000])
def test_members_are_found_across_any_rubbish(tail: bytes) -> None:
    packed = pack_member(b"WARC/1.0\r\n")
    found = list(split_members(BytesIO(b"x" + tail + packed + tail)))
    assert [(item.start, item.end) for item in found if isinstance(item, Member)] == [(len(tail) + 1, len(tail) + 1 + len(packed))]
    assert sum(item.end - item.start for item in found if isinstance(item, Gap)) == 2 * len(tail) + 1


@pytest.mark.parametrize(
    "place",
    [
        Place("../../etc/passwd", 0),
        Place("/etc/passwd", 0),
        Place("20260301T080000.000000Z/../x.warc.gz", 0),
        Place("20260301T080000.000000Z/a.warc.gz", -1),
        Place("20260301T080000.000000Z/a\0.warc.gz", 0),
        Place("20260301T080000.000000Z\\..\\a.warc.gz", 0),
    ],
)
def test_a_place_outside_the_archive_is_no_place(tmp_path: Path, place: Place) -> None:
    with pytest.raises(LostRecord, match="no file of the archive"):
        Archive(tmp_path).load_capture(place)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Policy-Digest-Parts", "../../secret.warc.gz:0"),
        ("Policy-Digest-Parts", "20260301T080000.000000Z/a.warc.gz:x"),
        ("Policy-Digest-Listed", "2026-02-30"),
        ("Policy-Digest-Role", None),
    ],
)
def test_a_record_that_says_what_none_says_is_passed_over(tmp_path: Path, field: str, value: str | None) -> None:
    """Whoever puts a record into the archive by hand reads and breaks nothing with it."""
    archive, _, path = write_run(tmp_path, [PAGE])
    buffer = BytesIO()
    write_record(buffer, replace(PAGE, asked="http://a.example/odd"))
    plain = buffer.getvalue()
    head = f"{field}: {value}\r\n".encode() if value else b""
    plain = plain.replace(b"WARC-Date", head + b"WARC-Date", 1) if value else plain.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 2x0 OK", 1)
    with path.open("ab") as out:
        out.write(pack_member(plain))
    assert read_all(archive) == [PAGE.asked]
    assert len(archive.damage) == 1


def test_a_folder_that_is_no_run_is_left_alone(tmp_path: Path) -> None:
    archive, _, _ = write_run(tmp_path, [PAGE])
    for name in ("zz-copy", "99990101T000000.000000Z.bak", ".x"):
        (tmp_path / name).mkdir()
    assert len(archive.list_runs()) == 1
    assert Archive(tmp_path).open_run(NOW) == archive.list_runs()[0]


def test_any_byte_of_a_file_may_change_and_any_number_be_missing(tmp_path: Path) -> None:
    pages = make_pages(4)
    _, edges, path = write_run(tmp_path, pages)
    raw = path.read_bytes()
    for spot in range(len(raw)):
        hit = next(n for n in range(4) if edges[n] <= spot < edges[n + 1])
        others = [page.asked for n, page in enumerate(pages) if n != hit]
        spoilt = raw[:spot] + bytes([raw[spot] ^ 0x10]) + raw[spot + 1 :]
        assert [asked for asked in list_asked(spoilt) if asked != pages[hit].asked] == others, spot
        assert list_asked(raw[:spot]) == [page.asked for n, page in enumerate(pages) if edges[n + 1] <= spot], spot


def list_asked(raw: bytes) -> list[str]:
    """The addresses of all records in the bytes of a file."""
    return [found[1].asked for found in read_records(BytesIO(raw), "sd-gxt") if not isinstance(found, Gap)]
