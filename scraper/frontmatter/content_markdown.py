"""The body as Markdown on disk: what was scraped stays text, what the dialect means stays Markdown, measures carry their anchors.

Lines of the body and lines of the file correspond one to one (the anchor of a paragraph or item has a line of its own), and each line is
escaped by itself, so parsing undoes rendering exactly, whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest

from scraper.model import Measure
from scraper.text.enumerators import HAN, MARKER

HEADING = re.compile(r"#{2,4} ")
ITEM = re.compile(r"- ")
ROW = re.compile(r"\|.*\|\Z", re.DOTALL)
RULE_CELL = re.compile(r" ?:?-{3,}:? ?\Z")
IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([A-Za-z0-9./?#][A-Za-z0-9.~:/?#@!&'+,;=%_-]*)\)\Z")
SCHEME = re.compile(r"(?!https?://)[A-Za-z][A-Za-z0-9+.-]*:")

SPECIAL = re.compile(r"[\\`*_\[{}|]|\+(?=\+)|(?<=\+)\+")
"""Escaped by a backslash wherever it stands: characters that both Python-Markdown and CommonMark let escape so.

A closing square bracket needs none when no bracket opens, and an escaped pair would be a formula to some extensions."""
ENTITY = re.compile(r"[&<~^$]|=(?==)|(?<==)=|:(?=[A-Za-z+-][\w+-]{0,40}:)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Written as a character reference: Python-Markdown knows no backslash for these. Marks of extensions and control characters."""
LINE_START = re.compile(r"[#>]|[+-](?=[\s-]|\Z)|!(?=!!)|\d{1,9}(?=[.)](?:\s|\Z))")
LINE_START_ENTITY = re.compile(r"[:= \t]|\?(?=\?\?)|/(?=//)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);")

ENUMERATOR = re.compile(rf"\s*(?:{MARKER}[、.．:：]?|[{HAN}\d]{{1,4}}[）)]?)?\s*\Z")
BLOCK_ANCHOR = re.compile(r"(?:\A| )\{ #(m-[0-9a-z-]+) \}\Z")
INLINE_MARK = re.compile(r"\\.|\*\*\{ #(m-[0-9a-z-]+) \.measure \}|\[\]\(\)\{ #(m-[0-9a-z-]+) \}|\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written into a line: `text` stands before the character at `at`."""

    at: int
    text: str


def render_body(body: str, measures: Iterable[Measure] = ()) -> str:
    r"""Escape a body of the page dialect and give each measure its anchor.

    >>> render_body("## 一、贷款<b>\n\n1. 减免*房租*")
    '## 一、贷款&lt;b>\n\n1\\. 减免\\*房租\\*'
    """
    pending = sorted(measures, key=lambda m: (m.lead_span, m.id))
    lines = body.split("\n")
    out: list[str] = []
    start = taken = 0
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        end = start + len(line)
        first = taken
        while taken < len(pending) and pending[taken].lead_span.start <= end:
            taken += 1
        out.extend(render_line(line, start, pending[first:taken], last=not following or ITEM.match(following) is not None))
        start = end + 1
    return "\n".join(out)


def render_line(line: str, start: int, measures: list[Measure], *, last: bool) -> Iterator[str]:
    """One line of the body at offset `start`, with the anchors of the measures whose lead begins in it; `last` when it ends its block."""
    prefix = find_prefix(line)
    block = None
    head = prefix.startswith("#")
    if measures and (head or last) and opens_block(line, prefix, measures[0].lead_span.start - start):
        block, *measures = measures
    text = escape_line(line, prefix, list(place_marks(line, start, measures)))
    if block and head:
        yield f"{text} {{ #{block.id} }}"
    else:
        yield text
        if block:
            yield f"{{ #{block.id} }}"


def find_prefix(line: str) -> str:
    """The dialect's own mark at the start of a line: `## `, `- ` or nothing."""
    match = HEADING.match(line) or ITEM.match(line)
    return match[0] if match else ""


def opens_block(line: str, prefix: str, at: int) -> bool:
    """True when a lead at `at` is the first thing its block says, an enumerator aside.

    >>> opens_block("（一）加大信贷投放。各银行", "", 3), opens_block("各地加大信贷投放。", "", 2)
    (True, False)
    """
    if ROW.match(line) or IMAGE.match(line):
        return False
    return at >= len(prefix) and ENUMERATOR.match(line[len(prefix) : at]) is not None


def place_marks(line: str, start: int, measures: list[Measure]) -> Iterator[Mark]:
    """Bold with an anchor around each lead; an empty link where leads overlap, run over the line's end or begin with a space."""
    row, image = ROW.match(line), IMAGE.match(line)
    free = least = len(find_prefix(line))
    for measure in measures:
        begin, end = measure.lead_span.start - start, measure.lead_span.end - start
        words = line[begin:end]
        if free <= begin < end <= len(line) and words == words.strip() and not image and not (row and "|" in words):
            yield Mark(begin, "**")
            yield Mark(end, f"**{{ #{measure.id} .measure }}")
            free = end
        else:
            yield Mark(max(begin, free if begin > least else least), f"[](){{ #{measure.id} }}")


def escape_line(line: str, prefix: str, marks: list[Mark]) -> str:
    """A line with its text escaped and its marks written in."""
    if ROW.match(line):
        return escape_row(line, marks)
    image = IMAGE.match(line)
    if image and not SCHEME.match(image[2]):
        return f"![{escape_text(image[1])}]({image[2].replace('&', '&amp;')})" + "".join(mark.text for mark in marks)
    text = guard_edges(escape_marked(line, len(prefix), len(line), marks))
    if prefix.startswith("#") and text.endswith("#"):  # a heading may close with number signs
        text = text[:-1] + "\\#"
    return prefix + text


def escape_row(line: str, marks: list[Mark]) -> str:
    """A table row: the bars stay, the cells are text; a delimiter row stays as it is."""
    cells, at = [], 1
    for cell in line[1:-1].split("|"):
        end = at + len(cell)
        here = [] if RULE_CELL.match(cell) else [mark for mark in marks if mark.at <= end]
        marks = [mark for mark in marks if mark not in here]
        cells.append(escape_marked(line, at, end, here) if not RULE_CELL.match(cell) else cell)
        at = end + 1
    return "|" + "".join(f"{cell}|" for cell in cells)


def escape_marked(line: str, start: int, end: int, marks: list[Mark]) -> str:
    """`line[start:end]` escaped, with marks before their characters."""
    out, at = [], start
    for mark in marks:
        stop = min(max(mark.at, at), end)
        out.append(escape_text(line[at:stop]) + mark.text)
        at = stop
    return "".join(out) + escape_text(line[at:end])


def escape_text(text: str) -> str:
    r"""Escape what could become markup anywhere in a line.

    >>> escape_text("a_b <i> {{ x }} 5~10 & [y](z)")
    'a\\_b &lt;i> \\{\\{ x \\}\\} 5&#126;10 &amp; \\[y](z)'
    """
    text = ENTITY.sub(lambda m: {"&": "&amp;", "<": "&lt;"}.get(m[0], f"&#{ord(m[0])};"), text)
    return SPECIAL.sub(r"\\\g<0>", text)


def guard_edges(text: str) -> str:
    """Escape what would open a block at the start of a line, and white space that editors drop at its ends."""
    if text[-1:] in (" ", "\t"):
        text = f"{text[:-1]}&#{ord(text[-1])};"
    if match := LINE_START.match(text):
        return f"{match[0]}\\{text[match.end() :]}" if match[0].isdigit() else "\\" + text
    return f"&#{ord(text[0])};{text[1:]}" if LINE_START_ENTITY.match(text) else text


def parse_body(text: str) -> str:
    r"""Undo `render_body`: the plain body without anchors and escapes. Never fails.

    >>> parse_body("## 一、**加大信贷**{ #m-3f9a1c .measure }投放\n\n1\\. 减免&lt;b>\n{ #m-aa01bc }")
    '## 一、加大信贷投放\n\n1. 减免<b>'
    """
    lines = text.split("\n")
    return "\n".join(parse_line(line) for index, line in enumerate(lines) if not (index and line[:1] == "{" and BLOCK_ANCHOR.match(line)))


def find_row(text: str, offset: int) -> int:
    r"""Which line of a rendered body, counted from 0, holds an offset of the plain body.

    >>> find_row("减租\n{ #m-aa01bc }\n\n贷款", 4)
    3
    """
    start = 0
    rows = text.split("\n")
    for row, line in enumerate(rows):
        if row and line[:1] == "{" and BLOCK_ANCHOR.match(line):
            continue
        start += len(parse_line(line)) + 1
        if offset < start:
            return row
    return len(rows) - 1


def parse_line(line: str) -> str:
    """One line without anchors and escapes."""
    if "{ #m-" in line:
        line = BLOCK_ANCHOR.sub("", line)
        if any(list_inline(line)):
            line = INLINE_MARK.sub(lambda m: m[0] if m[0][0] == "\\" else "", line)
    return ESCAPED.sub(lambda m: m[1] or parse_reference(m[0]), line)


def parse_reference(reference: str) -> str:
    """A character reference as its character, also where HTML forbids the character.

    >>> parse_reference("&#13;") == chr(13), parse_reference("&amp;")
    (True, '&')
    """
    if not reference.startswith("&#"):
        return unescape(reference)
    digits = reference[2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else reference


def list_inline(line: str) -> list[str]:
    """The ids of the anchors inside a rendered line."""
    return [match[1] or match[2] for match in INLINE_MARK.finditer(line) if match[1] or match[2]]


def list_anchors(text: str) -> tuple[str, ...]:
    r"""The ids of all anchors in a rendered body, in order.

    >>> list_anchors("**减租**{ #m-3f9a1c .measure }。\n\n贷款\n{ #m-aa01bc }")
    ('m-3f9a1c', 'm-aa01bc')
    """
    found: list[str] = []
    for line in text.split("\n"):
        if "{ #m-" in line:
            found += list_inline(line)
            found += [match[1] for match in [BLOCK_ANCHOR.search(line)] if match]
    return tuple(found)
