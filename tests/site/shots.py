"""Screenshots of each page type and each side of the search into shots/: the example digest, wide and narrow, light, dark, on paper.

`make shots` builds the site first when there is none; `python tests/site/shots.py --readme` also renews the picture in the README.
"""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "site_config" / "assets" / "screenshot.jpg"
PRINTED = ("notice", "region", "search")
PLAIN = ("search", "compare", "home", "notice")
"""What is looked at without a script as well."""
WIDTHS = {"desktop": 1280, "phone": 390}
PAGES = {
    "home": "",
    "regions": "regions/",
    "region": "regions/440000/440100/",
    "province": "regions/330000/",
    "compare": "compare/?a=440000&b=370000",
    "topics": "topics/",
    "topic": "topics/finance/",
    "notices": "notices/",
    "tags": "tags/",
    "sources": "sources/",
    "data": "data/",
    "search": "search/?q=%E8%A1%A5%E8%B4%B4&region=440100",
    "search-all": "search/",
    "search-narrowed": "search/?topic=finance&instrument=loan&status=unstated&sort=newest",
    "search-notices": "search/?kind=notice&q=%E7%BB%86%E5%88%99",
    "search-related": "search/?q=%E6%88%BF%E4%B8%9C%E6%B6%A8%E4%BB%B7%E6%80%8E%E4%B9%88%E5%8A%9E&region=371600",
    "search-slip": "search/?q=%E5%B8%A6%E6%AC%BE",
    "search-pinyin": "search/?q=wgfh",
    "search-nothing": "search/?q=zzzz&region=640000&from=2031-01-01",
    "english": "en/",
    "english-search": "en/search/?q=%E8%A1%A5%E8%B4%B4&region=440100",
    "english-nothing": "en/search/?q=loan",
    "english-compare": "en/compare/?a=440000&b=370000",
    "english-notices": "en/notices/",
    "english-tags": "en/tags/",
    "english-sources": "en/sources/",
    "english-region": "en/regions/440000/440100/",
    "english-topic": "en/topics/finance/",
    "about": "about/",
    "lost": "404.html",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


def main(site: Path, shots: Path, wanted: list[str], *, readme: bool) -> None:
    """Open each page in each width and scheme."""
    shots.mkdir(exist_ok=True)
    pages = PAGES | {"notice": _find_notice(site)}
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_address[1]}/"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for device, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name in wanted or pages:
                    _open(page, home + pages[name])
                    page.screenshot(path=shots / f"{name}-{device}-{scheme}.png", full_page=True)
                    if name in PRINTED and (device, scheme) == ("desktop", "light"):
                        page.pdf(path=shots / f"{name}.pdf", format="A4")
                        page.emulate_media(media="print")
                        page.screenshot(path=shots / f"{name}-paper.png", full_page=True)
                        page.emulate_media(media="screen")
                if readme and (device, scheme) == ("desktop", "light"):
                    _open(page, home)
                    page.screenshot(path=README, type="jpeg", quality=80)
                page.close()
            page = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 900}).new_page()
            for name in (name for name in PLAIN if name in (wanted or pages)):
                page.goto(home + pages[name])
                page.screenshot(path=shots / f"{name}-{device}-plain.png", full_page=True)
        chromium.close()
    server.shutdown()


def _open(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")


def _find_notice(site: Path) -> str:
    """The notice with the most measures."""
    found = sorted(site.glob("notices/*/*/*/index.html"))
    return max(found, key=lambda path: path.read_text("utf-8").count('class="measure"')).parent.relative_to(site).as_posix() + "/"


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(arguments.pop(0)) if arguments and Path(arguments[0]).is_dir() else ROOT / "site"
    if not (folder / "index.html").is_file():
        sys.exit(f"no site in {folder}: run make site first")
    main(folder, ROOT / "shots", arguments, readme="--readme" in sys.argv)
