"""The date of signing (成文日期) and that of printing (印发日期)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from scraper.facts.lines import Line
from scraper.facts.organs import CLOSER
from scraper.facts.signature import AFTER, DATE_LINE, DAY, ON, ORDERED, PASSED, Signature, find_date_line, parse_day
from scraper.model.doubt import Evidence
from scraper.model.notice import Kind
from scraper.model.page import FieldName, Page
from scraper.text.dates import parse_date
from scraper.text.document_ends import HEAD_LINES, LAST_LINES

SIGNED: Final = frozenset({Kind.OFFICIAL, Kind.INTERPRETATION})
"""What an authority signs: its acts, and at times what it says to explain them."""
ENACTED: Final = re.compile(
    rf"(?P<day>{DAY})[,\s]{{0,2}}(?:[\u4e00-\u9fff]{{4,40}}会议[^。]{{0,60}}{PASSED}|[\u4e00-\u9fff]{{3,40}}{ORDERED})|"
    rf"{ON}(?P<on>{DAY})[^。]{{0,8}}{PASSED}"
)
"""A congress passes, a government proclaims by order.

>>> ENACTED.search("2021年7月27日国务院令第746号公布")["day"]
'2021年7月27日'
"""
PRINTED: Final = re.compile(rf"(?P<day>{DAY})\s?印发")
"""The line of printing.

>>> PRINTED.search("某市财政局办公室 2021年3月8日印发")["day"]
'2021年3月8日'
"""
CLOSING: Final = re.compile(rf"(?:^|[。)\s]|{CLOSER})\(?(?P<day>{DAY})\)?{AFTER}$")
"""A day that closes a line, also where all that stands before it has run into the name of who signs.

>>> [CLOSING.search(text)["day"] for text in ("特此通知。2021年3月8日", "附件:企业名单某市财政局2021年3月8日(此件公开发布)")]
['2021年3月8日', '2021年3月8日']
"""


def read_written(page: Page, lines: tuple[Line, ...], kind: Kind, signature: Signature | None) -> tuple[date, Evidence] | None:
    """The date of signing with its evidence.

    In this order: the signature, the header table, a line below running text that is a day, the note under the title of a regulation
    (its last 通过 or 修正), a date that closes the text, the line of printing. Reports have none,
    explanations only that of their signature.
    """
    if signature and kind in SIGNED:
        return signature.day, Evidence("written", "signature", signature.day_span.read(page.body), signature.day_span)
    if kind is not Kind.OFFICIAL:
        return None
    field = page.find(FieldName.WRITTEN)
    day = parse_date(field.value) if field else None
    if field and day:
        return day, Evidence("written", field.rule, field.quote)
    alone = find_date_line(lines)
    if alone and (found := next(read_days(page.body, (alone,), DATE_LINE, "date-line"), None)):
        return found
    passed = list(read_days(page.body, lines[:HEAD_LINES], ENACTED, "passed"))
    if passed:
        return max(passed, key=lambda found: found[0])
    tail = tuple(reversed(lines[-LAST_LINES:]))
    rules = ((tail, CLOSING, "closing"), (tail, PRINTED, "printed"))
    return next((last for area, pattern, rule in rules for last in read_days(page.body, area, pattern, rule)), None)


def read_days(body: str, lines: tuple[Line, ...], pattern: re.Pattern[str], rule: str) -> Iterator[tuple[date, Evidence]]:
    """Dates of lines that `pattern` finds."""
    for line in lines:
        match = pattern.search(line.text)
        day = parse_day(match["day"] or match["on"]) if match else None
        if match and day:
            span = line.place(*match.span("day" if pattern in (CLOSING, DATE_LINE) else 0))
            yield day, Evidence("written", rule, span.read(body), span)


def read_printed(lines: tuple[Line, ...]) -> date | None:
    r"""The day of printing in the last lines.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> str(read_printed(find_lines(fold_body("滨州市商务局办公室\n\n2021年3月8日印发"))))
    '2021-03-08'
    """
    for line in reversed(lines[-LAST_LINES:]):
        match = PRINTED.search(line.text)
        if match:
            return parse_date(match["day"])
    return None
