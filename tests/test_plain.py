"""The one reader of our YAML against PyYAML's own."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError, FrontMatterError
from scraper.frontmatter.yaml_header import parse_header, render_header
from scraper.lexicon.lexicon import parse_taxonomy
from scraper.lexicon.wordbook import parse_book
from scraper.model.bounds import Overgrown
from scraper.model.plain_yaml import find_line, load_yaml, map_lines
from scraper.sources.source_files import parse_source
from site_config.closed_words import load_vocabulary
from site_config.finding.synonyms import load_wording

SCALARS = (
    """
~|null|Null|NULL|''|""|yes|No|on|OFF|true|FALSE|y|n|0|-1|+12|1_000|0x1F|0o17|017|0b11|1.5|-.5|1e3|1.5e+3|.inf|-.INF|.nan|1:30|12:30:45.5
2020-02-06|2020-2-6|2020-02-06T08:00:00Z|2020-02-06 08:00:00.5 +8|20200206|滨政发〔2020〕3号|1268个|-3天|. 点|+86
'a''b'|"a\\u3000b"|a b  c|100%
official|none|Nature|to|from|off-peak|yes, sir|=贷款|<b>|-a|?a|:a|a:b|http://a.example/?x=1&y=2*3|[]|{}|[a, [b, 1], {c: null}]
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
REFUSED = {
    "a: b\nc: &x 1": (2, "anchors and aliases"),
    "a: b\nc: *x": (2, "anchors and aliases"),
    "a: b\nc: !!int '1'": (2, "tags are not allowed"),
    "a: b\nc: !!bool x": (2, "tags are not allowed"),
    "a: b\nc: !!set {x, y}": (2, "tags are not allowed"),
    "a: b\nc: !!python/object/apply:os.system [x]": (2, "tags are not allowed"),
    "a: b\n? [a]\n: 1": (2, "a key that is no text"),
    "a: b\n---\nc: d": (2, "a second document"),
    "a: b\nc: 2020-02-30": (2, "day is out of range"),
    "a: b\nc: 0b_": (2, "invalid literal"),
    "a: b\na: c": (2, "a: given twice"),
    "a:\n- {x: 1,\n   x: 2}": (3, "x: given twice"),
    "1: a\n0x1: b": (2, "1: given twice"),
    "<<: {a: 1}\n<<: {a: 2}": (2, "<<: given twice"),
    "!!str a: b\na: c": (2, "a: given twice"),
}
"""What a loader would lose, run or let grow."""


def load_whole(text: str) -> Any:
    """PyYAML's own loader."""
    return yaml.load(text, yaml.CSafeLoader)


def read_outcome(load: Any, text: str) -> object:
    """The data, or the kind of the refusal."""
    try:
        return repr(load(text))
    except (yaml.YAMLError, ValueError) as error:
        return type(error)


@pytest.mark.parametrize("scalar", SCALARS)
@pytest.mark.parametrize("shape", ["key: {}", "- {}\n- a", "{{k: {}}}", "a:\n  {}: 1"])
def test_every_scalar_is_read_as_by_the_loader(scalar: str, shape: str) -> None:
    text = shape.format(scalar)
    assert read_outcome(load_yaml, text) == read_outcome(load_whole, text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_plain_is_refused_with_its_line(text: str) -> None:
    line, words = REFUSED[text]
    with pytest.raises((yaml.MarkedYAMLError, Overgrown), match=words) as caught:
        load_yaml(text)
    assert (caught.value.line if isinstance(caught.value, Overgrown) else caught.value.problem_mark.line + 1) == line
    with pytest.raises(FrontMatterError, match=words) as told:
        parse_header(text, file="a.md")
    assert told.value.line == line + 1
    assert told.value.remedy


@pytest.mark.parametrize(("text", "data"), [("", None), ("# nothing", None), ("--- 7", 7), ("a: !!str 7\nb: ! 8", {"a": "7", "b": 8})])
def test_what_is_plain_enough_is_read(text: str, data: object) -> None:
    assert load_yaml(text) == data


@pytest.mark.parametrize(("text", "data"), [("a: <<\n=: b", {"a": "<<", "=": "b"}), ("<<: {a: 1}", {"<<": {"a": 1}}), ("a: =", {"a": "="})])
def test_signs_of_merging_are_text(text: str, data: object) -> None:
    assert load_yaml(text) == data


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | st.text(max_size=12)
records = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)),
)


@given(records)
def test_rendered_data_are_read_as_by_the_loader(data: dict[str, Any]) -> None:
    text = render_header(data)
    assert load_yaml(text) == load_whole(text)


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=9), max_size=3) | st.none(), max_size=4))
def test_what_is_read_as_written_is_text(data: dict[str, Any]) -> None:
    assert load_yaml(render_header(data), as_written=True) == data


@given(st.text(alphabet="a1:-,[]{}#&*!|>'\"%@\\ \n\t=<~", max_size=40))
def test_any_text_gives_the_same_data_or_a_refusal(text: str) -> None:
    refusals = (yaml.constructor.ConstructorError, Overgrown)
    found = read_outcome(load_yaml, text)
    assert found in (*refusals, read_outcome(load_whole, text)) or "=" in text or "<<" in text


@given(records)
def test_every_value_has_its_line(data: dict[str, Any]) -> None:
    text = render_header(data)
    for path, line in map_lines(text).items():
        assert find_line(text, path) == line or not path or isinstance(path[-1], str)


@pytest.mark.parametrize(
    ("load", "text", "line"),
    [
        (parse_taxonomy, "topics: {}\ninstruments: {}\ntopics: {}\n", 3),
        (parse_book, "rent:\n  words: 房租\nrent:\n  words: 租金\n", 3),
        (parse_book, "rent:\n  words: 房租\n  words: 租金\n", 3),
        (parse_source, "id: a-b\nselect:\n  item: li\n  item: a\n", 4),
    ],
)
def test_no_file_of_ours_loses_one_of_two_equal_keys(load: Any, text: str, line: int) -> None:
    with pytest.raises(ConfigError, match="given twice") as caught:
        load(text, "a.yml")
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("load", "name", "text"),
    [
        (lambda path: load_vocabulary(path.parent), "taxonomy.yml", "topics: {}\ninstruments: {}\ntopics: {}\n"),
        (load_wording, "synonyms.yml", "groups: []\nstops: []\nfaint: []\nstops: [的]\n"),
    ],
)
def test_no_list_of_the_site_loses_one_of_two_equal_keys(load: Any, name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "regions.tsv").write_text("", "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ConfigError, match="given twice"):
        load(tmp_path / name)


def test_no_other_module_reads_yaml_by_a_loader() -> None:
    """The settings of MkDocs are its own: they may refer to themselves and name code."""
    root = Path(__file__).parents[1]
    calls = ("load", "load_all", "safe_load", "safe_load_all", "full_load", "unsafe_load", "compose", "compose_all")
    found = {
        path.relative_to(root).as_posix()
        for room in ("scraper", "site_config")
        for path in (root / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in calls and isinstance(node.value, ast.Name) and node.value.id == "yaml"
    }
    assert found == {"scraper/model/plain_yaml.py", "site_config/render.py"}


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(FrontMatterError, match="title: given twice") as caught:
        parse_header("id: a\ntitle: 甲\ntitle: 乙\n", file="a.md")
    assert caught.value.line == 4
