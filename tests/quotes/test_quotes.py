from __future__ import annotations

import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from scraper.model import Doubt, Evidence, Figure, FigureKind, Kind, Licence, Provenance, Snapshot, Span
from scraper.pipeline import build_reader, normalize_snapshot
from scraper.quotes.quotes import digest_notice
from scraper.standing.showing import may_show_whole
from scraper.vocabulary import load_vocabulary
from tests.making import find_span, make_measure, make_notice

DATA = Path(__file__).parents[2] / "site_config/data"

URL = "http://paper.example/2"
NEWS = make_notice(
    kind=Kind.NEWS,
    source=Provenance(url=URL, licence=Licence.PRESS),
    evidence=(Evidence("region", "body", "市财政局", find_span("市财政局")), Evidence("kind", "words", "社会保险", find_span("社会保险"))),
    doubts=(Doubt("x", "y", find_span("社会保险")),),
)


@pytest.mark.parametrize(
    ("licence", "kind", "whole"),
    [
        (Licence.OFFICIAL, Kind.NEWS, True),
        (Licence.EXAMPLE, Kind.NEWS, True),
        (Licence.UNKNOWN, Kind.OFFICIAL, True),
        (Licence.UNKNOWN, Kind.INTERPRETATION, False),
        (Licence.UNKNOWN, Kind.NEWS, False),
        (Licence.PRESS, Kind.OFFICIAL, False),
    ],
)
def test_official_documents_are_shown_whole(licence, kind, whole):
    assert may_show_whole(make_notice(kind=kind, source=Provenance(licence=licence))) is whole


def test_a_digest_quotes_leads_and_figures_and_names_the_source():
    body = digest_notice(NEWS).body
    assert "设立市级转贷资金，总额1000万元" in body
    assert "免收三个月租金" in body
    assert "由市国资委和各县区政府负责落实" not in body
    assert body.endswith(f"原文：{URL}")


def test_all_evidence_stands_in_the_digest():
    notice = digest_notice(NEWS)
    for measure in notice.measures:
        assert measure.lead_span.read(notice.body) == measure.lead
        assert measure.span.holds(measure.lead_span)
        for figure in measure.figures:
            assert figure.span.read(notice.body) == figure.raw
            assert measure.span.holds(figure.span)
    for evidence in notice.evidence:
        assert evidence.span is None or evidence.span.read(notice.body) == evidence.quote


def test_a_digest_of_a_digest_is_the_same():
    once = digest_notice(NEWS)
    assert digest_notice(once) == once


LONG = (
    "某报3月27日讯(记者 某某)3月27日,某市召开企业复工复产新闻发布会介绍情况。\n\n"
    "搭建供需平台。从畅通渠道、降低成本、对接供需、防范风险、改进服务、稳定岗位、保障用地、加强指导、优化环境等九个方面综合施策的同时,"
    "某市自3月17日起上线了“某市供需综合服务平台”,供企业免费使用,很受广大企业和各级部门好评,这一做法在全省各地推广,得到各方面肯定,并将继续完善。"
    "大家都说好。目前,注册企业6463家。\n\n市领导每到一家企业都现场办公研究解决困难。大家备受鼓舞。"
)


def make_press():
    measure = make_measure("搭建供需平台", 3, LONG, figures=(Figure("6463家", FigureKind.COUNT, 6463, "家", find_span("6463家", LONG)),))
    return replace(NEWS, body=LONG, measures=(measure,), evidence=(), doubts=())


def test_a_quote_is_a_whole_sentence_or_clauses_between_marks():
    blocks = digest_notice(make_press()).body.split("\n\n")
    assert blocks == [
        "3月27日,某市召开企业复工复产新闻发布会介绍情况。",
        "搭建供需平台。从畅通渠道、降低成本、对接供需、防范风险、改进服务、稳定岗位、保障用地、加强指导、优化环境等九个方面综合施策的同时,某市自3月17日起上线了“某市供需综合服务平台”,供企业免费使用,……",
        "目前,注册企业6463家。",
        "市领导每到一家企业都现场办公研究解决困难。",
        f"原文：{URL}",
    ]


def test_a_measure_spans_its_lead_and_quotes():
    notice = digest_notice(make_press())
    quoted = notice.measures[0].span.read(notice.body)
    assert quoted.startswith("搭建供需平台")
    assert quoted.endswith("6463家。")


def test_what_a_notice_says_of_itself_stays_as_read_from_the_whole():
    whole, short = make_press(), digest_notice(make_press())
    assert short.quoted
    assert [(m.id, m.topics, m.nature) for m in short.measures] == [(m.id, m.topics, m.nature) for m in whole.measures]


@pytest.mark.no_cover
def test_a_digest_of_thousands_of_measures_takes_no_longer_than_they_are_many():
    lines = [f"给予补助{number}元。由第{number}处办理。大家都说好。" for number in range(3000)]
    body = "\n\n".join(lines)
    measures, at = [], 0
    for number, line in enumerate(lines):
        lead = line[: line.index("。")]
        measures.append(
            replace(make_measure("给予补助0元", number, body), lead=lead, lead_span=Span(at, at + len(lead)), span=Span(at, at + len(line)))
        )
        at += len(line) + 2
    begin = time.process_time()
    notice = digest_notice(replace(NEWS, body=body, measures=tuple(measures), evidence=(), doubts=()))
    assert time.process_time() - begin < 10
    assert all(measure.lead_span.read(notice.body) == measure.lead for measure in notice.measures)


@pytest.mark.parametrize("filler", ["好" * 5000, "好、" * 2500, "好，" * 2500])
def test_an_endless_sentence_is_never_quoted_whole(filler):
    body = f"{filler}给予企业补助50万元{filler}。"
    notice = digest_notice(replace(NEWS, body=body, measures=(make_measure("给予企业补助50万元", 1, body),), evidence=(), doubts=()))
    assert "给予企业补助50万元" in notice.body
    assert len(notice.body) < 600


SEEDS = Path(__file__).parents[2] / "../shared/seeds"
KEPT = {
    "000": ("一对一", "1268家", "全省工业运行综合服务平台"),
    "001": ("滨州市工业企业产供销综合服务平台", "6463家", "30078条", "绿色通道", "《滨州市工业企业疫情防控指导意见》"),
    "002": ("1000 万元", "1500万元", "24小时", "48 小时", "转贷资金", "绿色通道", "771户"),
    "003": ("“48条”", "“13条”", "87%", "98%", "1232万元"),
    "004": ("现场办公",),
}


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is not there")
@pytest.mark.parametrize(("seed", "words"), KEPT.items())
def test_digests_of_real_texts_keep_their_evidence(seed, words):
    path = next(SEEDS.glob(f"{seed}_*"))
    data = path.read_bytes()
    whole = normalize_snapshot(Snapshot(path.name, data, sha256(data).hexdigest()), build_reader(load_vocabulary(DATA)))
    short = digest_notice(whole)
    assert [word for word in words if word not in short.body] == []
    assert len(short.body) < 0.85 * len(whole.body)
    for measure in short.measures:
        assert measure.lead_span.read(short.body) == measure.lead
        assert all(figure.span.read(short.body) == figure.raw and measure.span.holds(figure.span) for figure in measure.figures)


def test_a_text_without_facts_gives_its_first_sentence():
    notice = digest_notice(replace(NEWS, body="市领导走访企业。随后座谈。", measures=(), evidence=(), doubts=()))
    assert notice.body == f"市领导走访企业。\n\n原文：{URL}"


def test_an_empty_text_stays_empty():
    assert digest_notice(replace(NEWS, body="", measures=(), evidence=(), doubts=(), source=Provenance())).body == ""
