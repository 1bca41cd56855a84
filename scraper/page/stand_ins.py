"""A page that holds no article to what it is instead: a list, a front page, a shell, files or pictures alone.

A page is an article unless everything speaks against it: what its body says beside links, pictures and names of files has to be nothing,
or no sentence among links that fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.dom.attachments import links_files, names_file
from scraper.dom.tree import Element, read_content, squeeze
from scraper.lexicon.wordbook import load_book
from scraper.model import Doubt, PageKind
from scraper.page.boilerplate_lines import Mark, find_mark
from scraper.page.farewells import LONGEST, asks_login, is_check, is_farewell
from scraper.text.fold import bare_text
from scraper.text.prose_marks import find_prose
from scraper.text.sentence_ends import CLAUSE_END, ends_clause

_LEAST_SAID = 20
"""Letters below which a body says nothing of its own: 详见附件, a date."""

_MOSTLY, _FEW_MARKS = 0.5, 3
"""Share of a list's text that stands in links, and marks of prose beside them that no list has."""

_LONG_LINK = 8
"""Letters of a link that names an article; menus have shorter words."""

_FEW_LINKS, _MANY_LINKS, _FRONT_LINKS = 2, 4, 20
"""Links from which a body is a list; from which a page without one is; from which a page under a site's name is its front page."""

_MISREAD = 20
"""Marks of prose elsewhere on a page from which its body was not found, whatever was taken for it."""

_SHELL, _EXCUSE = 40, 100
"""Letters of a page that waits for a script to fill it; of one that says why it shows nothing."""

_PROSE = 200
"""Characters in sentences from which a body that is mostly sentences is an article's."""

_LONGEST_NAME = 120
"""Characters of a file's name."""

_IMAGE = re.compile(r"!\[[^\]]*\]\([^()\s]*\)")
_ROOT = re.compile(r"/?(?:(?:index|default|main)\w?\.\w{2,5})?$")
_APP_ROOT = re.compile(
    r"<(?:div|section|main)\b[^>]{0,80}\bid=[\"']?(?:app|root|__next|__nuxt|main-app)\b|\bng-(?:app|view)\b|\bdata-reactroot\b|<app-root\b|<router-view\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,200}\btype\s?=\s?[\"']?password\b", re.IGNORECASE)
_DOCUMENT = re.compile(rf"{load_book('page_titles')['title.about'].source}|[《〔]")
"""What documents have: their titles, and those and numbers of others.

>>> bool(_DOCUMENT.search("关于某办法失效的公告")), bool(_DOCUMENT.search("页面已失效"))
(True, False)
"""
_SITE = re.compile(load_book("page_titles")["site.ending"].source)

_MESSAGES = {
    PageKind.ERROR: "页面称内容不存在或不开放，没有正文。",
    PageKind.LOGIN: "页面要求登录，没有正文。",
    PageKind.CHECK: "页面只有访问验证，没有正文。",
    PageKind.HOME: "页面是网站首页，没有正文。",
    PageKind.LIST: "页面是列表，没有正文。",
    PageKind.SCRIPT: "页面正文由脚本生成，保存的文件中没有正文。",
    PageKind.EMPTY: "没有读到正文。",
    PageKind.ATTACHMENT: "正文只在附件中，请核对附件。",
    PageKind.IMAGE: "正文只是图片，请核对原图。",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A page as it is seen: its markup, its tree without what is hidden, and the element that holds its body. A text has none of them.

    All is counted when it is asked for, and of an article hardly anything is.
    """

    markup: str = ""
    root: Element | None = None
    body: Element | None = None

    def list_links(self) -> Iterator[str]:
        """The words of the links of the page to other pages."""
        return (words for words, is_file in _read_links(self.root) if not is_file)

    def list_inside(self) -> list[tuple[str, bool]]:
        """The words of the links in the body, each with whether it leads to a file."""
        return list(_read_links(self.body))

    def read_visible(self) -> str:
        """What the page shows."""
        page = None if self.root is None else self.root.find("body")
        return "" if page is None else squeeze(read_content(page))

    def count_unread(self) -> int:
        """Marks of prose outside the body and outside links."""
        visible = self.read_visible()
        mark = find_prose(visible).mark
        linked = sum(len(mark.findall(words)) for words, _ in _read_links(self.root))
        inside = sum(len(mark.findall(words)) for words, _ in self.list_inside())
        held = read_content(self.body) if self.body is not None else ""
        return len(mark.findall(visible)) - len(mark.findall(held)) - linked + inside


UNSEEN = Look()
"""Of a text there is nothing to be seen."""


def _read_links(home: Element | None) -> Iterator[tuple[str, bool]]:
    for link in () if home is None else home.iter("a"):
        if link.get("href") and (words := squeeze(read_content(link))):
            yield words, links_files(link) or names_file(words)


@dataclass(frozen=True, slots=True)
class Claim:
    """What was read from a page: the blocks of its body, its title, and what only some pages have.

    `dated` says that it prints the day of its publication, which lists and front pages don't; `placed` that it prints the path to itself.
    """

    blocks: tuple[str, ...]
    title: str | None = None
    url: str | None = None
    files: bool = False
    dated: bool = False
    placed: bool = False


def find_page_kind(claim: Claim, look: Look) -> PageKind | None:
    """What a page is when it is no article; None for an article, and where the body was not found among much text.

    >>> find_page_kind(Claim(("为支持企业，现将有关事项通知如下。",)), Look()) is None
    True
    >>> [str(find_page_kind(Claim((block,), files=True), Look())) for block in ("附件：申请表.docx", "![](http://a.example/1.jpg)")]
    ['attachment-only', 'attachment-only']
    >>> [str(find_page_kind(Claim(blocks), Look())) for blocks in ((), ("![](http://a.example/1.jpg)",), ("您访问的页面不存在",))]
    ['empty-body', 'image-only', 'error-page']
    """
    if _is_prose(claim.blocks):
        return None
    inside = look.list_inside()
    said = _strip_links(claim.blocks, [words for words, _ in inside])
    if shell := _find_shell(claim, look, said):
        return shell
    bare = _count_letters(said) < _LEAST_SAID
    pages = sum(not is_file for _, is_file in inside)
    listed = pages >= _FEW_LINKS and not claim.dated and _is_list(claim.blocks, said)
    if not (bare or listed) or (claim.blocks and look.count_unread() >= _MISREAD):
        return None
    if bare and (claim.files or len(inside) > pages or any(map(_is_file_name, claim.blocks))):
        return PageKind.ATTACHMENT
    if listed:
        return PageKind.HOME if _is_front(claim, look) else PageKind.LIST
    return _name_bare(claim, look, said)


def _is_prose(blocks: Sequence[str]) -> bool:
    """True for a body that is mostly sentences: asked first, for nearly all are."""
    told = sum(len(block) for block in blocks if ends_clause(block))
    return told >= _PROSE and told >= _MOSTLY * sum(map(len, blocks))


def _name_bare(claim: Claim, look: Look, said: Sequence[str]) -> PageKind | None:
    """What a page is whose body says nothing and links to nothing."""
    if any(map(_IMAGE.search, claim.blocks)):
        return PageKind.IMAGE
    if _count_marks(said):
        return None
    if not claim.dated and _count_titles(look) >= _MANY_LINKS:
        return PageKind.HOME if _is_front(claim, look) else PageKind.LIST
    return PageKind.SCRIPT if _waits_for_script(look) else PageKind.EMPTY


def keep_body(kind: PageKind | None, claim: Claim, look: Look) -> tuple[str, ...]:
    """The blocks that are the page's own: all of an article, files, pictures, entries of a list; nothing that was taken for a body."""
    if kind is None or kind.tells:
        return claim.blocks
    text = "\n".join(claim.blocks)
    entries = sum(words in text for words, is_file in look.list_inside() if not is_file)
    return claim.blocks if kind in (PageKind.LIST, PageKind.HOME) and entries >= _FEW_LINKS else ()


def list_kind_doubts(kind: PageKind | None) -> tuple[Doubt, ...]:
    """A doubt that names what the page is, for who reviews it."""
    return () if kind is None else (Doubt(kind, _MESSAGES[kind]),)


def _strip_links(blocks: Iterable[str], links: Sequence[str]) -> list[str]:
    """What blocks say themselves: without the words of links, pictures, names of files, and lines that are no body.

    A few lines without a sentence beside a site's registration are its footer.
    """
    words = re.compile("|".join(map(re.escape, sorted(set(links), key=len, reverse=True))) or r"(?!)")
    texts = (words.sub("", _IMAGE.sub("", block)) for block in blocks if find_mark(block) is None and not _is_file_name(block))
    said = [text for text in texts if bare_text(text) and find_mark(text) is None]
    if _count_letters(said) <= _EXCUSE and any(find_mark(link) is Mark.FOOTER for link in links):
        return [text for text in said if ends_clause(text)]
    return said


def _is_file_name(block: str) -> bool:
    """True for a line that is the name of a file, as a link prints it."""
    return len(block) <= _LONGEST_NAME and CLAUSE_END.search(block) is None and names_file(block)


def _count_letters(texts: Iterable[str]) -> int:
    return len(bare_text("".join(texts)))


def _count_marks(texts: Iterable[str]) -> int:
    """How many marks of prose texts have."""
    text = "\n".join(texts)
    return len(find_prose(text).mark.findall(text))


def _is_list(blocks: Sequence[str], said: Sequence[str]) -> bool:
    """True for a body that is mostly links and says no sentence beside them."""
    whole = _count_letters(blocks)
    return whole - _count_letters(said) >= _MOSTLY * whole and _count_marks(said) < _FEW_MARKS


def _count_titles(look: Look) -> int:
    """How many links of the page name an article."""
    return sum(len(words) >= _LONG_LINK for words in look.list_links())


def _is_front(claim: Claim, look: Look) -> bool:
    """True for a list that is a site's front page: by its address, or by the site's name in place of a title and many links."""
    if claim.url and _ROOT.fullmatch(urlsplit(claim.url).path):
        return True
    named = claim.title is None or _SITE.search(claim.title) is not None
    return named and not claim.placed and _count_titles(look) >= _FRONT_LINKS


def _find_shell(claim: Claim, look: Look, said: Sequence[str]) -> PageKind | None:
    """A page that says why it shows nothing. What is dated, cites or has an official title is a document."""
    title, letters = claim.title or "", _count_letters(said)
    if claim.dated or claim.files or letters > _EXCUSE or _DOCUMENT.search("\n".join((title, *said))):
        return None
    visible = look.read_visible()
    text = "\n".join((title, *(said or [visible])))
    if asks_login(text) or (letters < _SHELL and len(visible) <= LONGEST and _PASSWORD.search(look.markup)):
        return PageKind.LOGIN
    if is_farewell(text):
        return PageKind.ERROR
    blank = letters < _LEAST_SAID and not any(map(_IMAGE.search, claim.blocks))
    return PageKind.CHECK if blank and is_check(look.markup, visible) else None


def _waits_for_script(look: Look) -> bool:
    """True for a shell that a script fills."""
    if _APP_ROOT.search(look.markup):
        return True
    return _SCRIPT.search(look.markup) is not None and _count_letters((look.read_visible(),)) < _SHELL
