"""The signature of an official text: the authorities above the date of signing, and that date (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile
from typing import Final

from scraper.facts.lines import TENS, Line
from scraper.facts.organs import OFFICE, SITE, split_organs
from scraper.lexicon.wordbook import load_book
from scraper.model.span import Span
from scraper.text.dates import parse_date
from scraper.text.fold import squash
from scraper.text.sentence_ends import CLAUSE, ends_clause

_BOOK: Final = load_book("signature")
_GAP: Final = r"\s{0,3}"
_ARABIC_DAY: Final = rf"(?:19|20)\d\d{_GAP}年{_GAP}\d{{1,2}}{_GAP}月{_GAP}\d{{1,2}}{_GAP}日"
_HAN_DAY: Final = rf"[一二][〇○零OoО0九][〇○零Oo0一二三四五六七八九]{{2}}{_GAP}年{_GAP}{TENS}{{1,2}}{_GAP}月{_GAP}{TENS}{{1,3}}{_GAP}日"
DAY: Final = f"(?:{_ARABIC_DAY}|{_HAN_DAY})"
"""A day as papers print it, as a piece of an expression.

>>> [re.fullmatch(DAY, text) is not None for text in ("2021年3月5日", "二〇二一年三月五日", "3月5日")]
[True, True, False]
"""
ORDERED: Final = rf"令\s?第[^。\s]{{1,8}}号[^。]{{0,16}}(?:{_BOOK['proclaimed'].source})"
"""A government proclaims by order, as a piece of an expression: 国务院令第746号公布."""
ON: Final = f"(?:{_BOOK['on.day'].source})"
"""Before the day on which a congress did so, as a piece of an expression."""
PASSED: Final = f"(?:{_BOOK['passed'].source})"
"""A congress passes, as a piece of an expression."""
AFTER: Final = rf"(?:\s*\((?:{_BOOK['note'].source})[^()\n]{{0,90}}\))?"
DATE_LINE: Final = re.compile(rf"\(?(?P<day>{DAY})\)?{AFTER}")
"""A line that is a day.

>>> DATE_LINE.fullmatch("2021年3月5日 (此件公开发布)")["day"]
'2021年3月5日'
"""
RUNS_ON: Final = re.compile(rf"(?P<day>{DAY})(?=[\s(])(?!\s?(?:{_BOOK['deed'].source}))")
"""A day that opens a line into which an annex or a note has run.

>>> RUNS_ON.match("2021年3月5日 (联系人:某某) 某市贴息办法")["day"], RUNS_ON.match("2021年3月5日 召开会议")
('2021年3月5日', None)
"""
SIGNED_RUNS_ON: Final = re.compile(rf"(?P<organs>[\u4e00-\u9fff、·]{{3,60}}?)\s{{0,3}}{RUNS_ON.pattern}")
"""Authorities and a day that open such a line.

>>> SIGNED_RUNS_ON.match("某市财政局2021年3月5日 (联系人:某某) 某市贴息办法")["organs"]
'某市财政局'
"""
SIGNED_LINE: Final = re.compile(rf"(?:.{{0,160}}[{CLAUSE})】]\s*|)(?P<organs>[\u4e00-\u9fff、·\s]{{3,120}}?)\s*(?P<day>{DAY}){AFTER}")
"""Authorities and a day that close a line.

>>> SIGNED_LINE.fullmatch("特此通知。 某市财政局 2021年3月5日")["organs"]
'某市财政局'
"""
_OFFICERS: Final = "|".join(r"\s{0,3}".join(word) for word in _BOOK["officer"].words)
OFFICER: Final = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff]{{2,30}}{OFFICE})?(?:{_OFFICERS})\s{{0,3}}[::]?\s{{0,3}}[\u4e00-\u9fff·](?:\s{{0,3}}[\u4e00-\u9fff·]){{1,5}}"
)
"""Who signs an order: his office, perhaps with its name before it, and his own.

>>> OFFICER.fullmatch("市 长 张 三")["organ"], OFFICER.fullmatch("某某建设部部长 张三")["organ"]
(None, '某某建设部')
"""
ORDER: Final = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{2,30}}{OFFICE})令(?:\s?第.{{1,12}}号)?")
"""The line that says whose order it is.

>>> ORDER.fullmatch("某市人民政府令第7号")["organ"]
'某市人民政府'
"""
INLINE: Final = re.compile(
    rf"(?:[{CLAUSE})》]\s{{0,3}}|\s)(?P<organs>[\u4e00-\u9fff、·]{{3,60}}?(?:\s[\u4e00-\u9fff]{{3,40}}?){{0,3}})\s{{0,3}}(?P<day>{DAY})"
    rf"(?!\s?(?:{_BOOK['deed'].source}))"
)
"""Authorities and a day inside a line, where no deed follows.

>>> INLINE.search("遵照执行。某市财政局2021年3月5日(此件公开)")["organs"], INLINE.search("好。某市财政局2021年3月5日召开")
('某市财政局', None)
"""
HIGH: Final = 12
"""Lines of authorities above a day, and lines in which an order names its own."""
MOST_DAYS: Final = 2
"""Lines that are days alone: of a notice and of what it passes on."""
LONGEST_SITE: Final = 40
"""Characters of the longest name of a site."""
MAX_LINE: Final = 160
"""Characters of the longest line of authorities; what is longer has no line breaks and is searched inside."""
SHORTEST: Final = 8
"""No line of so few characters holds an authority and a day."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when; `span` covers both in the body, `organ_span` and `day_span` each."""

    organs: tuple[str, ...]
    day: date
    span: Span
    organ_span: Span
    day_span: Span


def parse_day(text: str) -> date | None:
    """The date of a day that is printed with blanks between its parts.

    >>> str(parse_day("二〇二一 年  三 月 五 日"))
    '2021-03-05'
    """
    return parse_date(squash(text))


def find_signature(lines: tuple[Line, ...]) -> Signature | None:
    """The first date of signing with authorities above or before it: an annex or a forwarded text may carry later ones.

    A date in Chinese characters is read as well; a date without authorities is no signature.
    """
    for index, line in enumerate(lines):
        ends = line.text.endswith(("日", ")"))
        found = read_date_line(lines, index) or (read_signed_line(line) if ends else read_running_line(lines, index)) or read_inline(line)
        if found:
            return found
    return None


def find_date_line(lines: tuple[Line, ...]) -> Line | None:
    """The first line below running text that is a day and nothing else: the day of signing of a text whose authority is not printed.

    Many such lines are the days of a timetable.
    """
    first = next((index for index, line in enumerate(lines) if ends_clause(line.text)), len(lines))
    days = [line for line in lines[first:] if line.text.endswith(("日", ")")) and DATE_LINE.fullmatch(line.text)]
    return days[0] if 0 < len(days) <= MOST_DAYS else None


def find_site_name(lines: tuple[Line, ...]) -> Line | None:
    """The name of a site where the authority should sign, above the first line that is a day: a mirror has put its own name there."""
    day = find_date_line(lines)
    above = next((before for before, line in pairwise(lines) if line is day), None)
    return above if above and len(above.text) <= LONGEST_SITE and SITE.search(above.text) else None


def read_date_line(lines: tuple[Line, ...], index: int) -> Signature | None:
    """A line that is a date or runs on behind one, below up to `HIGH` lines of authorities; a date alone may stand above them."""
    text = lines[index].text
    alone = DATE_LINE.fullmatch(text) if text.endswith(("日", ")")) else None
    match = alone or RUNS_ON.match(text)
    day = parse_day(match["day"]) if match else None
    if match is None or day is None:
        return None
    if index and (officer := OFFICER.fullmatch(lines[index - 1].text)):
        return read_order(lines, index, lines[index].place(*match.span("day")), day, officer)
    top = index
    organs: tuple[str, ...] = ()
    while top > 0 and index - top < HIGH and len(lines[top - 1].text) <= MAX_LINE:
        above = split_organs(lines[top - 1].text)
        if not above:
            break
        organs, top = (*above, *organs), top - 1
    day_span = lines[index].place(*match.span("day"))
    if not organs:
        return read_organs_below(lines, index, day_span, day) if alone else None
    organ_span = Span(lines[top].span.start, lines[index - 1].span.end)
    return Signature(organs, day, Span(organ_span.start, day_span.end), organ_span, day_span)


def read_organs_below(lines: tuple[Line, ...], index: int, day_span: Span, day: date) -> Signature | None:
    """Authorities under their date, right behind the last sentence or the list of annexes."""
    if not index or not ends_clause(lines[index - 1].text):
        return None
    below = tuple(takewhile(lambda line: len(line.text) <= MAX_LINE and split_organs(line.text), lines[index + 1 : index + 1 + HIGH]))
    if not below:
        return None
    organs = tuple(organ for line in below for organ in split_organs(line.text))
    organ_span = Span(below[0].span.start, below[-1].span.end)
    return Signature(organs, day, Span(day_span.start, organ_span.end), organ_span, day_span)


def read_order(lines: tuple[Line, ...], index: int, day_span: Span, day: date, officer: re.Match[str]) -> Signature | None:
    """An order (令), signed by an officer: its authority stands before his office or in the first lines."""
    above = lines[index - 1]
    named = split_organs(officer["organ"] or "")
    if named:
        return Signature(named, day, Span(above.span.start, day_span.end), above.place(*officer.span("organ")), day_span)
    for line in lines[: min(index, HIGH)]:
        match = ORDER.fullmatch(line.text)
        if match:
            organs = split_organs(match["organ"]) or (match["organ"],)
            return Signature(organs, day, Span(above.span.start, day_span.end), line.place(*match.span("organ")), day_span)
    return None


def read_signed_line(line: Line) -> Signature | None:
    """Authorities and date at the end of one line, alone or after the last sentence.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_signed_line(find_lines(fold_body("特此通知。 滨州市商务局 2021年3月5日"))[0]).organs
    ('滨州市商务局',)
    """
    tail = max(0, len(line.text) - MAX_LINE)
    match = SIGNED_LINE.fullmatch(line.text, tail) if len(line.text) > SHORTEST else None
    return make_signature(line, match)


def read_running_line(lines: tuple[Line, ...], index: int) -> Signature | None:
    """Authorities and date that open a line right behind the last sentence; an annex or a note has run into it."""
    closed = index > 0 and ends_clause(lines[index - 1].text)
    return make_signature(lines[index], SIGNED_RUNS_ON.match(lines[index].text)) if closed else None


def read_inline(line: Line) -> Signature | None:
    """Authorities and date inside a text without line breaks: `……执行。某市政府2021年8月24日（此件公开发布）某市规划`.

    What an authority did on a day (`省政府2021年3月5日召开……`) is no signature.
    """
    if len(line.text) <= MAX_LINE:
        return None
    return next((found for match in INLINE.finditer(line.text) if (found := make_signature(line, match))), None)


def make_signature(line: Line, match: re.Match[str] | None) -> Signature | None:
    """The signature that a match in one line stands for, if its organs are authorities."""
    if match is None:
        return None
    organs, day = split_organs(match["organs"]), parse_day(match["day"])
    if not organs or day is None:
        return None
    organ_span, day_span = line.place(*match.span("organs")), line.place(*match.span("day"))
    return Signature(organs, day, Span(organ_span.start, day_span.end), organ_span, day_span)
