from __future__ import annotations

import json
from pathlib import Path

import pytest

from scraper.cli import main

PAGE = """<html><head><meta name="ArticleTitle" content="关于支持餐饮企业渡过难关的通知"><meta name="PubDate" content="2020-03-02 10:00">
<meta name="ContentSource" content="市商务局"></head><body><div class="content">
<p>滨商发〔2020〕7号</p><p>各县区商务局：</p>
<p>一、发放稳岗补贴。对不裁员的餐饮企业，每户给予2万元补贴，由市商务局受理。</p>
<p>二、减免房租。承租国有房屋的，免收两个月租金。依据鲁政办发〔2020〕4号。</p>
<p>滨州市商务局</p><p>2020年3月1日</p></div></body></html>"""
DEEP = "<div>" * 100_000
CASES = {
    "empty.txt": (b"", "empty-input"),
    "blank.html": (b" \n\t", "empty-input"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary-input"),
    "noise.txt": (bytes(range(128, 256)) * 50, None),
    "cut.md": ("---\nid: a\ntitle: 通知\n".encode(), "front-matter"),
    "list.json": (b"[1, 2]", "unreadable-input"),
    "cut.json": (b'{"title": "x", "content": ', "unreadable-input"),
}


@pytest.fixture
def run(capsys):
    def call(*args):
        code = main(["normalize", *map(str, args)])
        out = capsys.readouterr().out
        return code, [json.loads(line) for line in out.splitlines()]

    return call


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_page_gives_one_record_with_the_agreed_keys(run, page):
    code, (record,) = run(page, "--as-of", "2020-03-31")
    assert code == 0
    assert record["input"] == str(page)
    assert record["title"] == "关于支持餐饮企业渡过难关的通知"
    assert record["published"] == "2020-03-02"
    assert record["source_name"] == "市商务局"
    assert record["cited_documents"] == ["鲁政办发〔2020〕4号"]
    assert record["validity"]["status"] == "unstated"
    keys = "id kind genre doc_number issuers region region_name written body measures figures attachments repairs damage doubts evidence"
    assert set(keys.split()) <= set(record)
    for figure in record["figures"]:
        start, end = figure["span"]
        assert record["body"][start:end] == figure["raw"]
    for measure in record["measures"]:
        start, end = measure["lead_span"]
        assert record["body"][start:end] == measure["lead"]


def test_the_day_decides_the_status(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "关于支持企业的通知\n\n一、减免房租。免收三个月租金。\n\n本通知自印发之日起施行，有效期至2020年12月31日。\n\n滨州市商务局\n\n2020年3月1日\n",
        "utf-8",
    )
    for day, status in (("2020-12-31", "in_force"), ("2021-01-01", "expired")):
        _, (record,) = run(path, "--as-of", day)
        assert record["validity"]["status"] == status


def test_inputs_come_in_order_and_one_bad_never_stops_another(run, page, tmp_path):
    for name, (data, _) in CASES.items():
        (tmp_path / name).write_bytes(data)
    names = [*CASES, "page.html", "missing.html"]
    code, records = run(*(tmp_path / name for name in names))
    assert code == 1
    assert [Path(record["input"]).name for record in records] == names
    for record in records[: len(CASES)]:
        want = CASES[Path(record["input"]).name][1]
        if want:
            assert record["error"]["kind"] == want
            assert set(record) == {"input", "error"}
            assert record["error"]["message"]
    assert records[-2]["title"]
    assert records[-1]["error"]["kind"] == "unreadable-input"


@pytest.mark.parametrize(
    "data", [DEEP, "<p>" + "正文" * 2_500_000 + "</p>", "<a " * 1_000_000, "（" * 1_000_000], ids=["deep", "long", "tags", "brackets"]
)
def test_monstrous_pages_end_in_a_record_or_a_named_error(run, tmp_path, data):
    (tmp_path / "a.html").write_text(data, "utf-8")
    _, (record,) = run(tmp_path / "a.html")
    assert "error" not in record or record["error"]["kind"] != "internal"


def test_a_folder_is_read_with_its_table_of_addresses(run, page, tmp_path):
    (tmp_path / "page.json").write_text(json.dumps({"title": "x", "body_contains": []}), "utf-8")
    (tmp_path / "urls.tsv").write_text("page.html\thttps://a.example/1.html\n", "utf-8")
    code, records = run(tmp_path)
    assert code == 0
    assert [record["source"]["url"] for record in records] == ["https://a.example/1.html"]


def test_a_json_document_says_the_same_as_its_page(run, tmp_path):
    text = "一、发放补贴。每户给予2万元补贴。\n二、减免房租。免收两个月租金。"
    (tmp_path / "a.json").write_text(
        json.dumps({"title": "关于支持企业的通知", "published": "2020-03-02", "content": text, "url": "https://a.example/2"}), "utf-8"
    )
    code, (record,) = run(tmp_path)
    assert code == 0
    assert (record["title"], record["published"]) == ("关于支持企业的通知", "2020-03-02")
    assert "免收两个月租金" in record["body"]


def test_an_untitled_record_can_be_read_again(run, tmp_path):
    (tmp_path / "a.txt").write_text("文字一段，没有标题。\n", "utf-8")
    _, (record,) = run(tmp_path / "a.txt")
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    _, (again,) = run(tmp_path / "a.json")
    assert again["title"] == record["title"]
    assert "error" not in again


def test_a_record_can_be_read_again(run, page, tmp_path):
    _, (record,) = run(page)
    again = tmp_path / "again"
    again.mkdir()
    (again / "r.json").write_text(json.dumps(record), "utf-8")
    code, (second,) = run(again)
    assert code == 0
    assert second | {"input": ""} == record | {"input": ""}


def test_every_record_is_one_line_for_any_reader(run, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("通知\n\n一、甲\u2028乙\x85丙\x0c丁，给予5万元。\n", "utf-8")
    main(["normalize", str(tmp_path / "a.txt")])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_nothing_is_written(run, page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    run(page)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


SHARED = Path(__file__).parents[2] / ".." / "shared" / "gold" / "dev"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold/dev beside the checkout")
def test_labelled_documents_are_all_read(run):
    code, records = run(SHARED)
    assert code == 0
    assert len(records) == 29


KINDS = {
    "list-page": "<div class='content'>" + "".join(f"<p><a href='/{n}'>雾谷市关于第{n}批名单的公示</a></p>" for n in range(9)) + "</div>",
    "attachment-only": "<div class='content'><h1>关于名单的公示</h1><a href='http://mist.example/1.pdf'>名单.pdf</a></div>",
    "image-only": "<div class='content'><h1>关于名单的公示</h1><img src='http://mist.example/1.jpg'></div>",
    "script-only": "<div id='app'></div><script src='/a.js'></script>",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_says_what_the_page_is_when_it_is_no_article(run, tmp_path, kind, capsys):
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{KINDS[kind]}</body></html>", "utf-8")
    code, (record,) = run(path)
    assert (code, record["page_kind"], record["held"], record["measures"]) == (0, kind, True, [])
    assert record["doubts"][0]["rule"] == kind
    assert main(["explain", str(path)]) == 0
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["page_kind", kind] in told
    assert any(line[0] == "doubt" and kind in line for line in told)


def test_an_article_has_no_page_kind(run, page):
    assert run(page)[1][0]["page_kind"] is None
