"""The search index: packed files below `search/index/` that the search page asks for as it needs them.

`list.pack` names every notice and measure, `<share>.pack` say where pairs of characters stand, `cards/` holds each result as it is shown.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_config.finding.character_pairs import Roll, count_shares, share_pairs
from site_config.finding.columns import list_places, place_records, write_columns
from site_config.finding.search_records import Record

INDEX = "search/index"
SHARE = 6000
"""Places in one file: about 12 KB packed."""


def index_records(records: Iterable[Record], site: Path, simplify: Callable[[str], str] = str) -> int:
    """Write the index below `site` and return the number of results; `simplify` turns Traditional characters one by one."""
    folder = site / INDEX
    shutil.rmtree(folder, ignore_errors=True)
    roll = Roll()
    placed = tuple(place_records(records, roll, simplify))
    places = list_places(roll.text, placed)
    shares = count_shares(places, SHARE)
    parts = {name: dump(pairs) for name, pairs in share_pairs(places, shares).items()}
    columns = write_columns(placed)
    cards = (entry.card for item in placed for entry in (item.record.whole, *(entry for entry, _, _ in item.record.measures)))
    listed = dump({"version": _mark_version((dump(columns), *parts.values(), *cards)), "shares": shares} | columns)
    for name, data in (("list", listed), *parts.items()):
        save_pack(folder / f"{name}.pack", data)
    for item in placed:
        save_cards(folder, item.record)
    return sum(1 + len(item.measures) for item in placed)


def save_cards(folder: Path, record: Record) -> None:
    """The notice as 0, its measures from 1 on."""
    for number, entry in enumerate((record.whole, *(entry for entry, _, _ in record.measures))):
        save_pack(folder / "cards" / record.id / f"{number}.pack", entry.card)


def save_pack(path: Path, text: str) -> None:
    """A text, compressed the same every time: hosts that compress nothing send little, too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0))


def dump(value: Any) -> str:
    """Short JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _mark_version(parts: Iterable[str]) -> str:
    """Asked for with every file, so that a browser never joins files of two builds."""
    mark = sha256()
    for part in parts:
        mark.update(part.encode("utf-8"))
    return mark.hexdigest()[:8]
