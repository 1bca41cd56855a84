"""Gzip members one after the other in a file of the archive, and what is left of them when bytes were lost.

No member that is written here holds the first bytes of another one: whoever finds those bytes stands at the start of a member. So reading
goes on behind any damage, and no page can bring along a record that damage would bring to light.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

GZIP = 31
"""zlib window bits of a gzip member."""
MAGIC = b"\x1f\x8b\x08"
"""The first bytes of each member."""
RECORD = b"WARC/"
"""The first bytes of what a member holds."""
SEAM = re.compile(rb"(?<=\x1f)(?=\x8b\x08)")
LEVELS = (9, 6, 1, 0)
"""Ways of packing: what was made to look like a member in one of them does not in the next."""
FIRST, CHUNK = 4 * 1024, 64 * 1024
"""Bytes that are read at first, where many a start is none, and then at a time."""
LARGEST = 1 << 28
"""Bytes of a record: more is no page that was ever fetched, but what damage makes of a few bytes."""


@dataclass(frozen=True, slots=True)
class Member:
    """A whole member: where it starts, where it ends, what it holds."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch that is no whole member; `cut` when the file ended while it still could have become one."""

    start: int
    end: int
    cut: bool = False


def pack_member(plain: bytes) -> bytes:
    """Bytes as one gzip member that holds the first bytes of a member only at its start."""
    packed = deflate([plain], LEVELS[0])
    for level in LEVELS:
        if packed.find(MAGIC, 1) < 0:
            break
        packed = deflate(SEAM.split(plain), level)
    return packed


def deflate(pieces: list[bytes], level: int) -> bytes:
    """One gzip member of all pieces; between two of them the stream starts afresh, so that what was joined there stays apart."""
    packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
    first, *others = pieces
    out = [packer.compress(first)]
    for piece in others:
        out += packer.flush(zlib.Z_FULL_FLUSH), packer.compress(piece)
    return b"".join((*out, packer.flush()))


def split_members(data: IO[bytes]) -> Iterator[Member | Gap]:
    """The whole of a file, in order: whole members, and the gaps between them."""
    at, size = 0, data.seek(0, os.SEEK_END)
    while at < size:
        found = open_member(data, at)
        if isinstance(found, Gap):
            following = find_member(data, at + 1)
            found = found if following is None else Gap(at, following)
        yield found
        at = found.end


def load_member(data: IO[bytes], at: int) -> Member | None:
    """The member that starts at a place, or None."""
    found = open_member(data, at)
    return found if isinstance(found, Member) else None


def open_member(data: IO[bytes], at: int) -> Member | Gap:
    """The member that starts at a place, else a gap to the end of the file."""
    opener, content, read = zlib.decompressobj(GZIP), bytearray(), 0
    data.seek(at)
    try:
        while not opener.eof and len(content) <= LARGEST and (chunk := data.read(CHUNK if read else FIRST)):
            content += opener.decompress(chunk)
            read += len(chunk)
    except zlib.error:
        return Gap(at, data.seek(0, os.SEEK_END))
    if opener.eof:
        return Member(at, at + read - len(opener.unused_data), bytes(content))
    return Gap(at, data.seek(0, os.SEEK_END), cut=len(content) <= LARGEST)


def find_member(data: IO[bytes], at: int) -> int | None:
    """Where the next whole member with a record starts, at a place or behind it."""
    for start in find_starts(data, at):
        found = load_member(data, start)
        if found and found.content.startswith(RECORD):
            return start
    return None


def find_starts(data: IO[bytes], at: int) -> Iterator[int]:
    """Where a member may start, at a place or behind it."""
    tail = b""
    data.seek(at)
    while chunk := data.read(CHUNK):
        window, base, after = tail + chunk, at - len(tail), data.tell()
        yield from (base + found.start() for found in re.finditer(re.escape(MAGIC), window))
        tail, at = window[1 - len(MAGIC) :], after
        data.seek(after)


def trim_file(data: IO[bytes]) -> list[Gap]:
    """Cuts off a member that was never written to its end; the other gaps stay as they are, and are given."""
    gaps = [found for found in split_members(data) if isinstance(found, Gap)]
    if gaps and gaps[-1].cut:
        data.truncate(gaps.pop().start)
    return gaps
