"""The phrase that names whom a measure is for: candidates with their signs, each sign with its weight, and the heaviest of them.

What follows 对 or 支持, what a sentence begins with, what stands before 给予 or 可以 may name them. Signs are knowledge and stand here and
in `target_phrases.yml`; what each weighs was fitted to labels and stands in `target_weights.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from scraper.lexicon.enclosures import PARTNERS
from scraper.lexicon.wordbook import load_book, load_table
from scraper.model import Span
from scraper.text.sentence_ends import CLAUSE_END

_BOOK: Final = load_book("target_phrases")
_ORGANS: Final = load_book("organs")
_OPENS: Final = {key: entry.compile() for key, entry in _BOOK.items() if key.startswith("opens.")}
_ENDS: Final = re.compile(
    "(?P<comma>,?)(?:" + "|".join(f"(?P<{key[5:]}>{entry.source})" for key, entry in _BOOK.items() if key.startswith("ends.")) + ")"
)
NOUN: Final = re.compile(
    rf"(?:{_BOOK['head'].source})(?!{_BOOK['head.goes_on'].source})"
    rf"|(?!{_BOOK['suffix.other'].source})[\u4e00-\u9fff](?:{_BOOK['suffix'].source})(?!{_BOOK['suffix.goes_on'].source})"
)
_APART: Final = "|".join(entry.source for key, entry in _BOOK.items() if key.startswith("ends.") or key in {"joined", "of"})
_NEAR: Final = re.compile(rf"(?:(?!{_APART})[\u4e00-\u9fff]){{0,4}}?(?:{NOUN.pattern})")
"""Another noun right behind: who is named first only helps to name."""
_BEGINS: Final = {"authority": _ORGANS["giver.begins"].compile(), **{key: _BOOK[key].compile() for key in ("its", "acting")}}
_CLOSES: Final = {"office": _ORGANS["giver"].compile(), **{key: _BOOK[key].compile() for key in ("bank", "thing")}}
_WORDS: Final = {key: _BOOK[key].compile() for key in ("condition", "must")}
_VAGUE: Final = _BOOK["vague"].compile()
_ACTS: Final = _BOOK["acts"].compile()
_EXCLUDED, _GIFT = _BOOK["excluded"].compile(), _BOOK["gift"].compile()
_BREAK: Final = re.compile("[,:]")
_JOINED, _UNBEGUN, _OF = (_BOOK[key].compile() for key in ("joined", "unbegun", "of"))
_LEADING: Final = " -*#\t"
_REACH: Final = 320
"""Whom a measure is for is said early; later names are those of offices and of exceptions."""
_LOOKED_AT: Final = 600
"""Characters in which a phrase that recurs speaks for itself."""
_MOST: Final = 400
"""Candidates of one text: many times those of a real one (46 on average)."""
_SHORTEST, _LONGEST = 2, 110
_USUAL: Final = 45
"""What is longer than this says more than who they are."""
_HEADING: Final = 20
_TAIL: Final = 6
_BEFORE: Final = 6
_OPEN_ENDS: Final = frozenset({"ends.rest", "ends.duty", "ends.stop"})
"""Where a phrase ends only behind a noun or 的: what goes on tells nothing."""
_CLOSING: Final = 12
"""Characters that tell whether an office or a thing ends here."""
_OFTEN: Final = 4


def _read_weights(table: str) -> Mapping[str, float]:
    r"""Weights by sign, of lines that hold a weight, a tab and the sign.

    >>> _read_weights("2.5\topens.to\n0.75\topens.to ends.gift")
    {'opens.to': 2.5, 'opens.to ends.gift': 0.75}
    """
    lines = (line.partition("\t") for line in table.splitlines())
    return {sign: float(weight) for weight, _, sign in lines}


WEIGHTS: Final = _read_weights(load_table("target_weights"))


@cache
def _pair_signs(opener: str, comma: bool, end: str, shape: str) -> frozenset[str]:
    """How a phrase begins, ends and is built, and what of it stands together."""
    shown = {opener, end, shape, f"{opener} {end}", f"{opener} {shape}", f"{shape} {end}"}
    return frozenset(shown | {"comma", f"{opener} comma", f"{shape} comma"} if comma else shown)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may name whom a measure is for, and how much of each sign it shows."""

    span: Span
    signs: Mapping[str, float]

    def weigh(self, weights: Mapping[str, float]) -> float:
        """What its signs weigh together."""
        return sum(weights.get(sign, 0) * much for sign, much in self.signs.items())


def find_target_phrase(text: str, title: str = "") -> Span | None:
    """The stretch of a width-folded `text` that names whom it is for; `title` is that of its document.

    >>> text = "由区财政局对招用毕业生的小微企业,给予一次性补贴"
    >>> find_target_phrase(text).read(text), find_target_phrase("优化流程,提高效率")
    ('招用毕业生的小微企业', None)
    """
    named = (candidate for candidate in islice(list_candidates(text, title), _MOST) if not _ACTS.search(candidate.span.read(text)))
    weighed = ((candidate.weigh(WEIGHTS), candidate.span) for candidate in named)
    weight, span = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return span if weight > WEIGHTS["none"] else None


def list_candidates(text: str, title: str = "") -> Iterator[Candidate]:
    """Whatever may name whom the beginning of a width-folded `text` is for, with its signs."""
    text, start, number = text[:_LOOKED_AT], 0, 0
    while start < min(len(text), _REACH):
        found = CLAUSE_END.search(text, start)
        end = found.start() if found else len(text)
        if text[start:end].strip():
            sentence = _Sentence(text, start, end, number, title)
            for opener, first in sentence.find_openers():
                yield from sentence.list_phrases(opener, first)
            number += 1
        start = end + 1


class _Sentence:
    """One sentence of a measure's text, and which it is; its nouns, ends and words are looked up once for all that may begin in it."""

    def __init__(self, text: str, start: int, end: int, number: int, title: str) -> None:
        self.text, self.start, self.end, self.number, self.title = text, start, end, number, title
        self.ends = [(found.start(), bool(found["comma"]), f"ends.{found.lastgroup}") for found in _ENDS.finditer(text, start, end)]
        self.nouns = [found.span() for found in NOUN.finditer(text, start, end)]
        self.words = {key: [found.span() for found in words.finditer(text, start, end)] for key, words in _WORDS.items()}
        self.closed = [end for _, end in self.nouns]
        self.stops = [at for at, _, _ in self.ends]
        self.told = text[start:end]
        self.shown = {"gift"} if _GIFT.search(self.told) else set()

    def find_openers(self) -> Iterator[tuple[str, int]]:
        """Where a phrase may begin: with the sentence or a part of it, behind words that govern it."""
        yield "opens.start", self.end - len(self.told.lstrip(_LEADING))
        yield from (("opens.comma", found.end()) for found in _BREAK.finditer(self.text, self.start, self.end))
        for key, words in _OPENS.items():
            yield from ((key, found.end()) for found in words.finditer(self.text, self.start, self.end))

    def list_phrases(self, opener: str, first: int) -> Iterator[Candidate]:
        """What may name them from `first` on, with its signs."""
        if _UNBEGUN.match(self.text, first):
            return
        opening = {opener} | self._read_opening(first)
        for (comma, end), stop in self.find_ends(first):
            phrase = self.text[first:stop]
            if not comma and end in _OPEN_ENDS and stop not in self.closed and not _OF.search(phrase[-1]):
                continue
            if all(phrase.count(before) == phrase.count(behind) for before, behind in PARTNERS.items()):
                yield Candidate(Span(first, stop), self.read_signs(opening, (opener, comma, end), first, stop))

    def find_ends(self, first: int) -> Iterator[tuple[tuple[bool, str], int]]:
        """Where a phrase from `first` on may end: before what is given, may or must be done, behind a noun of people, at the stop."""
        limit = min(self.end, first + _LONGEST)
        ends = {at: (comma, end) for at, comma, end in self.ends if first < at < limit}
        for start, end in self.nouns:
            if first <= start and end <= limit:
                ends.setdefault(end, (False, "ends.other"))
        ends.setdefault(limit, (False, "ends.stop"))
        yield from ((marks, stop) for stop, marks in ends.items() if stop - first >= _SHORTEST)

    def read_signs(self, opening: set[str], marks: tuple[str, bool, str], first: int, stop: int) -> dict[str, float]:
        """What speaks for and against `text[first:stop]`, each sign by how much."""
        phrase = self.text[first:stop]
        inside = self.nouns[bisect_left(self.nouns, (first, 0)) : bisect_right(self.closed, stop)]
        shape = "shape.head" if inside and inside[-1][1] == stop else "shape.de" if _OF.search(phrase[-1]) else "shape.plain"
        shown = opening | self.shown | _pair_signs(*marks, shape)
        shown |= {key for key, spans in self.words.items() if any(first <= start and end <= stop for start, end in spans)}
        if inside:
            shown |= {"head.inside", "head.first"} if inside[0][0] <= first + 1 else {"head.inside"}
        if "condition" in shown:
            shown.add(f"condition {shape}")
        counts = {
            "repeated": min(self.text.count(phrase), _OFTEN) - 1,
            "comma.inside": phrase.count(","),
            "given.inside": bisect_left(self.stops, stop) - bisect_left(self.stops, first),
            "long": len(phrase) / _USUAL,
            "sentence": self.number,
            "clause": self.text.count(",", self.start, first),
        }
        signs = dict.fromkeys(shown | self._read_closing(phrase, stop), 1.0)
        return signs | {sign: float(much) for sign, much in counts.items() if much}

    def _read_opening(self, first: int) -> set[str]:
        """Signs of where a phrase begins."""
        shown = {key for key, words in _BEGINS.items() if words.match(self.text, first)}
        shown |= {"excluded"} if _EXCLUDED.search(self.text[max(self.start, first - _BEFORE) : first]) else set()
        is_heading = self.number == 0 and len(self.told) < _HEADING and self.end < len(self.text.rstrip())
        return shown | ({"heading"} if is_heading else set())

    def _read_closing(self, phrase: str, stop: int) -> set[str]:
        """Signs of how a phrase ends, and of what stands behind it."""
        after = self.text[stop : stop + 1]
        shown = {key for key, words in _CLOSES.items() if words.search(phrase[-_CLOSING:])}
        if _VAGUE.search(phrase):
            shown.add("vague")
        faults = {
            "de.next": _OF.search(after) is not None,
            "joined.next": _JOINED.search(after) is not None,
            "tail": "," in phrase and len(phrase.rpartition(",")[2]) <= _TAIL,
            "noun.near": _NEAR.match(self.text, stop, self.end) is not None,
            "short": len(phrase) <= _SHORTEST + 1,
            "titled": phrase in self.title,
        }
        return shown | {sign for sign, is_shown in faults.items() if is_shown}
