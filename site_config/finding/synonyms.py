"""Other ways to say it: words that readers type for words that officials write, and initials of pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pypinyin import Style, lazy_pinyin

from scraper.errors import ConfigError
from scraper.model.plain_yaml import load_yaml
from site_config.finding.character_pairs import split_runs

UNREAD = "-"
LIST = Path(__file__).parent.parent / "data" / "synonyms.yml"
COMMON = tuple(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFA if row == 0xD7 else 0xFF))
"""The 3,755 characters of the first level of GB 2312: what readers type by mistake is among them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Groups of words that answer each other, words that say nothing about the matter, and words that say little."""

    groups: tuple[tuple[str, ...], ...]
    stops: tuple[str, ...]
    faint: tuple[str, ...]


@cache
def load_wording(path: Path = LIST) -> Wording:
    """The reviewed list.

    Raises:
        ConfigError: no such file, or a group that is no list of words.
    """
    try:
        given = load_yaml(path.read_text("utf-8"))
        groups = tuple(tuple(dict.fromkeys(str(word) for word in group)) for group in given["groups"])
        stops, faint = (tuple(dict.fromkeys(map(str, given[key]))) for key in ("stops", "faint"))
        return Wording(groups, stops, faint)
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        raise ConfigError(f"synonyms can't be read: {error}", file=str(path)) from error


def spell_initials(run: str) -> str:
    """The first letter of each character's commonest reading; reading by words costs a hundred times as much.

    >>> spell_initials("租金补贴")
    'zjbt'
    """
    return "".join(syllable[0] for syllable in spell_syllables(run))


def spell_syllables(run: str) -> tuple[str, ...]:
    """The commonest reading of each character.

    >>> spell_syllables("租金")
    ('zu', 'jin')
    """
    return tuple(map(_spell_char, run))


def group_sounds(words: Iterable[str]) -> dict[str, str]:
    """The characters of each syllable: their commonest readings, and those that they have in the words.

    >>> sounds = group_sounds(["银行"])
    >>> "行" in sounds["hang"], "行" in sounds["xing"], "贷" in sounds["dai"]
    (True, True, True)
    """
    sounds: dict[str, dict[str, None]] = {}
    read = [(char, _spell_char(char)) for char in COMMON]
    read += [pair for word in words for run in split_runs(word) if not run[0].isascii() for pair in _spell_word(run)]
    for char, syllable in read:
        if syllable != UNREAD:
            sounds.setdefault(syllable, {})[char] = None
    return {syllable: "".join(chars) for syllable, chars in sorted(sounds.items())}


def _spell_word(run: str) -> list[tuple[str, str]]:
    read = lazy_pinyin(run, style=Style.NORMAL, errors=lambda _: UNREAD)
    return [*zip(run, read, strict=True)] if len(read) == len(run) else [(char, _spell_char(char)) for char in run]


@cache
def _spell_char(char: str) -> str:
    return lazy_pinyin(char, style=Style.NORMAL, errors=lambda _: UNREAD)[0].lower()
