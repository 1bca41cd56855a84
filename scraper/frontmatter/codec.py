"""Records as plain data and back: the key names that files, feeds and `normalize` share.

Keys are those of the records, but `start`/`end` of a term are `from`/`to`, a span is `[start, end]`, and a notice's region and
document number are spread over flat keys (`region`, `region_name`, ...): a reader of the file sees `region: '371600'`, no structure.

pydantic does the walking: here stands only how each type of value is written, and what is said when one is written wrongly.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import GetPydanticSchema, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, ErrorDetails
from pydantic_core import core_schema as core

from scraper.model import DocNumber, Notice, Place, Span
from scraper.model.naming import Grammar

Path = tuple[str | int, ...]

RENAMED = {"start": "from", "end": "to"}
OWN = "x-"
"""Begins keys for people's own use."""
LONGEST = 80
"""Characters of a wrong value that a message shows."""
SAID = {
    "unexpected_keyword_argument": "unknown key",
    "invalid_key": "unknown key",
    "missing": "missing",
    "tuple_type": "expected a list",
    "dataclass_type": "expected a mapping",
}
"""What people read of what pydantic names otherwise."""
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


def read_date(value: Any) -> Any:
    """The day of YAML's day and hour, the day of an ISO text; all else is for the schema to refuse."""
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(value) if isinstance(value, str) else value


def read_name(grammar: Grammar, name: str) -> str:
    """A text that becomes part of a path or an address."""
    if not grammar.holds(name):
        raise ValueError(grammar.refuse(name))
    return name


def shorten_float(value: float) -> float:
    """A whole number without its point; some figures are whole from the start."""
    return int(value) if abs(value) < 1e15 and value % 1 == 0 else value


def expect(wanted: str, schema: CoreSchema) -> CoreSchema:
    """A type of values with the words for a value that is none of it."""
    return core.custom_error_schema(schema, "unexpected", custom_error_message=f"expected {wanted}")


INT = core.int_schema(strict=True)
STR = core.str_schema(strict=True)
TEXT = expect("text", core.union_schema([STR, core.no_info_after_validator_function(str, INT)], mode="left_to_right"))
"""A bare number is taken as it would have been typed, because people forget quotes around codes."""
SCALARS: dict[Any, CoreSchema] = {
    str: core.json_or_python_schema(STR, TEXT),
    int: expect("a whole number", INT),
    bool: expect("true or false", core.bool_schema(strict=True)),
    float: expect("a number", core.float_schema(strict=True, serialization=core.plain_serializer_function_ser_schema(shorten_float))),
    date: expect("a date like 2020-02-06", core.no_info_before_validator_function(read_date, core.date_schema(strict=True))),
    Span: core.no_info_after_validator_function(
        lambda pair: Span(*pair),
        expect("a list of 2 whole numbers", core.tuple_positional_schema([INT, INT])),
        serialization=core.plain_serializer_function_ser_schema(lambda span: [span.start, span.end]),
    ),
}


def describe_type(hint: Any) -> CoreSchema:
    """How a value of the annotated type is read and written."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return core.nullable_schema(describe_type(next(arg for arg in args if arg is not type(None))))
    if origin is Annotated:
        pattern = {"pydantic_js_updates": {"pattern": f"^{args[1].pattern.pattern}$"}}
        return core.no_info_after_validator_function(partial(read_name, args[1]), describe_type(args[0]), metadata=pattern)
    if origin is tuple and args[-1] is Ellipsis:
        return core.tuple_variable_schema(describe_type(args[0]))
    if origin is tuple:
        return expect(f"a list of {len(args)} texts", core.tuple_positional_schema(list(map(describe_type, args))))
    if hint in SCALARS:
        return SCALARS[hint]
    return describe_record(hint) if is_dataclass(hint) else describe_words(hint)


def describe_words(words: type[StrEnum]) -> CoreSchema:
    """How a word of a closed list is read and written."""
    return core.custom_error_schema(
        core.enum_schema(words, list(words), sub_type="str"), "no_word", custom_error_message=f"none of {', '.join(words)}"
    )


def describe_record(cls: Any) -> CoreSchema:
    """How a record is read and written: by its fields, no key beside them."""
    hints = get_type_hints(cls, include_extras=True)
    described = [describe_field(field, describe_type(hints[field.name])) for field in fields(cls)]
    args = core.dataclass_args_schema(cls.__name__, described)
    return core.dataclass_schema(
        cls, args, [field.name for field in fields(cls)], slots=True, config=core.CoreConfig(extra_fields_behavior="forbid")
    )


def describe_field(field: Field[Any], schema: CoreSchema) -> core.DataclassField:
    """A field under its public key, with its default."""
    if field.default is not MISSING:
        schema = core.with_default_schema(schema, default=field.default)
    key = RENAMED.get(field.name, field.name)
    return core.dataclass_field(field.name, schema, kw_only=True, validation_alias=key, serialization_alias=key)


@cache
def find_adapter(cls: Any) -> TypeAdapter[Any]:
    """The reader and writer of a record class, by our description of it instead of pydantic's own."""
    return TypeAdapter(Annotated[cls, GetPydanticSchema(lambda source, _: describe_record(source))])


def encode_record(record: Any, *, compact: bool) -> dict[str, Any]:
    """A record as a mapping in the order of its fields.

    `compact` is for YAML: what equals its default is left out, lists are tuples, dates and words are themselves; else all is as in JSON.
    """
    adapter = find_adapter(record.__class__)
    return dict(adapter.dump_python(record, mode="python" if compact else "json", by_alias=True, exclude_defaults=compact))


def decode_record(cls: Any, data: Any) -> Any:
    """The record that `encode_record` wrote; unknown keys but `x-...` are errors.

    Raises:
        CodecError: with the path of the first value that does not fit.
    """
    try:
        return find_adapter(cls).validate_python(data)
    except ValidationError as error:
        mistakes = error.errors(include_url=False)
    if own := [mistake["loc"] for mistake in mistakes if is_own(mistake)]:
        return decode_record(cls, drop_keys(data, own))
    raise explain_mistake(cls, min(mistakes, key=rank_mistake))


def is_own(mistake: ErrorDetails) -> bool:
    """True for a key for people's own use, which may hold what it likes."""
    return mistake["type"] == "unexpected_keyword_argument" and str(mistake["loc"][-1]).startswith(OWN)


def drop_keys(data: Any, paths: Iterable[Path]) -> Any:
    """The data without the keys at the ends of paths."""
    inner: dict[str | int, list[Path]] = {}
    for first, *rest in paths:
        inner.setdefault(first, []).append(tuple(rest))
    if isinstance(data, Mapping):
        return {key: drop_keys(value, inner.get(key, ())) for key, value in data.items() if () not in inner.get(key, ())}
    return [drop_keys(value, inner[at]) if at in inner else value for at, value in enumerate(data)] if inner else data


def rank_mistake(mistake: ErrorDetails) -> int:
    """A mistyped key goes before the missing one that it was meant for."""
    return {"unexpected_keyword_argument": 0, "missing": 2}.get(mistake["type"], 1)


def explain_mistake(cls: Any, mistake: ErrorDetails) -> CodecError:
    """What a person reads of a mistake that pydantic found."""
    path, words = mistake["loc"], SAID.get(mistake["type"], mistake["msg"])
    found = repr(mistake["input"])[:LONGEST]
    match mistake["type"]:
        case "unexpected_keyword_argument":
            near = get_close_matches(str(path[-1]), list_keys(cls, path[:-1]), 1)
            return CodecError(words + (f", did you mean {near[0]!r}?" if near else ""), path)
        case "missing" | "invalid_key":
            return CodecError(words, path)
        case "value_error":
            return CodecError(str(mistake["ctx"]["error"]), path)
        case "no_word":
            return CodecError(f"{found} is {words}", path)
    return CodecError(f"{words}, found {found}", path)


def list_keys(cls: Any, path: Path) -> list[str]:
    """The keys of the record that stands at a path in one of class `cls`."""
    for step in path:
        if isinstance(step, str):
            cls = find_record(get_type_hints(cls)[step])
    return [RENAMED.get(field.name, field.name) for field in fields(cls)]


def find_record(hint: Any) -> Any:
    """The record class in an annotated type."""
    return hint if is_dataclass(hint) else next(filter(None, map(find_record, get_args(hint))), None)


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
        notice = decide_held(notice, data[HELD])
    return notice


def decide_held(notice: Notice, held: Any) -> Notice:
    """The notice with a person's decision: `withheld` is set only where the file's `held` differs from what damage decides."""
    if not isinstance(held, bool):
        raise CodecError(f"expected true or false, found {held!r}", (HELD,))
    return notice if held == notice.held else replace(notice, withheld=None if held == notice.damaged else held)
