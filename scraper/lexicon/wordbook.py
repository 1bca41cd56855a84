"""Word books: the vocabulary that people review, one YAML file a subject in `site_config/data/vocabulary`.

A word book is part of the program as its code is: it ships with it, is read once and never changes while it runs. An entry:

    relief.cost:
      about: less to pay, named as the aim
      phrases: ["(降低|减轻)…(成本|负担)"]
      unless: [减免责任]
      weight: {lead: 6, next: 2, rest: 1}
      examples: [降低企业用电成本]
      silent: [税务机关依法处理减免责任]

`phrases` (see `scraper.lexicon.phrases`) or `words` (plain, parted by blanks) say what fires; each must fire on one of `examples`, none on
a line of `silent`. A test asks that of every entry of every book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from scraper.errors import ConfigError
from scraper.lexicon.phrases import Expression, PhraseError, compile_phrases, translate_phrase
from scraper.model.bounds import Overgrown
from scraper.model.plain_yaml import find_line, load_yaml

HOME: Final = "site_config"
FOLDER: Final = ("data", "vocabulary")
KEYS: Final = frozenset({"about", "phrases", "words", "unless", "weight", "examples", "silent", "nature", "table"})


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
        return compile_phrases((*map(escape_word, self.words), *self.phrases), self.unless)

    @property
    def source(self) -> str:
        """The phrases and words as one expression of `re` without `unless`, to be built into a larger one."""
        return "|".join(map(translate_phrase, (*map(escape_word, self.words), *self.phrases)))


def escape_word(word: str) -> str:
    r"""A plain word as a phrase.

    >>> escape_word("C++"), escape_word("减免")
    ('C\\+\\+', '减免')
    """
    return "".join(f"\\{char}" if char in r"\[](){}*+.?|^$#~…" else char for char in word)


@cache
def load_book(name: str) -> Mapping[str, Entry]:
    r"""The entries of a word book by their keys, in the order of the file.

    Raises:
        ConfigError: the file is missing or broken, with file, line and remedy.
    """
    path = files(HOME).joinpath(*FOLDER, f"{name}.yml")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", file=str(path), remedy="install the package again") from error
    return parse_book(text, str(path))


def parse_book(text: str, file: str) -> Mapping[str, Entry]:
    r"""The entries of a word book's text.

    >>> book = parse_book("rent:\n  words: 房租 租金\n  phrases: [免…租]\n  examples: [免收房租, 减免租金]", "a.yml")
    >>> book["rent"].compile().search("免收企业租").group()
    '免收企业租'

    Raises:
        ConfigError: not YAML, an unknown key, a phrase that can't be read; with file and line.
    """
    try:
        data = load_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ConfigError(f"not YAML: {error.problem}", file=file, line=line, remedy="mend the line; quote phrases with : or #") from error
    except Overgrown as error:
        raise ConfigError(str(error), file=file, line=error.line, remedy="write it out, in several books") from error
    if not isinstance(data, dict):
        raise ConfigError("needs a mapping of entries", file=file, line=1, remedy="one key an entry, see scraper/lexicon/wordbook.py")
    entries = {}
    for key, value in data.items():
        try:
            entries[str(key)] = _read_entry(str(key), value, file)
        except ConfigError as error:
            error.line = find_line(text, (str(key),))
            raise
    return entries


def _read_entry(key: str, value: Any, file: str) -> Entry:
    if not isinstance(value, dict) or (unknown := value.keys() - KEYS):
        wrong = f"unknown key {', '.join(sorted(unknown))}" if isinstance(value, dict) else "not a mapping"
        raise ConfigError(f"{key}: {wrong}", file=file, remedy=f"use {', '.join(sorted(KEYS))}")
    lists = {name: _read_lines(f"{key}: {name}", value.get(name, []), file) for name in ("phrases", "unless", "examples", "silent")}
    words = value.get("words", "")
    if not isinstance(words, str):
        raise ConfigError(f"{key}: words are one text, parted by blanks", file=file, remedy="words: 甲 乙 丙")
    try:
        for phrase in (*lists["phrases"], *lists["unless"]):
            translate_phrase(phrase)
    except PhraseError as error:
        raise ConfigError(f"{key}: {error}", file=file, remedy="see scraper/lexicon/phrases.py for the notation") from error
    facts = {name: value[name] for name in value.keys() - {*lists, "words", "about"}}
    return Entry(key, words=tuple(words.split()), facts=facts, **lists)


def _read_lines(name: str, value: Any, file: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError(f"{name} must be a list of texts", file=file, remedy="quote what looks like a number")
    return tuple(value)
