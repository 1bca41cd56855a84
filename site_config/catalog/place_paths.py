"""Which places have a page of their own."""

from __future__ import annotations

from functools import lru_cache

from scraper.model import STATE_CODE
from site_config.catalog.digest import Digest


@lru_cache(maxsize=1)
def list_paths(digest: Digest) -> tuple[tuple[str, ...], ...]:
    """Codes, from the province down, of every place that has a page.

    All provinces; prefectures of the provinces that have any notice; counties that have one; the state.
    """
    atlas = digest.atlas
    spoken = {notice.region.code for notice in digest.notices if notice.region}
    active = {atlas.trace_path(code)[0] for code in spoken}
    codes = {province.code for province in atlas.list_provinces()} | {STATE_CODE}
    codes |= {child.code for code in active if code != STATE_CODE for child in atlas.children.get(code, ()) if child.level == 2}
    codes |= {step for code in spoken for step in atlas.trace_path(code)}
    return tuple(atlas.trace_path(code) for code in sorted(codes))
