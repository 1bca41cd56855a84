from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import InputError
from scraper.evaluation import FIELDS, Tally, load_labels, mark_document, sum_marks
from scraper.evaluation.comparison import match_measures, rate_likeness

SHARED = Path(__file__).parents[2] / "shared" / "gold"
relaxed = settings(deadline=None)


def score(label, record):
    """The scores of one document, of fields that have one."""
    table = sum_marks(mark_document({"body_contains": [], **label}, record))
    return {field: tally.score for field, tally in table.items() if tally.score is not None}


def list_misses(label, record):
    return [miss for mark in mark_document({"body_contains": [], **label}, record) for miss in mark.misses]


def measure(lead, nature="benefit", topics=(), instruments=(), **more):
    return {"lead": lead, "nature": nature, "topics": list(topics), "instruments": list(instruments)} | more


EXACT = {
    "the same title": ({"title": "关于支持企业的通知"}, {"title": "关于支持企业的通知"}, 1),
    "a title in other punctuation": ({"title": "关于印发《措施》的通知（试行）"}, {"title": "关于印发 措施 的通知(试行)"}, 1),
    "another title": ({"title": "关于支持企业的通知"}, {"title": "关于支持企业的意见"}, 0),
    "another title that counts too": ({"title": "通知", "also_ok": {"title": ["关于通知"]}}, {"title": "关于通知"}, 1),
    "no title where there is none": ({"title": None}, {"title": None}, 1),
    "a title where there is none": ({"title": None}, {"title": "通知"}, 0),
    "no record": ({"title": "通知"}, {}, 0),
    "the same kind": ({"kind": "news"}, {"kind": "news"}, 1),
    "a number in other brackets": ({"doc_number": "滨商发〔2020〕7号"}, {"doc_number": "滨商发[2020]第7号"}, 1),
    "another number": ({"doc_number": "滨商发〔2020〕7号"}, {"doc_number": "滨商发〔2020〕8号"}, 0),
    "no number, said in two ways": ({"doc_number": None}, {"doc_number": ""}, 1),
    "another region": ({"region": "371600"}, {"region": "371602"}, 0),
    "a region that counts too": ({"region": "371600", "also_ok": {"region": ["371602"]}}, {"region": "371602"}, 1),
    "the same day": ({"published": "2020-03-02"}, {"published": "2020-03-02"}, 1),
    "a day where there is none": ({"written": None}, {"written": "2020-03-02"}, 0),
    "nothing where nothing counts too": ({"written": "2020-03-02", "also_ok": {"written": [None]}}, {"written": None}, 1),
    "a source in other spacing": ({"source_name": "市 商务局"}, {"source_name": "市商务局"}, 1),
}


@pytest.mark.parametrize("case", EXACT)
def test_one_right_value_is_right_or_wrong(case):
    label, record, right = EXACT[case]
    field = next(key for key in label if key != "also_ok")
    assert score(label, record) == {field: right}
    assert bool(list_misses(label, record)) == (not right)


def test_what_was_not_labelled_is_not_scored():
    assert score({}, {"title": "通知", "measures": [measure("减免租金")], "figures": [{"kind": "money", "value": 1}]}) == {}


def test_a_term_is_right_with_both_its_ends():
    label = {"validity": {"from": "2020-03-01", "to": "2020-12-31", "text": "x"}}
    assert score(label, {"validity": {"status": "expired", "from": "2020-03-01", "to": "2020-12-31"}}) == {"validity": 1}
    assert score(label, {"validity": {"from": "2020-03-01", "to": None}}) == {"validity": 0}
    assert score(label | {"also_ok": {"validity.to": [None]}}, {"validity": {"from": "2020-03-01", "to": None}}) == {"validity": 1}
    assert score({"validity": None}, {}) == {"validity": 1}


def test_issuers_are_a_list_in_any_order():
    label = {"issuers": ["市财政局", "市商务局", "市税务局"]}
    record = {"issuers": ["市商务局", "市财政局", "市公安局", "市商务局"]}
    assert score(label, record) == {"issuers_f1": 2 * 2 / (3 + 4)}
    assert list_misses(label, record) == ["issuers: lacks '市税务局'", "issuers: holds '市商务局'", "issuers: holds '市公安局'"]
    assert score({"issuers": []}, {}) == {}
    assert score({"issuers": None}, {"issuers": ["市商务局"]}) == {"issuers_f1": 0}


def test_cited_numbers_are_compared_whatever_their_brackets():
    assert score({"cited_documents": ["鲁政办发〔2020〕4号"]}, {"cited_documents": ["鲁政办发（2020）4号"]}) == {"cited_f1": 1}


def test_snippets_must_stand_in_the_body_and_others_must_not():
    label = {"body_contains": ["一、减免租金", "免收２个月", "无此句", " "], "body_excludes": ["打印本页", "上一篇"]}
    record = {"body": "## 一、减免 租金\n\n免收**2**个月。打印本页"}
    assert score(label, record) == {"body_recall": 2 / 3, "body_clean": 1 / 2}
    assert list_misses(label, record) == ["body lacks '无此句'", "body holds '打印本页'"]


def test_an_empty_body_is_not_clean():
    assert score({"body_contains": ["x"], "body_excludes": ["打印"]}, {"body": ""}) == {"body_recall": 0, "body_clean": 0}


def test_measures_are_matched_by_their_leads():
    label = {"measures": [measure("减免国有房屋租金"), measure("发放稳岗补贴"), measure("加强组织领导", "intention")]}
    record = {"measures": [measure("发放稳岗补贴的办法"), measure("一、减免国有房屋租金三个月"), measure("公布联系电话", "service")]}
    assert score(label, record)["measure_f1"] == 2 * 2 / (3 + 3)
    assert score(label, record)["gainful_f1"] == 2 * 2 / (2 + 3)
    assert "no measure for '加强组织领导'" in list_misses(label, record)
    assert "spurious measure '公布联系电话'" in list_misses(label, record)


@pytest.mark.parametrize("other", ["免收承租户的房租", ["别的说法", "免收承租户的房租"]])
def test_a_lead_may_have_alternatives(other):
    record = {"measures": [measure("免收承租户的房租")]}
    assert score({"measures": [measure("减轻负担", lead_alt=other)]}, record)["measure_f1"] == 1
    assert score({"measures": [measure("减轻负担")]}, record)["measure_f1"] == 0


@pytest.mark.parametrize("capped", [{"measures_capped": True}, {"measures_capped": False}])
def test_beyond_a_capped_list_nothing_counts(capped):
    label = {"measures": [measure("减免国有房屋租金")], **capped}
    record = {"measures": [measure("减免国有房屋租金"), measure("发放稳岗补贴")]}
    scores = score(label, record)
    assert (scores["measure_f1"], scores["gainful_f1"]) == ((1, 1) if capped["measures_capped"] else (2 / 3, 2 / 3))
    assert bool(list_misses(label, record)) != capped["measures_capped"]


def test_a_list_of_twenty_five_measures_is_a_capped_one():
    leads = [f"第{chr(0x4E00 + 7 * number) * 8}项" for number in range(26)]
    record = {"measures": [measure(lead) for lead in leads]}
    assert score({"measures": [measure(lead) for lead in leads[:25]]}, record)["measure_f1"] == 1
    assert score({"measures": [measure(lead) for lead in leads[:24]]}, record)["measure_f1"] < 1


def test_what_is_said_of_matched_measures_is_compared():
    label = {"measures": [measure("减免国有房屋租金", "benefit", ["input-costs", "finance"], ["relief"]), measure("发放补贴", "report")]}
    record = {
        "measures": [
            measure("减免国有房屋租金", "service", ["input-costs"], ["relief", "grant"]),
            measure("另外一件事情", "report", ["jobs"]),
        ]
    }
    scores = score(label, record)
    assert scores["nature"] == 0
    assert scores["topics_f1"] == scores["instruments_f1"] == 2 / 3
    assert "nature of '减免国有房屋租金': want 'benefit' got 'service'" in list_misses(label, record)


@pytest.mark.parametrize("other", ["service", ["report", "service"]])
def test_a_second_nature_may_be_as_right(other):
    record = {"measures": [measure("减免国有房屋租金", "service")]}
    assert score({"measures": [measure("减免国有房屋租金", "benefit", nature_alt=other)]}, record)["nature"] == 1
    assert score({"measures": [measure("减免国有房屋租金", "benefit", nature_alt="report")]}, record)["nature"] == 0


PLACES = {
    "at the act": ("对按时还款的企业免收滞纳金", 1),
    "in the next sentence": ("逾期的不在此列应当补缴", 0),
    "too few letters": ("免收滞", 0),
}


@pytest.mark.parametrize("case", PLACES)
def test_leads_of_one_sentence_are_one_measure(case):
    lead, right = PLACES[case]
    body = "各县市税务机关和有关单位应当在职责范围内，对按时还款的企业免收滞纳金。逾期的不在此列应当补缴。"
    label = {"measures": [measure("各县市税务机关和有关单位应当")]}
    assert score(label, {"body": body, "measures": [measure(lead)]})["measure_f1"] == right


def test_far_leads_of_one_sentence_are_two_measures():
    body = "各县市税务机关应当" + "甲乙丙丁戊己庚辛壬癸" * 6 + "免收滞纳金。"
    assert score({"measures": [measure("各县市税务机关应当")]}, {"body": body, "measures": [measure("免收滞纳金")]})["measure_f1"] == 0


def test_a_like_lead_goes_before_a_near_one():
    body = "符合条件的企业，每户奖励五万元"
    label = {"measures": [measure("每户奖励五万元")]}
    record = {"body": body, "measures": [measure("符合条件的企业", "service"), measure("每户奖励五万元")]}
    assert score(label, record)["nature"] == 1


def offer(raw, role, **more):
    return {"raw": raw, "role": role, "kind": "money", "value": 1} | more


def test_a_card_is_compared_by_what_it_offers():
    label = {"measures": [measure("发放补贴", gains=[offer("500元", "amount"), offer("３ 年", "term"), offer("50%", "discount")])]}
    read = [offer("500 元", "amount"), offer("3年", "service_time"), offer("30人", "quota"), offer("2000万元", "threshold")]
    scores = score(label, {"measures": [measure("发放补贴", figures=read)]})
    assert scores["card_gains_f1"] == 2 * 2 / (3 + 3)
    assert scores["card_roles"] == 1 / 2
    assert {"card of '发放补贴' lacks '50'", "card of '发放补贴' offers ['30人']"} <= set(
        list_misses(label, {"measures": [measure("发放补贴", figures=read)]})
    )


CARDS = {
    "people named alike": ("for_whom", "招用毕业生的小微企业", {"target": {"text": "小微企业，招用毕业生的", "actors": []}}, 1),
    "people by their actors": ("for_whom", "个体工商户", {"target": {"text": None, "actors": ["个体工商户"]}}, 1),
    "other people": ("for_whom", "养殖户", {"target": {"text": "小微企业", "actors": []}}, 0),
    "nobody said": ("for_whom", None, {"target": {"text": None, "actors": []}}, 1),
    "somebody though nobody is said": ("for_whom", None, {"target": {"text": "企业", "actors": []}}, 0),
    "the same window": ("channel", "市政务服务中心二楼窗口", {"channel": "政务服务中心二楼"}, 1),
    "no window": ("channel", "市政务服务中心", {}, 0),
    "no window where there is none": ("channel", None, {"channel": None}, 1),
    "the office": ("lead_body", "市人社局", {"lead_body": "市 人社局"}, 1),
    "the last day to apply": ("apply_to", "2024-04-01", {"apply_to": "2024-04-01"}, 1),
    "another last day": ("apply_to", None, {"apply_to": "2024-04-01"}, 0),
    "the last day": ("until", "2024-12-31", {"to": "2024-12-31"}, 1),
    "no last day": ("until", "2024-12-31", {}, 0),
}


@pytest.mark.parametrize("case", CARDS)
def test_what_a_card_tells_is_right_or_wrong(case):
    key, value, told, right = CARDS[case]
    label, record = {"measures": [measure("发放补贴", **{key: value})]}, {"measures": [measure("发放补贴", **told)]}
    assert score(label, record)[f"card_{key}"] == right
    assert bool(list_misses(label, record)) == (not right)


def test_what_a_label_does_not_say_of_a_card_is_not_scored():
    record = {"measures": [measure("发放补贴", channel="窗口", to="2024-12-31", figures=[offer("5万元", "amount")])]}
    assert not [field for field in score({"measures": [measure("发放补贴")]}, record) if field.startswith("card_")]


def test_a_measure_without_labelled_nature_says_nothing_of_nature():
    assert "nature" not in score({"measures": [measure("减免国有房屋租金", None)]}, {"measures": [measure("减免国有房屋租金")]})


def figure(value, kind="money"):
    return {"raw": "x", "kind": kind, "value": value}


def test_labelled_figures_are_looked_for_everywhere():
    label = {"figures": [figure(20000), figure(20000.0), figure(3, "duration"), figure([8, 4.5], "rate")]}
    record = {"figures": [figure(20000)], "measures": [{"lead": "甲", "figures": [figure("2e4"), figure(20000)]}]}
    assert score(label, record) == {"figures_recall": 1 / 2}
    assert list_misses(label, record) == ["no figure 'x' ('duration', 3.0)", "no figure 'x' ('rate', '[8, 4.5]')"]
    assert score(label, {"figures": [*label["figures"], figure(1)]}) == {"figures_recall": 1}


def test_a_tally_is_a_mean_or_an_f1():
    assert (Tally(1, 1, 1) + Tally(0, 1, 1)).score == 0.5
    assert (Tally(2, 3, 4) + Tally()).score == 4 / 7
    assert Tally().score is None


words = st.text("减免国有房屋租金发放稳岗补贴一二、（）。 A", max_size=16)
days = st.one_of(st.none(), st.dates().map(str))
numbers = st.sampled_from([None, "", "滨商发〔2020〕7号", "滨商发[2020]7号", "滨商发（2020）第7号", "鲁政发〔2021〕1号"])
amounts = st.one_of(st.none(), st.integers(0, 3), st.floats(0, 3, allow_nan=False), st.just("2"), st.just([1, 2]))
figures = st.lists(st.fixed_dictionaries({"raw": words, "kind": st.sampled_from(["money", "count"]), "value": amounts}), max_size=4)
natures = st.sampled_from(["benefit", "service", "report", "intention", "obligation"])
topics = st.lists(st.sampled_from(["finance", "jobs", "other"]), max_size=3)
plain = {"lead": words, "nature": natures, "topics": topics, "instruments": topics}
roles = st.sampled_from(["amount", "per_firm_cap", "threshold", None])
printed = st.fixed_dictionaries({"raw": words, "role": roles})
offered = st.lists(
    st.builds(lambda one, two: one | two, st.fixed_dictionaries({"kind": st.just("money"), "value": amounts}), printed), max_size=3
)
said = st.one_of(st.none(), words)
told = {"channel": said, "lead_body": said, "apply_to": days}
target = st.one_of(st.none(), st.fixed_dictionaries({"text": said, "actors": st.lists(words, max_size=2)}))
read = st.fixed_dictionaries(plain | {"figures": st.one_of(figures, offered)}, optional=told | {"to": days, "target": target})
gains = st.one_of(st.none(), st.lists(printed, max_size=3, unique_by=lambda gain: gain["raw"]))
labelled_cards = told | {"until": days, "for_whom": said, "gains": gains}
wanted = st.fixed_dictionaries(
    plain,
    optional={"lead_alt": st.one_of(words, st.lists(words, max_size=2)), "nature_alt": st.one_of(natures, st.lists(natures))}
    | labelled_cards,
)
term = st.one_of(st.none(), st.fixed_dictionaries({"from": days, "to": days}))
FACTS = {
    "title": st.one_of(st.none(), words),
    "kind": st.sampled_from(["news", "official"]),
    "doc_number": numbers,
    "region": st.sampled_from([None, "371600", "371602"]),
    "published": days,
    "written": days,
    "source_name": st.one_of(st.none(), words),
    "validity": term,
    "issuers": st.lists(words, max_size=3),
    "cited_documents": st.lists(numbers.filter(bool), max_size=3),
    "figures": figures,
}
OTHERS = st.fixed_dictionaries(
    {}, optional={"title": st.lists(words, max_size=2), "written": st.lists(days, max_size=2), "validity.to": st.lists(days, max_size=2)}
)
SNIPPETS = st.lists(words, max_size=3)
labels = st.fixed_dictionaries(
    {"body_contains": SNIPPETS},
    optional=FACTS
    | {
        "body_excludes": SNIPPETS,
        "measures": st.lists(wanted, max_size=6),
        "measures_capped": st.booleans(),
        "also_ok": OTHERS,
    },
)
records = st.fixed_dictionaries({}, optional=FACTS | {"body": words, "measures": st.lists(read, max_size=6)})


@relaxed
@given(labels, records)
def test_scores_lie_between_nothing_and_all(label, record):
    assert all(0 <= value <= 1 for value in score(label, record).values())


@relaxed
@given(labels, records)
def test_every_lost_point_is_told(label, record):
    lost = [field for field, value in score(label, record).items() if value < 1 and field != "gainful_f1"]
    assert bool(list_misses(label, record)) == bool(lost)


@relaxed
@given(labels)
def test_a_record_that_says_what_the_label_says_is_right_throughout(label):
    label = {key: value for key, value in label.items() if key != "body_excludes"}
    label["measures"] = [item | {"lead": f"{chr(0x4E00 + 7 * n) * 9}{item['lead']}"} for n, item in enumerate(label.get("measures", ()))]
    measures = [
        item | {"to": item.get("until"), "target": {"text": item.get("for_whom")}, "figures": item.get("gains")}
        for item in label["measures"]
    ]
    record = label | {"body": "\n".join(label["body_contains"]), "measures": measures}
    assert {field: value for field, value in score(label, record).items() if value != 1 and field not in PARTLY} == {}


PARTLY = {"card_gains_f1", "figures_recall"}
"""Labels may name a quantity as a gain with a role that offers nothing, and figures that no measure holds."""


@relaxed
@given(st.lists(wanted, max_size=6), st.lists(read, max_size=6))
def test_no_measure_is_matched_twice(labelled, found):
    pairs = match_measures(labelled, found)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@relaxed
@given(words, words)
def test_likeness_is_a_share(one, other):
    assert 0 <= rate_likeness(one, other) <= 1
    assert rate_likeness(one, one) == (1 if one else 0)


def write_label(folder, slug, **facts):
    (folder / f"{slug}.txt").write_text("正文", "utf-8")
    (folder / f"{slug}.json").write_text(json.dumps({"slug": slug, "input": f"{slug}.txt", "body_contains": [], **facts}), "utf-8")


def test_labels_come_in_order_and_other_json_is_passed_over(tmp_path):
    write_label(tmp_path, "b", title=None)
    write_label(tmp_path, "a", input="page.json")
    (tmp_path / "page.json").write_text("{not read here", "utf-8")
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    found = load_labels(tmp_path)
    assert [(label.slug, label.path.name) for label in found] == [("a", "page.json"), ("b", "b.txt")]
    assert found[1].facts["title"] is None


BROKEN = {
    "labels nothing": (lambda folder: (folder / "a.json").write_text("{}", "utf-8"), "no labels"),
    "input gone": (lambda folder: (write_label(folder, "a"), (folder / "a.txt").unlink()), "'a.txt', which is no file"),
    "input not named": (lambda folder: write_label(folder, "a", input=None), "None, which is no file"),
    "label cut": (lambda folder: (write_label(folder, "a"), (folder / "b.json").write_text("{", "utf-8")), "neither JSON nor"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_folder_is_named(case, tmp_path):
    spoil, message = BROKEN[case]
    spoil(tmp_path)
    with pytest.raises(InputError, match=message) as caught:
        load_labels(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="no folder"):
        load_labels(tmp_path / "none")


@pytest.fixture(scope="module")
def judge():
    """The scorer that stands beside the labels."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge_documents(judge, folder, documents):
    """What that scorer says of labels and records."""
    for number, (label, _) in enumerate(documents):
        facts = json.dumps(label | {"input": f"{number}.txt"}, ensure_ascii=False)
        (folder / f"{number:03}.json").write_text(facts, "utf-8")
    lines = [json.dumps(record | {"input": f"{number}.txt"}) for number, (_, record) in enumerate(documents)]
    (folder / "p.jsonl").write_text("\n".join(lines), "utf-8")
    return judge.score(folder, folder / "p.jsonl")[0]


def assert_agreement(ours, theirs):
    assert list(theirs) == list(FIELDS)
    for field, (value, count) in theirs.items():
        assert ours[field].score == (None if value is None else pytest.approx(value, abs=1e-9)), field
        assert ours[field].gold == count, field


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold beside the checkout")
@settings(max_examples=150, deadline=None)
@given(documents=st.lists(st.tuples(labels, records), min_size=1, max_size=3))
def test_any_labels_are_scored_as_by_the_scorer_beside_them(documents, judge, tmp_path_factory):
    ours = sum_marks(mark for label, record in documents for mark in mark_document(label, record))
    assert_agreement(ours, judge_documents(judge, tmp_path_factory.mktemp("gold"), documents))
