"""Samples of a source: a saved list, two saved details and what they should read as, beside its file in `<id>/`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scraper.adapters.registry import read_list
from scraper.errors import ConfigError
from scraper.model.bounds import parse_json
from scraper.repair.decode import decode_bytes
from scraper.sources.schema import MODELINE, SCHEMA, render_schema
from scraper.sources.source import Family, Listing, Source

LIST, EXPECTED = "list.raw", "expected.json"


@dataclass(frozen=True, slots=True)
class Sample:
    """A saved list with its address, and the entries expected of it; `reviewed` once a person has looked, `day` when it was saved."""

    url: str
    data: bytes
    entries: list[dict[str, Any]]
    reviewed: bool = False
    day: date | None = None


def name_folder(source: Source) -> Path:
    """Where a source's samples are: a folder of its name beside its file."""
    path = Path(source.file or f"{source.id}.yml")
    return path.with_suffix("")


def list_entries(listing: Listing) -> list[dict[str, Any]]:
    """Entries as plain data."""
    return [
        {"title": item.title, "url": item.url, "published": item.published.isoformat() if item.published else None}
        for item in listing.items
    ]


def load_sample(source: Source) -> Sample | None:
    """The sample of a source, if it has one.

    Raises:
        ConfigError: it is broken.
    """
    folder = name_folder(source)
    path = folder / EXPECTED
    if not path.is_file():
        return None
    try:
        expected = parse_json(path.read_text("utf-8"))
        saved = expected["list"]
        day = date.fromisoformat(saved["day"]) if saved.get("day") else None
        return Sample(str(saved["url"]), (folder / LIST).read_bytes(), saved["entries"], expected["reviewed"] is True, day)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"the sample is broken: {error}", file=str(path), remedy="make it again: policy-digest source new") from error


def check_sample(source: Source, sample: Sample) -> str | None:
    """What is wrong with a sample: its list reads differently now, or nobody has reviewed it; None when all is well."""
    if source.family is Family.FOLDER:
        return None
    listing = read_list(decode_bytes(sample.data).text, sample.url, source, sample.day)
    if list_entries(listing) != sample.entries:
        return "the saved list reads differently now"
    return None if sample.reviewed else f"nobody has reviewed {name_folder(source) / EXPECTED} yet"


def render_source(source: Source) -> str:
    """A source file.

    >>> from scraper.model import Licence
    >>> from scraper.sources.source_files import parse_source
    >>> source = Source("a-b", "某厅", "370000", ("https://a.example/tz/",), Family.TRS, Licence.OFFICIAL)
    >>> parse_source(render_source(source), "a-b.yml").name
    '某厅'
    """
    lines = {"id": source.id, "name": source.name, "region": source.region, "url": source.url[0], "family": source.family}
    lines |= {"licence": source.licence}
    lines |= {"undated": "true"} if source.undated else {}
    chosen = {key: value for key, value in asdict(source.select).items() if value is not None}
    lines |= {"select": json.dumps(chosen, ensure_ascii=False)} if chosen else {}
    lines |= {"verified": "unverified"}
    return f"{MODELINE}\n" + "".join(
        f"{key}: {json.dumps(str(value), ensure_ascii=False) if key in QUOTED else value}\n" for key, value in lines.items()
    )


QUOTED = frozenset({"name", "region", "url"})


def save_sample(source: Source, sample: Sample, details: list[tuple[bytes, dict[str, Any]]]) -> None:
    """Writes a new source's file and samples, and beside it the schema that its first line names to editors.

    Raises:
        ConfigError: the source exists.
    """
    path, folder = Path(source.file or f"{source.id}.yml"), name_folder(source)
    if path.exists():
        raise ConfigError("this source exists", file=str(path), remedy="choose another id: --id ID")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).write_bytes(sample.data)
    for number, (data, _) in enumerate(details, start=1):
        (folder / f"detail-{number}.raw").write_bytes(data)
    expected = {
        "reviewed": sample.reviewed,
        "list": {"url": sample.url, "day": sample.day and sample.day.isoformat(), "entries": sample.entries},
        "details": [record for _, record in details],
    }
    (folder / EXPECTED).write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")
    path.with_name(SCHEMA).write_text(render_schema(), "utf-8")
    path.write_text(render_source(source), "utf-8")
