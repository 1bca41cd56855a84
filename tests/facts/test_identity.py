from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scraper.facts.identity import find_shelf, make_id
from scraper.model import DocNumber, Document, Kind, Place, Provenance
from scraper.model.naming import NOTICE_ID

CITY = Place("371600", "山东省滨州市", ("370000", "371600"))
NUMBERED = Document(
    "关于支持企业的通知",
    Kind.OFFICIAL,
    doc_number=DocNumber("滨政发", 2020, 3, "滨政发〔2020〕3号"),
    issuers=("滨州市人民政府",),
    written=date(2020, 2, 6),
    published=date(2020, 2, 8),
    region=CITY,
)
NEWS = Document("滨州助企复工", Kind.NEWS, published=date(2020, 3, 1), region=CITY)
NOWHERE = Provenance()


def test_an_id_tells_region_and_day():
    assert make_id(NUMBERED, NOWHERE).startswith("371600-20200206-")
    assert make_id(NEWS, NOWHERE).startswith("371600-20200301-")
    assert NOTICE_ID.holds(make_id(Document(None, Kind.OTHER), NOWHERE))


def test_same_issuer_and_number_give_the_same_id_from_any_copy():
    copy = replace(NUMBERED, title="【转】支持企业的通知", published=date(2022, 10, 22), kind=Kind.NEWS)
    assert make_id(copy, Provenance(site_name="某门户")) == make_id(NUMBERED, NOWHERE)


def test_a_numbered_copy_without_signing_date_never_takes_the_day_of_the_repost():
    copies = [replace(NUMBERED, written=None, published=day) for day in (date(2020, 2, 8), date(2022, 10, 22))]
    assert len({make_id(copy, NOWHERE) for copy in copies}) == 1
    assert make_id(copies[0], NOWHERE).startswith("371600-20200000-")


@pytest.mark.parametrize(
    "other",
    [
        replace(NUMBERED, doc_number=DocNumber("滨政发", 2020, 4, "滨政发〔2020〕4号")),
        replace(NUMBERED, issuers=("滨州市财政局",)),
        replace(NUMBERED, region=Place("371602", "山东省滨州市滨城区", ("370000", "371600", "371602"))),
    ],
)
def test_another_act_has_another_id(other):
    assert make_id(other, NOWHERE) != make_id(NUMBERED, NOWHERE)


def test_news_is_told_by_title_outlet_and_day():
    ids = {make_id(NEWS, Provenance(source_name=name)) for name in ("甲报", "乙报")}
    ids.add(make_id(replace(NEWS, title="滨州助企开工"), Provenance(source_name="甲报")))
    assert len(ids) == 3


@pytest.mark.parametrize(
    "name", ["", "x", "371600-20200206-0a1b2c3d.md", "371600-20200206-0a1b2c3d\n", "../../../etc", "371600_20200206_0a1b2c3d"]
)
def test_what_is_no_id_has_no_place(name):
    assert find_shelf(name) is None
