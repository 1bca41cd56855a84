"""The two doors to MkDocs, as a maintainer goes through them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
HOOK = f"plugins: []\nhooks: ['{ROOT / 'site_config/hooks.py'}']"
UNINSTALLED = """
import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in getattr(finder, "__module__", "") + repr(finder)]
sys.path[:] = [path for path in sys.path if path not in ("", {root!r})]
try:
    import site_config
except ImportError:
    pass
else:
    raise SystemExit("the project is installed after all")
from mkdocs.__main__ import cli
cli(["build", "--strict"])
"""


def read_tree(site: Path) -> dict[str, bytes]:
    """All pages; the search index and the map of the site carry build times or compressed data."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*.html"))}


@pytest.fixture
def folder(factory: Any, tmp_path: Path) -> Path:
    return factory.save_digest(tmp_path, factory.make_digest(), HOOK)


@pytest.fixture(scope="session")
def built(factory: Any, build: Any, build_once: Callable[..., Path]) -> Path:
    """The site of a digest without an address, built through the hook."""

    def fill(folder: Path) -> None:
        done = build(factory.save_digest(folder, factory.make_digest(), HOOK), "2024-06-01")
        assert done.returncode == 0, done.stderr

    return build_once("built", fill) / "site"


@pytest.mark.slow
def test_hook_works_where_the_project_is_not_installed(folder: Path, build: Any) -> None:
    done = build(folder, "2024-06-01", sys.executable, "-c", UNINSTALLED.format(root=str(ROOT)))
    assert done.returncode == 0, done.stderr
    assert (folder / "site/regions/370000/371600/index.html").is_file()
    assert (folder / "site/search/index/list.pack").is_file()


@pytest.mark.slow
def test_plugin_makes_the_same_pages_as_the_hook(factory: Any, built: Path, build: Any, tmp_path: Path) -> None:
    if not any(entry.name == "policy-digest" for entry in entry_points(group="mkdocs.plugins")):
        pytest.skip("the project is not installed, so MkDocs knows no plugin of it")
    done = build(factory.save_digest(tmp_path, factory.make_digest()), "2024-06-01")
    assert done.returncode == 0, done.stderr
    assert read_tree(tmp_path / "site") == read_tree(built)


@pytest.mark.slow
def test_same_notices_give_the_same_pages(folder: Path, built: Path, build: Any) -> None:
    build(folder, "2024-06-01")
    assert read_tree(folder / "site") == read_tree(built)


def test_site_without_an_address_has_no_empty_map(built: Path) -> None:
    assert not list(built.glob("sitemap*"))


def test_wrong_day_stops_with_a_sentence(folder: Path, build: Any) -> None:
    done = build(folder, "1. Juni")
    assert done.returncode != 0
    assert "POLICY_DIGEST_AS_OF is no date" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_broken_notice_is_named_and_stops_a_strict_build(folder: Path, build: Any) -> None:
    (folder / "content/notices/370000/2024/broken.md").write_text("---\nid: [\n---\n\nx\n", encoding="utf-8")
    strict = build(folder, "2024-06-01")
    assert strict.returncode != 0
    assert "notices/370000/2024/broken.md" in strict.stderr
    loose = build(folder, "2024-06-01", sys.executable, "-m", "mkdocs", "build")
    assert loose.returncode == 0
    assert not (folder / "site/notices/370000/2024/broken").exists()


@pytest.mark.slow
def test_what_people_write_stays_and_the_day_changes_the_status(folder: Path, build: Any) -> None:
    (folder / "content/index.md").write_text("# 汇编\n\n由示例协会维护。\n", encoding="utf-8")
    (folder / "content/about.md").write_text("# 关于\n\n说明。\n", encoding="utf-8")
    done = build(folder, "2025-01-01")
    assert done.returncode == 0, done.stderr
    home = (folder / "site/index.html").read_text("utf-8")
    assert "由示例协会维护" in home
    assert home.count("<h1") == 1
    assert 'href="about/"' in home
    page = next((folder / "site/notices/370000/2024").glob("371600-20240305-*/index.html")).read_text("utf-8")
    assert "已到期" in page


@pytest.mark.slow
def test_front_matter_is_never_read_by_mkdocs(factory: Any, folder: Path, build: Any) -> None:
    notice = folder / "content/notices/370000/2024"
    before = next(notice.glob("371600-20240305-*.md"))
    text = before.read_text("utf-8")
    before.write_text(text.replace("---\n", "---\ntemplate: /etc/hostname\n", 1), encoding="utf-8")
    done = build(folder, "2024-06-01", sys.executable, "-m", "mkdocs", "build")
    assert done.returncode == 0, done.stderr


def test_nothing_on_a_page_is_fetched_from_elsewhere(built: Path) -> None:
    for name, page in read_tree(built).items():
        text = page.decode()
        for mark in ('src="http', 'src="//', "@import", "fonts.googleapis", 'rel="preconnect"', "<iframe"):
            assert mark not in text, name
        assert text.index("Content-Security-Policy") < text.index("<script"), name


@pytest.mark.slow
def test_preview_serves_pages_and_search_and_follows_changes(folder: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        home = f"http://127.0.0.1:{free.getsockname()[1]}/"
    command = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", home.removeprefix("http://").strip("/"))
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert "按主题看" in wait_for(home, "按主题看")
            assert urllib.request.urlopen(home + "search/index/list.pack", timeout=5).status == 200  # noqa: S310  (loopback)
            (folder / "content/index.md").write_text("刚刚写下的话。\n", encoding="utf-8")
            assert "刚刚写下的话" in wait_for(home, "刚刚写下的话")
        finally:
            server.terminate()


def wait_for(url: str, words: str) -> str:
    """The page, once it is there and holds `words`; what was there last, after a minute."""
    text = ""
    for _ in range(240):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  (loopback)
            text = answer.read().decode()
        if words in text:
            break
        time.sleep(0.25)
    return text


def test_pages_stay_light(built: Path) -> None:
    sizes = {name: len(page) for name, page in read_tree(built).items()}
    assert max(sizes.values()) < 120_000, max(sizes, key=sizes.__getitem__)
    han = (built / "assets/digest/simplified.json").read_bytes()
    assert len(han) < 20_000
