from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError
from scraper.sources.digest_settings import CONTACT, Settings, add_names, choose_own, list_unknown, load_settings, parse_settings
from tests.scraped import make_source

IDS = st.lists(st.from_regex(r"[a-z]{2}-[a-z]{3,8}", fullmatch=True), max_size=4, unique=True)
BEFORE = st.sampled_from(["", "# 说明\n", "delay: 3\n", "contact: a@b.example\n\n"])
AFTER = st.sampled_from(["", "budget: 9\n", "# 末尾\n", "\nregion: 371600"])


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "sources:\n", "sources: []", "region:\ncontact:\n"])
def test_what_is_not_said_is_as_usual(text: str) -> None:
    assert parse_settings(text) == Settings(delay=2.0, budget=2000)


def test_every_key_is_read() -> None:
    text = 'region: "371600"\ncontact: https://digest.example/about\ndelay: 4.5\nbudget: 50\nsources: [gz-gkmlpt, sd-gxt-tzgg]\n'
    told = Settings(region="371600", contact="https://digest.example/about", delay=4.5, budget=50, sources=("gz-gkmlpt", "sd-gxt-tzgg"))
    assert parse_settings(text) == told


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("delay: 2\nbudgte: 5\n", 2, "did you mean budget?"),
        ("delay: 0.5\n", 1, "greater than or equal to 2"),
        ("budget: 0\n", 1, "budget:"),
        ("\nregion: 37\n", 2, "six digits"),
        ("contact: somebody\n", 1, "mail address"),
        ('contact: "a@b.example\\r\\nHost: c"\n', 1, "mail address"),
        ("sources: gz-gkmlpt\n", 1, "sources:"),
        ("delay: 2\ndelay: 3\n", 2, "given twice"),
        ("- a\n", 1, "expected"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, "digest.yml")
    assert (caught.value.file, caught.value.line) == ("digest.yml", line)
    assert words in str(caught.value)


@pytest.mark.parametrize("text", ["a@b.example", "mailto:a.b+c@d-e.example", "https://a.example/about?x=1", "http://a.example"])
def test_a_contact_is_an_address(text: str) -> None:
    assert CONTACT.holds(text)


@pytest.mark.parametrize(
    "text", ["", "a b@c.example", "a@b.example)", "https://a.example/(x)", "https://a.example/\n", "某某@a.example", "ftp://a"]
)
def test_nothing_that_ends_a_header_is_a_contact(text: str) -> None:
    assert not CONTACT.holds(text)


@given(BEFORE, AFTER, IDS, IDS, st.sampled_from(["flow", "block", "indented", "remarked"]))
def test_names_are_added_and_every_other_line_stays(before: str, after: str, had: list[str], new: list[str], form: str) -> None:
    dashes = {"block": "- {}", "indented": "  - {}", "remarked": "  - {}  # 甲"}
    block = "\n".join(["sources:", *(dashes.get(form, "").format(name) for name in had)]) + "\n"
    flow = f"sources: [{', '.join(had)}]  # 乙\n"
    text = before + (flow if form == "flow" else block) + after
    told = parse_settings(add_names(text, new))
    assert told.sources == (*had, *new)
    assert told.model_copy(update={"sources": ()}) == parse_settings(before + after)
    assert {line for line in text.splitlines() if not line.startswith("sources")} <= set(add_names(text, new).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "sources: # none yet\ndelay: 3\n",
        "delay: 3\nsources: ~\n",
        "delay: 3\nsources:",
        '"sources": []\ndelay: 3',
        "sources:\r\n  - a\r\ndelay: 3\r\n",
        "sources:\n  - a\n\n  # tail\ndelay: 3\n",
        "sources: [\n  a,\n  b\n]\ndelay: 3\n",
        "delay: 3\nsources:\n  - a\n  -   b",
        "---\ndelay: 3\nsources: [a]\n",
        "sources:\n  # later\n\ndelay: 3\n",
    ],
)
def test_names_are_added_however_a_person_has_written(text: str) -> None:
    before, after = parse_settings(text), parse_settings(add_names(text, ["c", "d"]))
    assert (after.sources, after.delay) == ((*before.sources, "c", "d"), 3.0)


def test_names_are_added_where_there_was_no_key() -> None:
    assert parse_settings(add_names("# 说明", ["gz-gkmlpt"])).sources == ("gz-gkmlpt",)


def test_own_are_files_of_the_digest_and_what_it_names(tmp_path: Path) -> None:
    mine = make_source("mine", file=str(tmp_path / "sources" / "mine.yml"))
    named, other = (make_source(name, file=f"/shipped/{name}.yml") for name in ("named", "other"))
    settings = Settings(sources=("named", "namde"))
    assert choose_own((mine, named, other), tmp_path, settings) == (mine, named)
    (mistake,) = list_unknown((mine, named, other), tmp_path, settings)
    assert "did you mean named?" in str(mistake)


def test_a_digest_without_settings_has_none_and_a_folder_in_their_place_is_named(tmp_path: Path) -> None:
    assert load_settings(tmp_path) is None
    (tmp_path / "digest.yml").mkdir()
    with pytest.raises(ConfigError, match=r"digest\.yml"):
        load_settings(tmp_path)
