"""A record becomes the same record with the personal data in each of its strings masked, and its places listed where some is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, Final, TypeVar

from scraper.model import Notice
from scraper.people.digit_runs import find_runs
from scraper.people.person_marks import MARKS, list_marked
from scraper.people.person_numbers import STAR, list_numbers
from scraper.text.fold import fold_width

SHORTEST: Final = 6
"""Letters of the shortest mail box or plate, and fewer than any number has."""
CODED: Final = frozenset({"id", "snapshot", "site_id_code"})
"""Fields whose digits are nobody's number."""
TELLING: Final = re.compile("[0-9０-９零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖@＠#＃]")
"""Words without any of these hide nothing."""
PERSONAL: Final = "personal data is not masked"
Path = tuple[str | int, ...]
Record = TypeVar("Record")


def mask_people(text: str) -> str:
    """Hide what identifies a person one character for one, so that offsets hold; office lines, money, counts and documents stay.

    Of a mobile the first three and last four digits stay, of an identity number the region's code and the last two characters, of an
    account the last four digits.

    >>> mask_people("联系人：张三，手机：13900001234；办公电话：0543-3160000")
    '联系人：张三，手机：139****1234；办公电话：0543-3160000'
    >>> mask_people("手机 139-0000-1234，身份证371601199001011234")
    '手机 139-****-1234，身份证371601**********34'
    >>> mask_people("总投资15000000000元")
    '总投资15000000000元'
    """
    while hidden := list_hidden(text):
        kept = list(text)
        for at in hidden:
            kept[at] = STAR
        text = "".join(kept)
    return text


def list_hidden(text: str) -> list[int]:
    """Where characters of personal data stand that are not hidden yet."""
    shadow = fold_width(text)
    hidden = [at for run in find_runs(shadow) for at in list_numbers(run, shadow)]
    return hidden + list_marked(shadow) if MARKS.search(shadow) else hidden


def mask_notice(notice: Notice) -> Notice:
    """The notice without personal data in any of its strings; every notice comes through here before it is kept or shown."""
    return mask_record(notice, notice.body)


def mask_record(record: Record, body: str) -> Record:
    """Any record with all its strings masked; what is quoted from `body` is masked as it is there, so that quotes stay quotes."""
    masked: Record = mask_value(record, body, mask_people(body))
    return masked


def mask_value(value: Any, body: str, masked: str) -> Any:
    """A field's value masked; the same object where nothing is to hide."""
    if type(value) is str:
        return mask_quote(value, body, masked)
    if type(value) is tuple:
        items = tuple(mask_value(item, body, masked) for item in value)
        return value if all(map(is_, items, value)) else items
    if not is_dataclass(value) or isinstance(value, type):
        return value
    old = {name: getattr(value, name) for name in list_masked(type(value))}
    new = {name: mask_value(item, body, masked) for name, item in old.items()}
    changed = {name: item for name, item in new.items() if item is not old[name]}
    return replace(value, **changed) if changed else value


@cache
def list_masked(kind: Any) -> tuple[str, ...]:
    """The fields of a record that may hold personal data."""
    return tuple(field.name for field in fields(kind) if field.name not in CODED)


def mask_quote(text: str, body: str, masked: str) -> str:
    """A string masked: as the `masked` body does it where the string is quoted from the `body`, else by itself."""
    if len(text) < SHORTEST or not TELLING.search(text):
        return text
    if text == body:
        return masked
    alone = mask_people(text)
    if alone == text and body == masked:
        return text
    at = body.find(text)
    return masked[at : at + len(text)] if at >= 0 else alone


def list_texts(record: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """All strings of a record with their paths, but those of `CODED` fields."""
    if isinstance(record, str):
        yield path, record
    elif isinstance(record, tuple):
        for index, item in enumerate(record):
            yield from list_texts(item, (*path, index))
    elif is_dataclass(record):
        kind: Any = type(record)
        for name in list_masked(kind):
            yield from list_texts(getattr(record, name), (*path, name))


def find_personal(notice: Notice) -> Iterator[Path]:
    """Where personal data is not masked: paths of fields; ("body", offset) is a place in the body."""
    hidden = list_hidden(notice.body)
    masked = mask_people(notice.body)
    for path, text in list_texts(notice):
        if path == ("body",) and hidden:
            yield (*path, min(hidden))
        elif path != ("body",) and mask_quote(text, notice.body, masked) != text:
            yield path
