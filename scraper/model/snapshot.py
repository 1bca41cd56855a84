"""Raw bytes as they were fetched or found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page or file before anything was read from it.

    `name` is the input's file name or address as given, `url` the final address after redirects, `media` the Content-Type header if any,
    `sha256` the hex digest of `data`. `further` are the bytes of the pages that continue an article, in order.
    """

    name: str
    data: bytes
    sha256: str
    url: str | None = None
    media: str | None = None
    further: tuple[bytes, ...] = ()
