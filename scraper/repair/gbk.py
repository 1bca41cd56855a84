"""Pairs of bytes in GBK: what they make, and what may have stood where one was lost."""

from __future__ import annotations

from functools import cache

from scraper.repair.bigrams import is_plain, score_pair
from scraper.repair.syllables import has_reading
from scraper.text.han import load_traditional

_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_USER_LEADS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_USER_TRAILS = range(0xA1, 0xFF)
"""Pairs that GBK leaves to users: readers drop them without a trace."""


@cache
def decode_pair(lead: int, trail: int) -> str:
    """The character of two bytes, "" if they make none.

    >>> decode_pair(0xC6, 0xF3), decode_pair(0xC6, 0x28)
    ('企', '')
    """
    return bytes((lead, trail)).decode("gbk", "ignore") if lead > 0x80 and trail > 0x3F else ""


def encode_char(char: str) -> bytes:
    """One byte for ASCII, two for the rest, none for what GBK lacks."""
    return char.encode("gbk", "ignore")


@cache
def list_leads(trail: int) -> tuple[str, ...]:
    """Plain characters with this second byte."""
    return tuple(char for lead in _LEADS if is_plain(char := decode_pair(lead, trail)))


@cache
def list_trails(lead: int) -> tuple[str, ...]:
    """Plain characters with this first byte."""
    return tuple(char for trail in _TRAILS if is_plain(char := decode_pair(lead, trail)))


def list_read(lead: int, pinyin: str) -> tuple[str, ...]:
    """Characters with this first byte and reading; only Traditional ones, as tools list them, if there are any.

    >>> list_read(0xD8, "zé")
    ('責',)
    """
    fitting = tuple(char for trail in _TRAILS if has_reading(char := decode_pair(lead, trail), pinyin))
    return tuple(char for char in fitting if char in load_traditional()) or fitting


@cache
def list_before_gap(lead: int) -> tuple[str, ...]:
    """Plain characters with this first byte, whose second opened a dropped pair."""
    return tuple(char for trail in _USER_LEADS if is_plain(char := decode_pair(lead, trail)))


@cache
def list_after_gap(trail: int) -> tuple[str, ...]:
    """Plain characters with this second byte, whose first closed a dropped pair."""
    return tuple(char for lead in _USER_TRAILS if is_plain(char := decode_pair(lead, trail)))


@cache
def list_words_after_gap(left: str, trail: int) -> tuple[str, ...]:
    """Those of them that make a word with `left`."""
    return tuple(char for char in list_after_gap(trail) if score_pair(left, char) > 0)


@cache
def list_holes(lead: int) -> tuple[tuple[str, int], ...]:
    """Plain characters with this first byte, whose second opened a pair that GBK does not define, with the second byte of that pair."""
    holes = ((left, right) for left in range(0xA1, 0xAA) for right in _TRAILS if not decode_pair(left, right))
    return tuple((char, right) for left, right in holes if is_plain(char := decode_pair(lead, left)))


def tear_text(text: str) -> str:
    """What a reader makes of a line that begins with the second half of a wide space.

    >>> tear_text("（此件公開")
    '。ù思_'
    """
    data = "\u3000".encode("gbk")[1:] + text.encode("gbk")
    pairs = (data[at : at + 2] for at in range(0, len(data), 2))
    return "".join(chr(pair[0]) if len(pair) == 1 else decode_pair(*pair) for pair in pairs)
