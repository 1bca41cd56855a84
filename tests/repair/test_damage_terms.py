from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.lexicon.phrases import translate_phrase
from scraper.lexicon.wordbook import load_book
from scraper.repair.damage import is_spun

BOOK = load_book("damage")
SPUN = st.sampled_from(BOOK["spun"].phrases).flatmap(lambda phrase: st.from_regex(translate_phrase(phrase), fullmatch=True))


@given(SPUN)
def test_a_sign_stands_in_whatever_a_synonym_machine_wrote(text: str) -> None:
    assert any(sign in text for sign in BOOK["spun.sign"].words)


@given(st.lists(SPUN, min_size=2, max_size=2, unique=True).map("、".join))
def test_two_such_terms_or_one_with_two_weaker_ones_tell_a_spun_text(text: str) -> None:
    assert is_spun(text)
    assert is_spun(f"{text.partition('、')[0]}，踊跃扶植")
    assert not is_spun("踊跃扶植，美满")
