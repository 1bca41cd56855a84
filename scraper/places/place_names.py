"""What a name stands for: places in titles, authorities and code words, read down to one unit or to all homonyms."""

from __future__ import annotations

import re

from scraper.lexicon.wordbook import load_book
from scraper.model.notice import DocNumber
from scraper.model.region import STATE_CODE
from scraper.model.span import Span
from scraper.places.gazetteer import NAMELESS, Gazetteer, Mention
from scraper.places.ordinary import ORDINARY
from scraper.text.fold import fold_width

HAN = re.compile(r"[\u4e00-\u9fff]")
BOOK = load_book("place_names")
STREET, UNIT_AFTER, NATIONAL, CENTRAL_CODE = (BOOK[key].compile() for key in ("street", "unit", "national", "central_code"))


def find_chain(gazetteer: Gazetteer, text: str, start: int = 0) -> tuple[tuple[str, ...], Span] | None:
    """The first place that a text names, read down its units: 山东省滨州市 -> 371600. Homonyms stay together until the unit above tells.

    Everyday names that are words (资源, 合作) count only under their parent.
    """
    folded = fold_width(text)
    codes: tuple[str, ...] = ()
    first = last = -1
    for mention in gazetteer.find_mentions(folded, start):
        if codes and mention.span.start > last + 1:
            break
        if codes:
            below = tuple(code for code in mention.codes if any(gazetteer.holds(upper, code) and upper != code for upper in codes))
            below = below or find_below(gazetteer, codes, mention.name)
            if not below:
                break
            codes, last = below, mention.span.end
        elif is_telling(mention, folded, gazetteer):
            codes, first, last = mention.codes, mention.span.start, mention.span.end
    if codes and folded[last : last + 2] in NAMELESS:
        name, last = folded[last : last + 2], last + 2
        codes = find_below(gazetteer, codes, name) or codes
    return (codes, Span(first, last)) if codes else None


def find_below(gazetteer: Gazetteer, codes: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Units under `codes` whose everyday name is `name`, though a higher unit elsewhere bears it too (黑龙江省牡丹江市西安区)."""
    return tuple(
        code
        for code, region in gazetteer.regions.items()
        if name in (region.short, region.name)
        and not region.successor
        and any(upper != code and gazetteer.holds(upper, code) for upper in codes)
    )


def is_telling(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """False for an everyday name that is a word, part of a street's, or a county's without a sign that the county is meant."""
    after = text[mention.span.end : mention.span.end + 4]
    before = text[max(0, mention.span.start - 1) : mention.span.start]
    if mention.full:
        return len(mention.name) > 2 or not HAN.fullmatch(before)
    if STREET.match(after) or mention.name in ORDINARY:
        return False
    enclosed = before == "(" and after.startswith(")")
    return gazetteer.level(mention.codes[0]) < 3 or bool(UNIT_AFTER.match(after)) or mention.span.start == 0 or enclosed


def read_organ(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    r"""Codes of an authority's place: its own (滨州市商务局), the state's (财政部), () for a name relative to its site (市商务局).

    >>> from scraper.places.gazetteer import build_gazetteer, parse_regions
    >>> few = build_gazetteer(parse_regions("000000\t全国\t全国\n370000\t山东省\t山东\n371600\t滨州市\t滨州"))
    >>> read_organ(few, "中国人民银行滨州市中心支行"), read_organ(few, "财政部"), read_organ(few, "市商务局")
    (('371600',), ('000000',), ())
    """
    found = find_chain(gazetteer, name)
    if found:
        return found[0]
    return (STATE_CODE,) if NATIONAL.match(name) else ()


def read_number(gazetteer: Gazetteer, number: DocNumber) -> tuple[str, ...]:
    """Codes that the code word of a number points to: 黔南府办函 -> 黔南, 鲁工信研 -> 山东, 国办发 -> the state.

    A letter that stands for no province gives the prefectures whose names begin with it (漳 -> 漳州; 常 -> 常州, 常德).
    """
    org = number.org
    for length in (4, 3, 2):
        codes = gazetteer.names.get(org[:length], ())
        if codes and org[:length] not in ORDINARY:
            return codes
    organ = read_organ(gazetteer, org) if len(org) > 5 else ()
    if organ:
        return organ
    if CENTRAL_CODE.match(org):
        return (STATE_CODE,)
    letters = (gazetteer.letters[org[:length]] for length in (3, 2, 1) if org[:length] in gazetteer.letters)
    return next(letters, gazetteer.heads.get(org[:1], ()))


def read_site(gazetteer: Gazetteer, site_id: str) -> tuple[str, ...]:
    """The place of a government site by its identifier: the first six digits are a code, bm stands for ministries."""
    if site_id.lower().startswith("bm"):
        return (STATE_CODE,)
    place = gazetteer.find_place(site_id[:6]) if site_id[:6].isdecimal() else None
    return (place.code,) if place else ()
