from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from scraper.adapters.samples import Sample, save_sample
from scraper.errors import ConfigError
from scraper.model import Licence
from scraper.sources.schema import MODELINE, SCHEMA, SourceFile, render_schema
from scraper.sources.source import Family, Select
from scraper.sources.source_files import SHIPPED, load_source, load_sources, parse_source

GOOD = """id: sd-gxt
name: 某省工信厅
region: 370000
url: http://gxt.example/col/col1/index.html
family: jpage
licence: official
"""


def test_a_source_of_a_known_family_needs_six_lines() -> None:
    source = parse_source(GOOD, "sd-gxt.yml")
    assert source.url == ("http://gxt.example/col/col1/index.html",)
    assert (source.family, source.licence, source.region, source.verified) == (Family.JPAGE, Licence.OFFICIAL, "370000", None)


def test_every_key_is_read() -> None:
    extra = "select: {item: li.n, date: b}\nparams: {category: 12, sid: 200001}\npages: 9\nundated: true\nverified: 2026-09-01\n"
    source = parse_source(GOOD + extra, "sd-gxt.yml")
    assert source.select == Select(item="li.n", date="b")
    assert (source.param("category"), source.param("sid"), source.param("none")) == ("12", "200001", None)
    assert (source.pages, source.undated, source.verified) == (9, True, date(2026, 9, 1))


def test_several_addresses_are_a_list() -> None:
    text = GOOD.replace("url: http://gxt.example/col/col1/index.html", "url:\n  - http://a.example/1/\n  - http://a.example/2/")
    assert parse_source(text, "x.yml").url == ("http://a.example/1/", "http://a.example/2/")


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("licence: official", "license: official"), 6, ("license: unknown key", "did you mean licence?")),
        (("family: jpage", "family: jpages"), 5, ("'jpages' is not one of", "did you mean jpage?")),
        (("region: 370000", "region: 37"), 3, ("region:", "six digits")),
        (("id: sd-gxt", "id: SD_GXT"), 1, ("id:", "lower-case")),
        (("url: http://gxt.example/col/col1/index.html", "url: ftp://gxt.example/"), 4, ("url:", "not an http(s) address")),
        (("//gxt", "//user:secret@gxt"), 4, ("without password",)),
        (("name: 某省工信厅\n", ""), 1, ("name: missing",)),
        (("licence: official\n", "licence: official\nselect:\n  lnik: a\n"), 8, ("select.lnik: unknown key", "did you mean link?")),
        (("licence: official\n", "licence: official\npages: many\n"), 7, ("pages:",)),
        (("licence: official\n", "licence: official\nid: again\n"), 7, ("id: given twice",)),
        (("licence: official\n", "licence: official\nparams: &a {x: *a}\n"), 7, ("anchors",)),
        (("licence: official\n", "licence: official\n  bad: [\n"), 7, ()),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, tuple) else None,
)
def test_a_mistake_names_file_line_key_and_the_nearest_valid_one(change: tuple[str, str], line: int, words: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_source(GOOD.replace(*change), "sd-gxt.yml")
    assert caught.value.file == "sd-gxt.yml"
    assert caught.value.line == line
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "id: [", "\x00", "id: \ud83d"])
def test_what_is_no_source_file_is_a_config_error(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_source(text, "x.yml")


def test_python_tags_are_not_run() -> None:
    with pytest.raises(ConfigError):
        parse_source("!!python/object/apply:os.system ['true']\n", "x.yml")
    assert parse_source(GOOD.replace("某省工信厅", "!!python/name:os.system 某厅"), "x.yml").name == "某厅"


def test_a_file_is_named_after_its_id(tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text(GOOD, "utf-8")
    with pytest.raises(ConfigError, match=r"sd-gxt\.yml"):
        load_source(tmp_path / "other.yml")


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "sd-gxt.yml").write_text(GOOD, "utf-8")
    (tmp_path / "broken.yml").write_text("id: broken\n", "utf-8")
    sources, mistakes = load_sources([tmp_path])
    assert [source.id for source in sources] == ["sd-gxt"]
    assert len(mistakes) == 1
    assert "broken.yml" in str(mistakes[0])


def test_the_digests_own_file_replaces_the_shipped_one(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for folder, name in ((shipped, "某厅甲"), (own, "某厅乙")):
        folder.mkdir()
        (folder / "sd-gxt.yml").write_text(GOOD.replace("某省工信厅", name), "utf-8")
    sources, _ = load_sources([shipped, own, tmp_path / "absent"])
    assert [source.name for source in sources] == ["某厅乙"]


def test_shipped_sources_are_sound_short_and_on_shared_adapters() -> None:
    sources, mistakes = load_sources([SHIPPED])
    assert not mistakes
    assert len(sources) >= 30
    for source in sources:
        assert source.file is not None
        text = Path(source.file).read_text("utf-8")
        assert len(text.splitlines()) <= 12
        assert "#" not in text
        assert source.verified is None
        assert source.licence is Licence.OFFICIAL
    shared = [source for source in sources if source.family is not Family.GENERIC]
    assert len(shared) >= 0.8 * len(sources)
    assert {source.region for source in sources} >= {"000000", "370000", "371600", "522700", "620200", "411700"}
    assert len({source.url for source in sources}) == len(sources)


def test_adapters_stay_small() -> None:
    for family in Family:
        module = SHIPPED.parent / "adapters" / f"{family}.py"
        assert family is Family.FOLDER or len(module.read_text("utf-8").splitlines()) <= 150


def test_every_key_family_and_param_is_documented() -> None:
    text = (SHIPPED / "README.md").read_text("utf-8")
    for word in (*SourceFile.model_fields, *Family, *Licence):
        assert f"`{word}`" in text
    example = text.split("```yaml\n")[1].split("```")[0]
    assert parse_source(example, "sd-gxt-tzgg.yml").family is Family.JPAGE


def test_the_committed_schema_is_what_the_code_checks() -> None:
    assert (SHIPPED / SCHEMA).read_text("utf-8") == render_schema(), "policy-digest source schema > scraper/sources/schema.json"


def test_the_schema_knows_every_key_and_takes_what_people_write() -> None:
    schema = json.loads(render_schema())
    keys = schema["properties"]
    assert keys.keys() == SourceFile.model_fields.keys()
    assert schema["additionalProperties"] is False
    assert {kind["type"] for kind in keys["url"]["anyOf"]} == {"string", "array"}
    assert {kind["type"] for kind in keys["region"]["anyOf"]} == {"string", "integer"}
    assert re.match(keys["verified"]["pattern"], "unverified")
    assert all("description" in key or "$ref" in key for key in keys.values())


def test_a_generated_file_names_the_schema_beside_it(tmp_path: Path) -> None:
    source = replace(parse_source(GOOD, "sd-gxt.yml"), file=str(tmp_path / "sd-gxt.yml"))
    save_sample(source, Sample("http://gxt.example/", b"", []), [])
    first, *rest = (tmp_path / "sd-gxt.yml").read_text("utf-8").splitlines()
    assert first == MODELINE
    assert (tmp_path / first.partition("$schema=")[2]).read_text("utf-8") == render_schema()
    assert len(rest) <= 11
    assert load_source(tmp_path / "sd-gxt.yml").url == source.url
