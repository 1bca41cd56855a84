"""What a document is: the text of an official act, news, a press conference, an interpretation, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scraper.facts.datelines import DATELINE
from scraper.facts.genres import ACTS, OWN, read_genre
from scraper.facts.lines import Line
from scraper.lexicon.phrases import Expression
from scraper.lexicon.wordbook import load_book
from scraper.model.notice import Kind
from scraper.model.span import Span
from scraper.text.enumerators import ARTICLE, MARKER
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import FULL_STOP, STATEMENT

_BOOK: Final = load_book("kinds")
_POINTS: Final[Mapping[str, int]] = _BOOK["points"].facts["table"]
PROSE: Final = 50
"""Characters of a line that is no label or menu: those end sooner."""
PRESS_AREA: Final = 300
"""Characters in which a report says that it is of a press conference: its first paragraph."""
OPENING: Final = 700
"""Characters in which a text shows what it is: a screen or two."""
DATELINE_AREA: Final = 400
"""Characters in which a report is signed; below, 记者 is spoken of."""
CLOSING_LINES: Final = 6
"""Lines in which an act closes (特此通知), signature and notes among them."""
FEWEST_ORDERS: Final = 8
"""Sentences of a piece that is long enough to show whether it orders or tells."""
FEWEST_ARTICLES: Final = 3
"""A text of fewer articles only cites them."""
MOST_REPORTED, MOST_ASKED, MOST_ADDRESSED = 4, 5, 3
"""Beyond so many, more words of one kind prove no more."""

REPORTED: Final = _BOOK["reported"].compile()
EVENT_TITLE: Final = _BOOK["event"].compile()
PRESS: Final = _BOOK["press"].compile()
SPOKEN: Final = _BOOK["spoken"].compile()
EXPLAINS: Final = _BOOK["explains"].compile()
GUIDES: Final = _BOOK["guides"].compile()
"""Titles that explain whatever they end in, and those that guide the reader unless they end like an act (申报指南的通知)."""
ASKS: Final = re.compile(rf"^(?:{MARKER}|{_BOOK['question'].source})?\s?[^。]{{4,60}}[?]$")
ANSWERS: Final = _BOOK["answer"].compile()
READER: Final = _BOOK["reader"].compile()
ACT: Final = re.compile(rf"{_BOOK['act'].source}|{OWN}(?:{_BOOK['terms'].source})")
OPENS_ARTICLE: Final = re.compile(rf"(?:^|(?<=[{STATEMENT}])){ARTICLE}(?:\s|$)")
"""An article or chapter of a regulation, at the start of a line or behind the last: 第三条 本办法所称……."""
EXCHANGE: Final = re.compile(rf"(?:{_BOOK['asks'].source})\s?:[^?]{{4,120}}[?]\s?(?:{_BOOK['answers'].source})\s?:")
"""A question and its answer in one line.

>>> EXCHANGE.search("负责人接受了采访。问:怎么申请?答:在线申请。").group()
'问:怎么申请?答:'
"""
SPEAKER: Final = re.compile(rf"(?!{_BOOK['labelled'].source})[\u4e00-\u9fff]{{2,16}}:(?!.{{0,40}}{_BOOK['about'].source})")
"""Who speaks in a headline; the words behind the colon are no act's title.

>>> SPEAKER.match("某县教育局:大力实施改善计划").group(), SPEAKER.match("某局:关于贴息的通知")
('某县教育局:', None)
"""
ORDERS: Final = re.compile(rf"(?:{MARKER}\s?)?(?:{_BOOK['order.how'].source})?(?:{_BOOK['order'].source})")
"""A sentence that begins with what is to be done.

>>> [ORDERS.match(text) is not None for text in ("(一)加快健全制度", "企业可以申请")]
[True, False]
"""
FORWARDS: Final = _BOOK["forwards"].compile()


@dataclass(frozen=True, slots=True)
class Traits:
    """What other rules found out: an own number, a signature, addressees, a paper or news site as 来源."""

    numbered: bool = False
    signed: bool = False
    addressed: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Folded words that decided a kind, and where they stand in the body; without a place they are the title's."""

    words: str
    span: Span | None = None


def read_kind(title: str | None, lines: tuple[Line, ...], traits: Traits) -> tuple[Kind, Reason]:
    """The kind, and the words that decided it, in the order of certainty: act, press conference, questions, report.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> lines = find_lines(fold_body("本报讯（记者 张三）3月1日，某县召开新闻发布会，县人社局局长介绍了有关政策。"))
    >>> read_kind("某县召开新闻发布会 介绍稳岗政策", lines, Traits())[0].value
    'press-conference'
    """
    name = fold_width(title or "")
    opening = "\n".join(line.text for line in lines)[: 2 * OPENING]
    first = opening[:OPENING]
    act, reason = weigh_act(name, lines, opening, traits)
    report = weigh_report(name, first) + _POINTS["outlet"] * traits.reported
    explained = weigh_explanation(name, lines, first)
    titled = PRESS.search(name)
    press = titled or (PRESS.search(first[:PRESS_AREA]) if report >= _POINTS["enough"] else None)
    if press and act < _POINTS["certain"] and SPOKEN.search(first):
        return Kind.PRESS_CONFERENCE, Reason(press.group()) if titled else place_words(press, lines)
    best = max(act, report, explained)
    if best < _POINTS["enough"]:
        prose = any(len(line.text) >= PROSE and "。" in line.text for line in lines)
        return (Kind.NEWS if prose else Kind.OTHER), Reason("")
    if act == best:
        return Kind.OFFICIAL, reason
    if explained == best:
        return Kind.INTERPRETATION, find_reason(name, first, lines, EXPLAINS, GUIDES, READER)
    return Kind.NEWS, find_reason(name, first, lines, DATELINE, REPORTED)


def find_reason(name: str, first: str, lines: tuple[Line, ...], *patterns: re.Pattern[str] | Expression) -> Reason:
    """The words that the first fitting pattern finds in title or opening, else the title."""
    for pattern in patterns:
        if titled := pattern.search(name):
            return Reason(titled.group())
        if printed := pattern.search(first):
            return place_words(printed, lines)
    return Reason(name)


def place_words(match: re.Match[str], lines: tuple[Line, ...]) -> Reason:
    r"""What a pattern found in the lines joined by line ends, with its place in the body that they were cut from.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> place_words(re.search("举办", "某局\n举办培训"), find_lines(fold_body("## 某局\n\n- 举办培训")))
    Reason(words='举办', span=Span(start=9, end=11))
    """
    start, at = match.start(), 0
    for line in lines:
        if start <= at + len(line.text):
            # words that run over the end of their line count as far as it goes
            end = min(match.end() - at, len(line.text))
            return Reason(line.text[start - at : end], line.place(start - at, end)) if end > start - at else Reason(match.group())
        at += len(line.text) + 1
    return Reason(match.group())


def weigh_act(name: str, lines: tuple[Line, ...], opening: str, traits: Traits) -> tuple[int, Reason]:
    """How much speaks for the text of an act (`certain` points and more leave no doubt), and the words."""
    genre = read_genre(name)
    speaks = any("。" in line.text or line.text.endswith(":") or len(line.text) >= PROSE for line in lines)
    titled = genre in ACTS and not EXPLAINS.search(name) and not SPEAKER.match(name)
    official = (speaks and titled) or FORWARDS.search(name) is not None
    act, where = ACT.search(opening), lines
    if act is None:
        act, where = ACT.search("\n".join(line.text for line in lines[-CLOSING_LINES:])), lines[-CLOSING_LINES:]
    articles = sum(1 for line in lines for _ in OPENS_ARTICLE.finditer(line.text)) >= FEWEST_ARTICLES
    shown = {
        "numbered": traits.numbered,
        "signed": traits.signed,
        "addressed": traits.addressed,
        "genre": official,
        "act": act is not None,
        "articles": articles,
        "orders": not name and gives_orders(lines, opening),
    }
    points = sum(_POINTS[trait] for trait, holds in shown.items() if holds)
    return points, place_words(act, where) if act else Reason(name if official else "")


def gives_orders(lines: tuple[Line, ...], opening: str) -> bool:
    """True for a piece of a plan: most of its sentences begin with what is to be done (健全, 推行), and none in the opening reports."""
    sentences = [part.strip() for line in lines for part in line.text.split(FULL_STOP) if part.strip()]
    ordering = sum(1 for sentence in sentences if ORDERS.match(sentence))
    return len(sentences) >= FEWEST_ORDERS and 2 * ordering > len(sentences) and not (REPORTED.search(opening) or DATELINE.search(opening))


def weigh_report(name: str, first: str) -> int:
    """How much speaks for a report of what happened."""
    dateline = DATELINE.search(first[:DATELINE_AREA])
    words = {match.group() for match in REPORTED.finditer(first)}
    eventful = EVENT_TITLE.search(name) is not None and read_genre(name) not in ACTS
    return _POINTS["dateline"] * (dateline is not None) + min(len(words), MOST_REPORTED) + _POINTS["event"] * eventful


def weigh_explanation(name: str, lines: tuple[Line, ...], first: str) -> int:
    """How much speaks for an interpretation: its title, questions and answers, the reader addressed."""
    explains = EXPLAINS.search(name) is not None
    guides = not explains and GUIDES.search(name) is not None and read_genre(name) not in ACTS
    asks = sum(1 for line in lines if line.text.endswith("?") and ASKS.match(line.text))
    answers = sum(1 for line in lines if ANSWERS.match(line.text)) + sum(1 for line in lines for _ in EXCHANGE.finditer(line.text))
    readers = len({match.group() for match in READER.finditer(first)})
    asked = min(asks + answers, MOST_ASKED) if asks + answers > 1 else 0
    return _POINTS["explains"] * explains + _POINTS["guides"] * guides + asked + min(readers, MOST_ADDRESSED)
