from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scraper.model import Actionability, Damage, Nature, Place, Scope, Target, Validity, ValidityStatus
from scraper.policy.matching import Wish, match_measures
from tests.making import make_measure, make_notice

CITY = Place("371600", "山东省滨州市", ("370000", "371600"))
COUNTY = Place("371602", "山东省滨州市滨城区", ("370000", "371600", "371602"))
DAY = date(2020, 3, 31)
MEASURE = make_measure("设立市级转贷资金", 1)
NOTICE = make_notice(measures=(MEASURE,))


def at(code, *path, **more):
    return replace(NOTICE, id=f"{code}-20200206-0a1b2c3d", region=Place(code, code, path), **more)


def ids(notices, wish):
    return [match.notice.id[:6] for match in match_measures(notices, wish)]


def test_own_measures_come_before_those_of_the_places_above():
    notices = [
        at("000000", "000000"),
        at("370000", "370000"),
        NOTICE,
        at("371602", "370000", "371600", "371602"),
        at("371700", "370000", "371700"),
    ]
    assert ids(notices, Wish(COUNTY, DAY)) == ["371602", "371600", "370000", "000000"]
    assert ids(notices, Wish(CITY, DAY)) == ["371600", "370000", "000000"]


def test_a_zone_gives_to_nobody_below():
    assert ids([replace(NOTICE, scope=Scope.ZONE)], Wish(COUNTY, DAY)) == []
    assert ids([replace(NOTICE, region=replace(CITY, zone="高新区"))], Wish(CITY, DAY)) == []
    assert ids([replace(NOTICE, region=replace(CITY, zone="高新区"))], Wish(replace(CITY, zone="高新区"), DAY)) == ["371600"]


UNFIT = {
    "held": {"damage": (Damage.SPUN,)},
    "nowhere": {"region": None},
    "over": {"validity": Validity(end=date(2020, 3, 30))},
    "repealed": {"validity": Validity(stated=ValidityStatus.REPEALED)},
    "closed": {"measures": (replace(MEASURE, apply_to=date(2020, 3, 30)),)},
    "report": {"measures": (replace(MEASURE, nature=Nature.REPORT),)},
    "vague": {"measures": (replace(MEASURE, actionability=Actionability.C),)},
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_nobody_can_have_is_not_listed(case):
    assert ids([replace(NOTICE, **UNFIT[case])], Wish(CITY, DAY)) == []


def test_the_last_day_still_counts():
    assert ids([replace(NOTICE, validity=Validity(end=DAY))], Wish(CITY, DAY)) == ["371600"]


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ({"topics": frozenset({"finance", "jobs"})}, True),
        ({"topics": frozenset({"jobs"})}, False),
        ({"instruments": frozenset({"loan"})}, True),
        ({"instruments": frozenset({"grant"})}, False),
        ({"size": "small"}, True),
        ({"size": "large"}, False),
    ],
)
def test_topics_instruments_and_size_narrow_the_list(wish, fits):
    measure = replace(MEASURE, instruments=("loan",), target=Target(sizes=("micro", "small")))
    assert ids([replace(NOTICE, measures=(measure,))], Wish(CITY, DAY, **wish)) == ["371600"] * fits


def test_the_nearest_deadline_comes_first():
    late, soon = replace(MEASURE, id="m-00000a", apply_to=date(2020, 12, 31)), replace(MEASURE, id="m-00000b", apply_to=date(2020, 4, 30))
    found = match_measures([replace(NOTICE, measures=(late, soon, MEASURE))], Wish(CITY, DAY))
    assert [(match.measure.id, match.deadline) for match in found] == [
        ("m-00000b", date(2020, 4, 30)),
        ("m-00000a", date(2020, 12, 31)),
        ("m-000001", None),
    ]
