"""How many measures there are of each topic and instrument, as links."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from site_config.catalog.addresses import search_path, tag_path, topic_path
from site_config.catalog.digest import Card, Digest
from site_config.language.languages import CHINESE, Language

OTHER = "other"
"""The shelf for what fits no topic: shown when something is on it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A topic with its number of measures."""

    id: str
    name: str
    path: str
    count: int
    sub: str = ""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link with the number of things behind it."""

    text: str
    path: str
    count: int


def list_tiles(digest: Digest, language: Language = CHINESE) -> tuple[Tile, ...]:
    """One tile a topic."""
    counts = digest.count_topics()
    return tuple(
        Tile(
            topic.id,
            language.pick(topic),
            language.lead(topic_path(topic.id)),
            counts[topic.id],
            language.join(sub.zh if language is CHINESE else sub.en for sub in topic.sub),
        )
        for topic in digest.topics.values()
        if topic.id != OTHER or counts[topic.id]
    )


def count_all(digest: Digest) -> dict[str, int]:
    """The coverage line: shown measures, notices, places that speak for themselves."""
    return {
        "measures": sum(card.shown for card in digest.cards),
        "notices": len(digest.notices),
        "regions": len({notice.region.code for notice in digest.notices if notice.region}),
    }


def count_instruments(digest: Digest, cards: tuple[Card, ...], topic: str | None, language: Language = CHINESE) -> tuple[CountedLink, ...]:
    """Shown measures by instrument: searches inside a topic, lists of notices without one."""
    counts = Counter(i for card in cards if card.shown for i in set(card.measure.instruments))
    return tuple(
        CountedLink(
            language.pick(item),
            language.lead(search_path(topic=topic, instrument=item.id) if topic else tag_path("instrument", item.id)),
            counts[item.id],
        )
        for item in digest.instruments.values()
        if counts[item.id]
    )
