"""Labels of real texts as places: where the words of a label stand in a document, without the words.

    python tests.learn.letter_places.py pack FOLDER      labels in the format of the labelled sets -> tests/labels/, places for words
    python tests.learn.letter_places.py unpack FOLDER    tests/labels/ -> FOLDER, words again, taken from the documents of ../shared

A place is (start, length) in the letters and digits of a file: its text without markup, scripts and styles, width-folded and in lower
case, everything that is neither letter nor digit left out. So it holds whatever punctuation and blanks a reading makes of the text.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PLACES = ROOT / "tests" / "labels"
FOLDERS = ("pool", "texts", "pages", "gold/documents")
TEXTS = ("lead", "for_whom")
"""Keys of a measure whose words are kept as a place."""


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text, and where in the text each stands."""

    text: str

    @cached_property
    def folded(self) -> tuple[str, tuple[int, ...]]:
        """The letters and digits, and the place of each in the text."""
        found = [
            (letter.lower(), place)
            for place, char in enumerate(self.text)
            for letter in unicodedata.normalize("NFKC", char)
            if unicodedata.category(letter)[0] in "LN"
        ]
        return "".join(letter for letter, _ in found), tuple(place for _, place in found)

    def find(self, words: str, after: int = 0) -> tuple[int, int] | None:
        """Where words stand: first and number of letters; the first place at or behind `after`, else the first of all.

        >>> Letters("一、减收 检测费。").find("减收检测费")
        (1, 5)
        """
        wanted = Letters(words).folded[0]
        letters = self.folded[0]
        start = letters.find(wanted, after)
        start = letters.find(wanted) if start < 0 else start
        return (start, len(wanted)) if wanted and start >= 0 else None

    def read(self, place: tuple[int, int]) -> str:
        """The words at a place, as the text prints them.

        >>> Letters("一、减收 检测费。").read((1, 5))
        '减收 检测费'
        """
        start, length = place
        places = self.folded[1]
        return self.text[places[start] : places[start + length - 1] + 1]


def read_letters(path: Path) -> Letters:
    """The letters of a document: of a page its text without markup, scripts and styles."""
    raw = path.read_bytes()
    try:
        encoding, text = "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError:
        encoding, text = "gb18030", raw.decode("gb18030", "replace")
    if path.suffix not in (".html", ".htm") or not text.strip():
        return Letters(text)
    try:
        page = lxml.html.document_fromstring(raw, parser=lxml.html.HTMLParser(encoding=encoding))
    except lxml.etree.ParserError:
        return Letters("")
    for node in page.xpath("//script|//style|//comment()"):
        if node.getparent() is not None:
            node.drop_tree()
    return Letters(str(page.text_content()))


def find_document(name: str) -> Path | None:
    """The document of a label: one of the project's own by its path, else wherever it lies in ../shared."""
    if "/" in name:
        return path if (path := ROOT / name).is_file() else None
    return next((path for folder in FOLDERS if (path := SHARED / folder / name).is_file()), None)


def pack_label(label: dict[str, Any], letters: Letters) -> tuple[dict[str, Any], list[str]]:
    """A label with places for words, and the leads that stand nowhere in the document."""
    measures, lost, after = [], [], 0
    for measure in label["measures"]:
        lead = letters.find(measure["lead"], after)
        if lead is None:
            lost.append(measure["lead"])
            continue
        after = lead[0] + 1
        packed = {key: value for key, value in measure.items() if key not in (*TEXTS, "lead_alt") and value not in ([], None)}
        packed["lead"] = lead
        others = [measure["lead_alt"]] if isinstance(measure.get("lead_alt"), str) else measure.get("lead_alt") or []
        if alternatives := [place for other in others if (place := letters.find(other))]:
            packed["lead_alt"] = alternatives
        if "for_whom" in measure:
            packed["for_whom"] = letters.find(measure["for_whom"], lead[0]) if measure["for_whom"] else None
        measures.append(packed)
    kept = {key: label[key] for key in ("input", "relevant") if key in label}
    return kept | {"measures": measures} | ({"measures_capped": True} if label.get("measures_capped") else {}), lost


def unpack_label(packed: dict[str, Any], letters: Letters) -> dict[str, Any]:
    """A label in the format of the labelled sets, its words read from the document."""
    measures = []
    for measure in packed["measures"]:
        told = dict(measure)
        for key in TEXTS:
            if measure.get(key):
                told[key] = letters.read(measure[key])
        if "lead_alt" in measure:
            told["lead_alt"] = [letters.read(place) for place in measure["lead_alt"]]
        measures.append(told)
    return packed | {"measures": measures, "body_contains": []}


def load_packed() -> list[tuple[dict[str, Any], Path]]:
    """The packed labels whose documents are there, in order of name."""
    labels = [json.loads(path.read_text("utf-8")) for path in sorted(PLACES.glob("*.json"))]
    return [(label, document) for label in labels if (document := find_document(label["input"]))]


def pack_folder(folder: Path) -> int:
    """Write a packed label for each label of a folder; returns how many labels were left out."""
    PLACES.mkdir(exist_ok=True)
    missing = 0
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf-8"))
        document = find_document(label["input"])
        if document is None:
            sys.exit(f"{path}: no document {label['input']} in {SHARED}")
        packed, lost = pack_label(label, read_letters(document))
        if lost:
            # what is labelled in part would teach that the rest is no measure
            print(f"{path}: left out, {lost[0]!r} stands nowhere in {label['input']}", file=sys.stderr)
            missing += 1
            continue
        lines = ",\n  ".join(json.dumps(measure, ensure_ascii=False) for measure in packed.pop("measures"))
        head = json.dumps(packed, ensure_ascii=False)[1:-1]
        name = label["input"].replace("/", "__")
        measures = f"[\n  {lines}]" if lines else "[]"
        (PLACES / f"{name}.json").write_text(f'{{{head}, "measures": {measures}}}\n', "utf-8")
    return missing


def unpack_folder(folder: Path) -> None:
    """Write the labels with their words; they are no part of the project."""
    folder.mkdir(parents=True, exist_ok=True)
    for packed, document in load_packed():
        label = unpack_label(packed, read_letters(document))
        (folder / f"{packed['input']}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1), "utf-8")


def main() -> int:
    """Pack or unpack; 1 when a label was left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("pack", "unpack"))
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.act == "pack":
        return int(pack_folder(args.folder) > 0)
    unpack_folder(args.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
