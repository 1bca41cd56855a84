"""Which numbered parts of a document are measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model import Section, Span
from scraper.text.enumerators import read_number
from scraper.text.sentence_ends import FULL_STOP, STATEMENT

_BOOK: Final = load_book("items")


def _join(*keys: str) -> re.Pattern[str]:
    """One expression for entries of the book that forbid nothing."""
    return re.compile("|".join(_BOOK[key].source for key in keys))


_FOR_WHOM: Final = _join("conditions", "procedure")
"""Headings of parts that say for whom, with what papers, how and when; not what is given."""
_FOR_OFFICES: Final = _join("offices")
_WRAPPER: Final = _join("wrapper")
_CLOSED: Final = _join("offices", "conditions", "funds")
"""Parts whose paragraphs hold no act either."""
_CONDITIONS: Final = _join("asked")
"""What stands under these is asked of those who apply, even where it reads like a demand."""
_GLUED: Final = _join("glued")
_TERMS: Final = _join("terms")
_ASKED: Final = _join("question")
_ACTIVE: Final = _join("active")
_DEMAND: Final = _join("demand")
_HELP: Final = _join("help")
_LISTS: Final = _join("lists")
_SIDE: Final = _join("side")
_GIFT: Final = _join("gift")
_GRANT: Final = _join("grant")
_TERMS_OF: Final = _join("terms_of")
_INTRODUCES: Final = _join("introduces")
# A paper that is only named: the ground of something.
_BARE_TITLE: Final = re.compile(r"《[^》]{4,80}》(?:\([^()]{2,80}\))?")
# Whoever introduces parts after a whole sentence has said something of his own; an answer has too.
_TELLS: Final = re.compile(rf"^\?|{FULL_STOP}")
# What follows are conditions, cases or papers: terms of the sentence before.
_CASES: Final = re.compile(
    r"(?:下列|以下|如下)[^。;,]{0,6}(?:条件|情形|情况|材料|行为|职责)[^。;\n]{0,80}:?\s*\Z|(?:下列|以下)[^。;,]{0,4}事项[^。;\n]{0,12}:?\s*\Z"
)
ANNEX: Final = re.compile(r"^(?:#{1,4} )?附 ?件 ?(?:\d{1,2}|[一二三四五六七八九十])? ?(?:[::].{0,120})?$", re.MULTILINE)
_HEADING: Final = 40
"""A longer lead is a sentence, and what it says of conditions is part of what it gives."""
_SHORT_HEADING: Final = 16
"""A heading of so few words names a thing and leaves it to its text to tell it."""
_TOLD: Final = 24
"""Behind its heading, a part of its own tells this much at least."""
_SHORTEST: Final = 4
"""What is shorter is a label, not a lead."""
_MOST_LOST: Final = 3
"""Where more numbers are missing between two parts, the list was cut, not glued."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """Sections by parent, over a width-folded body."""

    folded: str
    sections: tuple[Section, ...]
    children: dict[int | None, list[int]]

    def list_parts(self, index: int | None) -> list[int]:
        """The numbered parts right below a section; paragraphs are transparent."""
        parts: list[int] = []
        for child in self.children.get(index, []):
            parts += [child] if self.sections[child].marker else self.list_parts(child)
        return parts

    def read_lead(self, index: int) -> str:
        """The lead of a section."""
        return self.sections[index].lead.read(self.folded)


def choose_items(folded: str, sections: tuple[Section, ...]) -> tuple[int, ...]:
    """Indexes of the sections that are measures: the level at which one action is described, bundles opened.

    An annex holds lists and criteria, but where nothing stands before it: then it is the paper that the notice issues.
    """
    children: dict[int | None, list[int]] = {}
    for index, section in enumerate(sections):
        children.setdefault(section.parent, []).append(index)
    tree = _Tree(folded, sections, children)
    chosen = [index for top in tree.list_parts(None) for index in _choose_below(tree, top, demands_only=False)]
    annex = ANNEX.search(folded)
    before = [index for index in chosen if annex is None or sections[index].span.start < annex.start()]
    return tuple(before or chosen)


def _choose_below(tree: _Tree, index: int, *, demands_only: bool) -> Iterator[int]:
    section, lead = tree.sections[index], tree.read_lead(index)
    closed = demands_only or _is_excluded(tree, section, lead)
    if closed and _asks(lead) and not tree.folded.startswith("?", section.lead.end):
        return
    if not closed and _is_one_gift(tree, index, lead):
        yield index
    elif section.level == 0 or _is_bundle(tree, index):
        for child in tree.list_parts(index):
            yield from _choose_below(tree, child, demands_only=closed and not _WRAPPER.search(lead))
    elif len(lead) >= _SHORTEST and (not closed or _stands_alone(lead)):
        yield index


def _is_one_gift(tree: _Tree, index: int, lead: str) -> bool:
    """True for a heading that names a gift and stands without a number, or over parts that tell for whom, how much and where."""
    if not _GIFT.search(lead):
        return False
    parts = tree.list_parts(index)
    return all(_SIDE.search(tree.read_lead(part)) for part in parts) if len(parts) > 1 else tree.sections[index].level == 0 and not parts


def _asks(lead: str) -> bool:
    """True for the heading of what is asked of those who apply: conditions and papers.

    >>> _asks("申报条件"), _asks("简化申报条件"), _asks("申报要求")
    (True, False, False)
    """
    return len(lead) <= _HEADING and bool(_CONDITIONS.search(lead)) and not _ACTIVE.match(lead)


def _stands_alone(lead: str) -> bool:
    """True for what is a measure even in a part that holds none: a demand on those who take, help for others."""
    return bool(_HELP.search(lead) or (_DEMAND.search(lead) and not _TERMS.search(lead)))


def _is_excluded(tree: _Tree, section: Section, lead: str) -> bool:
    """True for conditions, papers, procedure, terms, internal organisation and goals."""
    if tree.folded.startswith("?", section.lead.end):
        return bool(_ASKED.search(lead))
    if _GLUED.match(lead) or _BARE_TITLE.fullmatch(lead):
        return True
    if len(lead) <= _HEADING and (_FOR_OFFICES.search(lead) or (_FOR_WHOM.search(lead) and not _ACTIVE.match(lead))):
        return True
    found = _TERMS.search(tree.folded[section.lead.start : min(section.span.end, section.lead.end + _HEADING)])
    # A gift may name its own term right behind.
    named = found and found[0].startswith("有效期") and found.start() >= section.lead.end - section.lead.start
    return bool(found) and not (named and (len(lead) > _SHORT_HEADING or _GIFT.search(lead)))


def _is_bundle(tree: _Tree, index: int) -> bool:
    """True for a heading without content of its own, whose parts describe the actions."""
    parts, section = tree.list_parts(index), tree.sections[index]
    if not any(len(tree.read_lead(part)) >= _SHORTEST for part in parts) or _LISTS.search(tree.read_lead(index)):
        return False
    first = tree.sections[parts[0]].span.start
    own = tree.folded[section.lead.end : first].strip(f" \t\n:{STATEMENT}")
    if _CASES.search(tree.folded, section.lead.start, first):
        return False
    if section.level == 1 and len(parts) > 1 and all(_is_headed(tree, part) for part in parts):
        return True
    return not own or (len(own) <= 2 * _HEADING and not _TELLS.search(own) and bool(_INTRODUCES.search(own[-16:])))


def _is_headed(tree: _Tree, index: int) -> bool:
    """True for a part with a heading of a few words and a text of its own."""
    section = tree.sections[index]
    return len(tree.read_lead(index)) <= _SHORT_HEADING and section.span.end - section.lead.end >= _TOLD


def split_items(folded: str, sections: tuple[Section, ...], items: tuple[int, ...]) -> Iterator[tuple[Span, Span]]:
    """Lead and span of each item, and of the items inside it whose number was lost: a gap in the numbering tells how many."""
    for index in items:
        leads = [sections[index].lead, *_find_lost(folded, sections, index)]
        starts = [sections[index].span.start, *(lead.start for lead in leads[1:])]
        stops = [*starts[1:], sections[index].span.end]
        for lead, start, stop in zip(leads, starts, stops, strict=True):
            yield lead, Span(start, start + len(folded[start:stop].rstrip()))


def _find_lost(folded: str, sections: tuple[Section, ...], index: int) -> list[Span]:
    """Leads of the paragraphs of an item that begin another grant, as many as there are numbers missing after it."""
    section = sections[index]
    later = range(index + 1, len(sections))
    following = next((sections[at] for at in later if sections[at].span.start >= section.span.end), None)
    if following is None or not following.marker or (following.parent, following.level) != (section.parent, section.level):
        return []
    missing = read_number(following.marker) - read_number(section.marker) - 1
    if not 0 < missing <= _MOST_LOST:
        return []
    inside = takewhile(lambda s: s.span.start < section.span.end, (sections[at] for at in later))
    paragraphs = [s.lead for s in inside if not s.marker and s.parent == index][1:]
    grants = [lead for lead in paragraphs if _GRANT.search(folded, lead.start, lead.end) and not _TERMS_OF.match(folded, lead.start)]
    return grants[:missing]


def list_paragraphs(folded: str, sections: tuple[Section, ...]) -> Iterator[tuple[Span, bool]]:
    """The own text of each part that is not closed to measures, and whether it is numbered.

    A text runs from its lead to the next part or the end of its line.
    """
    closed: set[int] = set()
    starts = [section.span.start for section in sections[1:]] + [len(folded)]
    for index, (section, stop) in enumerate(zip(sections, starts, strict=False)):
        lead = section.lead.read(folded)
        is_closed = section.marker and (_TERMS.search(lead) or (len(lead) <= _HEADING and _CLOSED.search(lead)))
        if section.parent in closed or is_closed:
            closed.add(index)
            continue
        end = folded.find("\n", section.lead.start, stop)
        yield Span(section.lead.start, max(section.lead.start, stop if end < 0 else end)), bool(section.marker)
