"""Scripts survive any address: the page is there, the search answers, nothing is said on the console.

`open_reader` asks of each visit that nothing was said there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.no_cover]

INHERITED = ("__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__")
"""What every JavaScript object answers to although nobody wrote it in."""
FRAGMENTS = (
    "%", "%E0%A4%A", "%ff%fe", "%00", "%ED%A0%80", '"', "'", "\\", "]", "a\\\"]", "$&", "view-all", "all", "-1", "1e9", ":~:text=x",
    "__proto__", "constructor", "content", "__drawer", "m-%2", "%25", "<img src=x>", "a" * 8000, "企业%", "#", "?q=x",
)  # fmt: skip
"""What may stand after the # of an address."""
COMMON = (
    "q=%", "q=%E0%A4%A", "q=%00", "page=1e9", "page=-1", "q=__proto__", "region=__proto__", "sort=constructor", "sort=__proto__",
    "topic=__proto__", "kind=constructor", "a=__proto__&b=constructor", "a=371600&a=370000&b=%", "level=toString&region=371600",
)  # fmt: skip
"""What may stand after the ? of an address, as it is written there."""
SEARCHED = (
    "q=%ED%A0%80", "q=%FF", "page=NaN", "q", "=", "&", "?", "&&=&", "q=1&q=2&q=%", "%", "%=%", "region=constructor",
    "level=x&region=371600",
    "topic=../../x", "from=x&to=y", "from=2024-02-30", "from=0000-01-01", "to=99999-01-01", "status=&nature=%0A", "[]=1", "q[]=1",
    "__proto__[x]=1", "q=" + "a" * 8000, "q=" + "%E4%BC%81" * 3000, "q=" + "zc+" * 300, "q=" + "%E6%88%BF+" * 900, "q=" + "0" * 8000,
    "region=" + "9" * 8000, "q=$%26+$%27+$`", "q=%3C/script%3E", "q=%F0%9F%92%B0", "q=%E2%80%AE", "q=%0D%0A", "q=.",
    "q=" + quote("补助") + "&sort=%",
)  # fmt: skip
"""The same, for what the search makes of it."""
PAGES = {
    "first page": ("", "措施"),
    "search": ("search/", "条"),
    "notice": ("NOTICE", "关于支持示例企业渡过难关的若干措施"),
    "region": ("regions/370000/371600/", "滨州市"),
    "comparison": ("compare/", "两地"),
    "topic": ("topics/jobs/", "稳岗"),
    "English search": ("en/search/", "Search"),
    "English comparison": ("en/compare/", "Compare"),
    "lost": ("404.html", "没有这一页"),
}
"""Pages with scripts, each with words that it shows."""
TWINS = ("English search", "English comparison", "lost")
"""Pages whose scripts others have, too: every fourth address will do for them."""
FAILED = ("搜索没有装载成功", "The search could not be loaded")
KEYS = ("q", "region", "level", "topic", "instrument", "status", "nature", "from", "to", "kind", "sort")
CHOOSING = ("region", "topic", "instrument", "status", "nature")
"""Keys that leave out what does not answer; an unknown value of the others is no value."""
GO = """async (query) => {
  const results = document.getElementById("search-results");
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate", { state: { q: "__proto__" } }));
  while (results.getAttribute("aria-busy") !== "false") await new Promise((done) => setTimeout(done, 5));
  return document.getElementById("search-sentence").textContent;
}"""
"""What going back to an address of the search page does."""


@pytest.mark.parametrize("name", PAGES)
def test_page_works_at_any_address(reader: Any, notice: str, name: str) -> None:
    path, words = PAGES[name]
    page = reader.page
    for query, fragment in list(zip(COMMON, FRAGMENTS, strict=False))[:: 4 if name in TWINS else 1]:
        rest = f"?{query}#{fragment}"
        page.goto(reader.address + path.replace("NOTICE", notice) + rest)
        if "search/" in path:
            page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        assert words in page.locator("main").inner_text(), rest
        check_sound(reader, rest)


@pytest.mark.parametrize("path", ["search/", "en/search/"])
def test_search_works_at_any_address(reader: Any, path: str) -> None:
    page = reader.open(path)
    for query in (*COMMON, *SEARCHED):
        assert page.evaluate(GO, f"?{query}"), query
        check_sound(reader, query)


def check_sound(reader: Any, rest: str) -> None:
    """Nothing is said to have failed, in the page or beside it."""
    text = reader.page.locator("main").inner_text()
    assert not any(failed in text for failed in FAILED), rest
    assert "[object" not in text, rest
    assert reader.faults == [], rest


@pytest.mark.parametrize("name", ["notice", "region", "English search"])
def test_page_survives_any_change_of_its_fragment(reader: Any, notice: str, name: str) -> None:
    page = reader.open(PAGES[name][0].replace("NOTICE", notice))
    for fragment in FRAGMENTS:
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        page.evaluate("new Promise((done) => setTimeout(done))")
        assert reader.faults == [], fragment


def test_printed_page_names_even_an_address_that_is_no_text(reader: Any, notice: str) -> None:
    page = reader.open(f"{notice}?q=%#%")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert f"{notice}?q=%" in page.locator("[data-address]").text_content()


@pytest.mark.parametrize("path", ["search/", "en/search/"])
def test_inherited_names_are_no_values(reader: Any, path: str) -> None:
    page = reader.open(path)
    for key, place in product(KEYS, ("", "&region=371600")):
        if key == "region" and place:
            continue
        whole = page.evaluate(GO, f"?{place}")
        for value in INHERITED:
            said = page.evaluate(GO, f"?{urlencode({key: value})}{place}")
            if key == "q":
                assert said.startswith(value), place
            elif key in CHOOSING:
                assert value in said, key
                assert page.locator("#search-results").get_attribute("data-hits") == "0", key
            else:
                assert said == whole, key


def test_values_of_all_keys_stay_what_they_are(reader: Any) -> None:
    """Known values still count, the first of several wins, and a condition that nothing answers can be taken away."""
    page = reader.open("search/")
    assert page.evaluate(GO, "?region=371600&region=__proto__").startswith("滨州市：")
    assert page.evaluate(GO, "?region=371600&level=own").startswith("滨州市本地：")
    assert page.evaluate(GO, "?from=2024-03-01&to=2024-03-31") == "2024-03-01至2024-03-31：3 条，另有 1 条情况通报和意向表述"
    assert page.evaluate(GO, "?from=2024-02-30") == page.evaluate(GO, "?")
    assert page.evaluate(GO, "?region=__proto__") == "__proto__：0 条"
    page.get_by_role("link", name="不限地区", exact=True).click()
    reader.wait_for("全部措施")


def test_title_holds_the_query_as_it_was_typed(reader: Any) -> None:
    page = reader.search(urlencode({"q": "房租$&$'$`"}))
    assert page.title().startswith("房租$&$'$` - ")


@pytest.fixture(scope="module")
def searching(contexts: Any, address: str) -> Iterator[Any]:
    """A search page that stays open."""
    page = contexts(1280).new_page()
    faults: list[str] = []
    page.on("console", lambda message: message.type in ("error", "warning") and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}search/")
    page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
    yield page, faults
    page.close()


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from((*KEYS, "page", "__proto__")), st.text(max_size=40)), max_size=4), raw=st.booleans())
def test_search_answers_whatever_the_address_says(searching: Any, pairs: list[tuple[str, str]], raw: bool) -> None:
    page, faults = searching
    pairs = [(key, value.encode("utf-8", "replace").decode()) for key, value in pairs]
    query = "&".join(f"{key}={value}" for key, value in pairs).replace("#", "") if raw else urlencode(pairs)
    said = page.evaluate(GO, f"?{query}")
    assert said
    assert not said.startswith(FAILED)
    assert faults == []


def test_half_characters_can_be_typed_and_searched(reader: Any) -> None:
    """An address never holds half of a pair, but a script of the reader's own can put one into the box."""
    page = reader.open("search/")
    for units in ([0xD800], [0x623F, 0xDC00, 0x79DF], [0], [0xD83D, 0xD83D], [0xFFFE, 0x202E]):
        page.evaluate(f"document.getElementById('search-q').value = String.fromCharCode(...{json.dumps(units)})")
        page.locator("#search-q").dispatch_event("input")
        page.locator("#search-form button").click()
        page.locator("#search-results[aria-busy=false]").wait_for(state="attached")
        assert not page.locator("#search-sentence").text_content().startswith(FAILED), units
