from __future__ import annotations

import json
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.frontmatter import parse_notice
from scraper.store.lock import hold_lock

OFFICIAL = """关于支持餐饮企业渡过难关的通知

滨商发〔2020〕7号

各县区商务局：

一、发放稳岗补贴。对不裁员的餐饮企业，每户给予2万元补贴，由市商务局受理申请，十个工作日内办结。

二、减免房租。承租国有房屋的，免收两个月租金；确有困难的，可以申请再延长一个月，由产权单位办理。

三、加大信贷支持。引导银行对餐饮企业发放信用贷款，单户最高不超过100万元，利率不高于百分之四。

滨州市商务局

2020年3月1日
"""
NEWS = """滨州多措并举帮助商户开门营业

发布时间：2020-03-05 来源：某晚报

记者从市商务局获悉，滨州市为商户送上实招。一是发放消费券，总额300万元。二是减免摊位费，市场免收一个月摊位费。随后，记者走访了城区的几家商户，大家都在忙着备货。
"""


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(OFFICIAL, "utf-8")
    (folder / "b.txt").write_text(NEWS, "utf-8")
    return folder


@pytest.fixture
def root(tmp_path):
    return tmp_path / "digest"


@pytest.fixture
def ingest(capsys, root):
    def call(*args):
        code = main(["ingest", *map(str, args), "--root", str(root), "--json"])
        captured = capsys.readouterr()
        return code, json.loads(captured.out) if captured.out else {}, captured.err

    return call


def snapshot(root: Path):
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def notices(root):
    return {path.name: parse_notice(path.read_text("utf-8")) for path in sorted((root / "content" / "notices").rglob("*.md"))}


def test_an_empty_folder_becomes_a_digest_that_checks_clean(ingest, inputs, root, capsys):
    code, summary, errors = ingest(inputs)
    assert (code, summary["notices"], summary["added"], errors) == (0, 2, 2, "")
    assert (root / "mkdocs.yml").read_text("utf-8").startswith("site_name:")
    assert (root / "content" / "index.md").is_file()
    assert main(["check", "--root", str(root)]) == 0


def test_a_second_run_changes_no_byte(ingest, inputs, root):
    ingest(inputs)
    before = snapshot(root)
    code, summary, _ = ingest(inputs)
    assert (code, summary["unchanged"]) == (0, 2)
    assert snapshot(root) == before


def test_official_texts_are_kept_whole_and_news_is_quoted(ingest, inputs, root):
    ingest(inputs)
    official, news = sorted(notices(root).values(), key=lambda notice: notice.kind != "official")
    assert "由产权单位办理" in official.body
    assert "总额300万元" in news.body
    assert "大家都在忙着备货" not in news.body


def test_a_copy_joins_its_original_in_any_order_and_the_id_stays(ingest, inputs, root, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(OFFICIAL.replace("滨商发〔2020〕7号\n\n", "发布时间：2022-10-22 来源：某门户网\n\n"), "utf-8")
    ingest(copy)
    (first,) = notices(root)
    ingest(inputs / "a.txt")
    ((name, notice),) = notices(root).items()
    assert name == first
    assert notice.doc_number is not None
    assert len(notice.reposts) == 1
    before = snapshot(root)
    for paths in ([copy], [inputs / "a.txt"], [copy, inputs / "a.txt"], [inputs / "a.txt", copy]):
        ingest(*paths)
        assert snapshot(root) == before


def test_an_edit_survives(ingest, inputs, root):
    ingest(inputs)
    path = next(path for path in (root / "content" / "notices").rglob("*.md") if "滨商发" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("由市商务局受理申请", "由市商务局办事大厅受理申请（电话核实）"), "utf-8")
    before = path.read_bytes()
    assert ingest(inputs)[0] == 0
    assert path.read_bytes() == before


def test_an_edit_survives_an_updated_page_too(ingest, inputs, root):
    ingest(inputs)
    path = next(path for path in (root / "content" / "notices").rglob("*.md") if "滨商发" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("由市商务局受理申请", "由市商务局办事大厅受理申请（电话核实）"), "utf-8")
    (inputs / "a.txt").write_text(OFFICIAL.replace("由产权单位办理", "由产权单位负责办理"), "utf-8")
    ingest(inputs)
    text = path.read_text("utf-8")
    assert "办事大厅受理申请（电话核实）" in text
    assert "由产权单位负责办理" in text
    assert main(["check", "--root", str(root)]) == 0


def test_unreadable_files_are_named_and_the_others_written(ingest, inputs, root):
    (inputs / "c.txt").write_bytes(b"")
    (inputs / "d.html").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
    code, summary, errors = ingest(inputs)
    assert (code, summary["failed"], summary["added"]) == (1, 2, 2)
    lines = errors.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [[f"{inputs}/c.txt", "empty-input"], [f"{inputs}/d.html", "binary-input"]]


def test_a_content_file_broken_by_hand_is_reported_and_left(ingest, inputs, root):
    ingest(inputs)
    path = next((root / "content" / "notices").rglob("*.md"))
    path.write_text("---\nid: x\n", "utf-8")
    code, _, errors = ingest(inputs)
    assert code == 1
    assert "front matter never ends" in errors
    assert path.read_text("utf-8") == "---\nid: x\n"


def test_another_folder_is_not_taken_for_a_digest(ingest, inputs, root, capsys):
    root.mkdir()
    (root / "letter.txt").write_text("x", "utf-8")
    code, _, errors = ingest(inputs)
    assert code == 2
    assert "neither a digest" in errors


def test_a_second_run_at_once_is_told_who_works_here(ingest, inputs, root):
    ingest(inputs)
    with hold_lock(root / ".policy-digest" / "lock", "somebody"):
        code, _, errors = ingest(inputs)
    assert code == 2
    assert "(somebody)" in errors


def test_no_progress_is_shown_where_there_is_no_terminal(ingest, inputs):
    assert ingest(inputs)[2] == ""


SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds beside the checkout")
def test_the_five_seeds_give_five_sound_notices(ingest, root):
    code, summary, _ = ingest(SEEDS)
    assert (code, summary["added"]) == (0, 5)
    assert main(["check", "--root", str(root)]) == 0


LINKS = "".join(f"<li><a href='/{n}.html'>雾谷市商务局关于第{n}批补贴名单的公示</a><span>2020-02-0{n}</span></li>" for n in range(1, 8))
LIST = f"<html><head><title>公示</title></head><body><div class='content'><ul>{LINKS}</ul></div></body></html>"
FILES = (
    "<html><head><meta name='ArticleTitle' content='雾谷市商务局关于补贴名单的公示'><meta name='PubDate' content='2020-03-02'></head>"
    "<body><div class='content'><p>附件：<a href='http://mist.example/f/1.pdf'>补贴名单.pdf</a></p></div></body></html>"
)
GONE = "<html><body><p>您访问的页面不存在或已被删除</p></body></html>"


def test_pages_that_hold_no_notice_are_named_and_counted_and_kept_off_the_shelf(ingest, inputs, root):
    for name, page in (("c.html", LIST), ("d.html", GONE), ("e.html", LIST)):
        (inputs / name).write_text(page, "utf-8")
    code, summary, errors = ingest(inputs)
    assert (code, summary["failed"], summary["added"], summary["list-page"], summary["error-page"]) == (1, 3, 2, 2, 1)
    assert [line.split(": ")[1] for line in errors.splitlines()] == ["list-page", "error-page", "list-page"]
    assert len(notices(root)) == 2


def test_a_notice_in_attachments_is_held_with_its_reason_until_a_person_decides(ingest, inputs, root, capsys):
    (inputs / "c.html").write_text(FILES, "utf-8")
    code, summary, _ = ingest(inputs)
    assert (code, summary["failed"], summary["added"]) == (0, 0, 3)
    (path,) = (path for path in (root / "content").rglob("*.md") if "attachment-only" in path.read_text("utf-8"))
    notice = parse_notice(path.read_text("utf-8"))
    assert (notice.title, str(notice.published), notice.attachments[0].type) == ("雾谷市商务局关于补贴名单的公示", "2020-03-02", "pdf")
    assert (notice.page_kind, notice.held) == ("attachment-only", True)
    assert main(["check", "--root", str(root)]) == 0
    assert review(root, capsys) == [(True, "attachment-only")]
    path.write_text(path.read_text("utf-8").replace("\nheld: true", "\nheld: false"), "utf-8")
    assert not parse_notice(path.read_text("utf-8")).held
    ingest(inputs)
    assert not parse_notice(path.read_text("utf-8")).held
    assert review(root, capsys) == []


def review(root, capsys):
    capsys.readouterr()
    assert main(["review", "--root", str(root), "--rule", "attachment-only", "--json"]) == 0
    return [(entry["held"], entry["rule"]) for entry in map(json.loads, capsys.readouterr().out.splitlines())]
