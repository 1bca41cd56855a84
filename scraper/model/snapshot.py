"""Raw bytes as they were fetched or found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a page links to: its address as the page names it, and its bytes."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page or file before anything was read from it.

    `name` is the input's file name or address as given, `url` the final address after redirects, `media` the Content-Type header if any,
    `sha256` the hex digest of `data`. `further` are the bytes of the pages that continue an article, in order;
    `files` the annexes that it links to.
    """

    name: str
    data: bytes
    sha256: str
    url: str | None = None
    media: str | None = None
    further: tuple[bytes, ...] = ()
    files: tuple[StoredFile, ...] = ()
