"""Files of the kinds that offices publish are read, or refused by name."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from scraper.attachments import reading_process
from scraper.attachments.file_kinds import is_file
from scraper.attachments.reading_process import read_file
from scraper.errors import UnreadFile
from scraper.model import FileState
from tests.attachments.papers import (
    ARTICLES,
    BREAK,
    GAP,
    ROWS,
    RULED,
    TITLE,
    compound,
    fill_act,
    fill_counted,
    fill_nothing,
    fill_revised,
    fill_table,
    head,
    indent,
    lock_pdf,
    number_pages,
    pack,
    print_columns,
    print_long,
    print_pdf,
    repack,
    scan_pdf,
    style,
    turn_pdf,
    write_docx,
    write_xlsx,
)

MANY = [f"{number}．{text.partition(' ')[2]}" for number, text in enumerate(ARTICLES * 8, 1)]
LINES = [f"| {' | '.join(row)} |" for row in ROWS]
ROOT = Path(__file__).parents[2]
MEGABYTES_300 = 300 * 1024
"""In the kilobytes that the kernel counts in."""


def read_lines(data: bytes) -> list[str]:
    return [line for page in read_file(data) for line in page.splitlines()]


def refuse(data: bytes) -> str:
    with pytest.raises(UnreadFile) as caught:
        read_file(data)
    assert caught.value.message
    return caught.value.kind


def test_hard_wraps_are_joined() -> None:
    assert read_lines(print_pdf([head(), *map(indent, ARTICLES)])) == [TITLE, *ARTICLES]


def test_paragraphs_without_indents_are_told_apart() -> None:
    parts = [Paragraph(text, style(spaceAfter=0)) for text in ARTICLES]
    assert read_lines(print_pdf(parts)) == list(ARTICLES)


@pytest.mark.parametrize("size", [9, 10.5, 12, 16, 22])
def test_letters_of_any_size_are_joined(size: float) -> None:
    assert read_lines(print_pdf([indent(text, size) for text in ARTICLES])) == list(ARTICLES)


def test_ragged_lines_of_latin_words_are_joined() -> None:
    text = "Small shops that keep their staff for six months receive a subsidy of 2,000 yuan for every graduate whom they employ. " * 6
    latin = ParagraphStyle("latin", fontName="Helvetica", fontSize=12, leading=18)
    assert read_lines(print_pdf([Paragraph(text.strip(), latin)])) == [text.strip()]


def test_two_columns_are_read_one_after_the_other() -> None:
    assert read_lines(print_columns([indent(text, 11) for text in ARTICLES * 4])) == list(ARTICLES * 4)


def test_page_numbers_and_running_titles_are_dropped() -> None:
    pages = read_file(print_pdf([indent(text) for text in MANY], number_pages))
    assert len(pages) >= 3
    assert [line for page in pages for line in page.splitlines()] == MANY


def test_a_running_title_of_the_only_page_is_told_by_its_small_letters() -> None:
    assert read_lines(print_pdf([head(), *map(indent, ARTICLES)], number_pages)) == [TITLE, *ARTICLES]


def test_a_paragraph_over_a_page_end_stays_whole_on_its_first_page() -> None:
    whole = print_pdf([indent(text) for text in MANY])
    pages = read_file(whole)
    last = [page.splitlines()[-1] for page in pages]
    assert set(last) <= set(MANY)
    assert len(pages) >= 3


def test_a_table_keeps_its_rows() -> None:
    lines = read_lines(print_pdf([indent(ARTICLES[0]), GAP, Table(ROWS, style=RULED), GAP, indent(ARTICLES[1])]))
    assert lines == [ARTICLES[0], *LINES, ARTICLES[1]]


def test_a_merged_cell_says_its_text_in_each_row() -> None:
    rows = [*ROWS[:2], (*ROWS[2][:2], "")]
    lines = read_lines(print_pdf([Table(rows, style=[*RULED, ("SPAN", (2, 1), (2, 2))])]))
    assert lines == [*LINES[:2], LINES[2].replace(ROWS[2][2], ROWS[1][2])]


def test_a_table_over_a_page_end_says_its_head_once() -> None:
    many = [ROWS[0], *(("项目", f"对象{number}", f"{number}元") for number in range(140))]
    lines = read_lines(print_pdf([Table(many, style=RULED, repeatRows=1)], number_pages))
    assert lines == [f"| {' | '.join(row)} |" for row in many]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turned: int) -> None:
    lines = read_lines(turn_pdf(turned))
    assert lines == [ARTICLES[1], "| 项目 | 金额 |", "| 房租 | 5万元 |"]


@pytest.mark.xfail(strict=True, reason="without upright lines nothing parts the cells but the distance between them, which words have, too")
def test_a_table_without_upright_lines_keeps_its_rows() -> None:
    open_sided = [("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"), RULED[1]]
    assert read_lines(print_pdf([Table(ROWS, style=open_sided)])) == LINES


def test_cells_with_several_lines_are_one_cell_each() -> None:
    rows = [("项目", "内容"), ("房租", Paragraph(ARTICLES[0], style(10)))]
    assert read_lines(print_pdf([Table(rows, style=RULED, colWidths=[80, 160])])) == ["| 项目 | 内容 |", f"| 房租 | {ARTICLES[0]} |"]


def test_a_file_under_an_owner_password_alone_is_read() -> None:
    assert read_lines(lock_pdf("")) == [TITLE, *ARTICLES]


def test_three_hundred_pages_are_read() -> None:
    pages = read_file(print_long(300))
    assert len(pages) == 300
    assert [page.splitlines()[0] for page in pages[::100]] == [
        f"第{number}项 对第{number}类小店给予补贴，每户不超过{number}万元。" for number in (1, 101, 201)
    ]
    assert not any("- 7 -" in page for page in pages)


def test_a_word_file_is_read_in_order() -> None:
    def fill(document: object) -> None:
        fill_act(document)
        fill_table(document)

    assert read_lines(write_docx(fill)) == [TITLE, *ARTICLES, *LINES]


def test_numbers_that_word_counts_are_written() -> None:
    assert read_lines(write_docx(fill_counted)) == [
        "一、减免房租",
        "（1）减免三个月房租",
        "（2）缓收水电费",
        "二、稳定就业",
        "（1）每人补贴2000元",
    ]


def test_words_in_tags_controls_and_insertions_are_read_and_deleted_ones_are_not() -> None:
    assert read_lines(write_docx(fill_revised)) == [
        "自2026年3月1日起，单户补贴5万元。",
        "由市商务局受理。",
        "| 项目 | 标准 |",
        "| 房租 | 5万元 |",
    ]


def test_merged_cells_of_word_say_their_text_in_each_row() -> None:
    lines = read_lines(write_docx(lambda document: fill_table(document, merged=True)))
    assert lines == [*LINES[:2], LINES[2].replace(ROWS[2][2], ROWS[1][2])]


def test_a_layout_table_of_one_column_is_text() -> None:
    lines = read_lines(write_docx(lambda document: fill_table(document, [[text] for text in ARTICLES])))
    assert lines == list(ARTICLES)


def test_a_sheet_is_read_without_its_empty_columns() -> None:
    sheet = [["补贴标准", None, None, None], *((*row, None) for row in ROWS)]
    assert read_lines(write_xlsx({"Sheet1": sheet})) == ["补贴标准", *LINES]


def test_sheets_are_pages_under_their_names_and_hidden_ones_are_left_out() -> None:
    pages = read_file(write_xlsx({"房租": ROWS[:2], "草稿": [["不公开"]], "就业": [["标准", 2000.0], ["比例", 0.3]]}, hidden=["草稿"]))
    assert pages == ("\n".join(["房租", *LINES[:2]]), "就业\n| 标准 | 2000 |\n| 比例 | 0.3 |")


REFUSED = {
    "a PDF under a password": (lambda: lock_pdf("secret"), "encrypted-file"),
    "a scan": (scan_pdf, "needs-ocr"),
    "a scan with a page of text before it": (lambda: scan_pdf(4, spoken=1), "needs-ocr"),
    "a PDF that is cut off": (lambda: print_pdf([head()])[:700], "broken-file"),
    "a PDF of which only the mark is left": (lambda: b"%PDF-1.7\n", "broken-file"),
    "501 pages": (lambda: print_long(501), "oversized-file"),
    "a Word file that is cut off": (lambda: write_docx(fill_act)[:9000], "broken-file"),
    "a Word file whose text is no XML": (
        lambda: repack(write_docx(fill_act), "word/document.xml", lambda data: data[: len(data) // 2]),
        "broken-file",
    ),
    "an office file under a password": (lambda: compound("EncryptedPackage"), "encrypted-file"),
    "a bomb in a Word file": (lambda: pack({"word/document.xml": bytes(80 << 20)}), "oversized-file"),
    "a Word file of many members": (lambda: pack({"word/document.xml": b""} | {f"{n}": b"" for n in range(2100)}), "oversized-file"),
    "entities that swell": (
        lambda: repack(
            write_docx(fill_act),
            "word/document.xml",
            lambda data: data.replace(
                b"<w:document",
                b"<!DOCTYPE x [<!ENTITY a '" + b"x" * 9000 + b"'><!ENTITY b '" + b"&a;" * 9000 + b"'>]><w:document",
                1,
            ).replace("减免房租".encode(), b"&b;"),
        ),
        "broken-file",
    ),
    "an empty Word file": (lambda: write_docx(fill_nothing), "empty-file"),
    "a sheet of six thousand rows": (lambda: write_xlsx({"a": [["甲", number] for number in range(6000)]}), "oversized-file"),
    "an archive": (lambda: pack({"申报表.docx": write_docx(fill_act)}), "archive-file"),
    "a RAR archive": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(90), "archive-file"),
    "a presentation": (lambda: pack({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "unknown-file"),
    "an old Excel file": (lambda: compound("Workbook"), "unknown-file"),
    "rich text": (lambda: b"{\\rtf1 " + bytes(90), "unknown-file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str) -> None:
    make, kind = REFUSED[name]
    data = make()
    assert is_file(data)
    assert refuse(data) == kind


def test_a_swelling_stream_takes_no_more_than_its_bounds() -> None:
    done = ask_memory("swell_pdf(2 << 30)")
    assert done[0] != "read"
    assert done[1] < MEGABYTES_300


def test_three_hundred_pages_take_less_than_300_megabytes() -> None:
    done = ask_memory("print_long(300)")
    assert done[0] == "read"
    assert done[1] < MEGABYTES_300


def test_a_sheet_as_large_as_may_be_takes_less_than_300_megabytes() -> None:
    done = ask_memory("write_xlsx({'a': [['甲乙丙丁' * 3, number, '补贴'] * 2 for number in range(4900)]})")
    assert done[0] == "read"
    assert done[1] < MEGABYTES_300


def ask_memory(make: str) -> tuple[str, int]:
    """The word for what became of a file, and the most kilobytes that the process had which read it.

    The file is made in another process, for a child is counted with what its parent held when it was born.
    """
    made = subprocess.run(
        [sys.executable, "-c", f"import sys; from tests.attachments.papers import *; sys.stdout.buffer.write({make})"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    asking = (
        "import resource, sys\nfrom scraper.attachments.reading_process import read_file\nfrom scraper.errors import UnreadFile\n"
        "try:\n    read_file(sys.stdin.buffer.read())\n    word = 'read'\nexcept UnreadFile as error:\n    word = error.kind\n"
        "print(word, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", asking], cwd=ROOT, input=made.stdout, capture_output=True, check=True)
    word, size = done.stdout.decode().split()
    return word, int(size)


@pytest.mark.parametrize(
    "harm",
    ["while True: pass", "x = bytearray(1 << 30)", "import os; os.abort()", "import sys; sys.exit(0)", "print('no JSON' * 9)"],
)
def test_whatever_harm_a_reader_comes_to_is_told(harm: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process is another one that does harm under the same bounds."""
    (tmp_path / "harmful.py").write_text(
        f"import scraper.attachments.extraction as e\ne.MOST_SECONDS = 1\ne.bound_process()\n{harm}\n", "utf-8"
    )
    monkeypatch.setattr(reading_process, "MODULE", "harmful")
    monkeypatch.setattr(reading_process, "HOME", f"{tmp_path}{os.pathsep}{ROOT}")
    monkeypatch.setattr(reading_process, "SECONDS", 20)
    assert refuse(b"%PDF-1.7\n" + harm.encode()) in ("oversized-file", "broken-file")


def test_without_the_extra_a_file_is_named_as_unread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pypdfium2", "docx", "openpyxl"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError('no {name}')", "utf-8")
    monkeypatch.setattr(reading_process, "HOME", f"{tmp_path}{os.pathsep}{ROOT}")
    assert [refuse(data) for data in (print_pdf([head("甲")]), write_docx(fill_act), write_xlsx({"a": ROWS}))] == ["no-reader"] * 3


def test_an_old_word_file_is_read_by_the_tool_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "antiword"
    copying = "copy=$(mktemp) && cat > $copy && test -s $copy && rm $copy"
    tool.write_text(f"#!/bin/sh\n{copying} && printf '%s\\n' '{TITLE}' '' '{ARTICLES[0]}'\n", "utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    assert read_lines(compound("WordDocument")) == [TITLE, ARTICLES[0]]


def test_an_old_word_file_without_a_tool_is_named_as_unread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refuse(compound("WordDocument")) == "no-reader"


@cache
def list_whole() -> tuple[bytes, ...]:
    """Sound files, made once: each bears the moment at which it was made."""
    return print_pdf([head(), *map(indent, ARTICLES)]), write_docx(fill_act), write_xlsx({"a": ROWS})


@settings(max_examples=15, deadline=None)
@given(which=st.integers(0, 2), changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=30))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(which: int, changes: list[tuple[float, int]]) -> None:
    broken = bytearray(list_whole()[which])
    for share, value in changes:
        broken[8 + int(share * (len(broken) - 8))] = value
    try:
        pages = read_file(bytes(broken))
    except UnreadFile as error:
        assert FileState(error.kind) is not FileState.READ  # noqa: PT017 - whether it is raised hangs on the damage
    else:
        assert any(map(str.strip, pages))


def test_pages_break_where_the_file_breaks() -> None:
    pages = read_file(print_pdf([indent(ARTICLES[0]), BREAK, indent(ARTICLES[1])]))
    assert pages == (ARTICLES[0], ARTICLES[1])
