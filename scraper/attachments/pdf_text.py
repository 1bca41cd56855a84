"""A PDF to the text of its pages, with PDFium (the reader of Chromium)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from scraper.attachments.page_layout import Layout, Row, join_words, write_pages
from scraper.attachments.ruled_tables import Grid, Rule, find_grids
from scraper.errors import UnreadFile
from scraper.model import FileState

MOST_PAGES: Final = 500
MOST_GLYPHS: Final = 600_000
MOST_EDGES: Final = 20_000
"""Edges drawn on a page; more are a drawing."""
LEAST_LETTERS: Final = 10
"""Letters of a page that says something; a scan may bear a number."""
MOST_GARBLED: Final = 0.2
"""Share of characters without a meaning from which a file's fonts do not tell what they print."""
_STRAIGHT: Final = 1.0
"""Points that a line may lean."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a page is shown, in the file's own places, and by how many degrees it is turned for that."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int = 0

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the file is seen, from the lower left of the page as it is shown.

        >>> [Frame(0, 0, 600, 800, turned).turn(10, 30) for turned in (0, 90, 180, 270)]
        [(10, 30), (30, 590), (590, 770), (770, 10)]
        """
        x, y = x - self.left, y - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        return {0: (x, y), 90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[self.turned]


def _read_frame(page: Any) -> Frame:
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right, top, page.get_rotation() % 360)


def read_pdf(data: bytes) -> list[str]:
    """The text of each page.

    Raises:
        UnreadFile: under a password, broken, too long, or only pictures.
    """
    import pypdfium2  # noqa: PLC0415 - an extra

    try:
        with pypdfium2.PdfDocument(data) as document:
            return _read_document(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise UnreadFile(FileState.ENCRYPTED, "the file asks for a password") from error
        raise UnreadFile(FileState.BROKEN, "the file is cut off or damaged") from error


def _read_document(document: Any) -> list[str]:
    if len(document) > MOST_PAGES:
        raise UnreadFile(FileState.OVERSIZED, f"{len(document):,} pages, more than {MOST_PAGES}")
    layouts: list[Layout] = []
    glyphs = blank = 0
    for number in range(len(document)):
        page = document[number]
        layout, seen = _read_layout(page)
        page.close()
        layouts.append(layout)
        glyphs += seen
        blank += seen < LEAST_LETTERS
        if glyphs > MOST_GLYPHS:
            raise UnreadFile(FileState.OVERSIZED, f"more than {MOST_GLYPHS:,} characters")
    if 2 * blank > len(layouts):
        raise UnreadFile(FileState.NEEDS_OCR, f"{blank} of {len(layouts)} pages are pictures without text", remedy="read it with OCR")
    pages = write_pages(layouts)
    _refuse_garbled("".join(pages))
    return pages


def _refuse_garbled(text: str) -> None:
    garbled = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " != char for char in text.replace("\n", ""))
    if garbled > MOST_GARBLED * len(text):
        raise UnreadFile(FileState.NEEDS_OCR, "its fonts do not tell what they print", remedy="read it with OCR")


def _read_layout(page: Any) -> tuple[Layout, int]:
    """A page's rows and tables, and how many characters it prints."""
    frame = _read_frame(page)
    grids = find_grids(_list_rules(page, frame))
    parts: list[Row | Grid] = []
    row: list[tuple[str, float, float, float, float]] = []
    seen = 0
    last: tuple[Grid, tuple[int, int]] | None = None
    gap = ""
    for char, box in _list_glyphs(page, frame):
        if box is None or char.isspace():
            if char == "\n" and row:
                parts.append(_close_row(row))
                row = []
            gap = char if char != "\n" or gap != " " else gap
            if row and char != "\n":
                row.append((" ", row[-1][2], row[-1][2], row[-1][3], row[-1][4]))
            continue
        seen += 1
        middle = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
        home = next(((grid, cell) for grid in grids if (cell := grid.find_cell(*middle))), None)
        if home is None:
            row.append((char, *box))
        else:
            if row:
                parts.append(_close_row(row))
                row = []
            grid, cell = home
            if grid not in parts:
                parts.append(grid)
            before = grid.found.get(cell, "")
            same = last is not None and last[0] is grid and last[1] == cell
            grid.found[cell] = (before + gap.replace("\n", "") + char) if same and gap != "\n" else join_words(before, char)
        last, gap = home, ""
    if row:
        parts.append(_close_row(row))
    for grid in grids:
        grid.fill_cells()
    return Layout(tuple(part for part in parts if not isinstance(part, Grid) or part.cells), *page.get_size()), seen


def _close_row(glyphs: list[tuple[str, float, float, float, float]]) -> Row:
    """A line of glyphs as a row."""
    solid = [glyph for glyph in glyphs if glyph[0] != " "] or glyphs
    return Row(
        "".join(glyph[0] for glyph in glyphs).rstrip(),
        min(glyph[1] for glyph in solid),
        max(glyph[2] for glyph in solid),
        min(glyph[3] for glyph in solid),
        max(glyph[4] for glyph in solid),
    )


def _list_glyphs(page: Any, frame: Frame) -> Iterator[tuple[str, tuple[float, float, float, float] | None]]:
    r"""Characters in the order of the file with left, right, bottom and top; "\n" and spaces between words have no place."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - an extra

    text = page.get_textpage()
    sides = tuple(ctypes.c_double() for _ in range(4))
    places = tuple(map(ctypes.byref, sides))
    for at in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS + 1)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code in (0, 0xFFFE, 0xFFFF, 13, 2) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        char = chr(code)
        if char.isspace():
            yield ("\n" if char == "\n" else " "), None
        elif pdfium.FPDFText_GetCharBox(text, at, *places):
            left, right, bottom, top = (side.value for side in sides)
            one, other = frame.turn(left, bottom), frame.turn(right, top)
            xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
            yield char, (xs[0], xs[1], ys[0], ys[1])
    text.close()


def _list_rules(page: Any, frame: Frame) -> list[Rule]:
    """The straight horizontal and vertical lines that a page draws."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - an extra

    rules: list[Rule] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        rules += _list_edges(path, frame)
        if len(rules) > MOST_EDGES:
            return []
    return rules


def _list_edges(path: Any, frame: Frame) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - an extra

    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = path.get_matrix()
    start = here = (0.0, 0.0)
    for at in range(min(pdfium.FPDFPath_CountSegments(path), MOST_EDGES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        place = frame.turn(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = place
        elif kind == pdfium.FPDF_SEGMENT_LINETO and (rule := _find_rule(here, place)):
            yield rule
        if pdfium.FPDFPathSegment_GetClose(segment) and (rule := _find_rule(place, start)):
            yield rule
        here = place


def _find_rule(one: tuple[float, float], other: tuple[float, float]) -> Rule | None:
    """The line between two points, when it is straight.

    >>> _find_rule((0, 10), (50, 10.2))
    Rule(flat=True, at=10, start=0, end=50)
    """
    if abs(one[1] - other[1]) <= _STRAIGHT:
        return Rule(True, one[1], min(one[0], other[0]), max(one[0], other[0]))
    if abs(one[0] - other[0]) <= _STRAIGHT:
        return Rule(False, one[0], min(one[1], other[1]), max(one[1], other[1]))
    return None
