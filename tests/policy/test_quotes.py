from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.model import Doubt, Evidence, Kind, Licence, Provenance
from scraper.policy.quotes import digest_notice, shows_whole
from tests.making import find_span, make_notice

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
    assert shows_whole(make_notice(kind=kind, source=Provenance(licence=licence))) is whole


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


def test_a_text_without_facts_gives_its_first_sentence():
    notice = digest_notice(replace(NEWS, body="市领导走访企业。随后座谈。", measures=(), evidence=(), doubts=()))
    assert notice.body == f"市领导走访企业。\n\n原文：{URL}"


def test_an_empty_text_stays_empty():
    assert digest_notice(replace(NEWS, body="", measures=(), evidence=(), doubts=(), source=Provenance())).body == ""
