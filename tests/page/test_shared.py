"""Scores on the labelled pages, and no page of the shared material that breaks the reader."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from scraper.model import FieldName, Page
from scraper.page.reading import read_page, sniff_form
from scraper.repair.decode import decode_bytes

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="the shared test material is not beside the checkout")]
GOALS = {"title": 0.97, "published": 0.97, "source_name": 0.95, "body_recall": 0.99, "body_clean": 0.99}


def read_file(path: Path, url: str | None = None) -> Page:
    text = decode_bytes(path.read_bytes()).text
    return read_page(text, form=sniff_form(path.name, text), url=url)


def list_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((SHARED / folder).glob("*")) if path.suffix in (".html", ".htm", ".txt")]


def test_labelled_pages_are_read_as_labelled(tmp_path: Path) -> None:
    gold = SHARED / "gold/dev"
    urls = dict(line.split("\t") for line in (gold / "urls.tsv").read_text(encoding="utf-8").splitlines())
    lines = []
    for path in list_files("gold/dev"):
        page = read_file(path, urls.get(path.name))
        record = {name: page.value(FieldName(name)) for name in ("title", "published", "source_name")}
        lines.append(json.dumps({"input": path.name, "body": page.body, **record}, ensure_ascii=False))
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(lines), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table, rows = module.score(gold, answers)
    short = {name: table[name][0] for name, goal in GOALS.items() if table[name][0] < goal}
    assert not short, [row for row in rows if row[1]]


@pytest.mark.parametrize("path", list_files("pages", "texts", "seeds"), ids=lambda path: path.name)
def test_every_shared_file_gives_a_body_or_a_doubt(path: Path) -> None:
    page = read_file(path)
    assert page.body or page.doubts
    assert "<p" not in page.body
    assert all("\n\n\n" not in block for block in (page.body,))
