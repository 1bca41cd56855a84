"""What may be shown of a text that is not official: leads and facts in short quotes, and the way to the whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from scraper.model import Measure, Notice, Span
from scraper.quotes.quote_choice import choose_quotes
from scraper.quotes.sentences import Sentences, split_sentences

LINK_LINE = "原文：{}"
OMISSION = "……"
"""Stands where a sentence is quoted in part, outside every span."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A quoted stretch of the old body and where it begins in the new one."""

    old: Span
    start: int

    def move(self, span: Span) -> Span:
        """A span of the old body inside the stretch, as a span of the new body."""
        return Span(span.start - self.old.start + self.start, span.end - self.old.start + self.start)


def digest_notice(notice: Notice) -> Notice:
    """The notice with a body of quotes in the order of the text, then the address of the whole; spans point into the new body.

    A quote is a whole sentence, or clauses of a long one between omission marks. Labels, targets and figures stay as read from the whole
    text; evidence and doubts whose words are not quoted keep their words and lose their span. A digest of a digest is the same digest.
    """
    if notice.quoted:
        return notice
    text = split_sentences(notice.body)
    cuts: list[Cut] = []
    parts: list[str] = []
    at = 0
    for span in join_spans(choose_quotes(notice), notice.body):
        before, after = mark_omissions(span, text)
        parts.append(before + span.read(notice.body) + after)
        cuts.append(Cut(span, at + len(before)))
        at += len(parts[-1]) + 2
    if notice.source.url:
        parts.append(LINK_LINE.format(notice.source.url))
    moved = {field.name: move_value(getattr(notice, field.name), cuts) for field in fields(notice)}
    return replace(notice, **(moved | {"body": "\n\n".join(parts), "quoted": True}))


def join_spans(spans: Iterable[Span], body: str) -> list[Span]:
    """Spans in order; those that overlap, or have only spaces between them on their line, are made one.

    >>> join_spans([Span(6, 9), Span(0, 3), Span(2, 5)], "一二三四。 五六。")
    [Span(start=0, end=9)]
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and not body[out[-1].end : span.start].strip(" \u3000"):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def mark_omissions(span: Span, text: Sentences) -> tuple[str, str]:
    """The marks before and after a quote that begins or ends inside a sentence.

    >>> mark_omissions(Span(3, 6), split_sentences("给予企业补助。"))
    ('……', '……')
    """
    touched = text.find_touched(span)
    begins = not touched or touched[0].start >= span.start
    ends = not touched or touched[-1].end <= span.end
    return "" if begins else OMISSION, "" if ends else OMISSION


def move_value(value: Any, cuts: list[Cut]) -> Any:
    """A field's value with its spans moved into the new body; None for a span that is not quoted."""
    if isinstance(value, Span):
        cut = find_cut(value, cuts)
        return cut.move(value) if cut else None
    if isinstance(value, tuple):
        return tuple(move_value(item, cuts) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    moved = {field.name: move_value(getattr(value, field.name), cuts) for field in fields(value)}
    if isinstance(value, Measure):
        moved["span"] = cover_span(value, cuts)
    return replace(value, **moved)


def cover_span(measure: Measure, cuts: list[Cut]) -> Span:
    """From the first to the last quoted character of a measure, its figures included."""
    first = bisect_right(cuts, measure.span.start, key=lambda cut: cut.old.end)
    touched = cuts[first : bisect_left(cuts, measure.span.end, key=lambda cut: cut.old.start)]
    inside = [cut.move(Span(max(cut.old.start, measure.span.start), min(cut.old.end, measure.span.end))) for cut in touched]
    proofs = [measure.lead_span, *(figure.span for figure in measure.figures)]
    inside += [cut.move(span) for span in proofs if (cut := find_cut(span, cuts))]
    return Span(min(span.start for span in inside), max(span.end for span in inside))


def find_cut(span: Span, cuts: list[Cut]) -> Cut | None:
    """The stretch that holds a span."""
    index = bisect_right(cuts, span.start, key=lambda cut: cut.old.start) - 1
    return cuts[index] if index >= 0 and cuts[index].old.holds(span) else None
