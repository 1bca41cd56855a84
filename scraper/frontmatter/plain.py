"""YAML as front matter is written: mappings, lists and scalars, without anchors, tags and merge keys, straight from the parser's events.

PyYAML's loaders make a node of each value and ask a resolver and a constructor written in Python about it; front matter needs that only
for the few values that could be something else than text. Twice as fast, and the same data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from scraper.model.bounds import check_depth
from scraper.text.remembering import remember

TEXT = "tag:yaml.org,2002:str"
ONLY_LOADERS = frozenset({"tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"})
"""`<<` and `=`."""
RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
"""By first character, what an unquoted value may be beside text."""
Next = Callable[[], Any]
"""Gives the parser's events one after the other."""


class NotPlain(ValueError):
    """YAML that a whole loader must read, or refuse."""


def load_plain(text: str) -> Any:
    """What `yaml.load` gives for one plain document.

    >>> load_plain("{id: '007', n: 7, on: 2020-02-06, topics: [finance, 贷款], none: null}")
    {'id': '007', 'n': 7, True: datetime.date(2020, 2, 6), 'topics': ['finance', '贷款'], 'none': None}

    Raises:
        NotPlain: there is more in it, or no document.
        yaml.YAMLError: it is no YAML, or a mapping has a key twice, of which a loader would drop one.
        ValueError: a value looks like a date and is none, or there are too many levels.
    """
    loader = yaml.CSafeLoader(text)
    try:
        following: Next = loader.get_event
        following()
        if not isinstance(following(), yaml.DocumentStartEvent):
            raise NotPlain
        value = _build(following(), following, 0)
        following()
        if not isinstance(following(), yaml.StreamEndEvent):
            raise NotPlain
        return value
    finally:
        loader.dispose()


def _build(event: Any, following: Next, depth: int) -> Any:
    """The value that begins with `event`, `depth` levels down."""
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
        raise NotPlain
    if kind is yaml.ScalarEvent:
        value = event.value
        return read_scalar(value) if event.implicit[0] and value[:1] in RESOLVERS else value
    check_depth(depth + 1, event)
    if kind is yaml.SequenceStartEvent:
        items = []
        while type(event := following()) is not yaml.SequenceEndEvent:
            items.append(_build(event, following, depth + 1))
        return items
    return _build_mapping(following, depth + 1)


def _build_mapping(following: Next, depth: int) -> dict[Any, Any]:
    data = {}
    while type(event := following()) is not yaml.MappingEndEvent:
        key = _build(event, following, depth)
        if isinstance(key, (list, dict)):
            raise NotPlain
        if key in data:
            raise yaml.constructor.ConstructorError(None, None, f"key given twice: {key}", event.start_mark)
        data[key] = _build(following(), following, depth)
    return data


@remember(size=1 << 14, longest=200)
def read_scalar(value: str) -> Any:
    """An unquoted value by the rules of the safe loader.

    >>> read_scalar("12"), read_scalar("12个"), read_scalar("official"), read_scalar("no")
    (12, '12个', 'official', False)
    """
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))
    if tag in ONLY_LOADERS:
        raise NotPlain
    return value if tag == TEXT else loader.construct_object(yaml.ScalarNode(tag, value))
