from __future__ import annotations

import doctest
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from scraper.lexicon.wordbook import load_table
from scraper.repair.bigrams import load_followers, score_pair

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_bigrams", ROOT / "site_config/make_bigrams.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_counts_documents_not_places(maker: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "texts" / "more"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("补贴补贴补贴，租金", "utf-8")
    (folder / "b.md").write_text("租金\n补\n贴", "utf-8")
    (folder / "c.txt").write_text("补贴\ufffd，补助", "utf-8")
    (folder / "d.html").write_text("补贴", "utf-8")
    maker.main([str(tmp_path / "texts"), "--least", "2", "--out", str(tmp_path / "bigrams.txt")])
    lines = (tmp_path / "bigrams.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["租金"]
    assert "2 documents: every pair that at least 2 of them use" in lines[1]


def test_the_maker_keeps_its_doctests(maker: ModuleType) -> None:
    assert doctest.testmod(maker).failed == 0


def test_the_shipped_table_is_as_the_maker_writes_one(maker: ModuleType) -> None:
    rows = load_table("bigrams").splitlines()
    assert rows == maker.make_rows([f"{row[0]}{char}" for row in rows for char in row[1:]], 1)


def test_a_frequent_character_keeps_all_that_follow_it() -> None:
    followers = load_followers()
    assert min(len(followers[char]) for char in "业和的") > 60
    assert score_pair("的", "部") == score_pair("和", "规") == score_pair("业", "政") == 2
