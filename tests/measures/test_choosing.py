"""Candidates, their signals, and the verdict of the weights that ship."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError
from scraper.lexicon.wordbook import load_book
from scraper.measures import verdict
from scraper.measures.candidates import list_candidates
from scraper.measures.choosing import list_verdicts
from scraper.measures.nature_lexicon import CUES
from scraper.measures.outline import read_outline
from scraper.measures.topic_labels import Told, read_labels
from scraper.measures.verdict import Choice, Classes, load_weights, parse_weights
from scraper.model import Document, Kind, Nature
from scraper.text.fold import fold_body
from tests.measuring import ROOT, load_lexicon, read_measures

LINES = [
    "一、加大金融支持",
    "（一）贷款贴息。对小微企业新增贷款按实际利率的40%给予贴息，每户最高10万元。",
    "（二）设立2000万元转贷资金；3个工作日内办结。",
    "二、减免租金。承租国有房产的商户免收两个月租金。（责任单位：市国资委）",
    "三、申报条件：在本市登记。",
    "附件：申请表",
    "企业应当按月报送用工情况！",
    "| 政策名称 | 内容 |",
    "青山市人民政府",
    "  ",
    "?",
]
bodies = st.lists(st.sampled_from(LINES), max_size=14).map("\n\n".join)


def read(body: str, title: str = "青山市支持企业发展若干措施", kind: Kind = Kind.OFFICIAL) -> list[tuple[str, Nature]]:
    found = read_measures(fold_body(body), Document(title=title, kind=kind), load_lexicon())
    return [(measure.lead, measure.nature) for measure in found]


@given(bodies)
def test_candidates_stand_in_order_and_each_section_is_opened_once(body: str) -> None:
    folded = fold_body(body)
    found = list_candidates(folded.folded, read_outline(folded))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    opened = [candidate.section for candidate in found if candidate.opens]
    assert len(opened) == len(set(opened))
    assert {candidate.section for candidate in found} == set(opened)


@given(bodies)
def test_measures_stand_in_order_and_none_holds_the_beginning_of_another(body: str) -> None:
    found = read_measures(fold_body(body), Document(title="若干措施", kind=Kind.OFFICIAL), load_lexicon())
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(measure.span.holds(measure.lead_span) for measure in found)


@given(bodies)
def test_every_sentence_gets_a_chance_and_the_same_one_twice(body: str) -> None:
    def ask() -> list[float]:
        return [found.chance for found in list_verdicts(fold_body(body), Kind.OTHER, "", (), load_weights())]

    assert ask() == ask()
    assert all(0 < chance < 1 for chance in ask())


def test_a_heading_that_only_announces_gives_way_to_what_it_announces() -> None:
    leads = [lead for lead, _ in read("\n\n".join(LINES[:4]))]
    assert "贷款贴息" in leads
    assert "加大金融支持" not in leads


OFFER = "一、支持内容。对首次上规的企业给予一次性奖励10万元。\n\n"
NEVER = [
    "二、申报条件\n\n（一）在本区登记注册；\n\n（二）依法纳税，信用良好。",
    "二、申报材料\n\n1.营业执照复印件。\n\n2.上年度审计报告。",
    "二、申报程序\n\n企业网上申报，街道初审，区工信局复核后公示五个工作日。",
    "二、资金拨付\n\n区财政局根据审核结果将资金拨付至企业账户。",
    "二、监督管理\n\n区审计局对资金使用情况开展监督检查。",
    "二、附则\n\n本办法由区工信局负责解释，自印发之日起施行。",
    "二、组织保障\n\n各街道要加强组织领导，压实工作责任，做好宣传引导。",
]


@pytest.mark.parametrize("terms", NEVER)
def test_conditions_papers_steps_payout_oversight_and_closing_are_no_gifts(terms: str) -> None:
    found = read(OFFER + terms, "青山区企业上规奖励申报指南")
    assert [lead for lead, nature in found if nature is Nature.BENEFIT] == [lead for lead, _ in found[:1]]
    assert found[0][1] is Nature.BENEFIT


OFF_TOPIC = [
    ("我校学子在省技能大赛中喜获佳绩", "近日，全省技能大赛落幕，我校代表队获得一等奖两项。校长向获奖同学表示祝贺。"),
    ("县领导走访慰问老党员", "春节前夕，县领导一行来到老党员家中，送上慰问金和节日祝福，详细询问身体状况。"),
    ("2024年公开招聘教师面试成绩公告", "现将面试成绩予以公布，考生对成绩有异议的，请于三日内提出复核申请。"),
    ("市文联召开年度工作会议", "会议传达了有关精神，总结了去年的工作，与会人员围绕创作展开了讨论。"),
    ("本周楼市成交量小幅回落", "数据显示，上周新房成交三百余套，环比下降，业内人士认为市场仍在调整。"),
]


@pytest.mark.parametrize(("title", "body"), OFF_TOPIC)
def test_news_of_other_matters_gives_nothing(title: str, body: str) -> None:
    assert [found for found in read(body, title, Kind.NEWS) if found[1] in (Nature.BENEFIT, Nature.SERVICE)] == []


@given(st.dictionaries(st.text(min_size=1), st.floats(-20, 20), max_size=8), st.floats(-5, 5))
def test_a_signal_moves_the_chance_to_its_side(weights: dict[str, float], bias: float) -> None:
    model = Choice(bias, weights, 0.5)
    for signal, weight in weights.items():
        others = [name for name in weights if name != signal]
        assert (model.weigh([*others, signal]) - model.weigh(others)) * weight >= 0
    assert [abs(weight) for _, weight in model.list_reasons(weights)] == sorted(map(abs, weights.values()), reverse=True)


@pytest.mark.parametrize("data", [{}, {"measure": {}}, [], {"measure": {"bias": "x", "threshold": 1, "weights": {}}}, None])
def test_a_broken_file_of_weights_is_no_model(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        parse_weights(data)  # type: ignore[arg-type]


def test_weights_for_other_names_are_refused() -> None:
    short = {"names": ["benefit", "service"], "bias": [0, 0], "threshold": 0.5, "weights": {"kind:news": [1]}}
    with pytest.raises(ValueError, match="a weight for each name"):
        parse_weights({"measure": {"bias": 0, "threshold": 0.5, "weights": {}}, "nature": short, "topics": short})


def test_a_missing_file_of_weights_names_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict, "PLACE", ("data", "none.json"))
    load_weights.cache_clear()
    with pytest.raises(ConfigError, match=r"none\.json"):
        load_weights()
    load_weights.cache_clear()


def test_what_the_weights_know_of_the_vocabulary_is_there() -> None:
    """An entry that is renamed or dropped leaves a weight without a signal: fit them anew."""
    known = {
        "cue": {cue.key for cue in CUES} | {nature.value for nature in Nature},
        "heading": set(load_book("items")),
        "verb": set(load_book("verbs")),
    }
    weights = load_weights()
    names = {name.partition("@")[0] for model in (weights.measure, weights.nature) for name in model.weights}
    told = {(family, key) for family, _, key in (name.partition(":") for name in names) if family in known}
    assert {(family, key) for family, key in told if key not in known[family]} == set()
    assert {family for family, _ in told} == set(known)


def test_the_topics_of_the_weights_are_those_of_the_vocabulary() -> None:
    assert set(load_weights().topics.names) <= {*load_lexicon().topics, "other"}
    assert set(load_weights().nature.names) == {nature.value for nature in Nature}


def test_the_model_card_tells_of_the_weights_that_are_there() -> None:
    card = (ROOT / "site_config/data/MODEL_CARD.md").read_text("utf-8")
    data = json.loads((ROOT / "site_config/data/weights.json").read_text("utf-8"))
    assert f"Signals weighed: {len(data['measure']['weights'])} for measure or not" in card
    assert f"threshold {data['measure']['threshold']}" in card


@given(st.text(alphabet="贷款税收社保用电物流审批补助，。", max_size=40))
def test_there_are_one_to_three_topics(text: str) -> None:
    nothing = Classes(("finance", "jobs", "other"), (0.0, 0.0, -1.0), {}, 0.4)
    for model in (load_weights().topics, nothing):
        topics, _, _ = read_labels(Told(text, "", Nature.BENEFIT), load_lexicon(), model)
        assert 1 <= len(topics) <= 3
        assert len(set(topics)) == len(topics)


def test_a_sentence_without_an_end_is_asked_at_its_beginning() -> None:
    flood = fold_body("企业应当" * 50_000)
    (found,) = list_verdicts(flood, Kind.OTHER, "", (), load_weights())
    assert len(found.signals) < 1_000
    short = fold_body("企业应当" * 150)
    assert found.chance == list_verdicts(short, Kind.OTHER, "", (), load_weights())[0].chance
