"""SECURITY.md promises nothing that no test holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROMISES = re.split(r"^(?:- |#+ )", (ROOT / "SECURITY.md").read_text("utf-8").partition("## What the code promises")[2], flags=re.MULTILINE)
NAMED = re.compile(r"`(tests/[a-z_/]{1,60}\.py)`")
"""A test file as SECURITY.md names it.

>>> NAMED.findall("No word widens a page. (`tests/site/test_long_words.py`)")
['tests/site/test_long_words.py']
"""


def list_promises() -> list[str]:
    """What stands behind a dash, each in one line."""
    return [" ".join(part.split()) for part in PROMISES if part.rstrip().endswith(")")]


def test_every_promise_names_its_test() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8").partition("## What the code promises")[2]
    assert len(list_promises()) == len(re.findall(r"^- ", text, re.MULTILINE)) > 15
    assert [promise for promise in list_promises() if not NAMED.search(promise)] == []


@pytest.mark.parametrize("name", sorted({name for promise in list_promises() for name in NAMED.findall(promise)}))
def test_file_that_a_promise_names_is_there_and_tests_something(name: str) -> None:
    assert re.search(r"^(?:async )?def test_", (ROOT / name).read_text("utf-8"), re.MULTILINE)
