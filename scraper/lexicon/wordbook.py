"""Word books: the vocabulary that people review, one YAML file a subject in `site_config/data/vocabulary`.

A word book is part of the program as its code is: it ships with it, is read once and never changes while it runs. An entry:

    relief.cost:
      about: less to pay, named as the aim
      phrases: ["(降低|减轻)…(成本|负担)"]
      unless: [减免责任]
      weight: {lead: 6, next: 2, rest: 1}
      examples: [降低企业用电成本]
      silent: [税务机关依法处理减免责任]

`phrases` (see `scraper.lexicon.phrases`) or `words` (plain, parted by blanks) say what fires: each phrase must fire on one of `examples`,
none on a line of `silent`. A test asks that of every entry of every book. `weight`, `nature` and `table` are what else a subject needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import dropwhile
from typing import Any, Final

import yaml

from scraper.errors import ConfigError
from scraper.lexicon.phrases import Expression, PhraseError, compile_guard, translate_phrase
from scraper.model.bounds import Overgrown, check_yaml

HOME: Final = "site_config"
FOLDER: Final = ("data", "vocabulary")
LARGEST: Final = 1 << 18
"""Characters of a book; what grows beyond is two subjects."""
LISTS: Final = ("phrases", "unless", "examples", "silent")
FACTS: Final = ("weight", "nature", "table")
_NUMBERS: Final = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
KEYS: Final = frozenset({"about", "words", *LISTS, *FACTS})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one key of a word book says; `facts` holds what else its subject needs (weight, nature, a table)."""

    key: str
    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def compile(self) -> Expression:
        """One expression for all that fires."""
        return Expression(re.compile(self.source), tuple(map(compile_guard, self.unless)))

    @property
    def source(self) -> str:
        """The words and phrases as one expression of `re` without `unless`, to be built into a larger one."""
        return "|".join((*map(re.escape, self.words), *map(translate_phrase, self.phrases)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A file and its YAML, to say where something is wrong."""

    file: str
    root: yaml.Node

    def refuse(self, message: str, remedy: str, *path: str | int) -> ConfigError:
        """The error about the value at `path`, which names the line of its key or item."""
        node, line = self.root, self.root.start_mark.line
        for step in path:
            if isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line
            else:
                key, node = next((key, value) for key, value in node.value if key.value == step)
                line = key.start_mark.line
        return ConfigError(f"{path[0]}: {message}" if path else message, file=self.file, line=line + 1, remedy=remedy)


@cache
def load_book(name: str) -> Mapping[str, Entry]:
    r"""The entries of a word book by their keys, in the order of the file.

    Raises:
        ConfigError: the file is missing or broken, with file, line and remedy.
    """
    path = files(HOME).joinpath(*FOLDER, f"{name}.yml")
    return parse_book(_read_text(path), str(path))


def load_table(name: str) -> str:
    """The text of a plain table of the vocabulary (`<name>.txt`) without the lines of # at its head.

    Raises:
        ConfigError: the file can't be read.
    """
    lines = _read_text(files(HOME).joinpath(*FOLDER, f"{name}.txt")).splitlines()
    return "\n".join(dropwhile(lambda line: line.startswith("#"), lines))


def _read_text(path: Traversable) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", file=str(path), remedy="install the package again") from error


def parse_book(text: str, file: str) -> Mapping[str, Entry]:
    r"""The entries of a word book's text.

    >>> book = parse_book("rent:\n  words: 房租 租金\n  phrases: [免…租]\n  examples: [免收房租, 减免租金]", "a.yml")
    >>> book["rent"].compile().search("免收企业租").group()
    '免收企业租'

    Raises:
        ConfigError: not YAML, a key that is unknown or stands twice, a phrase that can't be read; with file and line.
    """
    data, place = _load_yaml(text, file)
    return {key: _read_entry(key, value, place) for key, value in data.items()}


def _load_yaml(text: str, file: str) -> tuple[dict[str, Any], _Place]:
    """The mapping of a YAML text, and its nodes for messages."""
    try:
        check_yaml(text, LARGEST)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except Overgrown as error:
        raise ConfigError(str(error), file=file, line=error.line, remedy="a book is a list of entries; write them out") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(f"not YAML: {error.problem}", file=file, line=line, remedy="mend the line; quote phrases with : or #") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise ConfigError(f"not YAML: {error}", file=file, remedy="delete what can't be seen") from error
    if not isinstance(root, yaml.MappingNode):
        raise ConfigError("needs a mapping of entries", file=file, line=1, remedy="one key an entry, see scraper/lexicon/wordbook.py")
    return _read_node(root, file), _Place(file, root)


def _read_node(node: yaml.Node, file: str) -> Any:
    """A node as plain data: texts, and numbers where no quotes stand. Three times as fast as the loader; no key may stand twice."""
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                message = f"{key.value} stands twice or is no name"
                raise ConfigError(message, file=file, line=key.start_mark.line + 1, remedy="give each entry a name of its own")
            found[key.value] = _read_node(value, file)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_read_node(item, file) for item in node.value]
    is_number = node.tag in _NUMBERS and _NUMBER.fullmatch(node.value)
    return (float if "." in node.value else int)(node.value) if is_number else node.value


def _read_entry(key: str, value: Any, place: _Place) -> Entry:
    if not isinstance(value, dict):
        raise place.refuse("an entry is a mapping", "see scraper/lexicon/wordbook.py", key)
    if unknown := [name for name in value if name not in KEYS]:
        raise place.refuse(f"unknown key {unknown[0]}", f"use {', '.join(sorted(KEYS))}", key, unknown[0])
    words = value.get("words", "")
    if not isinstance(words, str):
        raise place.refuse("words are one text, parted by blanks", "words: 甲 乙 丙", key, "words")
    lists = {name: _read_lines(key, name, value.get(name, []), place) for name in LISTS}
    for name in ("phrases", "unless"):
        _check_phrases(key, name, lists[name], place)
    facts = {name: value[name] for name in FACTS if name in value}
    return Entry(key, words=tuple(words.split()), facts=facts, **lists)


def _read_lines(key: str, name: str, value: Any, place: _Place) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise place.refuse(f"{name} must be a list of texts", "quote what looks like a number", key, name)
    return tuple(value)


def _check_phrases(key: str, name: str, phrases: tuple[str, ...], place: _Place) -> None:
    for at, phrase in enumerate(phrases):
        try:
            translate_phrase(phrase)
        except PhraseError as error:
            raise place.refuse(str(error), "see scraper/lexicon/phrases.py for the notation", key, name, at) from error
