"""Small tables for the browser: words that queries are cut by, their sounds, and what the search box suggests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from scraper.model import STATE_CODE, Instrument, Topic
from site_config.catalog.digest import Digest
from site_config.english import list_english
from site_config.finding.character_pairs import split_runs
from site_config.finding.synonyms import group_sounds, load_wording, spell_initials
from site_config.language.languages import CHINESE

WORDS, SUGGESTIONS, SOUNDS, ENGLISH = (f"assets/digest/{name}.json" for name in ("words", "suggest", "pinyin", "english"))
LEADS = 300
"""Frequent leads that are suggested: with places and topics about 10 KB."""
LONGEST_LEAD, LONGEST_WORD = 14, 8


def build_words(digest: Digest) -> Iterator[tuple[str, str]]:
    """The files: path and JSON."""
    wording = load_wording()
    plain, places = list_words(digest), name_places(digest)
    words = {
        "groups": [list(group) for group in wording.groups],
        "stops": wording.stops,
        "faint": wording.faint,
        "words": plain,
        "places": places,
    }
    yield WORDS, _dump(words)
    yield SUGGESTIONS, _dump(list_suggestions(digest))
    yield ENGLISH, _dump(list_english(digest))
    yield SOUNDS, _dump(group_sounds((*plain, *places, *(word for group in wording.groups for word in group))))


def list_words(digest: Digest) -> list[str]:
    """The plain words of the vocabulary that no group holds, and short leads."""
    entries: tuple[Topic | Instrument, ...] = (*digest.topics.values(), *digest.instruments.values())
    triggers = (word for entry in entries for word in (*entry.triggers, *entry.zh.split("/")))
    plain = {word for word in triggers if not word.startswith("/") and 2 <= len(word) <= LONGEST_WORD}
    return sorted(plain.union(load_wording().faint).difference(*load_wording().groups))


def name_places(digest: Digest) -> dict[str, str]:
    """Codes of the places in use, by every name that stands for one of them alone."""
    named: dict[str, set[str]] = {}
    for code in list_codes(digest):
        for name in {digest.atlas.name(code), digest.atlas.short(code)}:
            if len(name) > 1:
                named.setdefault(name, set()).add(code)
    return {name: codes.pop() for name, codes in sorted(named.items()) if len(codes) == 1}


def list_codes(digest: Digest) -> tuple[str, ...]:
    """Places that notices speak for, and the units above them, without the state."""
    spoken = {notice.region.code for notice in digest.notices if notice.region}
    return tuple(sorted({step for code in spoken for step in digest.atlas.trace_path(code)} - {STATE_CODE}))


def list_suggestions(digest: Digest) -> list[tuple[str, str, str, str]]:
    """(text, initials, key, value): the search that each suggestion stands for is `?key=value`."""
    leads = Counter(card.measure.lead for card in digest.cards if card.shown and 2 <= len(card.measure.lead) <= LONGEST_LEAD)
    words = dict.fromkeys((*(group[0] for group in load_wording().groups), *(lead for lead, _ in leads.most_common(LEADS))))
    held = "\n".join(card.measure.span.read(card.notice.body) for card in digest.cards)
    entries = [(digest.atlas.name(code), "region", code) for code in list_codes(digest)]
    entries += [(CHINESE.pick(digest.topics[id_]), "topic", id_) for id_, count in digest.count_topics().items() if count]
    entries += [(word, "q", word) for word in words if word in held]
    return [
        (text, "".join(spell_initials(run) if not run[0].isascii() else run for run in split_runs(text)), key, value)
        for text, key, value in entries
    ]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
