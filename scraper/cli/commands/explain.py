"""`policy-digest explain`: why each field has its value."""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from scraper.cards.measure_details import find_delivery
from scraper.cards.targets import find_named
from scraper.cli.console import Commands, add_command, add_root, open_vocabulary, say, say_json
from scraper.errors import InputError
from scraper.facts.identity import UNTITLED, find_shelf
from scraper.figures.quantities import find_figures
from scraper.frontmatter import dump_notice
from scraper.measures.choosing import list_verdicts
from scraper.measures.verdict import load_weights
from scraper.model import Delivery, Figure, Measure, Notice, Span
from scraper.pipeline import build_reader, normalize_snapshot
from scraper.store.inputs import list_inputs
from scraper.store.shelf import Shelf
from scraper.text.fold import fold_body, fold_width

EPILOG = """Each line: field, value, the rule that read it, the words it read and where they stand in the body.

exit codes: 0 explained; 2 no such notice or file, or it can't be read

example:
  policy-digest explain 371600-20200206-0a1b2c3d --root my-digest
  policy-digest explain saved-pages/notice.html"""
HEAD = (
    "title",
    "kind",
    "genre",
    "doc_number",
    "index_no",
    "subject_class",
    "issuers",
    "written",
    "published",
    "region_name",
    "zone",
    "scope",
    "page_kind",
)
HEAVIEST, PASSED_OVER = 8, 5
"""Signals that are told of a sentence, and sentences that are told though they are no measures."""
AROUND = 24
"""Characters of context on either side of a quote."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field has its value."""

    field: str
    value: str
    rule: str = ""
    quote: str = ""
    span: tuple[int, int] | None = None


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "explain", run, "tell for each field of a notice its value, rule and quoted words", EPILOG)
    parser.add_argument("what", metavar="FILE|ID", help="a saved page or text, a content file, or the id of a notice on the shelf")
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each field")


def run(args: argparse.Namespace) -> int:
    """Print the reasons."""
    notice = load_subject(args.what, args.root)
    for reason in list_reasons(notice):
        say_json(asdict(reason)) if args.json else say(format_reason(reason))
    return 0


def load_subject(what: str, root: Path) -> Notice:
    """The notice that is meant.

    Raises:
        DigestError: there is none, or it can't be read.
    """
    if not Path(what).exists() and find_shelf(what):
        shelf = Shelf(root)
        path = shelf.path(what)
        if not path.is_file():
            raise InputError(f"no notice {what} on the shelf", file=str(root), remedy="name the digest with --root")
        return shelf.load_shelved(path).notice
    return normalize_snapshot(list_inputs([what]).load(what), build_reader(open_vocabulary()))


def list_reasons(notice: Notice) -> Iterator[Reason]:
    """The document's fields, then each measure's."""
    record = dump_notice(notice)
    proofs = {evidence.field: evidence for evidence in notice.evidence}
    for field in HEAD:
        value = record[field]
        proof = proofs.get(field.removesuffix("_name"))
        if value or proof:
            text = "、".join(value) if isinstance(value, list) else str(value)
            yield Reason(field, text, proof.rule if proof else "", proof.quote if proof else "", show(proof.span) if proof else None)
    validity = notice.validity
    if validity.text:
        yield Reason("validity", f"{validity.start or '…'} – {validity.end or '…'}", "", validity.text, show(validity.span))
    for relation in notice.relations:
        quote = relation.span.read(notice.body) if relation.span else ""
        yield Reason(f"relations.{relation.type}", relation.target, "", quote, show(relation.span))
    for measure in notice.measures:
        yield from explain_measure(measure, notice.body)
        if found := notice.find_file(measure.lead_span):
            yield Reason(f"{measure.id}.file", f"{found[0].name}, page {found[1]}" if found[1] else found[0].name)
    yield from explain_choice(notice)
    for doubt in notice.doubts:
        yield Reason("doubt", doubt.message, doubt.rule, doubt.span.read(notice.body)[:80] if doubt.span else "", show(doubt.span))


def explain_measure(measure: Measure, body: str) -> Iterator[Reason]:
    """A measure's lead, the words behind each label, and each figure in its surroundings."""
    name = measure.id
    yield Reason(name, measure.lead, "lead", "", show(measure.span))
    words = dict(measure.labels)
    given: list[tuple[str, str]] = [("nature", measure.nature.value), *(("topic", topic) for topic in measure.topics)]
    given += [("instrument", instrument) for instrument in measure.instruments]
    for key, value in given:
        yield Reason(f"{name}.{key}", value, "words", words.get(f"{key}:{value}", ""))
    yield Reason(f"{name}.actionability", measure.actionability.value)
    yield from explain_target(measure, fold_width(body[measure.lead_span.start : measure.span.end]))
    yield from explain_details(measure, body)
    for figure in measure.figures:
        yield Reason(f"{name}.figure", describe_figure(figure), figure.raw, quote_around(figure.span, body), show(figure.span))


def explain_choice(notice: Notice) -> Iterator[Reason]:
    """For each measure the chance that its sentence is one and the signals that weigh most; then the likeliest sentences that are none."""
    body, weights = fold_body(notice.body), load_weights()
    title = "" if notice.title == UNTITLED else notice.title
    verdicts = list_verdicts(body, notice.kind, title, find_figures(body), weights)
    starts = [verdict.candidate.span.start for verdict in verdicts]
    taken = {bisect_right(starts, measure.lead_span.start) - 1: measure.id for measure in notice.measures}
    passed = sorted((n for n, verdict in enumerate(verdicts) if n not in taken), key=lambda n: -verdicts[n].chance)
    for number, name in (*taken.items(), *((number, "passed-over") for number in passed[:PASSED_OVER])):
        if number >= 0:
            verdict = verdicts[number]
            heaviest = (f"{signal} {weight:+.2f}" for signal, weight in weights.measure.list_reasons(verdict.signals)[:HEAVIEST])
            field = name if name == "passed-over" else f"{name}.signals"
            yield Reason(field, f"{verdict.chance:.2f}", "weights", " ".join(heaviest), show(verdict.candidate.span))


def explain_target(measure: Measure, text: str) -> Iterator[Reason]:
    """For whom it is and how it arrives, with the words of the width-folded `text` of the measure that say so."""
    name, target, words = measure.id, measure.target, find_named(fold_width(measure.target.text or ""))
    if measure.delivery is not Delivery.UNSTATED:
        delivery, quote = find_delivery(text)
        yield Reason(f"{name}.delivery", measure.delivery.value, "words", quote if delivery is measure.delivery else "")
    for key, values in (("actor", target.actors), ("size", target.sizes), ("sector", target.sectors)):
        for value in values:
            yield Reason(f"{name}.{key}", value, "words", words.get(value, ""))
    if target.text:
        yield Reason(f"{name}.target", target.text)


def explain_details(measure: Measure, body: str) -> Iterator[Reason]:
    """What a measure says in words of the page, and where; its days."""
    told: list[tuple[str, str | None]] = [("window", measure.window), ("funding", measure.funding), ("materials", measure.materials)]
    told += [("channel", words) for words in (measure.channel or "").split()]
    told += [("lead_body", measure.lead_body), *(("co_body", words) for words in measure.co_bodies)]
    told += [("legal_basis", words) for words in measure.legal_basis]
    told += [("contact", " ".join(filter(None, (contact.office, contact.phone)))) for contact in measure.contacts]
    folded = fold_width(body)
    for key, words in told:
        if words:
            at = folded.find(fold_width(words), measure.span.start, measure.span.end)
            yield Reason(f"{measure.id}.{key}", words, span=(at, at + len(words)) if at >= 0 else None)
    days = (("from", measure.start), ("to", measure.end), ("apply_from", measure.apply_from), ("apply_to", measure.apply_to))
    yield from (Reason(f"{measure.id}.{key}", day.isoformat()) for key, day in days if day)


def describe_figure(figure: Figure) -> str:
    """A figure's meaning: `max 200000 CNY per_firm_cap`."""
    value = f"{figure.value:.15g}" + (f"–{figure.value_to:.15g}" if figure.value_to is not None else "")
    parts = [figure.comparator or "", value, figure.unit, f"per {figure.per}" if figure.per else "", figure.role]
    return " ".join(part for part in parts if part)


def quote_around(span: Span, body: str) -> str:
    """A span with its surroundings on one line."""
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(body))
    return " ".join(body[start:end].split())


def show(span: Span | None) -> tuple[int, int] | None:
    """A span as two numbers."""
    return (span.start, span.end) if span else None


def format_reason(reason: Reason) -> str:
    """One line: field, value, then rule, quote and place."""
    proof = " ".join(
        part for part in (reason.rule, f"“{reason.quote}”" if reason.quote else "", str(list(reason.span)) if reason.span else "") if part
    )
    return f"{reason.field:<24} {reason.value}" + (f"  <- {proof}" if proof else "")
