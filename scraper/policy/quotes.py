"""What may be shown of a text that is not official: leads and facts in short quotes, and the way to the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from scraper.model import Kind, Licence, Measure, Notice, Span
from scraper.policy.figures import find_figures

SENTENCE_END = re.compile(r"[。！？；!?\n|]")
LONGEST = 40
"""Characters of a quote on either side of what it proves."""
LINK_LINE = "原文：{}"


@dataclass(frozen=True, slots=True)
class Cut:
    """A quoted stretch of the old body and where it begins in the new one."""

    old: Span
    start: int

    def move(self, span: Span) -> Span:
        """Where a span inside the stretch stands now."""
        return Span(span.start - self.old.start + self.start, span.end - self.old.start + self.start)


def shows_whole(notice: Notice) -> bool:
    """True when the full text may be shown: official documents (Chinese copyright law, article 5) and examples written for this project."""
    if notice.source.licence is Licence.UNKNOWN:
        return notice.kind is Kind.OFFICIAL
    return notice.source.licence in (Licence.OFFICIAL, Licence.EXAMPLE)


def digest_notice(notice: Notice) -> Notice:
    """The notice with a body of quotes: each lead, each figure's sentence, then the address of the whole; spans point into the new body.

    Evidence and doubts whose words are not quoted keep their words and lose their span. A digest of a digest is the same digest.
    """
    cuts, parts, at = [], [], 0
    for span in join_spans(find_quoted(notice)):
        words = span.read(notice.body)
        cuts.append(Cut(span, at))
        parts.append(words)
        at += len(words) + 2
    if notice.source.url:
        parts.append(LINK_LINE.format(notice.source.url))
    moved = {field.name: move_value(getattr(notice, field.name), cuts) for field in fields(notice)}
    return replace(notice, **(moved | {"body": "\n\n".join(parts)}))


def find_quoted(notice: Notice) -> Iterator[Span]:
    """The stretches of the body that carry facts; its first sentence when none does."""
    body = notice.body
    yield from (measure.lead_span for measure in notice.measures)
    proofs = [figure.span for measure in notice.measures for figure in measure.figures]
    proofs += [figure.span for figure in find_figures(body)]
    proofs += [notice.validity.span] if notice.validity.span else []
    for span in proofs:
        yield widen_span(span, body)
    if not proofs and not notice.measures and body:
        yield widen_span(Span(0, min(1, len(body))), body)


def widen_span(span: Span, body: str) -> Span:
    """The sentence around a span, at most 40 characters to either side, without white space at its ends.

    >>> body = "很好。给予50万元补助，一次付清。再见。"
    >>> widen_span(Span(5, 9), body).read(body)
    '给予50万元补助，一次付清。'
    """
    start = max(
        (m.end() for m in SENTENCE_END.finditer(body, max(span.start - LONGEST, 0), span.start)), default=max(span.start - LONGEST, 0)
    )
    stop = SENTENCE_END.search(body, span.end, min(span.end + LONGEST, len(body)))
    end = min(span.end + LONGEST, len(body)) if stop is None else stop.start() if stop[0] in "\n|" else stop.end()
    while start < span.start and body[start].isspace():
        start += 1
    return Span(start, end)


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def move_value(value: Any, cuts: list[Cut]) -> Any:
    """A field's value with its spans moved into the new body; None for a span that is not quoted."""
    if isinstance(value, Span):
        return next((cut.move(value) for cut in cuts if cut.old.holds(value)), None)
    if isinstance(value, tuple):
        return tuple(move_value(item, cuts) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    moved = {field.name: move_value(getattr(value, field.name), cuts) for field in fields(value)}
    if isinstance(value, Measure):
        moved["span"] = cover_span(value, cuts)
    return replace(value, **moved)


def cover_span(measure: Measure, cuts: list[Cut]) -> Span:
    """From the first to the last quoted character of a measure."""
    parts = [(cut, max(cut.old.start, measure.span.start), min(cut.old.end, measure.span.end)) for cut in cuts]
    inside = [cut.move(Span(start, end)) for cut, start, end in parts if start < end]
    lead = next(cut.move(measure.lead_span) for cut in cuts if cut.old.holds(measure.lead_span))
    return Span(min([lead.start, *(s.start for s in inside)]), max([lead.end, *(s.end for s in inside)]))
