"""A page's tree to the element that holds its body: by names that mean it, by names that many sites use, then by density of prose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from scraper.dom.tree import Element, read_content
from scraper.lexicon.wordbook import load_book
from scraper.text.remembering import remember
from scraper.text.sentence_ends import PROSE_MARKS

_STRONG_NAMES = """
ucap-content zoom zoomcon trs_editor trs_ueditor trs_uealltext trs_preappend info_cont info_content wenzhang-content wenzhang_content
article-content article_content articlecontent content_article article-body article_body artbody art_content artcontent article-con
article_con articlecon arc-content arc_content news_content newscontent news-content newstext news_text news-text newsbody con_font
p-detail vsb_content v_news_content easysite-news-text easysitetext cmsarticlecontent rich_media_content js_content xl_content bt_content
bt-content text_content detail-content detail_content detailcontent content_detail content-detail article-text article_text maintext
main_txt con_con txt_con dochtmlcon czfxcontent page_text xxgk_content xxgk-content gk_content govcontent contenttext content_text
content-text custom_unionstyle m-txt-article view-content nr_con
"""
_WEAK_NAMES = "content contents article text txt view main con detail details info body nr zw post entry article_main printcontent"

STRONG = frozenset(_STRONG_NAMES.split())
"""ids and classes that mean the body wherever they are used."""

WEAK = frozenset(_WEAK_NAMES.split())
"""ids and classes that mean the body on some sites and the whole page on others: believed only when they hold most of the prose."""

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

_MUCH_MORE, _LINKED = 1.2, 0.3
"""A parent is taken instead when it has a fifth more prose, and when of its text less than this share stands in links."""

_BEGIN_COMMENT = re.compile(rf"{load_book('markup')['body.begin'].source}|content\.begin|^\s{{0,3}}enpcontent\s{{0,3}}$", re.IGNORECASE)
_PROSE = re.compile(rf"[{PROSE_MARKS}]")
_PARAGRAPHS = ("p", "div", "td", "section", "span", "li", "ucapcontent")


def find_body(root: Element) -> Element | None:
    """The element that holds the body, or None on a page without prose."""
    page = root.find("body")
    if page is None:
        return None
    strong, weak = _find_named(page)
    best = _choose(strong)
    if best is not None:
        return best
    dense = _find_dense(page)
    best = _choose(weak)
    if best is not None and (dense is None or _count_prose(best) >= _MOST * _count_prose(dense)):
        return best
    return dense


def _find_named(page: Element) -> tuple[list[Element], list[Element]]:
    strong: list[Element] = list(page.iter("ucapcontent"))
    weak: list[Element] = []
    for element in page.iter("*"):
        rank = max(_rank_names(element.get("id", "")), _rank_names(element.get("class", "")))
        if rank and element is not page:
            (strong if rank > 1 else weak).append(element)
    begins = [comment.getparent() for comment in page.iter(etree.Comment) if _BEGIN_COMMENT.search(comment.text or "")]
    strong += [home for home in begins if home is not None and home is not page]
    return strong, weak


@remember(size=4096, longest=200)
def _rank_names(names: str) -> int:
    """2 where one of an element's names means the body everywhere, 1 where on some sites, else 0.

    >>> _rank_names("box TRS_Editor"), _rank_names("content"), _rank_names("nav")
    (2, 1, 0)
    """
    words = names.lower().split()
    if not STRONG.isdisjoint(words):
        return 2
    return 0 if WEAK.isdisjoint(words) else 1


def _choose(named: Iterable[Element]) -> Element | None:
    """Of elements with text the one with most prose; of nested ones with nearly the same the innermost.

    Links weigh against an element: one that holds little else has less than nothing.
    """
    scored = [(_measure(element), element) for element in named]
    scored = [(score, element) for score, element in scored if score]
    if not scored:
        return None
    most = max(score for score, _ in scored)
    near = [element for score, element in scored if score >= most - _NEARLY * abs(most)]
    best = near[0]
    for element in near[1:]:
        if best in element.iterancestors():
            best = element
    return best


def _measure(element: Element) -> float:
    text = read_content(element).strip()
    if len(text) < ENOUGH and element.find(".//img") is None:
        return 0
    linked = "".join(read_content(a) for a in element.iter("a"))
    return len(_PROSE.findall(text)) - len(_PROSE.findall(linked)) + (len(text) - len(linked)) / _TEXT_FOR_MARK + _LEAST


def _count_prose(element: Element) -> int:
    return len(_PROSE.findall(read_content(element)))


def _find_dense(page: Element) -> Element | None:
    """The element whose own paragraphs hold most prose, widened while its parent adds a lot."""
    scores: dict[Element, float] = {}
    for element in page.iter(*_PARAGRAPHS):
        own = (element.text or "") + "".join((child.tail or "") + _inline_text(child) for child in element)
        prose = len(_PROSE.findall(own))
        if not prose:
            continue
        home = element.getparent() if element.tag in ("p", "span", "li") else element
        for share in _SHARES:
            if home is None or home is page.getparent():
                break
            scores[home] = scores.get(home, 0) + share * prose
            home = home.getparent()
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    while (parent := best.getparent()) is not None and parent is not page and _adds_much(best, parent):
        best = parent
    return best if _count_prose(best) >= LEAST_PROSE else None


def _inline_text(element: Element) -> str:
    return read_content(element) if element.tag in ("span", "strong", "b", "em", "font", "u", "i") else ""


def _adds_much(best: Element, parent: Element) -> bool:
    linked = sum(len(read_content(a)) for a in parent.iter("a"))
    return _count_prose(parent) > _MUCH_MORE * _count_prose(best) and linked < _LINKED * len(read_content(parent))
