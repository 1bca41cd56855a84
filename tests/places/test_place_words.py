"""The word books about places agree with the table of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.places.gazetteer import Gazetteer, build_gazetteer, parse_regions
from scraper.places.hosts import PROVINCES, SHARED, SPELLED
from scraper.places.locale_choice import EIGHT_DIGITS
from scraper.places.ordinary import ORDINARY

TABLE = Path(__file__).parents[2] / "site_config" / "data" / "regions.tsv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return build_gazetteer(parse_regions(TABLE.read_text("utf-8")))


def test_every_province_has_the_abbreviation_of_its_hosts(gazetteer: Gazetteer) -> None:
    mainland = {code for code, region in gazetteer.regions.items() if region.level == 1 and not region.successor} - {
        "710000",
        "810000",
        "820000",
    }
    assert sorted(PROVINCES.values()) == sorted(mainland)


def test_a_spelled_province_is_the_one_of_that_pinyin(gazetteer: Gazetteer) -> None:
    wrong = {word: code for word, code in SPELLED.items() if code not in gazetteer.spellings.get(word, (code,))}
    assert wrong == {}


def test_shared_abbreviations_are_also_those_of_cities(gazetteer: Gazetteer) -> None:
    alone = {short for short in SHARED if not any(gazetteer.level(code) == 2 for code in gazetteer.initials.get(short, ()))}
    assert PROVINCES.keys() >= SHARED
    assert alone == set()


def test_area_codes_with_eight_digits_are_area_codes(gazetteer: Gazetteer) -> None:
    assert sorted(EIGHT_DIGITS - gazetteer.dials.keys()) == []


def test_a_name_that_is_a_word_is_the_name_of_a_place(gazetteer: Gazetteer) -> None:
    assert sorted(ORDINARY - gazetteer.names.keys()) == []
