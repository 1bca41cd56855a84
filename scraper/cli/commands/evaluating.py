"""`policy-digest eval`: how well the reader does on labelled documents."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scraper.cli.commands.normalize import describe_reading
from scraper.cli.console import Commands, add_command, find_today, open_inputs, open_vocabulary, say, say_json, show_progress
from scraper.evaluation import FIELDS, Firing, Label, Mark, Tally, count_firing, load_labels, mark_document, sum_marks
from scraper.pipeline import Reader, build_reader, read_inputs

SHOWN = 40
"""Misses of one document that are printed."""
WIDTH = max(map(len, FIELDS))
EPILOG = f"""Reads the document of each label with the rules of `normalize`, and compares. A folder's urls.tsv is used. Scores are 0 to 1:
{chr(10).join(f"  {field:<{WIDTH}}  {meaning}" for field, meaning in FIELDS.items())}

--triggers N tells of the vocabulary (site_config/data/taxonomy.yml) the N triggers that fire most often in measures where people see
something else: candidates for a narrower expression, for the hints, or for removal. Columns: wrong, fired, what for, the trigger.

exit codes: 0 scored; 1 a --min is not reached; 2 wrong use, or no labels there

example:
  policy-digest eval labelled/ --worst 3 --min measure_f1=0.9 --min title=0.97
  policy-digest eval labelled/ --triggers 20"""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least score that a field must reach."""

    field: str
    value: float


@dataclass(frozen=True, slots=True)
class Result:
    """A document beside its label, and what was read from it. `failure` says why it could not be read."""

    label: Label
    record: Mapping[str, Any]
    marks: tuple[Mark, ...]
    failure: str | None = None

    @property
    def slug(self) -> str:
        """The label's name."""
        return self.label.slug

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
    parser.add_argument(
        "--triggers", type=read_count, default=0, metavar="N", help="tell the N triggers of the vocabulary that are wrong most often"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the table and the worst documents; 1 when a field falls short."""
    reader = build_reader(open_vocabulary())
    results = tuple(score_documents(load_labels(args.gold), reader, find_today()))
    table = sum_marks(mark for result in results for mark in result.marks)
    worst = sorted(results, key=lambda result: -len(result.misses))[: args.worst]
    short = list_short(table, args.min)
    firings = count_firing(((result.label.facts, result.record) for result in results), reader.lexicon)[: args.triggers]
    if args.json:
        say_json(describe_scores(table, worst, short, firings))
    else:
        print_scores(table, worst, short)
        print_firings(firings)
    return int(bool(short))


def read_count(text: str) -> int:
    """How many of the worst to tell, from the command line."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of the worst to tell")
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


def score_documents(labels: Sequence[Label], reader: Reader, day: date) -> Iterator[Result]:
    """Each label's document, read and marked."""
    inputs = open_inputs([str(label.path) for label in labels], None)
    readings = read_inputs(inputs.names, inputs.load, reader)
    for done, (label, reading) in enumerate(zip(labels, readings, strict=True), start=1):
        show_progress(done, len(labels), label.slug)
        failure = f"{reading.failure.kind}: {reading.failure.message}" if reading.failure else None
        record = describe_reading(reading, day)
        yield Result(label, record, mark_document(label.facts, record), failure)


def list_short(table: dict[str, Tally], floors: Sequence[Floor]) -> list[str]:
    """The floors that are not reached; a field without a score reaches none."""
    scores = {field: tally.score or 0 for field, tally in table.items()}
    missed = (floor for floor in floors if table[floor.field].score is None or scores[floor.field] < floor.value)
    return [f"{floor.field} {scores[floor.field]:.3f} < {floor.value:g}" for floor in missed]


def describe_scores(table: dict[str, Tally], worst: Sequence[Result], short: Sequence[str], firings: Sequence[Firing]) -> dict[str, Any]:
    """Scores, worst documents with all their misses, what falls short, and the worst triggers, as JSON types."""
    fields = {field: {"score": tally.score, "n": tally.gold} for field, tally in table.items()}
    return {
        "fields": fields,
        "worst": [{"slug": result.slug, "misses": list(result.misses)} for result in worst],
        "falls_short": list(short),
        "triggers": [asdict(firing) for firing in firings],
    }


def print_scores(table: dict[str, Tally], worst: Sequence[Result], short: Sequence[str]) -> None:
    """Prints scores, worst documents with their misses, what falls short, and the worst triggers."""
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


def print_firings(firings: Sequence[Firing]) -> None:
    """The triggers that are wrong most often, for people."""
    if firings:
        say("\nwrong  fired  for")
    for firing in firings:
        say(f"{firing.wrong:>5}  {firing.fired:>5}  {firing.key:<27} {firing.trigger}{' (hint)' if firing.hint else ''}")
