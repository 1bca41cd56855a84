from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError
from scraper.places.gazetteer import Gazetteer, build_gazetteer, find_parent, parse_regions

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "site_config/data/regions.tsv"


def test_the_table_holds_34_provinces_and_all_counties() -> None:
    regions = [region for region in parse_regions(TABLE.read_text(encoding="utf-8")) if not region.successor]
    assert sum(1 for region in regions if region.level == 1) == 34
    assert sum(1 for region in regions if region.level == 2) >= 333
    assert sum(1 for region in regions if region.level == 3) >= 2800
    assert all(region.pinyin for region in regions if region.level)


@pytest.mark.shared
def test_the_table_agrees_with_the_shared_one() -> None:
    shared = ROOT.parent / "shared/data/regions.tsv"
    if not shared.exists():
        pytest.skip("the shared table is not beside the checkout")
    wanted = {line.split("\t")[0]: line.split("\t")[1] for line in shared.read_text(encoding="utf-8").splitlines()}
    mine = {region.code: region.name for region in parse_regions(TABLE.read_text(encoding="utf-8"))}
    assert {code: name for code, name in wanted.items() if mine.get(code) != name} == {}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("371600\t滨州市", 1, "needs"),
        ("# 注\n3716\t滨州市\t滨州", 2, "no region code"),
        ("371600\t滨州市\t滨州\n371600\t滨州市\t滨州", 2, "twice"),
        ("371600\t\t滨州", 1, "needs"),
        ("371200\t莱芜市\t莱芜\t\t370116", None, "370116"),
    ],
)
def test_a_broken_row_is_named_with_file_and_line(text: str, line: int | None, word: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_regions(text, file="regions.tsv")
    assert (caught.value.file, caught.value.line) == ("regions.tsv", line)
    assert word in str(caught.value)


@pytest.mark.parametrize(
    ("code", "name", "path"),
    [
        ("371600", "山东省滨州市", ("370000", "371600")),
        ("440106", "广东省广州市天河区", ("440000", "440100", "440106")),
        ("429004", "湖北省仙桃市", ("420000", "429004")),
        ("110105", "北京市朝阳区", ("110000", "110105")),
        ("371200", "山东省济南市莱芜区", ("370000", "370100", "370116")),
        ("000000", "全国", ("000000",)),
    ],
)
def test_a_code_becomes_a_place_from_province_down(gazetteer: Gazetteer, code: str, name: str, path: tuple[str, ...]) -> None:
    place = gazetteer.find_place(code)
    assert place is not None
    assert (place.name, place.path) == (name, path)


def test_an_unknown_code_is_no_place(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_place("999999") is None
    assert gazetteer.find_place(None) is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("滨州", {"371600"}),
        ("黔南州", {"522700"}),
        ("黔南", {"522700"}),
        ("内蒙古", {"150000"}),
        ("新疆", {"650000"}),
        ("嘉峪关", {"620200"}),
        ("襄樊市", {"420600"}),
        ("襄樊", {"420600"}),
        ("莱芜市", {"370116"}),
        ("朝阳区", {"110105", "220104"}),
        ("吉林", {"220000"}),
        ("吉林市", {"220200"}),
        ("城区", set()),
    ],
)
def test_names_old_and_short_find_their_codes(gazetteer: Gazetteer, name: str, codes: set[str]) -> None:
    assert set(gazetteer.find_codes(name)) == codes


def test_the_longest_name_wins_at_each_point(gazetteer: Gazetteer) -> None:
    found = [mention.name for mention in gazetteer.find_mentions("黔南布依族苗族自治州与黔南州、滨州市沾化区")]
    assert found == ["黔南布依族苗族自治州", "黔南州", "滨州市", "沾化区"]


def test_area_codes_and_letters_are_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.dials["0714"] == ("420200",)
    assert gazetteer.letters["鲁"] == ("370000",)
    assert gazetteer.letters["穗"] == ("440100",)
    assert set(gazetteer.dials["0354"]) == {"140700"}


def test_spellings_follow_the_readings_of_places(gazetteer: Gazetteer) -> None:
    wanted = {"changzhi": "140400", "luan": "341500", "chengdu": "510100", "shaanxi": "610000", "bengbu": "340300", "leshan": "511100"}
    assert {word: code for word, code in wanted.items() if code not in gazetteer.spellings.get(word, ())} == {}


@given(st.text(alphabet="山东省滨州市沾化区朝阳北京黔南，。关于", max_size=60))
def test_every_mention_reads_as_its_name(text: str) -> None:
    gazetteer = build_gazetteer(parse_regions("370000\t山东省\t山东\n371600\t滨州市\t滨州\n371603\t沾化区\t沾化\n110105\t朝阳区\t朝阳"))
    ends = 0
    for mention in gazetteer.find_mentions(text):
        assert mention.span.read(text) == mention.name
        assert mention.span.start >= ends
        ends = mention.span.end


@pytest.mark.no_cover
def test_a_long_document_is_searched_in_two_milliseconds(gazetteer: Gazetteer) -> None:
    text = "为支持滨州市中小企业发展，按照省政府部署，现就有关事项通知如下。" * 100
    best = min(_time(lambda: list(gazetteer.find_mentions(text))) for _ in range(5))
    assert best < 0.02  # about 0.001 on an idle machine; the bound allows for a busy one


def _time(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def test_parents_are_found_by_digits() -> None:
    assert [find_parent(code) for code in ("371602", "371600", "370000", "000000")] == ["371600", "370000", None, None]


def test_the_order_of_rows_decides_nothing() -> None:
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    forth, back = build_gazetteer(parse_regions("\n".join(rows))), build_gazetteer(parse_regions("\n".join(reversed(rows))))
    assert json.dumps(forth.names, sort_keys=True) == json.dumps(back.names, sort_keys=True)


def test_the_maker_of_the_table_shortens_names_as_people_do() -> None:
    spec = importlib.util.spec_from_file_location("make_regions", ROOT / "site_config/make_regions.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    wanted = {
        "滨州市": "滨州",
        "黔南布依族苗族自治州": "黔南",
        "涉县": "涉县",
        "万柏林区": "万柏林",
        "神农架林区": "神农架",
        "浦东新区": "浦东",
        "东乡族自治县": "东乡",
    }
    assert {name: maker.shorten(name) for name in wanted} == wanted
