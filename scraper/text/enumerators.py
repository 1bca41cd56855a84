"""The numbers that head the parts of a document: 一、 （一） 1. （1） by GB/T 9704-2012, 7.3.3.

Chapters and articles (第一章, 第一条) are those of laws and regulations (立法法, article 61). Parts of running text (一是, 第一，)
and questions (问：) count too. `ENUMERATOR` tells the kinds of folded text apart;
`MARKER` is what any of the printed ones looks like in either width, before the text is known as well.
"""

from __future__ import annotations

import re

from scraper.text.numerals import parse_numeral

HAN = "一二三四五六七八九十百〇零○"
"""The digits of enumerators."""
CIRCLED = "\u2460-\u2473\u2776-\u277f\u3280-\u3289"
"""① to ⑳, ❶ and ㊀, ranges of a class."""
_H2_SIGNS, _H3_SIGNS, _H4_SIGNS = "\u3220-\u3229", "\u2488-\u249b", "\u2474-\u2487"
"""㈠, ⒈ and ⑴: one character for an enumerator (Unicode, Enclosed Alphanumerics, Enclosed CJK Letters and Months)."""
SIGNS = f"{CIRCLED}{_H2_SIGNS}{_H3_SIGNS}{_H4_SIGNS}"
"""All enumerators that are one character, ranges of a class."""
_SIGN_ROWS = (0x2460, 0x2474, 0x2488, 0x2776, 0x3220, 0x3280)
"""Where each row of them counts from one."""

ENUMERATOR = re.compile(
    rf"(?P<part>第[{HAN}]{{1,4}}[章节编](?![节程末之的]))"
    rf"|(?P<article>第(?:[{HAN}]{{1,5}}|\d{{1,3}})条)(?![例款件约])"
    rf"|(?P<ask>问\d{{0,2}}:|Q\d{{0,2}}[:、.])"
    rf"|(?P<h1>[{HAN}]{{1,3}}、)"
    rf"|(?P<h2>\([{HAN}]{{1,3}}\)|[{_H2_SIGNS}])(?!项(?!目)|款(?!项)|[、至和及]\()"
    rf"|(?P<h3>\d{{1,2}}(?:[.、](?!\d)| (?=[\u4e00-\u9fff]))|[{_H3_SIGNS}])"
    rf"|(?P<h4>\(\d{{1,2}}\)|\d{{1,2}}\)|[{_H4_SIGNS}])"
    rf"|(?P<h5>[{CIRCLED}])"
    rf"|(?P<said>[{HAN}]{{1,2}}是(?![否非])|第[{HAN}]{{1,2}},)"
)
"""One enumerator of folded text; the group that matched is its kind.

>>> [ENUMERATOR.match(text).lastgroup for text in ("第二章 扶持", "一、减租", "(二)补贴", "3.贷款", "(4)担保", "二是减税")]
['part', 'h1', 'h2', 'h3', 'h4', 'said']
>>> [ENUMERATOR.match(text).lastgroup for text in ("㈠减租", "⒉贷款", "⑵担保", "③培训")]
['h2', 'h3', 'h4', 'h5']
>>> [ENUMERATOR.match(text) for text in ("3.5万元", "第三条例", "(二)项规定", "减租")]
[None, None, None, None]
"""
# Where an enumerator may stand inside a line: after a stop, after blanks, and for digits and brackets after any ideograph.
INLINE = re.compile(
    rf"(?=[(\d{SIGNS}{HAN}第])(?:"
    rf"(?:(?<=[。;:!?,”\)])|(?<=[ \u4e00-\u9fff]))(?=\([{HAN}\d]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|[{SIGNS}])"
    rf"|(?<=[。;:!?”) ])(?=[{HAN}]{{1,3}}、|第[{HAN}\d]{{1,5}}[条章节]|第[{HAN}]{{1,2}},)"
    rf"|(?<=[。;:!?,_ ])(?=[{HAN}]{{1,2}}是))"
)
ARTICLE_HEAD, ARTICLE_TAIL = "第", "编章节条"
"""What stands before the number of a chapter or an article, and the characters of which one stands behind it."""
ARTICLE = rf"{ARTICLE_HEAD}\s?[{HAN}\d]{{1,6}}[{ARTICLE_TAIL}]"
"""第一章, 第12条: a piece of an expression."""
MARKER = rf"(?:{ARTICLE}|[(（][{HAN}\d]{{1,4}}[)）]|[{HAN}]{{1,4}}[)）、.．]|\d{{1,4}}\s?[)）、.．](?!\d)|[{SIGNS}])"
"""Any printed enumerator in either width: a piece of an expression.

>>> [bool(re.match(MARKER, text)) for text in ("第十一条 补贴", "一、减租", "（二）补贴", "3．贷款", "4）担保", "⑤其他", "3.5万元", "减租")]
[True, True, True, True, True, True, False, False]
"""
_SIGN = re.compile(f"[{SIGNS}]")
_NO_DIGIT = re.compile(rf"[^{HAN}\d]")


def read_number(marker: str) -> int:
    """The number that an enumerator counts; 1 when it counts none.

    >>> [read_number(m) for m in ("十二、", "（三）", "第五条", "②", "㈢", "二是", "问：")]
    [12, 3, 5, 2, 3, 2, 1]
    """
    if _SIGN.match(marker):
        return ord(marker[0]) + 1 - max(first for first in _SIGN_ROWS if first <= ord(marker[0]))
    return int(parse_numeral(_NO_DIGIT.sub("", marker)) or 1)
