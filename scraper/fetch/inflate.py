"""Compressed answers, opened within a limit."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from scraper.fetch.failure import Unfetched
from scraper.sources.state import State

CHUNK = 64 * 1024
WINDOWS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib window bits: 47 tells gzip from zlib by its header."""


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The body of an answer, at most `limit` bytes before and after decompression.

    Raises:
        Unfetched: OVERSIZED, or ENCODING for an unknown or broken compression.
    """
    name = encoding.strip().lower()
    if name not in ("", "identity", *WINDOWS):
        raise Unfetched(State.ENCODING, f"unknown Content-Encoding {name[:20]!r}")
    opener = zlib.decompressobj(WINDOWS[name]) if name in WINDOWS else None
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        body += inflate_chunk(opener, chunk, limit - len(body) + 1) if opener else chunk
        if max(len(body), received) > limit:
            raise Unfetched(State.OVERSIZED, f"more than {limit} bytes")
    if opener and not opener.eof and received:
        raise Unfetched(State.UNREACHABLE, "the compressed answer breaks off", retry=True)
    return bytes(body)


def inflate_chunk(opener: zlib._Decompress, chunk: bytes, room: int) -> bytes:
    """At most `room` bytes of the next piece."""
    try:
        return opener.decompress(chunk, max(room, 1))
    except zlib.error as error:
        raise Unfetched(State.ENCODING, "the compressed answer is broken") from error
