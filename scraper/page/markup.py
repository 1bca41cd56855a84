"""Markup of a saved page to title, body and what stands round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice, pairwise

from scraper.dom.attachments import read_attachments
from scraper.dom.containers import find_body
from scraper.dom.hyperlinks import find_next_pages
from scraper.dom.meta_tags import read_tags, strip_markup
from scraper.dom.rendered_lines import Layout, lay_out
from scraper.dom.tree import Element, drop_noise, parse_tree, read_content, squeeze
from scraper.lexicon.wordbook import load_book
from scraper.model import Doubt, FieldName
from scraper.page.blocks import read_blocks
from scraper.page.boilerplate import find_end, is_opening
from scraper.page.boilerplate_lines import Mark, find_mark, is_menu, is_navigation
from scraper.page.draft import Draft
from scraper.page.header_table import Header, is_header_table, read_header
from scraper.page.metadata import Surroundings, Tags
from scraper.page.page_labels import is_date_line, read_labels
from scraper.page.page_titles import Candidate, clean_title, find_title, is_title
from scraper.page.plaintext import read_laid_out
from scraper.repair.repair import repair_parts
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import bare_text
from scraper.text.sentence_ends import WIDE_CLAUSE

_NEAR = 30
"""Lines before a body among which its title and labels stand."""

_AFTER = 30
_APP_ROOT = re.compile(
    r"<(?:div|section|main)\b[^>]{0,80}\bid=[\"']?(?:app|root|__next|__nuxt|main-app)\b|\bng-(?:app|view)\b|\bdata-reactroot\b|<app-root\b|<router-view\b",
    re.IGNORECASE,
)
_TITLED = (
    "//*[contains(@class,'title') or contains(@class,'Title') or contains(@id,'title') or contains(@id,'Title') or contains(@class,'bt')]"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that references (`&#1;`) put into a tree and that the tree does not take back."""

_BOOK, _ORGANS = load_book("page_titles"), load_book("organs")
_SITE_KIND = re.compile(_BOOK["site.kind"].source)
_OFFICIAL = re.compile(rf"{_BOOK['official.line'].source}|(?:{_ORGANS['issuing'].source}|{_ORGANS['printed'].source})$")
_HANDFUL = 6
_MOST_LINES = 5
_SHORT = 40
_BESIDE_TITLE = 30
"""Characters that a line may print beside its title: labels, a number."""

_HEADER = 60
"""Lines of a body in which its header table stands."""

_MANY_LINKS = 60
"""Links from which an element is a page's frame, not a box with the body and its attachments."""

_SHORTEST_PATH = 6
"""Characters from which on the path to a page names more than the front page."""

_PROSE = re.compile(rf"[{WIDE_CLAUSE}]|^各.{{1,40}}[:：]$")
_MOST_TITLES = 40


def read_markup(text: str, url: str | None = None, *, mend: bool = False) -> Draft:
    """A page's markup to its draft; with `mend` its text is repaired before anything is read from it.

    Raises:
        OversizedInput: see `parse_tree`.
    """
    root = parse_tree(text)
    tags = read_tags(root)
    next_pages = find_next_pages(text, root, url)
    drop_noise(root)
    if mend:
        _mend(root, tags)
    body = find_body(root)
    layout = lay_out(root, body)
    header = read_header((*layout.before, *layout.inside[:_HEADER]))
    title = find_title(_list_titles(root, tags, header, layout), _list_printed(layout), _list_refused(tags))
    attachments = read_attachments(_list_homes(body), url)
    blocks = read_blocks(body, url) if body is not None else []
    breadcrumb = next((line for line in reversed(layout.before) if len(line) > _SHORTEST_PATH and is_navigation(line)), None)
    if title is None and (draft := read_laid_out(blocks, url)).blocks:
        # nothing in the markup tells the title: what is printed is told apart as in a text
        around = replace(
            draft.around,
            near=(*layout.before[-_HANDFUL:], *draft.around.near),
            after=(*draft.around.after, *layout.after[:_AFTER]),
            header=header if header.fields else draft.around.header,
            tags=tags,
            breadcrumb=draft.around.breadcrumb or breadcrumb,
        )
        return Draft(draft.blocks, draft.title, around, attachments, next_pages)
    start = _find_start(blocks, title, header)
    end = find_end(blocks, start)
    kept = tuple(blocks[start:end])
    near = (*_find_near(layout.before, title), *blocks[:start])
    after = (*blocks[end:], *layout.after[:_AFTER])
    around = Surroundings(near, after, header, "\n".join(kept), tags, breadcrumb, url)
    return Draft(kept, title, around, attachments, next_pages, _find_doubts(text, kept))


def _mend(root: Element, tags: Tags) -> None:
    """Repair all text of a page under one diagnosis, in place; what stands behind a comment is text, too."""
    texts = [
        (node, name)
        for node in root.iter()
        for name in ("text", "tail")
        if (isinstance(node.tag, str) or name == "tail") and (getattr(node, name) or "").strip()
    ]
    values = [(field, at) for field, pairs in tags.items() for at in range(len(pairs))]
    parts, _ = repair_parts([*(getattr(node, name) for node, name in texts), *(tags[field][at][1] for field, at in values)])
    for (node, name), part in zip(texts, parts, strict=False):
        setattr(node, name, _FORBIDDEN.sub("", part))
    for (field, at), part in zip(values, parts[len(texts) :], strict=True):
        tags[field][at] = (tags[field][at][0], part)


def _list_titles(root: Element, tags: Tags, header: Header, layout: Layout) -> Iterator[Candidate]:
    """Possible titles, the most trustworthy first."""
    official = tags.get(FieldName.TITLE, [])
    yield from (Candidate(value, f"meta:{tag}") for tag, value in official if tag.lower() == "articletitle")
    yield from (Candidate(squeeze(read_content(element)), "ucaptitle") for element in islice(root.iter("ucaptitle"), _MOST_TITLES))
    yield from (Candidate(field.value, field.rule) for field in header.fields if field.name == FieldName.TITLE)
    yield from (Candidate(value, f"meta:{tag}") for tag, value in official if tag.lower() != "articletitle")
    yield from (
        Candidate(text, "h1") for element in islice(root.iter("h1"), _MOST_TITLES) if is_title(text := squeeze(read_content(element)))
    )
    page_title = strip_markup(root.findtext(".//title") or "")
    if page_title:
        yield Candidate(page_title, "title")
    for element in root.xpath(_TITLED)[:_MOST_TITLES]:
        text = squeeze(read_content(element)) if element.tag != "title" else ""
        if is_title(text) and find_mark(text) is None and not is_menu(text):
            yield Candidate(text, "class:title")
    yield from (
        Candidate(text, "h2") for element in islice(root.iter("h2"), _MOST_TITLES) if is_title(text := squeeze(read_content(element)))
    )
    yield from _list_lines(layout, header)


def _list_lines(layout: Layout, header: Header) -> Iterator[Candidate]:
    """Possible titles that only their place tells: lines with a line of labels below them."""
    lines = [*layout.before[-_NEAR:], *layout.inside[:_HANDFUL]]
    for line, following in pairwise(lines):
        if (
            find_mark(following) is Mark.LABELS
            and find_mark(line) is None
            and is_title(line)
            and not is_menu(line)
            and line not in header.labels
        ):
            yield Candidate(line, "line:title")


def _list_printed(layout: Layout) -> list[str]:
    """Lines round the body as far as a title may stand there."""
    return [line for line in (*layout.before[-_NEAR * 3 :], *layout.inside[:10]) if not is_navigation(line)]


def _list_refused(tags: Tags) -> list[str]:
    names = [value for field in (FieldName.SITE_NAME, FieldName.COLUMN) for _, value in tags.get(field, [])]
    return [*names, *(_SITE_KIND.sub("", name) for name in names), *_BOOK["site.part"].words]


def _list_homes(body: Element | None) -> list[Element]:
    """The body and what stands next to it: lists of attachments follow it in the same box."""
    if body is None:
        return []
    parent = body.getparent()
    return [body] if parent is None or parent.tag in ("body", "html") or len(parent.findall(".//a")) > _MANY_LINKS else [body, parent]


def _find_near(before: Sequence[str], title: Candidate | None) -> tuple[str, ...]:
    """What is printed between title and body, beginning with labels on the title's own line."""
    window = before[-_NEAR:]
    name = bare_text(title.text) if title else ""
    for at in range(len(window) - 1, -1, -1):
        if name and _prints(window[at], name):
            labels = read_labels(window[at])
            own = [window[at][labels[0].start :]] if labels else []
            return (*own, *window[at + 1 :])
    return tuple(window[-_HANDFUL:])


def _prints(line: str, name: str) -> bool:
    text = bare_text(line)
    return text == name or (name in text and len(text) < len(name) + _BESIDE_TITLE)


def _find_start(blocks: Sequence[str], title: Candidate | None, header: Header) -> int:
    """The first block that is body: after title, labels, header table and navigation."""
    names = {bare_text(title.text), bare_text(title.quote)} - {""} if title else set()
    start = at = 0
    while at < len(blocks):
        previous = blocks[at - 1] if at else None
        if printed := _count_lines(blocks[at : at + _MOST_LINES], names):
            start = at = at + printed
        elif (
            is_opening(blocks[at], previous)
            or is_date_line(blocks[at], bare=False)
            or header.holds(blocks[at], previous)
            or is_header_table(blocks[at])
        ):
            start = at = at + 1
        elif ahead := _find_printed(blocks, at, names):
            start = at = ahead
        else:
            break
    return start


def _find_printed(blocks: Sequence[str], at: int, names: Set[str]) -> int | None:
    """Where the title is printed further down, alone or with its number, when only short lines of the page stand before it."""
    for ahead in range(at, min(len(blocks), at + HEAD_LINES) if names else at):
        if ahead > at and (bare_text(clean_title(blocks[ahead])) in names or _count_lines(blocks[ahead : ahead + _MOST_LINES], names)):
            return ahead
        if len(blocks[ahead]) >= _SHORT or _PROSE.search(blocks[ahead]) or _is_official(blocks[ahead]):
            return None
    return None


def _count_lines(blocks: Sequence[str], names: Set[str]) -> int:
    """How many of the blocks print one of the names between them, 0 if they print something else."""
    text = ""
    for count, block in enumerate(blocks, 1):
        text += bare_text(block)
        if text in names:
            return count
        if not text or not any(name.startswith(text) for name in names):
            return 0
    return 0


def _is_official(block: str) -> bool:
    """True for what an official text prints above its title: number, name of the authority, an order's line."""
    return _OFFICIAL.search(block) is not None


def _find_doubts(text: str, blocks: Sequence[str]) -> tuple[Doubt, ...]:
    if blocks:
        return ()
    if _APP_ROOT.search(text):
        return (Doubt("script-only", "页面正文由脚本生成，保存的文件中没有正文。"),)
    return (Doubt("empty-body", "没有读到正文。"),)
