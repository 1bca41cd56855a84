"""What a record is worth beside its label: one mark for each field, each point lost told in words.

Every score is 2 * hit / (gold + found): the micro-averaged F1 of lists. Of what is judged one by one as many are found as labelled,
so the same formula is their mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scraper.evaluation.comparison import bare_text, fold_number, fold_text, key_figure, match_measures

Facts = Mapping[str, Any]
"""A label, or a record as `normalize` prints it."""

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
    "measure_f1": "F1 of measures, matched by their leads",
    "gainful_f1": "F1 of benefits and services among them",
    "nature": "matched measures of the same nature",
    "topics_f1": "F1 of the topics of matched measures",
    "instruments_f1": "F1 of the instruments of matched measures",
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


@dataclass(frozen=True, slots=True)
class Tally:
    """Points (`hit`) among what was labelled (`gold`) and what was read (`found`)."""

    hit: float = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.gold + other.gold, self.found + other.found)

    @property
    def score(self) -> float | None:
        """0 to 1; None when there was nothing to find and nothing was found.

        >>> Tally(1, 2, 1).score, Tally().score
        (0.6666666666666666, None)
        """
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else None


@dataclass(frozen=True, slots=True)
class Mark:
    """Points of one document in one field, and what was missed."""

    field: str
    tally: Tally
    misses: tuple[str, ...] = ()


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
    """Measures by their leads, then what is said of those that match."""
    if label.get("measures") is None:
        return
    wanted, found = label["measures"], record.get("measures") or []
    pairs = match_measures(wanted, found)
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
    """Nature, topics and instruments of one measure."""
    lead = str(wanted["lead"])[:24]
    if nature := wanted.get("nature"):
        yield mark_one("nature", nature == found.get("nature"), f"nature of {lead!r}: want {nature!r} got {found.get('nature')!r}")
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


def mark_one(field: str, right: bool, miss: str) -> Mark:
    """A thing that is right or wrong."""
    return Mark(field, Tally(int(right), 1, 1), () if right else (miss,))


def mark_share(field: str, share: float, misses: Iterable[str]) -> Mark:
    """A document that is right in part."""
    return Mark(field, Tally(share, 1, 1), tuple(misses))


def mark_lists(field: str, name: str, wanted: Sequence[Any], found: Sequence[Any]) -> Mark:
    """Two lists in any order; a value counts as often as both have it."""
    lacking, holding = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    misses = [f"{name}: lacks {value!r}" for value in lacking.elements()] + [f"{name}: holds {value!r}" for value in holding.elements()]
    return Mark(field, Tally(len(wanted) - lacking.total(), len(wanted), len(found)), tuple(misses))


def show_term(term: Facts) -> str:
    """A term as words.

    >>> show_term({"from": "2020-03-01", "to": None})
    '2020-03-01 to …'
    """
    return f"{term.get('from') or '…'} to {term.get('to') or '…'}"
