"""The reviewed vocabulary of topics and instruments, parsed and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from scraper.errors import ConfigError
from scraper.model import Instrument, Subtopic, Topic, Vocabulary

_RULE: Final = re.compile(r"^/(.+)/$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the closed vocabulary with its compiled triggers."""

    id: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled topics and instruments, in the vocabulary's order."""

    topics: tuple[Entry, ...]
    instruments: tuple[Entry, ...]


def build_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Compile a vocabulary once for many documents."""
    return Lexicon(
        tuple(Entry(topic.id, _compile_triggers(topic.triggers)) for topic in vocabulary.topics),
        tuple(Entry(instrument.id, _compile_triggers(instrument.triggers)) for instrument in vocabulary.instruments),
    )


def _compile_triggers(triggers: Iterable[str]) -> re.Pattern[str]:
    """One expression of all triggers, the longest first; what stands between slashes is an expression already."""
    plain = sorted((re.escape(t) for t in triggers if not _RULE.match(t)), key=len, reverse=True)
    rules = [rule.group(1) for t in triggers if (rule := _RULE.match(t))]
    return re.compile("|".join([*rules, *plain]) or r"(?!)")


def parse_taxonomy(text: str, file: str) -> tuple[tuple[Topic, ...], tuple[Instrument, ...]]:
    """Topics and instruments of a taxonomy file (YAML mappings `topics` and `instruments`).

    Raises:
        ConfigError: not YAML, a missing or wrong key, a trigger that is no expression; with file and line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(f"not YAML: {error.problem}", file=file, line=line) from error
    if not isinstance(data, dict) or not all(isinstance(data.get(key), dict) for key in ("topics", "instruments")):
        raise ConfigError("needs the mappings topics and instruments", file=file, line=1)
    lines = _map_lines(root)
    topics = tuple(_read_topic(key, value, file, lines.get(("topics", key))) for key, value in data["topics"].items())
    instruments = tuple(_read_instrument(key, value, file, lines.get(("instruments", key))) for key, value in data["instruments"].items())
    return topics, instruments


def _map_lines(root: yaml.Node | None) -> dict[tuple[str, str], int]:
    """The line of each entry, by section and key."""
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {
        (section.value, key.value): key.start_mark.line + 1
        for section, body in root.value
        if isinstance(body, yaml.MappingNode)
        for key, _ in body.value
    }


def _read_topic(key: str, value: Any, file: str, line: int | None) -> Topic:
    entry = _check_entry(key, value, file, line, {"zh", "en", "triggers"}, {"benefit", "sub"})
    shelves = entry.get("sub", {})
    if not isinstance(shelves, dict) or not all(isinstance(v, list) and len(v) == 2 for v in shelves.values()):
        raise ConfigError(f"{key}: sub maps ids to [Chinese, English]", file=file, line=line)
    sub = tuple(Subtopic(name, str(zh), str(en)) for name, (zh, en) in shelves.items())
    return Topic(key, entry["zh"], entry["en"], tuple(entry["triggers"]), bool(entry.get("benefit", True)), sub)


def _read_instrument(key: str, value: Any, file: str, line: int | None) -> Instrument:
    entry = _check_entry(key, value, file, line, {"zh", "en", "triggers"}, set())
    return Instrument(key, entry["zh"], entry["en"], tuple(entry["triggers"]))


def _check_entry(key: str, value: Any, file: str, line: int | None, needed: set[str], allowed: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"{key}: not a mapping", file=file, line=line)
    if missing := needed - value.keys():
        raise ConfigError(f"{key}: lacks {', '.join(sorted(missing))}", file=file, line=line)
    if unknown := value.keys() - needed - allowed:
        raise ConfigError(f"{key}: unknown key {', '.join(sorted(unknown))}", file=file, line=line)
    if not isinstance(value["triggers"], list) or not all(isinstance(t, str) and t for t in value["triggers"]):
        raise ConfigError(f"{key}: triggers must be a list of words", file=file, line=line)
    try:
        _compile_triggers(value["triggers"])
    except re.error as error:
        raise ConfigError(f"{key}: a trigger is no expression: {error}", file=file, line=line) from error
    return value
