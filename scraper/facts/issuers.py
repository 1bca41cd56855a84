"""Which authorities issued a text (发文机关)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from scraper.facts.genres import match_title
from scraper.facts.lines import HUNDREDS, TENS, Line
from scraper.facts.organs import NOT_HOLDER, OFFICE, is_organ, split_organs
from scraper.facts.signature import DAY, HIGH, ON, ORDERED, PASSED, Signature
from scraper.facts.titles import Heading
from scraper.lexicon.wordbook import load_book
from scraper.model.page import FieldName, Page
from scraper.model.span import Span
from scraper.text.document_ends import HEAD_LINES
from scraper.text.fold import fold_width
from scraper.text.sentence_ends import ends_clause

_BOOK: Final = load_book("issuers")
_SESSION: Final = rf"第{TENS}{{1,4}}届"
ABOUT: Final = re.compile(
    rf"^(?P<holders>[^《》。]{{2,160}}?)(?:等\s?(?:\d|{TENS}){{1,3}}\s?个?(?:{_BOOK['together'].source}))?\s*(?:{_BOOK['about'].source}|令$)"
)
"""The authorities before 关于.

>>> ABOUT.match("某市财政局等3个部门关于贴息的通知")["holders"]
'某市财政局'
"""
NUMBERED: Final = re.compile(rf"^(?P<holder>[\u4e00-\u9fff]{{4,40}}?{OFFICE})(?:{_BOOK['decided'].source})")
"""The authority of a decision against somebody.

>>> NUMBERED.match("某市应急管理局行政处罚决定书")["holder"]
'某市应急管理局'
"""
ADOPTED: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])日?|{_SESSION})"
    rf"(?P<organ>(?:[\u4e00-\u9fff]{{2,14}}(?:省|市|区|州|县|旗)|全国)(?:{_SESSION})?(?:{_BOOK['congress'].source}))"
    rf"第{HUNDREDS}{{1,4}}次会议(?:{ON}{DAY})?(?:{_BOOK['voted'].source})?{PASSED}"
)
"""The congress that passed a regulation.

>>> ADOPTED.search("某某市第十届人民代表大会常务委员会第五次会议通过")["organ"]
'某某市第十届人民代表大会常务委员会'
"""
PROCLAIMED: Final = re.compile(rf"{DAY}\s?(?:中华人民共和国(?=国务院))?(?P<organ>国务院|[\u4e00-\u9fff]{{2,30}}?{OFFICE}){ORDERED}")
"""The government that proclaimed it.

>>> PROCLAIMED.search("2021年7月27日某某省人民政府令第7号公布")["organ"]
'某某省人民政府'
"""
RELATIVE: Final = re.compile(rf"(?P<unit>{_BOOK['unit'].source})(?!{_BOOK['unit.not'].source})")
"""The name of an issuer that names its unit without its place.

>>> RELATIVE.match("市人社局")["unit"], RELATIVE.match("市场监管局")
('市', None)
"""
BANNER: Final = re.compile(rf"(?P<organs>[\u4e00-\u9fff\s、]{{3,120}}?)\s*(?:{_BOOK['banner'].source})")
"""The banner of a paper.

>>> BANNER.fullmatch("某市财政局 文件")["organs"]
'某市财政局'
"""
BANNER_LINES: Final = 4
MONTH: Final = re.compile(rf"\(?(?:19|20)\d\d\s?(?:{_BOOK['year'].source})\s?\d{{1,2}}\s?(?:{_BOOK['month'].source})\)?")
"""A month that closes a text.

>>> MONTH.fullmatch("2021年3月") is not None
True
"""
SESSION: Final = re.compile(_SESSION)


@dataclass(frozen=True, slots=True)
class Issuers:
    """The names as printed, the rule that found them and the words, with their place if they stand in the body."""

    names: tuple[str, ...]
    rule: str
    quote: str
    span: Span | None = None

    @property
    def relative(self) -> bool:
        """True for names that say their unit but not its place: 省科技厅."""
        return all(RELATIVE.match(name) for name in self.names)


def read_issuers(
    page: Page, lines: tuple[Line, ...], title: str | None, heading: Heading | None, signature: Signature | None
) -> Issuers | None:
    """The issuers of an official text, from its signature, its titles, its head, the congress that passed it, the header table, its 来源.

    Only official texts have issuers. A site's header never counts, nor a paper named as 来源. Who signs by the name of his unit
    alone (省科技厅) is named in full by what else names as many.
    """
    witnesses = (
        read_signed(page.body, signature),
        read_titled(page.body, title, heading),
        read_printed_title(page.body, lines),
        read_banner(page.body, lines),
        read_passed(page.body, lines),
        read_closing(page.body, lines),
        read_field(page, FieldName.ISSUER, "header"),
    )
    found = [witness for witness in witnesses if witness]
    if not found:
        return read_joint_source(page)
    first = found[0]
    return next((other for other in found if spells_out(other, first)), first) if first.relative else first


def spells_out(full: Issuers, short: Issuers) -> bool:
    """True where names tell the place of as many that are named after their unit alone: 某某省科学技术厅 of 省科技厅."""
    if full.relative or len(full.names) != len(short.names):
        return False
    units = (RELATIVE.match(name) for name in short.names)
    return all(unit and name[: unit.end() + 1] in whole for unit, name, whole in zip(units, short.names, full.names, strict=True))


def read_signed(body: str, signature: Signature | None) -> Issuers | None:
    """The authorities of the signature."""
    if signature is None:
        return None
    return Issuers(tuple(dict.fromkeys(signature.organs)), "signature", signature.organ_span.read(body), signature.organ_span)


def read_titled(body: str, title: str | None, heading: Heading | None) -> Issuers | None:
    """The authorities before 关于 in the title of page or body."""
    for text, span in ((heading.text if heading else None, heading.span if heading else None), (title, None)):
        names = split_holders(fold_width(text).strip()) if text else ()
        if names and text:
            return Issuers(names, "title", span.read(body) if span else text, span)
    return None


def read_printed_title(body: str, lines: tuple[Line, ...]) -> Issuers | None:
    """The authorities before 关于 in a title that the body prints above its first sentence, where the page names itself by an annex."""
    above = takewhile(lambda line: not ends_clause(line.text) and not line.text.endswith(":"), lines[:HEAD_LINES])
    for line in above:
        names = split_holders(line.text) if match_title(line.text) else ()
        if names:
            return Issuers(names, "printed-title", line.span.read(body), line.span)
    return None


def read_banner(body: str, lines: tuple[Line, ...]) -> Issuers | None:
    """The authorities of the banner (版头) above the number.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> read_banner(text := "某某省财政厅文件", find_lines(fold_body(text))).names
    ('某某省财政厅',)
    """
    for line in lines[:BANNER_LINES]:
        match = BANNER.fullmatch(line.text)
        names = split_organs(match["organs"]) if match else ()
        if match and names:
            span = line.place(*match.span("organs"))
            return Issuers(names, "banner", span.read(body), span)
    return None


def read_closing(body: str, lines: tuple[Line, ...]) -> Issuers | None:
    """The authorities above a month that closes the text (2021年3月): they sign, though no day is told."""
    last = len(lines) - 1
    if last < 1 or not MONTH.fullmatch(lines[last].text):
        return None
    above = tuple(takewhile(lambda line: split_organs(line.text), reversed(lines[max(0, last - HIGH) : last])))
    if not above:
        return None
    span = Span(above[-1].span.start, above[0].span.end)
    return Issuers(tuple(name for line in reversed(above) for name in split_organs(line.text)), "closing", span.read(body), span)


def split_holders(title: str) -> tuple[str, ...]:
    """The authorities that a title begins with.

    >>> split_holders("财政部 税务总局关于个体工商户政策的公告"), split_holders("某市卫生健康委等4部门关于签约的通知")
    (('财政部', '税务总局'), ('某市卫生健康委',))
    >>> split_holders("山东省关于复工的通知")
    ()
    """
    numbered = NUMBERED.match(title)
    if numbered:
        return (numbered["holder"],) if is_organ(numbered["holder"]) else ()
    match = ABOUT.match(title)
    return split_organs(match["holders"]) if match else ()


def read_passed(body: str, lines: tuple[Line, ...]) -> Issuers | None:
    """The congress that passed a regulation, or the government that proclaimed it by order.

    >>> from scraper.facts.lines import find_lines
    >>> from scraper.text.fold import fold_body
    >>> notes = "2020年1月8日滨州市第十届人民代表大会常务委员会第五次会议通过", "（2021年7月27日中华人民共和国国务院令第746号公布）"
    >>> [read_passed(note, find_lines(fold_body(note))).names for note in notes]
    [('滨州市人民代表大会常务委员会',), ('国务院',)]
    """
    for line in lines[:HEAD_LINES]:
        match = ADOPTED.search(line.text) or PROCLAIMED.search(line.text)
        if match:
            span = line.place(*match.span("organ"))
            return Issuers((SESSION.sub("", match["organ"]),), "passed", span.read(body), span)
    return None


def read_joint_source(page: Page) -> Issuers | None:
    """Several authorities named together as 来源; one alone may only have sent the text."""
    found = read_field(page, FieldName.SOURCE_NAME, "source")
    return found if found and len(found.names) > 1 else None


def read_field(page: Page, name: FieldName, rule: str) -> Issuers | None:
    """The authorities that a statement of the page names; a paper or a site is none."""
    field = page.find(name)
    if field is None or NOT_HOLDER.search(field.value):
        return None
    names = split_organs(fold_width(field.value))
    return Issuers(names, f"{rule}:{field.rule}", field.quote) if names else None
