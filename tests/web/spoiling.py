"""What happens to a text on its way through the web: the damage of reposted notices, done on purpose to our own words.

Each function takes the blocks of a text (paragraphs) and gives them back damaged, always in the same places: nothing here is random.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import opencc
from pypinyin import Style, lazy_pinyin

Blocks = tuple[str, ...]

BRACKETED = frozenset("復業產務資關實對應進會機補責調導測總報過發開設計單點線達確質環選險續難類")
"""Traditional characters that get their reading in brackets, as converters with a broken table print them."""

SPUN = {
    "实施方案": "实行方案",
    "发展改革": "生长改造",
    "发展": "生长",
    "工作": "事情",
    "支持": "撑持",
    "单位": "单元",
    "部门": "部分",
    "政府": "当局",
    "服务": "办事",
    "创新": "立异",
    "完善": "美满",
    "建设": "扶植",
    "积极": "踊跃",
}
"""What a synonym spinner makes of the words of an official text."""

SPAM_FIRST = "某某体育官网注册送彩金【示例垃圾行】"
SPAM_LAST = "某某棋牌游戏在线下载，点击领取首存优惠【示例垃圾行】"
HIJACKER = "某某体育官网"

_WORD_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,4})?")

_to_traditional = opencc.OpenCC("s2t")


def bracket_pinyin(blocks: Sequence[str]) -> Blocks:
    """Class 1: Simplified became Traditional, and listed characters carry their reading.

    >>> bracket_pinyin(["组织企业复工"])
    ('組織企業(yè)復(fù)工',)
    """
    return tuple("".join(_gloss(c) for c in _to_traditional.convert(b)) for b in blocks)


def space_pinyin(blocks: Sequence[str]) -> Blocks:
    """Class 1, the variant with a space inside the bracket and doubled commas.

    >>> space_pinyin(["会议，开始"])
    ('會(huì )議，，開(kāi )始',)
    """
    return tuple(b.replace(")", " )").replace("，", "，，") for b in bracket_pinyin(blocks))


def write_traditional(blocks: Sequence[str]) -> Blocks:
    """Class 2: Traditional without brackets, with the usual wrong conversion of 干 and 标准.

    >>> write_traditional(["若干政策标准"])
    ('若幹政策標准',)
    """
    return tuple(_to_traditional.convert(b).replace("若干", "若幹").replace("標準", "標准") for b in blocks)


def insert_page_numbers(blocks: Sequence[str], length: int = 100) -> Blocks:
    """Class 3: the text runs on in one line and is cut into pages of equal length, each opened by its number.

    >>> insert_page_numbers(["甲乙丙丁", "戊己庚"], length=3)
    ('1、甲乙丙\\n2、丁戊己\\n3、庚',)
    """
    text = "".join(blocks)
    pages = [text[i : i + length] for i in range(0, len(text), length)]
    return ("\n".join(f"{number}、{page}" for number, page in enumerate(pages, 1)),)


def strip_digits(blocks: Sequence[str]) -> Blocks:
    """Class 4: a filter ate numbers: every second one is gone, a decimal keeps its tail.

    >>> strip_digits(["惠及26家企业，843.5万元，3个月"])
    ('惠及家企业，843.5万元，个月',)
    """
    return tuple(_strip_line(b) for b in blocks)


def spin_words(blocks: Sequence[str]) -> Blocks:
    """Class 4: synonyms in place of the words of the trade.

    >>> spin_words(["支持企业发展的实施方案"])
    ('撑持企业生长的实行方案',)
    """
    return tuple(_replace_words(b) for b in blocks)


def hijack_issuer(blocks: Sequence[str], issuers: Sequence[str]) -> Blocks:
    """Class 4: a spam phrase where the issuer stood, spam lines first and last.

    >>> hijack_issuer(["某局通知如下"], ["某局"])[1]
    '某某体育官网通知如下'
    """
    hurt = [_replace_all(b, issuers) for b in blocks]
    return (SPAM_FIRST, *hurt, SPAM_LAST)


def break_lines(blocks: Sequence[str], width: int = 34) -> Blocks:
    """Class 5: a PDF was pasted; every line ends where the page did.

    >>> break_lines(["甲乙丙丁戊"], width=2)
    ('甲乙\\n丙丁\\n戊',)
    """
    return tuple("\n".join(b[i : i + width] for i in range(0, len(b), width)) for b in blocks)


def vary_brackets(number: str, form: str) -> str:
    """Class 5: the year of a document number in any of the brackets that are in use.

    >>> vary_brackets("鲁工信研〔2020〕19号", "[]")
    '鲁工信研[2020]19号'
    """
    return number.replace("〔", form[0]).replace("〕", form[1])


WORDS: dict[str, Callable[[Sequence[str]], Blocks]] = {
    "bracket-pinyin": bracket_pinyin,
    "space-pinyin": space_pinyin,
    "traditional": write_traditional,
    "digits-stripped": strip_digits,
    "spun": spin_words,
}
"""Damage to words, everywhere on a page."""

RUNNING: dict[str, Callable[[Sequence[str]], Blocks]] = {"page-numbers": insert_page_numbers, "line-breaks": break_lines}
"""Damage to the running text alone."""


def _gloss(char: str) -> str:
    return f"{char}({lazy_pinyin(char, style=Style.TONE)[0]})" if char in BRACKETED else char


def _strip_line(line: str) -> str:
    found = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal found
        found += 1
        return match.group() if found % 2 == 0 else match.group().partition(".")[1] + match.group().partition(".")[2]

    return _WORD_NUMBER.sub(drop, line)


def _replace_words(line: str) -> str:
    for word, spun in SPUN.items():
        line = line.replace(word, spun)
    return line


def _replace_all(line: str, issuers: Sequence[str]) -> str:
    for issuer in issuers:
        line = line.replace(issuer, HIJACKER)
    return line
