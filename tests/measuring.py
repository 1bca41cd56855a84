"""What the tests of measures share: the project's own lexicon, and short ways to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from scraper.figures.quantities import find_figures
from scraper.lexicon.lexicon import Lexicon, build_lexicon, parse_taxonomy
from scraper.measures.choosing import find_parts, read_rules_nature
from scraper.measures.measure_reading import read_measures
from scraper.measures.outline import read_outline
from scraper.measures.policy_tables import find_rows
from scraper.model import Document, Figure, Kind, Measure, Vocabulary
from scraper.text.fold import fold_body

LABEL = 15
"""A shorter numbered line of an official document is an entry of a list."""
ROOT = Path(__file__).resolve().parents[1]
TAXONOMY = ROOT / "site_config/data/taxonomy.yml"
SHARED = ROOT / "../shared"


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the taxonomy that the project ships."""
    topics, instruments = parse_taxonomy(TAXONOMY.read_text(encoding="utf-8"), str(TAXONOMY))
    return build_lexicon(Vocabulary((), topics, instruments))


def read(body: str, kind: Kind = Kind.OTHER) -> tuple[Measure, ...]:
    """The measures of a body that nothing else is known about."""
    return read_measures(fold_body(body), Document(title=None, kind=kind), load_lexicon())


def list_leads(body: str, kind: Kind = Kind.OTHER) -> list[str]:
    """The leads that the rules of structure and of acts take, and rows of policy tables, in order and each once.

    They are a signal for the verdict; what is taken in the end depends on the document and on labels, too.
    """
    folded = fold_body(body)
    sections = read_outline(folded)
    parts = find_parts(folded.folded, sections, kind)
    rows = [row for row in find_rows(folded.folded) if not any(span.holds(row[1]) for _, span in parts)]
    taken = {
        span.read(body): lead.read(body)
        for lead, span in sorted([*parts, *rows], key=lambda part: part[1])
        if read_rules_nature(folded.folded, (lead, span))
        or (kind is Kind.OFFICIAL and span.start < lead.start and span.end - lead.start > LABEL)
    }
    return list(taken.values())


def find_one(text: str) -> Figure:
    """The only figure of a text."""
    (figure,) = find_figures(fold_body(text))
    return figure


def count_firing(texts: Iterable[str]) -> list[tuple[str, str, int]]:
    """In how many of some texts each trigger fires, the most frequent first: those that fire everywhere tell nothing."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        counts.update({(key, word) for key, words in load_lexicon().find_words(text).items() for word in words})
    return [(key, word, count) for (key, word), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
