"""How large and how deep data from outside may be: asked before anything is built from it.

Loaders call themselves for each level and some of them look at all open levels for each token, so a few thousand brackets stop a program
or keep it busy for minutes. What people and sites write nests a handful of levels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import yaml

DEEPEST = 32
"""Levels; a notice has six, the lists of sites have a dozen."""
MESSAGE = f"more than {DEEPEST} levels deep"
OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class Overgrown(ValueError):
    """Data beyond a bound. `line` is where, from 1, when it is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def check_yaml(text: str, largest: int, *, references: bool = False) -> None:
    r"""Lets YAML pass that may be loaded: not too large, not too deep and, unless `references`, without anchors and aliases, which grow.

    >>> check_yaml("a: [b, {c: d}]", 99)
    >>> check_yaml("a:\n- " + "[" * 500, 9999)
    Traceback (most recent call last):
    scraper.model.bounds.Overgrown: more than 32 levels deep

    Raises:
        Overgrown: it goes beyond a bound; at which line.
        yaml.YAMLError: before that, it is no YAML.
    """
    if len(text) > largest:
        raise Overgrown(f"larger than {largest:,} characters")
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        check_depth(depth, event)
        if not references and getattr(event, "anchor", None) is not None:
            raise Overgrown("anchors and aliases are not allowed", find_line(event))


def find_line(event: Any) -> int:
    """Where an event of YAML stands, from 1."""
    return int(event.start_mark.line) + 1


def check_depth(depth: int, event: Any) -> None:
    """Stops at an event of YAML that opens one level too many."""
    if depth > DEEPEST:
        raise Overgrown(MESSAGE, find_line(event))


def parse_json(text: str | bytes, parse_int: Callable[[str], Any] | None = None) -> Any:
    """The value of a JSON text; `parse_int` reads its whole numbers.

    >>> parse_json('{"a": [1, 2]}')
    {'a': [1, 2]}
    >>> parse_json("[" * 99999)
    Traceback (most recent call last):
    scraper.model.bounds.Overgrown: more than 32 levels deep

    Raises:
        ValueError: it is no JSON, or an `Overgrown` one.
    """
    try:
        value = json.loads(text, parse_int=parse_int)
    except RecursionError as error:
        raise Overgrown(MESSAGE) from error
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for item in level for inner in list_inner(item)]
    if any(isinstance(item, dict | list) for item in level):
        raise Overgrown(MESSAGE)
    return value


def list_inner(value: Any) -> Iterable[Any]:
    """The values one level down."""
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
