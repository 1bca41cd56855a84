from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.model import Field, FieldName, Page
from scraper.policy.gazetteer import Gazetteer, build_gazetteer, parse_regions

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the project's own table."""
    return build_gazetteer(parse_regions((ROOT / "site_config/data/regions.tsv").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def make_page() -> Callable[..., Page]:
    """A page from paragraphs and statements: make_page("甲", "乙", title="丙", url="...")."""

    def make(*paragraphs: str, **stated: str) -> Page:
        fields = tuple(Field(FieldName(name), value, f"test:{name}", value) for name, value in stated.items())
        return Page(body="\n\n".join(paragraphs), fields=fields, form="text")

    return make
