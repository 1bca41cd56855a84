"""What each rule of repair is worth: how many real documents it touches, kept in cases/real.json."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scraper.errors import DigestError
from scraper.page.reading import read_page, sniff_form
from scraper.repair.decode import decode_bytes

SHARED = Path(__file__).parents[3] / "shared"
REAL = json.loads((Path(__file__).parent / "cases" / "real.json").read_text("utf-8"))
ENDINGS = frozenset({".html", ".htm", ".txt"})
RULES = frozenset(
    (
        *("bracket-pinyin", "bracket-english", "lost-bytes", "doubled-marks", "traditional-script"),
        *("page-numbers", "broken-lines", "spaced-numbers", "spaced-words", "radicals"),
    )
)
SAVES_NONE = {
    "broken-lines": "texts copied out of PDF files, as people save them by hand; the shared material has none, tests have invented ones",
    "bracket-english": "seen on pages that a translating tool had run over; the shared material has none",
    "radicals": "texts copied out of PDF files whose fonts name radicals; the shared material has none",
}


def count_touched(folder: Path) -> dict[str, int]:
    """How many documents of a folder could be read, and how many of these each rule changed."""
    counts: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS):
        try:
            text = decode_bytes(path.read_bytes()).text
            page = read_page(text, form=sniff_form(path.name, text))
        except DigestError:
            continue
        counts.update(["documents", *(repair.rule for repair in page.repairs)])
    return dict(counts)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="no shared test material beside the checkout")
@pytest.mark.parametrize("folder", REAL)
def test_each_rule_touches_as_many_real_documents_as_are_on_record(folder: str) -> None:
    assert count_touched(SHARED / folder) == REAL[folder]


def test_a_rule_that_saves_no_real_document_says_why_it_stays() -> None:
    touched = {rule for counts in REAL.values() for rule in counts} - {"documents"}
    assert touched | SAVES_NONE.keys() == RULES
    assert touched.isdisjoint(SAVES_NONE)
