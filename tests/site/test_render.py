"""The second door: the whole site as Markdown, built by a generator that knows nothing of us."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from lxml import html

from scraper.cli import main
from site_config.finding.browser_search import serve_site
from site_config.render import read_config

ADDED = ".//*[@id='content' or contains(concat(' ', @class, ' '), ' imprint ') or contains(@class, 'headerlink') or @data-md-component]"
"""What the theme puts among ours."""


@pytest.fixture(scope="session")
def tree(site: Path, factory: Any, build_once: Callable[..., Path]) -> Path:
    """The digest of the tests, hostile notices among them, rendered and built by plain MkDocs."""

    def fill(folder: Path) -> None:
        out = folder / "tree"
        assert main(["render", str(out), "--root", str(site.parent.parent), "--as-of", factory.AS_OF.isoformat()]) == 0
        command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet")
        done = subprocess.run(command, cwd=out, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr

    return build_once("rendered", fill) / "tree"


def read_article(path: Path, name: str) -> tuple[list[str], list[str], list[str], str]:
    """Names of elements, anchors, links and text of what is ours on a page: inside the first element of a class."""
    part = html.document_fromstring(path.read_text("utf-8")).find_class(name)[0]
    for added in part.xpath(ADDED):
        added.drop_tree()
    tags = [tag for tag in part.iterdescendants() if isinstance(tag.tag, str)]
    anchors = [tag.get("id") for tag in tags if tag.get("id")]
    links = [tag.get("href") for tag in tags if tag.get("href")]
    return [tag.tag for tag in tags], anchors, links, " ".join(part.text_content().split())


def test_rendered_tree_builds_to_the_same_pages_and_anchors(site: Path, tree: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("index.html")}
    built = tree / "site"
    assert {path.relative_to(built).as_posix() for path in built.rglob("index.html")} == names
    assert len(names) > 100
    for name in sorted(names):
        ours, plain = (read_article(site / name, "md-content__inner"), read_article(built / name, "digest"))
        assert plain == ours, name


@pytest.mark.browser
@pytest.mark.parametrize(("path", "sentence"), [("search/", "金融支持："), ("en/search/", "Financing: ")])
def test_rendered_tree_is_searched_in_both_languages(tree: Path, browser: Any, path: str, sentence: str) -> None:
    with serve_site(tree / "site") as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}{path}?topic=finance")
        page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        assert page.locator("#search-sentence").inner_text().startswith(sentence)
        assert page.locator("article.measure .chip--topic").first.inner_text() in sentence
        page.close()
    assert faults == []


def test_no_word_of_a_notice_becomes_markup_in_a_head(tree: Path) -> None:
    for path in (tree / "site" / "notices").rglob("index.html"):
        head = BeautifulSoup(path.read_text("utf-8"), "lxml").head
        assert head is not None
        assert {tag.name for tag in head.find_all(True)} <= {"meta", "title", "link", "script", "style"}, path
        assert not head.select("[onload], [onerror], script[src^='http'], script[src^='//']"), path


def test_rendered_tree_holds_everything_beside_the_pages(site: Path, tree: Path) -> None:
    beside = {".csv", ".json", ".ndjson", ".ics", ".xml", ".sqlite", ".pack"}
    made_by_mkdocs = {"sitemap.xml"}
    for path in (path for path in site.rglob("*") if path.suffix in beside):
        name = path.relative_to(site)
        if name.as_posix() not in made_by_mkdocs:
            assert (tree / "site" / name).read_bytes() == path.read_bytes(), name


def test_pages_are_front_matter_and_one_block_of_html(tree: Path) -> None:
    for path in sorted((tree / "docs").rglob("*.md")):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        assert yaml.safe_load(head)["title"]
        block = body.strip()
        assert block.startswith('<div class="digest" lang="')
        assert block.endswith("</div>")
        assert "\n\n" not in block, path


def test_what_people_wrote_follows_the_page(factory: Any, tmp_path: Path) -> None:
    root = factory.save_digest(tmp_path / "digest", factory.make_digest(), "extra: {key: !ENV HOME}")
    (root / "content/index.md").write_text("---\ntitle: x\n---\n\n# 汇编\n\n由示例协会维护。\n", encoding="utf-8")
    (root / "content/about.md").write_text("# 关于\n", encoding="utf-8")
    assert main(["render", str(tmp_path / "out"), "--root", str(root)]) == 0
    home = (tmp_path / "out/docs/index.md").read_text("utf-8")
    assert home.rstrip().endswith("</div>\n\n由示例协会维护。")
    assert (tmp_path / "out/docs/about.md").read_text("utf-8") == "# 关于\n"
    assert "报告错误" in next((tmp_path / "out/docs/notices").rglob("*/index.md")).read_text("utf-8")


def test_notice_that_can_not_be_read_is_named(factory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = factory.save_digest(tmp_path / "digest", factory.make_digest())
    (root / "content/notices/370000/2024/broken.md").write_text("---\nid: [\n---\n\nx\n", encoding="utf-8")
    assert main(["render", str(tmp_path / "out"), "--root", str(root)]) == 1
    assert "notices/370000/2024/broken.md" in capsys.readouterr().err


@pytest.mark.parametrize("out", [".", "content", ".."])
def test_nothing_of_a_digest_is_written_over(factory: Any, tmp_path: Path, out: str) -> None:
    root = factory.save_digest(tmp_path / "digest", factory.make_digest()[:1])
    before = sorted(root.rglob("*"))
    assert main(["render", str(root / out), "--root", str(root)]) == 2
    assert sorted(root.rglob("*")) == before


def test_settings_with_code_in_them_run_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text("site_name: 甲\nhook: !!python/object/apply:os.mkdir ['evil']\nurl: !ENV [A, b]\n", encoding="utf-8")
    assert read_config(path) == {"site_name": "甲", "hook": None, "url": None}
