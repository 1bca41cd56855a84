"""The first page: search, topics, map, what ends soon, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from site_config.pages.addresses import climb_root
from site_config.pages.atlas import STATE
from site_config.pages.cards import CardView, view_card, view_notice
from site_config.pages.digest import Card, Digest
from site_config.pages.places import count_places, list_choices
from site_config.pages.tally import OTHER, count_all, count_instruments, list_tiles
from site_config.pages.templates import PageFile, fill_template, pair_pages
from site_config.pages.tilemap import draw_tilemap
from site_config.pages.tongue import CHINESE, Tongue

SOON_DAYS = 90
SOON_ITEMS = 6
LATEST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Ending:
    """A measure that ends soon: `left` days."""

    view: CardView
    left: int
    until: str


def build_home(digest: Digest, name: str, claim: str, tongue: Tongue = CHINESE) -> PageFile:
    """The first page; what people wrote in `content/index.md` comes below."""
    path = tongue.lead("")
    counts = count_places(digest)
    tiles = list_tiles(digest, tongue)
    html = fill_template(
        "home.html",
        path,
        tongue,
        name=name,
        claim=claim,
        places=tuple(list_choices(digest, tongue)),
        tiles=tuple(tile for tile in tiles if tile.id != OTHER),
        other=next((tile for tile in tiles if tile.id == OTHER), None),
        instruments=count_instruments(digest, digest.cards, None, tongue),
        counts=count_all(digest),
        day=tongue.write_day(digest.day),
        tilemap=draw_tilemap(digest.atlas, counts, climb_root(path) + tongue.folder, tongue),
        state_count=counts[STATE],
        soon=tuple(_list_soon(digest, tongue)),
        soon_days=SOON_DAYS,
        latest=tuple(view_notice(notice, digest, tongue) for notice in digest.notices[:LATEST_ITEMS]),
    )
    return PageFile(path, name, html, claim, language=tongue.code, twin=pair_pages(path, tongue))


def _list_soon(digest: Digest, tongue: Tongue) -> Iterator[Ending]:
    for card in sorted(filter(lambda c: _ends_soon(c, digest), digest.cards), key=lambda c: str(c.deadline))[:SOON_ITEMS]:
        if card.deadline:
            yield Ending(view_card(card, digest, tongue=tongue), (card.deadline - digest.day).days, tongue.write_day(card.deadline))


def _ends_soon(card: Card, digest: Digest) -> bool:
    if card.deadline is None or card.over or not card.shown:
        return False
    return digest.day <= card.deadline <= digest.day + timedelta(days=SOON_DAYS)
