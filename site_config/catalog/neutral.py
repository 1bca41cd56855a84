"""Characters that no reader sees and programs stumble over never enter the digest."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line ends, line ends that only some programs know, and what is no character at all."""


def clear_text(text: str) -> str:
    r"""The text with a blank for each control character: places stay where they are.

    >>> clear_text("贷款\x07贴息\x85")
    '贷款 贴息 '
    """
    return CONTROL.sub(" ", text)


def clear_record(record: T) -> T:
    """The record with every text in it cleared; the very same one where there is nothing to clear."""
    cleared: Any = record
    if type(record) is str:
        return cleared if not CONTROL.search(cleared) else clear_text(cleared)  # type: ignore[return-value]  # of the same type
    if isinstance(record, tuple):
        cleared = tuple(map(clear_record, record))
        return record if all(map(_is_same, cleared, record)) else cleared
    if is_dataclass(record) and not isinstance(record, type):
        pairs = ((name, getattr(record, name)) for name in _list_names(type(record)))
        changes = {name: new for name, old in pairs if (new := clear_record(old)) is not old}
        return replace(record, **changes) if changes else record
    return record


def _is_same(one: object, other: object) -> bool:
    return one is other


@cache
def _list_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
