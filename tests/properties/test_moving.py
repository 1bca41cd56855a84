from __future__ import annotations

from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.copies.reposts import merge_reposts
from scraper.frontmatter.anchoring import move_notice, move_spans
from scraper.model import Span
from scraper.quotes.quotes import digest_notice
from tests.making import BODY, make_notice
from tests.properties.test_content_files import notices, text


def list_spans(record):
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from list_spans(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from list_spans(getattr(record, field.name))


@given(notices(), text)
@settings(max_examples=60, deadline=None)
def test_spans_stay_inside_whatever_body_comes(notice, body):
    assert all(span.end <= len(body) for span in list_spans(move_notice(notice, body)))


@given(notices())
@settings(max_examples=60, deadline=None)
def test_a_digest_points_into_itself_and_settles(notice):
    once = digest_notice(notice)
    assert all(span.end <= len(once.body) for span in list_spans(once))
    assert [m.lead_span.read(once.body) for m in once.measures] == [m.lead_span.read(notice.body) for m in notice.measures]


@given(st.integers(0, len(BODY)), st.text("改写补充，。", max_size=8))
def test_an_insertion_outside_the_quotes_moves_them_exactly(at, words):
    notice = make_notice()
    quoted = [span for m in notice.measures for span in (m.lead_span, *(f.span for f in m.figures))]
    if any(span.start < at < span.end for span in quoted):
        return
    moved = move_notice(notice, BODY[:at] + words + BODY[at:])
    for measure in moved.measures:
        assert measure.lead_span.read(moved.body) == measure.lead
        assert all(figure.span.read(moved.body) == figure.raw for figure in measure.figures)
        assert measure.span.holds(measure.lead_span)
    assert move_spans(moved) == moved


@given(st.lists(notices(), max_size=4))
@settings(max_examples=30, deadline=None)
def test_merging_settles(given_notices):
    once = merge_reposts(given_notices)
    assert len(once) <= len(given_notices)
    assert merge_reposts(once, kept={notice.id for notice in once}) == once
