"""Other ways to say it: words that readers type for words that officials write, and initials of pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pypinyin import Style, lazy_pinyin

from scraper.errors import ConfigError
from site_config.pages.pairs import split_runs

LIST = Path(__file__).parent.parent / "data" / "synonyms.yml"
MARK = "zz"
"""Before initials, so that they meet no word of letters: 稳岗返还 is found as zzwgfh."""
WINDOW = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """Groups of words that answer each other, and words that say nothing about the matter."""

    groups: tuple[tuple[str, ...], ...]
    stops: tuple[str, ...]


@cache
def load_wording(path: Path = LIST) -> Wording:
    """The reviewed list.

    Raises:
        ConfigError: no such file, or a group that is no list of words.
    """
    try:
        given = yaml.safe_load(path.read_text("utf-8"))
        groups = tuple(tuple(dict.fromkeys(str(word) for word in group)) for group in given["groups"])
        return Wording(groups, tuple(dict.fromkeys(map(str, given["stops"]))))
    except (OSError, TypeError, KeyError, yaml.YAMLError) as error:
        raise ConfigError(f"synonyms can't be read: {error}", file=str(path)) from error


def write_initials(text: str) -> str:
    """Initials of pinyin from each character on, for readers who type `wgfh`.

    >>> write_initials("稳岗返还2021")
    'zzwgfh zzgfh zzfh'
    """
    runs = (run for run in split_runs(text) if not run[0].isascii())
    return " ".join(
        f"{MARK}{letters[i : i + WINDOW]}" for run in runs for letters in (spell_initials(run),) for i in range(len(letters) - 1)
    )


def spell_initials(run: str) -> str:
    """The first letter of each character's commonest reading; reading by words costs a hundred times as much.

    >>> spell_initials("租金补贴")
    'zjbt'
    """
    return "".join(map(_find_initial, run))


@cache
def _find_initial(char: str) -> str:
    return lazy_pinyin(char, style=Style.NORMAL, errors=lambda _: "-")[0][0].lower()
