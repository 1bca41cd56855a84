"""Numbers of people in a run of digits: mobiles, identity cards, bank cards and accounts, told from figures, documents and office lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from scraper.people.contexts import OTHERWISE, Call, Context, read_context
from scraper.people.digit_runs import CHANGE, Gap, Run, rate_gap

STAR: Final = "*"
_MOBILE: Final = r"1[3-9]\d{9}"
_DAY: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY: Final = rf"[1-9]\d{{5}}(?:19|20)\d\d{_DAY}\d{{3}}[\dX]"
_OLD_IDENTITY: Final = rf"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d\d(?!00)\d\d\d\d{_DAY}\d{{3}}"
_PREFIXED: Final = rf"(?:(?:00)?86|0)?{_MOBILE}"
_PIECE: Final = rf"{_IDENTITY}|{_PREFIXED}"
MOBILES: Final = re.compile(rf"(?P<pieces>(?:{_PREFIXED})+)(?P<next>)")
"""Mobiles alone without a mark between them: asked first, since a mobile may begin like an identity number (130000 2062 01 30 …).

>>> MOBILES.fullmatch("1300002062013000000000") is not None, MOBILES.fullmatch("37160119900101123413900001234") is None
(True, True)
"""
JOINED: Final = re.compile(rf"(?P<pieces>(?:{_PIECE})+)(?P<next>0\d{{2,3}}|(?:19|20)\d\d)?")
"""Numbers of people without a mark between them, perhaps with an area code or a year behind them.

>>> JOINED.fullmatch("1390000123413800001111")["pieces"], JOINED.fullmatch("139000012340543")["next"]
('1390000123413800001111', '0543')
"""
LINE: Final = re.compile(rf"\d{{7,8}}(?P<pieces>(?:{_PIECE})+)(?P<next>)")
"""The same behind an office line, whose area code stands before a hyphen."""
PIECE: Final = re.compile(_PIECE)
MOBILE_PIECE: Final = re.compile(_PREFIXED)
MOBILE: Final = re.compile(rf"(?=(?P<prefix>(?:00)?86|0)?(?P<number>{_MOBILE}))")
IDENTITY: Final = re.compile(rf"(?=(?P<prefix>)(?P<number>{_IDENTITY}))")
OLD_IDENTITY: Final = re.compile(rf"(?=(?P<prefix>)(?P<number>{_OLD_IDENTITY})(?!X))")
CARD: Final = re.compile(r"(?=(?P<prefix>)(?P<number>62\d{17}|62\d{14}|9558\d{15}|(?:4\d|5[1-5])\d{14}))")
AREA: Final = re.compile(r"0\d{2,3}")
THREES: Final = frozenset({(3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 5, 3)})
PAIRS: Final = frozenset({(3, 8), (7, 4)})
"""How people group the eleven digits of a mobile."""
OPAQUE: Final = re.compile(r"(?:[A-Za-z]+\d+){3}|(?:\d+[A-Za-z]+){3}")
"""A fingerprint or a key: letters and digits by turns."""
PAGE: Final = re.compile(
    r"(?:content|art|article|post|detail|info|show|news|doc)[_/]$|[?&]\w{0,12}(?:id|sn|no|code|time|ts|(?<=[?&])[tv_])=$", re.IGNORECASE
)
"""Before the number of a page in its address."""
PAGE_FILE: Final = re.compile(r"\.(?:s?html?|jsp|jspx|php|aspx?)(?![a-z])", re.IGNORECASE)
PAGE_NAME: Final = re.compile(r"/(?:\w?20\d{6}_|c_?)?$")
"""Between which the name of a page's file is only its number.

>>> bool(PAGE_NAME.search("/202002/t20200206_")), bool(PAGE_NAME.search("/zwgk/张三"))
(True, False)
"""

YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
WHOLE: Final = re.compile(rf"(?:{_PIECE})+")
PROVINCE: Final = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
LATEST: Final = "2016"
"""Region, day and serial number parted by marks are a document's rather than a child's."""
LEAST: Final = 12
MOST: Final = 30
"""Digits of an account: fewer are telephones, more are several numbers in a row."""
MANY: Final = 200
"""A longer run is a table of figures: nobody looks whether all of it is numbers of people."""
FLOOD: Final = 20_000
"""In a run that no page of an authority has, only numbers without a mark inside are looked for."""
ITEM: Final = 2
"""Digits of the number of a list's item."""
NEXT: Final = 12
"""Digits behind a number among which the group that follows it ends: a longer one is no decimal."""
DECIMALS: Final = 3
"""Digits behind a point that are too many for decimals of a sum."""
CARD_GROUPS: Final = (3, 4, 6, 13)
"""Digits of the groups that cards are printed in: by fours with a rest of three, or six for the bank and thirteen."""
KEY: Final = 64
"""Letters and digits of the longest fingerprint in use, that of SHA-256 in hex."""
HEAD: Final = re.compile(r"[0-9A-Za-z]*")
TAIL: Final = re.compile(r"[0-9A-Za-z]*$")


def list_numbers(run: Run, shadow: str) -> Iterator[int]:
    """The places to hide in a run of digits."""
    done = 0
    for start, end, head, tail in sorted(find_numbers(run, shadow)):
        if start >= done:
            yield from run.places[start + head : end - tail]
            done = end


def find_numbers(run: Run, shadow: str) -> Iterator[tuple[int, int, int, int]]:
    """The numbers of people in a run: start, end, and how many digits stay at either end."""
    yield from find_joined(run, shadow)
    flooded = len(run.digits) > FLOOD
    for pattern, fits, head, tail in KINDS:
        for match in pattern.finditer(run.digits):
            first, (start, end) = match.start(), match.span("number")
            if flooded and any(run.gaps[start + 1 : end]):
                continue
            spelt = not flooded and not any(shadow[at].isascii() for at in run.places[start:end])
            if spelt or ((run.is_edge(first) or run.is_edge(start)) and (run.is_edge(end) or run.digits[end] == "X")):
                stretch = Stretch(run, first if run.is_edge(first) or spelt else start, start, end, shadow)
                if fits(stretch):
                    yield start, end, head, tail
    yield from find_accounts(run, shadow)


def find_accounts(run: Run, shadow: str) -> Iterator[tuple[int, int, int, int]]:
    """Digits that words call an account; its last four stay."""
    size = len(run.digits)
    walls = [at for at in range(1, size) if run.gaps[at] and (rate_gap(run.gaps[at]) > Gap.LOOSE or run.gaps[at] == CHANGE)]
    for start, end in pairwise((0, *walls, size)):
        if LEAST <= end - start <= MOST and read_context(shadow, run.places[start], run.places[end - 1] + 1).is_last(Call.ACCOUNT):
            yield start, end, 0, 4


def find_joined(run: Run, shadow: str) -> Iterator[tuple[int, int, int, int]]:
    """Numbers of people that no mark parts."""
    edges = [0, *(at for at in range(len(run.digits) + 1) if run.is_edge(at))]
    for before, start, end in zip(edges, edges[1:], edges[2:], strict=False):
        if end - start > len("13900001234"):
            coded = rate_gap(run.gaps[start]) == Gap.JOINT and AREA.fullmatch(run.digits, before, start)
            joined = (LINE, MOBILES, JOINED) if coded else (MOBILES, JOINED)
            found = next(filter(None, (pattern.fullmatch(run.digits, start, end) for pattern in joined)), None)
            yield from list_pieces(run, found) if found and is_joined(run, found, shadow) else ()


def list_pieces(run: Run, found: re.Match[str]) -> Iterator[tuple[int, int, int, int]]:
    """The joined numbers one by one."""
    piece_of = MOBILE_PIECE if found.re is MOBILES else PIECE
    for piece in piece_of.finditer(run.digits, *found.span("pieces")):
        size, head, tail = (18, 6, 2) if len(piece.group()) == len("371601199001011234") else (11, 3, 4)
        yield piece.end() - size, piece.end(), head, tail


def is_joined(run: Run, found: re.Match[str], shadow: str) -> bool:
    """True for two numbers or more, or one with what may follow it, where no words make them one number of nobody."""
    (first, last), end = found.span("pieces"), found.end()
    context = read_context(shadow, run.places[found.start()], run.places[end - 1] + 1)
    if found["next"] and not context.after.startswith(("-", "年", ".", "/", "—")):
        return False
    several = last - first > len("008613900001234") or first > found.start() or found["next"]
    return bool(several) and not context.is_spared(called=True) and not is_opaque(shadow, run.places[first], run.places[end - 1])


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run that may be somebody's number: with its prefix it begins at `first`, without at `start`."""

    run: Run
    first: int
    start: int
    end: int
    shadow: str

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of its groups."""
        return tuple(len(group) for group in self.run.list_groups(self.start, self.end))

    @property
    def gap(self) -> Gap:
        """The widest gap in it."""
        return max(map(rate_gap, self.run.list_gaps(self.start, self.end)), default=Gap.NONE)

    @property
    def context(self) -> Context:
        """The words around it."""
        return read_context(self.shadow, self.run.places[self.first], self.run.places[self.end - 1] + 1)

    @property
    def zeroed(self) -> bool:
        """True when a group but the first begins with 0, as no figure does."""
        return any(group.startswith("0") for group in list(self.run.list_groups(self.start, self.end))[1:])

    def list_outer(self) -> tuple[str, str]:
        """The marks that part it from the digits before and after."""
        return self.find_outer(self.first, self.first - 1), self.find_outer(self.end, self.end - 1)

    def find_outer(self, at: int, before: int) -> str:
        """The marks at an end, unless digits of another script stand there: the end of a name, as in 张三."""
        inside = before >= 0 and at < len(self.run.digits)
        return self.run.gaps[at] if inside and self.is_han(at) == self.is_han(before) else ""

    def is_han(self, at: int) -> bool:
        """True where a digit is written in Chinese."""
        return not self.shadow[self.run.places[at]].isascii()

    def is_cut(self) -> bool:
        """True when it is only a part of something longer: the marks inside it go on outside, and the rest is no such number.

        The number of a list's item is nothing longer.
        """
        inner, digits = set(self.run.list_gaps(self.start, self.end)), self.run.digits
        before, after = self.list_outer()
        numbered = before == "." and self.first <= ITEM
        return not inner.isdisjoint((after,) if numbered else (before, after)) and not (len(digits) < MANY and WHOLE.fullmatch(digits))

    def is_decimal(self) -> bool:
        """True for the digits before or after a decimal point; the number of a list's item is none."""
        before, after = self.list_outer()
        groups = list(self.run.list_groups(0, self.first)) if before == "." and self.first < MANY else []
        counted = (
            len(groups) == 1 and len(groups[0]) <= ITEM and self.shadow[: self.run.places[0]].endswith(("", "\n")[self.run.places[0] > 0])
        )
        rest = next(self.run.list_groups(self.end, min(self.end + NEXT, len(self.run.digits)))) if after == "." else "139"
        return (before == "." and not counted and not re.fullmatch(_MOBILE, groups[-1] if groups else "")) or len(rest) < DECIMALS

    def has_area(self) -> bool:
        """True behind an area code: an office line, however long."""
        before = self.shadow[max(0, self.run.places[self.first] - len("0543-")) : self.run.places[self.first]]
        return re.search(r"(?<!\d)0\d{2,3}[-—–]$", before) is not None


def fits_mobile(part: Stretch) -> bool:
    """True for the number of a mobile telephone."""
    gap = part.gap
    if gap is not Gap.NONE and part.is_cut():
        return False
    context = part.context
    called = context.says(Call.PHONE)
    if context.is_spared(called=called) or part.has_area():
        return False
    if gap is Gap.NONE:
        places = part.run.places
        plain = not is_opaque(part.shadow, places[part.start], places[part.end - 1]) and not names_page(context)
        return plain and (called or not part.is_decimal())
    return is_called_mobile(part, gap) if called else is_bare_mobile(part, gap)


def is_called_mobile(part: Stretch, gap: Gap) -> bool:
    """True for digits in groups that words call a telephone."""
    shape = part.shape
    known = shape in THREES or shape in PAIRS or len(shape) == sum(shape)
    return known or gap < Gap.LISTING or (part.first == 0 and part.end == len(part.run.digits))


def is_bare_mobile(part: Stretch, gap: Gap) -> bool:
    """True for digits in groups that only a mobile has; figures side by side have others, end in 0 or have no 0 in front."""
    shape = part.shape
    if gap > Gap.LOOSE:
        return (shape in THREES or shape in PAIRS) and part.zeroed
    groups = list(part.run.list_groups(part.start, part.end))
    if YEAR.fullmatch(groups[0]) and YEAR.fullmatch(groups[1]):
        return False
    if len(shape) == sum(shape) or (shape in THREES and part.zeroed):
        return True
    if shape in THREES and gap is Gap.LOOSE:
        return not all(group.endswith("0") for group in groups)
    if len(shape) == 2:
        pointed = "." in part.run.list_gaps(part.start, part.end)
        return not pointed and (part.zeroed or (gap is Gap.JOINT and shape in PAIRS))
    return gap is Gap.JOINT and (shape in THREES or not YEAR.fullmatch(groups[0]))


def fits_identity(part: Stretch) -> bool:
    """True for the number of an identity card."""
    gap = part.gap
    if gap is not Gap.NONE and part.is_cut():
        return False
    context = part.context
    called = context.says(Call.IDENTITY)
    if not called and OTHERWISE.search(context.before):
        return False
    if gap is Gap.NONE:
        return not is_opaque(part.shadow, part.run.places[part.start], part.run.places[part.end - 1])
    digits = part.run.digits[part.start : part.end]
    born = PROVINCE.match(digits) is not None and digits[4:6] != "00" and digits[6:10] < LATEST
    return called or (born and (gap < Gap.WALL or len(part.shape) == len(digits) or part.shape == (6, 8, 4)))


def fits_old_identity(part: Stretch) -> bool:
    """True for the number of an identity card as it was until 1999, without century and check digit."""
    gap = part.gap
    if part.is_cut():
        return False
    context = part.context
    called = context.says(Call.IDENTITY)
    if context.is_spared(called=called):
        return False
    return called or (gap is Gap.NONE and not part.is_decimal() and not names_page(context))


def fits_card(part: Stretch) -> bool:
    """True for the number of a bank card, whose digits prove each other."""
    digits = part.run.digits[part.start : part.end]
    fours = all(size in CARD_GROUPS for size in part.shape)
    return proves_itself(digits) and part.gap <= Gap.LOOSE and (part.gap is Gap.NONE or fours) and not part.context.is_spared(called=False)


def proves_itself(digits: str) -> bool:
    """True for digits whose last one proves the others, by Luhn's sum.

    >>> proves_itself("6222020200012345678"), proves_itself("79927398713")
    (False, True)
    """
    doubled = (int(char) * (1 + at % 2) for at, char in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


KINDS: Final = (
    (IDENTITY, fits_identity, 6, 2),
    (MOBILE, fits_mobile, 3, 4),
    (CARD, fits_card, 0, 4),
    (OLD_IDENTITY, fits_old_identity, 6, 2),
)


def names_page(context: Context) -> bool:
    """True for the number of a page in its address: hiding it would lead readers nowhere.

    >>> names_page(Context("a.cn/c/", ".shtml")), names_page(Context("/show?infoId=", "&p=1")), names_page(Context("/q?tel=", "&x=1"))
    (True, True, False)
    """
    return PAGE.search(context.before) is not None or (
        PAGE_FILE.match(context.after) is not None and PAGE_NAME.search(context.before) is not None
    )


def is_opaque(shadow: str, first: int, last: int) -> bool:
    """True for digits inside a fingerprint or key.

    >>> is_opaque("a1b2c313900001234d5e6f7", 6, 16), is_opaque("wx13900001234abc", 2, 12)
    (True, False)
    """
    before = TAIL.search(shadow[max(0, first - KEY) : first])
    after = HEAD.match(shadow, last + 1, last + 1 + KEY)
    rest = (before.group() if before else "") + "0" + (after.group() if after else "")
    return OPAQUE.search(rest) is not None
