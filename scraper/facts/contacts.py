"""Whom to ask: offices and their telephones, read from the masked body."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model.measure import Contact

_BOOK: Final = load_book("contacts")
TELEPHONE: Final = re.compile(rf"(?:{_BOOK['telephone'].source})\s?[::]?\s?(?P<numbers>\(?[\d*][\d*()\-—–、,;/转 ]{{3,80}}[\d*])")
"""Numbers that are called a telephone's.

>>> TELEPHONE.search("联系电话:0543-3160000、3160001")["numbers"]
'0543-3160000、3160001'
"""
NUMBER: Final = re.compile(
    r"\(?0\d{2,3}\)?\s?[-—–]?\s?\d{7,8}(?:[-—转]\d{1,5})?|1[3-9]\d[ -]?[\d*]{4}[ -]?\d{4}|400[- ]?\d{3,4}[- ]?\d{3,4}|"
    r"12\d{3}|95\d{3}|\d{7,8}(?![\dXx*×])"
)
"""One telephone number: of an office, a mobile, a hotline.

>>> NUMBER.findall("0543-3160000、12345、139****1234")
['0543-3160000', '12345', '139****1234']
"""
NAMED: Final = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{2,40}}(?:{load_book('organs')['answering'].source})(?:\([^()]{{2,20}}\))?")
"""A name that ends like who answers.

>>> NAMED.search("某市财政局(金融科)").group()
'某市财政局(金融科)'
"""
LABEL: Final = re.compile(rf"(?:{_BOOK['task'].source})(?:{_BOOK['holder'].source})\s?[::]\s?(?P<office>[\u4e00-\u9fff()、]{{2,40}})")
"""An office behind its label.

>>> LABEL.search("受理单位:某市财政局")["office"]
'某市财政局'
"""
LEADING: Final = re.compile(rf"^(?:{_BOOK['leading'].source})+")
MAX_CONTACTS: Final = 40
"""A list of more is a directory, not of whom to ask."""
BEFORE: Final = 80
"""Characters before a telephone in which its office is named."""


def read_contacts(folded: str) -> tuple[Contact, ...]:
    """Offices and telephones in order of place, each number once; a personal mobile stays masked.

    >>> [(c.office, c.phone, c.masked) for c in read_contacts("联系单位:市人社局,联系电话:0543-3160000、139****1234")]
    [('市人社局', '0543-3160000', False), ('市人社局', '139****1234', True)]
    """
    found: dict[str, Contact] = {}
    for match in TELEPHONE.finditer(folded):
        start = folded.rfind("\n", 0, match.start()) + 1
        office = find_office(folded[max(start, match.start() - BEFORE) : match.start()])
        for number in NUMBER.finditer(match["numbers"]):
            phone = " ".join(number.group().split())
            found.setdefault(phone, Contact(office, phone, "*" in phone))
    return tuple(found.values())[:MAX_CONTACTS]


def find_office(before: str) -> str | None:
    """The office nearest before a telephone: labelled, or named by its ending.

    >>> find_office("咨询单位：市工信局，咨询"), find_office("联系人：李四，")
    ('市工信局', None)
    """
    labelled = list(LABEL.finditer(before))
    if labelled:
        return labelled[-1]["office"]
    named = list(NAMED.finditer(before))
    return LEADING.sub("", named[-1].group()) if named else None
