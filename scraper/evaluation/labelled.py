"""A folder of labelled documents: `<slug>.json` tells what a reader should find in the document that its "input" names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.errors import InputError
from scraper.model.bounds import parse_json

MARKER = "body_contains"
"""The key that every label has and no other JSON file: what must stand in the body."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person read in a document. `path` is the document's file; an absent key of `facts` was not labelled, null is "not stated"."""

    slug: str
    path: Path
    facts: Mapping[str, Any]


def load_labels(folder: Path) -> tuple[Label, ...]:
    """The labels of a folder in order of name; JSON that labels nothing is passed over.

    Raises:
        InputError: no folder, no labels in it, or a label that is broken or labels a file that isn't there.
    """
    if not folder.is_dir():
        raise InputError("no folder of labelled documents", file=str(folder), remedy="name a folder of <slug>.json beside their inputs")
    found = {path: load_facts(path) for path in sorted(folder.glob("*.json"))}
    labels = tuple(build_label(path, facts) for path, facts in found.items() if facts)
    if not labels:
        raise InputError(f'no labels: no <slug>.json with "{MARKER}"', file=str(folder), remedy="name a folder of labelled documents")
    inputs = {label.path for label in labels}
    broken = next((path for path, facts in found.items() if facts is None and path not in inputs), None)
    if broken:
        raise InputError("neither JSON nor the input of a label", file=str(broken), remedy="mend the file or move it away")
    return labels


def load_facts(path: Path) -> Mapping[str, Any] | None:
    """The facts of a label; nothing for JSON that is no label, None for what is no JSON."""
    try:
        data = parse_json(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and MARKER in data else {}


def build_label(path: Path, facts: Mapping[str, Any]) -> Label:
    """The label in a file.

    Raises:
        InputError: it names no input beside it.
    """
    name = facts.get("input")
    if not isinstance(name, str) or not (document := path.parent / Path(name).name).is_file():
        raise InputError(f"labels {name!r}, which is no file beside it", file=str(path), remedy='put its "input" beside the label')
    return Label(str(facts.get("slug", document.name)), document, facts)
