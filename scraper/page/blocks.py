"""The element that holds a body to its blocks in the Markdown dialect of `Page`."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin

from bs4.element import NavigableString, PageElement, Tag
from lxml import etree

from scraper.dom.rendered_lines import split_runs
from scraper.dom.tables import is_data, read_table
from scraper.dom.tree import BLOCK_TAGS, Element, join_source_lines, squeeze
from scraper.text.enumerators import MARKER

_READ = ("src", "data-src", "alt", "start", "colspan", "rowspan", "role")
"""Attributes that this room asks a body's elements for."""
_INLINE = frozenset(
    ("a", "span", "font", "strong", "b", "em", "i", "u", "o:p", "st1", "ins", "small", "big", "label", "tbody", "thead", "tfoot")
)
_ICON = re.compile(
    r"^data:|/icon|icon_|filetype|/ueditor/dialogs/|spacer\.|blank\.|qrcode|beian|gongan|jubao|jiucuo|footer|logo|wzaicon|dzjg|zhaocuo|ewm|erweima|weixin|wechat",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(MARKER)
_SOURCE_SPACE = " \t\n\f\r"
_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_LONGEST_HEADING = 80


def read_blocks(element: Element, url: str | None = None) -> list[str]:
    """The blocks of a body element in reading order; image addresses are made absolute when the page's own is known."""
    walker = _Walker(url)
    walker.walk(_Graft(element).top)
    return walker.blocks


class _Graft:
    """A body without tags that only style and attributes that nobody reads, linked as BeautifulSoup's parser would link it.

    Told straight from the other tree that is a third of the time; text that such tags part is joined once, not node by node.
    """

    def __init__(self, element: Element) -> None:
        self.top = self._home = _make_tag(element)
        self._last: PageElement = self.top
        self._pieces: list[str] = []
        self._behind = str(element.tag)
        self._opened = True
        for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
            if event == "start" and node is not element and node.tag not in _INLINE:
                self._open(node)
            elif event == "end" and (node is element or node.tag not in _INLINE):
                self._close(str(node.tag))
            if node is not element or event == "start":
                self._pieces.append((node.text if event == "start" else node.tail) or "")

    def _open(self, node: Element) -> None:
        self._hang_text(before_block=node.tag in BLOCK_TAGS)
        tag = _make_tag(node)
        self._hang(tag)
        self._home, self._behind, self._opened = tag, tag.name, True

    def _close(self, name: str) -> None:
        self._hang_text(before_block=True)
        self._home, self._behind, self._opened = self._home.parent or self.top, name, False

    def _hang_text(self, *, before_block: bool) -> None:
        """Append the text since the last tag to the tree, unless it is only layout of the source at a block's edge."""
        text = "".join(self._pieces)
        self._pieces = []
        layout = self._behind in BLOCK_TAGS and (self._opened or before_block)
        if text and not (layout and text.isspace()):
            self._hang(NavigableString(_shorten_space(text)))

    def _hang(self, node: PageElement) -> None:
        node.setup(self._home, self._last)
        self._home.contents.append(node)
        self._last = node


def _make_tag(node: Element) -> Tag:
    return Tag(name=str(node.tag), attrs={name: value for name in _READ if (value := node.get(name)) is not None})


def _shorten_space(text: str) -> str:
    """A text to itself, or to one line end or one blank where it is nothing but layout of the source."""
    if text.strip(_SOURCE_SPACE):
        return text
    return "\n" if "\n" in text else " "


class _Walker:
    """Walks the nodes of a body with a stack of its own, so that no depth of nesting can exhaust Python's."""

    def __init__(self, url: str | None) -> None:
        self.blocks: list[str] = []
        self._url = url
        self._run: list[str] = []
        self._items: list[str] = []
        self._places: dict[int, int] = {}
        self._stack: list[PageElement | Callable[[], None]] = []

    def walk(self, top: Tag) -> None:
        """Append the blocks of `top`."""
        self._stack = [top]
        while self._stack:
            node = self._stack.pop()
            if isinstance(node, Tag):
                self._open(node)
            elif isinstance(node, NavigableString):
                self._run.append(join_source_lines(node))
            elif not isinstance(node, PageElement):
                node()
        self._close()

    def _open(self, tag: Tag) -> None:
        if tag.name == "img":
            self._add_image(tag)
        elif tag.name == "table" and is_data(tag):
            self._close()
            self._extend(read_table(tag))
        elif tag.name in _HEADINGS and (text := squeeze(tag.get_text())) and len(text) <= _LONGEST_HEADING and tag.find("img") is None:
            self._close()
            self.blocks.append(f"{_HEADINGS[tag.name]} {text}")
        elif tag.name == "li" and not any(child.name in BLOCK_TAGS for child in tag.find_all(True)):
            if any(map(str.strip, self._run)):
                self._close()
            self._add_item(tag)
        elif tag.name in BLOCK_TAGS:
            self._close()
            self._stack.append(self._close)
            self._stack.extend(reversed(tag.contents))
        else:
            self._stack.extend(reversed(tag.contents))

    def _close(self) -> None:
        """End the paragraph and the run of items that are being read."""
        runs = split_runs("".join(self._run)) if self._run else []
        self._run = []
        if self._items:
            self.blocks.append("\n".join(self._items))
            self._items = []
        self.blocks.extend(runs)

    def _extend(self, blocks: list[str]) -> None:
        self.blocks.extend(blocks)

    def _add_item(self, tag: Tag) -> None:
        """A list item: its number in a numbered list, a dash in others, nothing before what is enumerated in words."""
        text = squeeze(tag.get_text())
        parent = tag.parent
        self._places[id(parent)] = place = self._places.get(id(parent), _read_start(parent) - 1) + 1
        if not text:
            return
        if _ENUMERATED.match(text):
            self._close()
            self.blocks.append(text)
        elif parent is not None and parent.name == "ol":
            self.blocks.append(f"{place}. {text}")
        else:
            self._items.append(f"- {text}")

    def _add_image(self, tag: Tag) -> None:
        source = str(tag.get("src") or tag.get("data-src") or "").strip()
        if not source or _ICON.search(source):
            return
        try:
            address = urljoin(self._url or "", source)
        except ValueError:
            return
        if re.search(r"[\s()<>]", address) or address.partition(":")[0].lower() in ("javascript", "vbscript", "file"):
            return
        self._close()
        alt = squeeze(str(tag.get("alt") or "")).replace("[", "（").replace("]", "）")
        self.blocks.append(f"![{alt}]({address})")


def _read_start(parent: Tag | None) -> int:
    """The number of a list's first item."""
    first = str(parent.get("start") or "") if parent is not None else ""
    return int(first) if first.isascii() and first.isdigit() and len(first) < 5 else 1
