"""Pinyin as reposting tools print it."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

SYLLABLE = "[a-zɡāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}"
"""A regular expression for one syllable, with or without its tone."""
_TONES = dict.fromkeys((0x300, 0x301, 0x304, 0x30C))


def has_reading(char: str, syllable: str) -> bool:
    """True when `char` can be read so; a syllable without a tone mark fits any tone.

    >>> has_reading("責", "zé"), has_reading("年", "nian"), has_reading("責", "fù")
    (True, True, False)
    """
    return syllable.replace("ɡ", "g") in _list_readings(char)


@cache
def _list_readings(char: str) -> frozenset[str]:
    # The dictionary takes half a second to load: only a damaged text pays for it.
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    toned = [r for r in PINYIN_DICT.get(ord(char), "").split(",") if r] if len(char) == 1 else []
    return frozenset(toned) | {strip_tones(r) for r in toned}


@cache
def load_word_pairs() -> frozenset[str]:
    """Neighbouring characters in the 47,000 words of the pinyin dictionary."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415

    return frozenset(a + b for phrase in PHRASES_DICT for a, b in pairwise(phrase))


def strip_tones(syllable: str) -> str:
    """Without tone marks; ü keeps its dots.

    >>> strip_tones("lǜ"), strip_tones("zhàng")
    ('lü', 'zhang')
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", syllable).translate(_TONES))
