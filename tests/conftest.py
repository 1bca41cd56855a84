"""What the tests of all rooms share: vocabulary read once, no tracing where nothing new is walked, no example judged by the clock."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import scraper.pipeline
import scraper.vocabulary
from scraper.model import Field, FieldName, Page
from scraper.places.gazetteer import Gazetteer, build_gazetteer, parse_regions

collect_ignore = ["learn/learn.py"]
"""Needs the libraries of `make learn`, which nothing else needs."""

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("full", deadline=None)  # a busy machine must fail no test
settings.register_profile("quick", settings.get_profile("full"), max_examples=20, derandomize=True)  # for `make check`: the same each time
settings.load_profile("full")


@pytest.fixture(scope="session", autouse=True)
def vocabulary_is_read_once() -> Iterator[None]:
    """Hundreds of commands run in one process here; the same words always give the same records, so they are read and compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (scraper.vocabulary, "parse_taxonomy"),
            (scraper.vocabulary, "parse_regions"),
            (scraper.pipeline, "build_gazetteer"),
            (scraper.pipeline, "build_lexicon"),
        ):
            patch.setattr(module, name, cache(getattr(module, name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def disk_is_not_waited_for() -> Iterator[None]:
    """No test pulls the plug, and some machines need a fiftieth of a second to flush a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """A folder that `fill` fills, once for all workers of a run, and that nobody changes after that: build_once("digest", fill)."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def build(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a worker left whose filling failed
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return build


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take generated examples and shared documents out of the tracing of coverage, which more than doubles their time.

    So coverage counts only what the written cases reach. Tests of time and of endurance mark themselves `no_cover`.
    """
    for item in items:
        test = getattr(item, "obj", None)
        generated = getattr(test, "is_hypothesis_test", False)
        if generated:
            cap_examples(test)
        if generated or item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.no_cover)


def cap_examples(test: Any) -> None:
    """Let a test try no more examples than the profile `quick` does, when that is chosen.

    A number of examples that a test states goes before every profile, and Hypothesis has no public way to lower it.
    """
    own = test._hypothesis_internal_use_settings
    if settings.get_current_profile_name() == "quick":
        test._hypothesis_internal_use_settings = settings(own, max_examples=min(own.max_examples, settings.default.max_examples))
