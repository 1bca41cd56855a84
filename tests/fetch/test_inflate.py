"""Gzip answers of several members, however they are cut (RFC 1952)."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch.failure import Unfetched
from scraper.fetch.inflate import MOST_MEMBERS, read_body
from scraper.model.source_state import State

LIMIT = 100_000


def read(data: bytes, sizes: Sequence[int] = (), limit: int = LIMIT) -> bytes:
    """The body of an answer that comes in pieces of the given sizes, the rest at once."""

    async def cut() -> AsyncIterator[bytes]:
        at = 0
        for size in sizes:
            yield data[at : at + size]
            at += size
        yield data[at:]

    return asyncio.run(read_body(cut(), "gzip", limit))


def fail(data: bytes, limit: int = LIMIT) -> State:
    with pytest.raises(Unfetched) as caught:
        read(data, limit=limit)
    return caught.value.state


PARTS = st.lists(st.binary(max_size=300), min_size=1, max_size=5)


@given(PARTS, st.lists(st.integers(0, 40), max_size=60), st.sampled_from([b"", b"\0", b"\0" * 512]))
def test_all_members_are_read_however_they_come(parts: list[bytes], sizes: list[int], padding: bytes) -> None:
    assert read(padding.join(gzip.compress(part, mtime=0) for part in parts) + padding, sizes) == b"".join(parts)


@given(PARTS, st.binary(max_size=40).filter(lambda tail: not tail.lstrip(b"\0").startswith(b"\x1f")))
def test_what_follows_the_last_member_is_no_content(parts: list[bytes], tail: bytes) -> None:
    assert read(b"".join(gzip.compress(part, mtime=0) for part in parts) + tail) == b"".join(parts)


def test_a_second_member_that_breaks_off_breaks_the_answer() -> None:
    assert fail(gzip.compress(b"a", mtime=0) + gzip.compress(b"b" * 99, mtime=0)[:-5]) is State.UNREACHABLE


def test_a_second_member_that_is_broken_breaks_the_answer() -> None:
    assert fail(gzip.compress(b"a", mtime=0) + b"\x1f\x8b" + b"\xff" * 30) is State.ENCODING


def test_members_together_keep_the_limit() -> None:
    assert fail(gzip.compress(bytes(60_000), mtime=0) * 2) is State.OVERSIZED
    assert read(gzip.compress(bytes(50_000), mtime=0) * 2) == bytes(100_000)


def test_a_flood_of_empty_members_is_refused_in_time() -> None:
    begun = time.process_time()
    assert fail(gzip.compress(b"", mtime=0) * (MOST_MEMBERS * 40), limit=20_000_000) is State.ENCODING
    assert time.process_time() - begun < 5
