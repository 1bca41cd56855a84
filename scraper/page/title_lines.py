"""Lines of a text to the title among them: by form, by place, put together where it is broken, cut out where it runs into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from scraper.lexicon.wordbook import load_book
from scraper.page.boilerplate_lines import Mark, find_mark, is_menu
from scraper.page.header_table import is_header_table
from scraper.page.page_labels import LABELLED, Meaning, is_date_line, is_label_line, read_labels
from scraper.page.page_titles import Candidate, clean_title, cut_name, find_title, is_title, read_tail
from scraper.repair.damage import is_spam
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import ends_clause

PROSE_LENGTH = 60
"""Characters of the longest line that may be part of a title; what is twice as long is prose."""

RUN_ON, _RUN_ON_HEAD = 100, 500
"""Characters from which a line may have title and text run together, and those of it in which the title ends."""

_LONGEST_ISSUERS = 120
"""Characters of a line of issuers; a longer one is running text."""

_BROKEN, _SHORTEST_BROKEN, _UNEVEN = 3, 20, 1
"""Lines of one length that tell a paragraph broken into lines, characters of the shortest of them, and how far they may differ."""

_FEW = 3
"""Dated lines of a head that a page about one thing may print."""

_TITLE_LINES = 5
"""Lines over which a title may run."""

_WIDEST = 4
"""Characters that are a title set wide and no menu of single letters."""

_INNER = 21
"""Blocks of a body among which the title stands that a covering letter comes before."""

_BOOK = load_book("page_titles")
_ABOUT = _BOOK["title.about"].compile()
_CONTINUED = _BOOK["title.continued"].compile()
_OPEN = _BOOK["title.open"].compile()
_LOOKALIKE = _BOOK["office.lookalike"].compile()
_TAIL = re.compile(rf"(?:{_BOOK['title.tail'].source})")
_ORGANS, _GENRES, _WIRE = load_book("organs"), load_book("genres"), load_book("datelines")["wire"].source
_ORDER = re.compile(rf"(?:{_ORGANS['issuing'].source})(?:{_BOOK['title.order'].source})$")
_SPEAKING = load_book("titles")["speaking"].words
_OFFICE = re.compile(rf"(?:{_ORGANS['issuing'].source}|{_ORGANS['publisher'].source}|{_WIRE})$")
_GENRE = re.compile(
    rf"(?:{_GENRES['acts'].source}|{_GENRES['others'].source}|{_GENRES['articles'].source})(?:[(（][^()（）]{{2,20}}[)）])?$"
)
_GLUED = re.compile(
    rf"{_BOOK['title.about'].source}[^。；：:]{{4,100}}?的[\u4e00-\u9fff]{{0,4}}"
    rf"(?:{_GENRES['papers'].source}|{_GENRES['papers.inside'].source})(?=[^。；]{{2,150}}?[:：])"
)
_BEFORE_GLUED = re.compile(rf"{_BOOK['title.before'].source}|[:：]\s?[A-Za-z]{{2,4}}")
_RUN_IN = re.compile(
    rf"(?P<title>[^。；：:，,?？]{{6,100}}?(?:{_BOOK['title.asked'].source}|{_GENRES['papers'].source}))(?=\s?(?:{_BOOK['text.opening'].source}))"
)
"""A title that runs into the text: `某厅负责人就《办法》答记者问近日，某厅印发……`."""

_OPENING = re.compile(_BOOK["text.opening"].source)
_CUT_OFF = re.compile(r"(?:\.{2,6}|…{1,2})\W{0,2}$")
_ANNEX = re.compile(_BOOK["annex.label"].source)
RESIDUE = re.compile(r"\s{0,3}-{2,3}>$")
"""The end of a comment that stayed in the text.

>>> RESIDUE.search("某厅官网 -->").group()
' -->'
"""


def find_line_title(lines: Sequence[str], prose: int, path: int = -1) -> Candidate | None:
    """The title among lines: the one before the labels (date, source), else the first in a title's form, else one run into the text.

    Below the `path` to a page stands its title, above it menus; only a line that names a document is one there.
    """
    if any(map(_may_be_title, lines[path + 1 : prose + 1])) and not any(map(_names_document, lines[: path + 1])):
        lines, prose = lines[path + 1 :], prose - path - 1
    head = [cut_name(_close_up(line)) for line in lines[: min(prose + 1, HEAD_LINES)]]
    fit = [at for at in range(len(head)) if _fits(head, at) and not _is_broken(lines, at)]
    entries = [at for at, line in enumerate(head) if read_tail(line, clean_title(line))]
    if len(entries) > _FEW:
        # a list of other pages, each with its day
        fit = [at for at in fit if at not in entries]
    labelled = next((at for at, line in enumerate(head) if is_label_line(line) and (is_date_line(line) or read_labels(line))), None)
    if labelled is not None and any(at < labelled for at in fit):
        fit = [max(at for at in fit if at < labelled), *fit]
    joined = (join_wrapped(head, at) for at in fit)
    candidates = [Candidate(text, "line:title") for text in joined if text.count("《") == text.count("》") or _CUT_OFF.search(text)]
    found = find_title(candidates[:1], head, ()) or find_title(candidates, head, ())
    if found is not None:
        return found
    return next((Candidate(text, "text:title") for line in head if (text := _find_glued(line))), None)


def _names_document(line: str) -> bool:
    return _may_be_title(line) and bool(_ABOUT.search(line) or _GENRE.search(fold_width(line)))


def _close_up(line: str) -> str:
    """A line set wide, a blank behind each character, as it reads.

    >>> _close_up("某 市 小 店 补 贴 办 法"), _close_up("某市 小店 节")
    ('某市小店补贴办法', '某市 小店 节')
    """
    words = line.split()
    return "".join(words) if len(words) >= _WIDEST and all(len(word) == 1 for word in words) else line


def _fits(head: Sequence[str], at: int) -> bool:
    """True for a line that may be a title by its form, or by its place above a date."""
    return _may_be_title(clean_title(head[at])) or (at == 0 and _is_headline(head))


def _names_office(line: str) -> bool:
    """True for a line of nothing but offices and firms; a headline may end in the same letters.

    >>> _names_office("某市教育局 某市财政局"), _names_office("某镇新桥通车 商家抢先布局"), _names_office("某商家加紧布局")
    (True, False, False)
    """
    return not _LOOKALIKE.search(line) and all(map(_OFFICE.search, fold_width(line).split()))


def _may_be_title(line: str) -> bool:
    shadow = fold_width(line)
    if not is_title(line) or find_mark(line) is not None or is_menu(line) or "http" in shadow or is_header_table(line):
        return False
    if is_spam(line) and not _ABOUT.search(line):
        return False
    return not (_names_office(line) and not _ABOUT.search(shadow)) and not RESIDUE.search(line)


def _is_broken(lines: Sequence[str], at: int) -> bool:
    """True for a line of a paragraph that was broken after so many characters: its neighbours are as long."""
    if len(lines[at]) < _SHORTEST_BROKEN or _GENRE.search(fold_width(lines[at])):
        return _is_clause(lines[at])
    windows = (lines[start : start + _BROKEN] for start in range(max(0, at - _BROKEN + 1), at + 1))
    runs = (window for window in windows if len(window) == _BROKEN and not any(is_label_line(line) for line in window))
    sizes = [[len(line) for line in run] for run in runs if not any(map(ends_clause, run[:-1]))]
    return any(max(size) - min(size) <= _UNEVEN for size in sizes) or _is_clause(lines[at])


def _is_clause(line: str) -> bool:
    """True for a line with which a sentence begins that goes on below: 根据……, 现将《……."""
    return line.startswith(_SPEAKING) and ("," in fold_width(line) or line.count("《") > line.count("》"))


def _is_headline(head: Sequence[str]) -> bool:
    """True where the first line is a title by its place above a date, though its words are those of a button (点赞)."""
    return len(head) > 1 and is_title(head[0]) and find_mark(head[0]) is Mark.PROMOTION and is_date_line(head[1])


def join_wrapped(head: Sequence[str], at: int) -> str:
    """The line at a place, joined with its neighbours where a title runs over several lines: its issuers, 关于…, its last words.

    >>> join_wrapped(("某市政府办公室关于", "印发某市屋顶花园", "奖励办法的通知", "各区县："), 0)
    '某市政府办公室关于印发某市屋顶花园奖励办法的通知'
    >>> join_wrapped(("某市招聘名额", "及薪酬待遇办法"), 1), join_wrapped(("某市招聘名额", "及薪酬待遇办法"), 0)
    ('某市招聘名额及薪酬待遇办法', '某市招聘名额及薪酬待遇办法')
    >>> join_wrapped(("某市政府关于印发某市人才公寓", "及薪酬待遇办法的通知", "2020-02-06"), 1)
    '某市政府关于印发某市人才公寓及薪酬待遇办法的通知'
    """
    line = head[at]
    above = head[at - 1] if at else ""
    if _CONTINUED.match(line) and len(above) < _LONGEST_ISSUERS and _OFFICE.search(fold_width(above)) and find_mark(above) is None:
        line = f"{above}{line}"
    for above in reversed(head[max(0, at - _TITLE_LINES) : at]):
        if _ABOUT.search(line) or not (_ABOUT.search(above) or _TAIL.match(line)) or not _may_continue("", above) or _is_whole(above):
            break
        line = f"{above}{line}"
    if _is_whole(line):
        return line
    text = line
    for following in head[at + 1 : at + _TITLE_LINES]:
        if not (_ABOUT.search(text) or _CONTINUED.match(following) or _TAIL.match(following)) or not _may_continue(text, following):
            break
        text += following
        if _GENRE.search(fold_width(text)):
            return text
    return line


def _is_whole(title: str) -> bool:
    """True for a title that ends in its genre."""
    return _GENRE.search(fold_width(title)) is not None


def _may_continue(text: str, line: str) -> bool:
    """True for a line that may go on with a title: short, no sentence, no addressees, none of the page's own, no other title."""
    if len(line) > PROSE_LENGTH or find_mark(line) is not None or ends_clause(line) or fold_width(line)[-1:] in (":", ","):
        return False
    return not (_ABOUT.search(text) and _ABOUT.search(line)) or _OPEN.search(text) is not None


def is_order(title: str) -> bool:
    """True for the line of an order, which is no title where the order's rule has one.

    >>> is_order("某市人民政府令"), is_order("某市小店管理办法")
    (True, False)
    """
    return _ORDER.search(title) is not None


def _find_glued(line: str) -> str | None:
    """A title that stands in one line with number, addressees and text.

    >>> _find_glued("某市政府关于优化环境的意见某政发〔2014〕14号各区县政府，各部门：为贯彻落实")
    '某市政府关于优化环境的意见'
    >>> _find_glued("某委公文稿纸某省发改委某省发改委关于商请会签《方案》的函省工信厅、省公安厅：按照要求")
    '某省发改委关于商请会签《方案》的函'
    >>> _find_glued("某厅负责人就《关于优化环境的意见》答记者问近日，某厅印发意见。")
    '某厅负责人就《关于优化环境的意见》答记者问'
    >>> _find_glued("根据《关于减租的通知》要求，现通知各县区如下：")
    """
    if (run := _RUN_IN.match(line)) is not None and not line.startswith(_SPEAKING):
        return clean_title(run["title"])
    if len(line) > RUN_ON and (front := _cut_front(line)) is not None:
        return clean_title(front)
    match = _GLUED.search(line[:_RUN_ON_HEAD])
    if match is None or "。" in line[: match.start()] or match.start() > _LONGEST_ISSUERS or _is_spoken(line, match.start()):
        return None
    front = _BEFORE_GLUED.split(line[: match.start()])[-1]
    for size in range(len(front), 3, -1):
        if front[-size:] in line[: match.start() - size]:
            front = front[-size:]
            break
    return clean_title(f"{front}{match[0]}")


def _cut_front(line: str) -> str | None:
    """What stands in a line before its labels, where it has the form of a title.

    >>> _cut_front("某市新添两座公园来源：某市日报 时间：2020-02-06 近日，某市新添两座公园。"), _cut_front("来源：某市日报")
    ('某市新添两座公园', None)
    """
    labels = [label for label in read_labels(line[:LABELLED]) if label.meaning in (Meaning.SOURCE, Meaning.PUBLISHED, Meaning.AUTHOR)]
    front = line[: labels[0].start].strip() if labels else ""
    return front if _may_be_title(front) and not ends_clause(front) and "。" not in front else None


def _is_spoken(line: str, at: int) -> bool:
    """True where what stands at a place is part of a sentence: a document that it names, or what it begins with (根据…)."""
    return line.count("《", 0, at) > line.count("》", 0, at) or line.startswith(_SPEAKING)


def find_inner_title(body: Sequence[str]) -> Candidate | None:
    """The title inside a body: official texts that begin with number or addressees print it after the covering letter."""
    lines = [part for block in body[1:_INNER] for part in _part_title(block)]
    for line, following in pairwise(lines):
        if (
            _may_be_title(line)
            and not _ANNEX.match(fold_width(line))
            and _GENRE.search(fold_width(line))
            and len(line) >= 8
            and len(following) > len(line) / 2
            and body[0] != line
        ):
            return Candidate(clean_title(line), "line:inner-title")
    return None


def _part_title(block: str) -> tuple[str, ...]:
    """A block as its title and its text, where only a blank stands between them.

    >>> _part_title("某县河道保洁方案 为深入贯彻《意见》，制定本方案。"), _part_title("某县 为民办事")
    (('某县河道保洁方案', '为深入贯彻《意见》，制定本方案。'), ('某县 为民办事',))
    """
    title, blank, text = block[:_RUN_ON_HEAD].partition(" ")
    parted = blank and _GENRE.search(fold_width(title)) and _OPENING.match(text)
    return (title, block[len(title) + 1 :]) if parted else (block,)
