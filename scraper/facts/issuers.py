"""Which authorities issued a text (发文机关)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.facts.lines import Line
from scraper.facts.organs import is_organ, split_organs
from scraper.facts.signature import DAY, Signature
from scraper.facts.titles import Heading
from scraper.model.page import FieldName, Page
from scraper.model.span import Span
from scraper.text.fold import fold_width

ABOUT = re.compile(
    r"^(?P<holders>[^《》。]{2,160}?)(?:等\s?[\d一二三四五六七八九十]{1,3}\s?(?:个)?(?:部门|单位|部委))?\s*(?:关于|印发|转发|批转|公告|通告|令$)"
)
NUMBERED = re.compile(r"^(?P<holder>[\u4e00-\u9fff]{4,40}?(?:局|委|厅|部|院|政府|委员会))(?:行政处罚|行政许可|不予)")
PASSED = re.compile(
    r"(?<![\u4e00-\u9fff])日?(?P<organ>[\u4e00-\u9fff]{2,14}(?:省|市|区|州|县|旗|全国)(?:第[一二三四五六七八九十]{1,4}届)?(?:人民代表大会|人大)(?:常务委员会|常委会)?)第[一二三四五六七八九十百]{1,4}次会议(?:审议)?(?:通过|修订)"
)
PROCLAIMED = re.compile(
    rf"{DAY}\s?(?:中华人民共和国(?=国务院))?(?P<organ>国务院|[\u4e00-\u9fff]{{2,30}}?(?:政府|委员会|部|局|署|院))"
    r"令\s?第[^。\s]{1,8}号[^。]{0,16}(?:公布|发布|修订|修正)"
)
SESSION = re.compile(r"第[一二三四五六七八九十]{1,4}届")
NOT_HOLDER = re.compile(r"网|报社|日报|晚报|频道|电视|广播|客户端|融媒|公众号|微信|传媒|媒体|社$|编辑|站$|官网")
HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Issuers:
    """The names as printed, the rule that found them and the words, with their place if they stand in the body."""

    names: tuple[str, ...]
    rule: str
    quote: str
    span: Span | None = None


def read_issuers(
    page: Page, lines: tuple[Line, ...], title: str | None, heading: Heading | None, signature: Signature | None
) -> Issuers | None:
    """The issuers of an official text, from its signature, its title, the congress that passed it, the header table, at last its 来源.

    Only official texts have issuers. A site's header never counts, nor a paper named as 来源.
    """
    return (
        read_signed(page.body, signature)
        or read_titled(page.body, title, heading)
        or read_passed(page.body, lines)
        or read_field(page, FieldName.ISSUER, "header")
        or read_field(page, FieldName.SOURCE_NAME, "source")
    )


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
        match = PASSED.search(line.text) or PROCLAIMED.search(line.text)
        if match:
            span = line.place(*match.span("organ"))
            return Issuers((SESSION.sub("", match["organ"]),), "passed", span.read(body), span)
    return None


def read_field(page: Page, name: FieldName, rule: str) -> Issuers | None:
    """The authorities that a statement of the page names; a paper or a site is none."""
    field = page.find(name)
    if field is None or NOT_HOLDER.search(field.value):
        return None
    names = split_organs(fold_width(field.value))
    return Issuers(names, f"{rule}:{field.rule}", field.quote) if names else None
