"""A notice's body as HTML, straight from the page dialect (`scraper.model.Page`).

Every character is text, nothing is ever markup of its own. Working from offsets lets the page mark the very words that
measures, figures and dates were read from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markupsafe import Markup, escape

from scraper.model import Notice, Span

BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
HEADING = re.compile(r"(#{2,4}) ")
IMAGE = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]*)\)\s*")
RULE_ROW = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+\s*")
LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words to mark: a class for the eye, and an anchor where links may land."""

    span: Span
    style: str
    anchor: str | None = None


class Marks:
    """The stretches of a body, to be asked for those in one part of it."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = sorted(stretches, key=lambda s: s.span)
        self._starts = [stretch.span.start for stretch in self._stretches]
        self._reach = [*accumulate((stretch.span.end for stretch in self._stretches), max)]

    def list_within(self, span: Span) -> list[Stretch]:
        """Those that share a character with `span`.

        >>> Marks([Stretch(Span(0, 9), "a"), Stretch(Span(2, 4), "b"), Stretch(Span(6, 7), "c")]).list_within(Span(4, 6))
        [Stretch(span=Span(start=0, end=9), style='a', anchor=None)]
        """
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return [stretch for stretch in self._stretches[first:last] if stretch.span.end > span.start]


def render_body(notice: Notice) -> Markup:
    """The whole body, with leads of measures, figures and evidence marked; `#text-m-3f9a1c` is where a measure's lead stands."""
    body, marks = notice.body, Marks(_list_stretches(notice))
    return Markup("\n".join(_render_block(body, Span(*block.span()), marks) for block in BLOCK.finditer(body)))  # noqa: S704  (escaped below)


def _list_stretches(notice: Notice) -> Iterator[Stretch]:
    for measure in notice.measures:
        yield Stretch(measure.lead_span, "lead", f"text-{measure.id}")
        for figure in measure.figures:
            yield Stretch(figure.span, "figure")
    for evidence in notice.evidence:
        if evidence.span and evidence.field in ("written", "doc_number", "validity"):
            yield Stretch(evidence.span, "evidence")
    if notice.validity.span:
        yield Stretch(notice.validity.span, "evidence", "text-validity")


def _render_block(body: str, block: Span, marks: Marks) -> str:
    text = block.read(body)
    if image := IMAGE.fullmatch(text):
        return f'<p class="picture">［图片：{_escape(image[1] or "无说明")}，见原文］</p>'
    lines = [Span(block.start + m.start(), block.start + m.end()) for m in LINE.finditer(text)]
    if all(body[line.start] == "|" for line in lines):
        return _render_table(body, lines, marks)
    if all(body.startswith("- ", line.start) for line in lines):
        items = (f"<li>{_render_text(body, Span(line.start + 2, line.end), marks)}</li>" for line in lines)
        return f"<ul>{''.join(items)}</ul>"
    return "\n".join(_render_line(body, line, marks) for line in lines)


def _render_line(body: str, line: Span, marks: Marks) -> str:
    if heading := HEADING.match(line.read(body)):
        level = len(heading[1]) + 1
        return f"<h{level}>{_render_text(body, Span(line.start + heading.end(), line.end), marks)}</h{level}>"
    return f"<p>{_render_text(body, line, marks)}</p>"


def _render_table(body: str, lines: list[Span], marks: Marks) -> str:
    headed = len(lines) > 1 and RULE_ROW.fullmatch(lines[1].read(body)) is not None
    rows = (
        f"<tr>{_render_cells(body, line, marks, 'th' if headed and number == 0 else 'td')}</tr>"
        for number, line in enumerate(lines)
        if not (headed and number == 1)
    )
    return f'<div class="table" tabindex="0" role="region" aria-label="表格"><table>{"".join(rows)}</table></div>'


def _render_cells(body: str, line: Span, marks: Marks, tag: str) -> str:
    row = line.read(body)
    inner = Span(line.start + 1, line.end - 1 if row.endswith("|") and len(row) > 1 else line.end)
    cells, start = [], inner.start
    for part in inner.read(body).split("|"):
        left = start + len(part) - len(part.lstrip())
        span = Span(left, left + len(part.strip()))
        cells.append(f"<{tag}>{_render_text(body, span, marks)}</{tag}>")
        start += len(part) + 1
    return "".join(cells)


def _render_text(body: str, span: Span, marks: Marks) -> str:
    """The escaped text of `span`; where marks overlap, the pieces carry all their classes."""
    here = marks.list_within(span)
    if not here:
        return _escape(span.read(body))
    edges = sorted({span.start, span.end} | {min(max(edge, span.start), span.end) for m in here for edge in (m.span.start, m.span.end)})
    return "".join(_render_piece(body, Span(start, end), here) for start, end in pairwise(edges))


def _render_piece(body: str, piece: Span, marks: list[Stretch]) -> str:
    styles = sorted({mark.style for mark in marks if mark.span.holds(piece)})
    anchors = (mark.anchor for mark in marks if mark.anchor and mark.span.start == piece.start)
    text = "".join(f'<a id="{_escape(anchor)}" class="anchor"></a>' for anchor in anchors) + _escape(piece.read(body))
    return f'<span class="{" ".join(styles)}">{text}</span>' if styles else text


def _escape(text: str) -> str:
    """Text as HTML; a plain string, because joining `Markup` looks at every part again."""
    return str(escape(text))
