"""Compressed answers, opened within a limit."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from scraper.fetch.failure import Unfetched
from scraper.model.source_state import State

CHUNK = 64 * 1024
WINDOWS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib window bits: 47 tells gzip from zlib by its header."""
MAGIC = b"\x1f\x8b"
MOST_MEMBERS = 5000
"""Members of one gzip answer; more only cost time."""


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The body of an answer, at most `limit` bytes before and after decompression.

    Raises:
        Unfetched: OVERSIZED, or ENCODING for an unknown or broken compression.
    """
    name = encoding.strip().lower()
    if name not in ("", "identity", *WINDOWS):
        raise Unfetched(State.ENCODING, f"unknown Content-Encoding {name[:20]!r}")
    opener = Opener(WINDOWS[name]) if name in WINDOWS else None
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        body += opener.open(chunk, limit - len(body) + 1) if opener else chunk
        if max(len(body), received) > limit:
            raise Unfetched(State.OVERSIZED, f"more than {limit} bytes")
    if opener and not opener.done and received:
        raise Unfetched(State.UNREACHABLE, "the compressed answer breaks off", retry=True)
    return bytes(body)


class Opener:
    """Opens a compressed answer piece by piece. A gzip answer may have several members (RFC 1952); what else follows one is no content."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._member = zlib.decompressobj(window)
        self._left = MOST_MEMBERS
        self._rest = b""
        self._over = False

    @property
    def done(self) -> bool:
        """True after a whole member."""
        return self._member.eof

    def open(self, chunk: bytes, room: int) -> bytes:
        """At most `room` bytes of the next piece.

        Raises:
            Unfetched: ENCODING, the compression is broken or in too many members.
        """
        out, data = bytearray(), self._rest + chunk
        self._rest = b""
        while data and len(out) < max(room, 1):
            if self._member.eof and not self._begin_member(data := data.lstrip(b"\0")):
                break
            try:
                out += self._member.decompress(data, max(room, 1) - len(out))
            except zlib.error as error:
                raise Unfetched(State.ENCODING, "the compressed answer is broken") from error
            data = self._member.unused_data
        return bytes(out)

    def _begin_member(self, data: bytes) -> bool:
        """Whether a member begins here; a first byte that may begin one waits for the second, anything else ends the content."""
        if self._over or not data.startswith(MAGIC):
            self._rest = data if data == MAGIC[:1] else b""
            self._over |= bool(data) and not self._rest
            return False
        self._left -= 1
        if self._left <= 0:
            raise Unfetched(State.ENCODING, f"more than {MOST_MEMBERS} compressed members")
        self._member = zlib.decompressobj(self._window)
        return True
