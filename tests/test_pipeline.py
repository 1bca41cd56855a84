from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from scraper import pipeline
from scraper.errors import ConfigError, EmptyInput, FrontMatterError, InputError
from scraper.frontmatter import render_notice
from scraper.intake import build_page, is_document, read_sheet
from scraper.model import Licence, Provenance, Snapshot
from scraper.pipeline import Failure, build_reader, normalize_snapshot, read_inputs
from scraper.vocabulary import load_vocabulary
from tests.making import make_notice

DATA = Path(__file__).parents[1] / "site_config" / "data"
TEXT = """关于支持餐饮企业的通知

滨商发〔2020〕7号

一、发放补贴。每户给予2万元补贴，由市商务局受理，联系人王某某，13812345678。

二、减免房租。承租国有房屋的，免收两个月租金。

滨州市商务局

2020年3月1日
"""


@pytest.fixture(scope="module")
def reader():
    return build_reader(load_vocabulary(DATA))


def snap(data, name="a.txt", **more):
    data = data.encode() if isinstance(data, str) else data
    return Snapshot(name, data, sha256(data).hexdigest(), **more)


def test_bytes_become_a_notice_with_evidence(reader):
    notice = normalize_snapshot(snap(TEXT, url="http://www.city.example/1.html"), reader)
    assert notice.title == "关于支持餐饮企业的通知"
    assert notice.doc_number is not None
    assert notice.doc_number.text == "滨商发〔2020〕7号"
    assert notice.region is not None
    assert notice.id.startswith(f"{notice.region.code}-20200301-")
    assert notice.source.url == "http://www.city.example/1.html"
    assert notice.snapshot == sha256(TEXT.encode()).hexdigest()
    assert [measure.lead for measure in notice.measures] == ["发放补贴", "减免房租"]
    assert all(figure.span.read(notice.body) == figure.raw for measure in notice.measures for figure in measure.figures)


def test_same_bytes_give_the_same_notice(reader):
    assert normalize_snapshot(snap(TEXT), reader) == normalize_snapshot(snap(TEXT), build_reader(load_vocabulary(DATA)))


def test_people_are_masked_before_anything_is_read(reader):
    notice = normalize_snapshot(snap(TEXT), reader)
    assert "13812345678" not in render_notice(notice)
    assert "138****5678" in notice.body


def test_what_the_source_file_knows_fills_the_gaps(reader):
    origin = Provenance(id="sd-gxt", url="http://list.example/1", site_name="某厅", licence=Licence.OFFICIAL)
    source = normalize_snapshot(snap(TEXT), reader, origin).source
    assert (source.id, source.licence, source.url, source.site_name) == ("sd-gxt", Licence.OFFICIAL, "http://list.example/1", "某厅")


def test_a_content_file_gives_its_own_notice(reader):
    notice = make_notice()
    assert normalize_snapshot(snap(render_notice(notice), "x.md"), reader) == notice


def test_a_markdown_text_without_front_matter_is_a_text(reader):
    assert "免收两个月租金" in normalize_snapshot(snap(TEXT, "a.md"), reader).body


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptyInput),
        ("a.md", "---\nid: x\n", FrontMatterError),
        ("a.json", "[]", InputError),
        ("a.json", '{"title": "x"}', InputError),
        ("a.json", '{"id": "x", "title": "x", "kind": "gift", "body": "x", "measures": []}', InputError),
        ("a.json", "[" * 100_000, InputError),
    ],
)
def test_what_holds_no_document_is_a_named_error(reader, name, data, error):
    with pytest.raises(error):
        normalize_snapshot(snap(data, name), reader)


def test_one_broken_input_never_stops_another(reader, monkeypatch):
    def explode(page, *args):
        if "爆" in page.body:
            raise ZeroDivisionError("not foreseen")
        return make_notice()

    monkeypatch.setattr(pipeline, "read_notice", explode)
    data = {"a.txt": TEXT, "b.txt": "爆。" + TEXT, "c.txt": "", "d.txt": TEXT}
    readings = list(read_inputs(data, lambda name: snap(data[name], name), reader))
    assert [reading.name for reading in readings] == list(data)
    assert readings[1].failure == Failure("internal", "ZeroDivisionError: not foreseen")
    assert readings[2].failure is not None
    assert readings[2].failure.kind == "empty-input"
    assert readings[0].notice == readings[3].notice == make_notice()


def test_the_charset_of_the_transport_is_heard():
    sheet = read_sheet(snap("关于支持".encode("gbk"), media="text/html; charset=GBK"))
    assert not isinstance(sheet, type(make_notice()))
    assert "关于支持" in sheet.text


def test_labels_are_no_documents():
    assert not is_document({"title": "x", "body_contains": ["y"], "measures": []})
    assert not is_document(["x"])
    assert not is_document({"title": "", "content": "y"})


def test_text_of_a_json_document_is_escaped_and_its_html_kept():
    assert "&lt;b&gt;" in build_page({"title": "<b>", "text": "a < b"})
    assert "<p>x</p>" in build_page({"title": "t", "html": "<p>x</p>"})


def test_a_vocabulary_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        load_vocabulary(tmp_path)
