"""What readers see stays where it is, fits the screen, is light to load, and prints."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PATHS = (
    "", "regions/", "regions/000000/", "regions/370000/", "regions/370000/371600/", "regions/500000/", "topics/", "topics/finance/",
    "topics/jobs/", "notices/", "NOTICE", "tags/", "tags/region/371600/", "tags/status/in-force/", "sources/", "compare/",
    "compare/?a=371600&b=370000", "search/", "search/?region=371600", "search/?q=%E8%B4%B4%E6%81%AF",
    "search/?q=%E6%97%A0%E6%AD%A4%E8%AF%8D%E8%AF%AD",
    "en/", "en/regions/", "en/regions/370000/371600/", "en/topics/", "en/topics/finance/", "404.html",
)  # fmt: skip
WATCH = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
BAR = 0.01
BUDGET = 150_000
"""Bytes of our own HTML, styles and scripts on the first page, compressed."""


@pytest.fixture
def notice(digest: Any) -> str:
    from site_config.pages.addresses import notice_path

    return notice_path(digest.by_number["云溪示〔2024〕1号"])


def watch_page(reader: Any, path: str) -> Iterator[float]:
    """How far things move while a page loads, up to three times.

    What comes late moves every time; a page that a busy machine sends in pieces moves now and then.
    """
    for _ in range(3):
        page = reader.open(path)
        page.wait_for_load_state("networkidle")
        if path.startswith("search/"):
            page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        moved = page.evaluate("moved")
        yield moved
        if moved < BAR:
            return


@pytest.mark.parametrize("path", PATHS)
def test_nothing_moves_and_nothing_is_wider_than_the_screen(both: Any, notice: str, path: str) -> None:
    both.page.add_init_script(WATCH)
    assert min(watch_page(both, path.replace("NOTICE", notice))) < BAR
    page = both.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "with everything unfolded"


@pytest.fixture
def phone(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}topics/finance/")
    yield page
    context.close()


def test_comparison_on_a_phone_is_a_list_of_what_is_known(phone: Any) -> None:
    table = phone.locator("table.compare")
    assert table.evaluate("(table) => table.scrollWidth <= table.clientWidth")
    row = table.locator("tbody tr").first
    assert row.locator(".stack__head").bounding_box()["y"] < row.locator(".stack__side").bounding_box()["y"]
    labels = row.locator("td[data-label]").evaluate_all("(cells) => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    assert labels == ['"数字"', '"给谁"', '"到何时"', '"效力"']
    for cell in table.locator("td.stack__none").all():
        assert not cell.is_visible()


def test_first_page_is_light(site: Path) -> None:
    ours = [site / "index.html", *(site / "assets/digest").glob("*.css"), *(site / "assets/digest").glob("*.js")]
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in ours}
    assert sum(sizes.values()) < BUDGET, sizes


@pytest.mark.parametrize("path", ["NOTICE", "regions/370000/371600/", "topics/finance/"])
def test_page_prints_dark_on_white_with_its_address_and_the_day(browser: Any, address: str, notice: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 680, "height": 900}, color_scheme="dark", locale="zh-CN")
    page = context.new_page()
    page.goto(address + path.replace("NOTICE", notice))
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    imprint = page.locator(".imprint").inner_text()
    assert f"{address}{path.replace('NOTICE', notice)}" in imprint
    assert "内容截至 2024-06-01" in imprint
    assert imprint.endswith("日打印")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 37, 36)"
    for chrome in (".md-header", ".md-footer", ".md-sidebar--secondary", ".actions", ".seek"):
        assert page.locator(f"{chrome}:visible").count() == 0, chrome
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.querySelectorAll('.table')].every((box) => box.scrollWidth <= box.clientWidth + 1)")
    assert page.evaluate("getComputedStyle(document.querySelector('.measure')).breakInside") == "avoid"
    if path == "NOTICE":
        shown = page.locator(".facts a[href^=https]").first.evaluate("(link) => getComputedStyle(link, '::after').content")
        assert "yunxi.example" in shown
    assert page.pdf()[:5] == b"%PDF-"
    context.close()


def test_site_without_an_address_has_no_empty_map(factory: Any, build: Any, tmp_path: Path) -> None:
    folder = factory.save_digest(tmp_path, factory.make_digest())
    assert build(folder, "2024-06-01").returncode == 0
    assert not list((folder / "site").glob("sitemap*"))
