"""A page's tree to the element that holds its body: by names that mean it, by names that many sites use, then by density of prose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from scraper.dom.attachments import links_files
from scraper.dom.element_names import names_aside, rank_names
from scraper.dom.tree import BLOCK_TAGS, Element, read_content, squeeze
from scraper.lexicon.wordbook import load_book
from scraper.text.fold import squash
from scraper.text.prose_marks import Prose, find_prose

ENOUGH = 40
"""Characters below which a named element is a placeholder."""

LEAST_PROSE = 3
"""Marks of punctuation below which an element without a telling name is a footer, not a body."""

_MOST = 0.6
"""Share of the densest element's prose that a weakly named one must hold to be believed."""

_NEARLY = 0.05
"""Elements nested in each other whose scores differ by less hold the same text; the inner one is the body."""

_TEXT_FOR_MARK, _LEAST = 100, 0.01
"""Characters that weigh as much as one mark of punctuation; what an element with text and links alike still weighs, for 0 means empty."""

_SHARES = (1.0, 0.5, 0.25)
"""What a paragraph's prose counts for its element, and for the two round that, each half as much."""

_FAR_MORE = 4
"""A strongly named element of links is a menu where another element has so many times the least prose of a body."""

_MUCH_MORE, _LINKED = 1.2, 0.3
"""A parent is taken instead when it has a fifth more prose, and when of what it adds less than this share stands in links."""

_BEGIN_COMMENT = re.compile(rf"{load_book('markup')['body.begin'].source}|content\.begin|^\s{{0,3}}enpcontent\s{{0,3}}$", re.IGNORECASE)
_BOILERPLATE = load_book("boilerplate")
_RIGHTS = re.compile(rf"\W{{0,40}}(?:(?:{_BOILERPLATE['rights.heading'].source})\s?[:：】\]]|{_BOILERPLATE['rights.site'].source})")
"""How a paragraph on rights and risks begins."""

_WRITTEN = frozenset(("p", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "blockquote", "pre", "ol"))
"""Elements that an editor writes into a body, whatever they are named."""

_SECTION = 0.2
"""Share of the densest part's prose from which another part is a section of the body, not what a site sets round it."""

_TITLES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements that stand above a body as well as in it."""

_LONGEST_LINK = 300
"""Characters up to which an element that is all one link is an entry of a list."""

_PARAGRAPHS = ("p", "div", "td", "section", "span", "li", "ucapcontent", *sorted(_TITLES))


def find_body(root: Element) -> Element | None:
    """The element that holds the body, or None on a page without prose."""
    page = root.find("body")
    if page is None:
        return None
    named = _find_named(page)
    asides = _find_asides(page, named[0])
    prose = find_prose(squeeze(read_content(page)))
    best = _Scale(page, asides, prose).find_best(*named)
    return _Scale(page, (), prose).find_best(*named) if best is None and asides else best


def _rank(element: Element) -> int:
    """How surely an element's names mean the body; those of an inline element count only where it holds blocks."""
    names, more = element.get("id"), element.get("class")
    if not names and not more:
        return 0
    rank = max(rank_names(names or ""), rank_names(more or ""))
    return 0 if rank and element.tag not in BLOCK_TAGS and next(element.iter(*BLOCK_TAGS), None) is None else rank


def _is_aside(element: Element) -> bool:
    """True for an element whose names or tag say that it stands beside the body."""
    if element.tag in ("footer", "aside"):
        return True
    names, more = element.get("id"), element.get("class")
    return bool((names and names_aside(names)) or (more and names_aside(more)))


def _find_named(page: Element) -> tuple[list[Element], list[Element]]:
    strong: list[Element] = list(page.iter("ucapcontent"))
    weak: list[Element] = []
    for element in page.iter("*"):
        rank = _rank(element)
        if rank and element is not page:
            (strong if rank > 1 else weak).append(element)
    begins = [comment.getparent() for comment in page.iter(etree.Comment) if _BEGIN_COMMENT.search(comment.text or "")]
    strong += [home for home in begins if home is not None and home is not page]
    return strong, weak


def _climb(element: Element, seen: Container[Element]) -> Iterator[Element]:
    """What an element stands in, up to the first that was seen: each element of a page is passed once, however many begin below it."""
    return takewhile(lambda home: home not in seen, element.iterancestors())


def _find_asides(page: Element, strong: Iterable[Element]) -> list[Element]:
    """Elements that are named as no body; none that a strongly named element or the page's first heading stands in."""
    kept = {page}
    for element in (*strong, *page.iter("h1")):
        kept.update(_climb(element, kept))
    kept.update(strong)
    return [element for element in page.iter("*") if _is_aside(element) and element not in kept]


@dataclass(frozen=True, slots=True)
class _Weight:
    """What an element holds: characters that are seen and marks of prose, in all and of them in links."""

    chars: int = 0
    marks: int = 0
    linked_chars: int = 0
    linked_marks: int = 0

    def __add__(self, other: _Weight) -> _Weight:
        return _Weight(
            self.chars + other.chars,
            self.marks + other.marks,
            self.linked_chars + other.linked_chars,
            self.linked_marks + other.linked_marks,
        )

    def __sub__(self, other: _Weight) -> _Weight:
        return _Weight(
            self.chars - other.chars,
            self.marks - other.marks,
            self.linked_chars - other.linked_chars,
            self.linked_marks - other.linked_marks,
        )

    @property
    def told(self) -> int:
        """Marks of prose outside links."""
        return self.marks - self.linked_marks

    @property
    def score(self) -> float:
        """Marks and text outside links; what holds links alone has less than nothing."""
        return self.told + (self.chars - self.linked_chars) / _TEXT_FOR_MARK + _LEAST


def _weigh(element: Element, mark: re.Pattern[str]) -> _Weight:
    """All that an element holds; `mark` is what is counted as one of prose."""
    text = read_content(element)
    linked = "".join(read_content(a) for a in element.iter("a"))
    return _Weight(_count_chars(text), len(mark.findall(text)), _count_chars(linked), len(mark.findall(linked)))


def _count_chars(text: str) -> int:
    return len(squash(text))


class _Scale:
    """Weighs the elements of a page without what stands in its asides."""

    def __init__(self, page: Element, asides: Iterable[Element], prose: Prose) -> None:
        self._page = page
        self._prose = prose
        self._left_out: set[Element] = set()
        self._less: dict[Element, _Weight] = {}
        self._known: dict[Element, _Weight] = {}
        for link in page.iter("a"):
            if len(link) and link.get("href") and len(read_content(link)) < _LONGEST_LINK:
                self._left_out.update(link.iterdescendants("*"))
        for aside in asides:
            if aside not in self._left_out:
                self._left_out.update(aside.iter("*"))
                self._less[aside] = _weigh(aside, prose.mark)
                self._less.update((home, _Weight()) for home in tuple(_climb(aside, self._less)))
        for home in reversed([element for element in page.iter("*") if element in self._less] if self._less else []):
            if home is not page and (parent := home.getparent()) is not None:
                self._less[parent] += self._less[home]

    def find_best(self, strong: Iterable[Element], weak: Iterable[Element]) -> Element | None:
        """Of the strongly named elements the best, else of the weakly named and the dense."""
        best = self._choose(strong)
        if best is not None and self.weigh(best).told >= LEAST_PROSE:
            return self._narrow(best)
        dense = self._find_dense()
        if best is not None and not self._is_menu(best, dense):
            return best
        best = self._choose(weak)
        if best is not None and (dense is None or self.weigh(best).marks >= _MOST * self.weigh(dense).marks):
            return self._narrow(best)
        return dense

    def _is_menu(self, named: Element, dense: Element | None) -> bool:
        """True for an element without prose that holds links to other pages, where another one has the page's prose."""
        if dense is None or self.weigh(dense).told < _FAR_MORE * LEAST_PROSE or links_files(named):
            return False
        return self.weigh(named).linked_chars > _MOST * self.weigh(named).chars

    def _narrow(self, best: Element) -> Element:
        """The smallest part of a named element that holds most of its prose and leaves no text of the body beside it."""
        scores = self._score_homes(best)
        inner = max(scores, key=scores.__getitem__) if scores else best
        outer = inner
        while outer is not best and (parent := outer.getparent()) is not None:
            if any(self._continues(part, inner) for part in parent.iterchildren("*") if part is not outer):
                inner = parent
            outer = parent
        while inner is not best and self.weigh(inner).told < _MOST * self.weigh(best).told and (parent := inner.getparent()) is not None:
            inner = parent
        return inner if self.weigh(inner).told >= LEAST_PROSE else best

    def _continues(self, part: Element, inner: Element) -> bool:
        """True for what belongs to the body beside its densest part: much prose, files that go with it, something that an editor wrote.

        What is written has no name, where all that a site sets round a body has one.
        """
        if part in self._left_out or not (weight := self.weigh(part)).chars:
            return False
        if links_files(part):
            return True
        if weight.linked_chars > _LINKED * weight.chars:
            return False
        if not _rank(inner) and weight.told > _SECTION * self.weigh(inner).told and self._prose.sentence.search(read_content(part)):
            return True
        return part.tag in _WRITTEN or (part.tag not in _TITLES and not part.get("class") and not part.get("id"))

    def weigh(self, element: Element) -> _Weight:
        """An element's weight, asked once."""
        if (known := self._known.get(element)) is None:
            whole = _weigh(element, self._prose.mark)
            known = self._known[element] = whole - self._less[element] if element in self._less else whole
        return known

    def _choose(self, named: Iterable[Element]) -> Element | None:
        """Of elements with text the one with most prose; of nested ones with nearly the same the innermost.

        Links weigh against an element: one that holds little else has less than nothing.
        """
        scored = [(self.weigh(element).score, element) for element in named if self._is_filled(element)]
        if not scored:
            return None
        most = max(score for score, _ in scored)
        near = [element for score, element in scored if score >= most - _NEARLY * abs(most)]
        best = near[0]
        for element in near[1:]:
            if best in element.iterancestors():
                best = element
        return best

    def _is_filled(self, element: Element) -> bool:
        """True for an element that is no aside and no placeholder."""
        return element not in self._left_out and (self.weigh(element).chars >= ENOUGH or element.find(".//img") is not None)

    def _find_dense(self) -> Element | None:
        """The element whose own paragraphs hold most prose, widened while its parent adds a lot."""
        scores = self._score_homes(self._page)
        if not scores:
            return None
        best = max(scores, key=scores.__getitem__)
        while (parent := best.getparent()) is not None and parent is not self._page and self._adds_much(best, parent):
            best = parent
        return best if self.weigh(best).marks >= LEAST_PROSE else None

    def _score_homes(self, top: Element) -> dict[Element, float]:
        """The prose of paragraphs by the elements that they stand in."""
        scores: dict[Element, float] = {}
        end = top.getparent()
        for element in top.iter(*_PARAGRAPHS):
            own = (element.text or "") + "".join((child.tail or "") + _inline_text(child) for child in element)
            prose = len(self._prose.mark.findall(own))
            if not prose or element in self._left_out or _RIGHTS.match(own):
                continue
            home = element.getparent() if element.tag in ("p", "span", "li") and element is not top else element
            for share in _SHARES:
                if home is None or home is end:
                    break
                scores[home] = scores.get(home, 0) + share * prose
                home = home.getparent()
        return scores

    def _adds_much(self, best: Element, parent: Element) -> bool:
        """True where a parent has much more prose, and what it adds are no links."""
        whole = self.weigh(parent)
        added = whole - self.weigh(best)
        more = 1 / _MOST if _rank(best) else _MUCH_MORE
        return whole.told > more * (whole.told - added.told) and added.linked_chars < _LINKED * added.chars


def _inline_text(element: Element) -> str:
    return read_content(element) if element.tag in ("span", "strong", "b", "em", "font", "u", "i") else ""
