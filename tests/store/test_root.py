from __future__ import annotations

import pytest

from scraper.cli.console import find_packaged
from scraper.errors import ConfigError
from scraper.store.root import find_root, open_root


@pytest.fixture
def starter(tmp_path):
    folder = tmp_path / "starter"
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (folder / "content" / "index.md").write_text("# 首页\n", "utf-8")
    (folder / "__init__.py").write_text("", "utf-8")
    return folder


@pytest.mark.parametrize("kind", ["missing", "empty", ".policy-digest", ".git"])
def test_a_missing_or_empty_folder_becomes_a_digest(tmp_path, starter, kind):
    root = tmp_path / "new" / "digest"
    if kind != "missing":
        root.mkdir(parents=True)
    if kind.startswith("."):
        (root / kind).mkdir()
    assert open_root(root, starter) == root == find_root(root)
    assert (root / "content" / "index.md").read_text("utf-8") == "# 首页\n"
    assert not (root / "__init__.py").exists()


def test_a_digest_is_left_as_it_is(tmp_path, starter):
    (tmp_path / "mkdocs.yml").write_text("site_name: mine\n", "utf-8")
    open_root(tmp_path, starter)
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == "site_name: mine\n"
    assert not (tmp_path / "content").exists()


def test_a_folder_with_other_things_is_not_touched(tmp_path, starter):
    root = tmp_path / "home"
    root.mkdir()
    (root / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(ConfigError, match="neither a digest"):
        open_root(root, starter)
    assert [path.name for path in root.iterdir()] == ["letter.txt"]


def test_a_folder_without_a_digest_says_so(tmp_path):
    with pytest.raises(ConfigError, match="not a digest"):
        find_root(tmp_path)


def test_a_new_digest_keeps_what_can_be_made_again_out_of_version_control(tmp_path):
    open_root(tmp_path, find_packaged("starter"))
    assert (tmp_path / ".gitignore").read_text("utf-8").split() == ["/site/", "/.policy-digest/"]
