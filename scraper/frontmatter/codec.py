"""Records as plain data and back: the key names that files, feeds and `normalize` share.

Keys are those of the records, but `start`/`end` of a term are `from`/`to`, a span is `[start, end]`, and a notice's region and
document number are spread over flat keys (`region`, `region_name`, ...): a reader of the file sees `region: '371600'`, no structure.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from scraper.model import DocNumber, Notice, Place, Span
from scraper.model.naming import Grammar

Path = tuple[str | int, ...]

PLAIN = frozenset({str, int, bool, type(None)})
"""Most values are of these types, and the same in plain data."""
RENAMED = {"start": "from", "end": "to"}
HELD = "held"
SPREAD: dict[Path, Path] = {
    ("region", "code"): ("region",),
    ("region", "name"): ("region_name",),
    ("region", "path"): ("region_path",),
    ("region", "zone"): ("zone",),
    ("doc_number", "text"): ("doc_number",),
    **{("doc_number", part): ("doc_number_parts", part) for part in ("org", "year", "serial")},
}
"""Where values stand whose record is spread over flat keys."""
DERIVED = frozenset({HELD, "generated"})
"""Keys written for readers that are no fields of a record."""


class CodecError(ValueError):
    """Plain data that is no record. `path` leads to the value: ("measures", 2, "nature")."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(f"{'.'.join(map(str, path)) or 'notice'}: {message}")
        self.message = message
        self.path = path


@dataclass(frozen=True, slots=True)
class Slot:
    """How one field of a record is written: its key, its default and the reader of its values."""

    name: str
    key: str
    default: Any
    read: Callable[[Any, Path], Any]


def encode_record(record: Any, *, compact: bool) -> dict[str, Any]:
    """A record as a mapping in the order of its fields.

    `compact` is for YAML: what equals its default is left out, and dates stay dates; else they are ISO text.
    """
    out = {}
    kind: Any = type(record)
    for slot in list_slots(kind):
        value = getattr(record, slot.name)
        if not (compact and value == slot.default):
            out[slot.key] = encode_value(value, compact=compact)
    return out


def encode_value(value: Any, *, compact: bool) -> Any:
    """Any field value as plain data.

    >>> encode_value((Span(3, 9), 1.0, 2.5, date(2020, 2, 6)), compact=False)
    [[3, 9], 1, 2.5, '2020-02-06']
    """
    if type(value) in PLAIN:
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [encode_value(item, compact=compact) for item in value]
    return encode_record(value, compact=compact) if is_dataclass(value) else encode_scalar(value, compact=compact)


def encode_scalar(value: Any, *, compact: bool) -> Any:
    """A word of a closed list as text, a whole number without its point, a day."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value.isoformat() if isinstance(value, date) and not compact else value


def decode_record(cls: Any, data: Any, path: Path = ()) -> Any:
    """The record that `encode_record` wrote; unknown keys but `x-...` are errors.

    Raises:
        CodecError: with the path of the first value that does not fit.
    """
    if not isinstance(data, Mapping):
        raise CodecError("expected a mapping", path)
    slots = list_slots(cls)
    check_keys(data, [slot.key for slot in slots], path)
    values = {}
    for slot in slots:
        if slot.key in data:
            values[slot.name] = slot.read(data[slot.key], (*path, slot.key))
        elif slot.default is MISSING:
            raise CodecError("missing", (*path, slot.key))
    try:
        return cls(**values)
    except ValueError as error:
        raise CodecError(str(error), path) from error


def check_keys(data: Mapping[str, Any], known: list[str], path: Path) -> None:
    """Refuse keys outside `known`: a mistyped key would lose its value silently."""
    for key in data:
        if key not in known and not str(key).startswith("x-"):
            near = get_close_matches(str(key), known, 1)
            raise CodecError("unknown key" + (f", did you mean {near[0]!r}?" if near else ""), (*path, str(key)))


@cache
def list_slots(cls: Any) -> tuple[Slot, ...]:
    """The fields of a record class, ready for encoding and decoding."""
    hints = get_type_hints(cls, include_extras=True)
    rename = cls is not Span
    out = []
    for field in fields(cls):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        key = RENAMED.get(field.name, field.name) if rename else field.name
        out.append(Slot(field.name, key, default, find_reader(hints[field.name])))
    return tuple(out)


def find_reader(hint: Any) -> Callable[[Any, Path], Any]:
    """The function that reads a value of the annotated type from plain data."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = find_reader(next(arg for arg in args if arg is not type(None)))
        return lambda value, path: None if value is None else inner(value, path)
    if origin is Annotated:
        return lambda value, path: read_name(args[1], value, path)
    if origin is tuple:
        inner = find_reader(args[0])
        size = None if args[-1] is Ellipsis else len(args)
        return lambda value, path: read_items(value, path, inner, size)
    if hint in SCALARS:
        return SCALARS[hint]
    if is_dataclass(hint):
        return lambda value, path: decode_record(hint, value, path)
    return lambda value, path: read_word(hint, value, path)


def read_items(value: Any, path: Path, inner: Callable[[Any, Path], Any], size: int | None) -> tuple[Any, ...]:
    """A list, of `size` items when the type says so."""
    if not isinstance(value, list | tuple) or (size is not None and len(value) != size):
        raise CodecError("expected a list" + (f" of {size}" if size else ""), path)
    return tuple(inner(item, (*path, index)) for index, item in enumerate(value))


def read_span(value: Any, path: Path) -> Span:
    """`[start, end]`."""
    start, end = read_items(value, path, read_int, 2)
    try:
        return Span(start, end)
    except ValueError as error:
        raise CodecError(str(error), path) from error


def read_word(words: type[StrEnum], value: Any, path: Path) -> StrEnum:
    """A word of a closed list."""
    try:
        return words(value)
    except ValueError as error:
        raise CodecError(f"{value!r} is none of {', '.join(words)}", path) from error


def read_text(value: Any, path: Path) -> str:
    """A string; a bare number is taken as it would have been typed, because people forget quotes around codes."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise CodecError(f"expected text, found {type(value).__name__}", path)


def read_name(grammar: Grammar, value: Any, path: Path) -> str:
    """A text that becomes part of a path or an address."""
    name = read_text(value, path)
    if not grammar.holds(name):
        raise CodecError(grammar.refuse(name), path)
    return name


def read_int(value: Any, path: Path) -> int:
    """A whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise CodecError(f"expected a whole number, found {value!r}", path)


def read_float(value: Any, path: Path) -> float:
    """A number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise CodecError(f"expected a number, found {value!r}", path)


def read_bool(value: Any, path: Path) -> bool:
    """A truth value."""
    if isinstance(value, bool):
        return value
    raise CodecError(f"expected true or false, found {value!r}", path)


def read_date(value: Any, path: Path) -> date:
    """An ISO date, as YAML's date or as text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise CodecError(f"expected a date like 2020-02-06, found {value!r}", path) from error


SCALARS: dict[Any, Callable[[Any, Path], Any]] = {
    str: read_text,
    int: read_int,
    float: read_float,
    bool: read_bool,
    date: read_date,
    Span: read_span,
}


def encode_notice(notice: Notice, *, compact: bool) -> dict[str, Any]:
    """A notice with its region and document number spread over flat keys; `body` comes last."""
    data = encode_record(notice, compact=compact)
    body = data.pop("body")
    out: dict[str, Any] = {}
    for key, value in data.items():
        if key == "doc_number":
            out |= spread_number(notice.doc_number)
        elif key == "region":
            out |= spread_place(notice.region)
        else:
            out[key] = value
    if compact:
        out = {key: value for key, value in out.items() if value is not None}
    if notice.held or notice.held != notice.damaged or not compact:
        out[HELD] = notice.held
    if compact and notice.held != notice.damaged:
        out.pop("withheld")
    return out | {"body": body}


def spread_number(number: DocNumber | None) -> dict[str, Any]:
    """A document number as flat keys."""
    parts = {"org": number.org, "year": number.year, "serial": number.serial} if number else None
    return {"doc_number": number.text if number else None, "doc_number_parts": parts}


def spread_place(place: Place | None) -> dict[str, Any]:
    """A place as flat keys."""
    if place is None:
        return dict.fromkeys(("region", "region_name", "region_path", "zone"))
    return {"region": place.code, "region_name": place.name, "region_path": list(place.path), "zone": place.zone}


def decode_notice(data: Any) -> Notice:
    """The notice that `encode_notice` wrote.

    Raises:
        CodecError: with the path of the first value that does not fit.
    """
    if not isinstance(data, Mapping):
        raise CodecError("expected a mapping", ())
    rest = {key: value for key, value in data.items() if key not in DERIVED}
    number, parts = rest.pop("doc_number", None), rest.pop("doc_number_parts", None)
    code, name = rest.pop("region", None), rest.pop("region_name", None)
    codes, zone = rest.pop("region_path", None), rest.pop("zone", None)
    if number is not None:
        if not isinstance(parts, Mapping):
            raise CodecError("a document number needs its parts org, year and serial", ("doc_number_parts",))
        rest["doc_number"] = {**parts, "text": number}
    if code is not None:
        rest["region"] = {"code": code, "name": name, "path": codes if codes is not None else [code], "zone": zone}
    try:
        notice = decode_record(Notice, rest)
    except CodecError as error:
        raise CodecError(error.message, SPREAD.get(error.path[:2], error.path[:2]) + error.path[2:]) from error
    if not isinstance(notice, Notice):  # narrows Any for readers and mypy
        raise TypeError("decode_record returned another record")
    if HELD in data:
        notice = decide_held(notice, read_bool(data[HELD], (HELD,)))
    return notice


def decide_held(notice: Notice, held: bool) -> Notice:
    """The notice with a person's decision: `withheld` is set only where the file's `held` differs from what damage decides."""
    return notice if held == notice.held else replace(notice, withheld=None if held == notice.damaged else held)
