"""Traditional characters of a query as Simplified ones, by a table of the characters that the digest uses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache

from opencc import OpenCC

FIRST, LAST = 0x3400, 0x9FFF


@cache
def build_simplifier() -> Callable[[str], str]:
    """A conversion character by character (a query is too short for words).

    >>> build_simplifier()("復工復產審批")
    '复工复产审批'
    """
    table = str.maketrans(_map_characters())
    return lambda text: text.translate(table)


def list_simplified(texts: Iterable[str]) -> str:
    """JSON of the two strings `from` and `to`: Traditional characters, and the Simplified ones in use that they stand for.

    >>> list_simplified(["复工"])
    '{"from":"復複","to":"复复"}'
    """
    used = set().union(*texts) if texts else set()
    pairs = [(old, new) for old, new in _map_characters().items() if new in used]
    return json.dumps(
        {"from": "".join(old for old, _ in pairs), "to": "".join(new for _, new in pairs)}, ensure_ascii=False, separators=(",", ":")
    )


@cache
def _map_characters() -> dict[str, str]:
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
