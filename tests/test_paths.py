"""Ids, anchors and paths from outside: nothing is read or written outside the folder that it belongs to, and whoever tries is named."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import httpx2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scraper.cli import main
from scraper.cli.commands.hosting import clean_base, open_host
from scraper.errors import ConfigError, DigestError, FrontMatterError, InputError, StoreError
from scraper.fetch.mirror import MirrorTransport, name_file
from scraper.frontmatter import dump_notice, parse_notice, render_notice
from scraper.intake import find_record
from scraper.model import Notice, Snapshot
from scraper.model.naming import CODE, MEASURE_ID, NOTICE_ID, ORIGIN, RUN, SOURCE_ID, WORD, Grammar, is_path
from scraper.sources.source import Source
from scraper.sources.source_files import parse_source
from scraper.store.archive import Archive, Capture
from scraper.store.inputs import list_inputs
from scraper.store.shelf import Shelf
from site_config.assembly import Frame, assemble
from site_config.render import render_digest
from tests.site.factory import AS_OF, make_notice

ESCAPES = (
    "../../x", "..", ".", "", "/etc/passwd", "a/../../x", "..\\..\\x", "C:\\x", "c:x", "\\\\host\\share", "x\x00", "x\n", "%2e%2e%2fx",
    "..%2f", "nul", "con", "COM1", "aux.md", "x.", "x ", "~/x", "file:///etc", "３７１６００", "371600-20200206-0A1B2C3D",
    "371600-20200206-0a1b2c3d/../x",
    "371600-20200206-0a1b2c3d\n", "m-000001/../x", "m-000001\"onclick=x", "x" * 5000, "\u202e", "\u2024\u2024/x", "a;b", "-rf",
    "$(x)", "__proto__",
)  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(ESCAPES),
    st.lists(
        st.sampled_from(["..", "/", "\\", "\0", "%2f", ":", ".", "a", "371600", "-", "m-", "0a1b2c3d", " ", "\n", "文"]), max_size=7
    ).map("".join),
    st.text(max_size=12),
)
GOOD = make_notice("关于支持示例企业的通知", [("对企业给予贷款贴息", "单户不超过30万元。", {})])
TEXT = render_notice(GOOD)
FIELDS = {
    "id": (f"id: {GOOD.id}", "id: {}"),
    "measure": (f"id: {GOOD.measures[0].id}", "id: {}"),
    "region": ("region: '371600'", "region: {}"),
    "region_path": ("region_path: ['370000', '371600']", "region_path: ['370000', {}]"),
    "topic": ("topics: [finance]", "topics: [{}]"),
    "instrument": ("instruments: [interest-subsidy]", "instruments: [{}]"),
    "source": ("id: yunxi", "id: {}"),
}
"""Each field that becomes a path or an address: as it stands in the file, and around what takes its place."""
GRAMMARS = (NOTICE_ID, MEASURE_ID, CODE, WORD, SOURCE_ID, RUN)


@given(st.sampled_from(GRAMMARS), HOSTILE)
def test_what_holds_for_any_kind_of_name_is_a_safe_name(grammar: Grammar, text: str) -> None:
    if grammar.holds(text):
        assert is_path(text)
        assert re.fullmatch(r"[A-Za-z0-9._-]+", text)
    assert ORIGIN.holds(text) == (text == "" or SOURCE_ID.holds(text))


@given(HOSTILE)
def test_a_path_that_is_one_stays_inside(text: str) -> None:
    if is_path(text):
        root = Path("/srv/digest")
        assert Path(str(root / text)).resolve().is_relative_to(root)
        assert not Path(text).is_absolute()
        assert "\\" not in text
        assert ".." not in text.split("/")


def spoil(field: str, value: str) -> str:
    """The good file with a hostile value in a field."""
    old, new = FIELDS[field]
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new.format(json.dumps(value, ensure_ascii=False)))


def attempt(make: Callable[[], object]) -> object:
    """What was made, or the error that says why not."""
    try:
        return make()
    except DigestError as error:
        return error


def list_names(notice: Notice) -> Iterator[tuple[Grammar, str]]:
    """Everything of a notice that becomes a path or an address."""
    yield NOTICE_ID, notice.id
    yield ORIGIN, notice.source.id
    if notice.region:
        yield from ((CODE, code) for code in (notice.region.code, *notice.region.path))
    for measure in notice.measures:
        yield MEASURE_ID, measure.id
        yield from ((WORD, word) for word in (*measure.topics, *measure.instruments))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(FIELDS)), HOSTILE)
@example("id", "../../x")
@example("region_path", "../../x")
def test_a_content_file_says_no_name_that_is_none(field: str, value: str) -> None:
    found = attempt(lambda: parse_notice(spoil(field, value), file="a.md"))
    if isinstance(found, FrontMatterError):
        line = next(n for n, line in enumerate(TEXT.split("\n"), 1) if FIELDS[field][0] in line)
        assert (found.file, found.line, bool(found.remedy)) == ("a.md", line, True)
    else:
        assert isinstance(found, Notice)
        assert all(grammar.holds(text) for grammar, text in list_names(found))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["id", "measure", "region", "path", "topic", "source"]), HOSTILE)
def test_a_record_says_no_name_that_is_none(field: str, value: str) -> None:
    data = dump_notice(GOOD)
    measure = data["measures"][0]
    places = {
        "id": (data, "id", value), "measure": (measure, "id", value), "region": (data, "region", value),
        "path": (data, "region_path", ["370000", value]), "topic": (measure, "topics", [value]), "source": (data["source"], "id", value),
    }  # fmt: skip
    where, key, given_ = places[field]
    where[key] = given_
    found = attempt(lambda: find_record(Snapshot("a.json", json.dumps(data).encode(), "")))
    if isinstance(found, InputError):
        assert (found.file, bool(found.remedy)) == ("a.json", True)
    else:
        assert isinstance(found, Notice)
        assert all(grammar.holds(text) for grammar, text in list_names(found))


@given(HOSTILE)
def test_the_shelf_has_no_place_outside(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    shelf = Shelf(tmp_path_factory.getbasetemp() / "shelf")
    for find in (shelf.path, shelf.base_path):
        found = attempt(lambda find=find: find(value))
        if isinstance(found, StoreError):
            assert found.remedy
        else:
            assert isinstance(found, Path)
            assert found.resolve().is_relative_to(shelf.root.resolve())


def test_the_shelf_writes_through_no_link(tmp_path: Path) -> None:
    outside, shelf = tmp_path / "outside", Shelf(tmp_path / "digest")
    outside.mkdir()
    shelf.path(GOOD.id).parent.parent.mkdir(parents=True)
    shelf.path(GOOD.id).parent.symlink_to(outside)
    with pytest.raises(StoreError, match="leads out"):
        shelf.save_notice(GOOD)
    assert not list(outside.iterdir())


def test_hostile_files_are_left_out_by_name_and_nothing_is_written_outside(tmp_path: Path) -> None:
    root, folder = tmp_path / "deep" / "er" / "digest", Path("docs") / "notices" / "370000" / "2020"
    (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: 示例\ndocs_dir: docs\n", "utf-8")
    (root / folder / "good.md").write_text(TEXT, "utf-8")
    (root / folder / "twin.md").write_text(TEXT.replace("关于支持示例企业的通知", "另一件"), "utf-8")
    for field in FIELDS:
        for number, value in enumerate(("../../../../../../x", "/etc/x", "..\\..\\x", "x\x00")):
            (root / folder / f"{field}-{number}.md").write_text(spoil(field, value), "utf-8")
    (root / folder / "bytes.md").write_bytes(b"---\n\xff")
    before = sorted(tmp_path.rglob("*"))
    out = root / "out"
    out.mkdir()
    _, faults = render_digest(root, out, AS_OF)
    told = [fault for fault in faults if re.match(r"notices/370000/2020/\S+\.md:\d+: ", fault)]
    assert len(told) == len(FIELDS) * 4
    (unread, *others) = [fault for fault in faults if fault not in told]
    assert unread.startswith("notices/370000/2020/bytes.md: can't be read")
    assert others == [f"notices/370000/2020/twin.md: {GOOD.id} is also the id of notices/370000/2020/good.md (delete one of the files)"]
    assert [path for path in sorted(tmp_path.rglob("*")) if not path.is_relative_to(out)] == before
    (record,) = out.rglob(f"{GOOD.id}.json")
    assert json.loads(record.read_text("utf-8"))["title"] == GOOD.title


def test_build_names_the_file_and_writes_nothing_outside(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "deep" / "digest"
    folder = root / "content" / "notices" / "370000" / "2020"
    folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: 示例\ndocs_dir: content\ntheme: {name: material}\nplugins: [policy-digest]\n", "utf-8")
    (root / "content" / "index.md").write_text("# 首页\n", "utf-8")
    (folder / "a.md").write_text(spoil("id", "../../../../../x"), "utf-8")
    (folder / "b.md").write_bytes(b"---\n\xff")
    before = sorted(tmp_path.rglob("*"))
    assert main(["build", "--root", str(root), "--site-dir", str(root / "site")]) == 1
    told = capfd.readouterr().err
    assert "notices/370000/2020/a.md:2: id: '../../../../../x' is no notice id" in told
    assert "notices/370000/2020/b.md: can't be read" in told
    assert [path for path in sorted(tmp_path.rglob("*")) if not path.is_relative_to(root / "site")] == before


@pytest.mark.parametrize(
    "notice",
    [
        replace(GOOD, id="../../x"),
        replace(GOOD, id="37/../../../../../x-20200206-0a1b2c3d"),
        replace(GOOD, id="371600-2020\\..\\-0a1b2c3d"),
        replace(GOOD, id="371600-20200206-0a1b2c3d\x00"),
    ],
)
def test_no_page_is_built_outside_whatever_a_notice_says(notice: Notice) -> None:
    """Beside what is read from files: a builder that forgets to ask is stopped at the one door that pages leave by."""
    with pytest.raises(ConfigError, match="no path inside the site"):
        assemble([notice], Frame("示例"), AS_OF)


REQUESTS = (
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/a/../../secret.txt",
    "//secret.txt",
    "/%00", "/index.html%00.txt", "/..%c0%af..%c0%afsecret.txt", "/%ff%fe", "/nul", "/con.html", "/c:/secret.txt", "/index.html::$DATA",
    "/link/secret.txt", "/link.txt", "/index.html/", "/a%0d%0aSet-Cookie:x", "/?" + "x" * 9000, "/" + "a/" * 3000, "/....//secret.txt",
    "http://x/../secret.txt", "/%252e%252e%252fsecret.txt", "/./././../secret.txt", "/index.html%20", "/index.html.", "/~root/",
)  # fmt: skip


@pytest.mark.enable_socket
@pytest.mark.parametrize("base", ["/", "/digest/"])
def test_a_served_site_tells_nothing_from_outside(tmp_path: Path, base: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("首页", "utf-8")
    (site / "404.html").write_text("没有", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "link").symlink_to(tmp_path)
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    with open_host(site, "127.0.0.1:0", base) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        for path in REQUESTS:
            for asked in {path, base.rstrip("/") + path}:
                status, text = ask(server.server_port, asked)
                assert "secret" not in text
                assert status in (200, 404, 414), asked
                assert status != 200 or "?" in asked, asked
        assert ask(server.server_port, base) == (200, "首页")
        server.shutdown()
        thread.join()


def ask(port: int, path: str) -> tuple[int, str]:
    """Status and text of an answer; a server that drops the connection fails."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


@pytest.mark.parametrize(
    "base", ["../x", "/a/../b", "a//b", "a\\b", "a\r\nSet-Cookie: x", "a\x00", "http://a.example/", "a?b", "a#b", "%2e%2e", "a b", "nul"]
)
def test_a_base_that_is_no_path_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="no path of an address"):
        clean_base(base)


@settings(deadline=None)
@given(st.sampled_from(["http://a.example/", "http://", "https://a.example:80/x?", "//"]), HOSTILE)
def test_no_address_is_answered_from_outside_the_mirror(head: str, tail: str) -> None:
    name = name_file(head + tail)
    assert name is None or is_path(str(name))


def test_a_mirror_follows_no_link_out_of_it(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    (mirror / "a.example").mkdir(parents=True)
    (mirror / "a.example" / "in.html").write_text("in", "utf-8")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (mirror / "a.example" / "out.html").symlink_to(tmp_path / "secret.html")
    (mirror / "b.example").symlink_to(tmp_path)

    async def fetch(url: str) -> int:
        return (await MirrorTransport(mirror).handle_async_request(httpx2.Request("GET", url))).status_code

    for url, status in (("http://a.example/in.html", 200), ("http://a.example/out.html", 404), ("http://b.example/secret.html", 404)):
        assert asyncio.run(fetch(url)) == status


def test_a_link_in_a_folder_brings_in_nothing_from_outside(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "a.txt").write_text("a", "utf-8")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "c.txt").symlink_to(folder / "a.txt")
    inputs = list_inputs([str(folder)])
    assert [Path(name).name for name in inputs.names] == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(InputError, match="leads out of its folder"):
        inputs.load(inputs.names[1])
    assert inputs.load(inputs.names[2]).data == b"a"
    assert list_inputs([inputs.names[1]]).load(inputs.names[1]).data == b"secret"


@settings(deadline=None)
@given(HOSTILE)
def test_no_source_writes_outside_the_archive(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("digest")
    archive = Archive(folder / "archive")
    archive.open_run(datetime(2026, 3, 1, tzinfo=UTC))
    capture = Capture(name, "detail", "http://a.example/", "http://a.example/", 200, (), b"", "2026-03-01T08:00:00Z")
    found = attempt(lambda: archive.save_capture(capture))
    if isinstance(found, StoreError):
        assert found.remedy
        assert not list(folder.iterdir())
    else:
        assert SOURCE_ID.holds(name)


@settings(deadline=None)
@given(HOSTILE)
def test_a_source_file_has_an_id_or_a_mistake_with_its_line(name: str) -> None:
    lines = ["name: 示例市", f"id: {json.dumps(name)}", "region: 371600", "url: http://a.example/", "family: generic", "licence: official"]
    found = attempt(lambda: parse_source("\n".join(lines), "a.yml"))
    if isinstance(found, ConfigError):
        assert (found.file, found.line) == ("a.yml", 2)
    else:
        assert isinstance(found, Source)
        assert SOURCE_ID.holds(found.id)


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "a/b", "nul", "A", ""])
def test_a_new_source_is_written_nowhere_else(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mirror").mkdir()
    command = ["source", "new", "http://a.example/", "--root", str(tmp_path / "digest"), "--mirror", str(tmp_path / "mirror")]
    assert main([*command, f"--id={name}"]) == (2 if name else 1)
    assert not name or "is no source id" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.yml")) or {path.name for path in tmp_path.rglob("*.yml")} == {"mkdocs.yml", "digest.yml"}


def test_every_digest_error_of_a_name_says_what_to_do() -> None:
    for make in (lambda: Shelf(Path()).path("x"), lambda: clean_base("../x"), lambda: parse_notice(spoil("id", "x"), file="a.md")):
        with pytest.raises(DigestError) as caught:
            make()
        assert caught.value.remedy
