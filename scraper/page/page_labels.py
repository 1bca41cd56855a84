"""A line to its labels with values, as pages print them round a body: `发布时间：2020-02-06 来源：市工信局 浏览次数：`.

This is the one definition of what a label is (`read_labels`), what a line of nothing but labels (`is_label_line`), and what a line that
dates the page (`is_date_line`, `match_stamp`). The words stand in the word book `labels.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from scraper.lexicon.wordbook import load_book
from scraper.text.fold import fold_width
from scraper.text.remembering import remember
from scraper.text.sentence_ends import CLAUSE, SENTENCE


class Meaning(StrEnum):
    """What a label announces."""

    PUBLISHED = "published"
    UPDATED = "updated"
    SOURCE = "source"
    AUTHOR = "author"
    EDITOR = "editor"
    TOOL = "tool"


LABELLED = 240
"""Characters at the beginning of a line in which readers look for its labels: a row of labels is shorter, running text may be longer."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label without inner blanks, what it means, its value ("" if none follows) and where label and value stand in the line."""

    name: str
    meaning: Meaning
    value: str
    start: int
    end: int


_BOOK = load_book("labels")


def _list_words(group: str) -> dict[str, Meaning]:
    """The labels of one group of the word book with what they mean."""
    return {word: meaning for meaning in Meaning if (entry := _BOOK.get(f"{group}.{meaning}")) for word in entry.words}


_STRONG_WORDS, _WEAK_WORDS = _list_words("label"), _list_words("everyday")
_MEANINGS = _STRONG_WORDS | _WEAK_WORDS
_LAST = frozenset(word[-1] for word in _MEANINGS)
_LONGEST_WORD = max(map(len, _MEANINGS))
_BEFORE_WEAK = frozenset(" |丨[(【\u3000\xa0")
_CLOSERS = {"(": ")", "[": "]", "【": "】", "〖": "〗", "「": "」"}
_COLON = re.compile(rf"[:∶﹕]|(?<=[{''.join(word[-1] for word in _BOOK['slash.before'].words)}])/")
_DAY = r"(?:19|20)?\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_DATE = re.compile(rf"{_DAY}|\d{{1,2}}[-/]\d{{1,2}}(?=\s\d|\d\d:)")
_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?P<clock>\s{1,3}\d{1,2}:\d\d(?::\d\d)?)?\s{1,4}(?:[·|]\s{1,4})?\S{2,20}$")
_UNKNOWN = re.compile(r"[^\d\s:]\s?:")
_ELSE = re.compile(rf"(?:{_BOOK['moment.leading'].source})$")
_ANNOUNCED = re.compile(
    rf"(?:{_BOOK['moment.announced'].source}|{_BOOK['label.published'].source}|^(?:{_BOOK['everyday.published'].source}))$"
)
_TIME = r"\d{1,2}\s?[:∶时]\s?\d{1,2}(?:\s?[:∶分]\s?\d{1,2})?\s?[分秒]?"
_CLOCK = re.compile(_TIME)
_MOMENT = re.compile(
    rf"(?<![\d.\-/])(?=(?:19|20)\d\d)(?P<day>{_DAY})(?:\s{{0,2}}(?:{_BOOK['moment.between'].source})?\s{{0,2}}(?<!\d)|T?(?=\d\d))(?>{_TIME})"
    rf"(?!\s?(?:{_BOOK['moment.following'].source}))"
)
STAMPED = re.compile(r"(?<!\d)(?:19|20)\d\d-\d{1,2}-\d{1,2}\s{0,2}\d\d:\d\d:\d\d(?!\d)")
"""A moment to the second, as machines print it; nobody writes so of a meeting.

>>> [STAMPED.search(text) is not None for text in ("aa2020-02-06 09:04:15bb", "2020-02-06 09:04")]
[True, False]
"""
_LONGEST_SPLIT = 24
_YEAR, _MONTH, _OF_MONTH = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_SPLIT = tuple(
    re.compile(rf"{shape}(?:\s{{1,3}}\d\d?:\d\d(?::\d\d)?)?$")
    for shape in (
        rf"{_YEAR}[^\d\s]?\s{{1,3}}{_MONTH}[^\d\s:]{_OF_MONTH}[^\d\s:]?",
        rf"{_OF_MONTH}[^\d\s:]?\s{{1,3}}{_YEAR}[^\d\s:]{_MONTH}[^\d\s:]?",
        rf"{_MONTH}[^\d\s:]{_OF_MONTH}[^\d\s:]?\s{{1,3}}{_YEAR}[^\d\s:]?",
        rf"{_YEAR}(?P<m>\d\d)[^\d\s:](?P<d>\d\d)(?=\s{{0,3}}\d\d:\d\d)(?:\d\d:\d\d(?::\d\d)?)?",
    )
)
_DATED = re.compile(rf"(?<!\d){_DAY}(?:T?{_TIME})?")
_PARTING = re.compile(r"[\s|·•()（）]+")
_SIZE = f"(?:{_BOOK['size.letter'].source})"
# a size of letters is one only before a mark or another size
_TOOLS = re.compile(rf"{_BOOK['tools'].source}|{_SIZE}(?=[\s\])】〗」|]|{_SIZE}|$)")
_TOOL_BEHIND = re.compile(rf"[\s\[【(]+(?:{_BOOK['value.tool'].source}|[\])】]|-)\s*[\])】]?$")
_FILLER = re.compile(r"[\s|丨:∶,，;·•・/\-—+>\[\]()【】〖〗「」《》<>\"“”.*▪■●#\d]+")
_SENTENCE = re.compile(rf"[{CLAUSE}，,]")
_LONGEST_VALUE = 60
_LONGEST_ROW = 80
_LONGEST_GAP = 3
_LONGEST_LINE = 500
_LONGEST_STAMP = 80
_BESIDE_DATE = frozenset((Meaning.PUBLISHED, Meaning.SOURCE, Meaning.AUTHOR))
"""Labels that a page's date may follow directly: behind those of source and author their value is left out."""


@remember(size=1024, longest=_LONGEST_LINE)
def read_labels(line: str) -> tuple[Label, ...]:
    """A line to its labels with their values; a value ends at the next label, at a date that follows it, or with the line.

    Long lines are running text and have none.

    >>> [(x.name, x.value) for x in read_labels("来 源：某市新闻网发表日期：2019-09-04 15:05  浏览量：")]
    [('来源', '某市新闻网'), ('发表日期', '2019-09-04 15:05'), ('浏览量', '')]
    >>> [(x.name, x.value) for x in read_labels("来源： | 时间：2018-05-17 | 点击：-")]
    [('来源', ''), ('时间', '2018-05-17'), ('点击', '')]
    """
    shadow = "" if len(line) > _LONGEST_LINE else fold_width(line)
    found = [(name, start, colon.end()) for colon in _COLON.finditer(shadow) for name, start in _find_word(shadow, colon.start())]
    labels = []
    for (name, start, behind), following in zip_longest(found, found[1:]):
        meaning = _MEANINGS[name]
        end = following[1] if following else len(line)
        if meaning not in (Meaning.PUBLISHED, Meaning.UPDATED) and (date := _DATE.search(shadow, behind, end)):
            end = date.start()
        if (closer := _CLOSERS.get(shadow[start - 1 : start])) and (closed := shadow.find(closer, behind, end)) >= 0:
            end = closed
        labels.append(Label(name, meaning, _trim_value(line[behind:end]), start, end))
    return tuple(labels)


def _find_word(shadow: str, end: int) -> list[tuple[str, int]]:
    """The longest label that ends at `end`, blanks inside and behind it allowed (`来 源 ：`), and where it begins."""
    if shadow[:end].rstrip()[-1:] not in _LAST:
        return []
    word, places = "", []
    at, gap = end - 1, 0
    while at >= 0 and len(word) < _LONGEST_WORD and gap <= _LONGEST_GAP:
        if shadow[at].isspace():
            gap += 1
        else:
            word, gap = shadow[at] + word, 0
            places.append(at)
        at -= 1
    for size in range(len(word), 0, -1):
        name, start = word[-size:], places[size - 1]
        if name in _STRONG_WORDS or (name in _WEAK_WORDS and (start == 0 or shadow[start - 1] in _BEFORE_WEAK)):
            return [(name, start)]
    return []


def is_label_line(line: str) -> bool:
    """True when a line is nothing but labels with values, dates, tools and decoration.

    >>> [is_label_line(text) for text in ("2020-03-19 09:04 来源：某某日报 编辑：某某", "【打印本页】【关闭窗口】", "A+大 A+中 A+小")]
    [True, True, True]
    >>> is_label_line("来源广泛，保障有力。")
    False
    """
    if len(line) > 200 or any(mark in line for mark in SENTENCE):
        return False
    shadow = fold_width(line)
    labels = read_labels(line)
    if not labels and (len(line) > _LONGEST_ROW or _SENTENCE.search(shadow)):
        return False
    rest, at = "", 0
    for label in labels:
        if len(label.value) > _LONGEST_VALUE or _SENTENCE.search(fold_width(label.value)):
            return False
        rest += shadow[at : label.start] + " "
        at = label.end
    rest += shadow[at:]
    rest = _CLOCK.sub(" ", _DATE.sub(" ", rest))
    return not _FILLER.sub("", _TOOLS.sub(" ", rest))


def is_date_line(line: str, *, bare: bool = True) -> bool:
    """True when a line prints a date and otherwise only labels, tools and decoration; without `bare` not a date in words that stands alone.

    >>> is_date_line("2020-02-06 10:30"), is_date_line("2020年2月6日"), is_date_line("2020年2月6日", bare=False)
    (True, True, False)
    """
    if len(line) > _LONGEST_LINE:
        return False
    shadow = fold_width(line)
    return bool(_DATE.search(shadow)) and is_label_line(line) and (bare or "年" not in shadow or bool(_COLON.search(shadow)))


def match_stamp(line: str) -> re.Match[str] | None:
    """The match of a line that is a date in digits and the name of an outlet, with a group `clock` for the time between them.

    >>> [bool(match_stamp(line)) for line in ("2020-02-09 10:27 某某客户端", "2020-02-09 某某日报", "2020-02-09", "2020年2月9日 某市政府")]
    [True, True, False, False]
    """
    return _STAMP.match(fold_width(line)) if len(line) <= _LONGEST_STAMP else None


def is_of_event(label: Label) -> bool:
    """True for an everyday label whose value goes on with one that no page prints of itself: it says when something takes place.

    >>> [is_of_event(read_labels(line)[0]) for line in ("时间：2020-02-06 14:30 地点：某厅", "时间：2020-02-06 14:30 点击：3")]
    [True, False]
    """
    return label.name in _WEAK_WORDS and _UNKNOWN.search(fold_width(label.value)) is not None


def find_moment(line: str, *, plain: bool = False) -> str | None:
    """The day that a short line prints with the time of day, beside names, labels and tools.

    With `plain` not behind an everyday label, unless it is told to the second. Not the moment of what a text speaks of, which words
    tell: until when, from when, when it takes place.

    >>> [find_moment(line) for line in ("aa2015-07-03 12:06:510 bb", "aa2025-04-2112:24:37 bb", "9/26 2019-09-26T07:19 bb")]
    ['2015-07-03', '2025-04-21', '2019-09-26']
    >>> [find_moment(line) for line in ("开标时间：2020-02-06 09:30", "更新时间：2020-02-06 09:30", "2020年2月6日")]
    [None, None, None]
    """
    shadow = fold_width(line) if len(line) <= _LONGEST_STAMP else ""
    match = _MOMENT.search(shadow)
    if match is None or any(mark in line for mark in SENTENCE) or _MOMENT.search(shadow, match.end()):
        return None
    before, labels = shadow[: match.start()].rstrip(), read_labels(line)
    if any(label.meaning is Meaning.UPDATED for label in labels) or (_ELSE.search(before) and not _ANNOUNCED.search(before)):
        return None
    if before.endswith((":", "∶")):
        own = next((label for label in reversed(labels) if label.start < match.start()), None)
        everyday = plain and own is not None and own.name in _WEAK_WORDS and not STAMPED.search(shadow)
        if own is None or own.meaning not in _BESIDE_DATE or everyday or is_of_event(own):
            return None
    return match["day"].rstrip()


def find_split_day(line: str, following: str) -> str | None:
    """The day that two short lines print between them, or one line in pieces: the year alone, or the day of the month alone.

    >>> find_split_day("2020", "02/06"), find_split_day("06", "2020-02"), find_split_day("2020 2/6 19:02", "")
    ('2020-02-06', '2020-02-06', '2020-02-06')
    >>> find_split_day("14", "2020-02-06"), find_split_day("2020", "12:30")
    (None, None)
    """
    text = fold_width(f"{line} {following}".strip()) if len(line) + len(following) <= _LONGEST_SPLIT else ""
    match = next((match for shape in _SPLIT if (match := shape.match(text))), None)
    return "{y}-{m:0>2}-{d:0>2}".format(**match.groupdict()) if match else None


def list_names(line: str) -> list[str]:
    """What a dated line prints beside day and time, parted by blanks and strokes.

    >>> list_names("2020-02-06 10:27 云岭网 · 阅读 3"), list_names("云岭晨报2020年2月6日10:27:15来自云岭")
    (['云岭网', '阅读', '3'], ['云岭晨报', '来自云岭'])
    """
    spans = [match.span() for match in _DATED.finditer(fold_width(line))]
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(line)]
    return [name for start, end in zip(starts, ends, strict=True) for name in _PARTING.split(line[start:end]) if name]


def _trim_value(value: str) -> str:
    """What stands behind a label to its value without the decoration and tools that follow it.

    >>> _trim_value(" 某某日报 【") , _trim_value("| "), _trim_value("某网 打印 关闭")
    ('某某日报', '', '某网')
    """
    kept = re.sub(r"[\s|丨\[【(（〖「]+$", "", value).strip(" \u3000\xa0|丨")
    while (shorter := _TOOL_BEHIND.sub("", kept)) != kept:
        kept = shorter
    return "" if not _FILLER.sub("", kept) and not _DATE.search(fold_width(value)) else kept.strip()
