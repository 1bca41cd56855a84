"""Whom to ask: offices and their telephones, read from the masked body."""

from __future__ import annotations

import re

from scraper.model.measure import Contact

TELEPHONE = re.compile(r"(?:电\s?话|热线|手机|联系方式)(?:号码)?\s?[::]?\s?(?P<numbers>\(?[\d*][\d*()\-—–、,;/转 ]{3,80}[\d*])")
NUMBER = re.compile(
    r"\(?0\d{2,3}\)?\s?[-—–]?\s?\d{7,8}(?:[-—转]\d{1,5})?|1[3-9]\d[ -]?[\d*]{4}[ -]?\d{4}|400[- ]?\d{3,4}[- ]?\d{3,4}|"
    r"12\d{3}|95\d{3}|\d{7,8}(?![\dXx*×])"
)
OFFICE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,40}(?:局|处|科|室|厅|委|部|中心|股|大队|支队|办|窗口|公司|协会|银行)(?:\([^()]{2,20}\))?")
LABEL = re.compile(
    r"(?:联系|咨询|受理|办理|申报|牵头|责任|主办|承办)(?:单位|部门|科室|处室)\s?[::]\s?(?P<office>[\u4e00-\u9fff()、]{2,40})"
)
LEADING = re.compile(r"^(?:由|请|向|与|到|至|为|可|拨打|联系|咨询|以及|和)+")
MAX_CONTACTS = 40
BEFORE = 80


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
    named = list(OFFICE.finditer(before))
    return LEADING.sub("", named[-1].group()) if named else None
