"""Data that nests too deep or grows too large is refused by name before anything is built from it, and at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli import main
from scraper.clues.json_texts import parse_json as parse_list
from scraper.errors import ConfigError, FrontMatterError, InputError
from scraper.evaluation.labelled import load_facts
from scraper.frontmatter import parse_notice
from scraper.frontmatter.yaml_header import MAX_HEADER
from scraper.intake import read_sheet
from scraper.lexicon.lexicon import parse_taxonomy
from scraper.model import Snapshot
from scraper.model.bounds import DEEPEST, Overgrown, check_yaml, parse_json
from scraper.sources.source_files import LARGEST, load_source, parse_source
from scraper.store.inputs import list_inputs
from scraper.store.root import find_root
from site_config.finding.search_evaluation import load_queries
from site_config.render import read_config

PIECES = ("[", "{", "- ", "? ", "{a: ", "[[{b: ", "- - ? ", "[&x ", "[!t ")
DEEP = {f"{piece.strip()}*{times}": piece * times for piece in PIECES for times in (33, 500, 7000)}
DEEP["ladder"] = "".join(f"{' ' * n}a:\n" for n in range(300))
DEEP["closed"] = "[" * 900 + "]" * 900
DEEP["behind a tag"] = "!t " + "[" * 7000


@contextmanager
def at_once(seconds: float = 1.0) -> Iterator[None]:
    """What stands inside takes less time."""
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < seconds


@pytest.mark.parametrize("name", DEEP)
def test_a_deep_source_file_is_refused_with_its_line(name: str) -> None:
    text = f"id: a-b\nname: 示例\nparams:\n {DEEP[name]}".replace("\n a:\n", "\n  a:\n")
    with at_once(), pytest.raises(ConfigError) as caught:
        parse_source(text, "a-b.yml")
    assert caught.value.file == "a-b.yml"
    assert caught.value.line is not None
    assert caught.value.line >= 3


@pytest.mark.parametrize("name", DEEP)
def test_deep_front_matter_is_refused_with_its_line(name: str) -> None:
    with at_once(), pytest.raises(FrontMatterError) as caught:
        parse_notice(f"---\nid: 371600-20200206-0a1b2c3d\nx-note:\n {DEEP[name]}\n---\n\n正文\n", file="a.md")
    assert caught.value.file == "a.md"
    assert caught.value.line is not None
    assert caught.value.line >= 4


@pytest.mark.parametrize("name", [name for name in DEEP if "&" not in name and "!" not in name])
def test_a_deep_mkdocs_yml_and_taxonomy_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"site_name: a\nextra:\n {DEEP[name]}", "utf-8")
    with at_once(), pytest.raises(ConfigError, match="levels deep"):
        find_root(tmp_path)
    with at_once(), pytest.raises(ConfigError, match="levels deep"):
        read_config(path)
    with at_once(), pytest.raises(ConfigError, match="levels deep"):
        parse_taxonomy(path.read_text("utf-8"), "taxonomy.yml")


def test_a_mkdocs_yml_may_refer_to_itself_and_name_code(tmp_path: Path) -> None:
    text = (
        "site_name: &n a\nextra: {x: *n}\nmarkdown_extensions:\n- pymdownx.emoji:\n    emoji_index: !!python/name:material.emoji.twemoji\n"
    )
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert find_root(tmp_path) == tmp_path


@pytest.mark.parametrize(
    "deep", ["[" * 900 + "]" * 900, "[" * 100_000, '{"a":' * 5000, '{"title": "通知", "text": ' + "[" * 40 + "]" * 40 + "}"]
)
def test_deep_json_is_no_document_no_list_and_no_label(deep: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(deep, "utf-8")
    with at_once():
        with pytest.raises(InputError, match=r"a\.json"):
            read_sheet(Snapshot("a.json", deep.encode(), ""))
        assert parse_list(deep) is None
        assert load_facts(path) is None
        assert list_inputs([str(tmp_path)]).names == ()
        with pytest.raises(InputError):
            load_queries(path)


@given(st.integers(1, 2 * DEEPEST), st.sampled_from("[{"))
def test_the_bound_is_the_same_for_yaml_and_json(depth: int, bracket: str) -> None:
    text = "[" * depth + "]" * depth if bracket == "[" else '{"a":' * depth + "1" + "}" * depth
    for parse in (parse_json, lambda text: check_yaml(text, 9999)):
        if depth > DEEPEST:
            with pytest.raises(Overgrown):
                parse(text)
        else:
            parse(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    )
)
def test_what_is_within_bounds_is_read_as_ever(value: object) -> None:
    text = json.dumps(value)
    assert parse_json(text) == json.loads(text)


def test_what_is_too_large_is_not_even_looked_at() -> None:
    with at_once(), pytest.raises(FrontMatterError, match="too large"):
        parse_notice(f"---\nx-note: {'甲' * MAX_HEADER}\n---\n", file="a.md")
    with at_once(), pytest.raises(ConfigError, match="larger than"):
        parse_source("a: b\n" * LARGEST, "a.yml")


def test_a_deep_source_file_never_stops_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep.yml").write_text("id: deep\nparams: " + "[" * 20_000, "utf-8")
    good = "id: good\nname: 示例市\nregion: 371600\nurl: http://a.example/\nfamily: generic\nlicence: official\n"
    (tmp_path / "good.yml").write_text(good, "utf-8")
    with at_once(5):
        assert main(["source", "list", "--sources", str(tmp_path), "--root", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert "good" in printed.out
    assert "deep.yml:2: more than 32 levels deep" in printed.err
    with pytest.raises(ConfigError, match="levels deep"):
        load_source(tmp_path / "deep.yml")
