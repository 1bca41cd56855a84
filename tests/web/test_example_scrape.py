"""The example web scraped as a reader of the README would: one command, no network."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.model import Licence, Notice
from scraper.sources.source import Family
from scraper.sources.source_files import load_source
from scraper.store.shelf import Shelf
from tests.web.make_web import name_address
from tests.web.webpage import HERE, Sample, load_samples


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digest")
    assert scrape(folder) == 0
    return folder


def scrape(root: Path) -> int:
    """`make site`'s first step."""
    return main(["scrape", "--root", str(root), "--sources", str(HERE / "sources"), "--mirror", str(HERE / "mirror"), "--delay", "0"])


def read_tree(root: Path) -> dict[str, bytes]:
    """Every file of content/."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "content").rglob("*.md"))}


def load_shelved(root: Path) -> list[Notice]:
    """The notices as people would find them."""
    return [item.notice for item in Shelf(root).load_notices() if not isinstance(item, Exception)]


def test_each_notice_is_shelved_once_under_the_address_of_the_real_one(root: Path) -> None:
    originals: list[Sample] = [sample for sample in load_samples() if "repost_of" not in sample.truth]
    notices = load_shelved(root)
    addresses = {name_address(sample) for sample in originals}
    assert len(notices) == len(originals)
    assert {unescape(notice.source.url) for notice in notices if notice.source.url} <= addresses
    assert all(any(address in notice.body for address in addresses) for notice in notices)
    assert all(notice.source.licence is Licence.EXAMPLE for notice in notices)


def test_the_copy_stands_beside_its_original(root: Path) -> None:
    copied = [notice for notice in load_shelved(root) if notice.reposts]
    assert [notice.title for notice in copied] == ["关于严把应急保障物资质量和组织企业迅即复工复产的紧急通知"]


def test_a_second_run_changes_nothing(root: Path) -> None:
    before = read_tree(root)
    assert scrape(root) == 0
    assert read_tree(root) == before


@pytest.mark.parametrize("name", sorted(path.stem for path in (HERE / "sources").glob("*.yml") if path.stem != "box"))
def test_a_new_source_works_without_an_edit(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every family but folders, which have no address: recognised as what it is, and scraped as the example's own file scrapes it."""
    own = load_source(HERE / "sources" / f"{name}.yml")
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    where = ["--root", str(tmp_path), "--mirror", str(HERE / "mirror")]
    assert main(["source", "new", own.url[0], "--id", "fresh", *where]) == 0
    found = load_source(tmp_path / "sources" / "fresh.yml")
    assert found.url == own.url
    assert found.family is own.family or (own.family is Family.GENERIC and found.family is Family.TRS)
    assert found.region == own.region
    assert found.name.startswith(own.name)
    capsys.readouterr()
    assert main(["scrape", "fresh", "--json", *where]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["state"], row["failed"]) == ("ok", 0)
    assert row["added"] == row["new"] == sum(sample.site == name for sample in load_samples())
