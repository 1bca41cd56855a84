"""What hangs on a day: computed for the day of the build in Python, and for the reader's own in the browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import RelationType, Validity, ValidityStatus
from scraper.standing.law import Standing, judge_standing
from scraper.standing.succession import Successor
from site_config.catalog.addresses import notice_path
from site_config.catalog.digest import build_digest
from site_config.finding.columns import EPOCH, list_term

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 12))
WORDS = st.sampled_from([None, *ValidityStatus])


def read_term(start: int | None, end: int | None, during: str, repealed: int | None, today: int) -> str:
    """As `findStatus` of roll.js and of site.js do, from a term of the columns."""
    if repealed is not None and repealed <= today:
        return "repealed"
    if end is not None and end < today:
        return "expired"
    return "not_yet" if start is not None and start > today else during


@given(st.builds(Validity, DAYS, DAYS, stated=WORDS), DAYS, DAYS, st.lists(DAYS, max_size=2))
def test_a_term_tells_the_status_of_every_day(
    factory: Any, validity: Validity, first: date | None, last: date | None, repeals: list[date | None]
) -> None:
    notice = replace(factory.make_digest()[0], validity=validity)
    measure = replace(notice.measures[0], start=first, end=last)
    standing = judge_standing(notice, [Successor(RelationType.REPEALS, notice, day) for day in repeals], measure)
    term = list_term(standing)
    for day in (date(2023, 12, 31) + timedelta(number) for number in range(14)):
        status = standing.tell_status(day)
        assert read_term(*term, (day - EPOCH).days) == status
        assert standing.hangs_on_days or status == standing.during


def test_what_is_stated_in_words_hangs_on_no_day(factory: Any) -> None:
    notice = replace(factory.make_digest()[0], validity=Validity(date(2024, 1, 1), date(2024, 2, 1), stated=ValidityStatus.REPEALED))
    assert not judge_standing(notice).hangs_on_days
    assert not judge_standing(replace(notice, validity=Validity())).hangs_on_days


@pytest.mark.browser
@pytest.mark.parametrize("years", [0, 80], ids=["today", "long after"])
def test_search_counts_and_finds_status_by_the_readers_own_day(reader: Any, factory: Any, years: int) -> None:
    from site_config.closed_words import load_vocabulary

    day = factory.AS_OF.replace(year=factory.AS_OF.year + years)
    digest = build_digest(factory.make_digest(), load_vocabulary(), day)
    expected = sum(card.shown and card.status is ValidityStatus.EXPIRED for card in digest.cards)
    reader.page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001  (the reader's own)
    page = reader.search("")
    counted = page.locator("#search-facets [data-facet=status][data-value=expired] b")
    assert (int(counted.inner_text()) if counted.count() else 0) == expected
    page = reader.search("status=expired")
    assert page.locator("article.measure:not(#search-rest *)").count() == expected
    assert set(page.locator("#search-results .chip--status").all_inner_texts()) == ({"已到期"} if expected else set())


@pytest.mark.browser
def test_pages_tell_days_left_and_status_for_the_readers_own_day(reader: Any, factory: Any) -> None:
    notice = factory.make_digest()[0]
    last = notice.validity.end
    path = notice_path(notice)

    def open_on(day: date) -> Any:
        reader.page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001  (the reader's own)
        return reader.open(path)

    page = open_on(last - timedelta(2))
    assert "还剩 2 天" in page.locator(".chip--left:visible").all_inner_texts()
    assert page.locator(".header .state").inner_text() == "有效"
    page = open_on(last)
    assert "今天截止" in page.locator(".chip--left:visible").all_inner_texts()
    page = open_on(last + timedelta(1))
    assert page.locator(".chip--left:visible").count() == 0
    assert page.locator(".header .state").inner_text() == "已到期"
    assert set(page.locator(".chip--status").all_text_contents()) == {"已到期"}
    page = open_on(notice.validity.start - timedelta(1))
    assert page.locator(".header .state").inner_text() == "未生效"


@pytest.mark.browser
def test_browser_reads_a_term_as_the_law_does(reader: Any) -> None:
    today = date(2024, 6, 1)
    reader.page.clock.set_fixed_time(datetime(today.year, today.month, today.day, 9))  # noqa: DTZ001  (the reader's own)
    page = reader.open("")
    days = (None, *(today + timedelta(number) for number in (-1, 0, 1)))
    terms = [Standing(*ends, during, repeal) for ends in product(days, days) for during in ValidityStatus for repeal in days]
    wanted = [standing.tell_status(today).value for standing in terms]
    source = (
        page.locator("script[src*='/site.js'], script[src*='site.js']").first.evaluate("script => script.src").replace("site.js", "roll.js")
    )
    in_search = "async ([url, terms]) => { const { findStatus } = await import(url); return terms.map((term) => findStatus(term)); }"
    assert page.evaluate(in_search, [source, [list_term(standing) for standing in terms]]) == wanted
    marks = [
        {"from": str(one.start or ""), "to": str(one.end or ""), "during": one.during.value, "repealed": str(one.repealed or "")}
        for one in terms
    ]
    assert page.evaluate("(marks) => marks.map((mark) => findStatus(mark))", marks) == wanted


@pytest.mark.browser
def test_a_measure_is_over_when_the_last_day_to_apply_has_passed(reader: Any, factory: Any) -> None:
    notice = factory.make_digest()[0]
    measure = notice.measures[0]
    for day, over in ((measure.apply_to, 0), (measure.apply_to + timedelta(1), 1)):
        reader.page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001  (the reader's own)
        card = reader.open(notice_path(notice)).locator(f"article[data-measure={measure.id}]")
        assert card.locator(".chip--status").inner_text() == "有效"
        assert card.locator("xpath=self::*[contains(@class, 'measure--over')]").count() == over
        assert card.locator(".chip--left:visible").count() == 1 - over
        found = reader.search("region=371600").locator("#search-results article.measure")
        leads = found.locator(".measure__lead").all_text_contents()
        assert (leads.index(measure.lead) == len(leads) - 1) == bool(over)


@pytest.mark.browser
def test_what_is_over_comes_last_when_nothing_is_asked(reader: Any, factory: Any) -> None:
    day = factory.AS_OF.replace(year=factory.AS_OF.year + 1)
    reader.page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001  (the reader's own)
    page = reader.search("region=371600")
    chips = page.locator("#search-results .chip--status")
    over = [word in ("已到期", "已废止") for word in chips.all_inner_texts()]
    assert True in over
    assert over == sorted(over)
    assert False in over
