from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from scraper.copies.copy_candidates import find_pairs
from scraper.copies.reposts import merge_reposts
from scraper.model import Damage, DocNumber, Kind, Place, Provenance, Repost
from tests.making import BODY, make_notice

ORIGINAL = make_notice(published=date(2020, 2, 10))
PAPER = replace(
    ORIGINAL,
    id="371600-20200206-11111111",
    source=Provenance(url="http://paper.example/2", site_name="某晚报"),
    snapshot="b" * 64,
    published=date(2020, 2, 8),
)
PORTAL = replace(
    ORIGINAL,
    id="371600-20200206-22222222",
    title="【转载】滨州支持中小企业稳定经营的若干措施",
    doc_number=None,
    source=Provenance(url="http://portal.example/3", site_name="某门户"),
    snapshot="c" * 64,
    published=date(2022, 3, 1),
    body=BODY.rpartition("\n\n")[0],
    measures=(),
)


@pytest.mark.parametrize("copies", list(permutations([ORIGINAL, PAPER, PORTAL])))
def test_the_issuers_page_is_the_original_whatever_came_first(copies):
    (notice,) = merge_reposts(copies)
    assert replace(notice, reposts=()) == ORIGINAL
    assert notice.reposts == (
        Repost("http://paper.example/2", "某晚报", date(2020, 2, 8)),
        Repost(
            "http://portal.example/3",
            "某门户",
            date(2022, 3, 1),
            "标题为“【转载】滨州支持中小企业稳定经营的若干措施”；未印发文字号；正文少约21%",
        ),
    )


def test_merging_again_changes_nothing():
    once = merge_reposts([ORIGINAL, PAPER, PORTAL])
    assert merge_reposts(once, kept={once[0].id}) == once
    assert merge_reposts([*once, PAPER, ORIGINAL, PORTAL], kept={once[0].id}) == once
    assert merge_reposts([*once, PORTAL], kept={once[0].id}) == once


def test_an_id_in_use_stays_when_the_original_comes_later():
    (first,) = merge_reposts([PAPER])
    (merged,) = merge_reposts([first, ORIGINAL], kept={first.id})
    assert merged.id == PAPER.id
    assert merged.source == ORIGINAL.source
    assert [repost.url for repost in merged.reposts] == [PAPER.source.url]


def test_two_notices_in_use_are_never_merged_by_machine():
    assert len(merge_reposts([ORIGINAL, PAPER], kept={ORIGINAL.id, PAPER.id})) == 2


DIFFERENT = {
    "number": {"doc_number": DocNumber("滨政发", 2020, 4, "滨政发〔2020〕4号")},
    "region": {"region": Place("371700", "山东省菏泽市", ("370000", "371700"))},
    "zone": {"region": Place("371600", "山东省滨州市", ("370000", "371600"), "高新区")},
    "signed": {"written": date(2021, 2, 6)},
    "digits": {"body": BODY.replace("1000万元", "800万元"), "measures": ()},
    "numerals": {"body": BODY.replace("三个月租金；", "两个月租金；"), "measures": ()},
    "issuer": {"doc_number": None, "issuers": ("滨城区工业和信息化局",)},
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_makes_another_act_keeps_notices_apart(case):
    base = replace(ORIGINAL, region=replace(ORIGINAL.region, zone="经开区")) if case == "zone" else ORIGINAL
    other = replace(PAPER, **DIFFERENT[case])
    assert merge_reposts([base, other]) == (base, other)


def test_a_damaged_copy_never_bridges_two_acts():
    other = replace(PAPER, body=BODY.replace("1000万元", "800万元"), measures=(), doc_number=None)
    stripped = replace(
        PORTAL, title=ORIGINAL.title, body=BODY.replace("1000", ""), damage=(Damage.DIGITS_STRIPPED,), region=None, written=None, issuers=()
    )
    for copies in permutations([replace(ORIGINAL, doc_number=None), other, stripped]):
        merged = merge_reposts(copies)
        assert len(merged) == 2
        assert {len(notice.body) for notice in merged} >= {len(other.body)}


def test_a_held_copy_is_never_the_original():
    spun = replace(ORIGINAL, damage=(Damage.SPUN,))
    (notice,) = merge_reposts([spun, PAPER])
    assert notice.source == PAPER.source
    assert notice.reposts[0].differs == "文字有损坏（spun）"


def test_a_page_read_anew_replaces_its_old_reading():
    known = replace(ORIGINAL, reposts=(Repost("http://paper.example/2", "某晚报"),))
    updated = replace(ORIGINAL, id="371600-20200206-99999999", snapshot="d" * 64, title="关于支持中小企业的若干措施（更正）")
    (notice,) = merge_reposts([known, updated], kept={known.id})
    assert (notice.id, notice.title, notice.reposts) == (known.id, updated.title, known.reposts)


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_files_of_one_page_the_better_reading_counts(turn):
    page, plain = ORIGINAL, replace(PORTAL, source=Provenance(url=ORIGINAL.source.url))
    (notice,) = merge_reposts([page, plain][::turn])
    assert notice == page
    (again,) = merge_reposts([notice, *[page, plain][::turn]], kept={notice.id})
    assert again == page


def test_short_texts_need_the_same_title():
    one = replace(ORIGINAL, body="现将有关事项公告如下，请遵照执行。", measures=(), doc_number=None)
    two = replace(PAPER, body=one.body, measures=(), doc_number=None, title="另一公告")
    assert len(merge_reposts([one, two])) == 2
    assert len(merge_reposts([one, replace(two, title=one.title)])) == 1


def test_texts_with_the_same_boilerplate_stay_apart():
    tail = "本措施自印发之日起施行。各县区人民政府要加强组织领导，确保落实到位。"
    one = replace(ORIGINAL, body=f"免收检测费，减半收取登记费，期限三个月，由市场监管局办理。{tail}", measures=(), doc_number=None)
    two = replace(
        PAPER, body=f"对新开业商户给予装修补贴，由商务局受理申请，逾期不再受理。{tail}", measures=(), doc_number=None, kind=Kind.NEWS
    )
    assert len(merge_reposts([one, two])) == 2


def test_pairs_grow_with_copies_not_with_their_square():
    from scraper.copies.similarity import take_sketch

    found = take_sketch(BODY)
    pairs = list(find_pairs([ORIGINAL] * 200, [found] * 200))
    assert len(pairs) < 4 * 200
    assert {b for _, b in pairs} == set(range(1, 200))


MONTHLY = "http://www.city.example/latest.html"
BOTH = Provenance(url=MONTHLY)
JANUARY = make_notice(id="371600-20200106-0000000a", source=BOTH, snapshot="1" * 64)
MAY = make_notice(
    id="371600-20200506-0000000b",
    title="关于支持外贸企业的若干措施",
    doc_number=DocNumber("滨政发", 2020, 9, "滨政发〔2020〕9号"),
    body="支持企业参加线上展会，参展费用给予全额补助，由商务局受理申请，资料齐全的当日办结。",
    measures=(),
    source=BOTH,
    snapshot="2" * 64,
)


@pytest.mark.parametrize("pair", [(JANUARY, MAY), (MAY, JANUARY)])
def test_two_notices_at_one_address_stay_two(pair):
    assert merge_reposts(pair) == pair
    assert merge_reposts(pair, kept={JANUARY.id}) == pair


@pytest.mark.parametrize(
    "change",
    [
        {"body": "全文重新整理后只剩一句话。", "measures": ()},
        {"doc_number": None, "body": "全文重新整理后只剩一句话。", "measures": ()},
        {"title": "换了标题", "doc_number": None},
        {"title": "换了标题", "body": JANUARY.body + "\n\n（五）新加一条。"},
    ],
)
def test_a_page_read_again_is_one_notice(change):
    again = replace(JANUARY, id="371600-20200106-0000000c", snapshot="3" * 64, **change)
    (merged,) = merge_reposts([JANUARY, again], kept={JANUARY.id})
    assert merged == replace(again, id=JANUARY.id)


def test_what_people_decided_stays_when_a_page_is_read_again():
    decided = replace(JANUARY, withheld=True, settled=("no-topic",))
    again = replace(JANUARY, snapshot="3" * 64, title="换了标题")
    (merged,) = merge_reposts([decided, again], kept={JANUARY.id})
    assert (merged.title, merged.withheld, merged.settled) == ("换了标题", True, ("no-topic",))


def test_an_enumerator_is_no_number_that_tells_two_acts_apart():
    lines = BODY.split("\n\n")
    shorter = "\n\n".join(line.replace("（四）", "（三）") for line in lines if "（三）" not in line)
    (merged,) = merge_reposts([ORIGINAL, replace(PAPER, body=shorter, measures=())])
    assert len(merged.reposts) == 1
