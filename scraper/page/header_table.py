"""Lines to the fields of an official document's header table: 索引号, 发文机关, 成文日期, 发文字号, 主题分类, 有效性 in any of five forms.

Pairs of cells, `label: value` in one cell, p > strong, `span title=`, labels spaced out (`索 引 号：`): as lines all five are a label,
and a value behind it or on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from scraper.dom.tree import squeeze
from scraper.lexicon.wordbook import load_book
from scraper.model import Field, FieldName
from scraper.text.dates import parse_date
from scraper.text.fold import fold_width

_BOOK = load_book("header_table")
_FIELDS: dict[str, FieldName | None] = {word: name for name in FieldName if name in _BOOK for word in _BOOK[name].words}
_FIELDS |= dict.fromkeys(_BOOK["unread"].words)
"""Fields by their labels; None for what is part of such tables and read by nobody."""

_WORDS = "|".join(r"[\s\u3000]{0,6}".join(word) for word in sorted(_FIELDS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s|【\[]))(?P<name>{_WORDS})[\s】\]]{{0,4}}(?P<colon>:|$)")
_AROUND = re.compile(r"[\s】\]]+")
_CELL = re.compile(r"\s{0,3}\|\s{0,3}")
_DATES = frozenset((FieldName.WRITTEN, FieldName.PUBLISHED, FieldName.EFFECTIVE, FieldName.EXPIRES))
_TELLING = frozenset((FieldName.INDEX_NO, FieldName.ISSUER, FieldName.DOC_NUMBER, FieldName.WRITTEN, FieldName.SUBJECT_CLASS, None))
_FORMS = {
    FieldName.VALIDITY: re.compile(rf"^.{{0,8}}(?:{_BOOK['state.word'].source}).{{0,12}}$"),
    FieldName.DOC_NUMBER: re.compile(r"\d.{0,8}号|号.{0,3}$|\d{4}"),
}
"""What a value must look like where an empty cell would make the next line one."""

_EMPTY = re.compile(r"^[\s无暂/\-—.、:]*$")
_NEARBY = 14
_LONGEST_VALUE = 160
_LONGEST_LINE = 400
_LONGEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Header:
    """What a header table states; the lines that hold its labels, and values that stand on lines of their own."""

    fields: tuple[Field, ...] = ()
    labels: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()

    def holds(self, line: str, previous: str | None) -> bool:
        """True when a line is part of the table: a value only behind its label, for a number may stand alone in the body too."""
        return line in self.labels or (previous in self.labels and line in self.values)


@dataclass(frozen=True, slots=True)
class _Pair:
    name: FieldName | None
    label: str
    value: str
    at: int


def read_header(lines: Sequence[str]) -> Header:
    """Lines to the fields of the header table among them, empty where there is none; a single label makes no table.

    >>> header = read_header(("索 引 号：", "000014349/2019-1", "发文机关： 某市政府", "成文日期", "2019年01月27日", "文 号：", "主题词："))
    >>> [(field.name.value, field.value) for field in header.fields]
    [('index_no', '000014349/2019-1'), ('issuer', '某市政府'), ('written', '2019-01-27')]
    >>> read_header(("名称：某某通知", "时间：2020年1月1日")).fields
    ()
    """
    pairs = _keep_cluster(_read_pairs(lines))
    fields: dict[FieldName, Field] = {}
    for pair in pairs:
        field = _make_field(pair)
        if field is not None:
            fields.setdefault(field.name, field)
    return Header(tuple(fields.values()), frozenset(lines[pair.at] for pair in pairs), frozenset(pair.value for pair in pairs))


def is_header_table(block: str) -> bool:
    """True for a table block or a line that holds labels of a header table.

    >>> is_header_table("| 索引号： | 0001 | 主题分类： | 工业 |"), is_header_table("| 序号 | 名称 |")
    (True, False)
    """
    cells = _CELL.split(fold_width(block[:1500]))
    found = {re.sub(r"\s", "", match["name"]) for cell in cells for match in _LABEL.finditer(cell.strip())}
    return len(found) >= 2 and any(_FIELDS[word] in _TELLING - {None} for word in found)


def _read_pairs(lines: Sequence[str]) -> list[_Pair]:
    pairs = []
    for at, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        shadow = fold_width(line)
        if ":" not in shadow and (len(line) > _LONGEST_LABEL or _AROUND.sub("", shadow) not in _FIELDS):
            continue
        found = list(_LABEL.finditer(shadow))
        for match, following in zip_longest(found, found[1:]):
            if not match["colon"] and match.start() > 0:
                continue
            value = squeeze(line[match.end() : following.start() if following else len(line)])
            if not value and following is None and at + 1 < len(lines) and not _LABEL.match(fold_width(lines[at + 1])):
                value = lines[at + 1]
            label = re.sub(r"\s", "", match["name"])
            pairs.append(_Pair(_FIELDS[label], label, value, at))
    return pairs


def _keep_cluster(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The first group of pairs that stand close together and read like a header table."""
    group: list[_Pair] = []
    for pair in pairs:
        if group and pair.at - group[-1].at > _NEARBY:
            if _is_header(group):
                return group
            group = []
        group.append(pair)
    return group if _is_header(group) else []


def _is_header(group: Sequence[_Pair]) -> bool:
    names = {pair.label for pair in group}
    return len(names) >= 3 and any(pair.name in _TELLING and pair.name is not None for pair in group)


def _make_field(pair: _Pair) -> Field | None:
    if pair.name is None or _EMPTY.match(fold_width(pair.value)) or len(pair.value) > _LONGEST_VALUE:
        return None
    if pair.name in _FORMS and not _FORMS[pair.name].search(pair.value):
        return None
    rule = f"header:{pair.label}"
    if pair.name not in _DATES:
        return Field(pair.name, pair.value, rule, pair.value)
    day = parse_date(pair.value)
    return Field(pair.name, day.isoformat(), rule, pair.value) if day else None
