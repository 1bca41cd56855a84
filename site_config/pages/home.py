"""The first page: search, topics, map, what ends soon, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from scraper.model import STATE_CODE
from site_config.catalog.addresses import climb_root
from site_config.catalog.digest import Card, Digest
from site_config.catalog.place_counts import count_places
from site_config.language.languages import CHINESE, Language
from site_config.pages.cards import CardView, view_card, view_notice
from site_config.pages.counts import OTHER, count_all, count_instruments, list_tiles
from site_config.pages.place_lines import list_choices
from site_config.pages.tilemap import draw_tilemap
from site_config.templates import PageFile, fill_template, pair_pages

SOON_DAYS = 90
SOON_ITEMS = 6
LATEST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Ending:
    """A measure that ends soon: `left` days."""

    view: CardView
    left: int
    until: str


def build_home(digest: Digest, name: str, claim: str, language: Language = CHINESE) -> PageFile:
    """The first page; what people wrote in `content/index.md` comes below."""
    path = language.lead("")
    counts = count_places(digest)
    tiles = list_tiles(digest, language)
    html = fill_template(
        "home.html",
        path,
        language,
        name=name,
        claim=claim,
        places=tuple(list_choices(digest, language)),
        tiles=tuple(tile for tile in tiles if tile.id != OTHER),
        other=next((tile for tile in tiles if tile.id == OTHER), None),
        instruments=count_instruments(digest, digest.cards, None, language),
        counts=count_all(digest),
        day=language.write_day(digest.day),
        tilemap=draw_tilemap(digest.atlas, counts, climb_root(path) + language.folder, language),
        state_count=counts[STATE_CODE],
        soon=tuple(_list_soon(digest, language)),
        soon_days=SOON_DAYS,
        latest=tuple(view_notice(notice, digest, language) for notice in digest.notices[:LATEST_ITEMS]),
    )
    return PageFile(path, name, html, claim, language=language.code, twin=pair_pages(path, language))


def _list_soon(digest: Digest, language: Language) -> Iterator[Ending]:
    for card in sorted(filter(lambda c: _ends_soon(c, digest), digest.cards), key=lambda c: str(c.deadline))[:SOON_ITEMS]:
        if card.deadline:
            yield Ending(view_card(card, digest, language=language), (card.deadline - digest.day).days, language.write_day(card.deadline))


def _ends_soon(card: Card, digest: Digest) -> bool:
    return card.shown and not card.over and card.deadline is not None and card.deadline <= digest.day + timedelta(days=SOON_DAYS)
