"""The search as readers use it: their own words, slips, places, dates, suggestions; and the judge of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import ConfigError, InputError
from site_config.finding.browser_search import judge_search, main, search_site, serve_site
from site_config.finding.character_pairs import GAP, Roll, count_shares, find_pairs, name_share, share_pairs, split_runs
from site_config.finding.search_evaluation import ANSWERS, Answer, Query, Result, judge_query, load_queries, sum_success
from site_config.finding.search_tables import SOUNDS, SUGGESTIONS, WORDS, build_words
from site_config.finding.synonyms import load_wording

BROWSER = (pytest.mark.browser, pytest.mark.enable_socket)
LOAN = "对暂时困难的小微企业给予贷款贴息"
RENT = "国有房屋承租户减收三个月房租"


def browser(test: Any) -> Any:
    """A test that opens pages."""
    for mark in BROWSER:
        test = mark(test)
    return test


@browser
@pytest.mark.parametrize(
    ("query", "lead"),
    [
        ("门面租能不能少交", RENT),
        ("利息补助", LOAN),
        ("企业借钱的利息有没有补贴", LOAN),
        ("援企稳岗", "失业保险稳岗返还"),
        ("企業貸款利息", LOAN),
        ("不用交增值税", "小规模纳税人减征增值税"),
        ("缺人 补助", "新招员工给予一次性补助"),
    ],
)
def test_readers_words_find_what_officials_wrote(reader: Any, query: str, lead: str) -> None:
    page = reader.search(f"q={quote(query)}")
    assert reader.leads()[0] == lead
    assert "下面是最接近的" in page.locator("#search-note").inner_text()


@browser
def test_place_in_a_query_narrows_what_comes_near(reader: Any) -> None:
    page = reader.search(f"q={quote('杭州怎么减租')}")
    assert RENT not in reader.leads()
    page = reader.search(f"q={quote('滨州门面租优惠')}")
    assert reader.leads()[0] == RENT
    assert "滨州市（含上级）的" in page.locator("#search-note").inner_text()


@browser
def test_slip_of_the_pen_is_answered_with_the_word_meant(reader: Any) -> None:
    page = reader.search(f"q={quote('稳岗反还')}")
    page.locator("#search-note").get_by_role("link", name="稳岗返还").click()
    reader.wait_for("稳岗返还：1 条")
    assert reader.leads() == ["失业保险稳岗返还"]


@browser
def test_meaning_waits_behind_a_fold_when_the_words_are_found(reader: Any) -> None:
    page = reader.search(f"q={quote('贷款贴息')}")
    assert reader.leads() == [LOAN], "only what holds the words stands open"
    assert page.locator("#search-results").get_attribute("data-hits") == "1"
    page.locator("#search-rest summary", has_text="意思相近的措施").click()
    page.locator("#search-rest .measures > *").first.wait_for()


@browser
def test_dates_bound_the_results_and_read_as_words(both: Any) -> None:
    page = both.search("region=370000&from=2024-01-01&to=2024-02-28")
    assert page.locator("#search-sentence").text_content() == "山东省 · 2024-01-01至2024-02-28：2 条"
    assert set(both.leads()) == {"失业保险稳岗返还", "新招员工给予一次性补助"}
    assert page.locator("input[name=from]").input_value() == "2024-01-01"
    page = both.search("region=370000&from=2031-01-01")
    assert page.locator("#search-sentence").text_content() == "山东省 · 2031-01-01起：0 条"


@browser
def test_number_or_title_brings_the_notice_itself(reader: Any, factory: Any) -> None:
    notice = factory.make_digest()[0]
    for query in ("云溪示【2024】1号", "支持示例企业渡过难关"):
        page = reader.search(f"q={quote(query)}")
        assert page.locator("#search-notices [data-notice]").first.get_attribute("data-notice") == notice.id


@browser
def test_counts_stand_before_anything_is_typed(both: Any) -> None:
    page = both.search("")
    assert page.locator("#search-sentence").text_content().startswith("全部措施：")
    assert page.locator("#search-facets a[data-facet=topic] b").count() > 2


@browser
def test_header_suggests_places_topics_and_measures(reader: Any) -> None:
    page = reader.open("topics/finance/")
    box = page.locator(".site-search input[role=combobox]")
    box.click()
    page.keyboard.type("bzs")
    page.get_by_role("option", name="滨州市").wait_for()
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.locator(".suggestions [role=option]").first.get_attribute("id")
    page.keyboard.press("Enter")
    reader.wait_for("滨州市")
    assert parse_qs(urlsplit(page.url).query) == {"region": ["371600"]}


@browser
def test_escape_closes_suggestions_and_enter_searches_as_typed(both: Any) -> None:
    page = both.open("search/")
    page.locator("#search-q[role=combobox]").wait_for()
    page.locator("#search-q").fill("金融")
    page.locator(".suggestions [role=option]").first.wait_for()
    assert page.locator("#search-q").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator(".suggestions [role=option]").count() == 0 or not page.locator(".suggestions [role=option]").first.is_visible()
    page.keyboard.press("Enter")
    both.wait_for("金融")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["金融"]}


@browser
def test_who_types_before_the_suggestions_are_there_types_on(reader: Any) -> None:
    held: list[Any] = []
    reader.page.route("**/suggest.js*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright marks the function that it is given)
    page = reader.search("")
    page.locator("#search-q").click()
    page.keyboard.type("稳岗")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    page.locator("#search-q[role=combobox]").wait_for()
    page.keyboard.type("返还")
    assert page.locator("#search-q").input_value() == "稳岗返还"


@browser
def test_without_script_listing_pages_are_named(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=x")
    for name in ("地区", "主题", "标签"):
        link = page.locator("noscript a, .banner a", has_text=name).first
        assert link.get_attribute("href").startswith("../")
    context.close()


@browser
def test_judge_types_queries_into_a_built_site(site: Path, tmp_path: Path, capsys: Any, browser: Any) -> None:
    queries = (Query("q1", "贷款贴息", (Answer("a", LOAN, ANSWERS),)), Query("q2", "鲸鱼", (Answer("a", LOAN, ANSWERS),)))
    with serve_site(site) as address:
        page = browser.new_page()
        verdicts = [judge_query(query, *search_site(page, address, query.text)) for query in queries]
        page.close()
    assert [verdict.answered for verdict in verdicts] == [1, None]
    assert [verdict.hits for verdict in verdicts] == [1, 0]
    assert sum_success(verdicts) == {"1": 0.5, "3": 0.5, "10": 0.5}


def test_judge_wants_a_site_and_a_file_of_queries(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no built site"):
        judge_search((), tmp_path)
    (tmp_path / "q.json").write_text('{"queries": [{"id": 1}]}')
    with pytest.raises(InputError, match="no file of queries"):
        load_queries(tmp_path / "q.json")
    assert main([str(tmp_path / "none.json")]) == 2


def test_document_is_known_by_the_label_beside_the_queries(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/a.json").write_text(json.dumps({"title": "关于示例的通知", "doc_number": "示工〔2020〕9号"}), encoding="utf-8")
    entry = {"id": "q", "query": "示工2020 9", "relevant": [{"slug": "a", "lead": None, "relevance": 2}]}
    (tmp_path / "q.json").write_text(json.dumps({"queries": [entry]}), encoding="utf-8")
    (query,) = load_queries(tmp_path / "q.json")
    other, right = Result("一", "一", "出自 别的通知"), Result("二", "二", "出自 通知 · 示工[2020]9号")
    assert judge_query(query, (other, right), 2).answered == 2


def test_synonyms_are_plain_words_of_at_least_two_in_a_group() -> None:
    wording = load_wording()
    assert len(wording.groups) > 80
    assert all(len(group) >= 2 and all(word == word.strip() for word in group) for group in wording.groups)
    assert not {word for group in wording.groups for word in group} & set(wording.stops)


def test_words_for_the_browser_name_only_places_in_use(digest: Any) -> None:
    files = dict(build_words(digest))
    assert json.loads(files[WORDS])["places"]["滨州"] == "371600"
    suggested = json.loads(files[SUGGESTIONS])
    assert ["滨州市", "bzs", "region", "371600"] in suggested
    assert ["失业保险稳岗返还", "sybxwgfh", "q", "失业保险稳岗返还"] in suggested
    assert len(files[SUGGESTIONS].encode()) < 40_000


@browser
def test_readers_own_ways_to_ask_find_the_answer_among_the_first_three(reader: Any) -> None:
    queries = load_queries(Path(__file__).parent / "queries.json")
    assert len(queries) >= 24
    verdicts = [judge_query(query, *search_site(reader.page, reader.address, query.text)) for query in queries]
    assert {verdict.query.text: verdict.shown for verdict in verdicts if verdict.answered is None or verdict.answered > 3} == {}


@browser
def test_what_was_taken_for_what_was_typed_is_said(reader: Any) -> None:
    page = reader.search(f"q={quote('带款贴息')}")
    assert page.locator("#search-note").inner_text() == "没有含“带款贴息”的结果。下面的结果含：贷款贴息"
    assert reader.leads() == [LOAN]
    assert page.locator(".measure__lead mark").all_text_contents() == ["贷款贴息"]
    page = reader.search("q=wengangfanhuan")
    assert page.locator("#search-note").inner_text() == "按拼音查找：稳岗返还"
    assert reader.leads() == ["失业保险稳岗返还"]


@browser
def test_own_and_inherited_are_counted_apart_and_told_apart(both: Any) -> None:
    page = both.search("region=371600")
    links = page.locator("#search-levels a")
    counts = [int(text) for text in links.locator("b").all_text_contents()]
    assert counts[0] == sum(counts[1:]) == 7
    assert page.locator("article.measure:has(.chip--inherited)").count() == counts[2]
    page.locator("#search-levels a[data-level=above]").click()
    both.wait_for("滨州市上级给的：2 条")
    assert set(both.leads()) == {"失业保险稳岗返还", "小规模纳税人减征增值税"}
    assert parse_qs(urlsplit(page.url).query) == {"region": ["371600"], "level": ["above"]}
    assert page.locator("#search-levels [aria-current]").get_attribute("data-level") == "above"
    page = both.search("region=330000")
    assert [link.get_attribute("data-level") for link in page.locator("#search-levels a").all()] == ["", "above", "below"]


def read_numbers(links: Any, name: str, number: str) -> dict[str, int]:
    """Numbers by the names beside them."""
    return {link.locator(name).first.text_content(): int(link.locator(number).last.text_content()) for link in links.all()}


@browser
@pytest.mark.parametrize("path", ["370000/371600", "370000/371600/371602", "370000", "000000", "330000"])
def test_search_counts_a_place_as_its_page_does(reader: Any, path: str) -> None:
    page = reader.open(f"regions/{path}/")
    own, above = (int(page.locator(f"label[for=view-{level}] small").text_content()) for level in ("own", "above"))
    below = re.search(r"下辖地区 (\d+) 条", page.locator(".lede").text_content())
    levels = {level: count for level, count in (("own", own), ("above", above), ("below", int(below[1]) if below else 0)) if count}
    topics = read_numbers(page.locator(".matrix tbody tr"), "th", "td")
    page = reader.search(f"region={path[-6:]}")
    links = page.locator("#search-levels a")
    told = {link.get_attribute("data-level"): int(link.locator("b").text_content()) for link in links.all()}
    assert f"：{sum(levels.values())} 条" in page.locator("#search-sentence").text_content()
    assert told == ({"": sum(levels.values())} | levels if len(levels) > 1 else {})
    assert read_numbers(page.locator("#search-facets a[data-facet=topic]"), "span", "b") == topics


@browser
def test_results_sort_by_a_link_above_them(both: Any) -> None:
    page = both.search("region=370000")
    page.locator("#search-sorts a[data-sort=deadline]").click()
    page.locator("#search-sorts [aria-current][data-sort=deadline]").wait_for()
    assert both.leads()[0] == LOAN
    assert parse_qs(urlsplit(page.url).query) == {"region": ["370000"], "sort": ["deadline"]}
    page.locator("#search-sorts a[data-sort=amount]").click()
    page.locator("#search-sorts [aria-current][data-sort=amount]").wait_for()
    assert both.leads()[0] == "设备上云给予补助"


@browser
def test_keys_lead_from_the_box_to_the_results_and_back(reader: Any) -> None:
    page = reader.open("search/")
    page.locator("#search-q[role=combobox]").wait_for()
    page.locator("#search-q").fill("补助")
    page.locator("#search-q").press("Enter")
    reader.wait_for("补助：")
    page.locator("#search-heading:focus").wait_for(state="attached")
    page.keyboard.press("ArrowDown")
    first, second = (page.locator(".measure__lead a").nth(number) for number in (0, 1))
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "search-q"


@browser
def test_chosen_facet_keeps_the_focus(reader: Any) -> None:
    page = reader.search("region=371600")
    page.locator("#search-facets a[data-facet=topic][data-value=jobs]").press("Enter")
    reader.wait_for("滨州市 · 稳岗用工与社保：2 条")
    page.locator("#search-facets a[data-value=jobs][aria-current]:focus").wait_for(state="attached")


@browser
@pytest.mark.parametrize(("query", "feed"), [("region=371600", "regions/370000/371600/"), ("topic=finance", "topics/finance/"), ("", "")])
def test_a_search_leads_to_the_nearest_feed_and_table(reader: Any, query: str, feed: str) -> None:
    page = reader.search(query)
    for link, path in (("订阅", f"{feed}feed.xml"), ("表格", f"{feed or 'data/'}measures.csv")):
        url = page.locator("#search-tools a", has_text=link).evaluate("link => link.href")
        assert url == reader.address + path
        assert page.evaluate("async (url) => (await fetch(url)).status", url) == 200
    assert page.locator("#search-tools button", has_text="打印").is_visible()


@browser
def test_more_results_come_on_demand(reader: Any) -> None:
    page = reader.search(f"q={quote('恶意要点')}")
    assert page.locator("#search-results > *").count() == 20
    page.locator("#search-more-results").click()
    page.locator("#search-results > :nth-child(40)").wait_for()


@browser
def test_open_suggestions_are_accessible(both: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = both.open("search/")
    page.locator("#search-q[role=combobox]").wait_for()
    page.locator("#search-q").fill("金融")
    page.locator(".suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert axe.run(page).response["violations"] == []


@browser
def test_no_measure_but_a_notice_shows_the_notice(reader: Any) -> None:
    page = reader.search(f"q={quote('各有关单位')}")
    assert page.locator("#search-notices .notice").count() > 0


TEXTS = st.text(alphabet="贷款贴息企业，。 \n12a5,.", max_size=40)


@given(st.text(max_size=60), st.text(max_size=60))
def test_neighbours_in_the_text_are_neighbours_in_the_roll(left: str, right: str) -> None:
    roll = Roll()
    start, end = roll.write(left + "贷款贴息" + right)
    assert "贷款贴息" in roll.text[start:end]
    assert "".join(split_runs(left + "贷款贴息" + right)) == roll.text.replace(GAP, "")


@given(TEXTS, st.lists(st.integers(0, 40), max_size=5))
def test_cuts_change_nothing_but_say_where_they_fall(text: str, cuts: list[int]) -> None:
    cuts = sorted(min(cut, len(text)) for cut in cuts if not text[max(0, cut - 2) : cut + 2].strip("贷款贴息企业，。 \n"))
    whole, cut = Roll(), Roll()
    whole.write(text)
    marks = cut.write_cut(text, cuts)
    assert cut.text == whole.text
    assert marks == sorted(marks)
    assert all("".join(split_runs(text[:at])) == cut.text[:mark].replace(GAP, "") for at, mark in zip(cuts, marks, strict=True))


@given(TEXTS, st.integers(1, 6))
def test_files_of_the_index_hold_every_pair_where_the_browser_looks(text: str, most: int) -> None:
    roll = Roll()
    roll.write(text)
    places = find_pairs(roll.text)
    shares = count_shares(places, most)
    files = share_pairs(places, shares)
    for pair, starts in places.items():
        steps = files[name_share(pair, shares)][pair]
        assert [sum(steps[: i + 1]) for i in range(len(steps))] == list(starts)
        assert all(roll.text[at : at + 2] == pair for at in starts)
    assert sum(map(len, places.values())) == sum(char != GAP for char in roll.text[:-1])


def test_sounds_know_common_characters_and_the_readings_of_words(digest: Any) -> None:
    sounds = json.loads(dict(build_words(digest))[SOUNDS])
    assert "贷" in sounds["dai"]
    assert {"行"} <= set(sounds["hang"]) & set(sounds["xing"])
    assert sum(map(len, sounds.values())) < 4200
