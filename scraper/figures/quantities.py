"""Quantities with their evidence: money, percent, rates, counts, durations.

A small grammar: number, scale, unit, perhaps a second number of a range. The words around decide comparator, head and role.
Dates, document numbers, ordinals and nicknames (“48条”) are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from scraper.figures.comparators import find_comparator
from scraper.figures.figure_roles import joins_steps, read_role
from scraper.figures.per_unit import HEADS, PERSONAL, find_head
from scraper.figures.units import FIRST, Unit, find_unit
from scraper.lexicon.wordbook import load_book
from scraper.model import Figure, FigureKind, FigureRole, Span
from scraper.text.fold import Body
from scraper.text.numerals import parse_numeral

MAX_FIGURES: Final = 5_000
"""Quantities of one text: many times those of the richest document seen (84); what follows is left unread."""

_HAN: Final = "一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
# One class first, so that the search runs over other characters at full speed; what the next character rules out is left at once.
NUMBER: Final = re.compile(
    rf"[0-9百千{_HAN}][0-9,.零〇百千万亿佰仟萬{_HAN}]{{0,24}}+"
    rf"(?=[- 余多—–~―至到分{FIRST}]|[\u4e00-\u9fff](?<=[万亿].))"
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?[十百千万亿]*\Z")
_MORE: Final = re.compile(r"(?: ?(?P<few>[余多]))?(?: ?(?P<scale>[十百千]?[万亿]{1,2}))?(?P<more>[余多])?")
_LINK: Final = re.compile(r" ?(?:-|—{1,2}|–|~|―|至|到) ?")
_SUFFIX: Final = re.compile(rf"(?:[/·](?:{HEADS})){{1,2}}|整(?![个体理])")
_BOOK: Final = load_book("quantities")
_ABOUT, _PARTS, _SERIES = (frozenset(_BOOK[key].words) for key in ("about", "parts", "series"))
_NICKNAMED: Final = load_book("genres")["counted"].compile()
_DAY_BEFORE: Final = re.compile(r"(?<!提)[前后当同]$")
_BASE_RATE: Final = re.compile(r"(?:LPR|利率)(?:\([^()]{0,8}\))?[+加] ?$")
_REACH: Final = 24
"""Characters before a number in which the one stands for whom it is paid: each 每 further away belongs to another."""
_SHARE: Final = re.compile(rf"([{_HAN}百千]{{1,4}})分之([{_HAN}零〇百千点]{{1,8}})")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its scale, and its unit if one follows."""

    value: float
    end: int
    more: bool
    scaled: bool
    unit: Unit | None


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
            figures.append(_join_series(figure, figures[-1], folded, offset) if figures else figure)
    return tuple(figures)


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
    unit = last.unit or _find_bare(folded, first)
    if unit is None or _is_nickname(folded, start, last.end, unit) or not _is_plausible(folded, start, first, unit):
        return None, max(found.end(), last.end)
    return _make_figure(text, folded, start, first, second, unit=unit, offset=offset), last.end


def _read_amount(folded: str, found: re.Match[str]) -> _Amount | None:
    """The number at a match with what belongs to it; None when nothing follows that could make it a quantity."""
    digits = found.group().rstrip(",.")
    if "," in digits and not _GROUPED.match(digits):
        return None
    end, scaled, more, scale = found.start() + len(digits), digits[-1] in "万亿萬", False, ""
    if (tail := _MORE.match(folded, end)) and tail.group():
        end, scale = tail.end(), tail.group("scale") or ""
        scaled, more = scaled or bool(scale), bool(tail.group("few") or tail.group("more"))
    unit = find_unit(folded, end)
    if unit is None and not scaled and not _LINK.match(folded, end):
        return None
    value = _read_number(digits, scale)
    return None if value is None else _Amount(value, unit[1] if unit else end, more, scaled, unit[0] if unit else None)


def _read_number(digits: str, scale: str) -> float | None:
    """20 and 万, from 20多万, are 200000."""
    if digits.count(".") > 1:  # 1.0.5 is a version or an item number
        return None
    value = float(digits.replace(",", "")) if digits.isascii() else parse_numeral(digits)
    factor = 1 if not scale else parse_numeral(scale if scale[0] in "十百千" else f"一{scale}")
    return None if value is None or factor is None else float(value) * factor


def _read_second(folded: str, first: _Amount) -> _Amount | None:
    """The other end of a range: 10-30万元, 5%—20%, 3至6个月."""
    link = _LINK.match(folded, first.end)
    found = NUMBER.match(folded, link.end()) if link else None
    second = _read_amount(folded, found) if found else None
    if second is None or second.unit is None or (first.unit and first.unit != second.unit):
        return None
    return second


def _find_bare(folded: str, amount: _Amount) -> Unit | None:
    """20多万华商: a scale makes a count of whatever noun follows."""
    after = folded[amount.end : amount.end + 1]
    if amount.scaled and "\u4e00" <= after <= "\u9fff" and folded[amount.end - 1] in "万亿":
        return Unit(FigureKind.COUNT, "")
    return None


def _is_ordinal(folded: str, start: int) -> bool:
    """第15场, names like A4, a decimal that lost its whole part (.99万元), a number after a bracketed year, 百 and 千 inside words."""
    before = folded[start - 1 : start]
    if folded[start] in "百千":
        return before in {"几", "数"} or (before not in _ABOUT and not folded.startswith(("万", "亿"), start + 1))
    return before in {"第", ".", "〔", "[", "〕"} or (before.isascii() and before.isalpha())


def _is_nickname(folded: str, start: int, end: int, unit: Unit) -> bool:
    """“48条”, 四个一批 and 十条措施 name a policy; 三类 and 三项 count the parts of a text."""
    if unit.base == "条" and (_NICKNAMED.match(folded, end) or folded.startswith("》", end)):
        return True
    if folded[start] in _HAN and (unit.base in _PARTS or folded.startswith("一批", end)):
        return True
    quoted = unit.kind is FigureKind.COUNT and start > 0 and folded[start - 1] in '“"‘《'
    return quoted and (folded[start] in _HAN or folded[end : end + 1] in {"”", '"', "’"})


def _is_plausible(folded: str, start: int, amount: _Amount, unit: Unit) -> bool:
    """Years and days of dates, and words that only look like numbers (一个, 一批), are no figures."""
    if (
        unit.kind is FigureKind.DURATION
        and unit.base == "天"
        and amount.value == 1
        and _DAY_BEFORE.search(folded, max(0, start - 2), start)
    ):
        return False
    if unit.kind is FigureKind.DURATION:
        return (amount.value < 1000 and folded[start - 1 : start] not in {"月", "年"}) or unit.base in {"小时", "分钟"}
    return not (unit.kind is FigureKind.COUNT and folded[start] in _HAN and amount.value < 2)


def _make_figure(text: str, folded: str, start: int, first: _Amount, second: _Amount | None, *, unit: Unit, offset: int) -> Figure:
    last = second or first
    kind, base, end = unit.kind, unit.base, last.end
    before = folded[max(0, start - _REACH) : start]
    per = find_head(before)
    if kind is FigureKind.MONEY and (suffix := _SUFFIX.match(folded, end)):
        end = suffix.end()
        if suffix.group() != "整":
            per = suffix.group()[1:]
            if per[0] not in PERSONAL:
                kind, base, per = FigureKind.RATE, f"{base}/{per}", None
    if base == "BP" and (rate := _BASE_RATE.search(before)):
        start, base = start - len(before) + rate.start(), "BP over LPR"
    scale, comparator = _share_scale(first, second), find_comparator(folded, start, last.end, more=last.more)
    value, value_to = first.value * scale * unit.factor, second.value * unit.factor if second else None
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
    """百分之三十 is 30 percent, 三分之一 a rate of 1/3."""
    below, above = parse_numeral(share.group(1)), parse_numeral(share.group(2))
    if not below or above is None:
        return None
    percent = below == 100
    return Figure(
        raw=text[share.start() : share.end()],
        kind=FigureKind.PERCENT if percent else FigureKind.RATE,
        value=_trim(above if percent else above / below),
        unit="%" if percent else "",
        span=Span(offset + share.start(), offset + share.end()),
        comparator=find_comparator(text, share.start(), share.end(), more=False),
    )


def _trim(value: float) -> float | int:
    """Whole numbers as int; others without the noise of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
