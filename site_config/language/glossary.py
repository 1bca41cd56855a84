"""English for what pages say in Chinese, from `data/english.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scraper.model.plain_yaml import load_yaml

TABLES: Final[Mapping[str, Mapping[str, str]]] = load_yaml((Path(__file__).parent.parent / "data" / "english.yml").read_text("utf-8"))
PLACES: Final = TABLES["places"]
"""English names of places that are not plain Hanyu Pinyin, by code."""
LETTERS: Final = TABLES["letters"]
"""The alphabetic codes of GB/T 2260, by code."""
WORDS: Final[Mapping[str, str]] = {
    chinese: english for name, table in TABLES.items() if name not in ("places", "letters") for chinese, english in table.items()
}
"""English by the Chinese words of builders, templates and scripts."""
