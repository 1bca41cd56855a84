"""The list of all results for the browser: numbers in columns, so that ten thousand measures take some 50 KB."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from scraper.standing.law import Standing
from site_config.finding.character_pairs import Roll, find_pairs
from site_config.finding.search_records import Entry, Record
from site_config.finding.synonyms import spell_initials, spell_syllables

EPOCH = date(1970, 1, 1)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with its ranges in the roll: title, head, body, and (lead, whole) of each measure."""

    record: Record
    title: Range
    head: Range
    body: Range
    measures: tuple[tuple[Range, Range], ...]


def place_records(records: Iterable[Record], roll: Roll, simplify: Callable[[str], str]) -> Iterator[Placed]:
    """Write the records into the roll; `simplify` turns Traditional characters one by one."""
    for record in records:
        title, head = roll.write(simplify(record.title)), roll.write(simplify(record.head))
        spans = [span for _, lead, whole in record.measures for span in (lead, whole)]
        ends = sorted({0, len(record.body), *(end for span in spans for end in (span.start, span.end))})
        marks = dict(zip(ends, roll.write_cut(simplify(record.body), ends), strict=True))
        ranges = [(marks[span.start], marks[span.end]) for span in spans]
        body = marks[0], marks[len(record.body)]
        yield Placed(record, title, head, body, tuple(zip(ranges[::2], ranges[1::2], strict=True)))


def list_places(text: str, placed: Iterable[Placed]) -> dict[str, array[int]]:
    """Where each pair stands in the roll; and where pairs of sounds stand in leads and titles, as their initials and whole.

    >>> [*list_places("租金 ", [])]
    ['租金', '金 ']
    """
    places = find_pairs(text)
    starts = {at for item in placed for start, end in (item.title, *(lead for lead, _ in item.measures)) for at in range(start, end - 1)}
    for at in sorted(starts):
        pair = text[at : at + 2]
        if not pair[0].isascii() and not pair[1].isascii():
            for key in (spell_initials(pair).upper(), write_sounds(pair)):
                places.setdefault(key, array("I")).append(at)
    return places


@cache
def write_sounds(pair: str) -> str:
    """Two characters by their sound; the capital meets no letter of a text.

    >>> write_sounds("租金")
    "Zu'jin"
    """
    return "'".join(spell_syllables(pair)).capitalize()


def write_columns(placed: Sequence[Placed]) -> dict[str, Any]:
    """The list as JSON types: a column for each property of notices and of measures, tables for what repeats."""
    regions, traits = Table(), Table()
    notices, wholes = [item.record for item in placed], [(item, lead, whole) for item in placed for lead, whole in item.measures]
    entries = [entry for record in notices for entry, _, _ in record.measures]
    starts = [item.body[0] for item, _, _ in wholes]
    columns = {
        "id": [record.id for record in notices],
        "title": [item.title[1] - item.title[0] for item in placed],
        "head": [item.head[1] - item.head[0] for item in placed],
        "body": [item.body[1] - item.body[0] for item in placed],
        "region": [regions.number(record.region) for record in notices],
        "down": [int(record.down) for record in notices],
        "day": [_count_days(record.day) for record in notices],
        "end": [_count_days(record.whole.standing.deadline) for record in notices],
        **_write_terms(record.whole for record in notices),
        "traits": [traits.number(_trait(record.whole)) for record in notices],
        "count": [len(record.measures) for record in notices],
    }
    measures = {
        "from": [whole[0] - start for (_, _, whole), start in zip(wholes, starts, strict=True)],
        "length": [whole[1] - whole[0] for _, _, whole in wholes],
        "lead": [lead[0] - whole[0] for _, lead, whole in wholes],
        "title": [lead[1] - lead[0] for _, lead, _ in wholes],
        "traits": [traits.number(_trait(entry)) for entry in entries],
        "end": [_count_days(entry.standing.deadline) for entry in entries],
        **_write_terms(entries),
        "amount": [entry.amount for entry in entries],
    }
    return {"regions": regions.values, "traits": traits.values, "notices": columns, "measures": measures}


class Table:
    """Values that repeat, each with a number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    @property
    def values(self) -> list[Hashable]:
        """The values in the order of their numbers."""
        return [*self._numbers]

    def number(self, value: Hashable) -> int:
        """The number of a value, new or known."""
        return self._numbers.setdefault(value, len(self._numbers))


def _trait(entry: Entry) -> tuple[Hashable, ...]:
    return entry.topics, entry.instruments, entry.nature, int(entry.shown)


def _write_terms(entries: Iterable[Entry]) -> dict[str, Any]:
    """`term`: the number of a term in `terms`, as `findStatus` of roll.js reads them; many measures share one."""
    terms = Table()
    return {"term": [terms.number(list_term(entry.standing)) for entry in entries], "terms": terms.values}


def list_term(standing: Standing) -> tuple[int | None, int | None, str, int | None]:
    """First and last day, the status between them, the day of the repeal."""
    return _count_days(standing.start), _count_days(standing.end), standing.during, _count_days(standing.repealed)


def _count_days(day: date | None) -> int | None:
    return (day - EPOCH).days if day else None
