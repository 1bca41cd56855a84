"""What else identifies people: private mail boxes, plates of cars, numbers of passports."""

from __future__ import annotations

import re
from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.people.contexts import Call, read_context

MAIL: Final = re.compile(
    r"(?<![\w.*+-])[A-Za-z0-9](?P<hidden>[A-Za-z0-9._+-]{1,63})\s?(?:@|%40|\(at\)|#)\s?"
    r"(?:(?:vip\.)?(?:qq|163|126|139|188|189|sina|sohu|yeah|tom|21cn|263|wo|foxmail|gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|aliyun|me)"
    r"\.(?:com|net|cn)(?:\.cn)?)(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
"""A box that anybody can have; those of authorities and firms bear their names.

>>> MAIL.search("邮箱zhangsan@163.com")["hidden"], MAIL.search("gxj@bz.example.gov.cn")
('hangsan', None)
"""
_BOOK: Final = load_book("person_marks")
OFFICE_BOX: Final = re.compile(rf"(?:{_BOOK['office_box'].source})[^。;\n|]{{0,12}}$")
"""Before a box that an office opened: what is sent there is work.

>>> OFFICE_BOX.search("申报材料发送至邮箱:") is not None, OFFICE_BOX.search("张三的邮箱:")
(True, None)
"""
OWNED: Final = _BOOK["owner"].compile()
PLATE: Final = re.compile(
    rf"[{''.join(_BOOK['provinces'].words)}][A-HJ-Z]\s?[·•.\-—]?\s?(?=(?:[A-Z]{{0,2}}\d){{3}})"
    r"(?:(?P<hidden>[A-HJ-NP-Z0-9]{4,5})[A-HJ-NP-Z0-9](?![A-Za-z0-9])|"
    rf"(?P<guarded>[A-HJ-NP-Z0-9]{{4}})[{''.join(_BOOK['special'].words)}])"
)
"""The plate of a car, also of those that drive on electricity.

>>> [PLATE.search(text)["hidden"] for text in ("鲁M12345", "鲁M·D12345")], PLATE.search("粤Z1234港")["guarded"]
(['1234', 'D1234'], '1234')
>>> PLATE.search("鲁B2-20090059")
"""
PAPER: Final = re.compile(r"(?<![A-Za-z0-9*])[A-Za-z]{1,2}[ \-]?(?P<hidden>\d{4}[ \-]?\d{1,4})\d{2}(?!\d)")
"""A letter or two and seven to ten digits: a passport, where it is called so."""
REACH: Final = 40
"""How far before a box the words that say whose it is are looked for."""
OWN_NUMBER: Final = re.compile(r"1[3-9]\d{9}")
"""A box that is named by a mobile's number is its owner's."""
MARKS: Final = re.compile(rf"@|%40|\(at\)|#|[A-HJ-Z]\s?[·•.\-—]?\s?[A-HJ-NP-Z0-9]{{4}}|{_BOOK['paper'].source}|[Pp]assport|PASSPORT")


def list_marked(shadow: str) -> list[int]:
    """The places to hide of mail boxes, plates and papers."""
    hidden = [at for match in MAIL.finditer(shadow) if not is_office_box(match, shadow) for at in range(*match.span("hidden"))]
    hidden += [at for match in PLATE.finditer(shadow) for at in range(*match.span(match.lastgroup or 0))]
    for match in PAPER.finditer(shadow):
        if read_context(shadow, *match.span()).says(Call.PASSPORT):
            hidden += range(*match.span("hidden"))
    return hidden


def is_office_box(match: re.Match[str], shadow: str) -> bool:
    """True when the words before a box say that work is sent there, and nobody is named."""
    before = shadow[max(0, match.start() - REACH) : match.start()].rpartition("\n")[2]
    return OFFICE_BOX.search(before) is not None and OWNED.search(before) is None and not OWN_NUMBER.match(match.group())
