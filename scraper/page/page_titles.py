"""Which of a page's titles a reader would cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scraper.page.page_labels import read_labels
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
_SITE = re.compile(
    r"(?:门户网站?|官方网站|官网|网站|政府网|信息网|新闻网|政务网|公开平台|[^关于]{1,12}网|频道|首页|人民政府|在线|日报|晚报)$"
)
_COLUMN_MARK = re.compile(
    r"^[【\[]\s{0,2}(?:关注|转载|转发|图文|视频|专题|原创|头条|热点|重磅|速看|最新|公告|通知公告|政策|解读|图解|一图读懂|文字解读|音频解读|视频解读|政策解读|新闻|快讯|要闻|权威发布)\s{0,2}[】\]]\s{0,3}"
)
_AFTERTHOUGHT = re.compile(r"\s{0,3}[(（【\[]\s{0,2}(?:转载|转发|转|图|组图|多图|附图|视频|全文|原创|图文)\s{0,2}[)）】\]]$")
_NUMBER = re.compile(
    r"\s{0,3}[(（]\s{0,2}[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z ]{0,26}[〔\[【(（﹝]\s?(?:19|20)\d\d\s?年?\s?[〕\]】)）﹞]"
    r"\s{0,3}第?\s?\d{1,5}\s?号\s{0,2}[)）]?$"
)
_ENUMERATOR = re.compile(rf"\s{{0,3}}{MARKER}")
_DOC_NUMBER = re.compile(r"^[^，。]{0,16}[〔\[【(（﹝]\s?(?:19|20)\d\d\s?[〕\]】)）﹞]\s?第?\d{1,5}\s?号$|^第\s?\d{1,5}\s?号$")
_STOP = re.compile(rf"[{STATEMENT}]|[，,：:、]$")
_BARE_DATE = re.compile(r"^[\d\s年月日〇零○一二三四五六七八九十:\-/.()（）]{4,30}$")
# A line that is all in brackets, and the page of a newspaper: （资料图片仅供参考）, 第02版：要闻, A3版 经济
_ASIDE = re.compile(
    r"^(?:[(（【\[][^()（）【】\[\]]{1,60}[)）】\]]|(?:第?[A-Z]?\d{1,3}|第[一二三四五六七八九十]{1,3})版(?:[:：\s][^，。]{0,8})?)$"
)
_LONGEST = 120
_LONGEST_SITE = 26


def clean_title(text: str) -> str:
    """A title without column marks, afterthoughts and its document number.

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
    """What a page prints: bare lines, and those without the labels behind them."""

    lines: Sequence[str]

    @cached_property
    def bare(self) -> tuple[str, ...]:
        return tuple(map(bare_text, self.lines))

    @cached_property
    def shown(self) -> frozenset[str]:
        return frozenset(self.bare)

    @cached_property
    def cut(self) -> frozenset[str]:
        return frozenset(bare_text(line[: labels[0].start]) for line in self.lines if (labels := read_labels(line[:240])))

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
            if _SITE.search(fold_width(title)) and len(title) < _LONGEST_SITE and "关于" not in title:
                continue
            if bare_text(text) in page.shown or page.shows(bare_text(title)):
                return found
            usable.append(found)
            if " " in title and page.shows(bare_text(shorter := title.rpartition(" ")[0])) and len(shorter) > 0.6 * len(title):
                return Candidate(shorter, candidate.rule, text)
    return next(iter(usable), None)


def _readings(text: str, names: set[str]) -> list[str]:
    """The text without site and column names, whole first, then its parts, longest first."""
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) < 2:
        return [text]
    kept = [part for part in parts if bare_text(part) not in names and not (_SITE.search(fold_width(part)) and len(part) < 30)]
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
