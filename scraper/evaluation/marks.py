"""What a record is worth beside its label: one mark for each field, each point lost told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from scraper.evaluation.comparison import bare_text, fold_number, fold_text, key_figure, match_measures
from scraper.evaluation.offers import mark_offer
from scraper.evaluation.points import Facts, Mark, Tally, mark_lists, mark_one, mark_share

FIELDS = {
    "title": "documents with the same letters and digits",
    "kind": "documents with the same kind",
    "doc_number": "documents with the same number, whatever its brackets",
    "region": "documents with the same code",
    "published": "documents with the same day",
    "written": "documents with the same day",
    "source_name": "documents with the same letters and digits",
    "validity": "documents with the same first and last day",
    "issuers_f1": "F1 of the names of issuers",
    "cited_f1": "F1 of the numbers of other documents",
    "body_recall": "mean share of the snippets that must stand in the body and do",
    "body_clean": "mean share of the snippets that must not stand in the body and don't",
    "measure_f1": "F1 of measures, matched by their leads or their places",
    "gainful_f1": "F1 of benefits and services among them",
    "nature": "matched measures of the same nature",
    "topics_f1": "F1 of the topics of matched measures",
    "instruments_f1": "F1 of the instruments of matched measures",
    "card_gains_f1": "F1 of the quantities that a card offers, of matched measures",
    "card_roles": "offered quantities with the same role",
    "card_for_whom": "matched measures for the same people",
    "card_channel": "matched measures with the same place to apply",
    "card_apply_to": "matched measures with the same last day to apply",
    "card_until": "matched measures with the same last day",
    "card_lead_body": "matched measures with the same body that answers",
    "figures_recall": "share of the labelled figures that were read, by kind and value",
}
"""What is scored, in order, and what its score says."""
CAP = 25
"""Labels stop at so many measures; what was read beyond the labelled ones counts neither for nor against."""
GAINFUL = frozenset({"benefit", "service"})


def blank_empty(value: Any) -> Any:
    """Any value, None for an empty one."""
    return value or None


EXACT: dict[str, Callable[[Any], Any]] = {
    "title": bare_text,
    "kind": blank_empty,
    "doc_number": fold_number,
    "region": blank_empty,
    "published": blank_empty,
    "written": blank_empty,
    "source_name": bare_text,
}
"""Fields with one right value, and what of it is compared."""


def mark_document(label: Facts, record: Facts) -> tuple[Mark, ...]:
    """Every mark of a document; a field may have several, a field that was not labelled has none."""
    markers = (mark_facts, mark_validity, mark_names, mark_body, mark_measures, mark_figures)
    return tuple(mark for marker in markers for mark in marker(label, record))


def sum_marks(marks: Iterable[Mark]) -> dict[str, Tally]:
    """The tally of each field, in the order of `FIELDS`."""
    table = dict.fromkeys(FIELDS, Tally())
    for mark in marks:
        table[mark.field] += mark.tally
    return table


def mark_facts(label: Facts, record: Facts) -> Iterator[Mark]:
    """1 or 0 for each field with one right value or one of `also_ok`."""
    for field, fold in EXACT.items():
        if field in label:
            wanted, found = label[field], record.get(field)
            right = fold(wanted) == fold(found) or bare_text(found) in map(bare_text, list_others(label, field))
            yield mark_one(field, right, f"{field}: want {wanted!r} got {found!r}")


def mark_validity(label: Facts, record: Facts) -> Iterator[Mark]:
    """1 when both ends of the term are right."""
    if "validity" in label:
        wanted, found = label["validity"] or {}, record.get("validity") or {}
        ends = ("from", "to")
        right = all(blank_empty(found.get(end)) in (blank_empty(wanted.get(end)), *list_others(label, f"validity.{end}")) for end in ends)
        yield mark_one("validity", right, f"validity: want {show_term(wanted)} got {show_term(found)}")


def mark_names(label: Facts, record: Facts) -> Iterator[Mark]:
    """Issuers and cited documents as lists in any order."""
    lists: tuple[tuple[str, str, Callable[[str | None], str | None]], ...] = (
        ("issuers_f1", "issuers", bare_text),
        ("cited_f1", "cited_documents", fold_number),
    )
    for field, key, fold in lists:
        if key in label:
            wanted, found = (list(map(fold, facts.get(key) or [])) for facts in (label, record))
            yield mark_lists(field, key, wanted, found)


def mark_body(label: Facts, record: Facts) -> Iterator[Mark]:
    """Shares of snippets found and kept out, white space and markup aside. An empty body is not clean."""
    body = fold_text(record.get("body"))
    wanted, unwanted = (tuple(text for text in label.get(key) or () if fold_text(text)) for key in ("body_contains", "body_excludes"))
    if wanted:
        lost = [text for text in wanted if fold_text(text) not in body]
        yield mark_share("body_recall", (len(wanted) - len(lost)) / len(wanted), [f"body lacks {text!r}" for text in lost])
    if unwanted:
        held = [text for text in unwanted if fold_text(text) in body]
        clean = (len(unwanted) - len(held)) / len(unwanted) if body else 0
        yield mark_share("body_clean", clean, [f"body holds {text!r}" for text in held] if body else ["body is empty"])


def mark_measures(label: Facts, record: Facts) -> Iterator[Mark]:
    """Measures by their leads or places, then what is said of those that match."""
    if label.get("measures") is None:
        return
    wanted, found = label["measures"], record.get("measures") or []
    pairs = match_measures(wanted, found, record.get("body") or "")
    known, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    counted = taken if len(wanted) >= CAP or label.get("measures_capped") else set(range(len(found)))
    misses = [f"no measure for {measure['lead']!r}" for i, measure in enumerate(wanted) if i not in known]
    misses += [f"spurious measure {found[j].get('lead')!r}" for j in sorted(counted - taken)]
    yield Mark("measure_f1", Tally(len(pairs), len(wanted), len(counted)), tuple(misses))
    gained, offered = list_gainful(wanted), list_gainful(found) & counted
    yield Mark("gainful_f1", Tally(sum(i in gained and j in offered for i, j in pairs), len(gained), len(offered)))
    for i, j in pairs:
        yield from mark_pair(wanted[i], found[j])


def mark_pair(wanted: Facts, found: Facts) -> Iterator[Mark]:
    """What one measure's card offers, its nature, topics and instruments."""
    lead = str(wanted["lead"])[:24]
    yield from mark_offer(wanted, found)
    if nature := wanted.get("nature"):
        others = wanted.get("nature_alt") or []
        right = found.get("nature") in (nature, *([others] if isinstance(others, str) else others))
        yield mark_one("nature", right, f"nature of {lead!r}: want {nature!r} got {found.get('nature')!r}")
    for key in ("topics", "instruments"):
        yield mark_lists(f"{key}_f1", f"{key} of {lead!r}", wanted.get(key) or [], found.get(key) or [])


def mark_figures(label: Facts, record: Facts) -> Iterator[Mark]:
    """Labelled figures that were read, wherever; labels are a selection, so others are no fault.

    A figure may stand in the record's own list, in a measure, or in both: it counts as often as the list that has it most often says.
    """
    left = Counter(map(key_figure, record.get("figures") or []))
    for measure in record.get("measures") or []:
        left |= Counter(map(key_figure, measure.get("figures") or []))
    for figure in label.get("figures") or []:
        key = key_figure(figure)
        yield mark_one("figures_recall", left[key] > 0, f"no figure {figure.get('raw')!r} {key}")
        left[key] -= 1


def list_others(label: Facts, field: str) -> Sequence[Any]:
    """Further values of a field that count as right."""
    others: Sequence[Any] = (label.get("also_ok") or {}).get(field) or ()
    return others


def list_gainful(measures: Sequence[Facts]) -> set[int]:
    """Places of the benefits and services."""
    return {index for index, measure in enumerate(measures) if measure.get("nature") in GAINFUL}


def show_term(term: Facts) -> str:
    """A term as words.

    >>> show_term({"from": "2020-03-01", "to": None})
    '2020-03-01 to …'
    """
    return f"{term.get('from') or '…'} to {term.get('to') or '…'}"
