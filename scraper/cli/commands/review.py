"""`policy-digest review`: what a person should look at, worst first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from scraper.cli.console import Commands, add_command, add_root, complain, say, say_json
from scraper.errors import ConfigError, DigestError, FrontMatterError, StoreError
from scraper.frontmatter import find_place
from scraper.harvest.refusals import Refusal
from scraper.model import Doubt, Notice, PageKind, Place
from scraper.standing.open_doubts import find_open_doubts
from scraper.store.files import load_text
from scraper.store.root import STATE, find_root
from scraper.store.run_state import KnownPage, open_memory
from scraper.store.shelf import Shelf, Shelved

EPILOG = """A doubt is an entry of a notice's review queue. It leaves the queue when you correct the field that it asks about, delete
the entry, or write its rule into the notice's front matter, and no later run brings it back:

  settled: [ambiguous-region]   this question is answered, also when a later run asks it again
  held: true                    take the notice down: it stays in content/ and is left out of the site (a deleted file may come back)
  held: false                   publish it although its text is damaged, names private persons or is in files only

exit codes: 0 listed, even when there is nothing to do; 1 some files are broken, see policy-digest check; 2 no digest, or no such rule

example:
  policy-digest review --root my-digest --rule no-region --region 371600"""
REFUSED = "revisit-refused"
ORDER = (
    "front-matter",
    "edit-conflict",
    "damaged",
    "named-persons",
    "withdrawn",
    REFUSED,
    *PageKind,
    "more-pages",
    "no-region",
    "ambiguous-region",
    "no-title",
    "no-date",
    "no-issuer",
    "lent-name",
    "two-numbers",
    "many-figures",
    "many-measures",
    "unknown-kind",
    "published-differs",
    "repost-date",
    "no-topic",
)
"""Rules from the worst on: what hides or falsifies a notice goes before what only leaves a gap."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to look at, and where. `held` notices wait for a person's word before they are published."""

    held: bool
    rule: str
    file: str
    line: int | None
    message: str
    region: Place | None = None

    @property
    def weight(self) -> tuple[object, ...]:
        """The sort key, worst first: held notices, then by rule, then by place."""
        rank = ORDER.index(self.rule) if self.rule in ORDER else len(ORDER)
        return (not self.held, rank, self.rule, self.file, self.line or 0)


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "review", run, "list what a person should look at, worst first", EPILOG)
    add_root(parser)
    parser.add_argument("--rule", metavar="RULE", help="this rule only")
    parser.add_argument("--region", metavar="CODE|NAME", help="notices of this place and of all below it: 370000, 滨州")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each entry")


def run(args: argparse.Namespace) -> int:
    """Print the review queue."""
    root = find_root(args.root)
    entries = sorted(list_entries(Shelf(root), load_refused(root)), key=lambda entry: entry.weight)
    if args.rule:
        check_rule(args.rule, {*ORDER, *(entry.rule for entry in entries)})
    asked = [entry for entry in entries if args.rule in (None, entry.rule) and (args.region is None or lies_in(entry.region, args.region))]
    for entry in asked:
        print_entry(entry, as_json=args.json)
    complain(count_entries(asked, len(entries)))
    return int(any(entry.rule == FrontMatterError.kind for entry in entries))


def check_rule(rule: str, known: set[str]) -> None:
    """Refuse a rule that nothing in the queue can have.

    Raises:
        ConfigError: there is no such rule.
    """
    if rule not in known:
        near = get_close_matches(rule, known, 1)
        raise ConfigError(f"no rule {rule!r}", remedy=f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}")


def count_entries(asked: Sequence[Entry], total: int) -> str:
    """In words, how many entries there are and how many were left out.

    >>> count_entries([], 0), count_entries([], 12)
    ('nothing to review', 'nothing to review of this kind; 12 other entries')
    >>> count_entries([Entry(False, "no-date", "a.md", 3, "")], 3)
    '1 to review in 1 file; 2 other entries'
    """
    files = len({entry.file for entry in asked})
    head = f"{len(asked)} to review in {files} {'file' if files == 1 else 'files'}" if asked else "nothing to review"
    others = total - len(asked)
    kind = "" if asked or not others else " of this kind"
    return head + kind + (f"; {others} other {'entry' if others == 1 else 'entries'}" if others else "")


def lies_in(place: Place | None, region: str) -> bool:
    """True for a place of that code or below it, or with that name in its own.

    >>> bin_zhou = Place("371600", "山东省滨州市", ("370000", "371600"))
    >>> lies_in(bin_zhou, "370000"), lies_in(bin_zhou, "滨州"), lies_in(bin_zhou, "371602"), lies_in(None, "滨州")
    (True, True, False, False)
    """
    return place is not None and (region in (place.code, *place.path) or region in place.name)


def load_refused(root: Path) -> tuple[KnownPage, ...]:
    """Pages of which a later reading was refused: only what runs remember tells of them, because their files stay as they were."""
    path = root / STATE
    if not path.is_file():
        return ()
    try:
        with open_memory(path) as memory:
            return memory.list_doubtful(tuple(Refusal))
    except StoreError as error:
        complain(f"{error.kind}: {error}")
        return ()


def list_entries(shelf: Shelf, refused: Sequence[KnownPage] = ()) -> Iterator[Entry]:
    """All doubts of all notices, and the files that can't be read; `refused` are pages that show something else now."""
    asked = {name: page for page in refused for name in (page.notice, page.url) if name}
    for item in shelf.load_notices():
        if isinstance(item, DigestError):
            yield Entry(held=True, rule=item.kind, file=item.file or "", line=item.line, message=item.message)
        else:
            source = item.generated.source.url or ""
            yield from list_doubts(shelf, item, asked.get(item.notice.id) or asked.get(source))


def list_doubts(shelf: Shelf, item: Shelved, refused: KnownPage | None = None) -> Iterator[Entry]:
    """The open doubts of one notice, each with the line of its words or of its entry; one more when its page was `refused`."""
    notice = item.notice
    if refused and refused.failure:
        question = Doubt(REFUSED, f"{Refusal(refused.failure).question}（{refused.url[:200]}）")
        notice = replace(notice, doubts=(*notice.doubts, question))
    doubts = list(find_open_doubts(notice, item.generated))
    if not doubts:
        return
    text = (load_text(item.path) or "").removeprefix("\ufeff").replace("\r\n", "\n")
    for index, doubt in doubts:
        line = find_line(text, index, doubt, notice)
        yield Entry(notice.held and notice.withheld is None, doubt.rule, shelf.name(item.path), line, doubt.message, notice.region)


def find_line(text: str, index: int, doubt: Doubt, notice: Notice) -> int | None:
    """Where the answer is to be written: the topics of a measure that has none, else the doubt's words, else its entry."""
    if doubt.rule == "no-topic" and doubt.span:
        places = (number for number, measure in enumerate(notice.measures) if measure.lead_span.holds(doubt.span))
        line = next((find_place(text, ("measures", number, "topics")) for number in places), None)
        if line:
            return line
    return find_place(text, ("doubts", index), doubt.span.start if doubt.span else None)


def print_entry(entry: Entry, *, as_json: bool) -> None:
    """One line an entry."""
    if as_json:
        region = entry.region.code if entry.region else None
        say_json(
            {"file": entry.file, "line": entry.line, "rule": entry.rule, "held": entry.held, "region": region, "message": entry.message}
        )
    else:
        say(f"{entry.file}{f':{entry.line}' if entry.line else ''}: {entry.rule}{' (held)' if entry.held else ''}: {entry.message}")
