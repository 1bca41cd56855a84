from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.lexicon.phrases import (
    SENTENCE_GAP,
    SPECIAL,
    PhraseError,
    measure_phrase,
    translate_phrase,
)
from scraper.lexicon.wordbook import Entry

SIGNS = "免征税A9-,。;^ \n\\[](){}*+.?|$#@~…"
"""What a phrase is made of, and what it is not."""

CASES = [
    ("减免", "减免"),
    ("降(低|减)税", "降(?:低|减)税"),
    ("免(征|)", "免(?:征|)"),
    ("[征收]", "[征收]"),
    ("[^征0-9-]", r"[^征0-9\-]"),
    ("[-征-]", r"[\-征\-]"),
    ("免征?", "免征?"),
    ("免[征收]?税", "免[征收]?税"),
    ("降…税", r"降[^。;,\n]{0,12}?税"),
    ("降…{20}税", r"降[^。;,\n]{0,20}?税"),
    ("给……补", r"给[^。;\n]{0,40}?补"),
    ("给……{16}补", r"给[^。;\n]{0,16}?补"),
    ("第#{1,3}页", r"第\d{1,3}页"),
    ("@{2,8}局", r"[\u4e00-\u9fff]{2,8}局"),
    ("责~编", r"责\s?编"),
    ("责~{0,8}编", r"责\s{0,8}编"),
    ("(月|日){2}", "(?:月|日){2}"),
    ("^附件$", "^附件$"),
    (r"C\+\+ \(甲\)\…", r"C\+\+\ \(甲\)…"),
    ("免税-退税", r"免税\-退税"),
]


@pytest.mark.parametrize(("phrase", "expression"), CASES)
def test_a_phrase_becomes_an_expression(phrase: str, expression: str) -> None:
    assert translate_phrase(phrase) == expression


BROKEN = [
    ("(税", "not closed"),
    ("税)", "nothing before"),
    ("?税", "nothing before"),
    ("(?=税)", "nothing before"),
    ("(?<!免)税", "nothing before"),
    ("税??", "nothing before"),
    ("税?{2}", "nothing before"),
    ("税{2}?", "nothing before"),
    ("…?", "nothing before"),
    ("~?", "nothing before"),
    ("税{3,1}", "from few to many"),
    ("~{3,1}", "from few to many"),
    ("税{201}", "at most"),
    ("降…{201}税", "at most"),
    ("[9-0]", "bad character range"),
    ("税*", r"write \\\*"),
    ("税+", r"write \\\+"),
    ("税.", r"write \\\."),
    ("[]", r"write \\\["),
    ("税]", r"write \\\]"),
    ("税{甲}", r"write \\\{"),
    ("税\\", "means nothing"),
]


@pytest.mark.parametrize(("phrase", "message"), BROKEN)
def test_what_is_no_phrase_is_refused(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError, match=message):
        translate_phrase(phrase)


@given(st.text(SIGNS, max_size=12))
def test_whatever_can_be_translated_is_an_expression_without_looking_around(phrase: str) -> None:
    try:
        expression = translate_phrase(phrase)
    except PhraseError:
        return
    assert re.compile(expression)
    assert not re.search(r"(?<!\\)\(\?[^:]", expression)


@given(st.text("征收A9-,.; \n|&~$(", min_size=1, max_size=6), st.sampled_from(["", "^"]))
@example("9-A", "")
@example("A-9", "")
@example("---", "^")
def test_a_set_is_an_expression_or_goes_from_high_to_low(signs: str, none: str) -> None:
    """Only sets with a row in them are tried when a book is read."""
    try:
        expression = translate_phrase(f"[{none}{signs}]")
    except PhraseError:
        assert "-" in signs.strip("-")
        return
    assert re.compile(expression)


def write_text(phrase: str) -> st.SearchStrategy[str]:
    """Texts that fit a phrase; whatever `re` says must end where the text ends."""
    return st.from_regex(translate_phrase(phrase).replace(r"\d", "[0-9]").replace("$", r"\Z"), fullmatch=True)


def join_pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A phrase of phrases: one after another, one of several, one that may lack or is counted."""
    several = st.lists(inner, min_size=1, max_size=3)
    counted = st.tuples(inner, st.sampled_from(["?", "{2}", "{1,3}"]))
    return several.map("".join) | several.map(lambda parts: f"({'|'.join(parts)})") | counted.map(lambda pair: f"({pair[0]}){pair[1]}")


PIECES = st.sampled_from(["免", "税", "减税", "[征收]", "[^征收]", "…", "……{5}", "#", "@{0,2}", "~", "~{0,3}", r"\?", "征?"])
PHRASES = st.recursive(PIECES, join_pieces, max_leaves=6)


@given(PHRASES.flatmap(lambda phrase: st.tuples(st.just(phrase), write_text(phrase))))
def test_a_phrase_fires_on_each_text_made_from_it_which_is_no_longer_than_it_can_be(pair: tuple[str, str]) -> None:
    phrase, text = pair
    assert Entry("it", (phrase,)).compile().search(text)
    assert len(text) <= measure_phrase(phrase)


LONGEST = [("", 0), ("^税$", 1), ("征?税", 2), ("(甲|乙丙){3}", 6), ("……", SENTENCE_GAP), ("~{0,8}", 8)]


@pytest.mark.parametrize(("phrase", "length"), LONGEST)
def test_a_phrase_has_a_longest_text(phrase: str, length: int) -> None:
    assert measure_phrase(phrase) == length


@given(st.text("".join(sorted(SPECIAL)) + "免税 -&\n", max_size=8))
def test_an_escaped_word_is_itself(word: str) -> None:
    phrase = "".join(f"\\{char}" if char in SPECIAL else char for char in word)
    assert re.fullmatch(translate_phrase(phrase), word)


def is_inside(start: int, end: int, text: str, phrase: str) -> bool:
    """The law in plain words: some part of the text that fits the phrase begins no later and ends no earlier."""
    pattern = re.compile(translate_phrase(phrase))
    return any(pattern.fullmatch(text[first:last]) for first in range(start + 1) for last in range(end, len(text) + 1))


@given(PHRASES, st.text("免税减征收1? ", max_size=10))
def test_unless_lets_no_match_inside_through_and_all_others(unless: str, text: str) -> None:
    expression = Entry("it", ("[免减]税?",), unless=(unless,)).compile()
    found = {match.span() for match in expression.finditer(text)}
    for match in re.finditer("[免减]税?", text):
        assert (match.span() in found) != is_inside(*match.span(), text, unless)


INSIDE = [
    (("保函",), ("社保函",), "社保函与保函", ["保函"], 4),
    (("保函", "函"), ("保函",), "社保函", [], None),
    (("税费|费",), ("税费",), "税费", [], None),
    (("费",), ("税(|费)",), "税费", [], None),
    (("降…税",), ("不降…税",), "不降税,降税", ["降税"], 4),
    (("要",), ("要$",), "要不要", ["要"], 0),
    (("要",), ("^不要",), "不要,不要", ["要"], 4),
    (("甲乙", "乙丙"), ("零甲乙",), "零甲乙丙", ["乙丙"], 2),
    (("$",), ("^$",), "甲", [""], 1),
]


@pytest.mark.parametrize(("phrases", "unless", "text", "found", "at"), INSIDE)
def test_what_lies_inside_what_is_forbidden_is_no_match(
    phrases: tuple[str, ...], unless: tuple[str, ...], text: str, found: list[str], at: int | None
) -> None:
    expression = Entry("it", phrases, unless=unless).compile()
    assert [match.group() for match in expression.finditer(text)] == found
    first = expression.search(text)
    assert (first.start() if first else None) == at
    assert bool(at is not None and expression.match(text, at)) == (at is not None)


def test_a_part_of_a_text_is_asked_with_what_stands_around_it() -> None:
    expression = Entry("it", ("保函",), unless=("社保函",)).compile()
    assert expression.search("社保函", 1) is None
    assert expression.search("开保函", 0, 2) is None
    assert expression.search("开保函", 0, 99) is not None
