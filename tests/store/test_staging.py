from __future__ import annotations

from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.store.staging import Discarded, stage_folder


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "old.html").write_text("旧", "utf-8")
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_folder_takes_the_place_of_the_old_one(site, tmp_path):
    with stage_folder(site) as stage:
        (stage / "new.html").write_text("新", "utf-8")
        assert names(site) == ["old.html"]
    assert names(site) == ["new.html"]
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("error", [Discarded, KeyboardInterrupt, ValueError])
def test_unfinished_work_leaves_the_old_folder(site, tmp_path, error):
    try:
        with stage_folder(site) as stage:
            (stage / "new.html").write_text("新", "utf-8")
            raise error
    except (KeyboardInterrupt, ValueError):
        assert error is not Discarded
    assert names(site) == ["old.html"]
    assert names(tmp_path) == ["site"]


def test_a_swap_that_fails_puts_the_old_folder_back(site, monkeypatch):
    rename = Path.rename

    def refuse(path, target):
        if target == site and path.name.startswith(".site.") and not path.name.endswith(".old"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError, match="No space left"), stage_folder(site):
        pass
    assert names(site) == ["old.html"]
