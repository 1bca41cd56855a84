"""Loads the closed words that people review in `site_config/data`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scraper.errors import ConfigError
from scraper.model import STATE_CODE, Instrument, Region, Subtopic, Topic, Vocabulary
from scraper.model.naming import CODE, WORD, Grammar
from scraper.model.plain_yaml import load_yaml

DATA = Path(__file__).parent / "data"
STATE = Region(STATE_CODE, "全国", "全国", ("中华人民共和国", "中国", "国家"))


@cache
def load_vocabulary(folder: Path = DATA) -> Vocabulary:
    """Regions, topics and instruments of `folder` (`regions.tsv`, `taxonomy.yml`); the state itself is always among the regions."""
    try:
        regions = tuple(_read_region(line) for line in (folder / "regions.tsv").read_text("utf-8").splitlines() if _is_row(line))
        words = load_yaml((folder / "taxonomy.yml").read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ConfigError(f"vocabulary can't be read: {error}", file=str(folder)) from error
    if not any(region.code == STATE.code for region in regions):
        regions = (STATE, *regions)
    topics = tuple(_read_topic(id_, entry) for id_, entry in words["topics"].items())
    instruments = tuple(_read_instrument(id_, entry) for id_, entry in words["instruments"].items())
    _check_names(CODE, (region.code for region in regions), folder)
    _check_names(WORD, (*(topic.id for topic in topics), *(instrument.id for instrument in instruments)), folder)
    return Vocabulary(regions, topics, instruments)


def _check_names(grammar: Grammar, names: Iterable[str], folder: Path) -> None:
    """Codes and words become folders of the site."""
    for name in names:
        if not grammar.holds(name):
            raise ConfigError(grammar.refuse(name), file=str(folder))


def _is_row(line: str) -> bool:
    return line[:6].isdigit()


def _read_region(line: str) -> Region:
    r"""One line of `regions.tsv`: code, name, short name, aliases, successor, letters, dials, pinyin; the site needs no letters and dials.

    >>> _read_region("371600\t滨州市\t滨州\t滨州地区、惠民地区").aliases
    ('滨州地区', '惠民地区')
    """
    code, name, short, aliases, successor, _, _, pinyin = (cell.strip() for cell in [*line.split("\t"), *("" for _ in range(7))][:8])
    return Region(code, name, short or name, tuple(filter(None, aliases.split("、"))), successor or None, pinyin=pinyin or None)


def _read_topic(id_: str, entry: Mapping[str, Any]) -> Topic:
    sub = tuple(Subtopic(key, names[0], names[1]) for key, names in (entry.get("sub") or {}).items())
    return Topic(id_, entry["zh"], entry.get("en", id_), tuple(entry.get("triggers", ())), entry.get("benefit", True), sub)


def _read_instrument(id_: str, entry: Mapping[str, Any]) -> Instrument:
    return Instrument(id_, entry["zh"], entry.get("en", id_), tuple(entry.get("triggers", ())))
