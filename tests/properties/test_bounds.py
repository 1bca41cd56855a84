"""Work is bounded: floods are refused by name, read in part with a doubt that says so, or cost in step with their length."""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from bs4.element import Tag
from lxml import etree

from scraper.adapters.links import read_links
from scraper.dom.tree import MAX_ATTRIBUTES, count_attributes
from scraper.errors import DigestError, OversizedInput
from scraper.facts.relations import find_targets
from scraper.figures import quantities as figures
from scraper.figures.quantities import MAX_FIGURES, find_figures
from scraper.frontmatter import parse_notice, render_notice
from scraper.measures.measure_reading import MAX_MEASURES, read_measures
from scraper.model import Document, Kind, Notice, Snapshot, Span
from scraper.page import blocks
from scraper.page.reading import read_page
from scraper.pipeline import Reader, build_reader, normalize_snapshot
from scraper.text.fold import fold_body, fold_width
from scraper.vocabulary import load_vocabulary
from tests.fuzz.floods import Flood, list_floods

ROOT = Path(__file__).resolve().parents[2]
FLOODS = list_floods()
LARGE = ("attributes", "attribute-value", "amounts-bare.line.measure.txt", "ragged-wide", "spans", "rising-numbers", "rising-headings")
"""Of the floods those that took minutes, or a gigabyte."""
BODY = "<p>为支持企业，给予补贴。</p>"
NAMES = [f"a{number}" for number in range(30_000)]
ATTRIBUTES = {
    "values": " ".join(f"{name}='1'" for name in NAMES),
    "no values": " ".join(NAMES),
    "ends of tags in values": " ".join(f"{name}='>'" for name in NAMES),
    "tags in values": " ".join(f'{name}="<p>"' for name in NAMES[:20_000]),
    "slashes between": "/".join(NAMES),
    "nothing between": "".join(f"{name}=''" for name in NAMES),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return build_reader(load_vocabulary(ROOT / "site_config" / "data"))


def read_bytes(data: bytes, name: str, reader: Reader) -> Notice:
    return normalize_snapshot(Snapshot(name, data, hashlib.sha256(data).hexdigest()), reader)


@pytest.mark.parametrize("attributes", ATTRIBUTES.values(), ids=ATTRIBUTES)
@pytest.mark.parametrize("around", ["<!-- <p a=' -->{}", "<script>'<p a=\"'</script>{}", "{}", "<textarea><p a='</textarea>{}"])
def test_a_large_page_with_an_element_of_many_attributes_is_refused(attributes: str, around: str) -> None:
    page = "<html><body>" + around.format(f"<p {attributes}>{BODY}") + BODY * 10
    with pytest.raises(OversizedInput, match="attributes, the limit is") as caught:
        read_page(page, form="html")
    assert caught.value.remedy


def test_many_elements_of_few_attributes_and_one_at_the_limit_are_read() -> None:
    few = "<p " + " ".join(f"{name}='1'" for name in NAMES[:40]) + ">为支持企业，给予补贴。</p>"
    most = "<p " + " ".join(NAMES[:MAX_ATTRIBUTES]) + ">最后一段说明有效期。</p>"
    page = read_page("<html><body><div id='zoom'>" + few * 300 + most + "</div></body></html>", form="html")
    assert page.body.count("为支持企业，给予补贴。") == 300
    assert page.body.endswith("最后一段说明有效期。")


def test_a_list_with_an_element_of_many_attributes_is_refused() -> None:
    with pytest.raises(OversizedInput, match="attributes"):
        read_links(f"<ul><li {ATTRIBUTES['no values']}><a href='/a/1.html'>关于支持企业的通知</a></ul>", "http://a.example/")


def test_attributes_are_counted_by_the_parser_itself() -> None:
    assert count_attributes(b"<!--<p a b c>--><script>'<p a b c>'</script><p a='<i a b c>' b>") == 2


def test_a_body_keeps_no_attribute_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listing all attributes of a node walks past the earlier ones for each; asking for one by name walks once."""
    many = " ".join(f"{name}='1'" for name in NAMES[:500])
    kept: list[Tag] = []
    monkeypatch.setattr(blocks, "_make_tag", note_calls(kept, blocks._make_tag))
    blocks.read_blocks(etree.fromstring(f"<div {many}><p alt='x' b='y'>甲</p></div>"))
    assert [tag.attrs for tag in kept] == [{}, {"alt": "x"}]


@pytest.mark.parametrize("unit", ["50万元", "50万元，", "5%、", "补助3000元 ", "24小时内", "百分之三十，", "10-30万元\n"])
def test_figures_stop_at_their_limit(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(figures, "_read_figure", note_calls(asked, figures._read_figure))
    found = find_figures(fold_body(unit * (2 * MAX_FIGURES)))
    assert len(found) == MAX_FIGURES
    assert len(asked) <= 2 * MAX_FIGURES
    assert found == find_figures(fold_body(unit * (MAX_FIGURES + 10)))


def note_calls(results: list[Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which notes what each of its calls gave."""

    def called(*given: object) -> Any:
        results.append(function(*given))
        return results[-1]

    return called


def test_a_record_tells_that_figures_were_left_unread(reader: Reader) -> None:
    text = "某市关于支持企业的通知\n\n一、给予技改补助。对符合条件的企业{}\n\n二、给予贴息。对企业给予贷款贴息。\n"
    rich, plain = (read_bytes(text.format("给予50万元，" * count).encode(), "a.txt", reader) for count in (MAX_FIGURES + 1, 100))
    assert [doubt.rule for doubt in rich.doubts].count("many-figures") == 1
    assert max(len(measure.figures) for measure in rich.measures) == MAX_FIGURES
    assert "many-figures" not in {doubt.rule for doubt in plain.doubts}
    assert parse_notice(render_notice(rich)) == rich


def test_measures_stop_at_their_limit_and_a_record_tells_so(reader: Reader) -> None:
    acts = [f"市财政局对第{number}类企业给予一次性奖励{number}万元，用于技术改造。" for number in range(MAX_MEASURES + 50)]
    notice, fewer = (read_bytes("\n\n".join(("某市支持企业", *some)).encode(), "a.txt", reader) for some in (acts, acts[:40]))
    assert len(notice.measures) == MAX_MEASURES
    assert "many-measures" in {doubt.rule for doubt in notice.doubts}
    assert len(fewer.measures) == 40
    assert "many-measures" not in {doubt.rule for doubt in fewer.doubts}


def test_figures_that_were_found_are_not_found_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    body, document = "一、给予补助。对企业给予补助50万元。", Document(title=None, kind=Kind.OFFICIAL)
    found = find_figures(fold_body(body))
    monkeypatch.setattr("scraper.measures.measure_reading.find_figures", None)
    assert read_measures(fold_body(body), document, reader.lexicon, found)[0].figures == found


def test_numbers_in_brackets_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each number was compared with all numbers behind names: four times the work for twice the text."""

    def count_work(size: int) -> int:
        asked: list[bool] = []
        monkeypatch.setattr(Span, "holds", note_calls(asked, HOLDS))
        body = "".join(f"废止《某办法{number}》（某政发〔2020〕{number}号），" for number in range(1, size))
        assert len(list(find_targets(body, fold_width(body)))) == size - 1
        return len(asked)

    assert count_work(400) <= 2.2 * count_work(200)


HOLDS = Span.holds


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("size", [1_000])
def test_every_kind_of_flood_gives_a_notice_or_a_named_error(size: int, reader: Reader) -> None:
    for flood in FLOODS:
        with suppress(DigestError):
            notice = read_bytes(flood.build(size), flood.file, reader)
            assert parse_notice(render_notice(notice)) == notice, flood.name


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("flood", [flood for flood in FLOODS if flood.name in LARGE], ids=lambda flood: flood.name)
@pytest.mark.parametrize("size", [1_200_000, 10_000_000])
def test_large_floods_end_within_memory_and_time(flood: Flood, size: int, tmp_path: Path) -> None:
    """Limits of the system, many times what is needed now and a fraction of what was needed."""
    path = tmp_path / flood.file
    path.write_bytes(flood.build(size))
    command = [sys.executable, "-c", "import sys; from scraper.cli import main; sys.exit(main())", "normalize", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, preexec_fn=limit_process)
    record = json.loads(done.stdout)
    assert record.get("error", {"kind": "oversized-input"})["kind"] == "oversized-input", done.stderr[-500:]


def limit_process() -> None:
    """One gigabyte of addresses and a minute of processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


@pytest.mark.parametrize("spans", ['colspan="60"', 'rowspan="3000"', 'colspan="60" rowspan="3000"'])
def test_merged_cells_fill_no_more_than_any_body(spans: str) -> None:
    text = "减免租金" * 5_000
    rows = f"<tr><td {spans}>{text}</td><td>甲</td></tr>" + "<tr><td>乙</td><td>丙</td></tr>" * 200
    with pytest.raises(OversizedInput, match=r"merged or empty|body has"):
        read_page(f"<html><body><div class='content'><table>{rows}</table></div></body></html>", form="html")


def test_one_wide_row_widens_no_others_beyond_any_body() -> None:
    wide = "<tr>" + "<td>甲</td>" * 20_000 + "</tr>"
    rows = wide + "<tr><td>乙</td><td>丙</td></tr>" * 4_000
    with pytest.raises(OversizedInput, match="merged or empty"):
        read_page(f"<html><body><div class='content'><table>{rows}</table></div></body></html>", form="html")
