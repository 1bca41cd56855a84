"""One visit to everything there is to look at, on a desktop and on a phone: nothing moves, nothing is too wide, nothing is inaccessible.

`open_reader` asks of each visit that nothing was said on the console, no dialog opened, and nothing came from elsewhere.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.views import COLOURFUL, PAGE_TYPES, VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WIDTHS = {"desktop": (1280, "light", "dark"), "phone": (390, "dark", "light")}
"""The width, the colour scheme in which all is looked at there, and the other one."""
WATCH = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
BAR = 0.01
FITS = "document.documentElement.scrollWidth <= innerWidth"
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
TRIES = 3


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that brings it; its own door to the browser is not used."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    return Path(found.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("device", WIDTHS)
def test_view_is_quiet_still_fitting_and_accessible(visit: Any, notice: str, axe: str, device: str, name: str) -> None:
    width, scheme, other = WIDTHS[device]
    path = VIEWS[name].replace("NOTICE", notice)
    with visit(width, color_scheme=scheme) as reader:
        page = reader.page
        page.add_init_script(WATCH)
        assert min(load_pages(reader, path)) < BAR
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == ("en" if path.startswith("en/") else "zh")
        assert page.evaluate("document.cookie") == ""
        assert page.evaluate(FITS)
        if name in PAGE_TYPES:
            assert list_violations(page, axe) == []
        if name in COLOURFUL:
            page.emulate_media(color_scheme=other)
            open_page(reader, path)
            assert list_violations(page, axe) == [], other
        page.evaluate(UNFOLD)
        assert page.evaluate(FITS), "with everything unfolded"


def load_pages(reader: Any, path: str) -> Iterator[float]:
    """How far things move while a page loads, up to three times.

    What comes late moves every time; a page that a busy machine sends in pieces moves now and then.
    """
    for _ in range(TRIES):
        open_page(reader, path)
        moved = reader.page.evaluate("moved")
        yield moved
        if moved < BAR:
            return


def open_page(reader: Any, path: str) -> None:
    """Open a page and wait until nothing more comes."""
    page = reader.open(path)
    page.wait_for_load_state("networkidle")
    if "search/" in path:
        page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def list_violations(page: Any, axe: str) -> list[tuple[str, str]]:
    """What axe-core finds, when nothing is on its way."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(axe)
    answer = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in answer["violations"]]
