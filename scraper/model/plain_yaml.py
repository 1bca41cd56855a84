"""The one reader of our YAML: mappings, lists and scalars; what a loader would lose, run or let grow is refused with its line.

Front matter, source files, vocabulary and word books are read here, straight from the parser's events: PyYAML's loaders make a node of
each value and ask a resolver and a constructor written in Python about it, keep the last of two equal keys, and build what tags name.
Only `mkdocs.yml` has a loader of its own: it is MkDocs' file and may hold anchors and tags.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

import yaml
from yaml.constructor import ConstructorError

from scraper.model.bounds import Overgrown, check_depth

Path: TypeAlias = tuple[str | int, ...]
TEXT = "tag:yaml.org,2002:str"
TEXT_TAGS = frozenset({None, "!", TEXT})
AS_TEXT = frozenset({TEXT, "tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"})
"""`<<` and `=` are text like any other."""
RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
"""By first character, what an unquoted value may be beside text."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LARGEST = 1 << 20
"""Characters of a file that people review; our largest has 40,000."""
LONGEST = 200
"""Characters of a value worth remembering; a flood of long ones must not stay in memory."""
Read: TypeAlias = Callable[[Any], Any]
"""A scalar's event -> its value."""


def load_yaml(text: str, largest: int = LARGEST, *, as_written: bool = False) -> Any:
    """The data of one YAML document by the rules of the safe loader; None when there is none.

    With `as_written` every value but null stays the text that it was written as, whatever tag stands before it.

    >>> load_yaml("{id: '007', n: 7, on: 2020-02-06, topics: [finance, 贷款], none: null}")
    {'id': '007', 'n': 7, True: datetime.date(2020, 2, 6), 'topics': ['finance', '贷款'], 'none': None}
    >>> load_yaml("{region: 370000, verified: 2020-02-06, none: ~}", as_written=True)
    {'region': '370000', 'verified': '2020-02-06', 'none': None}

    Raises:
        Overgrown: more than `largest` characters, too many levels, or an anchor; with its line.
        yaml.MarkedYAMLError: it is no YAML, or one that is not plain: a key given twice, a tag, a second document, a day that is none.
        yaml.YAMLError: a character that no YAML holds.
        UnicodeEncodeError: half a pair of characters.
    """
    if len(text) > largest:
        raise Overgrown(f"larger than {largest:,} characters")
    loader = yaml.CSafeLoader(text)
    try:
        return _build_document(loader.get_event, _read_written if as_written else _read_value)
    finally:
        loader.dispose()


def _build_document(following: Callable[[], Any], read: Read) -> Any:
    following()
    if type(following()) is yaml.StreamEndEvent:
        return None
    value = _build(following(), following, read, 0)
    following()
    if type(event := following()) is not yaml.StreamEndEvent:
        raise ConstructorError(None, None, "a second document", event.start_mark)
    return value


def _build(event: Any, following: Callable[[], Any], read: Read, depth: int) -> Any:
    """The value that begins with `event`, `depth` levels down."""
    if event.anchor is not None:
        raise Overgrown("anchors and aliases are not allowed", event.start_mark.line + 1)
    if type(event) is yaml.ScalarEvent:
        return read(event)
    check_depth(depth + 1, event)
    build = _build_mapping if type(event) is yaml.MappingStartEvent else _build_list
    value = build(following, read, depth + 1)
    if event.tag is not None and read is _read_value:
        raise _refuse_tag(event)
    return value


def _build_list(following: Callable[[], Any], read: Read, depth: int) -> list[Any]:
    items = []
    while type(event := following()) is not yaml.SequenceEndEvent:
        items.append(_build(event, following, read, depth))
    return items


def _build_mapping(following: Callable[[], Any], read: Read, depth: int) -> dict[Any, Any]:
    data = {}
    while type(event := following()) is not yaml.MappingEndEvent:
        key = _build(event, following, read, depth)
        if isinstance(key, (list, dict)):
            raise ConstructorError(None, None, "a key that is no text", event.start_mark)
        value = _build(following(), following, read, depth)
        if key in data:
            raise ConstructorError(None, None, f"{key}: given twice", event.start_mark)
        data[key] = value
    return data


def _read_value(event: Any) -> Any:
    value = event.value
    if event.tag not in TEXT_TAGS:
        raise _refuse_tag(event)
    if not event.implicit[0] or event.tag == TEXT or value[:1] not in RESOLVERS:
        return value
    try:
        return read_scalar(value) if len(value) <= LONGEST else read_scalar.__wrapped__(value)
    except (ValueError, OverflowError) as error:
        raise ConstructorError(None, None, f"{value[:LONGEST]}: {error}", event.start_mark) from error


def _read_written(event: Any) -> str | None:
    return None if event.implicit[0] and event.value in NULLS else str(event.value)


def _refuse_tag(event: Any) -> ConstructorError:
    return ConstructorError(None, None, f"tags are not allowed: {event.tag}", event.start_mark)


@lru_cache(maxsize=1 << 14)
def read_scalar(value: str) -> Any:
    """An unquoted value by the rules of the safe loader.

    >>> read_scalar("12"), read_scalar("12个"), read_scalar("official"), read_scalar("no")
    (12, '12个', 'official', False)

    Raises:
        ValueError: it looks like a day or a number and is none.
    """
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, value, (True, False))
    return value if tag in AS_TEXT else loader.construct_object(yaml.ScalarNode(tag, value))


def compose_yaml(text: str) -> yaml.Node | None:
    """The nodes of a YAML text with their places; None for a text without any. The text was checked by `load_yaml` before."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def find_line(text: str, path: Path) -> int | None:
    r"""The line where the value at `path` stands, from 1, or the nearest enclosing one that is there: for messages, not for loading.

    >>> find_line("id: a\nvalidity:\n  from: x\n", ("validity", "from"))
    3
    """
    node = compose_yaml(text)
    line = None
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            pair = (node.value[step], node.value[step])
        else:
            pair = None
        if pair is None:
            break
        line, node = pair[0].start_mark.line + 1, pair[1]
    return line


def map_lines(text: str) -> dict[Path, int]:
    r"""The line of every value, from 1, by its path.

    >>> map_lines("id: a\nparams:\n  x: [1]\n")
    {(): 1, ('id',): 1, ('params',): 2, ('params', 'x'): 3, ('params', 'x', 0): 3}
    """
    lines: dict[Path, int] = {}
    todo: list[tuple[Path, int, Any]] = [((), 1, compose_yaml(text))]
    while todo:
        path, line, node = todo.pop()
        lines[path] = line
        if isinstance(node, yaml.MappingNode):
            todo += [((*path, key.value), key.start_mark.line + 1, inner) for key, inner in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            todo += [((*path, index), inner.start_mark.line + 1, inner) for index, inner in reversed([*enumerate(node.value)])]
    return lines
