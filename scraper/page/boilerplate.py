"""Lines to the places where the body among them begins and ends, by their marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate, islice, takewhile

from scraper.lexicon.wordbook import load_book
from scraper.page.boilerplate_lines import Mark, find_mark
from scraper.page.page_labels import Meaning, is_label_line, read_labels
from scraper.repair.damage import is_spam
from scraper.text.enumerators import MARKER
from scraper.text.fold import bare_text, fold_width
from scraper.text.sentence_ends import CLAUSE, SENTENCE, ends_clause

OPENING = frozenset(Mark) - {Mark.TAGS}
"""Marks that are dropped before a body."""

CLOSING = frozenset((Mark.EDITOR, Mark.RIGHTS, Mark.RELATED, Mark.PAGER, Mark.TAGS, Mark.PROMOTION, Mark.FOOTER, Mark.TOOLS))
"""Marks that end a body: what follows them is not read."""

TRAILING = CLOSING | {Mark.LABELS, Mark.NAVIGATION, Mark.LEAD, Mark.WIDGET}
"""Marks that are dropped from the end of a body."""

_CREDITS = frozenset((Meaning.SOURCE, Meaning.AUTHOR, Meaning.EDITOR))
_LONGEST_VALUE = 40
_LONGEST_ADVERT = 60
_SAME = 6
"""First characters by which a remark on rights is known again: one that closes each item of a collection ends no body."""

_LONGEST_LINK = 80
_FEWEST_LINKS = 3
"""Lines that are nothing but links from which a list of other articles ends a body."""

_MORE_BODY = 0.5
"""A closing mark ends no body when behind it stands this share of the text before it, in sentences: that is more of the body."""

_COPIED, _LEAST_COPY, _MOST_STARTS, _LEAD_IN = 0.8, 20, 8, 12
"""Share of a body that its copy must repeat, characters from which a body is worth to be told from a refrain, beginnings looked at,
and characters among which a block's first letter stands."""

_BOOK = load_book("boilerplate")
_ASIDE = re.compile(rf"^\W{{0,3}}(?:{_BOOK['aside.word'].source}|-|\d{{1,3}})?\W{{0,3}}$")
_LINKED, _ROLE, _EDITOR, _PAPER = (
    f"(?:{_BOOK[key].source})" for key in ("explanation.label", "editor.role", "editor.behind", "page.continued")
)
_EXPLAINED = re.compile(rf"\W{{0,2}}[\[【(]{_LINKED}[)\]】]|\W{{0,3}}{_LINKED}\s?:")
"""What announces a link to an explanation of the text, which is named behind it.

>>> [bool(_EXPLAINED.match(line)) for line in ("【一图读懂】某县怎样补贴茶馆", "政策解读:某局负责人谈补贴", "一图读懂某县补贴")]
[True, True, False]
"""

_RUN_IN = re.compile(
    rf"(?:^|(?<=[{CLAUSE}…”)\]】]))\s{{0,3}}(?:"
    rf"[(\[【]\s?{_ROLE}\s?[:/][^()\[\]【】{CLAUSE}]{{0,40}}[)\]】]"
    rf"|[(\[【]\s?{_EDITOR}\s{{0,3}}[\w·]{{2,4}}\s?[)\]】]"
    rf"|{_EDITOR}\s?:\s?[\w·]{{1,16}}"
    rf"|\(\s?{_PAPER}\s?\)"
    r"|[A-Za-z_]\w{2,40}\(['\"][^。]{0,200}"
    r")\s{0,3}$"
)
"""What is no text behind the last sentence: an editor, where the paper goes on, what a script left.

>>> [_RUN_IN.sub("", line) for line in ("全部到位。(编辑某某)", "全部到位。(下转第二版)", "全部到位。show_it('http:", "到位。(记者某某)")]
['全部到位。', '全部到位。', '全部到位。', '到位。(记者某某)']
"""


_DAY = r"[(\[]?(?:20\d\d[-/.])?\d{1,2}[-/.]\d{1,2}[)\]]?"
_HEADLINE = re.compile(
    rf"[-·•\s]{{0,3}}(?:{_DAY}\s{{0,3}}[^\d\s].{{6,60}}|.{{6,60}}[^\d\s]\s{{0,3}}{_DAY}|.{{8,40}}[^.。…](?:\.{{3}}|…{{1,2}}))$"
)
"""The name of an article in a list.

>>> [bool(_HEADLINE.match(line)) for line in ("[03-01]某市召开全市会议", "某市召开会议,县长出席...", "某市召开会议")]
[True, True, False]
"""

_HOME = re.compile(rf"\W{{0,3}}{_BOOK['path.home'].source}\W{{0,3}}$")
_ITEM = re.compile(r"\W{0,3}[^\W\d]{2,7}\W{0,3}$")
_FEWEST_ITEMS, _LONGEST_MENU = 4, 40
_MOST_TAILS, _LONGEST_TAIL = 8, 400
"""Credits and remains that are cut behind a last sentence, and characters that each may have."""

_BRACKETS = " \u3000()[]（）【】"
_ANNOUNCING = re.compile(_BOOK["list.announced"].source)
_ANNEX = re.compile(rf"{_BOOK['list.annex'].source}|^(?:{MARKER})")


def is_opening(line: str, previous: str | None = None) -> bool:
    """True for a line that is dropped before a body: by its mark, as an advert, or as the value of a label that ends the line before.

    >>> is_opening("首页 > 要闻"), is_opening("某某日报 08:03", "来源："), is_opening("为支持企业，现通知如下。", "来源：")
    (True, True, False)
    """
    if find_mark(line) in OPENING or not any(char.isalnum() for char in line):
        return not line.startswith("![")
    if _is_advert(line):
        return True
    if previous is None or len(line) > _LONGEST_VALUE or ends_clause(line):
        return False
    labels = read_labels(previous)
    return bool(labels) and not labels[-1].value and labels[-1].meaning in (Meaning.SOURCE, Meaning.AUTHOR, Meaning.PUBLISHED)


def find_end(blocks: Sequence[str], start: int = 0, names: Iterable[str] = ()) -> int:
    """Blocks to the place where the body among them ends: before the first closing mark, unless more body follows it than goes before.

    A body that is printed again behind itself (to be read aloud, printed, seen on phones) ends before its copy, and before its title
    where that is printed again with it: `names` are titles, bare.

    >>> find_end(("为支持企业，现通知如下。", "某市工信局", "2020年2月6日", "来源：某网", "责任编辑：某某", "热点新闻", "某市召开大会"))
    3
    >>> find_end(("为支持企业，现就减免租金通知如下。", "请遵照执行。") * 2)
    2
    """
    end = _find_close(blocks, start)
    return _step_back(blocks, start, _find_copy(blocks, start, end, names))


def trim_body(blocks: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Blocks of a body, the last without what runs on behind its last sentence, and what was cut."""
    if not blocks:
        return (), ()
    last = trim_end(blocks[-1])
    cut = blocks[-1][len(last) :].strip(_BRACKETS)
    return (*blocks[:-1], last), (cut,) if cut else ()


def trim_end(block: str) -> str:
    """The last block of a body without credits and remains that run on behind its last sentence.

    >>> trim_end("资金已全部到位。（责任编辑：某某）（下转第二版）"), trim_end("资金已全部到位。（记者 某某）")
    ('资金已全部到位。', '资金已全部到位。（记者 某某）')
    """
    for _ in range(_MOST_TAILS):
        tail = fold_width(block[-_LONGEST_TAIL:])
        if (match := _RUN_IN.search(tail)) is None:
            break
        block = block[: len(block) - len(tail) + match.start()]
    place = max(map(block.rfind, SENTENCE)) + 1
    return block[:place] if place and _is_credit(block[place:]) else block


def _is_credit(rest: str) -> bool:
    """True for what names nothing but source, authors and editors."""
    labels = read_labels(rest)
    return bool(labels) and all(label.value and label.meaning in _CREDITS for label in labels) and is_label_line(rest)


def _find_close(blocks: Sequence[str], start: int) -> int:
    """Where the first closing mark stands that more body doesn't follow, without what trails before it."""
    weights = [0 if find_mark(block) else len(block) for block in blocks]
    before, after = 0, sum(weights[start:])
    spoken: list[int] = []
    passed: set[str] = set()
    for index in range(start, len(blocks)):
        before, after = before + weights[index], after - weights[index]
        if before and (mark := find_mark(blocks[index])) in CLOSING:
            spoken = spoken or _sum_sentences(blocks, weights)
            if spoken[index] and blocks[index][:_SAME] in passed:
                continue
            if after <= _MORE_BODY * before or spoken[index] <= _MORE_BODY * before:
                return _step_back(blocks, start, index)
            if mark is Mark.RIGHTS:
                passed.add(blocks[index][:_SAME])
    return _step_back(blocks, start, len(blocks))


def _find_copy(blocks: Sequence[str], start: int, end: int, names: Iterable[str]) -> int:
    """Where the body begins again and is repeated to the end, perhaps in other paragraphs, else the end.

    What stands between belongs to the print that ends there: its title and labels, which are no part of the body either.
    """
    first = bare_text(blocks[start]) if start < end else ""
    again = (at for at in range(start + 1, end) if first and first[0] in blocks[at][:_LEAD_IN])
    places = (at for at in again if bare_text(blocks[at][: _LEAD_IN + 2 * len(first)]).startswith(first))
    printed = {*names, *map(bare_text, blocks[:start])} - {""}
    for at in islice(places, _MOST_STARTS):
        one, rest = (_join_bare(blocks[start + offset : stop]) for offset, stop in ((0, at), (at - start, end)))
        if len(one) >= _LEAST_COPY and len(rest) >= _COPIED * len(one) and (one * (len(rest) // len(one) + 1)).startswith(rest):
            between = takewhile(lambda block: bare_text(block) in printed or _is_trailing(block), reversed(blocks[start + 1 : at]))
            return at - sum(1 for _ in between)
    return end


def _join_bare(blocks: Sequence[str]) -> str:
    """Letters and digits of what of the blocks may be body."""
    return "".join(bare_text(block) for block in blocks if find_mark(block) is None)


def _sum_sentences(blocks: Sequence[str], weights: Sequence[int]) -> list[int]:
    """For each block, how many characters of text in sentences stand from it to the end."""
    spoken = (weight if ends_clause(block) else 0 for block, weight in zip(reversed(blocks), reversed(weights), strict=True))
    return list(accumulate(spoken))[::-1]


def _step_back(blocks: Sequence[str], start: int, end: int) -> int:
    """The end of a body without the labels, empty asides, adverts and further marks that stand before it."""
    while end > start and _is_trailing(blocks[end - 1]):
        end -= 1
    return end


def find_list(blocks: Sequence[str], start: int, end: int, linked: Container[str] = ()) -> int:
    """Where a list of other articles or a menu begins at the end of a body, else the end; `linked` holds the texts of links to pages.

    >>> find_list(("为支持企业，补贴资金已经全部到位。", "某市开会", "某县开会", "某区开会"), 0, 4, {"某市开会", "某县开会", "某区开会"})
    1
    >>> dated = ("某市召开表彰大会 03-01", "某县召开表彰大会 03-02", "某区召开表彰大会 03-02")
    >>> find_list(("补贴资金已经全部到位。" * 5, *dated), 0, 4)
    1
    """
    last = range(max(start + 1, end - _LONGEST_MENU), end)
    home = next((at for at in last if (size := measure_menu(blocks, at)) and at + size >= end), end)
    at = home
    while at > start and all(_is_linked(line, linked) or _is_headline(line) for line in blocks[at - 1].split("\n")):
        at -= 1
    told = next((block for block in reversed(blocks[start:at]) if not block.startswith("![")), "")
    listed = [line for block in blocks[at:home] for line in block.split("\n")]
    if (
        len(listed) < _FEWEST_LINKS
        or not (ends_clause(told) or all(map(_is_headline, listed)))
        or _ANNOUNCING.search(told)
        or sum(map(len, listed)) > sum(map(len, blocks[start:at]))
    ):
        at = home
    return _step_back(blocks, start, at) if at < end else end


def measure_menu(blocks: Sequence[str], at: int) -> int:
    """How many blocks from a place on are a menu that prints each word on a line of its own, the front page first; 0 for none.

    >>> measure_menu(("首页", "新闻中心", "政务公开", "办事服务", "某市关于支持企业的通知"), 0), measure_menu(("首页", "正文"), 0)
    (4, 0)
    """
    if not _HOME.match(blocks[at]):
        return 0
    size = sum(1 for _ in takewhile(_ITEM.match, islice(blocks, at, at + _LONGEST_MENU)))
    return size if size >= _FEWEST_ITEMS else 0


def _is_headline(line: str) -> bool:
    """True for the name of another article as lists print it: with its day in digits, or cut short."""
    return bool(_HEADLINE.match(fold_width(line))) and not read_labels(line) and not _ANNEX.search(line)


def _is_linked(line: str, linked: Container[str]) -> bool:
    """True for a line that is all one link to a page, and by its words no annex."""
    text = line.removeprefix("- ")
    return text in linked and not _ANNEX.search(text)


def _is_trailing(block: str) -> bool:
    return find_mark(block) in TRAILING or bool(_ASIDE.match(block)) or _is_advert(block) or _is_explanation(block) or not trim_end(block)


def _is_explanation(block: str) -> bool:
    """True for the link to an explanation."""
    return len(block) <= _LONGEST_LINK and not ends_clause(block) and bool(_EXPLAINED.match(fold_width(block)))


def _is_advert(line: str) -> bool:
    """True for a slogan of gambling or pornography; a sentence that names such things may report of them."""
    return len(line) <= _LONGEST_ADVERT and not ends_clause(line) and is_spam(line)
