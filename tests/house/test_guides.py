"""What the guides tell people to open or to type is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scraper.cli import COMMANDS

ROOT = Path(__file__).parents[2]
GUIDES = (
    "ARCHITECTURE.md",
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "GLOSSARY.md",
    "scraper/sources/README.md",
    "tests/web/README.md",
)
HOUSES = ("scraper", "site_config", "tests")
QUOTED = re.compile(r"`([^`\n]+)`|\]\(([^)\s]+)\)")
"""`scraper/errors.py`, or [a link](SECURITY.md)."""
PLACE = re.compile(r"[\w./-]+")
"""A path without gaps for the reader to fill."""
MADE = re.compile(r"\bmake ([a-z-]+)\b(?=`| +#)")
"""`make check`, in backticks or before a remark."""
TYPED = re.compile(r"(?:^|`)policy-digest ([a-z-]+)", re.MULTILINE)
"""A command at the beginning of a line or of a quotation."""


def list_places(text: str) -> set[str]:
    """The paths from the root of the repository that a guide names."""
    quoted = {first or second for first, second in QUOTED.findall(text)}
    return {place for place in quoted if PLACE.fullmatch(place) and place.partition("/")[0] in HOUSES and "/" in place}


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_names_is_there(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert sorted(place for place in list_places(text) if not (ROOT / place).exists()) == []
    assert set(MADE.findall(text)) <= targets
    assert set(TYPED.findall(text)) <= set(COMMANDS)


def test_every_command_stands_in_the_readme() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("## Commands")[2]
    quoted = " ".join(first for first, _ in QUOTED.findall(table))
    assert set(COMMANDS) <= set(re.findall(r"[a-z-]+", quoted))
