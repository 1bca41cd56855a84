"""Guessing the keys of a JSON list that calls its fields by names of its own: by what stands under them, row after row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scraper.clues.days import read_day as find_day
from scraper.clues.json_texts import is_text, open_json, parse_json, read_day, strip_tags
from scraper.clues.link_targets import ADDRESS
from scraper.clues.script_values import list_values
from scraper.sources.source import Select

HAN = re.compile(r"[\u3400-\u9fff]")
PATH_KEY = re.compile(r"[\w$-]{1,60}")
FIRST = re.compile(r"pub|release|issue|show|fb", re.IGNORECASE)
LAST = re.compile(r"upd|mod|edit|end|expire|valid|create", re.IGNORECASE)
"""Keys of days that are a notice's own sooner, and later, than others."""
FEWEST, MOST_ROWS, MOST_ARRAYS, DEEPEST = 2, 50, 200, 12
SHARE = 0.8
"""So many of the rows must have what a key is taken for."""
SHORTEST, LONGEST = 6, 120
INNERMOST = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """An array of objects with the keys that lead to it; each row by its keys, those of inner objects joined by dots."""

    path: str
    rows: tuple[Mapping[str, Any], ...]

    def find_keys(self, fits: Callable[[Any], bool]) -> list[str]:
        """The keys under which nearly every row has something that fits."""
        keys = dict.fromkeys(key for row in self.rows for key in row)
        return [key for key in keys if sum(fits(row.get(key)) for row in self.rows) >= SHARE * len(self.rows)]

    def count_different(self, key: str) -> int:
        """How many different things stand under a key."""
        return len({str(row.get(key)) for row in self.rows})


def guess_select(text: str) -> Select | None:
    """The keys of the largest list in a JSON text or in the scripts of a page that has titles, addresses and days; None without one.

    A text that is JSON may be a list without days; what a page holds without days are menus as well.

    >>> one = '{"bt": "关于稳岗返还的通知", "lj": "/1.html", "sj": "2026-01-02"}'
    >>> guess_select(f'{{"d": {{"rows": [{one}, {one.replace("稳岗", "社保").replace("/1", "/2")}]}}}}')
    Select(item=None, link=None, date='sj', items='d.rows', title='bt', url='lj')
    """
    value = parse_json(text)
    values = [value] if value is not None else list_values(text)
    found = ((len(rows.rows), guess) for each in values for rows in list_rows(each) if (guess := guess_keys(rows)))
    guesses = [(guess.date is not None, size, guess) for size, guess in found if guess.date or value is not None]
    return max(guesses, key=lambda guess: guess[:2], default=(False, 0, None))[2]


def list_rows(value: Any) -> Iterator[Rows]:
    """The arrays of objects in a JSON value, of those that nest the outer ones first."""
    waiting: list[tuple[str, Any]] = [("", value)]
    for _ in range(MOST_ARRAYS):
        if not waiting:
            return
        path, found = waiting.pop(0)
        found = open_json(found)
        if isinstance(found, list):
            objects = [each for each in found if isinstance(each, dict)]
            if len(objects) >= FEWEST:
                yield Rows(path, tuple(flatten_row(each) for each in objects[:MOST_ROWS]))
            continue
        if isinstance(found, dict) and path.count(".") < DEEPEST:
            waiting += [(f"{path}.{key}".lstrip("."), inner) for key, inner in found.items() if PATH_KEY.fullmatch(key)]


def flatten_row(row: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """What stands under the keys of a row and of the objects in it.

    >>> flatten_row({"doc": {"link": {"pc": "/1.html"}}})["doc.link.pc"]
    '/1.html'
    """
    flat = {key: value for key, value in row.items() if PATH_KEY.fullmatch(key)}
    opened = {key: open_json(value) for key, value in flat.items()} if depth < INNERMOST else {}
    inner = {key: flatten_row(value, depth + 1) for key, value in opened.items() if isinstance(value, dict)}
    return flat | {f"{key}.{name}": each for key, value in inner.items() for name, each in value.items()}


def guess_keys(rows: Rows) -> Select | None:
    """The keys of title, address and day in rows that have the first two."""
    titles = [key for key in rows.find_keys(is_title) if rows.count_different(key) > len(rows.rows) / 2]
    addresses = [key for key in rows.find_keys(is_address) if rows.count_different(key) > SHARE * len(rows.rows)]
    days = sorted(rows.find_keys(is_day), key=lambda key: (FIRST.search(key) is None, LAST.search(key) is not None))
    if not titles or not addresses:
        return None
    return Select(items=rows.path, title=choose_title(rows, titles), url=addresses[0], date=days[0] if days else None)


def choose_title(rows: Rows, keys: Sequence[str]) -> str:
    """Of several keys with words the one that says most different things; among equals the first."""
    return max(keys, key=lambda key: (rows.count_different(key), -keys.index(key)))


def is_title(value: Any) -> bool:
    """True for words that could be a title."""
    return is_text(value) and SHORTEST <= len(strip_tags(value)) <= LONGEST and HAN.search(value) is not None


def is_address(value: Any) -> bool:
    """True for what looks like the address of a page."""
    return is_text(value) and len(value) < 1000 and ADDRESS.fullmatch(value.strip()) is not None


def is_day(value: Any) -> bool:
    """True for a day or a stamp of one."""
    return bool(value) and (read_day(value) is not None or (is_text(value) and len(value) < 40 and find_day([value.strip()]) is not None))
