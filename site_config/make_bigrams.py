"""Make `vocabulary/bigrams.txt` from a folder of texts: the pairs of characters that many documents use.

usage: python site_config/make_bigrams.py FOLDER [--least 8] [--about "120 documents of Chinese authorities"]

FOLDER holds one document a file (`*.txt`, `*.md`; UTF-8, Simplified). What is damaged teaches wrong words: leave it out; files with
signs of lost bytes (U+FFFD) are passed over. A pair counts once a document, so that a long one says no more than a short one.

Today's table was counted over 129 documents of Chinese authorities that are not part of the project; it has every pair that at least eight
of them use. Made from other documents, it changes which torn characters are restored: run `tests/repair` and look at what changed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "data" / "vocabulary" / "bigrams.txt"
HEADER = """\
# Pairs of characters that official Chinese uses often; a row is a character and the characters that follow it.
# Counted over {about}: every pair that at least {least} of them use.
# reviewed: not yet
"""
LEAST = 8
"""Documents that use a pair: fewer may share one office's manner."""
LOST = "\ufffd"
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def main(arguments: list[str] | None = None) -> None:
    """Write the table beside the other word books."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--about")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args(arguments)
    texts = list(read_texts(options.folder))
    head = HEADER.format(about=options.about or f"{len(texts)} documents", least=options.least)
    rows = make_rows(texts, options.least)
    options.out.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")


def read_texts(folder: Path) -> Iterator[str]:
    """The texts of a folder and of those in it, undamaged ones, in the order of their paths."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md"}):
        text = path.read_text("utf-8", "replace")
        if LOST not in text:
            yield text


def make_rows(texts: Iterable[str], least: int) -> list[str]:
    """Each character with those that follow it in at least `least` of the texts, all in the order of their code points.

    >>> make_rows(["企业和企业家。家", "企业,和谐"], 2)
    ['企业']
    """
    counts = Counter(pair for text in texts for pair in list_pairs(text))
    followers: dict[str, str] = {}
    for left, right in sorted(pair for pair, count in counts.items() if count >= least):
        followers[left] = followers.get(left, left) + right
    return list(followers.values())


def list_pairs(text: str) -> set[tuple[str, str]]:
    """The pairs of neighbouring Chinese characters.

    >>> sorted(list_pairs("免税2年"))
    [('免', '税')]
    """
    return {pair for run in HAN.findall(text) for pair in pairwise(run)}


if __name__ == "__main__":
    main()
