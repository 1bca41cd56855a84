"""Quantities with their evidence: money, percent, rates, counts, durations.

A small grammar: number, scale, unit, perhaps a second number of a range. The words around decide comparator, head and role.
Dates, document numbers, ordinals and nicknames (“48条”) are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from scraper.figures.comparators import find_comparator
from scraper.figures.figure_roles import joins_steps, read_role
from scraper.figures.number_forms import MARKS, read_form
from scraper.figures.per_unit import HEADS, PERSONAL, find_head
from scraper.figures.table_units import find_table_figures
from scraper.figures.units import FIRST, UNITS, Unit, find_unit
from scraper.lexicon.wordbook import load_book
from scraper.model import Comparator, Figure, FigureKind, FigureRole, Span
from scraper.text.fold import Body, squash
from scraper.text.numerals import parse_numeral
from scraper.text.sentence_ends import STATEMENT

MAX_FIGURES: Final = 5_000
"""Quantities of one text: many times those of the richest document seen (84); what follows is left unread."""

_HAN: Final = "一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_BEHIND_THOUSAND: Final = "".join(name[1] for name in UNITS if name.startswith("千"))
"""The 千 of 100万千瓦 is the unit's."""
# One class first, so that the search runs over other characters at full speed; what the next character rules out is left at once.
NUMBER: Final = re.compile(
    rf"[0-9百千半{_HAN}](?:[0-9零〇百万亿佰仟萬{_HAN}]|[,.](?=\d)|千(?![{_BEHIND_THOUSAND}])){{0,24}}+"
    rf"(?=[- 余多—–~―至到分{MARKS}{FIRST}]|\. ?\d|[^\S ]|[{STATEMENT},、)]|$|[\u4e00-\u9fff](?<=[万亿].))"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[十百千万亿]*\Z")
_MORE: Final = re.compile(r"(?: ?(?P<few>[余多]))?(?: ?(?P<scale>[十百千]?[万亿]{1,2}|个亿))?(?P<more>[余多])?")
_LINK: Final = re.compile(r" ?(?:-|—{1,2}|–|~|―|至|到) ?")
_SUFFIX: Final = re.compile(rf" ?/ ?(?:{HEADS})(?: ?[/·.] ?(?:{HEADS}))?|·(?:{HEADS})(?:[/·](?:{HEADS}))?|整(?![个体理])")
_BOOK: Final = load_book("quantities")
_ABOUT, _PARTS, _SERIES, _LIMITS, _DATED, _LARGE, _ROUND = (
    frozenset(_BOOK[key].words) for key in ("about", "parts", "series", "limits", "dated", "large", "round")
)
_DAYS, _MONEY_ABOUT, _MONEY_BEHIND, _PEOPLE_ABOUT = (
    _BOOK[key].compile() for key in ("days", "money.about", "money.behind", "people.about")
)
_CHANGE: Final = re.compile(r"(\d)角(?:(\d)分)?")
_NICKNAMED: Final = load_book("genres")["counted"].compile()
_PERCENT: Final = re.compile(r"[\d.]{1,8}%")
_DAY_BEFORE: Final = re.compile(r"(?<!提)[前后当同]$")
_BASE_RATE: Final = re.compile(r"(?:LPR|利率)(?:\([^()]{0,8}\))?[+加] ?$")
_SHARING: Final = frozenset((FigureKind.MONEY, FigureKind.RATE, FigureKind.PERCENT))
_PLAIN: Final = re.compile(rf"(\d{{1,6}}(?:\.\d{{1,3}})?)({_BOOK['large'].source}|)")
_LISTED: Final = re.compile(rf"(?<=[\u4e00-\u9fff])(?<!{_BOOK['ordinal'].source})(?:{_PLAIN.pattern}(?:{_BOOK['series'].source})){{1,6}}$")
_LONGEST_LIST: Final = 40
"""Characters of a list of numbers that share a unit."""
_TRILLION: Final = 1e12
"""From which on nothing but money is counted."""
_SPOKEN: Final = re.compile(_BOOK["spoken"].source)
_REACH: Final = 24
"""Characters before a number in which the one stands for whom it is paid: each 每 further away belongs to another."""
_SHARE: Final = re.compile(rf"([{_HAN}百千]{{1,4}})分之([{_HAN}零〇百千点]{{1,8}})")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its scale, and its unit if one follows; `to` is the other end of a pair (两三万)."""

    value: float
    end: int
    more: bool
    scaled: bool
    unit: Unit | None
    to: float | None = None


def find_figures(body: Body, offset: int = 0) -> tuple[Figure, ...]:
    """The quantities of `body` in order, `MAX_FIGURES` at most; spans are shifted by `offset`, so that a part of a body can be read.

    >>> from scraper.text.fold import fold_body
    >>> [(f.raw, f.value, f.unit, f.comparator and f.comparator.value) for f in find_figures(fold_body("最高补助50万元，24小时内办结"))]
    [('50万元', 500000, 'CNY', 'max'), ('24小时', 24, '小时', 'max')]
    >>> find_figures(fold_body("2020年2月6日，第3场，鲁工信研〔2020〕19号，“48条”"))
    ()
    """
    text, folded = body.text, body.folded
    figures: list[Figure] = []
    position = 0
    while len(figures) < MAX_FIGURES and (found := NUMBER.search(folded, position)) is not None:
        figure, position = _read_figure(text, folded, found, offset)
        if figure is not None:
            figure = _join_series(figure, figures[-1], folded, offset) if figures else figure
            figures += (*_share_unit(figure, text, folded, offset), figure)
    if "|" in folded:
        figures = _merge(figures, list(find_table_figures(body, offset)))
    return tuple(figures[:MAX_FIGURES])


def _merge(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Both in order; a number that has a unit of its own keeps it."""
    taken = {figure.span.start for figure in figures}
    return sorted((*figures, *(other for other in others if other.span.start not in taken)), key=lambda figure: figure.span.start)


def _share_unit(figure: Figure, text: str, folded: str, offset: int) -> Iterator[Figure]:
    """50、30和10万元: the numbers before an amount whose unit is printed once, each quoted as far as the unit.

    >>> from scraper.text.fold import fold_body
    >>> [(found.raw, found.value) for found in find_figures(fold_body("分别奖励50、30和10万元"))]
    [('50、30和10万元', 500000), ('30和10万元', 300000), ('10万元', 100000)]
    """
    start, end = figure.span.start - offset, figure.span.end - offset
    own = _PLAIN.match(folded, start)
    listed = _LISTED.search(folded, max(0, start - _LONGEST_LIST), start) if own and figure.value_to is None else None
    if own is None or listed is None or figure.kind not in _SHARING or not float(own[1]):
        return
    shared = figure.value / float(own[1])
    for number in _PLAIN.finditer(folded, listed.start(), start):
        yield replace(
            figure,
            raw=text[number.start() : end],
            value=_trim(float(number[1]) * (_read_scale(number[2]) if number[2] else shared)),
            span=Span(offset + number.start(), offset + end),
        )


def _join_series(figure: Figure, last: Figure, folded: str, offset: int) -> Figure:
    """每家80万元、30万元、20万元: what stands before the first amount of a series holds for the next ones."""
    between = folded[last.span.end - offset : figure.span.start - offset]
    if not (between in _SERIES or (figure.role is FigureRole.OTHER and joins_steps(between))) or (figure.kind, figure.unit) != (
        last.kind,
        last.unit,
    ):
        return figure
    return replace(figure, per=figure.per or last.per, role=last.role if figure.role is FigureRole.OTHER else figure.role)


def _read_figure(text: str, folded: str, found: re.Match[str], offset: int) -> tuple[Figure | None, int]:
    """The figure that begins at a number, and where to go on."""
    start = found.start()
    if share := _SHARE.match(folded, start):
        return _read_share(text, share, offset), share.end()
    first = None if _is_ordinal(folded, start) else _read_amount(folded, found)
    if first is None:
        return None, found.end()
    second = _read_second(folded, first)
    last = second or first
    unit = _halve(folded, start, last.unit) or _find_bare(folded, start, last)
    if unit is None or _is_nickname(folded, start, last.end, unit) or not _is_plausible(folded, start, first, unit):
        return None, max(found.end(), last.end)
    return _make_figure(text, folded, start, first, second, unit=unit, offset=offset), last.end


def _read_amount(folded: str, found: re.Match[str]) -> _Amount | None:
    """The number at a match with what belongs to it; None when nothing follows that could make it a quantity."""
    form = read_form(folded, found.start())
    digits = "" if form else found.group().rstrip(",.")
    if "," in digits and not _GROUPED.match(digits):
        return None
    end = form.end if form else found.start() + len(digits)
    scaled, more, scale = digits[-1:] in _LARGE, False, ""
    if (tail := _MORE.match(folded, end)) and tail.group():
        end, scale = tail.end(), (tail.group("scale") or "").removeprefix("个")
        scaled, more = scaled or bool(scale), bool(tail.group("few") or tail.group("more"))
    unit = find_unit(folded, end)
    if unit is None and more and folded[end : end + 1] in _DATED:  # 30余月
        unit = Unit(FigureKind.DURATION, folded[end]), end + 1
    if unit is None and not scaled and not _LINK.match(folded, end):
        return None
    value = form.value * _read_scale(scale) if form else _read_number(digits, scale)
    if value is None:
        return None
    amount = _Amount(value, unit[1] if unit else end, more, scaled, unit[0] if unit else None)
    return replace(amount, to=form.to * _read_scale(scale)) if form and form.to else _add_change(folded, amount)


def _add_change(folded: str, amount: _Amount) -> _Amount:
    """3元5角 and 3元5角2分 are one sum."""
    change = _CHANGE.match(folded, amount.end) if amount.unit and amount.unit.base == "CNY" and not amount.scaled else None
    if change is None:
        return amount
    return replace(amount, value=amount.value + int(change[1]) / 10 + int(change[2] or 0) / 100, end=change.end())


def _read_scale(scale: str) -> float:
    """What a number is counted in: 万 is 10,000, nothing 1."""
    return float(parse_numeral(scale if scale[0] in "十百千" else f"一{scale}") or 1) if scale else 1.0


def _read_number(digits: str, scale: str) -> float | None:
    """20 and 万, from 20多万, are 200000."""
    if digits.count(".") > 1:  # 1.0.5 is a version or an item number
        return None
    value = float(digits.replace(",", "")) if digits.isascii() else parse_numeral(digits)
    return None if value is None else float(value) * _read_scale(scale)


def _read_second(folded: str, first: _Amount) -> _Amount | None:
    """The other end of a range: 10-30万元, 5%—20%, 3至6个月."""
    link = _LINK.match(folded, first.end)
    found = NUMBER.match(folded, link.end()) if link else None
    second = _read_amount(folded, found) if found else None
    if second is None or (first.unit and first.unit != second.unit):
        return None
    if second.unit is None and not (first.scaled and second.scaled):
        return None
    return second


def _find_bare(folded: str, start: int, amount: _Amount) -> Unit | None:
    """20多万华商: a scale makes a count of whatever noun follows; 成交额7158亿: of what is named before when nothing does."""
    after = folded[amount.end : amount.end + 1]
    if not amount.scaled or folded[amount.end - 1] not in _LARGE | _ROUND:
        return None
    if "\u4e00" <= after <= "\u9fff":
        if _MONEY_BEHIND.match(folded, amount.end):
            return Unit(FigureKind.MONEY, "CNY")
        return Unit(FigureKind.COUNT, "") if folded[amount.end - 1] in _LARGE else None
    before = folded[max(0, start - _REACH) : start]
    if amount.value >= _TRILLION or _SPOKEN.match(folded, amount.end - len(_BOOK["spoken"].words[0])):
        return Unit(FigureKind.MONEY, "CNY")
    if _MONEY_ABOUT.search(before):
        return Unit(FigureKind.MONEY, "CNY")
    return Unit(FigureKind.COUNT, "") if _PEOPLE_ABOUT.search(before) else None


def _halve(folded: str, start: int, unit: Unit | None) -> Unit | None:
    """半年 are six months."""
    return Unit(FigureKind.DURATION, "月", 12) if unit and unit.base == "年" and folded[start] == "半" else unit


def _is_ordinal(folded: str, start: int) -> bool:
    """第15场, names like A4, a decimal that lost its whole part (.99万元), a number after a bracketed year, 百 and 千 inside words."""
    before = folded[start - 1 : start]
    if folded[start] in "百千":
        return before in {"几", "数"} or (before not in _ABOUT and not folded.startswith(("万", "亿"), start + 1))
    if before.isascii() and before.isalpha():
        return _PERCENT.match(folded, start) is None
    return before in {"第", ".", "·", "〔", "[", "〕"}


def _is_nickname(folded: str, start: int, end: int, unit: Unit) -> bool:
    """“48条”, 四个一批 and 十条措施 name a policy; 三类 and 三项 count the parts of a text."""
    if unit.base == "条" and (folded.startswith("》", end) or (_NICKNAMED.match(folded, end) and _is_named(folded, start))):
        return True
    if folded[start] in _HAN and (unit.base in _PARTS or folded.startswith("一批", end)):
        return True
    quoted = unit.kind is FigureKind.COUNT and start > 0 and folded[start - 1] in '“"‘《'
    return quoted and (folded[start] in _HAN or folded[end : end + 1] in {"”", '"', "’"})


def _is_named(folded: str, start: int) -> bool:
    """True for 十条措施 and “48条措施”; 26条措施 counts what a text has set up."""
    return not folded[start].isdigit() or folded[start] in _HAN or folded[start - 1 : start] in set('“"‘《·') or start == 0


def _is_plausible(folded: str, start: int, amount: _Amount, unit: Unit) -> bool:
    """Years and days of dates, and words that only look like numbers (一个, 一批), are no figures."""
    if (
        unit.kind is FigureKind.DURATION
        and unit.base == "天"
        and amount.value == 1
        and _DAY_BEFORE.search(folded, max(0, start - 2), start)
    ):
        return False
    if unit.base == "日" and folded[amount.end : amount.end + 1] not in _LIMITS:
        return folded[start - 1 : start] not in _DATED and _DAYS.search(folded[max(0, start - _REACH) : start]) is not None
    if unit.kind is FigureKind.MONEY and unit.factor < 1 and not folded[start].isascii():
        return False  # 珠三角
    if unit.kind is FigureKind.DURATION:
        return (amount.value < 1000 and folded[start - 1 : start] not in _DATED) or unit.base in {"小时", "分钟"}
    return not (unit.kind is FigureKind.COUNT and folded[start] in _HAN and amount.value < 2 and amount.unit is not None and not amount.to)


def _make_figure(text: str, folded: str, start: int, first: _Amount, second: _Amount | None, *, unit: Unit, offset: int) -> Figure:
    last = second or first
    kind, base, end = unit.kind, unit.base, last.end
    before = folded[max(0, start - _REACH) : start]
    per = find_head(before)
    if kind is FigureKind.MONEY and (suffix := _SUFFIX.match(folded, end)):
        end = suffix.end()
        if suffix.group() != "整":
            per = squash(suffix.group())[1:].replace(".", "·")
            if per[0] not in PERSONAL:
                kind, base, per = FigureKind.RATE, f"{base}/{per}", None
    if base == "BP" and (rate := _BASE_RATE.search(before)):
        start, base = start - len(before) + rate.start(), "BP over LPR"
    scale, comparator = _share_scale(first, second), find_comparator(folded, start, last.end, more=last.more)
    value, end_value = first.value * scale * unit.factor, second.value if second else first.to
    value_to = None if end_value is None else end_value * unit.factor
    if first.to is not None and second is None:
        comparator = comparator or Comparator.APPROX
    return Figure(
        raw=text[start:end],
        kind=kind,
        value=_trim(value),
        unit=base,
        span=Span(offset + start, offset + end),
        role=read_role(folded, start, end, kind, comparator),
        value_to=None if value_to is None else _trim(value_to),
        comparator=comparator,
        per=per,
    )


def _share_scale(first: _Amount, second: _Amount | None) -> float:
    """10-30万元: the scale is printed once and holds for both ends."""
    if second is None or first.scaled or first.unit or not second.scaled:
        return 1
    for scale in (10**8, 10**4):
        if second.value >= scale:
            return scale
    return 1


def _read_share(text: str, share: re.Match[str], offset: int) -> Figure | None:
    """百分之三十 is 30 percent, 三分之一 33.33."""
    below, above = parse_numeral(share.group(1)), parse_numeral(share.group(2))
    if not below or above is None:
        return None
    return Figure(
        raw=text[share.start() : share.end()],
        kind=FigureKind.PERCENT,
        value=_trim(round(above * 100 / below, 2)),
        unit="%",
        span=Span(offset + share.start(), offset + share.end()),
        comparator=find_comparator(text, share.start(), share.end(), more=False),
    )


def _trim(value: float) -> float | int:
    """Whole numbers as int; others without the noise of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
