from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.evaluation import FIELDS

SHARED = Path(__file__).parents[3] / "shared" / "gold"
TEXT = """关于支持餐饮企业的通知

滨商发〔2020〕7号

一、发放补贴。每户给予2万元补贴，由市商务局受理。

二、减免房租。承租国有房屋的，免收两个月租金。

滨州市商务局

2020年3月1日
"""
LABEL = {
    "slug": "a",
    "input": "a.txt",
    "title": "关于支持餐饮企业的通知",
    "doc_number": "滨商发〔2020〕7号",
    "issuers": ["滨州市商务局"],
    "written": "2020-03-01",
    "body_contains": ["免收两个月租金"],
    "body_excludes": [],
    "measures": [{"lead": "发放补贴", "nature": "benefit"}, {"lead": "减免房租", "nature": "benefit"}],
    "figures": [{"raw": "2万元", "kind": "money", "value": 20000}],
}


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    write_label(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    def call(*args):
        code = main(["eval", *map(str, args)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def write_label(folder, slug="a", **changes):
    (folder / f"{slug}.json").write_text(json.dumps(LABEL | {"slug": slug} | changes, ensure_ascii=False), "utf-8")


def read_rows(out):
    rows = (line.split() for line in out.split("\n\n")[0].splitlines())
    return {field: (value, count) for field, value, count in rows}


def test_the_table_has_a_row_for_every_field(run, gold):
    code, out, err = run(gold)
    assert (code, err) == (0, "")
    rows = read_rows(out)
    assert list(rows) == list(FIELDS)
    assert rows["title"] == rows["doc_number"] == rows["figures_recall"] == ("1.000", "n=1")
    assert rows["measure_f1"] == ("1.000", "n=2")
    assert rows["region"] == rows["cited_f1"] == ("-", "n=0")


def test_the_worst_documents_tell_their_misses(run, gold):
    write_label(gold, measures=None)
    (gold / "b.txt").write_text(TEXT, "utf-8")
    write_label(gold, "b", input="b.txt", title="关于别的事情的通知", measures=None)
    (gold / "c.txt").write_text(TEXT, "utf-8")
    write_label(gold, "c", input="c.txt", written="2020-02-01", body_contains=["x"] * 60, measures=None)
    _, out, _ = run(gold, "--worst", 2)
    table, first, second = out.strip().split("\n\n")
    assert read_rows(table)["title"] == ("0.667", "n=3")
    assert first.splitlines()[:2] == ["c: 61 misses", "  - written: want '2020-02-01' got '2020-03-01'"]
    assert first.splitlines()[-1] == "  … and 21 more"
    assert second.splitlines() == ["b: 1 misses", "  - title: want '关于别的事情的通知' got '关于支持餐饮企业的通知'"]


def test_what_can_not_be_read_counts_as_nothing_and_says_why(run, gold):
    (gold / "b.txt").write_text(" \n", "utf-8")
    write_label(gold, "b", input="b.txt")
    code, out, _ = run(gold, "--worst", 1)
    assert code == 0
    assert read_rows(out)["title"] == ("0.500", "n=2")
    assert "  - not read: empty-input: " in out


@pytest.mark.parametrize(
    ("floors", "code"),
    [
        (["title=1"], 0),
        (["title=0.97", "measure_f1=0.9"], 0),
        (["title=0.97", "issuers_f1=0.9"], 1),
        (["region=0"], 1),
    ],
)
def test_a_floor_that_is_not_reached_fails(floors, code, run, gold):
    write_label(gold, issuers=["某市商务局"])
    got, out, _ = run(gold, *(word for floor in floors for word in ("--min", floor)))
    assert got == code
    assert ("falls short: " in out) == bool(code)


def test_json_says_the_same(run, gold):
    write_label(gold, issuers=["某市商务局"], measures=None)
    code, out, _ = run(gold, "--json", "--worst", 3, "--min", "issuers_f1=0.5")
    told = json.loads(out)
    assert code == 1
    assert list(told["fields"]) == list(FIELDS)
    assert told["fields"]["title"] == {"score": 1, "n": 1}
    assert told["fields"]["region"] == {"score": None, "n": 0}
    assert told["worst"] == [{"slug": "a", "misses": ["issuers: lacks '某市商务局'", "issuers: holds '滨州市商务局'"]}]
    assert told["falls_short"] == ["issuers_f1 0.000 < 0.5"]


SEEN = [
    {"lead": "发放补贴", "nature": "benefit", "topics": ["trade-market"], "instruments": ["grant"]},
    {"lead": "减免房租", "nature": "benefit", "topics": ["jobs"], "instruments": ["relief"]},
]


def test_triggers_that_fire_where_people_see_something_else_are_told(run, gold):
    write_label(gold, measures=SEEN)
    code, out, _ = run(gold, "--triggers", 99)
    assert code == 0
    _, report = out.strip().split("\n\n")
    rows = report.splitlines()
    assert rows[0] == "wrong  fired  for"
    assert "    1      1  topic:input-costs           租金" in rows
    assert not any(row.endswith("补贴") for row in rows)


def test_triggers_are_told_as_json_too_as_many_as_asked_for(run, gold):
    write_label(gold, measures=SEEN)
    told = json.loads(run(gold, "--json", "--triggers", 99)[1])["triggers"]
    assert {"key": "topic:input-costs", "trigger": "租金", "fired": 1, "right": 0, "hint": False} in told
    assert len(json.loads(run(gold, "--json", "--triggers", 1)[1])["triggers"]) == 1
    assert json.loads(run(gold, "--json")[1])["triggers"] == []


def test_triggers_of_instruments_that_a_nature_can_not_have_are_not_asked(run, gold):
    write_label(gold, measures=[measure | {"nature": "obligation", "instruments": ["obligation"]} for measure in SEEN])
    told = json.loads(run(gold, "--json", "--triggers", 99)[1])["triggers"]
    assert not any(firing["key"] == "instrument:grant" for firing in told)


def test_the_table_of_addresses_is_heard(run, gold):
    (gold / "a.html").write_text(f"<h1>关于支持餐饮企业的通知</h1><div class=content><p>{'</p><p>'.join(TEXT.split())}</p></div>", "utf-8")
    write_label(gold, input="a.html", published="2021-03-02")
    assert read_rows(run(gold)[1])["published"][0] == "0.000"
    (gold / "urls.tsv").write_text("a.html\thttp://www.city.example/art/2021/3/2/art_1_2.html\n", "utf-8")
    assert read_rows(run(gold)[1])["published"][0] == "1.000"


WRONG = [
    ["--min", "titles=1"],
    ["--min", "title"],
    ["--min", "title=good"],
    ["--min", "title=97"],
    ["--min", "title=nan"],
    ["--worst", "-1"],
]


@pytest.mark.parametrize("options", WRONG, ids=" ".join)
def test_wrong_use_is_refused(options, run, gold):
    with pytest.raises(SystemExit) as caught:
        run(gold, *options)
    assert caught.value.code == 2


def test_a_folder_without_labels_is_named(run, tmp_path):
    assert run(tmp_path)[0] == 2
    assert run(tmp_path / "none")[0] == 2


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold beside the checkout")
def test_labelled_documents_are_scored_as_by_the_scorer_beside_them(run, capsys, tmp_path):
    dev = SHARED / "dev"
    assert main(["normalize", str(dev)]) == 0
    (tmp_path / "p.jsonl").write_text(capsys.readouterr().out, "utf-8")
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    wanted, rows = judge.score(dev, tmp_path / "p.jsonl")
    _, out, _ = run(dev, "--json", "--worst", 99)
    told = json.loads(out)
    assert list(told["fields"]) == list(wanted)
    for field, (value, count) in wanted.items():
        assert told["fields"][field] == {"score": value if value is None else pytest.approx(value, abs=1e-9), "n": count}, field
    misses = {item["slug"]: item["misses"] for item in told["worst"]}
    assert misses.keys() == {slug for slug, _ in rows}
    assert all(miss in misses[slug] for slug, missed in rows for miss in missed)
