"""Judging a search: readers' queries, the measures that answer them, and how early they are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scraper.errors import InputError
from scraper.model.bounds import parse_json
from site_config.finding.character_pairs import split_runs

ANSWERS, RELATED = 2, 1
DEPTHS = (1, 3, 10)
LIKE = 0.75
"""A result is the labelled measure when so much of the shorter one's pairs of characters stand in the other."""
SHORT = 6
"""Characters below which only containment counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a query: a measure by its lead, or a whole document (`lead` is None) by its number or title."""

    slug: str
    lead: str | None
    relevance: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types, and the answers; `relevance` 2 answers, 1 is related."""

    id: str
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A measure on the search page, as it reads: its lead, its own words, and the line that names notice and number."""

    lead: str
    quote: str
    source: str
    notice: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the first answer and the first related result of a query stand, from 1; None: not among the results looked at.

    `hits` is how many measures hold the query as typed.
    """

    query: Query
    hits: int
    answered: int | None
    related: int | None
    shown: tuple[str, ...]


def load_queries(path: Path) -> tuple[Query, ...]:
    """A file of queries: `{"queries": [{"id", "query", "relevant": [{"slug", "lead", "relevance"}]}]}`.

    Titles and numbers of whole documents are taken from labels `<slug>.json` in folders beside the file.

    Raises:
        InputError: no such file, or another shape.
    """
    try:
        entries = parse_json(path.read_text("utf-8"))["queries"]
        return tuple(_read_query(entry, path.parent) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"no file of queries: {error!r}", file=str(path)) from error


def _read_query(entry: dict[str, Any], folder: Path) -> Query:
    answers = tuple(
        Answer(
            item["slug"],
            item.get("lead"),
            int(item.get("relevance", ANSWERS)),
            () if item.get("lead") else _find_names(item["slug"], folder),
        )
        for item in entry["relevant"]
    )
    return Query(str(entry["id"]), entry["query"], answers)


def _find_names(slug: str, folder: Path) -> tuple[str, ...]:
    for path in sorted(folder.glob(f"*/{Path(slug).name}.json")):
        label = parse_json(path.read_text("utf-8"))
        return tuple(name for name in (label.get("doc_number"), label.get("title")) if name)
    return ()


def judge_query(query: Query, results: Sequence[Result], hits: int) -> Verdict:
    """Compare results, the first one first, with the answers."""
    return Verdict(
        query, hits, _find_rank(query, results, ANSWERS), _find_rank(query, results, RELATED), tuple(result.lead for result in results[:3])
    )


def _find_rank(query: Query, results: Sequence[Result], relevance: int) -> int | None:
    wanted = [answer for answer in query.answers if answer.relevance >= relevance]
    return next((rank for rank, result in enumerate(results, 1) if any(is_answer(answer, result) for answer in wanted)), None)


def is_answer(answer: Answer, result: Result) -> bool:
    """Whether a result is the measure, or belongs to the document, that an answer names.

    >>> is_answer(Answer("a", "租金补贴", 2), Result("（二）租金补贴", "（二）租金补贴。每年3万元", "示例通知"))
    True
    >>> is_answer(Answer("a", None, 2, ("示工信〔2020〕9号",)), Result("保障用电", "保障用电", "出自 通知 · 示工信〔2020〕9号"))
    True
    """
    if answer.lead is None:
        return any(_join_runs(name) in _join_runs(result.source) for name in answer.names)
    wanted, lead, quote = (_join_runs(text) for text in (answer.lead, result.lead, result.quote))
    if not wanted:
        return False
    return wanted in lead or quote.startswith(wanted) or (len(lead) > SHORT and lead in wanted) or is_alike(wanted, lead)


def is_alike(one: str, other: str) -> bool:
    """Whether two leads are the same but for repair and cut.

    >>> is_alike("对承租国有经营用房的企业减租", "对承租国有资产类经营用房的企业减租")
    True
    """
    short, long = sorted((one, other), key=len)
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return len(short) > SHORT and sum(pair in long for pair in pairs) / len(pairs) >= LIKE


def _join_runs(text: str) -> str:
    return "".join(split_runs(text))


def sum_success(verdicts: Iterable[Verdict], relevance: int = ANSWERS) -> dict[str, float]:
    """`{"1": 0.8, "3": 0.93, "10": 1.0}`: the share of queries with an answer among the first so many results."""
    ranks = [verdict.answered if relevance == ANSWERS else verdict.related for verdict in verdicts]
    return {str(depth): sum(rank is not None and rank <= depth for rank in ranks) / len(ranks) if ranks else 0.0 for depth in DEPTHS}
