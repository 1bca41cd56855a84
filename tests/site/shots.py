"""Screenshots of each page type into shots/: the example digest, on a desktop and a phone, light and dark.

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
    "english": "en/",
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
                    page.goto(home + pages[name], wait_until="networkidle")
                    page.screenshot(path=shots / f"{name}-{device}-{scheme}.png", full_page=True)
                if readme and (device, scheme) == ("desktop", "light"):
                    page.goto(home, wait_until="networkidle")
                    page.screenshot(path=README, type="jpeg", quality=80)
                page.close()
        chromium.close()
    server.shutdown()


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
