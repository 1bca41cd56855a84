"""`policy-digest eval`: how well the reader does on labelled documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scraper.cli.console import Commands, add_command, find_today, open_inputs, open_vocabulary, say, say_json, show_progress
from scraper.cli.normalize import describe_reading
from scraper.evaluation import FIELDS, Label, Mark, Tally, load_labels, mark_document, sum_marks
from scraper.pipeline import build_reader, read_inputs

SHOWN = 40
"""Misses of one document that are printed."""
WIDTH = max(map(len, FIELDS))
EPILOG = f"""Reads the document of each label with the rules of `normalize`, and compares. A folder's urls.tsv is used. Scores are 0 to 1:
{chr(10).join(f"  {field:<{WIDTH}}  {meaning}" for field, meaning in FIELDS.items())}

exit codes: 0 scored; 1 a --min is not reached; 2 wrong use, or no labels there

example:
  policy-digest eval labelled/ --worst 3 --min measure_f1=0.9 --min title=0.97"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least score that a field must reach."""

    field: str
    value: float


@dataclass(frozen=True, slots=True)
class Result:
    """A document beside its label. `failure` says why it could not be read."""

    slug: str
    marks: tuple[Mark, ...]
    failure: str | None = None

    @property
    def misses(self) -> tuple[str, ...]:
        """Every point lost."""
        return (*([f"not read: {self.failure}"] if self.failure else []), *(miss for mark in self.marks for miss in mark.misses))


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "eval", run, "score what the rules read against labelled documents", EPILOG)
    parser.add_argument("gold", type=Path, metavar="GOLD", help="a folder of labels, <slug>.json, beside their documents")
    parser.add_argument("--worst", type=read_count, default=0, metavar="N", help="tell the misses of the N documents with most of them")
    parser.add_argument("--min", type=read_floor, action="append", default=[], metavar="FIELD=VALUE", help="fail below this score")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the table and the worst documents; 1 when a field falls short."""
    results = tuple(score_documents(load_labels(args.gold), find_today()))
    table = sum_marks(mark for result in results for mark in result.marks)
    worst = sorted(results, key=lambda result: -len(result.misses))[: args.worst]
    short = list_short(table, args.min)
    if args.json:
        say_json(describe_scores(table, worst, short))
    else:
        print_scores(table, worst, short)
    return int(bool(short))


def read_count(text: str) -> int:
    """A number of documents from the command line."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of documents")
    return int(text)


def read_floor(text: str) -> Floor:
    """`FIELD=VALUE` from the command line.

    >>> read_floor("measure_f1=0.9")
    Floor(field='measure_f1', value=0.9)
    """
    field, _, value = text.partition("=")
    if field not in FIELDS:
        raise argparse.ArgumentTypeError(f"no field {field!r}; there are {', '.join(FIELDS)}")
    try:
        floor = Floor(field, float(value))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not like {field}=0.9") from error
    if not 0 <= floor.value <= 1:
        raise argparse.ArgumentTypeError(f"{value} is no score from 0 to 1")
    return floor


def score_documents(labels: Sequence[Label], day: date) -> Iterator[Result]:
    """Each label's document, read and marked."""
    inputs = open_inputs([str(label.path) for label in labels], None)
    readings = read_inputs(inputs.names, inputs.load, build_reader(open_vocabulary()))
    for done, (label, reading) in enumerate(zip(labels, readings, strict=True), start=1):
        show_progress(done, len(labels), label.slug)
        failure = f"{reading.failure.kind}: {reading.failure.message}" if reading.failure else None
        yield Result(label.slug, mark_document(label.facts, describe_reading(reading, day)), failure)


def list_short(table: dict[str, Tally], floors: Sequence[Floor]) -> list[str]:
    """The floors that are not reached; a field without a score reaches none."""
    scores = {field: tally.score or 0 for field, tally in table.items()}
    missed = (floor for floor in floors if table[floor.field].score is None or scores[floor.field] < floor.value)
    return [f"{floor.field} {scores[floor.field]:.3f} < {floor.value:g}" for floor in missed]


def describe_scores(table: dict[str, Tally], worst: Sequence[Result], short: Sequence[str]) -> dict[str, Any]:
    """Scores, worst documents with all their misses, and what falls short, as JSON types."""
    fields = {field: {"score": tally.score, "n": tally.gold} for field, tally in table.items()}
    return {
        "fields": fields,
        "worst": [{"slug": result.slug, "misses": list(result.misses)} for result in worst],
        "falls_short": list(short),
    }


def print_scores(table: dict[str, Tally], worst: Sequence[Result], short: Sequence[str]) -> None:
    """The same for people."""
    for field, tally in table.items():
        say(f"{field:<16} {'  -  ' if tally.score is None else f'{tally.score:.3f}'}  n={tally.gold}")
    for result in worst:
        say(f"\n{result.slug}: {len(result.misses)} misses")
        for miss in result.misses[:SHOWN]:
            say(f"  - {miss}")
        if len(result.misses) > SHOWN:
            say(f"  … and {len(result.misses) - SHOWN} more")
    if short:
        say(f"falls short: {'; '.join(short)}")
