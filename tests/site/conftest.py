"""A built digest, served on loopback, and a browser that reports everything it should not see."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HOOK = f"plugins: []\nhooks: ['{ROOT / 'site_config/hooks.py'}']"
CHROMIUM = next(filter(None, (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def load_module(name: str) -> ModuleType:
    """A module beside this one; the test folders are no packages."""
    spec = importlib.util.spec_from_file_location(f"tests_site_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def factory() -> ModuleType:
    return load_module("factory")


@pytest.fixture(scope="session")
def digest(factory: ModuleType) -> Any:
    """The small digest as the builders see it."""
    from site_config.catalog.digest import build_digest
    from site_config.closed_words import load_vocabulary

    return build_digest(factory.make_digest(), load_vocabulary(), factory.AS_OF)


@pytest.fixture(scope="session")
def notice(digest: Any) -> str:
    """Where the first notice stands."""
    from site_config.catalog.addresses import notice_path

    return notice_path(digest.by_number["云溪示〔2024〕1号"])


@pytest.fixture(scope="session")
def build() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`mkdocs build --strict` of a folder."""
    return build_site


def build_site(folder: Path, day: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` in a process of its own."""
    env = os.environ | {"POLICY_DIGEST_AS_OF": day, "NO_MKDOCS_2_WARNING": "1"}
    command = arguments or (sys.executable, "-m", "mkdocs", "build", "--strict")
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="session")
def site(factory: ModuleType, build_once: Callable[..., Path]) -> Path:
    """The small digest with hostile notices, built through the hook.

    The folder above it is what is served, so that the site stands in a sub-path.
    """

    def fill(folder: Path) -> None:
        hostile = load_module("hostile").list_hostile(factory)
        hook = f"{HOOK}\nsite_url: https://digest.example/digest/\nsite_dir: public/digest"
        factory.save_digest(folder, (*factory.make_digest(), *hostile), hook)
        done = build_site(folder, factory.AS_OF.isoformat())
        assert done.returncode == 0, done.stderr

    return build_once("digest", fill) / "public" / "digest"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page that is left asks for nothing more
            super().handle()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: in a sub-path, on loopback."""
    with serve_site(site) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], Any]:
    """Serve another site in the same way, for as long as a block lasts."""
    return serve_site


@contextmanager
def serve_site(site: Path) -> Iterator[str]:
    """The address of a built site."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
        server.shutdown()
        thread.join()


@dataclass
class Reader:
    """A page in the browser with all that went wrong on it."""

    page: Any
    address: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """Open a page of the site and wait for its second frame: before the first one is shown, Chromium drops keys and clicks."""
        self.page.goto(self.address + path)
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.page

    def search(self, query: str) -> Any:
        """Open the search page with a query string and wait for its answer."""
        self.open(f"search/?{query}")
        self.page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        return self.page

    def wait_for(self, words: str) -> None:
        """Wait until the sentence over the results holds `words` and the results are there."""
        self.page.locator("#search-sentence", has_text=words).wait_for()
        self.page.locator("#search-results[aria-busy=false]").wait_for(state="attached")

    def leads(self) -> list[str]:
        """What the results say, reports and intentions last."""
        return self.page.locator("article.measure .measure__lead").all_text_contents()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium, for one file of tests: Playwright's event loop must not outlive it, or other tests could not run theirs."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def contexts(browser: Any) -> Callable[[int], Any]:
    """A browser's profile for each width, kept for one file of tests: what one page has fetched, the next finds in the cache.

    A clock that a test sets (`page.clock`) stays for the other tests of its file.
    """
    return functools.cache(functools.partial(open_context, browser))


def open_context(browser: Any, width: int, **options: Any) -> Any:
    """A fresh profile."""
    return browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **options)


@pytest.fixture
def reader(contexts: Callable[[int], Any], address: str) -> Iterator[Reader]:
    """A desktop. Every test that reads a page also asks that nothing went wrong on it."""
    with open_reader(contexts(1280), address) as reader:
        yield reader


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def both(request: pytest.FixtureRequest, contexts: Callable[[int], Any], address: str) -> Iterator[Reader]:
    """A desktop, and a phone."""
    with open_reader(contexts(request.param), address) as reader:
        yield reader


@pytest.fixture
def visit(browser: Any, address: str) -> Callable[..., Any]:
    """A first visit: a reader of a width with a profile of its own, for as long as a block lasts."""

    @contextmanager
    def open_visit(width: int, **options: Any) -> Iterator[Reader]:
        context = open_context(browser, width, **options)
        with open_reader(context, address) as reader:
            yield reader
        context.close()

    return open_visit


@contextmanager
def open_reader(context: Any, address: str) -> Iterator[Reader]:
    """A page that remembers nothing; at the end, nothing may have gone wrong."""
    page = context.new_page()
    reader = Reader(page, address)
    page.on("console", lambda message: message.type in ("error", "warning") and reader.faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: reader.faults.append(f"script: {error}"))
    page.on("request", lambda sent: sent.url.startswith((address, "data:")) or reader.faults.append(f"request: {sent.url}"))
    page.on("dialog", lambda dialog: (reader.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("response", lambda got: got.status < 400 or reader.faults.append(f"{got.status}: {got.url}"))
    yield reader
    faults = list(reader.faults)
    if page.url.startswith(address):
        page.evaluate("localStorage.clear()")
    page.close()
    assert faults == []
