"""Moments as headers and feeds write them (RFC 5322, HTTP)."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime


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
