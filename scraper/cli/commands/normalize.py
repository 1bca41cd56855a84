"""`policy-digest normalize`: files in, JSON Lines out."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from scraper.cli.console import Commands, add_command, add_day, find_today, open_inputs, open_vocabulary, say_json
from scraper.facts.identity import UNTITLED
from scraper.figures.quantities import find_figures
from scraper.frontmatter import dump_notice
from scraper.frontmatter.codec import encode_record
from scraper.model import Figure, Notice
from scraper.pipeline import Reading, build_reader, read_inputs
from scraper.standing.law import judge_standing
from scraper.text.fold import fold_body

NUMBERED = re.compile(r"〔\d{4}〕|\d{4}年第")
EPILOG = """A folder gives its .html .htm .txt .md and .json documents in order of name; JSON that is no document is passed over.
Addresses are taken from a urls.tsv in the same folder, too. Nothing is written, the network is not used.
"page_kind" names a page that is no article (list-page, home-page, error-page, login-page, visitor-check, script-only, empty-body) or whose
text is only in files (attachment-only, image-only); it is null for all others.
A PDF, Word or Excel file that is named is read where the extra is installed (pip install 'policy-digest[attachments]'); a scan, an archive,
a broken or locked file is refused by a word of its own. "attachments" tells the "state" of each, and where its pages begin.

exit codes: 0 all read; 1 some could not be read, see their "error"; 2 wrong use

example:
  policy-digest normalize --urls urls.tsv saved-pages/ > notices.jsonl"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "normalize", run, "read saved pages or texts and print one JSON object for each", EPILOG)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
    parser.add_argument("--urls", type=Path, metavar="URLS.tsv", help="table of addresses: file name TAB address")
    add_day(parser)


def run(args: argparse.Namespace) -> int:
    """Print a record for each input; 1 when one of them could not be read."""
    inputs = open_inputs(args.paths, args.urls)
    reader = build_reader(open_vocabulary())
    day = args.as_of or find_today()
    failed = False
    for reading in read_inputs(inputs.names, inputs.load, reader):
        say_json(describe_reading(reading, day))
        failed |= reading.notice is None
    return int(failed)


def describe_reading(reading: Reading, day: date) -> dict[str, Any]:
    """The record of an input: its notice, or why there is none."""
    if reading.notice is not None:
        return {"input": reading.name} | describe_notice(reading.notice, day)
    failure = reading.failure
    return {"input": reading.name, "error": {"kind": failure.kind, "message": failure.message} if failure else None}


def describe_notice(notice: Notice, day: date) -> dict[str, Any]:
    """A dumped notice and what readers of the record ask of it: status on a day, numbers it cites, every figure of its body."""
    record = dump_notice(notice)
    record["validity"] = {"status": judge_standing(notice).tell_status(day).value} | record["validity"]
    return record | {
        "title": notice.title if notice.title != UNTITLED else None,
        "source_name": notice.source.source_name,
        "cited_documents": list_cited(notice),
        "figures": [encode_record(figure, compact=False) for figure in list_figures(notice)],
    }


def list_cited(notice: Notice) -> list[str]:
    """Numbers of other documents, each once, in order of first mention."""
    own = notice.doc_number.text if notice.doc_number else None
    targets = (relation.target for relation in notice.relations)
    return list(dict.fromkeys(target for target in targets if NUMBERED.search(target) and target != own))


def list_figures(notice: Notice) -> list[Figure]:
    """Every figure of the body in order, with the role that its measure gives it."""
    found = {figure.span.start: figure for figure in find_figures(fold_body(notice.body))}
    found |= {figure.span.start: figure for measure in notice.measures for figure in measure.figures}
    return [found[start] for start in sorted(found)]
