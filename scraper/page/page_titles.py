"""Possible titles of a page to the one that a reader would cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scraper.lexicon.wordbook import load_book
from scraper.page.page_labels import LABELLED, read_labels
from scraper.text.enumerators import MARKER
from scraper.text.fold import bare_text, fold_width
from scraper.text.sentence_ends import STATEMENT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible title, the rule that found it, and the words as printed where cleaning changed them."""

    text: str
    rule: str
    quote: str = ""


_SEPARATOR = re.compile(r"\s{0,3}(?:_{1,3}|[|丨｜]|-{1,3}|—{1,3}|–{1,2}|－{1,2}|>{1,2}|»|::)\s{0,3}")
_BOOK = load_book("page_titles")
_SITE = _BOOK["site.ending"].compile()
_ABOUT = _BOOK["title.about"].compile()
_COLUMN_MARK = re.compile(rf"^[【\[]\s{{0,2}}(?:{_BOOK['column.mark'].source})\s{{0,2}}[】\]]\s{{0,3}}")
_AFTERTHOUGHT = re.compile(rf"\s{{0,3}}[(（【\[]\s{{0,2}}(?:{_BOOK['column.afterthought'].source})\s{{0,2}}[)）】\]]$")
_YEAR_AND_NUMBER = r"[〔\[【(（﹝]\s?(?:[1１][9９]|[2２][0０])\d\d\s?[〕\]】)）﹞]\s?第?\d{1,5}\s?号"
_NUMBER = re.compile(
    r"\s{0,3}[(（]\s{0,2}[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z ]{0,26}[〔\[【(（﹝]\s?(?:[1１][9９]|[2２][0０])\d\d\s?年?\s?[〕\]】)）﹞]"
    r"\s{0,3}第?\s?\d{1,5}\s?号\s{0,2}[)）]?$"
)
_ENUMERATOR = re.compile(rf"\s{{0,3}}{MARKER}")
_DOC_NUMBER = re.compile(rf"^[^，。]{{0,16}}{_YEAR_AND_NUMBER}$|^第\s?\d{{1,5}}\s?号$")
_STOP = re.compile(rf"[{STATEMENT}]|[，,：:、]$")
_BARE_DATE = re.compile(r"^[\d\s年月日〇零○一二三四五六七八九十:\-/.()（）]{4,30}$")
# A line that is all in brackets, and the page of a newspaper: （资料图片仅供参考）, 第02版：要闻, A3版 经济
_ASIDE = re.compile(
    r"^(?:[(（【\[][^()（）【】\[\]]{1,60}[)）】\]]|(?:第?[A-Z]?\d{1,3}|第[一二三四五六七八九十]{1,3})版(?:[:：\s][^，。]{0,8})?)$"
)
_LONGEST = 120
_LONGEST_SITE, _LONGEST_PART = 26, 30
"""Characters below which a title, or one part of it, that ends like a site's name is taken for one; sites have short names."""

_MOST_OF_TITLE = 0.6
"""What stands before the last blank of a title is all of it only if it is the larger part."""


def clean_title(text: str) -> str:
    """A printed title to the title without column marks, afterthoughts and document number.

    >>> clean_title("【关注】某市出台十条措施（转载）"), clean_title("某市政府关于印发若干措施的通知(某府〔2019〕31号)")
    ('某市出台十条措施', '某市政府关于印发若干措施的通知')
    """
    kept = text.strip()
    for pattern in (_COLUMN_MARK, _AFTERTHOUGHT, _NUMBER):
        shorter = pattern.sub("", kept).strip()
        kept = shorter if len(shorter) >= 5 else kept
    return kept


def is_title(text: str) -> bool:
    """True when a line has the form of a title: no sentence, no enumerator, no number or date alone, not too short or long.

    >>> [is_title(t) for t in ("某县提前启动失业保险返还", "一、申请对象有哪些？", "各市工业和信息化局：", "某府〔2019〕31号", "首页")]
    [True, False, False, False, False]
    >>> [is_title(t) for t in ("（资料图片仅供参考）", "第02版：要闻", "A3版 经济", "（试行）某县稳岗办法", "第一版图书目录公布")]
    [False, False, False, True, True]
    """
    if len(text) > 2 * _LONGEST:
        return False
    shadow = fold_width(text).strip()
    if not 5 <= len(shadow) <= _LONGEST or _STOP.search(shadow) or shadow.count(",") > 4:
        return False
    if not any("\u4e00" <= char <= "\u9fff" for char in shadow):
        return False
    return not (_ENUMERATOR.match(shadow) or _DOC_NUMBER.match(shadow) or _BARE_DATE.match(shadow) or _ASIDE.match(shadow))


@dataclass(frozen=True)
class _Print:
    """The lines that a page prints round its body, asked whether a title stands among them."""

    lines: Sequence[str]

    @cached_property
    def bare(self) -> tuple[str, ...]:
        return tuple(map(bare_text, self.lines))

    @cached_property
    def shown(self) -> frozenset[str]:
        return frozenset(self.bare)

    @cached_property
    def cut(self) -> frozenset[str]:
        return frozenset(bare_text(line[: labels[0].start]) for line in self.lines if (labels := read_labels(line[:LABELLED])))

    def shows(self, title: str) -> bool:
        """True when a line prints the bare title, alone or with labels behind it, or two or three lines print it between them."""
        return title in self.shown or title in self.cut or _is_wrapped(title, self.bare)


def find_title(candidates: Iterable[Candidate], printed: Sequence[str], refused: Iterable[str]) -> Candidate | None:
    """The first candidate that the page also prints, else the first that has the form of a title.

    `printed` are lines of the page round the body; `refused` are names of site and columns, which are no titles and are cut off.
    """
    names = {bare_text(name) for name in refused if name}
    page = _Print(printed)
    usable: list[Candidate] = []
    for candidate in candidates:
        for text in _readings(candidate.text, names):
            title = clean_title(text)
            if len(bare_text(title)) < 4 or bare_text(title) in names:
                continue
            found = Candidate(title, candidate.rule, text)
            if _SITE.search(fold_width(title)) and len(title) < _LONGEST_SITE and not _ABOUT.search(title):
                continue
            if bare_text(text) in page.shown or page.shows(bare_text(title)):
                return found
            usable.append(found)
            if " " in title and page.shows(bare_text(shorter := title.rpartition(" ")[0])) and len(shorter) > _MOST_OF_TITLE * len(title):
                return Candidate(shorter, candidate.rule, text)
    return next(iter(usable), None)


def _readings(text: str, names: set[str]) -> list[str]:
    """The texts that a candidate may mean: the whole first, then its parts without names of sites and columns, longest first."""
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) < 2:
        return [text]
    kept = [part for part in parts if bare_text(part) not in names and not (_SITE.search(fold_width(part)) and len(part) < _LONGEST_PART)]
    whole = [text] if len(kept) == len(parts) else []
    return whole + sorted(kept or parts, key=len, reverse=True) + ([] if whole else [text])


def _is_wrapped(title: str, lines: Sequence[str]) -> bool:
    """True when two or three neighbouring lines print the title between them."""
    if len(title) < 8:
        return False
    return any(
        title in ("".join(lines[at : at + 2]), "".join(lines[at : at + 3]))
        for at in range(len(lines))
        if lines[at] and title.startswith(lines[at])
    )
