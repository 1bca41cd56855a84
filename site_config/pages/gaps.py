"""What is missing in a place: topics of support that it has nothing of its own in, and neighbours that have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scraper.model import STATE_CODE
from site_config.catalog.addresses import search_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.place_counts import NONE, count_levels
from site_config.language.languages import Language
from site_config.pages.place_lines import PlaceLine

SIBLINGS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic without measures here; `siblings` are places of the same level that have some.

    `path` is the search one level up; above a province that is the search of all places.
    """

    topic: str
    path: str
    siblings: tuple[PlaceLine, ...]


def list_gaps(digest: Digest, code: str, own: tuple[Card, ...], pages: Mapping[str, str], language: Language) -> tuple[Gap, ...]:
    """The gaps of a place, those that its neighbours fill first; the state has no neighbours and so no gaps."""
    if code == STATE_CODE:
        return ()
    covered = {topic for card in own for topic in card.measure.topics}
    parent = (STATE_CODE, *digest.atlas.trace_path(code))[-2]
    siblings = [region.code for region in digest.atlas.children.get(parent, ()) if region.code != code]
    gaps = (
        Gap(
            language.pick(topic),
            language.lead(search_path(region=parent if parent != STATE_CODE else None, topic=topic.id)),
            tuple(_count_siblings(digest, siblings, topic.id, pages, language)),
        )
        for topic in digest.topics.values()
        if topic.benefit and topic.id not in covered
    )
    return tuple(sorted(gaps, key=lambda gap: not gap.siblings))


def _count_siblings(digest: Digest, siblings: list[str], topic: str, pages: Mapping[str, str], language: Language) -> Iterator[PlaceLine]:
    own = count_levels(digest).own
    counts = {code: own.get(code, NONE).topics[topic] for code in siblings}
    for code in sorted((code for code in siblings if counts[code]), key=lambda code: -counts[code])[:SIBLINGS]:
        yield PlaceLine(code, language.name_place(digest.atlas, code), pages.get(code), counts[code])
