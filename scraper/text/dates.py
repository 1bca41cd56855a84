"""Printed dates in all the shapes that pages use."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from scraper.model.span import Span
from scraper.text.fold import fold_width
from scraper.text.numerals import parse_numeral
from scraper.text.sentence_ends import STATEMENT

_HAN = "零〇○◯Oo0一二三四五六七八九"
_TEN = "一二三四五六七八九十"
_DAY, _END, _THIS = "[日号]", "[底末]", "[今本当]"
_GAP = " {0,2}"
_CLOSE = rf"份?{_END}"
_SHAPES = (
    # 二〇二〇年二月六日
    rf"(?P<hy>[{_HAN}]{{4}}) ?年 ?(?P<hm>[{_TEN}]{{1,2}}) ?月 ?(?:(?P<hend>{_CLOSE})|(?P<hd>[{_TEN}廿卅]{{1,3}}) ?{_DAY})",
    # 2020年08月02日, 20年8月2日, 2020年6月底
    rf"(?<!\d)(?P<y>(?:19|20)?\d\d){_GAP}年{_GAP}(?P<m>\d{{1,2}}){_GAP}月{_GAP}(?:(?P<end>{_CLOSE})|(?P<d>\d{{1,2}}){_GAP}{_DAY})",
    # 2020年底
    rf"(?<!\d)(?P<ly>(?:19|20)\d\d) ?年 ?{_END}",
    # 2020-2-6, 2020.02.06, 2020/2/6, also with a time right behind
    r"(?<![\d.\-/])(?P<sy>(?:19|20)\d\d)(?P<sep>[-./])(?P<sm>\d{1,2})(?P=sep)(?P<sd>\d{1,2})(?:(?![\d\-/]|\.\d)|(?=\d\d[:∶]\d))",
    # 今年底, 年底 before what ends with it
    rf"(?:{_THIS}年年?|(?<![\d{_HAN}{_THIS[1:-1]}])年)(?P<nend>{_END})(?=之?前|止|[,){STATEMENT}]|$)",
    # 20-03-19
    r"(?<![\d.\-/])(?P<ty>\d\d)-(?P<tm>\d\d)-(?P<td>\d\d)(?![\d\-/]|\.\d)",
    # 3月15日
    rf"(?<!\d)(?P<om>\d{{1,2}}) ?月 ?(?:(?P<oend>{_CLOSE})|(?P<od>\d{{1,2}}) ?{_DAY})",
)
# Finds where a date may begin ten times faster than the shapes themselves.
_HINT = re.compile(rf"[1-9{_HAN}](?:(?:\d{{0,3}}|[{_HAN}]{{3}}) {{0,2}}[年月]|\d(?:\d\d)?[-./]\d{{1,2}}[-./]\d)|(?:{_THIS}年?)?年{_END}")
_TIME = r"(?: ?\([^()]{1,6}\))?(?: ?[上下]?午? ?\d{1,2}[:时点](?:\d{2}分?)?)?"
_LINK = r"(?:开始|起)?(?:执行|实施)? ?(?:至|到|--?|—{1,2}|~) ?"
# 2020年2月至6月, 2020年3月1日9:00起至5月31日, 3月5日-20日, 2020年3月至年底, 2023年11月1日至次年3月31日; 2024.4.1-4.30
_RANGES = (
    re.compile(
        rf"(?<![\d.\-/])(?:(?:(?P<y>(?:19|20)\d\d)|{_THIS}) ?年 ?)?(?P<m>\d{{1,2}}) ?月(?:份| ?(?P<d>\d{{1,2}}) ?{_DAY})?"
        rf"{_TIME}{_LINK}"
        r"(?:(?:(?P<ly>(?:19|20)\d\d)|(?P<next>[次翌])|[同当本]) ?年 ?)?"
        rf"(?:(?P<lm>\d{{1,2}}) ?月(?:{_CLOSE}|份| ?(?P<ld>\d{{1,2}}) ?{_DAY})?|(?P<lone>\d{{1,2}}) ?{_DAY}|(?P<end>年?{_END}))"
    ),
    re.compile(
        r"(?<![\d.\-/])(?P<y>(?:19|20)\d\d)(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
        rf"{_TIME}{_LINK}"
        r"(?:(?P<ly>(?:19|20)\d\d)(?P=sep))?(?P<lm>\d{1,2})(?P=sep)(?P<ld>\d{1,2})(?![\d./-])(?P<next>)(?P<lone>)(?P<end>)"
    ),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DATE = re.compile("|".join(_SHAPES))


def parse_date(text: str, *, year: int | None = None) -> date | None:
    """The date that `text` prints first; None if it prints none or an impossible one, or lacks a year and `year` is not given.

    >>> [str(parse_date(t)) for t in ("2020年08月02日", "2020-2-6 09:04", "20-03-19 09:04", "二〇二〇年二月六日", "2020年6月底")]
    ['2020-08-02', '2020-02-06', '2020-03-19', '2020-02-06', '2020-06-30']
    >>> str(parse_date("3月15日", year=2021)), parse_date("2021-02-30")
    ('2021-03-15', None)
    """
    match = next(_match_dates(text), None)
    return _read_match(match, year) if match else None


def find_dates(text: str, *, year: int | None = None) -> Iterator[tuple[date, Span]]:
    """All dates with the spans that print them; `year` completes those without one, impossible ones are passed over.

    >>> [(str(day), span.read("至2020年底，3月1日起")) for day, span in find_dates("至2020年底，3月1日起", year=2021)]
    [('2020-12-31', '2020年底'), ('2021-03-01', '3月1日')]
    """
    for match in _match_dates(text):
        day = _read_match(match, year)
        if day is not None:
            yield day, Span(*match.span())


def find_ranges(text: str, *, year: int | None = None) -> Iterator[tuple[date, date, Span]]:
    """First and last day of every range of days or months; the last takes from the first what it leaves out, `year` completes the first.

    >>> [str(last) for _, last, _ in find_ranges("2023年11月1日至次年3月31日,2024.4.1-4.30,2024年5月6日9:00至20日")]
    ['2024-03-31', '2024-04-30', '2024-05-20']
    >>> lines = ("2020年2月至6月", "2020年12月1日-2021年1月31日", "今年3月5日起至20日", "2020年3月至年底", "2020年9月至2月")
    >>> [(str(first), str(last)) for line in lines for first, last, _ in find_ranges(line, year=2020)]
    [('2020-02-01', '2020-06-30'), ('2020-12-01', '2021-01-31'), ('2020-03-05', '2020-03-20'), ('2020-03-01', '2020-12-31')]
    """
    shadow = fold_width(text)
    for match in sorted((found for pattern in _RANGES for found in pattern.finditer(shadow)), key=lambda found: found.start()):
        part = match.groupdict()
        first_year = int(part["y"]) if part["y"] else year
        last_year = int(part["ly"]) if part["ly"] else first_year and first_year + bool(part["next"])
        first = _make_date(first_year, int(part["m"]), int(part["d"] or 1))
        month = 12 if part["end"] else int(part["lm"] or part["m"])
        last = _make_date(last_year, month, int(part["ld"] or part["lone"]) if part["ld"] or part["lone"] else None)
        if first and last and first <= last:
            yield first, last, Span(*match.span())


def _match_dates(text: str) -> Iterator[re.Match[str]]:
    shadow = fold_width(text)
    end = 0
    for hint in _HINT.finditer(shadow):
        match = _DATE.match(shadow, hint.start()) if hint.start() >= end else None
        if match:
            end = match.end()
            yield match


def _read_match(match: re.Match[str], year: int | None) -> date | None:
    part = match.groupdict()
    if part["hy"]:
        return _make_date(_read_han(part["hy"]), _read_han(part["hm"]), None if part["hend"] else _read_han(part["hd"]))
    if part["ly"] or part["nend"]:
        return _make_date(int(part["ly"]) if part["ly"] else year, 12, None)
    for y, m, d in (("y", "m", "d"), ("sy", "sm", "sd"), ("ty", "tm", "td")):
        if part[y]:
            return _make_date(int(part[y]), int(part[m]), int(part[d]) if part[d] else None)
    return _make_date(year, int(part["om"]), int(part["od"]) if part["od"] else None)


def _read_han(text: str) -> int:
    """Zero, which no calendar has, for what is no number."""
    return int(parse_numeral(re.sub("[Oo0]", "〇", text)) or 0)


def _make_date(year: int | None, month: int, day: int | None) -> date | None:
    """`day` None is the last of the month; a year of two digits is of 1970 to 2069."""
    if year is None or not 1 <= month <= 12:
        return None
    full = year if year >= 100 else year + (1900 if year >= 70 else 2000)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    last = calendar.monthrange(full, month)[1]
    return date(full, month, day or last) if day is None or 1 <= day <= last else None
