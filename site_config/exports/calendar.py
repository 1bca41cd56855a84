"""`deadlines.ics`: the last days to apply and the ends of terms, for a reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urljoin

from site_config.catalog.addresses import measure_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.neutral import clear_text

CALENDAR = "deadlines.ics"
LINE_BYTES = 75
"""The longest line that RFC 5545 allows, without its end."""
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})


def write_calendar(digest: Digest, name: str, home: str | None) -> str:
    """All deadlines from the day of the digest on, the earliest first; each entry is a whole day with a permanent id."""
    cards = sorted((card for card in digest.cards if _is_ahead(card)), key=lambda card: (str(card.deadline), card.notice.id))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Policy Digest//deadlines//ZH", f"X-WR-CALNAME:{escape_text(name)}"]
    lines += [line for card in cards for line in _write_event(card, digest, home)]
    return "".join(f"{fold_line(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def escape_text(text: str) -> str:
    r"""Text as the value of a property, on one line.

    >>> escape_text("甲,乙;丙\r丁")
    '甲\\,乙\\;丙\\n丁'
    """
    return clear_text(text.replace("\r\n", "\n").replace("\r", "\n")).translate(ESCAPES)


def fold_line(line: str) -> str:
    r"""A long line as several, each continued by a space, no character cut in two.

    >>> [len(part.encode()) for part in fold_line("文" * 60).split("\r\n ")]
    [75, 72, 33]
    """
    parts, room = [""], LINE_BYTES
    for char in line:
        size = len(char.encode())
        if size > room:
            parts.append("")
            room = LINE_BYTES - 1
        parts[-1] += char
        room -= size
    return "\r\n ".join(parts)


def _is_ahead(card: Card) -> bool:
    return card.deadline is not None and card.shown and not card.over


def _write_event(card: Card, digest: Digest, home: str | None) -> Iterator[str]:
    day = card.deadline or digest.day
    what = "申报截止" if day == card.measure.apply_to else "有效期止"
    path = measure_path(card.notice, card.measure)
    yield "BEGIN:VEVENT"
    yield f"UID:{card.notice.id}-{card.measure.id}@policy-digest"
    yield f"DTSTAMP:{digest.day:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{min(day, date.max - timedelta(1)) + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{what}：{escape_text(card.measure.lead)}"
    yield f"DESCRIPTION:{escape_text(card.notice.title)}"
    if card.region:
        yield f"LOCATION:{escape_text(digest.atlas.full_name(card.region))}"
    if home:
        yield f"URL:{urljoin(home, path)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
