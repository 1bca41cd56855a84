"""Traditional and Simplified script."""

from __future__ import annotations

import re
from functools import cache
from operator import ne

import opencc

from scraper.model.text import Script

_HAN = re.compile(r"[\u3400-\u9fff]")
_BOTH = frozenset("乾著藉瞭徵於餘夥麼甦鍾讎")
"""Characters that Simplified texts use too, in names or in meanings of their own: they don't tell the script."""
_OWN = frozenset("乾著藉瞭")
"""Those of them that are right in a Simplified line (乾县, 著名, 慰藉, 瞭望)."""
_PATCHES = (
    (re.compile("(?<![显卓昭编译专名论原巨土合遗拙])著(?![名作称述者录书])"), "着"),
    (re.compile("(?<=[答回批函核反])覆|覆(?=[函议核审])"), "复"),
    (re.compile("(?<=[转记台对入结报查挂呆坏])帐|帐(?=[户号目款簿单务面])"), "账"),
    (re.compile("(?<=[规策])画"), "划"),
    (re.compile("(?<=部)份"), "分"),
    (re.compile("座(?=标)"), "坐"),
)
"""Words that t2s leaves as they are written outside the mainland."""
_VARIANTS = str.maketrans("吿靑淸尙槪硏汚囘敍竝秊戸値", "告青清尚概研污回叙并年户值")
"""Old and foreign shapes of characters, which t2s does not know."""


_FEW = 3
"""Traditional characters that are a name or two."""
_MOSTLY = 0.08
"""Share of Traditional characters in a Traditional text: a third of its characters differ, but a page's frame may be Simplified."""
_PARTS, _PARTLY = 12, 0.02
"""So many, and this share, where a part of the text is Traditional: more than names can bring."""


@cache
def load_converter() -> opencc.OpenCC:
    """OpenCC's t2s, built once."""
    return opencc.OpenCC("t2s")


@cache
def load_simple_forms() -> dict[str, str]:
    """Traditional characters and the Simplified ones that t2s makes of them when they stand alone."""
    chars = [chr(code) for code in range(0x3400, 0xA000)]
    simple = load_converter().convert("\n".join(chars)).split("\n")
    return {c: s for c, s in zip(chars, simple, strict=True) if c != s}


@cache
def load_traditional() -> frozenset[str]:
    """Characters that only Traditional text has."""
    return frozenset(load_simple_forms()) - _BOTH


@cache
def _match_any(chars: frozenset[str]) -> re.Pattern[str]:
    # Ten times faster than set operations on a text.
    return re.compile(f"[{''.join(sorted(chars))}]")


@cache
def _match_foreign() -> re.Pattern[str]:
    """A character that a Simplified line doesn't have; a page asks for every piece of its text."""
    return _match_any(frozenset(load_simple_forms()) - _OWN)


def simplify_text(text: str) -> tuple[str, int]:
    """Traditional to Simplified, phrase by phrase, and how many characters changed; lines without a Traditional character stay.

    >>> simplify_text("隨著企業復工，若幹標准爲著名")
    ('随着企业复工，若干标准为著名', 7)
    >>> simplify_text("答覆函請寄乾縣，帳戶如下")[0]
    '答复函请寄乾县，账户如下'
    """
    foreign = _match_foreign()
    simple = "\n".join(_simplify_line(line) if foreign.search(line) else line for line in text.split("\n"))
    return simple, sum(map(ne, text, simple))


def _simplify_line(line: str) -> str:
    simple: str = load_converter().convert(line.translate(_VARIANTS))
    for wrong, right in _PATCHES:
        simple = wrong.sub(right, simple)
    return simple


def find_script(text: str) -> Script:
    """Script of a document as a whole: a few Traditional names do not make it Traditional, a Traditional half does.

    >>> find_script("為持續優化營商環境").value, find_script("主持人：陳先生介绍了有关情况，企业代表作了发言").value
    ('hant', 'hans')
    """
    count = count_traditional(text)
    if count < _FEW:
        return Script.HANS
    share = count / len(_HAN.findall(text))
    return Script.HANT if share >= _MOSTLY or (count >= _PARTS and share >= _PARTLY) else Script.HANS


def count_traditional(text: str) -> int:
    """How many characters only Traditional text has."""
    return len(_match_any(load_traditional()).findall(text))
