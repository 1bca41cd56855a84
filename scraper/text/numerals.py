"""Chinese, financial and Arabic numerals."""

from __future__ import annotations

import re

from scraper.text.fold import fold_width

_DIGITS = {
    c: i for i, row in enumerate(("零〇○", "一壹弌", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")) for c in row
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,30})(?:\.\d{1,12})?")
_TENS = {"廿": "二十", "卅": "三十"}


def parse_numeral(text: str) -> float | int | None:
    """The number that `text` writes, or None if it is not one numeral; an int where the value is whole.

    >>> [parse_numeral(t) for t in ("一千二百", "叁佰万", "1,268", "3.5万", "十二", "二〇二〇", "1亿2000万", "百")]
    [1200, 3000000, 1268, 35000, 12, 2020, 120000000, 100]
    >>> parse_numeral("若干") is None
    True
    """
    text = fold_width(text).strip()
    for short, full in _TENS.items():
        text = text.replace(short, full)
    if not 0 < len(text) <= 40:
        return None
    value = _sum_large(text)
    return int(value) if value is not None and value == int(value) else value


def _sum_large(text: str) -> float | None:
    """Groups before 亿 and 万, added from the largest down."""
    total: float = 0
    for unit in ("亿億", "万萬"):
        head, mark, text = _cut_last(text, unit)
        if mark:
            value = _sum_large(head) if head else None
            if value is None:
                return None
            total = (total + value) * _LARGE[mark] if unit == "亿億" else total + value * _LARGE[mark]
    if not text:
        return total
    rest = _read_group(text)
    return None if rest is None else total + rest


def _cut_last(text: str, marks: str) -> tuple[str, str, str]:
    at = max(text.rfind(mark) for mark in marks)
    return (text[:at], text[at], text[at + 1 :]) if at >= 0 else ("", "", text)


def _read_group(text: str) -> float | None:
    if _ARABIC.fullmatch(text):
        plain = text.replace(",", "")
        return float(plain) if "." in plain else int(plain)
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _read_han(text)


def _read_han(text: str) -> float | None:
    """Digits and 十百千; a bare unit stands for one of it.

    >>> _read_han("三百零五"), _read_han("十")
    (305, 10)
    """
    total, digit = 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            total += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            return None
    return total + (digit or 0)
