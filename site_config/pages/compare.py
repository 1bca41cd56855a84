"""Two places side by side: a page with a form, and a small file for each place that its script reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from site_config.catalog.addresses import measure_path, region_path, search_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.place_counts import PlaceCount, count_place
from site_config.catalog.place_paths import list_paths
from site_config.language.languages import CHINESE, Language
from site_config.pages.cards import sort_cards
from site_config.pages.place_lines import ProvinceLine, list_provinces
from site_config.pages.search import dump_json
from site_config.templates import PageFile, fill_template, pair_pages

FOLDER = "compare/"
EXAMPLES = 3


def build_compare(digest: Digest, language: Language = CHINESE) -> PageFile:
    """The page; without a script it leads to the pages of the places."""
    path, say = language.lead(FOLDER), language.say
    held = {code for code in digest.by_region if code}
    groups = tuple(_group_choices(line, held) for line in list_provinces(digest, language))
    paths = tuple(codes for codes in list_paths(digest) if codes[-1] in held)
    html = fill_template(
        "compare.html",
        path,
        language,
        choices=tuple((name, places) for name, places in groups if places),
        links=tuple((language.name_whole(digest.atlas, codes[-1]), language.lead(region_path(codes))) for codes in paths),
        topics=dump_json({topic.id: language.pick(topic) for topic in digest.topics.values()}),
    )
    return PageFile(path, say("对照"), html, say("两个地区的惠企措施并排看"), language=language.code, twin=pair_pages(path, language))


def _group_choices(line: ProvinceLine, held: Collection[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    places = ((line.code, line.name), *((place.code, place.name) for place in line.places))
    return line.name, tuple(place for place in places if place[0] in held)


def build_compared(digest: Digest) -> Iterator[tuple[str, str]]:
    """Path and text of the file of each place that gives anything itself."""
    for path in list_paths(digest):
        code = path[-1]
        if code in digest.by_region:
            yield f"{FOLDER}{code}.json", json.dumps(_describe_place(digest, code, path), ensure_ascii=False, separators=(",", ":"))


def _describe_place(digest: Digest, code: str, path: tuple[str, ...]) -> dict[str, Any]:
    own = tuple(card for card in digest.by_region[code] if card.shown)
    counts = count_place(digest, code)
    topics = {topic: _describe_topic(code, topic, own, counts) for topic in digest.topics}
    return {
        "name": digest.atlas.full_name(code),
        "path": region_path(path),
        "own": counts.own.total,
        "above": counts.above.total,
        "topics": {topic: given for topic, given in topics.items() if given["own"] or given["above"]},
    }


def _describe_topic(code: str, topic: str, own: tuple[Card, ...], counts: PlaceCount) -> dict[str, Any]:
    here = sort_cards(tuple(card for card in own if topic in card.measure.topics))
    return {
        "own": counts.own.topics[topic],
        "above": counts.above.topics[topic],
        "path": search_path(region=code, topic=topic),
        "first": [
            {
                "lead": card.measure.lead,
                "path": measure_path(card.notice, card.measure),
                "figures": list(dict.fromkeys(figure.raw for figure in card.measure.figures))[:EXAMPLES],
            }
            for card in here[:EXAMPLES]
        ],
    }
