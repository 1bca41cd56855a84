from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fetch.client import Client, Fetched, Limits, Validators
from scraper.fetch.failure import Unfetched
from scraper.fetch.mirror import MirrorTransport, name_file
from scraper.fetch.pace import Pace
from scraper.model.source_state import State


async def permit_all(_: str) -> float:
    return 0.0


def fetch(folder: Path, url: str, validators: Validators | None = None) -> Fetched:
    async def run() -> Fetched:
        async with Client(MirrorTransport(folder), Pace(0), limits=Limits(tries=1)) as client:
            return await client.fetch_page(url, permit_all, validators)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://a.example/", "a.example/index.html"),
        ("https://A.Example", "a.example/index.html"),
        ("http://a.example/tz/", "a.example/tz/index.html"),
        ("http://a.example/tz/1.html", "a.example/tz/1.html"),
        ("http://a.example/list?a=1&b=2", "a.example/list@a=1&b=2"),
        ("http://a.example/col/?page=2", "a.example/col/index.html@page=2"),
        ("http://a.example:8080/x", "a.example@8080/x"),
        ("http://a.example/%E6%96%87.html", "a.example/%E6%96%87.html"),
        ("http://a.example/文.html", "a.example/%E6%96%87.html"),
        ("http://a.example/u?q={%221%22}", "a.example/u@q=%7B%221%22%7D"),
        ("http://a.example/u?path=/x", "a.example/u@path=%2Fx"),
        ("http://a.example//x", "a.example/x"),
        ("http://a.example/../x", None),
        ("http://a.example/%2e%2e/x", None),
        ("http://a.example/a/..%2fx", "a.example/a/..%2Fx"),
        (f"http://a.example/{'x' * 300}", None),
    ],
)
def test_an_address_has_one_file(url: str, name: str | None) -> None:
    found = name_file(url)
    assert (str(found) if found else None) == name


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("./%2efxA文?&=@ \\:~"), max_size=40))
def test_no_address_leads_out_of_the_mirror(tail: str) -> None:
    name = name_file(f"http://a.example/{tail}")
    if name is not None:
        assert not name.is_absolute()
        assert ".." not in name.parts
        assert name.parts[0] == "a.example"


def test_files_answer_with_type_status_and_headers(tmp_path: Path) -> None:
    folder = tmp_path / "a.example"
    folder.mkdir()
    (folder / "list@p=1").write_text("{}", "utf-8")
    (folder / "list@p=1.headers").write_text("Content-Type: application/json\nX-Note: 说明\n", "utf-8")
    (folder / "page.shtml").write_text("<p>x", "utf-8")
    (folder / "gone.html").write_text("gone", "utf-8")
    (folder / "gone.html.headers").write_text("Status: 410\n", "utf-8")
    page = fetch(tmp_path, "http://a.example/list?p=1")
    assert (page.body, page.header("content-type")) == (b"{}", "application/json")
    assert fetch(tmp_path, "https://a.example/page.shtml").header("content-type") == "text/html"
    for address in ("http://a.example/gone.html", "http://a.example/none.html", "http://b.example/"):
        with pytest.raises(Unfetched) as caught:
            fetch(tmp_path, address)
        assert caught.value.state is State.GONE


def test_an_unchanged_file_is_not_modified(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    path = tmp_path / "a.example" / "index.html"
    path.write_text("one", "utf-8")
    first = fetch(tmp_path, "http://a.example/")
    assert fetch(tmp_path, "http://a.example/", first.validators).status == 304
    path.write_text("two", "utf-8")
    assert fetch(tmp_path, "http://a.example/", first.validators).body == b"two"


def test_redirects_work_as_on_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    (tmp_path / "a.example" / "old.html").write_text("", "utf-8")
    (tmp_path / "a.example" / "old.html.headers").write_text("Status: 301\nLocation: /new.html\n", "utf-8")
    (tmp_path / "a.example" / "new.html").write_text("new", "utf-8")
    page = fetch(tmp_path, "http://a.example/old.html")
    assert (page.final, page.body) == ("http://a.example/new.html", b"new")
