from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.frontmatter import dump_notice, is_generated, list_anchors, load_notice, parse_notice, render_notice
from scraper.frontmatter.content_markdown import parse_body, render_body
from scraper.model import (
    Actionability,
    Attachment,
    Comparator,
    Contact,
    Damage,
    Delivery,
    DocNumber,
    Doubt,
    Evidence,
    Figure,
    FigureKind,
    FigureRole,
    Kind,
    Licence,
    Measure,
    Nature,
    Notice,
    Place,
    Provenance,
    Relation,
    RelationType,
    Repair,
    Repost,
    Scope,
    Script,
    Span,
    Target,
    Validity,
    ValidityStatus,
)
from scraper.model.naming import NOTICE_ID, ORIGIN, WORD

HOSTILE = [
    *("*", "_", "`", "**", "```", "#", "##", "####", "#####", "-", "+", ">", "|", "$x$", "~~"),
    *("==", "^^", "++", "---", "...", "===", ":::", "!!!", "???", "///", "[TOC]", "@", "%", "1.", "1)", "\\", "\\*", "'", '"', "---\n"),
    *("<script>alert(1)</script>", "<!-- x", "-->", "&lt;", "&amp;", "&#60;", "[x](javascript:alert(1))", "![", "](", "{{ x }}"),
    *("{: onclick=x }", "{ #m-aaaaaa }", "**{ #m-aaaaaa .measure }", "[](){ #m-aaaaaa }", "## ", "#### ", "- ", "1. ", "> ", "{% raw %}"),
    *("| a | b |", "| --- | --- |", '--8<-- "x"', ":smile:", "*[x]: y", "[^1]: z", "\n", "\n\n", " ", "    ", "\t", "\r", "\u3000"),
    *("\u2028", "\u00a0", "\ufeff", "\x00", "\x02", "\x85", "贷款贴息", "（一）", "一、", "第三条 ", "2020年", "50万元", "😀"),
    *(": ", " #", "yes", "null", "2020-02-06", "generated: x"),
]
characters = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
pieces = st.one_of(st.sampled_from(HOSTILE), characters)
text = st.lists(pieces, max_size=12).map("".join)
words = st.lists(pieces, max_size=4).map("".join)
some = st.one_of(st.none(), words)
many = st.lists(words, max_size=3).map(tuple)
ids, origins = st.from_regex(NOTICE_ID.pattern, fullmatch=True), st.from_regex(ORIGIN.pattern, fullmatch=True).filter(ORIGIN.holds)
topics = st.lists(st.from_regex(WORD.pattern, fullmatch=True).filter(WORD.holds), max_size=3).map(tuple)
codes = st.sampled_from(["371600", "000000", "110000"])
days = st.one_of(st.none(), st.dates(date(1949, 10, 1), date(2099, 12, 31)))


@st.composite
def spans(draw, body):
    start, end = sorted((draw(st.integers(0, len(body))), draw(st.integers(0, len(body)))))
    return Span(start, end)


@st.composite
def measures(draw, body, index):
    lead = draw(spans(body))
    figures = st.builds(
        Figure,
        raw=words,
        kind=st.sampled_from(FigureKind),
        value=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9),
        unit=words,
        span=spans(body),
        role=st.sampled_from(FigureRole),
        value_to=st.one_of(st.none(), st.floats(0, 1e12)),
        comparator=st.one_of(st.none(), st.sampled_from(Comparator)),
        per=some,
    )
    return Measure(
        id=f"m-{index:06x}",
        lead=lead.read(body),
        lead_span=lead,
        span=draw(spans(body)),
        nature=draw(st.sampled_from(Nature)),
        actionability=draw(st.sampled_from(Actionability)),
        topics=draw(topics),
        delivery=draw(st.sampled_from(Delivery)),
        summary=draw(some),
        target=draw(st.builds(Target, actors=many, text=some)),
        figures=tuple(draw(st.lists(figures, max_size=2))),
        start=draw(days),
        end=draw(days),
        window=draw(some),
        contacts=tuple(draw(st.lists(st.builds(Contact, office=some, phone=some, masked=st.booleans()), max_size=1))),
        labels=tuple(draw(st.lists(st.tuples(words, words), max_size=2))),
    )


@st.composite
def notices(draw):
    body = draw(st.lists(text, max_size=6).map("\n\n".join))
    span = st.one_of(st.none(), spans(body))
    return Notice(
        id=draw(ids),
        title=draw(words),
        kind=draw(st.sampled_from(Kind)),
        body=body,
        genre=draw(some),
        doc_number=draw(
            st.one_of(st.none(), st.builds(DocNumber, org=words, year=st.integers(1949, 2099), serial=st.integers(0, 99999), text=words))
        ),
        issuers=draw(many),
        written=draw(days),
        published=draw(days),
        region=draw(st.one_of(st.none(), st.builds(Place, code=codes, name=words, path=st.lists(codes, max_size=3).map(tuple), zone=some))),
        scope=draw(st.sampled_from(Scope)),
        validity=draw(
            st.builds(Validity, start=days, end=days, text=some, span=span, stated=st.one_of(st.none(), st.sampled_from(ValidityStatus)))
        ),
        relations=tuple(
            draw(st.lists(st.builds(Relation, type=st.sampled_from(RelationType), target=words, title=some, span=span), max_size=2))
        ),
        measures=tuple(draw(measures(body, index)) for index in range(draw(st.integers(0, 4)))),
        attachments=tuple(draw(st.lists(st.builds(Attachment, name=words, url=words, type=words), max_size=2))),
        source=draw(st.builds(Provenance, id=origins, url=some, site_name=some, licence=st.sampled_from(Licence))),
        reposts=tuple(draw(st.lists(st.builds(Repost, url=some, site=some, published=days, differs=some), max_size=2))),
        snapshot=draw(some),
        script=draw(st.sampled_from(Script)),
        repairs=tuple(draw(st.lists(st.builds(Repair, rule=words, count=st.integers(0, 999)), max_size=2))),
        damage=tuple(draw(st.lists(st.sampled_from(Damage), max_size=2))),
        evidence=tuple(draw(st.lists(st.builds(Evidence, field=words, rule=words, quote=words, span=span), max_size=2))),
        doubts=tuple(draw(st.lists(st.builds(Doubt, rule=words, message=words, span=span), max_size=2))),
    )


@given(notices())
@settings(max_examples=80, deadline=None)
def test_parse_undoes_render(notice):
    written = render_notice(notice)
    assert parse_notice(written) == notice
    assert render_notice(parse_notice(written)) == written
    assert is_generated(written)


@given(notices())
@settings(max_examples=40, deadline=None)
def test_load_undoes_dump(notice):
    assert load_notice(dump_notice(notice)) == notice


@given(notices())
@settings(max_examples=40, deadline=None)
def test_each_measure_has_its_anchor_once(notice):
    assert sorted(list_anchors(render_notice(notice))) == sorted(measure.id for measure in notice.measures)


@given(text)
@settings(max_examples=300, deadline=None)
def test_escaping_is_undone_exactly(body):
    assert parse_body(render_body(body)) == body


@given(text)
def test_any_markdown_of_a_person_parses(body):
    assert isinstance(parse_body(body), str)
