from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from scraper.cli import main

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
OLD = """滨州市商务局关于支持餐饮企业的若干措施

滨商发〔2020〕7号

各县区商务局：

一、发放稳岗补贴。对不裁员的餐饮企业，每户给予2万元补贴，由市商务局受理申请。

二、加大信贷支持。对餐饮企业发放信用贷款给予贴息，单户最高不超过10万元。

滨州市商务局

2020年3月1日
"""
REPEALING = """滨州市商务局关于支持餐饮住宿企业的若干措施

滨商发〔2021〕9号

各县区商务局：

一、减免房租。承租国有房屋的餐饮企业，免收两个月租金，由产权单位办理。

本措施自2021年6月1日起施行，有效期至2022年5月31日。《滨州市商务局关于支持餐饮企业的若干措施》（滨商发〔2020〕7号）同时废止。

滨州市商务局

2021年5月20日
"""
AMENDING = """滨州市商务局关于调整稳岗补贴标准的通知

滨商发〔2020〕30号

各县区商务局：

经研究，决定修改《滨州市商务局关于支持餐饮企业的若干措施》（滨商发〔2020〕7号），现将有关事项通知如下。

一、提高稳岗补贴标准。对不裁员的餐饮企业，补贴标准提高到每户3万元。

滨州市商务局

2020年9月1日
"""


@pytest.fixture
def root(tmp_path):
    return tmp_path / "digest"


@pytest.fixture
def ingest(root, tmp_path, capsys):
    def call(**texts):
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        assert main(["ingest", str(folder), "--root", str(root)]) == 0
        capsys.readouterr()

    return call


@pytest.fixture
def match(root, capsys):
    def call(region, *args):
        assert main(["match", "--region", region, *args, "--root", str(root)]) == 0
        captured = capsys.readouterr()
        return captured.out.splitlines(), captured.err

    return call


@pytest.fixture
def find(match):
    def call(region, *args):
        return [json.loads(line) for line in match(region, *args, "--json")[0]]

    return call


def test_a_county_inherits_what_its_city_gives(ingest, match, find):
    ingest(old=OLD)
    lines, errors = match("371602", "--topic", "finance", "--size", "small", "--as-of", "2020-04-01")
    assert [line.split()[0] for line in lines] == ["inherited"]
    assert "最高10万元" in lines[0]
    assert "term unstated, of 2020-03-01" in lines[0]
    assert errors == "1 measure fits in 山东省滨州市滨城区 on 2020-04-01; left out: 1 of other topics\n"
    (found,) = find("371602", "--topic", "finance", "--as-of", "2020-04-01")
    assert (found["own"], found["nature"], found["figures"][0]["value"]) == (False, "benefit", 100000)


def test_a_trade_narrows_the_list_and_must_be_known(ingest, match, capsys, root):
    ingest(old=OLD)
    assert len(match("371600", "--trade", "餐饮", "--as-of", "2020-04-01")[0]) == 2
    lines, errors = match("371600", "--trade", "教育", "--as-of", "2020-04-01")
    assert (lines, "2 for other trades" in errors) == ([], True)
    assert main(["match", "--region", "371600", "--trade", "炼金", "--root", str(root)]) == 2
    assert "住宿和餐饮业" in capsys.readouterr().err


def test_words_are_looked_for_in_measures_and_then_in_the_rest_of_a_notice(ingest, match):
    ingest(old=OLD)
    assert "稳岗补贴" in match("371600", "--word", "不裁员")[0][0]
    (line,), errors = match("371600", "--word", "县区商务局")
    assert line.startswith("mention")
    assert "各县区商务局" in line
    assert "nothing fits" in errors
    assert match("371600", "--word", "炼金")[0] == []


def test_a_repealed_notice_gives_nothing_and_names_its_successor(ingest, match, find):
    ingest(old=OLD, new=REPEALING)
    before = find("371600", "--as-of", "2021-05-31")
    assert {found["notice"][7:11] for found in before if found["status"] != "not_yet"} == {"2020"}
    after, errors = match("371600", "--as-of", "2021-06-01")
    assert ["减免房租" in line for line in after] == [True]
    assert "2 expired or closed" in errors
    old = [found for found in find("371600", "--all", "--as-of", "2021-06-01") if found["status"] == "repealed"]
    assert [[one["type"] for one in found["successors"]] for found in old] == [["repeals"], ["repeals"]]
    assert all(one["notice"].startswith("371600-20210520-") for found in old for one in found["successors"])
    listed = match("371600", "--all", "--as-of", "2021-06-01")[0]
    assert sum("repealed by 371600-20210520-" in line for line in listed) == 2


def test_an_amended_notice_still_gives_and_names_what_amends_it(ingest, match):
    ingest(old=OLD, amending=AMENDING)
    lines, _ = match("371600", "--as-of", "2020-10-01")
    assert [", amended by 371600-20200901-" in line for line in lines] == [False, True, True]
    assert not any("amended" in line for line in match("371600", "--as-of", "2020-08-31")[0])


def test_both_notices_of_a_repeal_point_to_each_other_on_the_site(ingest, root):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    ingest(old=OLD, new=REPEALING)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    build(config)
    pages = {page.parent.name: page.read_text("utf-8") for page in (root / "site").rglob("notices/**/index.html")}
    old = next(name for name in pages if name.startswith("371600-20200301-"))
    new = next(name for name in pages if name.startswith("371600-20210520-"))
    assert f'{new}/"' in pages[old]
    assert f'{old}/"' in pages[new]


def test_what_is_over_is_said_and_listed_only_when_asked_for(ingest, match):
    ingest(new=REPEALING)
    lines, errors = match("371600", "--as-of", "2022-06-01")
    assert lines == []
    assert "1 expired or closed (--all lists what is over too)" in errors
    assert "over since 2022-05-31" in match("371600", "--all", "--as-of", "2022-06-01")[0][0]
    assert "until 2022-05-31" in match("371600", "--as-of", "2022-05-31")[0][0]


def test_an_empty_place_is_told_from_one_where_nothing_fits(ingest, match):
    ingest(old=OLD)
    assert "no measures of this place" in match("530000")[1]


@dataclass(frozen=True)
class Sought:
    """What a reader of a seed looks for: arguments of `match`, words of the lead, nature and figures of what must be found."""

    region: str
    args: list[str]
    lead: str
    nature: str
    figures: set[str]


SOUGHT = [
    Sought(
        "371600",
        ["--topic", "matching", "--word", "滨州市工业企业产供销综合服务平台"],
        "产供销综合服务平台",
        "service",
        {"6463家", "30078条"},
    ),
    Sought(
        "371602",
        ["--topic", "matching", "--word", "滨州市工业企业产供销综合服务平台"],
        "产供销综合服务平台",
        "service",
        {"6463家", "30078条"},
    ),
    Sought("370000", ["--word", "工业运行综合服务平台"], "要素保障", "service", {"1268家", "1万家"}),
    Sought("371600", ["--word", "工业运行综合服务平台"], "要素保障", "service", {"1268家", "1万家"}),
    Sought("522700", ["--topic", "finance", "--word", "绿色通道"], "绿色通道", "service", {"24小时"}),
    Sought("522700", ["--topic", "approvals", "--word", "绿色通道"], "审批绿色通道", "benefit", {"48 小时"}),
    Sought("522700", ["--topic", "finance", "--word", "转贷资金"], "转贷资金池", "benefit", {"1500万元"}),
    Sought("522700", ["--topic", "finance", "--word", "发展基金"], "工业发展基金", "benefit", {"1000 万元"}),
    Sought("620200", ["--topic", "finance", "--word", "48条", "--all"], "48条", "report", set()),
    Sought("620200", ["--word", "13条", "--all"], "48条", "report", set()),
]


@pytest.fixture
def seeded(root, capsys):
    main(["ingest", str(SEEDS), "--root", str(root)])
    capsys.readouterr()


shared = [pytest.mark.shared, pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds beside the checkout")]


class TestSeeds:
    pytestmark = shared

    @pytest.mark.usefixtures("seeded")
    @pytest.mark.parametrize("sought", SOUGHT, ids=lambda sought: f"{sought.region} {sought.args[-1]} {sought.lead}")
    def test_what_a_seed_names_is_found_under_its_place_and_topic(self, find, sought):
        found = [one for one in find(sought.region, *sought.args) if one["measure"] and sought.lead in one["lead"]]
        assert [one["nature"] for one in found] == [sought.nature]
        assert {figure["raw"] for figure in found[0]["figures"]} >= sought.figures

    @pytest.mark.usefixtures("seeded")
    def test_what_a_visit_did_on_the_spot_is_quoted(self, find):
        (mention,) = find("411700", "--topic", "support-oversight", "--word", "现场办公")
        assert (mention["region"], mention["measure"]) == ("411700", None)
        assert "现场办公研究加以解决" in mention["quote"]

    @pytest.mark.usefixtures("seeded")
    def test_nicknames_of_papers_are_no_figures(self, find):
        (report,) = find("620200", "--word", "48条", "--all")
        assert report["figures"] == []
