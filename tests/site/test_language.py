"""English pages in the browser: what scripts say, cards of the index, suggestions, the way to the other language and back."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser
HAN = re.compile(r"[\u4e00-\u9fff]")
STRAYS = """() => {
  const walker = document.createTreeWalker(document.querySelector(".found"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (/[\\u4e00-\\u9fff]/.test(text.data) && !text.parentElement.closest("[lang=zh]")) texts.push(text.data);
  }
  return texts;
}"""


def open_search(reader: Any, query: str) -> Any:
    page = reader.open(f"en/search/?{query}")
    page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
    return page


def test_search_speaks_english(both: Any) -> None:
    page = open_search(both, "region=371600&topic=finance")
    assert page.title().startswith("Binzhou")
    assert "Binzhou · Financing: " in page.locator("#search-sentence").inner_text()
    card = page.locator("article.measure").first
    assert card.locator(".chip--topic").first.inner_text() == "Financing"
    assert card.locator("dt").first.inner_text() in ("Figures", "For whom", "How")
    assert page.evaluate(STRAYS) == []


def test_cards_lead_to_english_pages_and_to_chinese_notices(reader: Any) -> None:
    page = open_search(reader, "region=371600")
    card = page.locator("article.measure").first
    there = card.locator(".chip--topic").first.evaluate("(link) => link.href")
    assert "/digest/en/topics/" in there
    notice = card.locator(".measure__lead a").evaluate("(link) => link.href")
    assert "/digest/notices/" in notice
    reader.page.goto(notice)
    assert page.locator("article.document").count() == 1


def test_nothing_found_is_said_in_english(reader: Any) -> None:
    page = open_search(reader, "q=鲸鱼&region=371600")
    assert page.locator("#search-sentence").inner_text() == "鲸鱼 · Binzhou: 0"
    note = page.locator("#search-note").inner_text()
    assert note.startswith('Nothing holds "鲸鱼".')
    assert 'Places: any (without "Binzhou")' in note


def test_an_english_word_leads_to_what_it_names(reader: Any) -> None:
    page = open_search(reader, "q=financing")
    page.locator("#search-note a", has_text="Financing").click()
    reader.wait_for("Financing:")
    assert "topic=finance" in page.url
    assert reader.leads()


def test_suggestions_know_english_names(reader: Any) -> None:
    page = reader.open("en/")
    page.get_by_role("combobox", name="Search measures").press_sequentially("binz")
    option = page.locator(".suggestions [role=option]", has_text="Binzhou")
    option.wait_for()
    assert option.locator("[lang=zh]").inner_text() == "滨州市"
    option.click()
    reader.wait_for("Binzhou")
    assert page.url.endswith("/en/search/?region=371600")


def test_the_same_search_in_the_other_language(reader: Any) -> None:
    page = open_search(reader, "q=贷款&region=371600")
    english = reader.leads()
    page.locator(".site-language").click()
    page.wait_for_url("**/digest/search/?*")
    reader.wait_for("贷款 · 滨州市")
    assert reader.leads() == english
    page.locator(".site-language").click()
    page.wait_for_url("**/en/search/?*")
    reader.wait_for("贷款 · Binzhou")


def test_places_are_compared_in_english(both: Any) -> None:
    page = both.open("en/compare/?a=370000&b=371600")
    page.locator("#compare-table table").wait_for()
    assert page.locator("#compare-sentence").inner_text().startswith("Shandong ")
    assert "Financing" in page.locator("#compare-table th[scope=row]").all_inner_texts()
    leads = page.locator("#compare-table li a")
    assert "/digest/notices/" in leads.first.evaluate("(link) => link.href")
    assert "/digest/en/regions/" in page.locator("#compare-table thead a").first.evaluate("(link) => link.href")


@pytest.mark.parametrize("path", ["en/notices/", "en/tags/", "en/tags/topic/finance/"])
def test_lists_are_in_english(reader: Any, path: str) -> None:
    page = reader.open(path)
    assert page.locator("html").get_attribute("lang") == "en"
    assert not HAN.search(page.locator("h1").inner_text())
    links = page.locator(".md-content a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert any(link.startswith("/digest/en/") for link in links)
