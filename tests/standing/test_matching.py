from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scraper.model import Actionability, Damage, DocNumber, Nature, Place, Relation, RelationType, Scope, Target, Validity, ValidityStatus
from scraper.standing.matching import Criteria, Omission, match_measures, weigh_measures
from scraper.standing.succession import find_successors
from tests.making import make_measure, make_notice

CITY = Place("371600", "山东省滨州市", ("370000", "371600"))
COUNTY = Place("371602", "山东省滨州市滨城区", ("370000", "371600", "371602"))
DAY = date(2020, 3, 31)
MEASURE = make_measure("设立市级转贷资金", 1)
NOTICE = make_notice(measures=(MEASURE,))


def at(code, *path, **more):
    return replace(NOTICE, id=f"{code}-20200206-0a1b2c3d", region=Place(code, code, path), **more)


def ids(notices, criteria):
    return [match.notice.id[:6] for match in match_measures(notices, criteria)]


def test_own_measures_come_before_those_of_the_places_above():
    notices = [
        at("000000", "000000"),
        at("370000", "370000"),
        NOTICE,
        at("371602", "370000", "371600", "371602"),
        at("371700", "370000", "371700"),
    ]
    assert ids(notices, Criteria(COUNTY, DAY)) == ["371602", "371600", "370000", "000000"]
    assert ids(notices, Criteria(CITY, DAY)) == ["371600", "370000", "000000"]


def test_a_zone_gives_to_nobody_below():
    assert ids([replace(NOTICE, scope=Scope.ZONE)], Criteria(COUNTY, DAY)) == []
    assert ids([replace(NOTICE, region=replace(CITY, zone="高新区"))], Criteria(CITY, DAY)) == []
    assert ids([replace(NOTICE, region=replace(CITY, zone="高新区"))], Criteria(replace(CITY, zone="高新区"), DAY)) == ["371600"]


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
    assert ids([replace(NOTICE, **UNFIT[case])], Criteria(CITY, DAY)) == []


def test_the_last_day_still_counts():
    assert ids([replace(NOTICE, validity=Validity(end=DAY))], Criteria(CITY, DAY)) == ["371600"]


@pytest.mark.parametrize(
    ("criteria", "fits"),
    [
        ({"topics": frozenset({"finance", "jobs"})}, True),
        ({"topics": frozenset({"jobs"})}, False),
        ({"instruments": frozenset({"loan"})}, True),
        ({"instruments": frozenset({"grant"})}, False),
        ({"size": "small"}, True),
        ({"size": "large"}, False),
    ],
)
def test_topics_instruments_and_size_narrow_the_list(criteria, fits):
    measure = replace(MEASURE, instruments=("loan",), target=Target(sizes=("micro", "small")))
    assert ids([replace(NOTICE, measures=(measure,))], Criteria(CITY, DAY, **criteria)) == ["371600"] * fits


OMISSIONS = {
    Omission.WORDS: {"words": ("炼金",)},
    Omission.TOPIC: {"topics": frozenset({"jobs"})},
    Omission.INSTRUMENT: {"instruments": frozenset({"grant"})},
    Omission.SIZE: {"size": "large"},
    Omission.SECTOR: {"sector": "餐饮"},
    Omission.OVER: {"day": date(2021, 1, 1)},
}


@pytest.mark.parametrize("omission", OMISSIONS)
def test_what_does_not_fit_is_counted_with_its_reason(omission):
    target = Target(sizes=("small",), sectors=("制造业",))
    notice = replace(NOTICE, measures=(replace(MEASURE, target=target, apply_to=date(2020, 12, 31)),))
    criteria = replace(Criteria(CITY, DAY), **OMISSIONS[omission])
    assert weigh_measures([notice], criteria).left_out == {omission: 1}


def test_everything_lists_what_is_over_and_what_gives_nothing():
    measures = (replace(MEASURE, nature=Nature.REPORT), replace(MEASURE, id="m-00000a", end=date(2020, 1, 1)))
    notice = replace(NOTICE, measures=measures)
    assert ids([notice], Criteria(CITY, DAY)) == []
    assert ids([notice], Criteria(CITY, DAY, everything=True)) == ["371600"] * 2
    assert ids([replace(notice, damage=(Damage.SPUN,))], Criteria(CITY, DAY, everything=True)) == []


def test_words_are_compared_without_width_and_case():
    notice = replace(NOTICE, title="关于使用ＥＴＣ的通知")
    assert ids([notice], Criteria(CITY, DAY, words=("etc", "转贷"))) == ["371600"]


def test_a_sentence_outside_all_measures_is_mentioned():
    (mention,) = weigh_measures([NOTICE], Criteria(COUNTY, DAY, words=("滞纳金",))).mentions
    assert (mention.own, mention.quote.read(NOTICE.body)[-6:]) == (False, "免收滞纳金。")
    assert weigh_measures([NOTICE], Criteria(COUNTY, DAY, topics=frozenset({"jobs"}), words=("滞纳金",))).mentions == ()


def make_successor(**more):
    return make_notice(
        id="371600-20200320-0a1b2c3d",
        title="新的办法",
        doc_number=DocNumber("滨政发", 2020, 9, "滨政发〔2020〕9号"),
        written=date(2020, 3, 20),
        **more,
    )


SUCCESSIONS = [
    (Relation(RelationType.REPEALS, "滨政发〔2020〕3号"), 1),
    (Relation(RelationType.REPEALS, "滨州市人民政府关于支持中小企业稳定经营的若干措施"), 1),
    (Relation(RelationType.AMENDS, "关于支持中小企业稳定经营的若干措施"), 1),
    (Relation(RelationType.CITES, "滨政发〔2020〕3号"), 0),
    (Relation(RelationType.REPEALS, "若干措施"), 0),
]


@pytest.mark.parametrize(("relation", "count"), SUCCESSIONS)
def test_a_notice_knows_who_repeals_or_amends_it(relation, count):
    found = find_successors([NOTICE, make_successor(relations=(relation,))])
    assert [len(successors) for successors in found.values()] == [1] * count
    assert set(found) <= {NOTICE.id}


def test_nobody_repeals_what_comes_later_or_stands_elsewhere():
    by_title = Relation(RelationType.REPEALS, NOTICE.title)
    successor = make_successor(relations=(by_title,))
    later = replace(NOTICE, written=date(2021, 1, 1))
    assert find_successors([later, successor]) == find_successors([at("371700", "370000", "371700"), successor]) == {}


def test_a_repeal_acts_from_its_day_on():
    successor = make_successor(relations=(Relation(RelationType.REPEALS, "滨政发〔2020〕3号"),), measures=())
    assert ids([NOTICE, successor], Criteria(CITY, date(2020, 3, 19))) == ["371600"]
    assert ids([NOTICE, successor], Criteria(CITY, date(2020, 3, 20))) == []


def test_the_nearest_deadline_comes_first():
    late, soon = replace(MEASURE, id="m-00000a", apply_to=date(2020, 12, 31)), replace(MEASURE, id="m-00000b", apply_to=date(2020, 4, 30))
    found = match_measures([replace(NOTICE, measures=(late, soon, MEASURE))], Criteria(CITY, DAY))
    assert [(match.measure.id, match.deadline) for match in found] == [
        ("m-00000b", date(2020, 4, 30)),
        ("m-00000a", date(2020, 12, 31)),
        ("m-000001", None),
    ]
