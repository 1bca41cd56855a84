"""PDF and office files that a person names are read like pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scraper.cli import main
from tests.attachments.papers import (
    ARTICLES,
    BREAK,
    ROWS,
    TITLE,
    fill_act,
    head,
    indent,
    lock_pdf,
    pack,
    print_pdf,
    scan_pdf,
    write_docx,
    write_xlsx,
)

Capture = pytest.CaptureFixture[str]


def write(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def normalize(capsys: Capture, *paths: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["normalize", *paths])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def act(tmp_path: Path) -> str:
    return write(tmp_path, "act.pdf", print_pdf([head(), *map(indent, ARTICLES[:2]), BREAK, *map(indent, ARTICLES[2:])]))


def test_normalize_reads_files_and_refuses_others_by_name(tmp_path: Path, capsys: Capture, act: str) -> None:
    names = [
        act,
        write(tmp_path, "act.docx", write_docx(fill_act)),
        write(tmp_path, "rows.xlsx", write_xlsx({"标准": ROWS})),
        write(tmp_path, "scan.pdf", scan_pdf()),
        write(tmp_path, "locked.pdf", lock_pdf("secret")),
        write(tmp_path, "files.zip", pack({"act.pdf": b"%PDF-"})),
    ]
    code, records = normalize(capsys, *names)
    assert code == 1
    assert [record.get("title") for record in records[:2]] == [TITLE, TITLE]
    leads = [[measure["lead"][:4] for measure in record["measures"]][:3] for record in records[:2]]
    assert leads == [["减免房租", "稳定就业", "贷款贴息"]] * 2
    assert "| 房租补贴 | 国有房屋承租户 | 单户最高5万元 |" in records[2]["body"]
    assert [record["error"]["kind"] for record in records[3:]] == ["needs-ocr", "encrypted-file", "archive-file"]
    assert [file["state"] for file in records[0]["attachments"]] == ["read"]
    assert [found["number"] for found in records[0]["attachments"][0]["pages"]] == [1, 2]


def test_a_record_of_a_file_is_read_back(tmp_path: Path, capsys: Capture, act: str) -> None:
    record = normalize(capsys, act)[1][0]
    again = normalize(capsys, write(tmp_path, "record.json", json.dumps(record).encode()))[1][0]
    assert again | {"input": act} == record


def test_explain_names_the_page_of_each_measure(capsys: Capture, act: str) -> None:
    assert main(["explain", act, "--json"]) == 0
    reasons = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reason["value"] for reason in reasons if reason["field"].endswith(".file")][:3] == [f"act.pdf, page {n}" for n in (1, 1, 2)]


def test_ingest_shelves_a_file_that_check_accepts(tmp_path: Path, capsys: Capture, act: str) -> None:
    root = tmp_path / "digest"
    assert main(["ingest", act, "--root", str(root)]) == 0
    assert main(["check", "--root", str(root)]) == 0
    text = next((root / "content" / "notices").rglob("*.md")).read_text("utf-8")
    assert TITLE in text
    before = text
    assert main(["ingest", act, "--root", str(root)]) == 0
    assert next((root / "content" / "notices").rglob("*.md")).read_text("utf-8") == before


def test_ingest_names_what_it_cannot_read(tmp_path: Path, capsys: Capture) -> None:
    code = main(["ingest", write(tmp_path, "scan.pdf", scan_pdf()), "--root", str(tmp_path / "digest")])
    assert code == 1
    assert "needs-ocr" in capsys.readouterr().err
