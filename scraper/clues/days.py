"""Printed days of entries: whole ones, and those that the page or the day of the run has to complete.

A list may print a day without its year, split it over elements, or tell it from today. What the page says completes it at once; for the
rest one rule is asked when the list is read: an entry is of its latest day that is not in the future.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from scraper.lexicon.wordbook import load_book
from scraper.sources.source import Listing, Partial
from scraper.text.dates import parse_date

PRINTED_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d\s{0,2}[-./年]\s{0,2}[01]?\d\s{0,2}[-./月]\s{0,2}[0-3]?\d(?!\d)\s{0,2}日?")
TIME = r"(?:[ \t]{0,4}\d{1,2}:\d\d(?::\d\d)?)?"
WRAPPED = re.compile(rf"^[\[(（【\s|/·•-]{{0,6}}(.{{1,24}}?){TIME}[\])）】\s|·•-]{{0,6}}$")
"""A day with what is set around it.

>>> WRAPPED.match("[ 03-12 09:30 ]")[1]
'03-12'
"""
SHORT_DAY = re.compile(r"(0[1-9]|1[0-2])[-./](0[1-9]|[12]\d|3[01])")
SHORT_YEAR = re.compile(r"[0-3]\d-\d\d-\d\d")
NUMBER = re.compile(r"\d{1,4}")
YEAR = re.compile(r"((?:19|20)\d\d)\D?")
MONTH_OF_YEAR = re.compile(r"((?:19|20)\d\d)\D(0?[1-9]|1[0-2])\D?")
DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])\D?")
ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])/")
BOOK = load_book("lists")
NAMED, MONTH = (BOOK[key].compile() for key in ("day.named", "day.month"))
AGO = tuple((BOOK[f"day.{key}"].compile(), days) for key, days in (("today", 0), ("yesterday", 1), ("before", 2)))
DAYS_AGO, HEADING = BOOK["day.ago"].compile(), BOOK["year.heading"].compile()
MOST_PINNED = 2
"""Entries that a list may hold on top, whatever their day."""
LONGEST, WINDOW = 24, 5
"""Characters of a piece that may be a day or part of one, and how many pieces make one."""


def find_printed(text: str) -> date | None:
    """The first full date printed in a text.

    >>> find_printed("[ 2025-01-14 ]"), find_printed("2021年2月3日"), find_printed("第2020号")
    (datetime.date(2025, 1, 14), datetime.date(2021, 2, 3), None)
    """
    found = PRINTED_DATE.search(text)
    return parse_date(found[0]) if found else None


def read_day(pieces: Sequence[str]) -> date | Partial | None:
    """The day that the texts of an entry's elements print: whole before partial, alone in its elements before inside a sentence.

    >>> read_day(["通知", "12", "2026-03"]), read_day(["[03/01]"]), read_day(["昨天"])
    (datetime.date(2026, 3, 12), Partial(month=3, day=1, ago=0), Partial(month=0, day=0, ago=1))
    >>> read_day(["第3-12号"]), read_day(["2.5万元"]), read_day(["13/45"])
    (None, None, None)
    """
    found = find_window(pieces)
    if found and isinstance(found[1], date):
        return found[1]
    return find_printed(" ".join(pieces)) or (found[1] if found else None)


def find_window(pieces: Sequence[str]) -> tuple[slice, date | Partial] | None:
    """The neighbouring texts that are a day and nothing else, and that day: a whole one before a partial one."""
    partial: tuple[slice, Partial] | None = None
    for size in range(min(WINDOW, len(pieces)), 0, -1):
        for at in range(len(pieces) - size + 1):
            window = pieces[at : at + size]
            day = read_window(window) if all(0 < len(piece) <= LONGEST for piece in window) else None
            if isinstance(day, date):
                return slice(at, at + size), day
            partial = partial or ((slice(at, at + size), day) if day else None)
    return partial


def read_window(window: Sequence[str]) -> date | Partial | None:
    """The day that neighbouring short texts make together, or None unless all of them are part of it."""
    whole = WRAPPED.match("".join(window))
    if whole and PRINTED_DATE.fullmatch(whole[1]) and (day := parse_date(whole[1])):
        return day
    if whole and len(window) == 1 and SHORT_YEAR.fullmatch(whole[1]):
        return parse_date(whole[1])
    if len(window) == 1 or (whole and any(piece in "-/." for piece in window)):
        return read_alone("".join(window))
    if len(window) == 2:
        return read_pair(window[0], window[1]) or read_pair(window[1], window[0])
    if len(window) == 3 and YEAR.fullmatch(window[0]) and all(DAY.fullmatch(piece) for piece in window[1:]):
        return parse_date("-".join(NUMBER.search(piece)[0] for piece in window))  # type: ignore[index] # they matched
    return None


def read_pair(one: str, other: str) -> date | Partial | None:
    """A month and a day, or a year and both, in two elements."""
    if (month := MONTH_OF_YEAR.fullmatch(one)) and (day := DAY.fullmatch(other)):
        return parse_date(f"{month[1]}-{month[2]}-{day[1]}")
    if (year := YEAR.fullmatch(one)) and isinstance(short := read_alone(other), Partial) and short.month:
        return short.complete(int(year[1]))
    if MONTH.search(one) and (day := DAY.fullmatch(other)):
        return make_partial(NUMBER.findall(one)[0], day[1])
    return None


def read_alone(text: str) -> Partial | None:
    """A partial day that a text consists of, whatever brackets stand around it and whatever time behind it."""
    found = WRAPPED.match(text)
    words = found[1].strip() if found else ""
    if short := SHORT_DAY.fullmatch(words):
        return make_partial(short[1], short[2])
    if NAMED.search(words):
        return make_partial(*NUMBER.findall(words))
    if DAYS_AGO.search(words):
        return Partial(ago=int(NUMBER.findall(words)[0]))
    return next((Partial(ago=days) for words_of, days in AGO if words_of.search(words)), None)


def make_partial(month: str, day: str) -> Partial | None:
    """A month and a day that some year has."""
    partial = Partial(int(month), int(day))
    return partial if partial.complete(2024) else None


def complete_day(day: date | Partial | None, address: str, heading: int | None) -> date | Partial | None:
    """A day with the year that the page itself says: in the entry's address, else in the heading above it.

    >>> complete_day(Partial(3, 12), "http://a.example/202503/t_1.html", None), complete_day(Partial(3, 12), "http://a.example/1", 2024)
    (datetime.date(2025, 3, 12), datetime.date(2024, 3, 12))
    """
    if not isinstance(day, Partial) or not day.month:
        return day
    found = ADDRESS_MONTH.search(address)
    if found and int(found[2]) == day.month:
        return day.complete(int(found[1])) or day
    return (day.complete(heading) if heading else None) or day


def read_heading(text: str) -> int | None:
    """The year that a heading consists of.

    >>> read_heading(" 2025年 "), read_heading("2025年工作要点")
    (2025, None)
    """
    words = text.strip()
    return int(words[:4]) if len(words) <= LONGEST and HEADING.search(words) else None


def settle_days(listing: Listing, today: date | None, latest: date | None = None) -> Listing:
    """The listing with the days that only the day of the run completes; none where it is not known.

    A list goes one way in time. A day that the rule would put against that way is one of another year, and stays unsaid. `latest` is the
    last day of the list's page before: what follows it is not newer.
    """
    if today is None or not any(item.partial for item in listing.items):
        return listing
    days = [item.published or (item.partial.settle(today, latest) if item.partial else None) for item in listing.items]
    kept = keep_order([day for day in days if day])
    steps = iter(kept)
    sure = [day if day and next(steps) else None for day in days]
    items = (replace(item, published=item.published or day) for item, day in zip(listing.items, sure, strict=True))
    return replace(listing, items=tuple(items))


def keep_order(days: Sequence[date]) -> list[bool]:
    """Which days are sure in a list that goes one way: all, or those before the first that is newer than the one above it.

    So few above it may be entries that were set on top, or all of a year: then none is sure.

    >>> keep_order([date(2026, 3, 12), date(2026, 1, 5), date(2025, 12, 1), date(2026, 2, 1)])
    [True, True, True, False]
    >>> keep_order([date(2026, 1, 5), date(2026, 3, 12), date(2026, 3, 10)])
    [False, False, False]
    """
    steps = list(pairwise(days))
    rise = next((at for at, (one, other) in enumerate(steps, start=1) if other > one), len(days))
    if rise == len(days) or (len(days) > MOST_PINNED and all(one <= other for one, other in steps)):
        return [True] * len(days)
    return [rise > MOST_PINNED and at < rise for at in range(len(days))]
