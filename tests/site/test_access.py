"""axe-core finds nothing on any page type: wide in light, narrow in dark, and the pages with the most colours the other way round too."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PATHS = (
    "",
    "regions/",
    "regions/370000/371600/",
    "compare/?a=371600&b=370000",
    "topics/",
    "topics/finance/",
    "notices/",
    "NOTICE",
    "tags/",
    "tags/region/371600/",
    "sources/",
    "search/?region=371600",
    "en/",
    "en/regions/",
    "en/regions/370000/371600/",
    "en/topics/finance/",
    "404.html",
)
COLOURFUL = ("", "NOTICE")
VIEWS = ((1280, "light", PATHS), (390, "dark", PATHS), (1280, "dark", COLOURFUL), (390, "light", COLOURFUL))


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from the package that brings it; its own door to the browser is not used."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    return Path(found.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def test_axe_finds_nothing(browser: Any, address: str, digest: Any, axe: str, view: tuple[int, str, tuple[str, ...]]) -> None:
    from site_config.pages.addresses import notice_path

    width, scheme, paths = view
    notice = notice_path(digest.by_number["云溪示〔2024〕1号"])
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="zh-CN", bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path in paths:
        page.goto(address + path.replace("NOTICE", notice))
        page.wait_for_load_state("networkidle")
        page.evaluate(axe)
        answer = page.evaluate("axe.run({resultTypes: ['violations']})")
        found += [(path, fault["id"], fault["nodes"][0]["html"]) for fault in answer["violations"]]
    context.close()
    assert found == []
