"""Markup of a body to blocks of the Markdown dialect of `Page`."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin

from bs4.element import NavigableString, PageElement, Tag
from lxml import etree

from scraper.page.lines import split_runs
from scraper.page.tables import is_data, read_table
from scraper.page.tree import BLOCK_TAGS, Element, join_source_lines, squeeze

_STYLING = (
    *("style", "class", "id", "lang", "dir", "align", "valign", "width", "height", "size", "face", "color", "bgcolor", "border"),
    *("cellspacing", "cellpadding", "nowrap", "href", "target", "name", "onclick"),
)
_INLINE = ("a", "span", "font", "strong", "b", "em", "i", "u", "o:p", "st1", "ins", "small", "big", "label", "tbody", "thead", "tfoot")
_ICON = re.compile(
    r"^data:|/icon|icon_|filetype|/ueditor/dialogs/|spacer\.|blank\.|qrcode|beian|gongan|jubao|jiucuo|footer|logo|wzaicon|dzjg|zhaocuo|ewm|erweima|weixin|wechat",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,5}[条章节])")
_SOURCE_SPACE = " \t\n\f\r"
_HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "####", "h6": "####"}
_LONGEST_HEADING = 80


def read_blocks(element: Element, url: str | None = None) -> list[str]:
    """The blocks of a body element in reading order; image addresses are made absolute when the page's own is known."""
    walker = _Walker(url)
    walker.walk(_normalize(element))
    return walker.blocks


def _normalize(element: Element) -> Tag:
    """The element without tags and attributes that only style, as a tree that closes what authors left open."""
    etree.strip_tags(element, *_INLINE)
    etree.strip_attributes(element, *_STYLING)
    etree.strip_elements(element, etree.Comment, with_tail=False)
    return _graft(element)


def _graft(element: Element) -> Tag:
    """The element as BeautifulSoup's parser would link it: told straight from the other tree that is a third of the time."""
    top = home = Tag(name=str(element.tag), attrs=dict(element.items()))
    last: PageElement = top

    def hang(node: PageElement) -> None:
        nonlocal last
        node.setup(home, last)
        home.contents.append(node)
        last = node

    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node is not element:
                tag = Tag(name=str(node.tag), attrs=dict(node.items()))
                hang(tag)
                home = tag
            if node.text and not (node.text.isspace() and node.tag in BLOCK_TAGS):
                hang(NavigableString(_shorten_space(node.text)))
        elif node is not element:
            assert home.parent is not None  # noqa: S101  only the top has none
            home = home.parent
            if node.tail and not (node.tail.isspace() and _parts_blocks(node)):
                hang(NavigableString(_shorten_space(node.tail)))
    return top


def _shorten_space(text: str) -> str:
    """Text that is nothing but layout of the source is one line end or one blank."""
    if text.strip(_SOURCE_SPACE):
        return text
    return "\n" if "\n" in text else " "


def _parts_blocks(node: Element) -> bool:
    """True where only layout stands between an element and the next: both are blocks."""
    following = node.getnext()
    return node.tag in BLOCK_TAGS and (following is None or following.tag in BLOCK_TAGS)


class _Walker:
    """Walks the nodes of a body with a stack of its own, so that no depth of nesting can exhaust Python's."""

    def __init__(self, url: str | None) -> None:
        self.blocks: list[str] = []
        self._url = url
        self._run = ""
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
                self._run += join_source_lines(node)
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
            if self._run.strip():
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
        runs = split_runs(self._run)
        self._run = ""
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
