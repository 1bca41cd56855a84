"""Chinese, financial and Arabic numerals, also mixed: 一千二百, 叁佰万, 1,268, 3.5万, 三点五."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from scraper.text.fold import fold_width

_ROWS = ("零〇○◯", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {char: value for value, row in enumerate(_ROWS) for char in row}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = (("亿億", 10**8), ("万萬", 10**4))
_ARABIC = re.compile(r"(?P<digits>(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,12})?)(?P<unit>[十拾百佰千仟]?)")
_MAX_LENGTH = 40


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> float | int | None:
    """The number that `text` writes, or None if it is not exactly one numeral; an int where the value is whole.

    >>> [parse_numeral(t) for t in ("一千二百", "叁佰万", "1,268", "3.5万", "十二", "二〇二〇", "1亿2000万", "一万二", "零点五")]
    [1200, 3000000, 1268, 35000, 12, 2020, 120000000, 12000, 0.5]
    >>> [parse_numeral(t) for t in ("若干", "12,34", "一二十", "")]
    [None, None, None, None]
    """
    plain = fold_width(text).strip().replace("廿", "二十").replace("卅", "三十")
    value = _sum_large(plain) if 0 < len(plain) <= _MAX_LENGTH else None
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _sum_large(text: str) -> Decimal | None:
    """What stands before 亿, what stands before 万, and the rest."""
    total = Decimal(0)
    step = 0
    for marks, size in _LARGE:
        at = max(map(text.rfind, marks))
        if at < 0:
            continue
        head = _sum_large(text[:at])
        if head is None or head >= 10**8 or any(mark in text[:at] for mark in marks):
            return None
        total, step, text = total + head * size, size, text[at + 1 :]
    rest = _read_group(text) if text or not step else Decimal(0)
    if rest is None:
        return None
    return total + (rest * step / 10 if step and _is_short(text) else rest)


def _is_short(text: str) -> bool:
    """The 二 of 一万二 counts thousands."""
    return len(text) == 1 and (text in _DIGITS or text in "123456789") and text not in _ROWS[0]


def _read_group(text: str) -> Decimal | None:
    """A numeral below 万, or plain digits of any length."""
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        return Decimal(arabic["digits"].replace(",", "")) * _SMALL.get(arabic["unit"], 1)
    whole, point, part = text.partition("点")
    if point:
        head = _read_group(whole)
        return head + Decimal(f"0.{_spell(part)}") if head is not None and part and _spell(part) else None
    return Decimal(_spell(text)) if _spell(text) else _read_units(text)


def _spell(text: str) -> str:
    """Digits read one by one, "" if there is anything else.

    >>> _spell("二〇二〇"), _spell("十二")
    ('2020', '')
    """
    return "".join(str(_DIGITS[char]) for char in text) if all(char in _DIGITS for char in text) else ""


def _read_units(text: str) -> Decimal | None:
    """Digits with 十百千 in falling order; a unit at the front stands for one of it.

    >>> [str(_read_units(t)) for t in ("三百零五", "十", "三百五", "百十千")]
    ['305', '10', '350', 'None']
    """
    total, digit, floor, zero = 0, None, 10**4, False
    for char in text:
        unit = _SMALL.get(char)
        if unit is None:
            if char not in _DIGITS or digit:
                return None
            digit = _DIGITS[char]
            zero = zero or digit == 0
        elif unit >= floor or (digit is None and total and unit != 10):
            return None
        else:
            total, digit, floor, zero = total + (1 if digit is None else digit) * unit, None, unit, False
    tail = digit or 0
    return Decimal(total + (tail * floor // 10 if floor > 10 and not zero else tail)) if total else None
