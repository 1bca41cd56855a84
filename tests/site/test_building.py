"""What is kept while a site is built, so that nothing is made twice, and that keeping it changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Span
from site_config.catalog.digest import Digest, build_digest
from site_config.catalog.place_counts import count_levels
from site_config.closed_words import load_vocabulary
from site_config.exports.data_tables import build_exports
from site_config.finding.search_records import build_records
from site_config.pages import regions
from site_config.pages.body import Marks, Stretch
from site_config.pages.cards import view_notice
from site_config.site import build_files, build_pages

spans = st.tuples(st.integers(0, 40), st.integers(0, 20)).map(lambda pair: Span(pair[0], sum(pair)))


def build_all(digest: Digest) -> list[object]:
    """Pages, files and records."""
    return [*build_pages(digest, "汇编", "说明"), *build_files(digest, "汇编", None), *build_records(digest)]


def test_a_digest_gives_the_same_whatever_was_built_before(factory: Any) -> None:
    notices = factory.make_digest()
    earlier = [factory.replace(n, title=f"旧{n.title}") for n in notices[:3]]
    first = build_all(build_digest(notices, load_vocabulary(), factory.AS_OF))
    build_all(build_digest(earlier, load_vocabulary(), factory.AS_OF - timedelta(days=900)))
    assert build_all(build_digest(notices, load_vocabulary(), factory.AS_OF)) == first


def test_two_notices_of_one_id_keep_their_own_lines(factory: Any, digest: Digest) -> None:
    notice = digest.notices[0]
    other = factory.replace(notice, title="另一件")
    assert view_notice(notice, digest).title == notice.title
    assert view_notice(other, digest).title == "另一件"
    assert view_notice(notice, digest) is view_notice(notice, digest)


def test_what_a_place_inherits_is_viewed_once(digest: Digest, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[int] = Counter()
    real, above = regions.view_card, digest.passed["000000"]

    def count(card: Any, *args: Any, **options: Any) -> Any:
        if options["inherited"] and card in above:
            seen[id(card)] += 1
        return real(card, *args, **options)

    monkeypatch.setattr(regions, "view_card", count)
    pages = list(regions.build_regions(digest))
    ways = {digest.atlas.list_above(page.path.split("/")[-2]) for page in pages[1:]}
    assert len(pages) > 2 * len(ways)
    assert max(seen.values()) <= len(ways)


def test_counts_are_those_of_the_cards(digest: Digest) -> None:
    levels = count_levels(digest)
    for known, groups in ((levels.own, digest.by_region), (levels.passed, digest.passed), (levels.below, digest.below)):
        for code, cards in groups.items():
            for topic in digest.topics:
                assert known[code].topics[topic] == sum(card.shown and topic in card.measure.topics for card in cards)


def test_tables_of_places_hold_the_lines_of_the_whole_table(digest: Digest) -> None:
    files = dict(build_exports(digest))
    whole = files["data/measures.csv"].splitlines()
    parts = {path: text.splitlines() for path, text in files.items() if path.endswith("/measures.csv") and not path.startswith("data/")}
    assert len(parts) > 5
    for lines in parts.values():
        assert lines[0] == whole[0]
        assert set(lines) <= set(whole)


@given(st.lists(spans, max_size=12), spans)
def test_marks_are_found_as_by_looking_at_all(stretches: list[Span], part: Span) -> None:
    known = [Stretch(span, "lead") for span in stretches]
    expected = sorted((s for s in known if s.span.start < part.end and s.span.end > part.start), key=lambda s: s.span)
    assert Marks(known).list_within(part) == expected
