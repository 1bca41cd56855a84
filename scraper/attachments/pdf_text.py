"""A PDF to the text of its pages, with PDFium (the reader of Chromium)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
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


Glyph = tuple[str, float, float, float, float]
"""A character with its left, right, bottom and top, which grows upwards."""


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


@dataclass(slots=True)
class _Printing:
    """A page while its characters are taken in the order of the file: into cells of tables, else into rows."""

    grids: list[Grid]
    parts: list[Row | Grid] = field(default_factory=list)
    row: list[Glyph] = field(default_factory=list)
    seen: int = 0
    gap: str = ""
    cell: tuple[Grid, tuple[int, int]] | None = None

    def take_gap(self, char: str) -> None:
        r"""A space between words, or the end of a line ("\n")."""
        if char == "\n":
            self.close_row()
            self.gap = self.gap or char
        elif self.row:
            self.row.append((" ", self.row[-1][2], *self.row[-1][2:]))
        if char == " ":
            self.gap = char

    def take_glyph(self, glyph: Glyph) -> None:
        """A character with its place."""
        x, y = (glyph[1] + glyph[2]) / 2, (glyph[3] + glyph[4]) / 2
        home = next(((grid, cell) for grid in self.grids if (cell := grid.find_cell(x, y))), None)
        if home is None:
            self.row.append(glyph)
        else:
            self._fill_cell(*home, glyph[0])
        self.seen += 1
        self.cell, self.gap = home, ""

    def _fill_cell(self, grid: Grid, cell: tuple[int, int], char: str) -> None:
        self.close_row()
        if not any(part is grid for part in self.parts):
            self.parts.append(grid)
        before, goes_on = grid.found.get(cell, ""), self.cell == (grid, cell) and self.gap != "\n"
        grid.found[cell] = before + self.gap + char if goes_on else join_words(before, char)

    def close_row(self) -> None:
        """Ends the row that is being printed."""
        if self.row:
            self.parts.append(_close_row(self.row))
            self.row = []


def _read_layout(page: Any) -> tuple[Layout, int]:
    """A page's rows and tables, and how many characters it prints."""
    frame = _read_frame(page)
    printing = _Printing(find_grids(_list_rules(page, frame)))
    for glyph in _list_glyphs(page, frame):
        if isinstance(glyph, str):
            printing.take_gap(glyph)
        else:
            printing.take_glyph(glyph)
    printing.close_row()
    for grid in printing.grids:
        grid.fill_cells()
    parts = tuple(part for part in printing.parts if not isinstance(part, Grid) or part.cells)
    return Layout(parts, *page.get_size()), printing.seen


def _close_row(glyphs: list[Glyph]) -> Row:
    """A line of glyphs as a row."""
    solid = [glyph for glyph in glyphs if glyph[0] != " "] or glyphs
    return Row(
        "".join(glyph[0] for glyph in glyphs).rstrip(),
        min(glyph[1] for glyph in solid),
        max(glyph[2] for glyph in solid),
        min(glyph[3] for glyph in solid),
        max(glyph[4] for glyph in solid),
    )


def _list_glyphs(page: Any, frame: Frame) -> Iterator[Glyph | str]:
    r"""Characters in the order of the file with left, right, bottom and top, and between them "\n" and spaces, which have no place."""
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
            yield "\n" if char == "\n" else " "
        elif pdfium.FPDFText_GetCharBox(text, at, *places):
            left, right, bottom, top = (side.value for side in sides)
            one, other = frame.turn(left, bottom), frame.turn(right, top)
            xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
            yield char, xs[0], xs[1], ys[0], ys[1]
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
