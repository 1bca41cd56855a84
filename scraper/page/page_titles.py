"""Possible titles of a page to the one that a reader would cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scraper.lexicon.wordbook import load_book
from scraper.page.page_labels import LABELLED, is_date_line, is_label_line, read_labels
from scraper.text.enumerators import MARKER
from scraper.text.fold import bare_text, fold_width, squash
from scraper.text.sentence_ends import STATEMENT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible title, the rule that found it, the words as printed where cleaning changed them, and its fewest letters."""

    text: str
    rule: str
    quote: str = ""
    shortest: int = 4


_SEPARATOR = re.compile(r"\s{0,3}(?:_{1,3}|[|丨｜]|-{1,3}|—{1,3}|–{1,2}|－{1,2}|>{1,2}|»|::)\s{0,3}")
_BOOK, _GENRES = load_book("page_titles"), load_book("genres")
_SITE = _BOOK["site.ending"].compile()
_ABOUT = _BOOK["title.about"].compile()
_COLUMN_MARK = re.compile(rf"^[【\[]\s{{0,2}}(?:{_BOOK['column.mark'].source})\s{{0,2}}[】\]]\s{{0,3}}")
_AFTERTHOUGHT = re.compile(rf"\s{{0,3}}[(（【\[]\s{{0,2}}(?:{_BOOK['column.afterthought'].source})\s{{0,2}}[)）】\]]$")
_YEAR_AND_NUMBER = r"[〔\[【(（﹝]\s?(?:[1１][9９]|[2２][0０])\d\d\s?[〕\]】)）﹞]\s?第?\d{1,5}\s?号"
_TAG = re.compile(r"^[\[［][^\[\]［］]{1,10}[\]］]\s{0,3}")
_GLUED_MARK = re.compile(rf"^(?:{_BOOK['column.mark'].source})\s{{0,3}}")
_GLUED_BEHIND = re.compile(r"(?:\s{0,3}[\[［][^\[\]［］]{1,4}[\]］]|\s{0,3}\d{1,6})$")
"""What a printed title may have behind it: a button, a count of comments."""

_NAMED = re.compile(rf"^\s{{0,3}}(?:{load_book('titles')['label'].source})\s{{0,3}}[:：]\s{{0,3}}")
_ORIGIN = re.compile(rf"^(?:{_BOOK['column.origin'].source})\s{{1,3}}")
_DAY = re.compile(
    r"\s{0,3}[(（\[【]?(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?:\s{1,3}\d{1,2}:\d\d(?::\d\d)?)?[)）\]】]?(?:\s{1,4}[^\s。，,]{2,14})?$"
)
_NUMBER = re.compile(
    r"\s{0,3}[(（]\s{0,2}[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z ]{0,26}[〔\[【(（﹝]\s?(?:[1１][9９]|[2２][0０])\d\d\s?年?\s?[〕\]】)）﹞]"
    r"\s{0,3}第?\s?\d{1,5}\s?号\s{0,2}[)）]?$"
)
_LEADING_NUMBER = re.compile(
    rf"^[\u4e00-\u9fff]{{1,12}}{_YEAR_AND_NUMBER}\s{{0,3}}[-—:：\s]\s{{0,3}}-?(?=.{{0,60}}{_BOOK['title.about'].source})"
)
_ENUMERATOR = re.compile(rf"\s{{0,3}}{MARKER}")
_DOC_NUMBER = re.compile(rf"^[^，。]{{0,16}}{_YEAR_AND_NUMBER}$|^第\s?\d{{1,5}}\s?号$")
_STOP = re.compile(rf"[{STATEMENT}]|[，,：:、]$")
_NO_START = re.compile(rf"[—–-]{{2}}|{_BOOK['talk.turn'].source}")
"""How no title begins: a subtitle, a turn of a talk."""

_BARE_DATE = re.compile(r"^[\d\s年月日〇零○一二三四五六七八九十:\-/.()（）]{4,30}$")
# A line that is all in brackets, and the page of a newspaper: （资料图片仅供参考）, 第02版：要闻, A3版 经济
_ASIDE = re.compile(
    r"^(?:[(（【\[][^()（）【】\[\]]{1,60}[)）】\]]|(?:第?[A-Z]?\d{1,3}|第[一二三四五六七八九十]{1,3})版(?:[:：\s][^，。]{0,8})?)$"
)
_GENRE = rf"(?:{_GENRES['acts'].source})(?:[(（][^()（）]{{2,20}}[)）])?"
_NUMBER_BEHIND = re.compile(rf"(?<=[^\s，。])(?P<genre>{_GENRE})\s{{0,3}}[\u4e00-\u9fff]{{1,12}}{_YEAR_AND_NUMBER}$")
_HAN = re.compile("[\u4e00-\u9fff]")
_BRACKETED = re.compile(r"^[【\[(][^【】\[\]()]{1,20}[】\])]")
_EDGE = " /-—–_|>»"
_CUT = re.compile(r"(?:\.{2,6}|…{1,2})$")
_SHORTEST_START, _SHORTEST_AGREED = 6, 8
"""Letters of a title's beginning that tell what it is, where the page cut it, and of one that needn't be printed."""

_LONGEST = 120
_LONGEST_SITE, _LONGEST_PART = 26, 30
"""Characters below which a title, or one part of it, that ends like a site's name is taken for one; sites have short names."""

_MOST_OF_TITLE = 0.6
"""What stands before the last blank of a title is all of it only if it is the larger part."""


def clean_title(text: str) -> str:
    """A printed title to the title without column marks, afterthoughts and document number.

    >>> clean_title("【关注】某市出台十条措施（转载）"), clean_title("某市政府关于印发若干措施的通知(某府〔2019〕31号)")
    ('某市出台十条措施', '某市政府关于印发若干措施的通知')
    >>> clean_title("[某某面馆]某市小店开张记（组图）"), clean_title("某县新添两座桥２０２１-０４-２９")
    ('某市小店开张记', '某县新添两座桥')
    """
    kept = _NUMBER_BEHIND.sub(r"\g<genre>", cut_labels(text.strip()))
    for pattern in (_NAMED, _ORIGIN, _COLUMN_MARK, _TAG, _DAY, _AFTERTHOUGHT, _NUMBER):
        match = pattern.search(fold_width(kept))
        shorter = f"{kept[: match.start()]}{kept[match.end() :]}".strip() if match else kept
        kept = shorter if len(shorter) >= 5 else kept
    return kept


def cut_name(line: str) -> str:
    """A line without the word that names what follows as a title.

    >>> cut_name("原标题：某县新添两座桥"), cut_name("标题党的末日")
    ('某县新添两座桥', '标题党的末日')
    """
    return _NAMED.sub("", line)


def cut_labels(text: str) -> str:
    """A printed title to the title without the labels that run on behind it.

    >>> cut_labels("某市出台措施【时间：2019-05-20 16:35】【来源：某某日报】"), cut_labels("某市：来源于生活的十条措施")
    ('某市出台措施', '某市：来源于生活的十条措施')
    """
    labels = read_labels(text[:LABELLED])
    start = labels[0].start if labels else 0
    return text[:start].rstrip(" \u3000|[【(（") if start >= 5 and is_label_line(text[start:]) else text


def is_numbered(line: str, following: str) -> bool:
    """True for a line with 关于 and a document number below it.

    >>> is_numbered("某市关于支持小店的通知", "某政发〔2021〕3号"), is_numbered("某市政府文件", "某政发〔2021〕3号")
    (True, False)
    """
    return _ABOUT.search(line) is not None and _DOC_NUMBER.match(fold_width(following).strip()) is not None


def read_tail(line: str, title: str) -> tuple[str, ...]:
    """What a line prints behind a title, where it dates the page or names its source; nothing else.

    >>> read_tail("某县新添两座桥2021-04-29", "某县新添两座桥"), read_tail("某县新添两座桥 来源：某报 打印", "某县新添两座桥")
    (('2021-04-29',), ('来源：某报 打印',))
    >>> read_tail("某县新添两座桥的故事", "某县新添两座桥")
    ()
    """
    tail = line.partition(title)[2].strip() if title else ""
    return (tail,) if tail and is_label_line(tail) and (read_labels(tail) or is_date_line(tail)) else ()


def is_title(text: str) -> bool:
    """True when a line has the form of a title: no sentence, no enumerator, no number or date alone, not too short or long.

    >>> [is_title(t) for t in ("某县提前启动失业保险返还", "一、申请对象有哪些？", "各市工业和信息化局：", "某府〔2019〕31号", "首页")]
    [True, False, False, False, False]
    >>> [is_title(t) for t in ("（资料图片仅供参考）", "第02版：要闻", "A3版 经济", "（试行）某县稳岗办法", "第一版图书目录公布")]
    [False, False, False, True, True]
    >>> is_title("【引证码】 ABC.11.1598088"), is_title("——小店节侧记")
    (False, False)
    """
    if len(text) > 2 * _LONGEST:
        return False
    shadow = fold_width(text).strip()
    if not 5 <= len(shadow) <= _LONGEST or _STOP.search(shadow) or _NO_START.match(shadow) or shadow.count(",") > 4:
        return False
    if not _HAN.search(_BRACKETED.sub("", shadow)):
        return False
    return not (_ENUMERATOR.match(squash(shadow)) or _DOC_NUMBER.match(shadow) or _BARE_DATE.match(shadow) or _ASIDE.match(shadow))


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
        return frozenset(bare_text(core) for line in self.lines for core in _list_cores(line))

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
        words = _LEADING_NUMBER.sub("", candidate.text)
        for text in _readings(words, names):
            title = clean_title(text)
            if len(bare_text(title)) < candidate.shortest or bare_text(title) in names:
                continue
            found = Candidate(title, candidate.rule, text)
            if is_site(title):
                continue
            if bare_text(text) in page.shown or page.shows(bare_text(title)):
                return found
            usable.append(found)
            if (
                " " in title
                and page.shows(bare_text(shorter := title.rpartition(" ")[0].rstrip(_EDGE)))
                and len(shorter) > _MOST_OF_TITLE * len(title)
            ):
                return Candidate(shorter, candidate.rule, text)
        joined = next((text for text in _joins(words, names) if bare_text(text) in page.shown), None)
        if joined:
            return Candidate(clean_title(joined), candidate.rule, joined)
    return next(iter(usable), None)


def is_site(text: str) -> bool:
    """True for a short text that ends like the name of a site.

    >>> is_site("某市人民政府门户网站"), is_site("关于建设某网的通知"), is_site("某市出台措施")
    (True, False, False)
    """
    return len(text) < _LONGEST_SITE and not _ABOUT.search(text) and _SITE.search(fold_width(text)) is not None


def split_title(text: str) -> tuple[str, ...]:
    """The parts of a page's title: its own, its columns, its site.

    >>> split_title("某市出台措施_政策解读 - 某市信息网")
    ('某市出台措施', '政策解读', '某市信息网')
    """
    return tuple(part for part in _SEPARATOR.split(text) if part.strip())


def is_declared(heading: str, declared: str) -> bool:
    """True for a heading with which the page's declared title begins, perhaps cut off, or that is the longest part of it.

    >>> is_declared("某市出台措施", "某市出台措施_某市信息网"), is_declared("某市出台十条惠企措施", "某市出台十条...")
    (True, True)
    >>> is_declared("全新首页", "某市出台措施_某市信息网"), is_declared("某市信息网", "某市出台措施_某市信息网")
    (False, False)
    """
    own, whole, parts = bare_text(heading), bare_text(declared), split_title(declared)
    cut = _CUT.search(parts[0].strip()) if parts else None
    if cut and len(start := bare_text(parts[0])) >= _SHORTEST_START and own.startswith(start):
        return True
    return whole.startswith(own) or (not is_site(heading) and own == max(map(bare_text, parts), key=len, default=""))


def is_agreed(declared: Iterable[str]) -> bool:
    """True where a page declares one title twice and it is no site's name.

    >>> is_agreed(("某市出台十条措施 - 某网", "某市出台十条措施_要闻_某网"))
    True
    >>> is_agreed(("某市信息网", "某市信息网")), is_agreed(("某市出台十条措施",))
    (False, False)
    """
    firsts = [split_title(text)[0] for text in declared if split_title(text)]
    bare = {bare_text(first) for first in firsts}
    return len(firsts) > 1 and len(bare) == 1 and not is_site(firsts[0]) and len(*bare) >= _SHORTEST_AGREED


def is_site_heading(heading: str, declared: str) -> bool:
    """True for a heading that names the site: it shares a part with the end of the declared title and isn't its beginning.

    >>> is_site_heading("某省某办-某国某办", "通知公告_某省某办"), is_site_heading("某省某办公告", "某省某办公告_某省某办")
    (True, False)
    """
    parts = split_title(declared)
    ends = {bare_text(part) for part in parts[1:]}
    own = [bare_text(part) for part in split_title(heading)]
    return not bare_text(declared).startswith(bare_text(heading)) and len(own) > 1 and bool(ends.intersection(own))


def _readings(text: str, names: set[str]) -> list[str]:
    """The texts that a candidate may mean: the whole first, then its parts without names of sites and columns, longest first."""
    parts = split_title(text)
    if len(parts) < 2:
        return [text]
    kept = [part for part in parts if bare_text(part) not in names and not (_SITE.search(fold_width(part)) and len(part) < _LONGEST_PART)]
    whole = [text] if len(kept) in (0, len(parts)) else []
    return whole + sorted(kept or parts, key=len, reverse=True)


def _joins(text: str, names: set[str]) -> list[str]:
    """Beginnings of a candidate over several of its parts, longest first: a title may hold a sign that parts titles."""
    text = text[: 4 * _LONGEST]  # of a flood of parts, every beginning would be a copy of all before it
    cuts = [*((match.start(), match.end()) for match in _SEPARATOR.finditer(text)), (len(text), len(text))]
    ends = [(start, text[before:start]) for (_, before), (start, _) in pairwise(cuts)]
    return [text[:start] for start, part in reversed(ends) if bare_text(part) not in names and not is_site(part)]


def _list_cores(line: str) -> list[str]:
    """A printed line without what may be glued to a title: labels or a day behind it, the mark of a column before it, a button, a count."""
    labels = read_labels(line[:LABELLED])
    cores = [line[: labels[0].start]] if labels else []
    if len(line) <= _LONGEST:
        cores += [core for core in (clean_title(line), _GLUED_MARK.sub("", line), _GLUED_BEHIND.sub("", line)) if core != line]
    return cores


def _is_wrapped(title: str, lines: Sequence[str]) -> bool:
    """True when two or three neighbouring lines print the title between them."""
    if len(title) < 8:
        return False
    return any(
        title in ("".join(lines[at : at + 2]), "".join(lines[at : at + 3]))
        for at in range(len(lines))
        if lines[at] and title.startswith(lines[at])
    )
