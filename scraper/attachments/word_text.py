"""A Word file to its text: paragraphs with the numbers that Word counts for them, rows of tables."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from scraper.attachments.list_numbers import Counters, Level
from scraper.attachments.ruled_tables import write_rows
from scraper.errors import UnreadFile
from scraper.model import FileState

MOST_PARTS: Final = 50_000
"""Paragraphs and rows of a file."""
WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
SIGNS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SILENT: Final = frozenset({"pPr", "rPr", "del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback"})
"""Elements whose text is none of the paragraph's: its looks, what was deleted, codes of fields, text boxes."""
MOST_DEPTH: Final = 3
"""Tables inside cells that are looked into."""
TOOLS: Final = (("antiword", "-m", "UTF-8.txt", "-w", "0", "-"), ("catdoc", "-d", "utf-8", "-w"))
"""What reads old Word files from standard input, if the machine has it."""
SECONDS: Final = 20


def read_docx(data: bytes) -> list[str]:
    """The text of the file as one page: Word breaks pages only when it prints.

    Raises:
        UnreadFile: broken, or longer than any document.
    """
    import docx  # noqa: PLC0415 - an extra
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - an extra

    try:
        document = docx.Document(BytesIO(data))
        lines = list(_list_lines(document.element.body, document, _read_counters(document), 0))
    except (OpcError, KeyError, ValueError, SyntaxError, AttributeError, OSError) as error:
        raise UnreadFile(FileState.BROKEN, "the file is cut off or damaged") from error
    return ["\n".join(lines)]


def _list_lines(home: Any, document: Any, counters: Counters, depth: int) -> Iterator[str]:
    """Paragraphs and rows in order; text boxes and footnotes are left out."""
    from docx.table import Table  # noqa: PLC0415 - an extra
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - an extra

    for count, (name, part) in enumerate(_list_blocks(home)):
        if count >= MOST_PARTS:
            raise UnreadFile(FileState.OVERSIZED, f"more than {MOST_PARTS:,} paragraphs")
        if name == "tbl":
            yield from _list_rows(Table(part, document), document, counters, depth)
        else:
            yield from _split_lines(_number(Paragraph(part, document), counters) + "".join(_list_words(part)))


def _list_blocks(home: Any) -> Iterator[tuple[str, Any]]:
    """The paragraphs and tables of an element, also those that a wrapper holds: a control, a mark of revision."""
    for part in home:
        name = _read_name(part)
        if name in ("p", "tbl"):
            yield name, part
        elif name in WRAPPERS:
            yield from _list_blocks(part)


def _list_words(home: Any) -> Iterator[str]:
    """The text of a paragraph as it stands after all revisions: what was inserted is there, what was deleted is not."""
    for part in home:
        name = _read_name(part)
        if name == "t":
            yield part.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name not in SILENT:
            yield from _list_words(part)


def _read_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _split_lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.replace("\t", " ").splitlines() if line.strip())


def _list_rows(table: Any, document: Any, counters: Counters, depth: int) -> Iterator[str]:
    """The rows of a table; a table of one column, or of one cell for all, is laid out text."""
    rows = []
    for row in table.rows:
        cells = [_read_cell(cell, document, counters, depth + 1) for cell in row.cells]
        rows.append([" ".join(cell.split()).replace("|", "｜") for cell in cells])
    width = max(map(len, rows), default=0)
    if width == 1:
        yield from (row[0] for row in rows if row[0])
        return
    filled = [row + [""] * (width - len(row)) for row in rows if any(row)]
    yield from (line for line in write_rows(filled) if line)


def _read_cell(cell: Any, document: Any, counters: Counters, depth: int) -> str:
    return " ".join(_list_lines(cell._tc, document, counters, depth)) if depth <= MOST_DEPTH else cell.text


def _number(paragraph: Any, counters: Counters) -> str:
    """The number that Word prints before a paragraph."""
    found = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    style = paragraph.style
    while found is None and style is not None:
        found = style.element.pPr.numPr if style.element.pPr is not None else None
        style = style.base_style
    if found is None or found.numId is None:
        return ""
    return counters.count(str(found.numId.val), found.ilvl.val if found.ilvl is not None else 0)


def _read_counters(document: Any) -> Counters:
    """How the lists of a file are numbered."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    part = next(
        (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering") and not rel.is_external), None
    )
    root = getattr(part, "element", None)
    if root is None:
        return Counters({})

    def value(element: Any, name: str, default: str) -> str:
        child = element.find(qn(name))
        return default if child is None else str(child.get(qn("w:val")) or default)

    kinds = {
        kind.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl")) or 0): Level(
                value(level, "w:numFmt", "decimal"), value(level, "w:lvlText", ""), _read_int(value(level, "w:start", "1"))
            )
            for level in kind.findall(qn("w:lvl"))
        }
        for kind in root.findall(qn("w:abstractNum"))
    }
    return Counters({num.get(qn("w:numId")): kinds.get(value(num, "w:abstractNumId", ""), {}) for num in root.findall(qn("w:num"))})


def _read_int(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def read_doc(data: bytes) -> list[str]:
    """The text of an old Word file as one page, by a tool of the machine.

    Raises:
        UnreadFile: no tool is found, or it can make nothing of the file.
    """
    tool = next(((path, *words[1:]) for words in TOOLS if (path := shutil.which(words[0]))), None)
    if tool is None:
        raise UnreadFile(
            FileState.NO_READER, "neither antiword nor catdoc is found", remedy="install one of them, or save the file as docx"
        )
    try:
        done = subprocess.run(tool, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadFile(FileState.OVERSIZED, f"not read in {SECONDS} seconds") from error
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode or not text.strip():
        raise UnreadFile(FileState.BROKEN, f"{tool[0].rpartition('/')[2]} can make nothing of the file")
    return ["\n".join(_split_lines(text))]
