from __future__ import annotations

import os
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.store.files import load_text, save_text


def test_a_file_is_written_and_then_left_alone(tmp_path):
    path = tmp_path / "a" / "b.md"
    assert save_text(path, "一\r\n")
    assert not save_text(path, "一\r\n")
    assert load_text(path) == "一\r\n"
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch, step):
    path = tmp_path / "b.md"
    save_text(path, "旧")

    def refuse(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), refuse)
    with pytest.raises(StoreError, match="No space left"):
        save_text(path, "新")
    assert [(item.name, item.read_text("utf-8")) for item in tmp_path.iterdir()] == [("b.md", "旧")]


def test_a_file_in_another_encoding_is_a_named_error(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("关于支持企业".encode("gbk"))
    with pytest.raises(StoreError, match="not UTF-8"):
        load_text(path)


def test_a_missing_file_is_none(tmp_path):
    assert load_text(tmp_path / "none.md") is None
