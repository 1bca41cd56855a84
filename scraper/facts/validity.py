"""The term of a document: from when, until when, and the words that say so."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from scraper.facts.genres import PAPERS
from scraper.facts.lines import Line
from scraper.facts.signature import DAY
from scraper.lexicon.wordbook import load_book
from scraper.model.notice import Validity, ValidityStatus
from scraper.model.page import FieldName, Page
from scraper.model.span import Span
from scraper.text.dates import parse_date
from scraper.text.document_ends import LAST_LINES
from scraper.text.numerals import parse_numeral
from scraper.text.sentence_ends import STATEMENT

_BOOK: Final = load_book("validity")
NUM: Final = r"[一二两三四五六七八九十]{1,3}|\d{1,3}"
TERM_DAY: Final = rf"(?:{DAY}|(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?份?底)"
EVENT: Final = rf"(?:{_BOOK['event'].source})之日"
SUBJECT: Final = re.compile(
    rf"[本该此](?:{_BOOK['kind'].source})?(?:{PAPERS}|{load_book('genres')['papers.own'].source})|{_BOOK['all'].source}|(?:{PAPERS}|{_BOOK['begins'].source})\s?自"
)
"""The document names itself.

>>> [SUBJECT.search(line).group() for line in ("本暂行办法有效期三年", "以上政策执行至年底", "通知自发布之日起施行")]
['本暂行办法', '以上政策', '通知自']
"""
START: Final = re.compile(
    rf"自\s?(?:(?P<day>{TERM_DAY})|(?P<event>{EVENT}))\s?(?:(?:起|开始|后)\s?)?(?P<later>(?:{NUM})\s?(?:日|天|个月)(?:之?后|起))?\s?(?:正式|试)?起?(?:{_BOOK['start'].source})?"
)
"""From when.

>>> START.search("自印发之日起30日后施行")["later"]
'30日后'
"""
DEED: Final = re.compile(rf"{_BOOK['start'].source}|{_BOOK['holds'].source}")
_LASTING: Final = _BOOK["lasting"].source
LASTS: Final = re.compile(_LASTING)
RANGE: Final = re.compile(rf"(?P<since>{TERM_DAY})\s?起?\s?(?:至|到|-|—)\s?(?P<until>{TERM_DAY})")
"""From a day to a day.

>>> RANGE.search("2021年1月1日至2021年12月31日")["until"]
'2021年12月31日'
"""
UNTIL: Final = re.compile(
    rf"(?:{_LASTING})[^。;\n]{{0,14}}?(?:{_BOOK['until'].source})\s?(?P<day>{TERM_DAY})|(?<=起)\s?(?:至|到)\s?(?P<end>{TERM_DAY})"
)
"""Until when.

>>> UNTIL.search("有效期至2020年12月31日")["day"]
'2020年12月31日'
"""
TERM: Final = re.compile(rf"(?:{_BOOK['term'].source})(?:暂定)?[为是]?\s?(?P<count>{NUM})\s?个?(?P<unit>年|月)(?!\d|[份度内])")
"""How long.

>>> TERM.search("有效期为三年")["count"]
'三'
"""
_STATUSES: Final = (ValidityStatus.EXPIRED, ValidityStatus.REPEALED, ValidityStatus.SUPERSEDED, ValidityStatus.IN_FORCE)
STATED: Final = tuple((_BOOK[f"stated.{status}"].compile(), status) for status in _STATUSES)
OWN_TERM: Final = _BOOK["own"].compile()
"""Among the last lines such words need no subject: a document has a term, a measure runs (执行期限)."""
MONEY: Final = _BOOK["money"].compile()
"""What a measure's own term speaks of."""
LATER_UNIT: Final = re.compile(r"日|天|个月|之?后|起|\s")
"""What stands around the number of a delay.

>>> LATER_UNIT.sub("", "30 日之后")
'30'
"""
SENTENCE: Final = re.compile(rf"[^{STATEMENT}\n]+[{STATEMENT}]?")
"""A sentence or its part.

>>> SENTENCE.findall("自印发之日起施行,有效期三年。原办法废止。")
['自印发之日起施行,有效期三年。', '原办法废止。']
"""
SHORT: Final = 60
"""Characters of a closing sentence that may speak of the document without naming it."""
NEAR: Final = 400
"""Characters between two sentences that set one term together."""
LONGEST_TERM: Final = 600
"""Months; fifty years are no term but a misread number."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one sentence says about the document's term."""

    start: date | None
    end: date | None
    months: int | None
    span: Span


def read_validity(page: Page, lines: tuple[Line, ...], signed: date | None, printed: date | None) -> Validity:
    """The document's term: dates of the page's header table first, then the text.

    自印发之日起 starts on the day of printing (`printed`), else of signing. Terms that a single measure sets for itself do not count: the
    sentence must name the document (本通知, 以上政策) or stand among the last lines.
    """
    stated = read_status(page)
    start, end = read_day(page, FieldName.EFFECTIVE), read_day(page, FieldName.EXPIRES)
    term = find_term(lines, printed or signed)
    text = term.span.read(page.body) if term else None
    if term:
        begin = start or term.start
        if end is None:
            end = term.end or (add_months(begin or signed, term.months) if term.months and (begin or signed) else None)
        start = begin or (signed if term.months and end else None)
    return Validity(start, end, text, term.span if term else None, stated)


def read_day(page: Page, name: FieldName) -> date | None:
    """A date of the header table."""
    value = page.value(name)
    return parse_date(value) if value else None


def read_status(page: Page) -> ValidityStatus | None:
    """The status that the page prints (有效性)."""
    value = page.value(FieldName.VALIDITY) or ""
    return next((status for pattern, status in STATED if pattern.search(value)), None)


def find_term(lines: tuple[Line, ...], printed: date | None) -> Term | None:
    """The sentence that sets the term, with what a second one adds (自……起施行。有效期三年。)."""
    found: list[Term] = []
    for index, line in enumerate(lines):
        last = index >= len(lines) - LAST_LINES
        if not last and SUBJECT.search(line.text) is None:
            continue
        for match in SENTENCE.finditer(line.text):
            term = read_term(match.group(), line.place(*match.span()), printed, last=last)
            if term:
                found.append(term)
    return merge_terms(found)


def read_term(sentence: str, span: Span, printed: date | None, *, last: bool) -> Term | None:
    """The term in one sentence.

    >>> term = read_term("本办法自2023年9月8日起施行，有效期3年。".replace("，", ","), Span(0, 24), None, last=False)
    >>> str(term.start), term.end, term.months
    ('2023-09-08', None, 36)
    >>> [str(read_term(words, Span(0, 20), None, last=True).end) for words in ("本通知有效期至2020年12月31日。", "有效期至2020年9月8日")]
    ['2020-12-31', '2020-09-08']
    """
    subject = SUBJECT.search(sentence)
    if subject is None and not (last and len(sentence) < SHORT and not MONEY.search(sentence)):
        return None
    start = START.search(sentence)
    if start and not DEED.search(sentence[start.start() :]):
        start = None
    between, until, months = RANGE.search(sentence), UNTIL.search(sentence), TERM.search(sentence)
    if between and LASTS.search(sentence) and subject:
        return Term(parse_date(between["since"]), parse_date(between["until"]), None, span)
    if not (start or until or months) or (start is None and subject is None and not OWN_TERM.match(sentence)):
        return None
    return Term(read_start(start, printed), read_until(until), read_months(months), span)


def read_start(match: re.Match[str] | None, printed: date | None) -> date | None:
    """The first day: printed, or the day of printing, moved by 30日后."""
    if match is None:
        return None
    if match["day"]:
        return parse_date(match["day"])
    if printed is None or not match["later"]:
        return printed
    count = parse_numeral(LATER_UNIT.sub("", match["later"]))
    if not isinstance(count, int):
        return None
    return next_month(printed, count) if "月" in match["later"] else printed + timedelta(days=count)


def read_until(match: re.Match[str] | None) -> date | None:
    """The last day as printed; the end of a month where 底 stands."""
    return parse_date(match["day"] or match["end"]) if match else None


def read_months(match: re.Match[str] | None) -> int | None:
    """A term in months: 三年 -> 36."""
    if match is None:
        return None
    count = 2 if match["count"] == "两" else parse_numeral(match["count"])
    if not isinstance(count, int):
        return None
    months = count * (12 if match["unit"] == "年" else 1)
    return months if 0 < months <= LONGEST_TERM else None


def merge_terms(terms: list[Term]) -> Term | None:
    """The last sentence that sets a start, completed by its neighbours; else the last that sets an end."""
    if not terms:
        return None
    main = next((term for term in reversed(terms) if term.start), terms[-1])
    if main.end or main.months:
        return main
    rest = next((term for term in terms if (term.end or term.months) and abs(term.span.start - main.span.start) < NEAR), None)
    if rest is None:
        return main
    start, stop = min(main.span.start, rest.span.start), max(main.span.end, rest.span.end)
    adjoining = stop - start <= (main.span.end - main.span.start) + (rest.span.end - rest.span.start) + 2
    return Term(main.start, rest.end, rest.months, Span(start, stop) if adjoining else main.span)


def add_months(start: date | None, months: int) -> date | None:
    """The last day of a term: three years from 2023-09-08 end on 2026-09-07; a day that the month lacks is its last one.

    >>> str(add_months(date(2023, 9, 8), 36)), str(add_months(date(2020, 2, 29), 12))
    ('2026-09-07', '2021-02-28')
    """
    if start is None:
        return None
    after = next_month(start, months)
    return after if after.day != start.day else after - timedelta(days=1)


def next_month(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
