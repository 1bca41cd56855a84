"""The closed vocabulary that people review: topics, instruments, regions."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model.region import Region


@dataclass(frozen=True, slots=True)
class Subtopic:
    """A finer shelf inside a topic, for display and filters."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of support (金融支持). `triggers` are plain substrings, or regular expressions between slashes; `hints` weigh less."""

    id: str
    zh: str
    en: str
    triggers: tuple[str, ...]
    benefit: bool = True
    sub: tuple[Subtopic, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A means of support (贴息). `triggers` as in `Topic`."""

    id: str
    zh: str
    en: str
    triggers: tuple[str, ...]
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All closed words, as loaded from `site_config/data`."""

    regions: tuple[Region, ...]
    topics: tuple[Topic, ...]
    instruments: tuple[Instrument, ...]
