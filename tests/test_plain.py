"""The fast reader of front matter against PyYAML's own."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import FrontMatterError
from scraper.frontmatter.plain import NotPlain, load_plain
from scraper.frontmatter.yaml_header import parse_header, render_header

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
ONLY_LOADERS = ("a: &x 1", "a: *x", "a: !!str 1", "a: ! 1", "<<: {a: 1}", "a: =", "? [a]\n: 1", "--- 1\n--- 2", "", "%YAML 1.1\n--- &a 1")


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
    found = read_outcome(load_plain, text)
    assert found in (NotPlain, read_outcome(load_whole, text))
    assert found is not NotPlain or scalar[0] in "[{"


@pytest.mark.parametrize("text", ONLY_LOADERS)
def test_what_is_not_plain_is_left_to_the_loader(text: str) -> None:
    with pytest.raises(NotPlain):
        load_plain(text)


leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.dates() | st.text(max_size=12)
records = st.dictionaries(
    st.text(min_size=1, max_size=8),
    st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)),
)


@given(records)
def test_rendered_data_are_read_as_by_the_loader(data: dict[str, Any]) -> None:
    text = render_header(data)
    assert load_plain(text) == load_whole(text)


@given(st.text(alphabet="a1:-,[]{}#&*!|>'\"%@\\ \n\t=<~", max_size=40))
def test_any_text_gives_the_same_data_or_the_same_refusal(text: str) -> None:
    assert read_outcome(load_plain, text) in (NotPlain, read_outcome(load_whole, text), yaml.constructor.ConstructorError)


def test_a_key_given_twice_is_refused_with_its_line() -> None:
    with pytest.raises(FrontMatterError, match="key given twice: title") as caught:
        parse_header("id: a\ntitle: 甲\ntitle: 乙\n", file="a.md")
    assert caught.value.line == 4
