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
from scraper.model.bounds import Overgrown
from scraper.model.plain_yaml import find_line, load_yaml

HOME: Final = "site_config"
FOLDER: Final = ("data", "vocabulary")
LARGEST: Final = 1 << 18
"""Characters of a book; what grows beyond is two subjects."""
LISTS: Final = ("phrases", "unless", "examples", "silent")
FACTS: Final = ("weight", "nature", "table")
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
    about: str = ""
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
    """A file and its text, to say where something is wrong."""

    file: str
    text: str

    def refuse(self, message: str, remedy: str, key: str, *path: str | int) -> ConfigError:
        """The error about an entry's value at `path`, which names the line of its key or item."""
        return ConfigError(f"{key}: {message}", file=self.file, line=find_line(self.text, (key, *path)), remedy=remedy)


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
    data = _load_mapping(text, file)
    return {key: _read_entry(key, value, _Place(file, text)) for key, value in data.items()}


def _load_mapping(text: str, file: str) -> dict[Any, Any]:
    try:
        data = load_yaml(text, LARGEST)
    except Overgrown as error:
        raise ConfigError(str(error), file=file, line=error.line, remedy="a book is a list of entries; write them out") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(f"not YAML: {error.problem}", file=file, line=line, remedy="mend the line; quote phrases with : or #") from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise ConfigError(f"not YAML: {error}", file=file, remedy="delete what can't be seen") from error
    if not isinstance(data, dict):
        raise ConfigError("needs a mapping of entries", file=file, line=1, remedy="one key an entry, see scraper/lexicon/wordbook.py")
    return data


def _read_entry(key: Any, value: Any, place: _Place) -> Entry:
    if not isinstance(key, str) or not isinstance(value, dict):
        raise place.refuse("an entry is a name with a mapping", "see scraper/lexicon/wordbook.py", str(key))
    if unknown := [name for name in value if name not in KEYS]:
        raise place.refuse(f"unknown key {unknown[0]}", f"use {', '.join(sorted(KEYS))}", key, unknown[0])
    texts = {name: value.get(name, "") for name in ("about", "words")}
    if wrong := [name for name, text in texts.items() if not isinstance(text, str)]:
        raise place.refuse(f"{wrong[0]} must be one text", "words: 甲 乙 丙", key, wrong[0])
    lists = {name: _read_lines(key, name, value.get(name, []), place) for name in LISTS}
    for name in ("phrases", "unless"):
        _check_phrases(key, name, lists[name], place)
    facts = {name: value[name] for name in FACTS if name in value}
    return Entry(key, about=texts["about"], words=tuple(texts["words"].split()), facts=facts, **lists)


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
