"""Answers kept for texts that are asked about again, but never for long ones: a flood must not stay in memory after it was read."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

R = TypeVar("R")


def remember(size: int, longest: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """A decorator that keeps the last `size` answers of a function of one text, of texts up to `longest` characters.

    >>> count_blanks = remember(size=8, longest=4)(lambda text: [text.count(" ")])
    >>> count_blanks("a b") is count_blanks("a b"), count_blanks("a b c") is count_blanks("a b c")
    (True, False)
    """

    def decorate(function: Callable[[str], R]) -> Callable[[str], R]:
        cached = lru_cache(maxsize=size)(function)

        @wraps(function)
        def answer(text: str) -> R:
            return cached(text) if len(text) <= longest else function(text)

        return answer

    return decorate
