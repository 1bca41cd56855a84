"""Entries of a list, each read by itself: one that is broken is named, and the others are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from scraper.errors import InputError
from scraper.sources.source import Item

Raw = TypeVar("Raw")


def read_entries(raw: Iterable[Raw], read: Callable[[Raw], Item | None]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The entries that `read` makes of their raw forms, in order, and what is wrong with those it can't read.

    >>> read_entries(["甲", ""], lambda name: Item(name, f"http://a.example/{ord(name)}"))[1]
    ('entry 2: TypeError: ord() expected a character, but string of length 0 found',)
    """
    items: list[Item] = []
    broken: list[str] = []
    for number, part in enumerate(raw, start=1):
        try:
            item = read(part)
        except Exception as error:  # noqa: BLE001 - one bad entry never starves a source, whatever is wrong with it
            broken.append(f"entry {number}: {describe_mistake(error)}")
        else:
            items += [item] if item else []
    return tuple(items), tuple(broken)


def describe_mistake(error: Exception) -> str:
    """What is wrong with an entry; a mistake that nobody foresaw is called by its name."""
    return error.message if isinstance(error, InputError) else f"{type(error).__name__}: {str(error)[:200]}"
