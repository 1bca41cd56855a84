"""What stands round a body to the fields that the page states about itself, each by its best witness.

Printed words beat page tags, page tags beat the address; 最后更新 is never a date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile

from scraper.dom.hyperlinks import find_url_date
from scraper.lexicon.wordbook import load_book
from scraper.model import Doubt, Field, FieldName
from scraper.page.boilerplate_lines import Mark, find_mark
from scraper.page.header_table import Header
from scraper.page.page_labels import (
    LABELLED,
    Label,
    Meaning,
    find_moment,
    find_split_day,
    is_date_line,
    is_of_event,
    list_names,
    match_stamp,
    read_labels,
)
from scraper.page.page_titles import Candidate
from scraper.repair.bracket_pinyin import drop_readings
from scraper.text.dates import find_dates
from scraper.text.fold import fold_width, squash
from scraper.text.moments import find_day, find_named_day
from scraper.text.sentence_ends import CLAUSE_END

Tags = dict[FieldName, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands round a body: the lines between title and body and those after it, page tags, header table, path, address and foot.

    `parts` are the texts of the elements that a line is made of (see `Layout.parts`); `titled` is false where no title is printed
    before the body, so that the lines may be those of a list.
    """

    near: tuple[str, ...]
    after: tuple[str, ...]
    header: Header
    body: str
    tags: Tags = field(default_factory=dict)
    breadcrumb: str | None = None
    url: str | None = None
    foot: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titled: bool = True


_BOOK = load_book("labels")
_TODAY = _BOOK["today.word"].compile()
_SOURCE_PREFIX = re.compile(rf"^\s{{0,3}}(?:{_BOOK['source.prefix'].source})\s{{0,2}}[:：]\s{{0,3}}")
_RESIDUE = re.compile(r"^(?P<name>[^\s。，:：]{3,30}?)\s{0,3}-{2,3}>$")
_OUTLET = re.compile(
    rf"^(?:{_BOOK['outlet.name'].source}|(?!{_BOOK['outlet.call'].source})[\u4e00-\u9fffA-Za-z+·]{{2,20}}(?:{_BOOK['outlet.ending'].source}))$"
)
_LABEL_BEFORE = re.compile(rf"(?:^|[\s|])(?:{_BOOK['outlet.before'].source})")
_CRUMB = re.compile(rf"^.{{0,16}}?{_BOOK['path.place'].source}\s{{0,2}}[:：]?\s{{0,2}}")
_MOST_MOMENTS = 2
"""Lines with a moment between title and body; of more it is a list of other pages."""

_OPENING = 3
"""Lines of a body among which a line may stand that dates the page."""

_YEARLESS = re.compile(r"(?P<month>\d{1,2})\s?[^\d\s:]\s?(?P<day>\d\d?)(?=\d\d:|\D|$)")
_LONGEST_TAIL, _BRACKETS = 80, ("(", "[", "【")
"""Characters at the end of a body in which its last words name the source, and what opens such a note."""

_AFTER_LIMIT = 12
"""Lines behind a body that may name its source or its author; what follows belongs to the site."""

_LONGEST_VALUE = 60
_LONGEST_NAME = 30
"""Characters of a value on a line of its own, where only its shortness tells a name from the first line of the body."""

_KEEPS = _BOOK["owner"].source
_OWNER = re.compile(
    rf"(?:{_KEEPS})(?:{_BOOK['owner.noun'].source})?\s{{0,2}}[:：]\s{{0,2}}(?P<labelled>[\u4e00-\u9fff]{{4,40}})|"
    rf"(?<![\u4e00-\u9fff])(?P<before>[\u4e00-\u9fff]{{4,40}}?)\s{{0,2}}(?:{_KEEPS})(?![\u4e00-\u9fff])"
)
"""Who keeps a site, as its foot says.

>>> _OWNER.search("主办单位：某县人力资源网 电话：1")["labelled"], _OWNER.search("某市日报社 版权所有")["before"]
('某县人力资源网', '某市日报社')
"""

_NEAR_ADDRESS = re.compile(rf"^\W{{0,3}}(?:{_BOOK['original.address'].source})\s{{0,3}}(?P<url>https?://\S{{6,300}})")
_REPOST_GAP = timedelta(days=366)
"""A page is published within a year of the last day that its body names, or it is another site's repost of an old text."""


def read_fields(around: Surroundings, title: Candidate | None) -> tuple[Field, ...]:
    """All fields that the page states, one of each name, best witness first."""
    around = _drop_readings(around)
    fields: list[Field] = []
    if title is not None:
        fields.append(Field(FieldName.TITLE, title.text, title.rule, title.quote or title.text))
    fields += [found for found in (find_published(around), find_source(around), _find_author(around)) if found is not None]
    fields += [item for item in around.header.fields if item.name not in (FieldName.TITLE, FieldName.PUBLISHED)]
    named = None if around.tags.get(FieldName.SITE_NAME) else _find_site(around, {item.quote for item in fields})
    for name in (FieldName.COLUMN, FieldName.SITE_NAME, FieldName.SITE_ID, FieldName.URL):
        fields += [Field(name, value, f"meta:{tag}", value) for tag, value in around.tags.get(name, [])[:1]]
    fields += [named] if named else []
    if around.url and not around.tags.get(FieldName.URL):
        fields.append(Field(FieldName.URL, around.url, "given", around.url))
    fields += [owner] if (owner := find_owner(around.foot)) else []
    if around.breadcrumb:
        path = _CRUMB.sub("", around.breadcrumb).strip(" >|")
        fields += [Field(FieldName.BREADCRUMB, path, "line:breadcrumb", around.breadcrumb)] if path else []
    return tuple(fields)


def _drop_readings(around: Surroundings) -> Surroundings:
    return replace(around, near=tuple(map(drop_readings, around.near)), after=tuple(map(drop_readings, around.after)))


def find_published(around: Surroundings) -> Field | None:
    """The date of publication: printed, else by tag, else in the address if no date of the body tells that it is a repost's own."""
    return next(_printed_dates(around), None) or next(_tagged_dates(around), None) or _addressed_date(around)


def find_date_doubts(around: Surroundings) -> tuple[Doubt, ...]:
    """Doubts about the date: tag and print differ by more than a day, or the address is of a repost."""
    around = _drop_readings(around)
    printed, tagged = next(_printed_dates(around), None), next(_tagged_dates(around), None)
    if printed and tagged and abs(date.fromisoformat(printed.value) - date.fromisoformat(tagged.value)) > timedelta(days=1):
        return (Doubt("published-differs", f"页面印着{printed.value}，页面标签{tagged.rule}是{tagged.value}，采用前者。"),)
    if printed is None and tagged is None and _url_date(around) is not None and _addressed_date(around) is None:
        return (Doubt("repost-date", "网址中的日期比正文所有日期晚一年以上，疑为转载日期，未采用。"),)
    return ()


def find_source(around: Surroundings) -> Field | None:
    """来源 as printed before or after the body, else an outlet named in its place, else ContentSource."""
    tagged = around.tags.get(FieldName.SOURCE_NAME, [])
    lines = _list_near(around)
    for label in _labels((*lines, "", *_closing(around.after)), Meaning.SOURCE, around.parts):
        # the printed line may run on with a reporter's name: the tag knows where the source ends
        value = next((text for _, text in tagged if label.value.startswith(f"{text} ")), label.value)
        return Field(FieldName.SOURCE_NAME, value, f"label:{label.name}", label.value)
    if found := _find_bracketed(around) or _find_outlet(around):
        return found
    for tag, value in tagged:
        name = _SOURCE_PREFIX.sub("", value).strip()
        if name and name != "-":
            return Field(FieldName.SOURCE_NAME, name, f"meta:{tag}", value)
    return None


def find_owner(foot: Sequence[str]) -> Field | None:
    """Who keeps the site (主办, 版权所有), as the last line that says so tells.

    >>> find_owner(("网站地图", "主办：某县人力资源网 技术支持：某公司")).value
    '某县人力资源网'
    """
    for line in reversed(foot):
        match = _OWNER.search(line)
        if match:
            name = match["labelled"] or match["before"]
            return Field(FieldName.SITE_OWNER, name, "foot", name)
    return None


def _list_near(around: Surroundings) -> list[str]:
    """The lines between title and body, and the first of the body that print a moment as such lines do."""
    return [*around.near, *(line for line in _list_opening(around) if find_moment(line, plain=True))]


def _list_opening(around: Surroundings) -> list[str]:
    return around.body.split("\n", _OPENING)[:_OPENING]


def _find_bracketed(around: Surroundings) -> Field | None:
    """The source that a label in brackets names at the end of the body."""
    tail = around.body[-_LONGEST_TAIL:].rpartition("\n")[2]
    for label in read_labels(tail):
        if label.meaning is Meaning.SOURCE and label.value and fold_width(tail[label.start - 1 : label.start]) in _BRACKETS:
            return Field(FieldName.SOURCE_NAME, label.value, f"label:{label.name}", label.value)
    return None


def _find_outlet(around: Surroundings) -> Field | None:
    """An outlet that no label announces: in a line with a date or beside one, right below the title, or left over from a template."""
    lines = _list_near(around)
    dated = [_is_dated(line) or find_moment(line) is not None for line in lines]
    for at, line in enumerate(lines):
        if match := _RESIDUE.match(line):
            return Field(FieldName.SOURCE_NAME, match["name"], "line:outlet", line)
        parts = around.parts.get(squash(line), ()) if dated[at] else ()
        if named := next((name for label, name in pairwise(parts) if _LABEL_BEFORE.search(label)), None):
            return Field(FieldName.SOURCE_NAME, named, "line:source", line)
        beside = (around.titled and at == 0) or any(dated[max(at - 1, 0) : at + 2])
        for name in (name for part in (*parts, line) for name in list_names(part)) if dated[at] else (line,) if beside else ():
            if _OUTLET.match(name) and find_mark(name) is None:
                return Field(FieldName.SOURCE_NAME, name, "line:outlet", line)
    return None


def _find_site(around: Surroundings, stated: Set[str]) -> Field | None:
    """The site's own name, printed between title and body in a line that states nothing else."""
    name = next((line for line in around.near if line not in stated and _OUTLET.match(line)), None)
    return Field(FieldName.SITE_NAME, name, "line:site", name) if name else None


def _closing(after: Sequence[str]) -> list[str]:
    """The first of the lines behind a body, as far as they speak of it: up to notes on rights and lists of other articles."""
    return list(takewhile(lambda line: find_mark(line) not in (Mark.RIGHTS, Mark.RELATED, Mark.FOOTER), after[:_AFTER_LIMIT]))


def _find_author(around: Surroundings) -> Field | None:
    for label in _labels((*_list_near(around), "", *_closing(around.after)), Meaning.AUTHOR, around.parts):
        return Field(FieldName.AUTHOR, label.value, f"label:{label.name}", label.value)
    return next((Field(FieldName.AUTHOR, value, f"meta:{tag}", value) for tag, value in around.tags.get(FieldName.AUTHOR, [])), None)


def _labels(lines: Sequence[str], meaning: Meaning, parts: Mapping[str, tuple[str, ...]]) -> Iterator[Label]:
    """Labels of one meaning that have a value, also when the value stands on the next line; it ends where its element does."""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) > LABELLED:
            continue
        labels = read_labels(line)
        for label in labels:
            if label.meaning is not meaning:
                continue
            if label.value:
                value = _end_with_element(label.value, parts.get(squash(line), ()))
                if len(value) <= _LONGEST_VALUE and not CLAUSE_END.search(value):
                    yield replace(label, value=value)
            elif label is labels[-1] and not read_labels(following) and 0 < len(following) <= _LONGEST_NAME and not is_date_line(following):
                yield Label(label.name, meaning, following, label.start, label.end)


def _end_with_element(value: str, parts: Sequence[str]) -> str:
    """A value up to the end of the element that it begins in; the name of an outlet may be parted.

    >>> _end_with_element("云岭晨报 举报", ("2020-02-06 来源: 云岭晨报", "举报")), _end_with_element("云岭日报", ("来源：", "云岭", "日报"))
    ('云岭晨报', '云岭日报')
    """
    for part in parts:
        labels = read_labels(part)
        own = labels[-1].value if labels else part
        if len(own) > 1 and value.startswith(own):
            return value if _OUTLET.match(value) and not _OUTLET.match(own) else own
    return value


def _printed_dates(around: Surroundings) -> Iterator[Field]:
    for lines in (around.near, _closing(around.after)):
        for line, following in zip(lines, [*lines[1:], ""], strict=False):
            labels = read_labels(line) if len(line) <= LABELLED else ()
            for label in labels:
                if label.meaning is Meaning.PUBLISHED and not is_of_event(label):
                    value = label.value or (following if label is labels[-1] else "")
                    if (day := find_day(value) or _complete(value, around)) is not None:
                        yield Field(FieldName.PUBLISHED, day.isoformat(), f"label:{label.name}", value)
    yield from (item for item in around.header.fields if item.name == FieldName.PUBLISHED and find_day(item.value))
    for at, line in enumerate(around.near):
        beside = around.near[max(at - 1, 0) : at + 2]
        if _TODAY.search(line) or not _is_dated(line) or not (around.titled or find_moment(line) or any(map(read_labels, beside))):
            continue
        if (day := find_day(line)) is not None:
            yield Field(FieldName.PUBLISHED, day.isoformat(), "line:date", line)
    yield from _list_moments(around)


def _list_moments(around: Surroundings) -> Iterator[Field]:
    """A day in pieces, else beside an outlet, else with a time of day between title and body or in the body's first lines.

    Where many lines print a moment, or two of several days, they are those of a list.
    """
    for line, following in pairwise((*around.near, "")) if around.titled else ():
        if day := find_day(find_split_day(line, following) or find_split_day(line, "") or ""):
            yield Field(FieldName.PUBLISHED, day.isoformat(), "line:split", f"{line} {following}".strip())
    for line in around.near if around.titled else ():
        names = list_names(line)
        if (day := find_day(line)) and names and all(map(_OUTLET.match, names)):
            yield Field(FieldName.PUBLISHED, day.isoformat(), "line:outlet", line)
        elif len(line) <= _LONGEST_VALUE and (day := find_named_day(line)):
            yield Field(FieldName.PUBLISHED, day.isoformat(), "line:named", line)
    for lines, plain in ((around.near, False), (_list_opening(around), True)):
        found = [(line, day) for line in lines if not _TODAY.search(line) and (day := find_day(find_moment(line, plain=plain) or ""))]
        if 0 < len(found) <= _MOST_MOMENTS and len({day for _, day in found}) == 1:
            yield Field(FieldName.PUBLISHED, found[0][1].isoformat(), "line:moment", found[0][0])


def _complete(value: str, around: Surroundings) -> date | None:
    """A month and a day, as a label has them, with the year that the page gives the same day: in a tag (an update too) or its address."""
    match = _YEARLESS.match(value)
    tags = [tag for name in (FieldName.PUBLISHED, FieldName.UPDATED) for tag in around.tags.get(name, [])] if match else []
    addressed = find_url_date(around.url) if match and around.url else None
    days = {
        day
        for day in (*(find_day(text) for _, text in tags), addressed)
        if day and match and (day.month, day.day) == (int(match["month"]), int(match["day"]))
    }
    return days.pop() if len(days) == 1 else None


def _is_dated(line: str) -> bool:
    """True for a line that prints a date which is not that of an update: `2020-03-19 09:04 来源：某网`, `2020-02-09 10:27 某某客户端`."""
    if any(label.meaning is Meaning.UPDATED or is_of_event(label) for label in read_labels(line)):
        return False
    return is_date_line(line) or match_stamp(line) is not None


def _tagged_dates(around: Surroundings) -> Iterator[Field]:
    for tag, value in around.tags.get(FieldName.PUBLISHED, []):
        if (day := find_day(value)) is not None:
            yield Field(FieldName.PUBLISHED, day.isoformat(), tag if tag.startswith("script:") else f"meta:{tag}", value)


def _url_date(around: Surroundings) -> tuple[date, str] | None:
    printed = (match["url"] for line in around.after if (match := _NEAR_ADDRESS.match(line)))
    for url in (around.url, *printed):
        if url and (day := find_url_date(url)) is not None:
            return day, url
    return None


def _addressed_date(around: Surroundings) -> Field | None:
    found = _url_date(around)
    if found is None:
        return None
    day, url = found
    dates = [printed for printed, _ in find_dates(around.body)]
    if dates and day - max(dates) > _REPOST_GAP:
        return None
    return Field(FieldName.PUBLISHED, day.isoformat(), "url", url)
