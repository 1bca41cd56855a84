from __future__ import annotations

import json

import pytest

from scraper.errors import InputError, OversizedInput
from scraper.store import inputs
from scraper.store.inputs import list_inputs


@pytest.fixture
def folder(tmp_path):
    for name in ("b.html", "a.txt", "C.HTM", "d.md", "e.pdf", "f.csv"):
        (tmp_path / name).write_text("正文", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.json").write_text(json.dumps({"title": "通知", "body_contains": ["正文"]}), "utf-8")
    (tmp_path / "g.json").write_text(json.dumps({"title": "通知", "content": "正文"}), "utf-8")
    (tmp_path / "h.json").write_text("{", "utf-8")
    (tmp_path / "urls.tsv").write_text("a.txt\thttps://a.example/1\nb.html\tjavascript:alert(1)\nhead\n", "utf-8")
    return tmp_path


def names(found, folder):
    return [name.removeprefix(f"{folder}/") for name in found.names]


def test_a_folder_gives_its_documents_in_order(folder):
    assert names(list_inputs([str(folder)]), folder) == ["C.HTM", "a.txt", "b.html", "d.md", "g.json"]


def test_addresses_come_from_the_table_in_the_folder(folder):
    assert list_inputs([str(folder)]).urls == {f"{folder}/a.txt": "https://a.example/1"}


def test_a_given_table_goes_before_the_folders_own(folder, tmp_path_factory):
    table = tmp_path_factory.mktemp("t") / "u.tsv"
    table.write_text("\ufeffa.txt\thttps://b.example/2\nd.md\thttps://b.example/3\n", "utf-8")
    found = list_inputs([str(folder / "a.txt"), str(folder / "d.md")], table)
    assert list(found.urls.values()) == ["https://b.example/2", "https://b.example/3"]


def test_a_file_that_is_named_is_read_whatever_its_name(folder):
    path = str(folder / "a.json")
    assert list_inputs([path]).names == (path,)


def test_a_missing_table_stops_the_run(folder):
    with pytest.raises(InputError, match="table of addresses"):
        list_inputs([str(folder)], folder / "none.tsv")


def test_a_missing_file_is_a_named_error(folder):
    with pytest.raises(InputError, match="No such file"):
        list_inputs(["none.txt"]).load("none.txt")


def test_a_huge_file_is_refused_before_it_is_read(folder, monkeypatch):
    monkeypatch.setattr(inputs, "MAX_BYTES", 3)
    with pytest.raises(OversizedInput):
        list_inputs([str(folder / "a.txt")]).load(str(folder / "a.txt"))


def test_a_snapshot_carries_bytes_fingerprint_and_address(folder):
    found = list_inputs([str(folder)])
    snapshot = found.load(f"{folder}/a.txt")
    assert snapshot.data == "正文".encode()
    assert len(snapshot.sha256) == 64
    assert snapshot.url == "https://a.example/1"
