"""The taxonomy of topics and instruments (`taxonomy.yml`): its file parsed, its triggers compiled and found in a text.

Word books (`scraper.lexicon.wordbook`) hold all other vocabulary. The taxonomy is apart from them: its entries are also what the site
shows and what people filter by, with names in two languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from scraper.errors import ConfigError
from scraper.lexicon.phrase_index import WordIndex, build_index
from scraper.lexicon.plain_words import PlainWords, compile_plain
from scraper.model import Instrument, Subtopic, Topic, Vocabulary
from scraper.model.bounds import Overgrown
from scraper.model.naming import WORD
from scraper.model.plain_yaml import load_yaml, map_lines

_RULE: Final = re.compile(r"^/(.+)/$")
_NEEDED: Final = {"zh", "en", "triggers"}
_LINES: Final = ("examples", "silent")
"""Lines for those who review and for tests: on which an entry must fire, and must not."""
HINT: Final = "hint:"
"""Before the key of a hint: a word that supports what it speaks for, and decides little alone."""
Hits = Mapping[str, Sequence[str]]
"""Words found, each once, by what they speak for: "topic:finance", "instrument:loan"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled taxonomy: ids of topics and instruments in its order, plain words with the keys that they speak for, expressions."""

    topics: tuple[str, ...]
    instruments: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    words: PlainWords
    rules: WordIndex[str]

    def find_words(self, text: str) -> Hits:
        """The triggers that stand in a width-folded text, each once, in the order of the text; of an expression its first match.

        >>> loan = Instrument("loan", "贷款", "Loan", ("贷款", "/转贷(?!款)/"))
        >>> build_lexicon(Vocabulary((), (), (loan,))).find_words("贷款与转贷资金, 转贷款")
        {'instrument:loan': ['贷款', '转贷']}
        """
        found = [(start, word, key) for word, start in self.words.find_places(text).items() for key in self.keys[word]]
        rules = self.rules.list_candidates(text)
        found += [(match.start(), match.group(), key) for _, pattern, key in rules if (match := pattern.search(text))]
        hits: dict[str, list[str]] = {}
        for _, word, key in sorted(found, key=lambda hit: (hit[0], -len(hit[1]), hit[2])):
            hits.setdefault(key, []).append(word)
        return hits

    def find_triggers(self, text: str) -> frozenset[tuple[str, str]]:
        """What fires in a width-folded text: its name ("topic:finance", a hint's behind `HINT`), and the trigger as the vocabulary has it.

        >>> loan = Instrument("loan", "贷款", "Loan", ("贷款", "/转贷(?!款)/"))
        >>> sorted(build_lexicon(Vocabulary((), (), (loan,))).find_triggers("贷款与转贷资金"))
        [('instrument:loan', '/转贷(?!款)/'), ('instrument:loan', '贷款')]
        """
        words = {(key, word) for word in self.words.find_places(text) for key in self.keys[word]}
        rules = {(key, f"/{rule.pattern.pattern}/") for _, rule, key in self.rules.list_candidates(text) if rule.search(text)}
        return frozenset(words | rules)


def build_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Compile a vocabulary once for many documents."""
    keys: dict[str, list[str]] = {}
    rules: list[tuple[str, str]] = []
    for kind, entries in (("topic", vocabulary.topics), ("instrument", vocabulary.instruments)):
        for entry in entries:
            key = f"{kind}:{entry.id}"
            for trigger, name in (*((t, key) for t in entry.triggers), *((h, HINT + key) for h in entry.hints)):
                if rule := _RULE.match(trigger):
                    rules.append((rule.group(1), name))
                else:
                    keys.setdefault(trigger, []).append(name)
    return Lexicon(
        topics=tuple(topic.id for topic in vocabulary.topics),
        instruments=tuple(instrument.id for instrument in vocabulary.instruments),
        keys={word: tuple(named) for word, named in keys.items()},
        words=compile_plain(keys),
        rules=build_index(rules),
    )


def parse_taxonomy(text: str, file: str) -> tuple[tuple[Topic, ...], tuple[Instrument, ...]]:
    """Topics and instruments of a taxonomy file (YAML mappings `topics` and `instruments`).

    Raises:
        ConfigError: not YAML, a missing or wrong key, a trigger that is no expression; with file and line.
    """
    try:
        data = load_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(f"not YAML: {error.problem}", file=file, line=line) from error
    except Overgrown as error:
        raise ConfigError(str(error), file=file, line=error.line) from error
    if not isinstance(data, dict) or not all(isinstance(data.get(key), dict) for key in ("topics", "instruments")):
        raise ConfigError("needs the mappings topics and instruments", file=file, line=1)
    lines = map_lines(text)
    topics = tuple(_read_topic(key, value, file, lines.get(("topics", key))) for key, value in data["topics"].items())
    instruments = tuple(_read_instrument(key, value, file, lines.get(("instruments", key))) for key, value in data["instruments"].items())
    return topics, instruments


def _read_topic(key: str, value: Any, file: str, line: int | None) -> Topic:
    entry = _check_entry(key, value, {"benefit", "sub", "hints", *_LINES}, file=file, line=line)
    shelves = entry.get("sub", {})
    if not isinstance(shelves, dict) or not all(isinstance(v, list) and len(v) == 2 for v in shelves.values()):
        raise ConfigError(f"{key}: sub maps ids to [Chinese, English]", file=file, line=line)
    sub = tuple(Subtopic(name, str(zh), str(en)) for name, (zh, en) in shelves.items())
    triggers, hints = tuple(entry["triggers"]), tuple(entry.get("hints", ()))
    return Topic(key, entry["zh"], entry["en"], triggers, bool(entry.get("benefit", True)), sub, hints)


def _read_instrument(key: str, value: Any, file: str, line: int | None) -> Instrument:
    entry = _check_entry(key, value, {"hints", *_LINES}, file=file, line=line)
    return Instrument(key, entry["zh"], entry["en"], tuple(entry["triggers"]), tuple(entry.get("hints", ())))


def _check_entry(key: Any, value: Any, allowed: set[str], *, file: str, line: int | None) -> Mapping[str, Any]:
    if not isinstance(key, str) or not WORD.holds(key):
        raise ConfigError(WORD.refuse(str(key)), file=file, line=line)
    if not isinstance(value, dict):
        raise ConfigError(f"{key}: not a mapping", file=file, line=line)
    if missing := _NEEDED - value.keys():
        raise ConfigError(f"{key}: lacks {', '.join(sorted(missing))}", file=file, line=line)
    if unknown := value.keys() - _NEEDED - allowed:
        raise ConfigError(f"{key}: unknown key {', '.join(sorted(unknown))}", file=file, line=line)
    for name in ("triggers", "hints"):
        _check_words(f"{key}: {name}", value.get(name, []), file=file, line=line)
    return value


def _check_words(name: str, words: Any, *, file: str, line: int | None) -> None:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise ConfigError(f"{name} must be a list of words", file=file, line=line)
    if short := [word for word in words if len(word) < 2]:
        raise ConfigError(f"{name}: a word has two characters or more, not {short[0]}", file=file, line=line)
    try:
        for word in words:
            re.compile(word)
    except re.error as error:
        raise ConfigError(f"{name}: no expression: {error}", file=file, line=line) from error
