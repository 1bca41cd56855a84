"""Lines to the places where the body among them begins and ends, by their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, islice

from scraper.lexicon.wordbook import load_book
from scraper.page.boilerplate_lines import Mark, find_mark
from scraper.page.page_labels import Meaning, read_labels
from scraper.repair.damage import is_spam
from scraper.text.sentence_ends import ends_clause

OPENING = frozenset(Mark) - {Mark.TAGS}
"""Marks that are dropped before a body."""

CLOSING = frozenset((Mark.EDITOR, Mark.RIGHTS, Mark.RELATED, Mark.PAGER, Mark.TAGS, Mark.PROMOTION, Mark.FOOTER, Mark.TOOLS))
"""Marks that end a body: what follows them is not read."""

TRAILING = CLOSING | {Mark.LABELS, Mark.NAVIGATION, Mark.LEAD}
"""Marks that are dropped from the end of a body."""

_LONGEST_VALUE = 40
_LONGEST_ADVERT = 60
_MORE_BODY = 0.5
"""A closing mark ends no body when behind it stands this share of the text before it, in sentences: that is more of the body."""

_COPIED, _LEAST_COPY, _MOST_STARTS = 0.8, 20, 8
"""Share of a body that its copy must repeat, characters from which a body is worth to be told from a refrain, beginnings looked at."""

_ASIDE = re.compile(rf"^\W{{0,3}}(?:{load_book('boilerplate')['aside.word'].source}|-|\d{{1,3}})?\W{{0,3}}$")


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


def find_end(blocks: Sequence[str], start: int = 0) -> int:
    """Blocks to the place where the body among them ends: before the first closing mark, unless more body follows it than goes before.

    A body that is printed again behind itself (to be read aloud, printed, seen on phones) ends before its copy.

    >>> find_end(("为支持企业，现通知如下。", "某市工信局", "2020年2月6日", "来源：某网", "责任编辑：某某", "热点新闻", "某市召开大会"))
    3
    >>> find_end(("为支持企业，现就减免租金通知如下。", "请遵照执行。") * 2)
    2
    """
    end = _find_close(blocks, start)
    return _step_back(blocks, start, _find_copy(blocks, start, end))


def _find_close(blocks: Sequence[str], start: int) -> int:
    """Where the first closing mark stands that more body doesn't follow, without what trails before it."""
    weights = [0 if find_mark(block) else len(block) for block in blocks]
    before, after = 0, sum(weights[start:])
    spoken: list[int] = []
    for index in range(start, len(blocks)):
        before, after = before + weights[index], after - weights[index]
        if before and find_mark(blocks[index]) in CLOSING:
            spoken = spoken or _sum_sentences(blocks, weights)
            if after <= _MORE_BODY * before or spoken[index] <= _MORE_BODY * before:
                return _step_back(blocks, start, index)
    return _step_back(blocks, start, len(blocks))


def _find_copy(blocks: Sequence[str], start: int, end: int) -> int:
    """Where the body begins again and is repeated to the end, else the end."""
    places = (at for at in range(start + 1, end) if blocks[at] == blocks[start])
    for at in islice(places, _MOST_STARTS):
        size, copied = at - start, end - at
        if (
            copied >= _COPIED * size
            and sum(map(len, blocks[start:at])) >= _LEAST_COPY
            and list(blocks[at:end]) == [blocks[start + place % size] for place in range(copied)]
        ):
            return at
    return end


def _sum_sentences(blocks: Sequence[str], weights: Sequence[int]) -> list[int]:
    """For each block, how many characters of text in sentences stand from it to the end."""
    spoken = (weight if ends_clause(block) else 0 for block, weight in zip(reversed(blocks), reversed(weights), strict=True))
    return list(accumulate(spoken))[::-1]


def _step_back(blocks: Sequence[str], start: int, end: int) -> int:
    """The end of a body without the labels, empty asides, adverts and further marks that stand before it."""
    while end > start and _is_trailing(blocks[end - 1]):
        end -= 1
    return end


def _is_trailing(block: str) -> bool:
    return find_mark(block) in TRAILING or bool(_ASIDE.match(block)) or _is_advert(block)


def _is_advert(line: str) -> bool:
    """True for a slogan of gambling or pornography; a sentence that names such things may report of them."""
    return len(line) <= _LONGEST_ADVERT and not ends_clause(line) and is_spam(line)
