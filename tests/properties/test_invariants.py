"""What must hold of every notice that the pipeline reads (ARCHITECTURE, invariants), asked of real and of example documents."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scraper.cards.measure_details import find_delivery
from scraper.cards.summaries import SUMMARY_LIMIT
from scraper.cards.targets import find_named
from scraper.cli.commands.normalize import describe_notice, list_figures
from scraper.copies.reposts import merge_reposts
from scraper.evaluation.comparison import bare_text
from scraper.facts.identity import UNTITLED, find_shelf
from scraper.facts.validity import TERM, add_months, read_months
from scraper.frontmatter import dump_notice, list_anchors, load_notice, parse_notice, render_notice
from scraper.intake import load_record
from scraper.model import Delivery, Doubt, Evidence, Kind, Measure, Notice, Relation, RelationType, Span, Target, Validity
from scraper.pipeline import build_reader, normalize_snapshot
from scraper.quotes.quotes import digest_notice
from scraper.store.inputs import list_inputs
from scraper.text.dates import find_dates, find_ranges
from scraper.text.fold import fold_width
from scraper.vocabulary import load_vocabulary
from tests.making import make_figure, make_measure, make_notice
from tests.web.list_pages import file_of, locate
from tests.web.webpage import HERE, load_samples, load_sites

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "dev"
TEXTS = ROOT.parent / "shared" / "texts"
DAY = date(2026, 11, 21)
PROGRAM = "from scraper.cli import main; raise SystemExit(main())"
PAIRS = {"(": ")", "《": "》", "〔": "〕", "【": "】", "“": "”"}
WIDTHS = str.maketrans("（）", "()")
NUMBERS = re.compile(r"\d+")
UNQUOTED = frozenset(
    {
        "evidence from the body tells its place",
        "the words behind a label stand in the measure",
        "the details of a measure stand in it",
        "the days of a measure are printed in it",
        "words of a measure name its target and delivery",
        "the numbers of a summary stand in the measure",
        "no detail is cut inside a pair of brackets",
    }
)
"""Rules that a digest need not keep: its facts stay when the words they were read from are not quoted."""
OUTSIDE = (
    "meta:",
    "header:",
    "heading:",
    "label:",
    "line:title",
    "line:date",
    "site_owner",
    "source:",
    "h1",
    "h2",
    "ucaptitle",
    "class:title",
    "text:title",
    "url",
)
"""How the names of rules begin that read page tags, header table, lines round the body, file name or address."""
BORROWED = {"title": "title", "doc-number": "doc_number"}
"""Rules that read another fact again, and that fact: where it has a place in the body, what is read from it has one."""
Corpus: TypeAlias = dict[str, Notice]
Breaches: TypeAlias = Iterator[str]


def list_paths(name: str) -> list[str]:
    return list_web() if name == "web" else [str({"gold": GOLD, "texts": TEXTS}[name])]


def list_web() -> list[str]:
    """The page or text of every notice of the example web."""
    sites = load_sites()
    texts = [sample.slug for sample in load_samples() if sites[sample.site].family == "folder"]
    pages = [(sites[sample.site], sample) for sample in load_samples() if sites[sample.site].family != "folder"]
    return [
        *(str(HERE / "folder" / f"{slug}.txt") for slug in texts),
        *(str(HERE / "mirror" / site.host / file_of(locate(sample, site))) for site, sample in pages),
    ]


@cache
def read_corpus(name: str) -> Corpus:
    """The notices of a corpus under the names of their files; one that can't be read ends the test."""
    return read_again(list_paths(name))


def read_again(paths: list[str]) -> Corpus:
    inputs, reader = list_inputs(paths), build_reader(load_vocabulary(ROOT / "site_config" / "data"))
    return {path: normalize_snapshot(inputs.load(path), reader) for path in inputs.names}


def stands(notice: Notice, span: Span, words: str) -> bool:
    """True when the span's text is the words, character by character."""
    return span.end <= len(notice.body) and span.read(notice.body) == words


def check_leads(notice: Notice) -> Breaches:
    for measure in notice.measures:
        if not stands(notice, measure.lead_span, measure.lead):
            yield f"{measure.id}: lead {measure.lead!r}, body has {measure.lead_span.read(notice.body)!r}"
        if not measure.span.holds(measure.lead_span) or measure.span.end > len(notice.body):
            yield f"{measure.id}: lead at {measure.lead_span} outside {measure.span}"


def check_measure_figures(notice: Notice) -> Breaches:
    for measure in notice.measures:
        for figure in measure.figures:
            if not stands(notice, figure.span, figure.raw):
                yield f"{measure.id}: figure {figure.raw!r}, body has {figure.span.read(notice.body)!r}"
            if not measure.span.holds(figure.span):
                yield f"{measure.id}: figure {figure.raw!r} at {figure.span} outside {measure.span}"


def check_figures(notice: Notice) -> Breaches:
    figures = list_figures(notice)
    for figure in figures:
        if not stands(notice, figure.span, figure.raw):
            yield f"figure {figure.raw!r}, body has {figure.span.read(notice.body)!r}"
    for before, after in pairwise(figures):
        if after.span.start < before.span.end:
            yield f"figures {before.raw!r} and {after.raw!r} overlap"


def check_validity(notice: Notice) -> Breaches:
    term = notice.validity
    if term.span and not stands(notice, term.span, term.text or ""):
        yield f"validity {term.text!r}, body has {term.span.read(notice.body)!r}"
    if (term.start or term.end or term.stated) and not term.text:
        yield f"validity {term.start}..{term.end} {term.stated} without its words"


def check_evidence(notice: Notice) -> Breaches:
    for proof in notice.evidence:
        if proof.span and not stands(notice, proof.span, proof.quote):
            yield f"{proof.field}: {proof.rule} quotes {proof.quote!r}, body has {proof.span.read(notice.body)!r}"


def check_proofs(notice: Notice) -> Breaches:
    proved = {proof.field for proof in notice.evidence}
    for field in ("title", "doc_number", "issuers", "written", "published", "region"):
        value = getattr(notice, field)
        if value and value != UNTITLED and field not in proved:
            yield f"{field} {value!r} without evidence"


def check_places(notice: Notice) -> Breaches:
    """What was read outside the body may happen to stand in it too; its rule must say where it was read."""
    placed = {proof.field for proof in notice.evidence if proof.span}
    for proof in notice.evidence:
        outside = proof.rule.startswith(OUTSIDE) or (proof.rule in BORROWED and BORROWED[proof.rule] not in placed)
        if proof.span is None and not outside and len(proof.quote) > 3 and proof.quote in notice.body:
            yield f"{proof.field}: {proof.rule} quotes {proof.quote!r} from the body without its place"


def check_labels(notice: Notice) -> Breaches:
    for measure in notice.measures:
        text = bare_text(measure.span.read(notice.body))
        yield from (f"{measure.id}: {key} for {words!r}, not in it" for key, words in measure.labels if bare_text(words) not in text)


def list_details(measure: Measure) -> list[str]:
    """All that a measure says in words of the page."""
    said = [measure.target.text, measure.window, measure.funding, measure.materials, measure.lead_body, *measure.co_bodies]
    said += [*measure.legal_basis, *(measure.channel or "").split()]
    said += [words for contact in measure.contacts for words in (contact.phone, contact.office)]
    return [words for words in said if words is not None]


def check_details(notice: Notice) -> Breaches:
    """Whom it is for and where to apply, a notice may say once for all that it offers."""
    whole = bare_text(notice.body)
    for measure in notice.measures:
        text = bare_text(measure.span.read(notice.body))
        once = bare_text(f"{measure.target.text or ''} {measure.channel or ''}") if notice.kind is Kind.OFFICIAL else ""
        text += "".join(words for words in map(bare_text, list_details(measure)) if words in once and words in whole)
        yield from (f"{measure.id}: {words!r} is not in it" for words in list_details(measure) if bare_text(words) not in text)
        yield from (f"{measure.id}: {words!r} has no letter" for words in list_details(measure) if not bare_text(words))


def list_days(text: str, year: int | None) -> set[date]:
    """All days that a text prints, alone or as the ends of a range."""
    return {day for day, _ in find_dates(text, year=year)} | {
        day for first, last, _ in find_ranges(text, year=year) for day in (first, last)
    }


def check_days(notice: Notice) -> Breaches:
    day = notice.written or notice.published
    whole = list_days(fold_width(notice.body), day.year if day else None)
    for measure in notice.measures:
        text = fold_width(measure.span.read(notice.body))
        days = list_days(text, day.year if day else None)
        months = read_months(TERM.search(text))
        days |= {end for end in (add_months(first, months) for first in tuple(days)) if end} if months else set()
        once = whole if notice.kind is Kind.OFFICIAL else set()
        for name in ("start", "end", "apply_from", "apply_to"):
            if (value := getattr(measure, name)) and value not in (days | once if name.startswith("apply") else days):
                yield f"{measure.id}: {name} {value} is not printed in it"


def check_targets(notice: Notice) -> Breaches:
    for measure in notice.measures:
        text = fold_width(measure.span.read(notice.body))
        words = find_named(measure.target.text or "")
        target = measure.target
        for value in (*target.actors, *target.sizes, *target.sectors):
            if words.get(value, "") not in text or value not in words:
                yield f"{measure.id}: no word in it names {value}"
        if measure.delivery is not Delivery.UNSTATED and find_delivery(text) == (Delivery.UNSTATED, ""):
            yield f"{measure.id}: no word in it tells {measure.delivery}"


def check_summaries(notice: Notice) -> Breaches:
    for measure in notice.measures:
        summary = measure.summary or ""
        if any(int(number) not in {int(n) for n in NUMBERS.findall(measure.span.read(notice.body))} for number in NUMBERS.findall(summary)):
            yield f"{measure.id}: a number of {summary!r} is not in it"
        if len(summary) > SUMMARY_LIMIT:
            yield f"{measure.id}: {summary!r} is too long"


def check_pairs(notice: Notice) -> Breaches:
    lines = notice.body.splitlines()
    for measure in notice.measures:
        for words in (measure.lead, *list_details(measure)):
            home = next((line for line in lines if words in line), "")
            if words and is_paired(home) and not is_paired(words):
                yield f"{measure.id}: {words!r} is cut inside a pair"


def is_paired(text: str) -> bool:
    """True when each bracket and quotation mark has its partner."""
    waiting = []
    for mark in text.translate(WIDTHS):
        if mark in PAIRS:
            waiting.append(PAIRS[mark])
        elif mark in PAIRS.values() and (not waiting or waiting.pop() != mark):
            return False
    return not waiting


def check_doubts(notice: Notice) -> Breaches:
    for doubt in notice.doubts:
        if doubt.span and doubt.span.end > len(notice.body):
            yield f"{doubt.rule}: {doubt.span} beyond the body"


def check_relations(notice: Notice) -> Breaches:
    for relation in notice.relations:
        words = bare_text(relation.span.read(notice.body)) if relation.span else ""
        named = [bare_text(name) for name in (relation.target, relation.title) if name]
        if relation.span and not any(name in words for name in named):
            yield f"{relation.type} {relation.target!r}, body has {relation.span.read(notice.body)!r}"


def check_anchors(notice: Notice) -> Breaches:
    ids = [measure.id for measure in notice.measures]
    yield from (f"measure id {name} {count} times" for name, count in Counter(ids).items() if count > 1)
    anchors = Counter(list_anchors(render_notice(notice)))
    if anchors != Counter(ids):
        yield f"anchors {anchors - Counter(ids)} too many, {Counter(ids) - anchors} missing"


def check_order(notice: Notice) -> Breaches:
    for before, after in pairwise(notice.measures):
        if after.lead_span.start < before.lead_span.start:
            yield f"{after.id} stands before {before.id}"
        if after.lead_span.start < before.lead_span.end:
            yield f"{after.id} and {before.id} have overlapping leads"


def check_round_trip(notice: Notice) -> Breaches:
    text = render_notice(notice)
    if parse_notice(text) != notice:
        yield "changes when written and read"
    if render_notice(parse_notice(text)) != text:
        yield "its file changes when read and written"
    if load_notice(json.loads(json.dumps(dump_notice(notice)))) != notice:
        yield "changes as JSON"


def check_id(notice: Notice) -> Breaches:
    if find_shelf(notice.id) is None:
        yield f"{notice.id} is no id"


INVARIANTS: dict[str, Callable[[Notice], Breaches]] = {
    "each lead stands at its span": check_leads,
    "each figure of a measure stands at its span, inside the measure": check_measure_figures,
    "each figure of the body stands at its span": check_figures,
    "a term stands at its span": check_validity,
    "evidence stands at its span": check_evidence,
    "facts have evidence": check_proofs,
    "evidence from the body tells its place": check_places,
    "the words behind a label stand in the measure": check_labels,
    "the details of a measure stand in it": check_details,
    "the days of a measure are printed in it": check_days,
    "words of a measure name its target and delivery": check_targets,
    "the numbers of a summary stand in the measure": check_summaries,
    "no detail is cut inside a pair of brackets": check_pairs,
    "doubts point into the body": check_doubts,
    "a relation stands at its span": check_relations,
    "measures have one anchor each": check_anchors,
    "measures come in order": check_order,
    "a file gives its notice back": check_round_trip,
    "an id has its place": check_id,
}


KNOWN: dict[tuple[str, str], str] = {}
"""What is known not to hold, with the reason; what comes to hold must leave this list."""
HERE_ONLY = [pytest.mark.shared, pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold/dev beside the checkout")]
CORPORA = ["web", pytest.param("gold", marks=HERE_ONLY)]


def list_cases() -> Iterator[Any]:
    """Every rule for every corpus."""
    for corpus, here in (("web", []), ("gold", HERE_ONLY), ("texts", HERE_ONLY)):
        for rule in INVARIANTS:
            reason = KNOWN.get((corpus, rule))
            marks = [*here, *([pytest.mark.xfail(reason=reason, strict=True)] if reason else [])]
            yield pytest.param(corpus, rule, marks=marks, id=f"{corpus}: {rule}")


@pytest.mark.parametrize(("corpus", "rule"), list(list_cases()))
def test_every_notice_is_sound(corpus: str, rule: str) -> None:
    breaches = {Path(path).name: list(INVARIANTS[rule](notice)) for path, notice in read_corpus(corpus).items()}
    assert {name: found for name, found in breaches.items() if found} == {}


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("rule", [rule for rule in INVARIANTS if rule not in UNQUOTED])
def test_every_digest_is_sound(corpus: str, rule: str) -> None:
    digests = {Path(path).name: digest_notice(notice) for path, notice in read_corpus(corpus).items()}
    breaches = {name: list(INVARIANTS[rule](digest)) for name, digest in digests.items()}
    assert {name: found for name, found in breaches.items() if found} == {}


@pytest.mark.parametrize("corpus", CORPORA)
def test_corpora_have_much_to_ask(corpus: str) -> None:
    notices = read_corpus(corpus).values()
    assert len(notices) >= 25
    assert sum(len(notice.measures) for notice in notices) >= 100
    assert sum(len(notice.relations) for notice in notices) >= 10


@pytest.mark.parametrize("corpus", CORPORA)
def test_ids_are_unique_when_reposts_are_merged(corpus: str) -> None:
    merged = Counter(notice.id for notice in merge_reposts(tuple(read_corpus(corpus).values())))
    assert {name: count for name, count in merged.items() if count > 1} == {}


@pytest.mark.parametrize("corpus", CORPORA)
def test_reading_again_gives_the_same_record(corpus: str) -> None:
    again = read_again(list_paths(corpus))
    assert [show(path, notice) for path, notice in again.items()] == [show(path, notice) for path, notice in read_corpus(corpus).items()]


@pytest.mark.slow
@pytest.mark.parametrize("corpus", CORPORA)
def test_another_process_prints_the_same_records(corpus: str) -> None:
    """It has its own order of sets and its own time zone."""
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "UTC-14"}
    command = [sys.executable, "-c", PROGRAM, "normalize", "--as-of", str(DAY), *list_paths(corpus)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    printed = [json.dumps(json.loads(line), ensure_ascii=False) for line in done.stdout.splitlines()]
    assert printed == [show(path, notice) for path, notice in read_corpus(corpus).items()]


def show(path: str, notice: Notice) -> str:
    return json.dumps({"input": path} | describe_notice(notice, DAY), ensure_ascii=False)


MEASURE = make_measure("设立市级转贷资金", 1, figures=(make_figure("1000万元", 1e7),))
SECOND = make_measure("免收三个月租金", 2)
WRONG = Span(0, 2)
UNSOUND: dict[str, Notice] = {
    "each lead stands at its span": make_notice(measures=(replace(MEASURE, lead="另一说法"),)),
    "each figure of a measure stands at its span, inside the measure": make_notice(
        measures=(replace(MEASURE, figures=(make_figure("20万元", 2e5),)),)
    ),
    "each figure of the body stands at its span": make_notice(
        measures=(replace(MEASURE, figures=(replace(MEASURE.figures[0], span=WRONG),)),)
    ),
    "a term stands at its span": make_notice(validity=Validity(DAY, None, "自即日起施行", WRONG)),
    "evidence stands at its span": make_notice(evidence=(Evidence("region", "title", "滨州市", WRONG),)),
    "facts have evidence": make_notice(),
    "evidence from the body tells its place": make_notice(evidence=(Evidence("issuers", "body", "市财政局"),)),
    "the words behind a label stand in the measure": make_notice(measures=(replace(MEASURE, labels=(("topic:finance", "贴息"),)),)),
    "the details of a measure stand in it": make_notice(measures=(replace(MEASURE, window="每月一次"),)),
    "the days of a measure are printed in it": make_notice(measures=(replace(MEASURE, apply_to=DAY),)),
    "words of a measure name its target and delivery": make_notice(measures=(replace(MEASURE, target=Target(sizes=("large",))),)),
    "the numbers of a summary stand in the measure": make_notice(measures=(replace(MEASURE, summary="最高77万元"),)),
    "no detail is cut inside a pair of brackets": make_notice(
        body="经“一网通办”平台申报。", measures=(make_measure("申报", 1, "经“一网通办”平台申报。", channel="一网通办”平台"),)
    ),
    "doubts point into the body": make_notice(doubts=(Doubt("no-topic", "请补", Span(0, 10_000)),)),
    "a relation stands at its span": make_notice(relations=(Relation(RelationType.CITES, "鲁政发〔2020〕1号", None, WRONG),)),
    "measures have one anchor each": make_notice(measures=(MEASURE, replace(SECOND, id=MEASURE.id))),
    "measures come in order": make_notice(measures=(SECOND, MEASURE)),
    "a file gives its notice back": make_notice(issuers=["滨州市人民政府"]),
    "an id has its place": make_notice(id="x"),
}


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")  # a list in place of a tuple is what one of them is about
@pytest.mark.parametrize("rule", INVARIANTS)
def test_each_rule_sees_its_breach(rule: str) -> None:
    assert list(INVARIANTS[rule](UNSOUND[rule]))


def test_a_notice_without_title_prints_null_and_reads_back() -> None:
    record = describe_notice(make_notice(title=UNTITLED), DAY)
    assert record["title"] is None
    assert load_record(record, "a.json").title == UNTITLED
