"""Damage that can only be marked: what was taken away is not there to restore."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from scraper.lexicon.phrases import Expression
from scraper.lexicon.wordbook import load_book
from scraper.model.text import Damage
from scraper.text.sentence_ends import STATEMENT

_TORN = re.compile(
    r"\ufffd|[?][a-z]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)]"
    # 一 and 现 at the head of a line, read one byte late: ?。ㄒ唬, ?F(xi
    r"|[?？]。?[\u3105-\u312f]|^[?？]。\S|[?？]F[(]",
    re.MULTILINE,
)
_EMPTY_YEAR = re.compile(r"(?:〔〕|\[\]|【】)\d{1,4}号")
_BARE_DECIMAL = re.compile(r"\.\d{1,4}(?:[万亿%％元]|个百分点)")
_NUMBERED = "[按达占为至过到约近超计长降高低予助贴励费资款]"
"""Characters that a number follows when a unit comes next."""
_SOME = "零〇一二两三四五六七八九十百千万亿几数余多半各每上下整这那本前首单当满某头末"
_BARE_UNIT = re.compile(
    # The unit's first character makes the search quick; what should stand before it is looked at behind it.
    rf"[万亿%％个家户月小日元年第](?:(?<={_NUMBERED}[万亿])元|(?<={_NUMBERED}[%％])|(?<={_NUMBERED}个)百分点|(?<=[予助贴励过高]元)(?=[{STATEMENT}，,、/])"
    rf"|(?<=[\u4e00-\u9fff]个)(?<![{_SOME}]个)(?:月|工作日)|(?<=[省市县区州为有对共计达][家户])企业|(?<=[至自于从到]月)\d{{1,2}}日"
    r"|(?<=[在于后达过至]小)时|(?<=[在于后前达过至]日)内|(?<=\d年)月\d|(?<=第)[条款号])"
)
_BOOK = load_book("damage")
_SPUN, _SPUN_TOO = _BOOK["spun"].compile(), _BOOK["spun.too"].compile()
_SPUN_SIGNS = _BOOK["spun.sign"].words
_SPAM, _AGAINST = (_BOOK[key].compile() for key in ("spam", "against"))
_GENRES = load_book("genres")
# A line that names a document; before it stands the issuer.
_TITLE = re.compile(rf"(?:{_BOOK['title'].source})(?:{_GENRES['papers'].source}|{_GENRES['papers.titled'].source})")
_DATE_LINE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4}) ?年.{1,4}月.{1,4}日")
_MAX_SIGNATURE = 40
"""Characters of a signature: the longest names of joint offices on a line."""
_MIN_BARE = 2
"""Units without a number that are no slip of the keyboard."""
_EDGE_LINES = 3
"""Lines at each end of a text: intruders write above the title and below the signature."""
_MAX_SPAM_LINE = 200
"""Characters of an advertisement; a longer line is a paragraph of the text."""


def find_damage(text: str) -> tuple[Damage, ...]:
    """Kinds of damage that a Simplified text shows, in the order of `Damage`.

    >>> [d.value for d in find_damage("根据人社发〔〕24号文件，减免失业保险费.99万元。")]
    ['digits-stripped']
    """
    found = {
        Damage.LOST_BYTES: bool(_TORN.search(text)),
        Damage.DIGITS_STRIPPED: has_stripped_digits(text),
        Damage.SPUN: is_spun(text),
        Damage.HIJACKED_ISSUER: has_hijacked_issuer(text),
        Damage.SPAM_LINES: has_spam_lines(text),
    }
    return tuple(damage for damage, present in found.items() if present)


def has_stripped_digits(text: str) -> bool:
    """True when numbers were removed: a year's brackets stand empty, or units stand without their amounts.

    >>> has_stripped_digits("惠及我市家企业，累计万元。"), has_stripped_digits("惠及我市26家企业，累计3.5万元。")
    (True, False)
    """
    if _EMPTY_YEAR.search(text) or any(_is_han(text[m.start() - 1 : m.start()]) for m in _BARE_DECIMAL.finditer(text)):
        return True
    return len(_BARE_UNIT.findall(text)) >= _MIN_BARE


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def is_spun(text: str) -> bool:
    """True when a machine replaced the terms of officials by synonyms that no official writes.

    >>> is_spun("市生长改造委实行方案，各单元踊跃撑持"), is_spun("市发展改革委实施方案，各单位积极支持")
    (True, False)
    """
    found = list_words(_SPUN, text) if any(sign in text for sign in _SPUN_SIGNS) else frozenset()
    return len(found) > 1 or (len(found) == 1 and len(list_words(_SPUN_TOO, text)) > 1)


def list_words(expression: Expression, text: str) -> frozenset[str]:
    """What an expression finds in a text, each wording once.

    >>> sorted(list_words(_SPUN_TOO, "各部分踊跃，各部分"))
    ['各部分', '踊跃']
    """
    return frozenset(match.group() for match in expression.finditer(text))


def is_spam(line: str) -> bool:
    """True for a line that advertises gambling or pornography.

    >>> is_spam("真人百家乐官网"), is_spam("关于打击博彩的通知")
    (True, False)
    """
    return _SPAM.search(line) is not None and _AGAINST.search(line) is None


def has_spam_lines(text: str) -> bool:
    r"""True when one of the first or last lines advertises gambling or pornography; lines against them don't count.

    >>> has_spam_lines("真人百家乐官网\n关于稳岗返还的通知"), has_spam_lines("关于打击博彩的通知")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
    return any(len(line) <= _MAX_SPAM_LINE and is_spam(line) for line in edges)


def has_hijacked_issuer(text: str) -> bool:
    r"""True when a phrase of spam stands where a title or a signature names the issuer, or again and again inside the text.

    >>> has_hijacked_issuer("亚博体育官网关于印发若干措施的通知"), has_hijacked_issuer("市政府关于查处博彩的通知")
    (True, False)
    >>> has_hijacked_issuer("请认真贯彻执行。\n真人娱乐平台开户\n2020年3月1日")
    True
    """
    if not _SPAM.search(text):
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    titles = ((line, title.start()) for line in lines if (title := _TITLE.search(line)))
    signatures = (line for line, after in pairwise(lines) if len(line) <= _MAX_SIGNATURE and _DATE_LINE.fullmatch(after))
    if any(_SPAM.search(line, 0, end) for line, end in titles) or any(map(_SPAM.search, signatures)):
        return True
    inner = (line for line in lines[_EDGE_LINES:-_EDGE_LINES] if not _AGAINST.search(line))
    return max(Counter(found[0] for line in inner if (found := _SPAM.search(line))).values(), default=0) > 1
