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
CIRCLED = "\u2460-\u2473"
"""① to ⑳, a range of a class."""

ENUMERATOR = re.compile(
    rf"(?P<part>第[{HAN}]{{1,4}}[章节编](?![节程末之的]))"
    rf"|(?P<article>第(?:[{HAN}]{{1,5}}|\d{{1,3}})条)(?![例款件约])"
    rf"|(?P<ask>问\d{{0,2}}:|Q\d{{0,2}}[:、.])"
    rf"|(?P<h1>[{HAN}]{{1,3}}、)"
    rf"|(?P<h2>\([{HAN}]{{1,3}}\))(?!项(?!目)|款(?!项)|[、至和及]\()"
    r"|(?P<h3>\d{1,2}(?:[.、](?!\d)| (?=[\u4e00-\u9fff])))"
    r"|(?P<h4>\(\d{1,2}\)|\d{1,2}\))"
    rf"|(?P<h5>[{CIRCLED}])"
    rf"|(?P<said>[{HAN}]{{1,2}}是(?![否非])|第[{HAN}]{{1,2}},)"
)
"""One enumerator of folded text; the group that matched is its kind.

>>> [ENUMERATOR.match(text).lastgroup for text in ("第二章 扶持", "一、减租", "(二)补贴", "3.贷款", "(4)担保", "二是减税")]
['part', 'h1', 'h2', 'h3', 'h4', 'said']
>>> [ENUMERATOR.match(text) for text in ("3.5万元", "第三条例", "(二)项规定", "减租")]
[None, None, None, None]
"""
# Where an enumerator may stand inside a line: after a stop, after blanks, and for digits and brackets after any ideograph.
INLINE = re.compile(
    rf"(?=[(\d{CIRCLED}{HAN}第])(?:"
    rf"(?:(?<=[。;:!?,”\)])|(?<=[ \u4e00-\u9fff]))(?=\([{HAN}\d]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|[{CIRCLED}])"
    rf"|(?<=[。;:!?”) ])(?=[{HAN}]{{1,3}}、|第[{HAN}\d]{{1,5}}[条章节]|第[{HAN}]{{1,2}},)"
    rf"|(?<=[。;:!?,_ ])(?=[{HAN}]{{1,2}}是))"
)
ARTICLE = rf"第\s?[{HAN}\d]{{1,6}}[编章节条]"
"""第一章, 第12条: a piece of an expression."""
MARKER = rf"(?:{ARTICLE}|[(（][{HAN}\d]{{1,4}}[)）]|[{HAN}]{{1,4}}[)）、.．]|\d{{1,4}}\s?[)）、.．](?!\d)|[{CIRCLED}])"
"""Any printed enumerator in either width: a piece of an expression.

>>> [bool(re.match(MARKER, text)) for text in ("第十一条 补贴", "一、减租", "（二）补贴", "3．贷款", "4）担保", "⑤其他", "3.5万元", "减租")]
[True, True, True, True, True, True, False, False]
"""
_NO_DIGIT = re.compile(rf"[^{HAN}\d]")


def read_number(marker: str) -> int:
    """The number that an enumerator counts; 1 when it counts none.

    >>> [read_number(m) for m in ("十二、", "（三）", "第五条", "②", "二是", "问：")]
    [12, 3, 5, 2, 2, 1]
    """
    if "\u2460" <= marker[:1] <= "\u2473":
        return ord(marker[0]) - 0x245F
    return int(parse_numeral(_NO_DIGIT.sub("", marker)) or 1)
