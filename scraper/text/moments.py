"""Moments as headers and feeds (RFC 5322, HTTP), tags and scripts (ISO 8601) write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from scraper.text.dates import parse_date

_BEIJING = timezone(timedelta(hours=8))
_ZONED = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<named>{_MONTH})\.?,?\s(?P<behind>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"updated|modified|revised|due|deadline|until|expires", re.IGNORECASE)
_EPOCH = 1970
"""The year of a clock that was never set."""


def find_moment(text: str) -> datetime | None:
    """The moment that a stamp names; None for what is no stamp, and for days that no calendar has.

    >>> find_moment("Thu, 06 Feb 2020 20:30:00 GMT")
    datetime.datetime(2020, 2, 6, 20, 30, tzinfo=datetime.timezone.utc)
    >>> find_moment("Thu, 06 Feb 99999 20:30:00 GMT"), find_moment("soon"), find_moment("1 Jan 9" + "9" * 30 + " 00:00:00 GMT")
    (None, None, None)
    """
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):  # its parser was written for honest mail
        return None


def find_day(text: str) -> date | None:
    """The day in China on which a page was published by its tag; None where it names none, or the first year of all clocks.

    >>> [str(find_day(text)) for text in ("2020-02-06T20:30:00Z", "2020-02-06T20:30:00.000+0800", "2020-02-06 20:30", "1970-01-01")]
    ['2020-02-07', '2020-02-06', '2020-02-06', 'None']
    """
    day = parse_date(text)
    if day is None or day.year == _EPOCH:
        return None
    if _ZONED.match(text.strip()):
        try:
            return datetime.fromisoformat(text.strip()).astimezone(_BEIJING).date()
        except (ValueError, OverflowError):  # an hour or a zone that no clock has
            return day
    return day


def find_named_day(line: str) -> date | None:
    """The day that a line prints with the English name of its month; None for one of an update or a term.

    >>> [str(find_named_day(line)) for line in ("3 min read · Apr 22, 2025", "6 February 2020", "Updated Apr 22, 2025", "May 40, 2020")]
    ['2025-04-22', '2020-02-06', 'None', 'None']
    """
    match = None if _LATER.search(line) else _NAMED.search(line)
    if match is None:
        return None
    month = _MONTHS.index((match["month"] or match["named"])[:3].lower()) + 1
    return find_day(f"{match['year'] or match['behind']}-{month}-{match['day'] or match['before']}")
