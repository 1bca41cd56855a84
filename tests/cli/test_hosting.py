"""A built site on loopback, as any static host serves it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from scraper.cli import main
from scraper.cli.commands.hosting import clean_base, open_host
from scraper.errors import ConfigError

pytestmark = pytest.mark.enable_socket
START = "from scraper.cli import main; raise SystemExit(main())"
FILES = {
    "index.html": "<h1>首页</h1>",
    "404.html": "<h1>没有这一页</h1>",
    "topics/jobs/index.html": "<h1>就业</h1>",
    "data/measures.csv": "id\n",
    "pagefind/pagefind.js": "export {}",
    "pagefind/wasm.zh.pagefind": "00",
    "pagefind/a.wasm": "00",
    "deadlines.ics": "BEGIN:VCALENDAR",
    "empty/nothing.txt": "-",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture(params=["/", "/digest/"])
def port(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[int, str]]:
    with open_host(folder, "127.0.0.1:0", request.param) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1], request.param
        server.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer, text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("topics/jobs/", "text/html; charset=utf-8"),
        ("data/measures.csv", "text/csv; charset=utf-8"),
        ("pagefind/pagefind.js", "text/javascript; charset=utf-8"),
        ("pagefind/a.wasm", "application/wasm"),
        ("pagefind/wasm.zh.pagefind", "application/octet-stream"),
        ("deadlines.ics", "text/calendar; charset=utf-8"),
    ],
)
def test_files_come_with_their_types(port: tuple[int, str], path: str, kind: str) -> None:
    number, base = port
    answer, text = ask(number, base + path + "?v=1")
    assert (answer.status, answer.getheader("Content-Type")) == (200, kind)
    assert text == FILES[path or "index.html"] if not path.endswith("/") else "就业" in text


@pytest.mark.parametrize("path", ["nothing/", "empty/", "../secret.txt", "%2e%2e/secret.txt", "topics/jobs/none.html"])
def test_what_is_not_there_gets_the_page_of_the_site(port: tuple[int, str], path: str) -> None:
    number, base = port
    answer, text = ask(number, base + path)
    assert (answer.status, text) == (404, FILES["404.html"])
    assert ask(number, base + path, "HEAD")[1] == ""


def test_folder_without_a_slash_leads_to_the_one_with_it(port: tuple[int, str]) -> None:
    number, base = port
    answer, _ = ask(number, f"{base}topics/jobs")
    assert answer.status == 301
    assert answer.getheader("Location", "").endswith(f"{base}topics/jobs/")


def test_site_in_a_sub_path_is_nowhere_else(folder: Path) -> None:
    with open_host(folder, "127.0.0.1:0", "digest") as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        root, _ = ask(server.server_address[1], "/")
        other, _ = ask(server.server_address[1], "/topics/jobs/")
        server.shutdown()
        thread.join()
    assert (root.status, root.getheader("Location"), other.status) == (302, "/digest/", 404)


def test_folder_without_a_site_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--static", str(tmp_path)]) == 2
    assert "index.html is missing" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["127.0.0.1:port", "127.0.0.1:99999", "nowhere"])
def test_address_that_can_not_be_had_is_named(folder: Path, address: str) -> None:
    with pytest.raises(ConfigError, match="can't listen"):
        open_host(folder, address, "/")


def test_command_says_where_the_site_is(folder: Path) -> None:
    command = (sys.executable, "-c", START, "serve", "--static", str(folder), "--addr", "127.0.0.1:0", "--base", "/a/b")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip()
            assert address.endswith("/a/b/")
            answer, text = ask(int(address.split(":")[2].partition("/")[0]), "/a/b/topics/jobs/")
            assert (answer.status, text) == (200, FILES["topics/jobs/index.html"])
        finally:
            server.terminate()


def test_base_is_a_path_between_slashes() -> None:
    assert [clean_base(base) for base in ("", "/", "a", "/a", "a/b/")] == ["/", "/", "/a/", "/a/", "/a/b/"]
