"""Put the body of one labelled page into the chrome of another, and ask that what is read of it stays what it was.

    make bench-transplants
    python tests/bench/bench_transplants.py [--gold DIR] [--pairs N] [--seed N] [--worst N]

Pages come from ../shared/gold. A transplant is the page of one label with the content of the innermost element that holds its body's
labelled snippets taken out, the content of another page's put in, and the title exchanged wherever it is printed. Recall is the share of
the body's snippets that are read, clean the share of both pages' unwanted snippets that are not; each is the mean over pairs, beside that
of the same pages as they were. Exits 1 where transplants lose more than 0.02 of either.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scraper.dom.tree import Element, drop_noise, parse_tree, read_content  # noqa: E402  the checkout is put on the path first
from scraper.page.reading import read_page, sniff_form  # noqa: E402
from scraper.repair.decode import decode_bytes  # noqa: E402

SETS = ("d2", "d3", "dev", "p1")
"""Sets of labels that may be opened."""
MOST_LOST = 0.02
HOLDERS = ("div", "td", "article", "section", "ucapcontent")
"""Elements whose content can be exchanged for any other."""
MARKUP = re.compile(r"[\s\u200b\u200c\u200d\ufeff#*_>|`\\]+")
"""What snippets are compared without: white space and marks of Markdown.

>>> MARKUP.sub("", "## 雾镇 **办法**")
'雾镇办法'
"""


@dataclass(frozen=True, slots=True)
class Patient:
    """A labelled page: its markup, its printed title, what its body must hold and what it must not."""

    name: str
    markup: str
    title: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair of pages with recall and clean before and after the transplant."""

    donor: str
    host: str
    before: tuple[float, float]
    after: tuple[float, float]


def fold(text: str) -> str:
    """A text as snippets are compared: one width, no white space, no marks of Markdown."""
    return MARKUP.sub("", unicodedata.normalize("NFKC", text))


def load_patients(gold: Path) -> Iterator[Patient]:
    """The labelled pages of all sets that name a title and what their bodies hold."""
    places = (gold / "documents", gold.parent / "pages", gold.parent / "pool")
    for label in (path for name in SETS for path in sorted((gold / name).glob("*.json"))):
        data = json.loads(label.read_text("utf-8"))
        file = next((place / data["input"] for place in (label.parent, *places) if (place / data.get("input", "-")).is_file()), None)
        if file is None or not (data.get("title") and data.get("body_contains") and data.get("body_excludes")):
            continue
        text = decode_bytes(file.read_bytes()).text
        if sniff_form(file.name, text) == "html":
            yield Patient(label.stem, text, data["title"], tuple(data["body_contains"]), tuple(data["body_excludes"]))


def find_home(root: Element, wanted: Sequence[str]) -> Element | None:
    """The innermost element that holds all the snippets, found without our reading, where its content can be exchanged."""
    home = root
    while (inner := next((child for child in home.iterchildren("*") if holds_all(child, wanted)), None)) is not None:
        home = inner
    return next((element for element in (home, *home.iterancestors()) if element.tag in HOLDERS), None)


def holds_all(element: Element, wanted: Iterable[str]) -> bool:
    """True for an element that prints all the snippets."""
    text = fold(read_content(element))
    return all(fold(snippet) in text for snippet in wanted)


def transplant(donor: Patient, host: Patient) -> str | None:
    """The host's page with the donor's body and title, or None where no body can be exchanged or the host prints its own twice."""
    roots = parse_tree(donor.markup), parse_tree(host.markup.replace(host.title, donor.title))
    for root in roots:
        drop_noise(root)
    given, home = find_home(roots[0], donor.wanted), find_home(roots[1], host.wanted)
    if given is None or home is None:
        return None
    for child in list(home):
        home.remove(child)
    if holds_all(roots[1], host.wanted):
        return None
    home.text = given.text
    home.extend(deepcopy(child) for child in given)
    return str(etree.tostring(roots[1], encoding="unicode", method="html"))


def rate(markup: str, wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[float, float]:
    """Share of the wanted snippets that the body read from a page holds, and of the unwanted ones that it doesn't."""
    body = fold(read_page(markup, form="html").body)
    held = [fold(snippet) in body for snippet in wanted]
    clean = [bool(body) and fold(snippet) not in body for snippet in unwanted]
    return statistics.fmean(held), statistics.fmean(clean)


def try_pair(donor: Patient, host: Patient) -> Outcome | None:
    """What a transplant keeps of both pages, or None where it can't be done."""
    markup = transplant(donor, host)
    if markup is None:
        return None
    recall, own = rate(donor.markup, donor.wanted, donor.unwanted)
    clean = rate(host.markup, host.wanted, host.unwanted)[1]
    return Outcome(donor.name, host.name, (recall, (own + clean) / 2), rate(markup, donor.wanted, (*donor.unwanted, *host.unwanted)))


def draw_pairs(patients: Sequence[Patient], seed: int) -> Iterator[tuple[Patient, Patient]]:
    """Pairs of different pages without end, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated, no secret
    while len(patients) > 1:
        donor, host = chance.sample(patients, 2)
        yield donor, host


def average(outcomes: Sequence[Outcome]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean recall and clean before, and after."""
    before, after = ([getattr(outcome, when) for outcome in outcomes] for when in ("before", "after"))
    return tuple(map(statistics.fmean, zip(*before, strict=True))), tuple(map(statistics.fmean, zip(*after, strict=True)))


def main() -> int:
    """Print the figures; 1 where too much is lost or there is nothing to ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / ".." / "shared" / "gold")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--worst", type=int, default=0, help="print the N pairs that lose most")
    args = parser.parse_args()
    patients = list(load_patients(args.gold))
    if len(patients) < 2:
        print(f"no labelled pages in {args.gold}: nothing to transplant", file=sys.stderr)
        return 1
    outcomes: list[Outcome] = []
    for pair in draw_pairs(patients, args.seed):
        if len(outcomes) == args.pairs:
            break
        if outcome := try_pair(*pair):
            outcomes.append(outcome)
    before, after = average(outcomes)
    print(f"{len(outcomes)} pairs of {len(patients)} pages", f"{'':12} {'recall':>7} {'clean':>7}", sep="\n")
    for name, figures in (("as they were", before), ("transplanted", after)):
        print(f"{name:12} {figures[0]:7.3f} {figures[1]:7.3f}")
    for outcome in sorted(outcomes, key=lambda one: sum(one.after) - sum(one.before))[: args.worst]:
        print(f"{outcome.donor} in {outcome.host}: {outcome.before} -> {outcome.after}")
    return int(any(was - now > MOST_LOST for was, now in zip(before, after, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
