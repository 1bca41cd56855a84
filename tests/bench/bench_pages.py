"""Read the pages of other readers' suites with Policy Digest and with general extractors, in one run: bodies, titles, dates, time.

    make bench-pages
    python tests/bench/bench_pages.py [--peers DIR] [--tools "digest read" gne ...] [--worst N] [--json FILE]

Bodies are compared as pairs of neighbouring letters after Traditional to Simplified, NFKC and lower case, without white space,
punctuation and markup (a link counts as its words, a picture not at all): F1 a page, mean over pages, and how many pages lie under 0.7.
A title is exact when its letters and digits are.
A date is right, none or wrong. Milliseconds are medians over the Chinese pages, one thread, tools in turn page by page; `ratio` is to
trafilatura. The last column is the body F1 of the pages in other languages. A dash stands where a tool never gives the field.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from extractors import TOOLS, Fields, Tool, build_tools, try_tool  # noqa: E402  the checkout is put on the path first

from scraper.text.han import load_converter  # noqa: E402

FOREIGN = "magic-en"
"""The suite in other languages: bodies only."""
POOR = 0.7
OURS = "digest read"
_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
PICTURE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\]" + _TARGET)
"""A picture in Markdown.

>>> PICTURE.sub("", "茶馆 ![门面](/img/door_(1).jpg) 开业")
'茶馆  开业'
"""
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]" + _TARGET)
"""A link in Markdown.

>>> LINK.sub(r"\\1", "见[补贴办法](http://mist.example/a?b=1)附件")
'见补贴办法附件'
"""
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
"""A tag of HTML, as tables in Markdown hold them.

>>> TAG.sub("", "一楼<br>二楼")
'一楼二楼'
"""


@dataclass(slots=True)
class Result:
    """What a tool has scored so far: `bodies` by page, and the fields that it has ever given."""

    bodies: dict[str, float] = field(default_factory=dict)
    titles: Counter[bool] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    given: set[str] = field(default_factory=set)


def strip_markup(text: str) -> str:
    """What a reader of Markdown sees as letters: no tags, no pictures, the words of a link."""
    return LINK.sub(r"\1", PICTURE.sub("", TAG.sub("", text)))


def bare(text: str | None) -> str:
    """Letters and digits in Simplified script, one width, lower case."""
    folded = unicodedata.normalize("NFKC", load_converter().convert(strip_markup(text or "")))
    return "".join(char for char in folded.lower() if unicodedata.category(char)[0] in "LN")


def count_pairs(text: str | None) -> Counter[str]:
    """How often each pair of neighbouring letters stands in a text."""
    return Counter(map("".join, pairwise(bare(text))))


def rate_body(wanted: str, found: str | None) -> float:
    """F1 of the pairs of neighbouring letters."""
    one, two = count_pairs(wanted), count_pairs(found)
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 1.0


def judge_date(wanted: str, found: str | None) -> str:
    """Whether a date, or a moment that begins with one, is `right`, `none` or `wrong`."""
    if not found:
        return "none"
    return "right" if found[:10] == wanted else "wrong"


def mark_page(name: str, label: dict[str, Any], fields: Fields, result: Result) -> None:
    """Add a page to a tool's score; what was not labelled is not scored."""
    result.given |= {key for key, value in fields.items() if value}
    if label["body"] is not None:
        result.bodies[name] = rate_body(label["body"], fields.get("body"))
    if label["title"]:
        result.titles[bare(label["title"]) == bare(fields.get("title"))] += 1
    if label["date"]:
        result.dates[judge_date(label["date"], fields.get("published"))] += 1


def run_tools(tools: dict[str, Tool], labels: dict[str, Any], pages: Path) -> dict[str, dict[bool, Result]]:
    """Results by tool and by whether the pages are in another language; tools take turns on each page."""
    results = {name: {False: Result(), True: Result()} for name in tools}
    for page, label in labels.items():
        data, foreign = (pages / page).read_bytes(), label["suite"] == FOREIGN
        for name, tool in tools.items():
            fields, seconds = try_tool(tool, data)
            result = results[name][foreign]
            result.seconds.append(seconds)
            mark_page(page, label, fields, result)
    return results


def summarize(result: Result) -> dict[str, Any]:
    """A tool's figures as plain data; None for a field that it never gave."""
    bodies = result.bodies.values() if "body" in result.given else ()
    return {
        "body": statistics.fmean(bodies) if bodies else None,
        "poor": sum(score < POOR for score in bodies) if bodies else None,
        "titles": [result.titles[True], result.titles.total()] if "title" in result.given else None,
        "dates": {kind: result.dates[kind] for kind in ("right", "none", "wrong")} if "published" in result.given else None,
        "ms": statistics.median(result.seconds) * 1000 if result.seconds else None,
    }


def render_table(table: dict[str, dict[str, dict[str, Any]]]) -> Iterator[str]:
    """The lines that `main` prints."""
    yield f"{'tool':12} {'body':>6} {'<0.7':>5} {'titles':>8} {'right':>6} {'none':>5} {'wrong':>6} {'ms':>7} {'ratio':>6} {'other':>6}"
    base = table["trafilatura"]["chinese"]["ms"] if "trafilatura" in table else None
    for name, row in table.items():
        mine, dates, other = row["chinese"], row["chinese"]["dates"] or {}, row["other"]["body"]
        cells = (
            (6, "-" if mine["body"] is None else f"{mine['body']:.3f}"),
            (5, "-" if mine["poor"] is None else str(mine["poor"])),
            (8, "-" if mine["titles"] is None else "/".join(map(str, mine["titles"]))),
            *((width, str(dates.get(kind, "-"))) for width, kind in ((6, "right"), (5, "none"), (6, "wrong"))),
            (7, "-" if mine["ms"] is None else f"{mine['ms']:.1f}"),
            (6, f"{mine['ms'] / base:.2f}" if mine["ms"] and base else "-"),
            (6, "-" if other is None else f"{other:.3f}"),
        )
        yield " ".join((f"{name:12}", *(f"{cell:>{width}}" for width, cell in cells)))


def list_worst(result: Result, count: int) -> list[tuple[str, float]]:
    """The pages whose bodies a tool reads worst, the worst first."""
    return sorted(result.bodies.items(), key=lambda item: item[1])[:count]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, default=ROOT / ".." / "shared" / "peers")
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--worst", type=int, default=0, help="print the N Chinese and the N other pages that our reading reads worst")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if not (args.peers / "labels.json").is_file():
        print(f"no labelled pages in {args.peers}", file=sys.stderr)
        return 1
    labels = json.loads((args.peers / "labels.json").read_text("utf-8"))
    results = run_tools(build_tools(args.tools), labels, args.peers / "pages")
    table = {name: {"chinese": summarize(both[False]), "other": summarize(both[True])} for name, both in results.items()}
    print(f"{len(labels)} pages", *render_table(table), sep="\n")
    for result in results.get(OURS, {}).values():
        for page, score in list_worst(result, args.worst):
            print(f"{score:.3f} {page}")
    if args.json:
        args.json.write_text(json.dumps(table, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
