"""A newcomer's first days with a digest of their own, from an empty folder: whatever installed the program plays the same walk."""

from __future__ import annotations

import functools
import os
import shlex
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.scraped import Site

Command = Callable[..., str]
"""Runs `policy-digest` with these words in the newcomer's folder; gives what it prints when it ends well."""
HOST = "127.0.0.1"
EDITED, HELD, QUIET = 1, 2, 0
"""The articles of the site that are edited by hand, held back, and left alone."""
REMARK = "本站注：咨询请到市民中心二楼九号窗口。"
SUMMARY = "手续从简，三天办完"
"""What the newcomer writes below the notice, and in place of a measure's summary."""


QUERIES = ("补助88万元", "二楼九号窗口", "减免")
"""Words of what changed, of what the newcomer wrote, and of what is held back."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *arguments: object) -> None: ...


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """A folder's address on this machine."""
    with ThreadingHTTPServer((HOST, 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()


def walk(digest: Command, folder: Path, site: Site) -> Path:
    """From an empty folder to a built site; gives the digest's folder."""
    root = folder / "my-digest"
    with serve_folder(site.folder / HOST) as address:
        assert "policy-digest source new" in digest("init", "my-digest", "--region", "371600", "--contact", "me@digest.example")
        assert "no sources yet" not in digest("source", "try", f"{address}tz/", "--allow-loopback", "--root", "my-digest")
        said = digest("source", "new", f"{address}tz/", "--allow-loopback", "--root", "my-digest").splitlines()
        scrape = shlex.split(said[-1].removeprefix("next: policy-digest "))
        assert scrape[0] == "scrape"
        assert "added 3" in digest(*scrape)
        assert len(list_notices(root)) == 3
        assert "added 0, changed 0" in digest(*scrape)
        edit_notice(find_notice(root, site.title(EDITED)))
        change_upstream(site, root)
        assert "added 0, changed 1" in digest(*scrape)
    merged = find_notice(root, site.title(EDITED)).read_text("utf-8")
    assert merged.count(REMARK) == merged.count(SUMMARY) == 1
    assert "补助88万元" in merged
    assert "补助2万元" not in merged
    assert "<<<<" not in merged
    held = find_notice(root, site.title(HELD))
    held.write_text(held.read_text("utf-8").replace("---\n", "---\nheld: true\n", 1), "utf-8")
    digest("review", "--root", "my-digest")
    digest("check", "--root", "my-digest")
    digest("build", "--strict", "--root", "my-digest")
    return root


def list_notices(root: Path) -> list[Path]:
    """The content files of notices."""
    return sorted((root / "content" / "notices").rglob("*.md"))


def find_notice(root: Path, title: str) -> Path:
    """The content file of the notice with this title."""
    (found,) = (path for path in list_notices(root) if title in path.read_text("utf-8"))
    return found


def edit_notice(path: Path) -> None:
    """A remark below the body and a summary in the newcomer's own words."""
    text = path.read_text("utf-8")
    changed = text.replace("  summary: 简化办理流程，3个工作日内办结", f"  summary: {SUMMARY}")
    assert changed != text
    path.write_text(f"{changed.rstrip()}\n\n{REMARK}\n", "utf-8")


def change_upstream(site: Site, root: Path) -> None:
    """Another sentence of the same article changes on its site, and a month goes by: then a run asks for it again."""
    body = "<p>一、对企业给予贷款贴息补助88万元。</p><p>二、简化办理流程，3个工作日内办结。</p>"
    site.write(site.path(EDITED), site.article(EDITED, body))
    later = time.time() + 60
    os.utime(site.folder / HOST / "tz" / f"{EDITED}.html", (later, later))
    with closing(sqlite3.connect(root / ".policy-digest" / "state.sqlite")) as memory, memory:
        memory.execute("UPDATE page SET checked = '2020-01-01' WHERE url LIKE ?", (f"%{site.path(EDITED)}",))


def check_search(root: Path) -> None:
    """The built site finds what changed and what the newcomer wrote, and nothing of what is held."""
    assert list_search(root) == {
        "补助88万元": ["对企业给予贷款贴息补助88万元"],
        "二楼九号窗口": ["滨州市工业和信息化局关于做好贷款贴息工作的通知（第1号）"],
        "减免": [],
    }


def list_search(root: Path) -> dict[str, list[str]]:
    """What the site's own search page finds in a browser, by the words typed."""
    from site_config.finding.browser_search import BROWSERS, open_browser, search_site, serve_site

    if not any(map(shutil.which, BROWSERS)):
        pytest.skip("no Chromium to search with")
    with serve_site(root / "site") as address, open_browser() as browser:
        page = browser.new_page(locale="zh-CN")
        found = {words: search_site(page, address, words)[0] for words in QUERIES}
    return {words: [result.lead for result in results] for words, results in found.items()}
