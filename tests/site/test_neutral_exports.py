"""Whatever a notice says, its exports are read again by the rules of their formats, and nothing in them runs or breaks a line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.model import Contact, Notice
from site_config.assembly import Frame, assemble
from site_config.catalog.digest import build_digest
from site_config.catalog.neutral import clear_record, clear_text
from site_config.closed_words import load_vocabulary
from site_config.exports.calendar import write_calendar
from site_config.exports.data_tables import FORMULA, UNSEEN, write_table
from site_config.exports.feeds import build_feeds

LINE_BYTES = 75
"""The longest line that RFC 5545 allows, without its end."""
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x2028, 0x2029, 0xFFFE, 0xFFFF)))
LONE = "\ud800\udfff"
"""Halves of pairs: no file can hold them."""
PIECES = (
    *SIGNS,
    *CONTROLS,
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\u3000",
    "\ufeff",
    "\u200b",
    '"',
    "'",
    ",",
    ";",
    "\\",
    "<",
    "&",
    "]]>",
    "企",
    "BEGIN:VEVENT",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def make_notice(factory: ModuleType, text: str) -> Notice:
    """A notice that says `text` in every field that is exported."""
    lead = f"{text}给予贴息{text}"
    fields = {
        "apply_to": date(2024, 7, 15), "lead_body": text, "channel": text, "contacts": (Contact(text, text),),
        "labels": (("topic:finance", text),),
    }  # fmt: skip
    notice = factory.make_notice(f"{text}通知", [(lead, f"按50%贴补{text}。", fields)], issuers=(text, text), genre=text, index_no=text)
    source = factory.replace(notice.source, site_name=text + LONE, source_name=text + LONE)
    return factory.replace(notice, title=notice.title + LONE, source=source)  # type: ignore[no-any-return]


def list_files(factory: ModuleType, text: str) -> Iterator[tuple[str, str]]:
    """Everything published of a digest with one such notice: pages and files of text."""
    whole = assemble([make_notice(factory, text)], Frame("示例", home="https://digest.example/"), factory.AS_OF)
    yield from ((page.path, page.html + page.title + page.description) for page in whole.pages)
    yield from ((path, content) for path, content in whole.files if isinstance(content, str) and not path.startswith("assets/"))


def list_texts(data: Any) -> Iterator[str]:
    """All texts in JSON data."""
    if isinstance(data, str):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from list_texts(item)


def read_calendar(text: str) -> list[str]:
    """The lines of a calendar by RFC 5545: ended by CR LF, those that begin with a blank continue the one before."""
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= LINE_BYTES for line in raw)
    return "\r\n".join(raw).replace("\r\n ", "").split("\r\n")


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_tables_give_back_their_cells_and_no_cell_is_run(rows: list[tuple[str, str]]) -> None:
    text = write_table(("a", "b"), rows)
    assert "\r" not in text
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))[1:]
    assert len(read) == len(rows)
    for cell, said in zip((cell for row in read for cell in row), (cell for row in rows for cell in row), strict=True):
        assert not cell.lstrip(UNSEEN).startswith(SIGNS)
        assert not cell.startswith(FORMULA)
        assert cell.removeprefix("'") == clear_text(said.replace("\r\n", "\n").replace("\r", "\n")).removeprefix("'")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", "\ud800", "\r", "\n", "\r\n", "\t", " ", "\u3000", "\ufeff", "\u200b", "\x00", "\x1f", "\x85"])
def test_no_blank_before_a_sign_makes_a_formula(sign: str, before: str) -> None:
    (row,) = list(csv.reader(io.StringIO(write_table((), [(f"{before}{sign}1+1", "贷款")])[1:], newline="")))[1:]
    assert row[0].startswith("'")
    assert row[1] == "贷款"


def test_line_ends_in_a_cell_are_quoted() -> None:
    assert write_table(("a",), [("甲\r乙",), ("甲\n乙",), ("甲\r\n乙",)]) == "\ufeffa\n" + '"甲\n乙"\n' * 3


def read_value(value: str) -> str:
    """A value of RFC 5545 as the text that it stands for."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def list_values(calendar: str, key: str) -> list[str]:
    """The texts that stand at a key."""
    return [read_value(line.removeprefix(f"{key}:")) for line in read_calendar(calendar) if line.startswith(f"{key}:")]


def expect_text(text: str) -> str:
    """What a reader of the calendar must be told of a text."""
    return clear_text(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")


@given(text=TEXTS.filter(lambda text: "\\N" not in text), name=TEXTS.filter(lambda text: "\\N" not in text))
@SLOW
def test_calendar_has_the_same_lines_whatever_a_notice_says(factory: ModuleType, text: str, name: str) -> None:
    notice = make_notice(factory, text)
    digest = build_digest([notice], load_vocabulary(), factory.AS_OF)
    calendar = write_calendar(digest, name, "https://digest.example/")
    lines = read_calendar(calendar)
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert all(re.match(r"[A-Z-]+(?:;VALUE=DATE)?:", line) for line in lines)
    assert all(not FORBIDDEN.search(line) for line in lines)
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert list_values(calendar, "X-WR-CALNAME") == [expect_text(name)]
    assert list_values(calendar, "DESCRIPTION") == [expect_text(notice.title)]
    assert list_values(calendar, "SUMMARY") == [expect_text(f"申报截止：{notice.measures[0].lead}")]


def test_a_calendar_is_the_same_whenever_it_is_written(factory: ModuleType) -> None:
    """No DTSTAMP of the hour, no id by chance: the day of the digest stands for it."""
    first, second = (write_calendar(build_digest(factory.make_digest(), load_vocabulary(), factory.AS_OF), "示例", None) for _ in range(2))
    assert first == second
    assert set(re.findall(r"DTSTAMP:(.*)\r", first)) == {f"{factory.AS_OF:%Y%m%d}T000000Z"}


@pytest.mark.parametrize("last", [date(9999, 12, 31), date(9999, 12, 30)])
def test_the_last_day_of_all_has_an_end(factory: ModuleType, last: date) -> None:
    notice = make_notice(factory, "企")
    notice = factory.replace(notice, measures=(factory.replace(notice.measures[0], apply_to=last),))
    calendar = write_calendar(build_digest([notice], load_vocabulary(), factory.AS_OF), "示例", None)
    assert f"DTSTART;VALUE=DATE:{last:%Y%m%d}\r\nDTEND;VALUE=DATE:99991231\r\n" in calendar


@pytest.mark.xfail(strict=True, reason="icalendar 7.3 takes a backslash before N for an escaped line break before it escapes backslashes")
def test_a_backslash_before_n_stays_one(factory: ModuleType) -> None:
    digest = build_digest([make_notice(factory, "\\N")], load_vocabulary(), factory.AS_OF)
    assert list_values(write_calendar(digest, "示例", None), "DESCRIPTION") == ["\\N通知"]


@given(text=TEXTS)
@SLOW
def test_feeds_are_xml_whatever_a_notice_says(factory: ModuleType, text: str) -> None:
    digest = build_digest([make_notice(factory, text)], load_vocabulary(), factory.AS_OF)
    for _, feed in build_feeds(digest, "示例", None):
        assert len(ElementTree.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) == 1


def test_no_control_character_is_published(factory: ModuleType) -> None:
    for path, content in list_files(factory, f"企{CONTROLS}业"):
        found = FORBIDDEN.search(content)
        assert found is None, (path, found)
        content.encode()
    for line in dict(list_files(factory, f"企{CONTROLS}业"))["data/notices.ndjson"].splitlines():
        assert all(not FORBIDDEN.search(text) for text in list_texts(json.loads(line)))


def test_clearing_keeps_places_and_clean_records(factory: ModuleType) -> None:
    clean, dirty = factory.make_digest()[0], make_notice(factory, f"企{CONTROLS}业")
    assert clear_record(clean) is clean
    cleared = clear_record(dirty)
    assert len(cleared.body) == len(dirty.body)
    assert [measure.lead_span.read(cleared.body) for measure in cleared.measures] == [measure.lead for measure in cleared.measures]
