"""Plain words, found all at once in one walk through a text (an Aho-Corasick automaton)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a pair of characters, which the automaton can't walk over, for UTF-8 has none."""


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words and the automaton that finds them."""

    words: tuple[str, ...]
    automaton: AhoCorasick

    def find_places(self, text: str) -> dict[str, int]:
        """The words that stand in a text, overlapping ones too, each with its first place; in no order.

        >>> sorted(compile_plain(["贷款", "款", "转贷"]).find_places("转贷款,贷款").items())
        [('款', 2), ('贷款', 1), ('转贷', 0)]
        """
        try:
            found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            found = self.automaton.find_matches_as_indexes(_HALF.sub("\0", text), overlapping=True)
        return {self.words[number]: start for number, start, _ in reversed(found)}


def compile_plain(words: Iterable[str]) -> PlainWords:
    """Words, none of them empty, to what finds them.

    Raises:
        ValueError: an empty word, or one with half a pair of characters.
    """
    listed = tuple(words)
    "".join(listed).encode()  # the automaton would leave out such a word and all behind it, and say nothing
    return PlainWords(listed, AhoCorasick(listed))
