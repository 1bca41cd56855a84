"""What readers see folds up on a phone, is light to load, and prints; that it stays where it is, test_views asks of every page."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

BUDGET = 150_000
"""Bytes of our own HTML, styles and scripts on the first page, compressed."""


@pytest.fixture
def phone(visit: Callable[..., Any]) -> Iterator[Any]:
    with visit(390) as reader:
        yield reader.open("topics/finance/")


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
def test_page_prints_dark_on_white_with_its_address_and_the_day(visit: Callable[..., Any], address: str, notice: str, path: str) -> None:
    path = path.replace("NOTICE", notice)
    with visit(680, color_scheme="dark") as reader:
        page = reader.open(path)
        page.wait_for_load_state("networkidle")
        check_print(page, address + path)
        if path == notice:
            shown = page.locator(".facts a[href^=https]").first.evaluate("(link) => getComputedStyle(link, '::after').content")
            assert "yunxi.example" in shown
        assert page.pdf()[:5] == b"%PDF-"


def check_print(page: Any, url: str) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    imprint = page.locator(".imprint").inner_text()
    assert url in imprint
    assert "内容截至 2024-06-01" in imprint
    assert imprint.endswith("日打印")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 37, 36)"
    for chrome in (".md-header", ".md-footer", ".md-sidebar--secondary", ".actions", ".seek"):
        assert page.locator(f"{chrome}:visible").count() == 0, chrome
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.querySelectorAll('.table')].every((box) => box.scrollWidth <= box.clientWidth + 1)")
    assert page.evaluate("getComputedStyle(document.querySelector('.measure')).breakInside") == "avoid"
