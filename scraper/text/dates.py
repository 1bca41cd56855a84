"""Printed dates in all the shapes that pages use (PAGES, Metadata)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from scraper.model.span import Span
from scraper.text.fold import fold_width
from scraper.text.numerals import parse_numeral

_HAN = "零〇○OＯ一二三四五六七八九"
_HAN_DATE = rf"(?P<hy>[{_HAN}]{{4}})\s?年\s?(?P<hm>[{_HAN}十]{{1,2}})\s?月\s?(?:(?P<hd>[{_HAN}十廿卅]{{1,3}})\s?[日号]|(?P<hend>底))"
_ZH_DATE = r"(?<!\d)(?P<y>(?:19|20)\d\d)\s{0,2}年\s{0,2}(?P<m>\d{1,2})\s{0,2}月\s{0,2}(?:份?(?P<end>底|末)|(?P<d>\d{1,2})\s{0,2}[日号])"
_SEP_DATE = r"(?<![\d.\-/])(?P<sy>(?:19|20)?\d\d)(?P<sep>[-./])(?P<sm>\d{1,2})(?P=sep)(?P<sd>\d{1,2})(?![\d\-/])"
_SHORT_DATE = r"(?<!\d)(?P<om>\d{1,2})\s?月\s?(?:份?(?P<oend>底|末)|(?P<od>\d{1,2})\s?[日号])"
_DATE = re.compile(f"{_HAN_DATE}|{_ZH_DATE}|{_SEP_DATE}|{_SHORT_DATE}")


def parse_date(text: str, *, year: int | None = None) -> date | None:
    """The one date that `text` prints, or None if it prints none, an impossible one, or lacks a year and `year` is not given.

    >>> [str(parse_date(t)) for t in ("2020年08月02日", "2020-2-6 09:04", "20-03-19 09:04", "二〇二〇年二月六日", "2020年6月底")]
    ['2020-08-02', '2020-02-06', '2020-03-19', '2020-02-06', '2020-06-30']
    >>> str(parse_date("3月15日", year=2021)), parse_date("2021-02-30")
    ('2021-03-15', None)
    """
    found = next(find_dates(text, year=year), None)
    return found[0] if found else None


def find_dates(text: str, *, year: int | None = None) -> Iterator[tuple[date, Span]]:
    """All dates with the spans that print them; `year` completes those without one."""
    for match in _DATE.finditer(fold_width(text)):
        day = _read_match(match, year)
        if day is not None:
            yield day, Span(*match.span())


def _read_match(match: re.Match[str], year: int | None) -> date | None:
    part = match.groupdict()
    if part["hy"]:
        return _make_date(_read_year(part["hy"]), parse_numeral(part["hm"]), parse_numeral(part["hd"] or ""), last=bool(part["hend"]))
    if part["y"]:
        return _make_date(int(part["y"]), int(part["m"]), int(part["d"] or 0), last=bool(part["end"]))
    if part["sy"]:
        return _make_date(_read_year(part["sy"]), int(part["sm"]), int(part["sd"]))
    return _make_date(year, int(part["om"]), int(part["od"] or 0), last=bool(part["oend"]))


def _read_year(text: str) -> int | None:
    number = parse_numeral(text.replace("O", "〇"))
    return None if number is None else int(number) if number >= 100 else 2000 + int(number)


def _make_date(year: int | None, month: float | None, day: float | None, *, last: bool = False) -> date | None:
    if year is None or month is None or not 1900 <= year <= 2100 or not 1 <= month <= 12:
        return None
    final = calendar.monthrange(year, int(month))[1]
    if last:
        return date(year, int(month), final)
    return date(year, int(month), int(day)) if day and 1 <= day <= final else None
