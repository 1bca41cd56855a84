"""When a measure can be asked for, and from when until when it holds: the days that its text prints."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from scraper.facts.validity import TERM, add_months, read_months
from scraper.lexicon.wordbook import load_book
from scraper.text.dates import find_dates, find_ranges
from scraper.text.sentence_ends import STATEMENT

_BOOK: Final = load_book("windows")
_DATED: Final = re.compile(r"月|年[底末]|\d[-./]\d")
_HOLDS, _RUNS, _ACTS, _BEFORE_END, _AFTER_END, _AFTER_APPLY, _ASKED_IN, _ASKS, _YEARLY, _SINCE, _FROM = (
    _BOOK[key].compile()
    for key in ("holds", "runs", "acts", "before_end", "after_end", "after_apply", "asked_in", "asks", "yearly", "since", "from")
)
_OPENING: Final = re.compile(rf"(?:^|[{STATEMENT}\n])(?:{_BOOK['since'].source}|在)?$|,(?:{_BOOK['since'].source})$")
_APPLY: Final = _BOOK["apply"].source
BEFORE_APPLY: Final = re.compile(rf"(?:{_APPLY})[^。;]{{0,24}}?(?P<edge>{_BOOK['last'].source}|{_BOOK['first'].source}|\n+)$")
"""Before a day, that it is one of a time to apply.

>>> [BEFORE_APPLY.search(text)["edge"] for text in ("申报时间为", "申报截止时间为", "受理期限:即日起至")]
['为', '截止时间为', '至']
"""
_LAST: Final = re.compile(rf"(?:{_BOOK['last'].source})$")
_UNTIL: Final = re.compile(rf"(?:{_BOOK['until'].source})")
_SENTENCE: Final = re.compile(f"[{STATEMENT}]")
_BEFORE, _AFTER = 30, 40
"""What a day means stands this near before it, or behind it."""


def read_term(text: str, year: int | None) -> dict[str, date]:
    """Dates of a measure by the names of the record's fields: start, end, apply_from, apply_to.

    >>> {name: str(day) for name, day in read_term("自2020年2月1日起执行至2020年6月30日", None).items()}
    {'start': '2020-02-01', 'end': '2020-06-30'}
    >>> {name: str(day) for name, day in read_term("有效期两年,自2024年5月1日起计算", None).items()}
    {'start': '2024-05-01', 'end': '2026-04-30'}
    >>> {name: str(day) for name, day in read_term("请于3月10日前提交申请", 2021).items()}
    {'apply_to': '2021-03-10'}
    """
    found: dict[str, date] = {}
    if not _DATED.search(text):
        return found
    rest = text
    for first, last, span in find_ranges(text, year=year):
        if names := _name_range(text[: span.start], span.read(text), text[span.end : span.end + _AFTER]):
            found |= {name: day for name, day in zip(names, (first, last), strict=True) if name not in found}
        rest = f"{rest[: span.start]}{'。' * (span.end - span.start)}{rest[span.end :]}"
    for day, span in find_dates(rest, year=year):
        if name := _name_date(rest[max(0, span.start - _BEFORE) : span.start], rest[span.end : span.end + _AFTER]):
            found.setdefault(name, day)
    return found | _find_end(text, found)


def _name_range(told: str, said: str, after: str) -> tuple[str, str] | None:
    """Which fields a range fills: a time to apply, or the time of the measure, where that is said or an act follows.

    >>> _name_range("政策执行期限为", "2月至6月", "。"), _name_range("申报时间:", "3月1日至31日", "")
    (('start', 'end'), ('apply_from', 'apply_to'))
    >>> _name_range("对自", "2月1日至3月9日", "期间复工的企业"), _name_range("公示期限:", "8月12日至18日", "")
    (None, None)
    """
    before = told[-_BEFORE:]
    if _YEARLY.search(before):
        return None
    if BEFORE_APPLY.search(before) or (_ASKED_IN.search(before) and _ASKS.match(after)):
        return "apply_from", "apply_to"
    begins = _SINCE.search(before) is not None and _RUNS.search(said) is not None
    opens = _OPENING.search(before) is not None and _ACTS.match(after) is not None and len(_SENTENCE.findall(told)) <= 1
    return ("start", "end") if begins or opens or _HOLDS.search(before) else None


def _name_date(before: str, after: str) -> str | None:
    """Which field a single day fills: the last one to apply wherever that is said, else the first of what begins, the last of what ends."""
    if _AFTER_APPLY.match(after):
        return "apply_to"
    if edge := BEFORE_APPLY.search(before):
        return "apply_to" if _LAST.search(edge.group()) or _UNTIL.match(after) else "apply_from"
    if _SINCE.search(before) and _FROM.match(after):
        return "start"
    return "end" if _BEFORE_END.search(before) or _AFTER_END.match(after) else None


def _find_end(text: str, found: dict[str, date]) -> dict[str, date]:
    """The last day where only the first and the length of the term are printed."""
    months = read_months(TERM.search(text)) if "start" in found and "end" not in found else None
    end = add_months(found["start"], months) if months else None
    return {"end": end} if end else {}
