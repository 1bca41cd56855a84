"""What readers get, in a real browser, on a desktop and on a phone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PROBE = """async () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const links = ["javascript", "data", "vbscript"].map((scheme) => `a[href^="${scheme}" i]`);
  const bad = [...links, ".document img", ".document iframe", "[onclick]", "[onerror]"];
  return [window.ran, document.querySelectorAll(bad.join()).length];
}"""
"""What a payload has done once everything is unfolded, and how many places are left from which one could."""


def test_notice_shows_header_validity_measures_and_text(both: Any) -> None:
    page = both.open("notices/")
    page.get_by_role("link", name="关于支持示例企业渡过难关的若干措施").click()
    header = page.locator("table.header").inner_text()
    assert re.search(r"发文机关.*云溪示例局.*成文日期.*2024年3月5日.*发文字号.*云溪示〔2024〕1号.*有 效 性.*有效", header, re.DOTALL)
    assert "有效期至2024年12月31日" in header
    assert page.locator("article.measure").count() == 4
    assert page.locator(".body .lead").count() == 4
    assert page.get_by_role("link", name="关于稳定就业岗位的实施意见（云溪示〔2024〕7号）").count() == 1


def test_permalink_of_a_folded_measure_opens_its_fold(reader: Any, factory: Any) -> None:
    notice = factory.make_digest()[0]
    measure = notice.measures[-1]
    page = reader.open(f"{_notice_path(notice)}#{measure.id}")
    assert page.locator(f"article#{measure.id}").is_visible()
    assert page.evaluate("location.hash") == f"#{measure.id}"


def test_region_page_switches_between_own_and_inherited(both: Any) -> None:
    page = both.open("regions/370000/371600/")
    assert page.get_by_text("对暂时困难的小微企业给予贷款贴息").first.is_visible()
    assert not page.get_by_role("link", name="失业保险稳岗返还").is_visible()
    page.locator("label[for=view-above]").click()
    assert page.get_by_role("link", name="失业保险稳岗返还").is_visible()
    assert page.get_by_role("link", name="小规模纳税人减征增值税").is_visible()
    assert not page.get_by_text("对暂时困难的小微企业给予贷款贴息").first.is_visible()
    page.locator("label[for=view-all]").click()
    assert page.get_by_text("对暂时困难的小微企业给予贷款贴息").first.is_visible()


@pytest.mark.parametrize("query", ["付息", "免收", "裁员", "人补", "上云", "變更", "ＬＰ示〔2024〕1号".removeprefix("ＬＰ"), "税", "息"])
def test_two_characters_from_the_middle_find_their_measure(reader: Any, digest: Any, query: str) -> None:
    reader.search(f"q={quote(query)}")
    simple = {"變更": "变更"}.get(query, query)
    truth = {card.measure.id for card in digest.cards if simple in card.measure.span.read(card.notice.body)}
    found = {article.get_attribute("data-measure") for article in reader.page.locator("article.measure").all()}
    assert truth <= found
    if truth and len(simple) == 2:
        assert found == truth


def test_result_names_notice_and_measure_and_marks_the_words(both: Any, factory: Any) -> None:
    notice = factory.make_digest()[0]
    page = both.search(f"q={quote('付息')}")
    article = page.locator("article.measure")
    assert article.count() == 1
    assert article.get_attribute("data-notice") == notice.id
    assert article.get_attribute("data-measure") == notice.measures[0].id
    assert page.locator(".snippet mark").text_content() == "付息"
    assert page.locator("#search-sentence").text_content() == "付息：1 条"
    article.locator(".measure__lead a").click()
    assert page.url.endswith(f"/{_notice_path(notice)}#{notice.measures[0].id}")


@pytest.mark.parametrize(
    "number", ["云溪示〔2024〕1号", "云溪示[2024]1号", "云溪示（2024）1号", "云溪示2024 1号", "雲溪示〔２０２４〕１號"]
)
def test_document_number_is_found_in_any_brackets(reader: Any, number: str) -> None:
    reader.search(f"q={quote(number)}")
    assert "对暂时困难的小微企业给予贷款贴息" in reader.leads()
    assert "失业保险稳岗返还" not in reader.leads()


def test_several_words_must_all_be_there(reader: Any) -> None:
    page = reader.search(f"q={quote('企业 贴息')}")
    assert reader.leads() == ["对暂时困难的小微企业给予贷款贴息"]
    assert page.locator("#search-sentence").text_content() == "企业 贴息：1 条"


def test_place_takes_in_what_is_above_and_below(reader: Any) -> None:
    page = reader.search("region=371600")
    leads = set(reader.leads())
    assert {"失业保险稳岗返还", "小规模纳税人减征增值税", "新招员工给予一次性补助", "设备上云给予补助"} <= leads
    page = reader.search("region=371602")
    assert {"失业保险稳岗返还", "国有房屋承租户减收三个月房租", "新招员工给予一次性补助"} <= set(reader.leads())
    assert "设备上云给予补助" not in reader.leads(), "a zone gives to itself alone"
    page.goto(reader.address)
    reader.search("region=500000")
    assert "失业保险稳岗返还" not in reader.leads()


def test_facets_change_counts_and_the_address(both: Any) -> None:
    page = both.search("region=371600")
    before = page.locator("#search-sentence").text_content()
    assert before == "滨州市：7 条，另有 1 条情况通报和意向表述"
    facet = page.locator("#search-facets a[data-facet=topic][data-value=jobs]")
    assert facet.locator("b").text_content() == "2"
    if not facet.is_visible():  # folded on a phone
        page.get_by_text("筛选", exact=True).click()
    facet.click()
    both.wait_for("2 条")
    assert page.locator("#search-sentence").text_content() == "滨州市 · 稳岗用工与社保：2 条"
    assert parse_qs(urlsplit(page.url).query) == {"region": ["371600"], "topic": ["jobs"]}
    page.go_back()
    both.wait_for("7 条")
    assert page.locator("select[name=topic]").input_value() == ""


def test_state_of_the_address_fills_the_form(reader: Any) -> None:
    page = reader.search(f"q={quote('补助')}&instrument=grant&status=unstated&sort=amount")
    assert page.locator("select[name=instrument]").input_value() == "grant"
    assert page.locator("#search-q").input_value() == "补助"
    assert reader.leads()[:2] == ["设备上云给予补助", "新招员工给予一次性补助"]


def test_sorting_by_date_and_deadline(reader: Any) -> None:
    reader.search("sort=newest&region=370000")
    assert reader.leads()[-2:] != []
    newest = reader.leads()
    reader.search("sort=deadline&region=370000")
    assert reader.leads()[0] == "对暂时困难的小微企业给予贷款贴息"
    assert set(reader.leads()) == set(newest)


def test_zero_hits_help_on(reader: Any) -> None:
    page = reader.search(f"q={quote('鲸鱼饲养')}&region=371600")
    assert page.locator("#search-sentence").text_content() == "鲸鱼饲养 · 滨州市：0 条"
    assert page.get_by_role("link", name="不限地区（去掉“滨州市”）").is_visible()
    page = reader.search(f"q={quote('贴息 鲸鱼')}")
    assert "没有同时含“贴息”、“鲸鱼”的结果" in page.locator("#search-note").inner_text()
    assert "对暂时困难的小微企业给予贷款贴息" in reader.leads()
    page = reader.search(f"q={quote('口罩贴息')}")
    assert "没有含“口罩贴息”的结果" in page.locator("#search-note").inner_text()
    assert "对暂时困难的小微企业给予贷款贴息" in reader.leads()


def test_initials_of_pinyin_find_their_measure(reader: Any) -> None:
    reader.search("q=wgfh")
    assert reader.leads() == ["失业保险稳岗返还"]


def test_other_words_are_offered(reader: Any) -> None:
    page = reader.search(f"q={quote('招不到人')}")
    assert page.locator("#search-sentence").text_content() == "招不到人：0 条"
    assert page.get_by_role("link", name="招工").first.is_visible(), "招工 is what the words mean"
    page = reader.search(f"q={quote('租房租')}")
    assert "没有含“租房租”的结果" in page.locator("#search-note").inner_text()
    assert "国有房屋承租户减收三个月房租" in reader.leads()


def test_reports_wait_behind_a_fold(reader: Any) -> None:
    page = reader.search(f"q={quote('让利')}")
    assert page.locator("#search-sentence").text_content() == "让利：0 条，另有 1 条情况通报和意向表述"
    assert reader.leads() == ["鼓励各类机构让利"]


def test_notices_can_be_searched(reader: Any) -> None:
    page = reader.search(f"q={quote('稳定就业')}&kind=notice")
    assert page.locator("#search-results .notice__title").all_text_contents() == ["关于稳定就业岗位的实施意见"]


def test_slash_goes_to_the_search_box_and_enter_searches(reader: Any) -> None:
    page = reader.open("search/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("贴息")
    page.keyboard.press("Enter")
    reader.wait_for("贴息")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["贴息"]}


def test_first_page_leads_to_a_search(both: Any) -> None:
    page = both.open("")
    page.select_option(".seek select[name=region]", "371600")
    page.select_option(".seek select[name=topic]", "finance")
    page.get_by_role("button", name="查措施").click()
    both.wait_for("滨州市")
    assert page.locator("#search-sentence").text_content().startswith("滨州市 · 金融支持：1 条")


def test_table_sorts(reader: Any) -> None:
    page = reader.open("topics/jobs/")
    head = page.get_by_role("button", name="数字")
    head.click()
    first = page.locator("table.compare tbody tr").first.inner_text()
    head.click()
    assert page.locator("table.compare tbody tr").first.inner_text() != first


def test_nothing_scraped_runs(reader: Any, digest: Any, site: Any) -> None:
    hostile = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.glob("notices/330000/2022/*/index.html"))
    assert len(hostile) >= 60
    listed = (
        "",
        "regions/330000/330100/",
        "compare/?a=330100&b=371600",
        "en/",
        "topics/finance/",
        "notices/",
        "sources/",
        "tags/",
        "tags/region/330100/",
    )
    for path in (*hostile, *listed):
        reader.page.goto(reader.address + path)
        assert reader.page.evaluate(PROBE) == [None, 0], path
    reader.search(f"q={quote('恶意要点')}")
    assert len(reader.leads()) > 10
    assert reader.page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    "payload", ["<img src=x onerror=window.ran=1>", '"><script>window.ran=1</script>', "恶意<svg onload=window.ran=1>"]
)
def test_nothing_typed_runs(reader: Any, payload: str) -> None:
    reader.search(f"q={quote(payload)}&region={quote(payload)}&topic={quote(payload)}&sort={quote(payload)}")
    assert reader.page.evaluate("window.ran") is None
    assert reader.page.locator("#search-sentence *").count() == 0


@pytest.mark.parametrize(
    "text", ["贷款贴息", "给予5G企业，贷款", "ＬＰＲ３．８５％", "鲁工信研〔2020〕19号", "1,500万元", "〇二年", "复工"]
)
def test_browser_cuts_words_as_the_index_does(reader: Any, text: str) -> None:
    from site_config.finding.character_pairs import split_runs

    page = reader.open("search/")
    runs = page.evaluate("async ([text, url]) => (await import(url)).splitRuns(text)", [text, f"{reader.address}assets/digest/han.js"])
    assert runs == split_runs(text)


def _notice_path(notice: Any) -> str:
    from site_config.catalog.addresses import notice_path

    return notice_path(notice)


def test_menu_and_colours_work_under_the_policy(both: Any) -> None:
    page = both.open("topics/finance/")
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    if page.locator("label.md-header__button[for=__drawer]").is_visible():
        page.locator("label.md-header__button[for=__drawer]").click()
        page.locator(".md-nav--primary").get_by_role("link", name="公告").click()
    else:
        page.locator(".site-nav").get_by_role("link", name="公告").click()
    page.wait_for_url("**/notices/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_switch_of_language_leads_to_the_same_page(both: Any) -> None:
    page = both.open("regions/370000/371600/")
    page.locator(".site-language").click()
    page.wait_for_url("**/en/regions/370000/371600/")
    assert page.locator("h1").inner_text().split() == ["Binzhou", "滨州市"]
    alternates = {link.get_attribute("hreflang"): link.get_attribute("href") for link in page.locator("link[hreflang]").all()}
    assert alternates == {
        "en": "https://digest.example/digest/en/regions/370000/371600/",
        "zh": "https://digest.example/digest/regions/370000/371600/",
    }
    page.locator(".site-language").click()
    page.wait_for_url(f"{both.address}regions/370000/371600/")


def test_page_without_a_twin_leads_to_the_first_english_one(reader: Any, notice: str) -> None:
    page = reader.open(notice)
    assert page.locator("link[hreflang]").count() == 0
    page.locator(".site-language").click()
    page.wait_for_url(f"{reader.address}en/")
