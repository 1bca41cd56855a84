from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.store.run_state import KnownPage, Memory, Visit, open_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "state.sqlite") as memory:
        yield memory


def page(n: int, **fields: object) -> KnownPage:
    return KnownPage(f"http://a.example/{n}", "s", f"标题{n}", f"2026-01-{n:02}", n, seen="2026-02-01", **fields)  # type: ignore[arg-type]


def test_the_database_is_in_wal_mode(memory: Memory) -> None:
    assert memory._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_pages_are_remembered_as_they_are(memory: Memory) -> None:
    pages = (page(1), page(2, sha256="x", file="r/s.warc.gz", offset=7, notice="370000-20260101-00000000", etag='"1"'))
    memory.save_pages(pages)
    assert tuple(memory.find_page(known.url) for known in pages) == pages
    assert memory.find_page("http://a.example/none") is None


def test_pending_pages_come_newest_first_and_not_for_ever(memory: Memory) -> None:
    undated = KnownPage("http://a.example/u", "s", "标题", None, 0, seen="2026-02-01")
    memory.save_pages((page(1), page(3), page(2, tries=5), page(4, sha256="x"), page(5, gone=1), undated))
    assert [known.rank for known in memory.list_pending("s", 5)] == [3, 1, 0]
    assert memory.list_pending("other", 5) == ()


def test_the_page_checked_longest_ago_is_found(memory: Memory) -> None:
    memory.save_pages(
        (
            page(1, sha256="x", checked="2026-01-05"),
            page(2, sha256="x", checked="2026-01-03"),
            page(3, sha256="x", gone=1, checked="2025-01-01"),
        )
    )
    found = memory.find_oldest("s", "2026-02-01")
    assert found is not None
    assert found.rank == 2
    assert memory.find_oldest("s", "2026-01-03") is None


def test_visits_come_back_newest_first(memory: Memory) -> None:
    visits = [Visit(f"2026010{n}", "s", "ok", listed=n) for n in range(1, 5)]
    for visit in visits:
        memory.save_visit(visit)
    assert memory.list_visits("s", 3) == tuple(reversed(visits))[:3]


def test_a_pause_has_a_reason_and_an_end(memory: Memory) -> None:
    memory.save_pause("s", "by hand")
    assert memory.find_pause("s") == "by hand"
    memory.save_pause("s", None)
    assert memory.find_pause("s") is None


def test_robots_are_kept_for_the_day(memory: Memory) -> None:
    memory.save_robots("http://a.example", "User-agent: *", "2026-01-01")
    assert memory.load_robots("http://a.example", "2026-01-01") == "User-agent: *"
    assert memory.load_robots("http://a.example", "2026-01-02") is None


def test_requests_are_counted_by_host_and_day(memory: Memory) -> None:
    assert [memory.count_request("a", "2026-01-01") for _ in range(3)] == [1, 2, 3]
    assert memory.count_request("b", "2026-01-01") == 1
    assert memory.count_request("a", "2026-01-02") == 1


def test_state_survives_its_process(tmp_path: Path) -> None:
    with open_memory(tmp_path / "s.sqlite") as first:
        first.save_pages((page(1),))
    with open_memory(tmp_path / "s.sqlite") as second:
        assert second.find_page(page(1).url) == page(1)


@pytest.mark.parametrize("damage", [b"not a database at all", b"SQLite format 3\x00" + bytes(50)])
def test_a_damaged_database_is_set_aside_and_begun_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "state.sqlite"
    path.write_bytes(damage * 40)
    with open_memory(path) as memory:
        memory.save_pages((page(1),))
        assert memory.find_page(page(1).url) == page(1)
    assert path.with_name("state.sqlite.damaged").read_bytes() == damage * 40


def test_a_truncated_database_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with open_memory(path) as memory:
        memory.save_pages(tuple(KnownPage(f"http://a.example/{n}", "s", "x" * 200, seen="2026-02-01") for n in range(500)))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100])
    with open_memory(path) as memory:
        memory.save_pages((page(1),))
        assert memory.find_page(page(1).url) == page(1)


def test_a_folder_in_its_place_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite").mkdir()
    with pytest.raises(StoreError):
        Memory(tmp_path / "state.sqlite")
