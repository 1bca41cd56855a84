"""Whole sentences of a body, and where a long one may be cut: what a quotation is made of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from scraper.facts.datelines import DATED_LINES, PRINTED
from scraper.model import Span
from scraper.text.sentence_ends import CLAUSE, CLOSERS

LINE = re.compile(r"[^\n]+")
MARKUP = re.compile(r"#{2,4} |- |!\[[^\n]*")
SENTENCE = re.compile(rf"(?:[^{CLAUSE}|…]|…(?!…))+(?:[{CLAUSE}|]|……)?[{CLOSERS}]{{0,3}}|[{CLAUSE}|…]+[”’」』]{{0,3}}")
"""Up to its final mark and the quotation marks that close after it; the cells of a table count as sentences."""
COMMA = re.compile(r"[，,：:]")
ITEM_END = re.compile(r"、")
EDGE = " \u3000|"
LONGEST = 120
"""Characters; longer sentences are quoted in part."""
AROUND = 40
"""Characters on either side of a point in an endless clause."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a body in order, without white space and marks of headings and lists around them."""

    body: str
    spans: tuple[Span, ...]

    def find_touched(self, span: Span) -> tuple[Span, ...]:
        """The sentences that share characters with a span."""
        first = bisect_right(self.spans, span.start, key=lambda one: one.end)
        return self.spans[first : bisect_left(self.spans, span.end, key=lambda one: one.start)]

    def find_covering(self, span: Span) -> Span:
        """From the beginning of the first to the end of the last sentence that a span touches."""
        touched = self.find_touched(span)
        return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span


def split_sentences(body: str) -> Sentences:
    r"""Cut a body into sentences; lines are never joined.

    >>> split = split_sentences("## 一、贷款\n\n给予补助。“够吗？”够；一次付清")
    >>> [span.read(split.body) for span in split.spans]
    ['一、贷款', '给予补助。', '“够吗？”', '够；', '一次付清']
    """
    return Sentences(body, tuple(find_sentences(body)))


def find_sentences(body: str) -> Iterator[Span]:
    """Sentences that hold a letter or a digit; the dateline of a report counts as one."""
    for number, line in enumerate(LINE.finditer(body)):
        markup = MARKUP.match(body, *line.span())
        start = markup.end() if markup else line.start()
        dateline = PRINTED.match(body, start, line.end()) if number < DATED_LINES else None
        if dateline:
            yield trim_span(Span(start, dateline.end()), body)
        for found in SENTENCE.finditer(body, dateline.end() if dateline else start, line.end()):
            if any(char.isalnum() for char in found.group()):
                yield trim_span(Span(*found.span()), body)


def trim_span(span: Span, body: str) -> Span:
    """A span without spaces and the lines of a table at its ends.

    >>> trim_span(Span(0, 6), "| 贴息 |").read("| 贴息 |")
    '贴息'
    """
    words = span.read(body)
    return Span(span.start + len(words) - len(words.lstrip(EDGE)), span.end - len(words) + len(words.rstrip(EDGE)))


def cut_sentence(sentence: Span, points: Iterable[Span], body: str) -> list[Span]:
    """The whole sentence, or of a long one the clauses that hold `points`, those near each other together.

    >>> body = "为了" + "好" * 120 + "，安排资金50万元，用于技改，一次付清。"
    >>> [span.read(body) for span in cut_sentence(Span(0, len(body)), [Span(127, 131)], body)]
    ['安排资金50万元，']
    """
    if sentence.end - sentence.start <= LONGEST:
        return [sentence]
    clauses = list_clauses(sentence, body)
    found: list[Span] = []
    for point in sorted(points):
        start, end = find_piece(point, clauses)
        if found and (start < found[-1].end or end - found[-1].start <= LONGEST):
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def find_piece(point: Span, clauses: list[Span]) -> tuple[int, int]:
    """The clauses that hold a point; of endless ones, which only broken texts have, some characters around it.

    >>> find_piece(Span(500, 510), [Span(0, 9000)])
    (460, 550)
    """
    start = clauses[bisect_right(clauses, point.start, key=lambda clause: clause.start) - 1].start
    end = clauses[min(bisect_left(clauses, point.end, key=lambda clause: clause.end), len(clauses) - 1)].end
    if end - start <= 2 * LONGEST:
        return start, max(end, point.end)
    return max(start, point.start - AROUND), max(min(end, point.end + AROUND), point.end)


def list_clauses(sentence: Span, body: str) -> list[Span]:
    """The stretches between commas, each with its own comma; long ones between the items of their list."""
    edges = cut_edges(COMMA, sentence, body)
    clauses = []
    for start, end in pairwise(edges):
        clause = Span(start, end)
        inner = cut_edges(ITEM_END, clause, body) if end - start > LONGEST else [start, end]
        clauses += [Span(*pair) for pair in pairwise(inner)]
    return clauses


def cut_edges(mark: re.Pattern[str], span: Span, body: str) -> list[int]:
    """Where a span begins, where marks end inside it, and where it ends."""
    inside = (match.end() for match in mark.finditer(body, span.start, span.end) if not is_in_number(match, body))
    return [span.start, *(end for end in inside if end < span.end), span.end]


def is_in_number(mark: re.Match[str], body: str) -> bool:
    """True for the comma of 1,268 and the colon of 9:30."""
    return body[mark.start() - 1 : mark.start()].isdecimal() and body[mark.end() : mark.end() + 1].isdecimal()
