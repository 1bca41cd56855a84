"""The example web scraped as a reader of the README would: one command, no network."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.model import Licence, Notice
from scraper.store.shelf import Shelf
from tests.web.make_web import name_address
from tests.web.webpage import HERE, Sample, load_samples

# warcio leaves the buffer of each written record to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")


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
