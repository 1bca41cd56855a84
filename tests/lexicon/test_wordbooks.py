from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.errors import ConfigError
from scraper.lexicon.phrases import Expression, translate_phrase
from scraper.lexicon.wordbook import LARGEST, Entry, load_book, load_table, parse_book
from scraper.text.fold import fold_width

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "site_config" / "data" / "vocabulary"
BOOKS = sorted(path.stem for path in FOLDER.glob("*.yml"))
ENTRIES = [pytest.param(entry, id=f"{name}-{entry.key}") for name in BOOKS for entry in load_book(name).values()]
REVIEWED = re.compile(r"^# .*\breviewed: \S[^\n]*, 20\d\d-\d\d-\d\d", re.MULTILINE)
GOOD = "rent:\n  words: 房租 租金\n  phrases: [免…租]\n  unless: [不免]\n  examples: [免收房租, 减免租金]\n"


def fires(expression: Expression, line: str) -> bool:
    """Rooms ask width-folded text; repair asks it as printed."""
    return any(expression.search(text) for text in {line, fold_width(line)})


def list_unfired(entry: Entry) -> Iterator[str]:
    """Phrases that fire on none of the examples; plain words need no example each."""
    for phrase in entry.phrases:
        expression = replace(entry, phrases=(phrase,), words=()).compile()
        if not any(fires(expression, line) for line in entry.examples):
            yield phrase


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_phrase_fires_on_an_example(entry: Entry) -> None:
    assert list(list_unfired(entry)) == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_on_each_example_something_fires(entry: Entry) -> None:
    expression = entry.compile()
    assert [line for line in entry.examples if not fires(expression, line)] == []
    assert entry.examples or not (entry.phrases or entry.words)


@pytest.mark.parametrize("entry", ENTRIES)
def test_on_a_silent_line_nothing_fires(entry: Entry) -> None:
    expression = entry.compile() if entry.phrases or entry.words else None
    assert [line for line in entry.silent if expression and fires(expression, line)] == []


@pytest.mark.parametrize("entry", [param for param in ENTRIES if param.values[0].unless])
def test_what_is_forbidden_would_fire_otherwise(entry: Entry) -> None:
    free = Expression(entry.compile().pattern)
    assert [line for line in entry.silent if fires(free, line)]


@pytest.mark.parametrize("entry", [param for param in ENTRIES if param.values[0].phrases or param.values[0].words])
def test_nothing_fires_on_nothing(entry: Entry) -> None:
    assert not entry.compile().search("")


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_word_or_phrase_stands_twice(entry: Entry) -> None:
    for said in (entry.words, entry.phrases, entry.unless):
        assert sorted(said) == sorted(set(said))


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_says_who_reviewed_it_and_what_its_entries_are_about(name: str) -> None:
    """A key may say enough of plain words: issuer of what stands for issuers in a table."""
    text = (FOLDER / f"{name}.yml").read_text("utf-8")
    assert text.startswith("# ")
    assert REVIEWED.search(text)
    assert [key for key, entry in load_book(name).items() if not entry.about and not entry.words] == []


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_asked_by_a_module(name: str) -> None:
    assert any(f'load_book("{name}")' in path.read_text("utf-8") for path in (ROOT / "scraper").rglob("*.py"))


BROKEN = [
    ("rent: [", "not YAML", 2),
    ("- 1", "needs a mapping", 1),
    ("", "needs a mapping", 1),
    ("rent: 甲", "rent: an entry is a name with", 1),
    ("a: {words: 甲}\n1: {words: 甲}", "1: an entry is a name", 2),
    (GOOD + "  about: 7\n", "rent: about must be one text", 6),
    (GOOD + "  weight: !!python/tuple [1]\n", "tags are not allowed", 6),
    ("rent:\n", "rent: an entry is a name with", 1),
    ("a: {words: 甲}\n[b]: {words: 甲}", "a key that is no text", 2),
    (GOOD + "  colour: red\n", "rent: unknown key colour", 6),
    (GOOD + "  words: 房\n", "words: given twice", 6),
    (GOOD + "rent:\n  words: 房\n", "rent: given twice", 6),
    (GOOD.replace("房租 租金", "[房租]"), "rent: words must be one text", 2),
    (GOOD.replace("[免…租]", "免…租"), "rent: phrases must be a list", 3),
    (GOOD.replace("[免…租]", "[免…租, 2020]"), "rent: phrases must be a list", 3),
    (GOOD.replace("[免…租]", "\n  - 免…租\n  - 免(租"), "rent: .*a bracket is not closed", 5),
    (GOOD.replace("[不免]", "[不*]"), r"rent: .*write \\\*", 4),
    (GOOD.replace("[不免]", "&a [不免]"), "anchors and aliases", 4),
    ("rent: " + "[" * 500, "levels deep", 1),
    (GOOD + "#" * LARGEST, "larger than", None),
    ("rent: \x07", "not YAML", None),
]


@pytest.mark.parametrize(("text", "message", "line"), BROKEN)
def test_a_broken_book_names_file_and_line(text: str, message: str, line: int | None) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        parse_book(text, "data/vocabulary/rent.yml")
    assert (caught.value.file, caught.value.line) == ("data/vocabulary/rent.yml", line)
    assert caught.value.remedy


@pytest.mark.parametrize("load", [load_book, load_table])
def test_a_book_that_is_not_there_says_so(load: object) -> None:
    assert callable(load)
    with pytest.raises(ConfigError, match="can't be read") as caught:
        load("no_such_book")
    assert caught.value.remedy == "install the package again"


def test_an_entry_is_read_whole() -> None:
    entry = parse_book(GOOD + '  weight: {lead: 6, next: 0.5, rest: "2"}\n  nature: benefit\n', "rent.yml")["rent"]
    assert (entry.words, entry.phrases, entry.unless) == (("房租", "租金"), ("免…租",), ("不免",))
    assert entry.facts == {"weight": {"lead": 6, "next": 0.5, "rest": "2"}, "nature": "benefit"}
    assert entry.source == r"房租|租金|免[^。;,\n]{0,12}?租"


def test_reading_a_book_leaves_expressions_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that reads notices reads all books first: to compile every set of characters there took as long as the rest."""
    compiled: list[str] = []
    compile_source = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags=0: compiled.append(source) or compile_source(source, flags))
    translate_phrase.cache_clear()
    for name in BOOKS:
        parse_book((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), name)
    assert [source for source in compiled if "-" not in source] == []
