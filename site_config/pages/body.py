"""A notice's body as HTML, straight from the page dialect (`scraper.model.Page`).

Every character is text, nothing is ever markup of its own. Working from offsets lets the page mark the very words that
measures, figures and dates were read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

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


def render_body(notice: Notice) -> Markup:
    """The whole body, with leads of measures, figures and evidence marked; `#text-m-3f9a1c` is where a measure's lead stands."""
    body = notice.body
    marks = sorted(_list_stretches(notice), key=lambda s: s.span)
    return Markup("\n").join(_render_block(body, Span(*block.span()), marks) for block in BLOCK.finditer(body))


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


def _render_block(body: str, block: Span, marks: list[Stretch]) -> Markup:
    text = block.read(body)
    if image := IMAGE.fullmatch(text):
        return Markup('<p class="picture">［图片：{}，见原文］</p>').format(image[1] or "无说明")
    lines = [Span(block.start + m.start(), block.start + m.end()) for m in LINE.finditer(text)]
    if all(body[line.start] == "|" for line in lines):
        return _render_table(body, lines, marks)
    if all(body.startswith("- ", line.start) for line in lines):
        items = (Markup("<li>{}</li>").format(_render_text(body, Span(line.start + 2, line.end), marks)) for line in lines)
        return Markup("<ul>{}</ul>").format(Markup("").join(items))
    return Markup("\n").join(_render_line(body, line, marks) for line in lines)


def _render_line(body: str, line: Span, marks: list[Stretch]) -> Markup:
    if heading := HEADING.match(line.read(body)):
        level = len(heading[1]) + 1
        return Markup("<h{0}>{1}</h{0}>").format(level, _render_text(body, Span(line.start + heading.end(), line.end), marks))
    return Markup("<p>{}</p>").format(_render_text(body, line, marks))


def _render_table(body: str, lines: list[Span], marks: list[Stretch]) -> Markup:
    headed = len(lines) > 1 and RULE_ROW.fullmatch(lines[1].read(body)) is not None
    rows = [
        Markup("<tr>{}</tr>").format(_render_cells(body, line, marks, "th" if headed and number == 0 else "td"))
        for number, line in enumerate(lines)
        if not (headed and number == 1)
    ]
    return Markup('<div class="table" tabindex="0" role="region" aria-label="表格"><table>{}</table></div>').format(Markup("").join(rows))


def _render_cells(body: str, line: Span, marks: list[Stretch], tag: str) -> Markup:
    row = line.read(body)
    inner = Span(line.start + 1, line.end - 1 if row.endswith("|") and len(row) > 1 else line.end)
    cells, start = [], inner.start
    for part in inner.read(body).split("|"):
        left = start + len(part) - len(part.lstrip())
        span = Span(left, left + len(part.strip()))
        cells.append(Markup("<{0}>{1}</{0}>").format(tag, _render_text(body, span, marks)))
        start += len(part) + 1
    return Markup("").join(cells)


def _render_text(body: str, span: Span, marks: Iterable[Stretch]) -> Markup:
    """The escaped text of `span`; where marks overlap, the pieces carry all their classes."""
    here = [mark for mark in marks if mark.span.start < span.end and mark.span.end > span.start]
    if not here:
        return escape(span.read(body))
    edges = sorted({span.start, span.end} | {min(max(edge, span.start), span.end) for m in here for edge in (m.span.start, m.span.end)})
    return Markup("").join(_render_piece(body, Span(start, end), here) for start, end in pairwise(edges))


def _render_piece(body: str, piece: Span, marks: list[Stretch]) -> Markup:
    styles = sorted({mark.style for mark in marks if mark.span.holds(piece)})
    anchors = [mark.anchor for mark in marks if mark.anchor and mark.span.start == piece.start]
    text = Markup("").join(Markup('<a id="{}" class="anchor"></a>').format(anchor) for anchor in anchors) + escape(piece.read(body))
    return Markup('<span class="{}">{}</span>').format(" ".join(styles), text) if styles else text
