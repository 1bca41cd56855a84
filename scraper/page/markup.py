"""Markup of a saved page to title, body and what stands round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from scraper.dom.attachments import links_files, read_attachments
from scraper.dom.containers import find_body
from scraper.dom.hyperlinks import find_next_pages
from scraper.dom.meta_tags import read_tags, strip_markup
from scraper.dom.rendered_lines import Layout, lay_out
from scraper.dom.tree import Element, drop_noise, parse_tree, read_content, squeeze
from scraper.lexicon.wordbook import load_book
from scraper.model import FieldName
from scraper.page.blocks import read_blocks
from scraper.page.boilerplate import find_end, find_list, is_opening, measure_menu, trim_body
from scraper.page.boilerplate_lines import Mark, find_mark, is_menu, is_navigation
from scraper.page.draft import Draft
from scraper.page.header_table import Header, is_header_table, read_header
from scraper.page.metadata import Surroundings, Tags
from scraper.page.page_labels import Meaning, is_date_line, read_labels
from scraper.page.page_titles import (
    Candidate,
    clean_title,
    find_title,
    is_agreed,
    is_declared,
    is_numbered,
    is_site_heading,
    is_title,
    read_tail,
    split_title,
)
from scraper.page.plaintext import read_laid_out
from scraper.page.stand_ins import Look
from scraper.page.title_lines import join_wrapped
from scraper.repair.repair import repair_parts
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import bare_text
from scraper.text.sentence_ends import WIDE_CLAUSE

_NEAR = 30
"""Lines before a body among which its title and labels stand."""

_AFTER = 30
_FOOT = 12
"""Lines at the end of a page among which its keeper is named."""
_TITLED = (
    "//*[contains(@class,'title') or contains(@class,'Title') or contains(@id,'title') or contains(@id,'Title') or contains(@class,'bt')]"
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that references (`&#1;`) put into a tree and that the tree does not take back."""

_BOOK, _ORGANS = load_book("page_titles"), load_book("organs")
_SITE_KIND = re.compile(_BOOK["site.kind"].source)
_OFFICIAL = re.compile(rf"{_BOOK['official.line'].source}|(?:{_ORGANS['issuing'].source}|{_ORGANS['printed'].source})$")
_HANDFUL = 6
_FEW = 3
"""Lines with a day below them that a page about one thing may print before its body."""

_ABOVE = 2
"""Lines above a title whose labels are the page's; a bare day there is the reader's own."""

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
_STOP = re.compile("[>»›＞]")
_MOST_TITLES = 40
_LONG = 8
"""Letters from which a part of a page's declared title is more than a column's name, by the look of it."""


def read_markup(text: str, url: str | None = None, *, mend: bool = False) -> Draft:
    """A page's markup to its draft; with `mend` its text is repaired before anything is read from it.

    Raises:
        OversizedInput: see `parse_tree`.
    """
    root = parse_tree(text)
    tags = read_tags(root, text)
    next_pages = find_next_pages(text, root, url)
    drop_noise(root)
    if mend:
        _mend(root, tags)
    body = find_body(root)
    look = Look(text, root, body)
    layout = lay_out(root, body)
    header = read_header((*layout.before, *layout.inside[:_HEADER]))
    title = find_title(_list_titles(root, tags, header, layout), _list_printed(layout), _list_refused(root, tags))
    attachments = read_attachments(_list_homes(root, body), url)
    blocks = read_blocks(body, url) if body is not None else []
    foot = (layout.after or layout.before)[-_FOOT:]
    breadcrumb = next((line for line in reversed(layout.before) if len(line) > _SHORTEST_PATH and is_navigation(line)), None)
    if title is None and (draft := read_laid_out(blocks, url)).blocks:
        # nothing in the markup tells the title: what is printed is told apart as in a text
        title = draft.title or _find_path_end(breadcrumb)
        around = replace(
            draft.around,
            near=(*layout.before[-_HANDFUL:], *draft.around.near),
            after=(*draft.around.after, *layout.after[:_AFTER]),
            header=header if header.fields else draft.around.header,
            tags=tags,
            foot=foot,
            parts=layout.parts,
            titled=False,
            breadcrumb=draft.around.breadcrumb or breadcrumb,
        )
        return Draft(draft.blocks, title, around, attachments, next_pages, look)
    start = _find_start(blocks, title, header)
    end = find_list(blocks, start, find_end(blocks, start, _list_names(title)), _list_linked(body))
    kept, cut = trim_body(blocks[start:end])
    printed = _find_near(layout.before, title)
    near = (*(layout.before[-_HANDFUL:] if printed is None else printed), *blocks[:start])
    after = (*cut, *blocks[end:], *layout.after[:_AFTER])
    titled = bool(kept) and (printed is not None or start > 0)
    around = Surroundings(near, after, header, "\n".join(kept), tags, breadcrumb, url, foot, layout.parts, titled)
    return Draft(kept, title, around, attachments, next_pages, look)


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
    declared = [Candidate(value, f"meta:{tag}") for tag, value in official if tag.lower() != "articletitle"]
    declared += [Candidate(text, "title") for text in [strip_markup(root.findtext(".//title") or "")] if text]
    headings = [heading for heading in _list_headings(root, "h1") if not any(is_site_heading(heading.text, each.text) for each in declared)]
    yield from (heading for heading in headings if any(is_declared(heading.text, each.text) for each in declared))
    yield from (replace(each, shortest=_LONG) for each in declared)
    yield from _list_lines(layout, header, {heading.text for heading in headings})
    yield from (replace(heading, text=_join_heading(heading.text, layout)) for heading in headings)
    yield from declared
    yield from _list_short(declared, layout)
    if is_agreed(each.text for each in declared):
        return
    for element in root.xpath(_TITLED)[:_MOST_TITLES]:
        text = squeeze(read_content(element)) if element.tag != "title" else ""
        if is_title(text) and find_mark(text) is None and not is_menu(text):
            yield Candidate(text, "class:title")
    yield from _list_headings(root, "h2")


def _list_short(declared: Sequence[Candidate], layout: Layout) -> Iterator[Candidate]:
    """Beginnings of declared titles that are a line of their own, however short: the name of a poem or of a person."""
    lines = frozenset((*layout.before[-_NEAR:], *layout.inside[:_HANDFUL]))
    for each in declared:
        parts = split_title(each.text)
        if len(parts) > 1 and parts[0].strip() in lines:
            yield Candidate(parts[0].strip(), each.rule, shortest=2)


def _list_headings(root: Element, tag: str) -> list[Candidate]:
    """Headings of one level that have the form of a title."""
    texts = (squeeze(read_content(element)) for element in islice(root.iter(tag), _MOST_TITLES))
    return [Candidate(text, tag) for text in texts if is_title(text)]


def _list_lines(layout: Layout, header: Header, headings: Set[str]) -> Iterator[Candidate]:
    """Possible titles that only their place tells: lines with source or date below them, or a heading that stands a little higher."""
    lines = [*layout.before[-_NEAR:], *layout.inside[:_HANDFUL]]
    stated = [at for at, following in enumerate(lines[1:]) if find_mark(following) is Mark.LABELS and _is_stated(following)]
    if len(stated) > _FEW:
        # a list of other pages, each with its day
        stated = [at for at in stated if read_labels(lines[at + 1])]
    stated += [at for at, following in enumerate(lines[1:]) if is_numbered(lines[at], following)]
    for at in stated:
        line = lines[at]
        yield from (Candidate(join_wrapped(lines, above), "h1") for above in range(max(0, at - 2), at) if lines[above] in headings)
        if find_mark(line) is None and is_title(line) and not is_menu(line) and line not in header.labels:
            yield Candidate(join_wrapped(lines, at), "line:title")


def _join_heading(text: str, layout: Layout) -> str:
    """A heading with the lines next to it that are one title with it: 某市政府办公室, 关于……的通知."""
    lines = [*layout.before[-_NEAR:], *layout.inside[:_HANDFUL]]
    return join_wrapped(lines, lines.index(text)) if text in lines else text


def _is_stated(line: str) -> bool:
    """True for a line that gives a page's date or source."""
    return is_date_line(line) or any(label.meaning in (Meaning.PUBLISHED, Meaning.SOURCE) for label in read_labels(line))


def _find_path_end(breadcrumb: str | None) -> Candidate | None:
    """The last stop of the path to a page, which names the page of a column."""
    stops = [stop.strip() for stop in _STOP.split(breadcrumb or "")]
    refused = _BOOK["site.part"].words
    return Candidate(stops[-1], "line:breadcrumb") if len(stops) > 1 and stops[-1] and stops[-1] not in refused else None


def _list_printed(layout: Layout) -> list[str]:
    """Lines round the body as far as a title may stand there."""
    return [line for line in (*layout.before[-_NEAR * 3 :], *layout.inside[:10]) if not is_navigation(line)]


def _list_refused(root: Element, tags: Tags) -> list[str]:
    """Names of site and columns; the page of a column has the column's name for its title."""
    sites = [value for _, value in tags.get(FieldName.SITE_NAME, [])]
    articles = any(tag.lower() == "articletitle" for tag, _ in tags.get(FieldName.TITLE, []))
    page_title = bare_text(root.findtext(".//title") or "")
    columns = [value for _, value in tags.get(FieldName.COLUMN, []) if articles or not page_title.startswith(bare_text(value))]
    names = [*sites, *(part for site in sites for part in split_title(site)), *columns]
    return [*names, *(_SITE_KIND.sub("", name) for name in names), *_BOOK["site.part"].words]


def _list_homes(root: Element, body: Element | None) -> list[Element]:
    """The body and what stands next to it: lists of attachments follow it in the same box. A small page without a body is one box."""
    if body is None:
        return [root] if len(root.findall(".//a")) <= _MANY_LINKS else []
    parent = body.getparent()
    return [body] if parent is None or parent.tag in ("body", "html") or len(parent.findall(".//a")) > _MANY_LINKS else [body, parent]


def _list_names(title: Candidate | None) -> frozenset[str]:
    """What of a line is the title, bare: as it is cited and as it is printed."""
    return frozenset({bare_text(title.text), bare_text(title.quote)} - {""}) if title else frozenset()


def _list_linked(body: Element | None) -> frozenset[str]:
    """The texts of a body's links to other pages."""
    links = () if body is None else body.iter("a")
    return frozenset(squeeze(read_content(link)) for link in links if link.get("href") and not links_files(link))


def _find_near(before: Sequence[str], title: Candidate | None) -> tuple[str, ...] | None:
    """What is printed between title and body, beginning with labels on the title's own line, and then labels just above the title.

    None where the title is not printed.
    """
    window = before[-_NEAR:]
    name = bare_text(title.text) if title else ""
    for at in range(len(window) - 1, -1, -1):
        if name and _prints(window[at], name):
            labels = read_labels(window[at])
            own = (window[at][labels[0].start :],) if labels else read_tail(window[at], title.text) if title else ()
            above = (
                line
                for line in window[max(0, at - _ABOVE) : at]
                if find_mark(line) is Mark.LABELS and _is_stated(line) and read_labels(line)
            )
            return (*own, *window[at + 1 :], *above)
    return None


def _prints(line: str, name: str) -> bool:
    text = bare_text(line)
    return text == name or (name in text and len(text) < len(name) + _BESIDE_TITLE)


def _find_start(blocks: Sequence[str], title: Candidate | None, header: Header) -> int:
    """The first block that is body: after title, labels, header table and navigation."""
    names = _list_names(title)
    start = at = 0
    while at < len(blocks):
        previous = blocks[at - 1] if at else None
        if printed := _count_lines(blocks[at : at + _MOST_LINES], names) or measure_menu(blocks, at):
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
