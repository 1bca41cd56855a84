"""`deadlines.ics`: the last days to apply and the ends of terms, for a reader's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin

from icalendar import Calendar, Event, vText

from site_config.catalog.addresses import measure_path
from site_config.catalog.digest import Card, Digest
from site_config.catalog.neutral import clear_text

CALENDAR = "deadlines.ics"


def write_calendar(digest: Digest, name: str, home: str | None) -> str:
    """All deadlines from the day of the digest on, the earliest first; each entry is a whole day with a permanent id."""
    cards = sorted((card for card in digest.cards if _is_ahead(card)), key=lambda card: (str(card.deadline), card.notice.id))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Policy Digest//deadlines//ZH")
    calendar.add("x-wr-calname", _write_text(name))  # a bare string would go unescaped: it is no property of the RFC
    for card in cards:
        calendar.add_component(_write_event(card, digest, home))
    return str(calendar.to_ical(sorted=False), "utf-8")


def _is_ahead(card: Card) -> bool:
    return card.deadline is not None and card.shown and not card.over


def _write_text(text: str) -> vText:
    """The library escapes and folds; that nothing unseen stands in a text is ours to see to."""
    return vText(clear_text(text).replace("\t", " "))


def _write_event(card: Card, digest: Digest, home: str | None) -> Event:
    day = card.deadline or digest.day
    what = "申报截止" if day == card.measure.apply_to else "有效期止"
    event = Event()
    event.add("uid", f"{card.notice.id}-{card.measure.id}@policy-digest")
    event.add("dtstamp", datetime.combine(digest.day, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", min(day, date.max - timedelta(1)) + timedelta(1))
    event.add("summary", _write_text(f"{what}：{card.measure.lead}"))
    event.add("description", _write_text(card.notice.title))
    if card.region:
        event.add("location", _write_text(digest.atlas.full_name(card.region)))
    if home:
        event.add("url", urljoin(home, measure_path(card.notice, card.measure)))
    event.add("transp", "TRANSPARENT")
    return event
