"""The signature of an official text: the authorities above the date of signing, and that date (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from scraper.facts.lines import Line
from scraper.facts.organs import split_organs
from scraper.model.span import Span
from scraper.text.dates import parse_date
from scraper.text.sentence_ends import CLAUSE

ARABIC_DAY = r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
HAN_DAY = r"[一二][〇○零OoО0九][〇○零Oo0一二三四五六七八九]{2}\s?年\s?[一二三四五六七八九十]{1,2}\s?月\s?[一二三四五六七八九十]{1,3}\s?日"
DAY = f"(?:{ARABIC_DAY}|{HAN_DAY})"
AFTER = r"(?:\s*\((?:此件|本件|公开|主动公开|依申请公开|联系|盖章)[^()\n]{0,90}\))?"
DATE_LINE = re.compile(rf"\(?(?P<day>{DAY})\)?{AFTER}")
SIGNED_LINE = re.compile(rf"(?:.{{0,160}}[{CLAUSE})】]\s*|)(?P<organs>[\u4e00-\u9fff、·\s]{{3,120}}?)\s*(?P<day>{DAY}){AFTER}")
OFFICER = re.compile(
    r"(?:[市省县区州厅局部院署行]\s{0,3}长|主\s{0,3}[席任]|书\s{0,3}记)\s{0,3}[::]?\s{0,3}[\u4e00-\u9fff·](?:\s{0,3}[\u4e00-\u9fff·]){1,5}"
)
ORDER = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,30}(?:政府|委员会|部|局|院|署))令(?:\s?第.{1,12}号)?")
DEED = r"\s?(?:召开|印发|发布|出台|下发|举[行办]|公布|公告|[起前后以至到在由的对将与就,、]|组织|批[准复]|审议|通过|会议|上午|下午|晚)"
INLINE = re.compile(
    rf"(?:[{CLAUSE})》]\s{{0,3}}|\s)(?P<organs>[\u4e00-\u9fff、·]{{3,60}}?(?:\s[\u4e00-\u9fff]{{3,40}}?){{0,3}})\s{{0,3}}(?P<day>{DAY})(?!{DEED})"
)
HIGH = 12
MAX_LINE = 160


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when; `span` covers both in the body, `organ_span` and `day_span` each."""

    organs: tuple[str, ...]
    day: date
    span: Span
    organ_span: Span
    day_span: Span


def find_signature(lines: tuple[Line, ...]) -> Signature | None:
    """The first date of signing with authorities above or before it: an annex or a forwarded text may carry later ones.

    A date in Chinese characters is read as well; a date without authorities is no signature.
    """
    for index, line in enumerate(lines):
        ends = line.text.endswith(("日", ")"))
        found = (read_date_line(lines, index) or read_signed_line(line) if ends else None) or read_inline(line)
        if found:
            return found
    return None


def read_date_line(lines: tuple[Line, ...], index: int) -> Signature | None:
    """A line that is a date, below up to `HIGH` lines of authorities."""
    match = DATE_LINE.fullmatch(lines[index].text)
    day = parse_date(match["day"]) if match else None
    if match is None or day is None:
        return None
    if index and OFFICER.fullmatch(lines[index - 1].text):
        return read_order(lines, index, lines[index].place(*match.span("day")), day)
    top = index
    organs: tuple[str, ...] = ()
    while top > 0 and index - top < HIGH and len(lines[top - 1].text) <= MAX_LINE:
        above = split_organs(lines[top - 1].text)
        if not above:
            break
        organs, top = (*above, *organs), top - 1
    if not organs:
        return None
    day_span = lines[index].place(*match.span("day"))
    organ_span = Span(lines[top].span.start, lines[index - 1].span.end)
    return Signature(organs, day, Span(organ_span.start, day_span.end), organ_span, day_span)


def read_order(lines: tuple[Line, ...], index: int, day_span: Span, day: date) -> Signature | None:
    """An order (令), signed by an officer: its authority stands in the first lines."""
    for line in lines[: min(index, HIGH)]:
        match = ORDER.fullmatch(line.text)
        if match:
            return Signature(
                (match["organ"],), day, Span(lines[index - 1].span.start, day_span.end), line.place(*match.span("organ")), day_span
            )
    return None


def read_signed_line(line: Line) -> Signature | None:
    """Authorities and date at the end of one line, alone or after the last sentence.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_signed_line(find_lines(fold_body("特此通知。 滨州市商务局 2021年3月5日"))[0]).organs
    ('滨州市商务局',)
    """
    tail = max(0, len(line.text) - MAX_LINE)
    match = SIGNED_LINE.fullmatch(line.text, tail) if len(line.text) > 8 else None
    return make_signature(line, match)


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
    organs, day = split_organs(match["organs"]), parse_date(match["day"])
    if not organs or day is None:
        return None
    organ_span, day_span = line.place(*match.span("organs")), line.place(*match.span("day"))
    return Signature(organs, day, Span(organ_span.start, day_span.end), organ_span, day_span)
