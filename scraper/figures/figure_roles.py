"""What a figure does in its sentence: a cap, a fund, a threshold, a time limit."""

from __future__ import annotations

from typing import Final

from scraper.lexicon.wordbook import load_book
from scraper.model import Comparator, FigureKind, FigureRole
from scraper.text.sentence_ends import CLAUSE_END

_BOOK: Final = load_book("figure_roles")
# First match wins. A phrase sees up to 24 characters before the figure, a bar in its place, and up to 12 after it, within one sentence.
_BEFORE, _AFTER = 24, 12
"""Two clauses and one: further away stands what belongs to another figure."""
_ROLES: Final = {
    kind: tuple((FigureRole(key.split(".")[1]), entry.compile()) for key, entry in _BOOK.items() if key.startswith(kind + "."))
    for kind in FigureKind
}
# What the words right beside a figure say, whatever stands further away: sizes of those who get, gifts, bases of payment.
_SIZED, _GIVEN, _INVESTED, _BASE, _EACH, _LIMITED = (
    _BOOK[f"beside.{key}"].compile() for key in ("sized", "given", "invested", "base", "each", "limited")
)
_COUNTED, _REMAINING, _RATED, _AGED, _JOINS = (_BOOK[key].compile() for key in ("counted", "remaining", "rated", "aged", "joins"))
_LIMIT, _BEYOND = _BOOK["limit"].compile(), _BOOK["money.threshold.first"].compile()


def read_role(folded: str, start: int, end: int, kind: FigureKind, comparator: Comparator | None = None) -> FigureRole:
    """The role of the figure at `start:end` of a width-folded text.

    >>> text = "安排纾困基金3000万元"
    >>> read_role(text, 6, 12, FigureKind.MONEY).value
    'fund_total'
    """
    before = CLAUSE_END.split(folded[max(0, start - _BEFORE) : start])[-1]
    after = CLAUSE_END.split(folded[end : end + _AFTER])[0]
    context = f"{before}|{after}"
    role = next((role for role, pattern in _ROLES[kind] if pattern.search(context)), FigureRole.OTHER)
    if kind is FigureKind.COUNT and _AGED.search(folded[start:end]):
        return FigureRole.THRESHOLD
    settled = _settle_role(role, context, kind, comparator)
    return FigureRole.AMOUNT if settled is FigureRole.FUND_TOTAL and "/" in folded[start:end] else settled


def joins_steps(between: str) -> bool:
    """True when the words between two amounts make the second another step of what is given.

    >>> [joins_steps(words) for words in ("、中级工", "和", ",省级", "。其中", ",投资")]
    [True, True, True, False, False]
    """
    return _JOINS.search(between) is not None


def _settle_role(role: FigureRole, context: str, kind: FigureKind, comparator: Comparator | None) -> FigureRole:
    """The same, where the comparator and the words right beside the figure know better."""
    if kind is FigureKind.MONEY:
        return _settle_money(role, context, comparator)
    if kind is FigureKind.PERCENT:
        return _settle_percent(role, context, comparator)
    is_sized = comparator is Comparator.MIN and _SIZED.search(context) is not None
    if role is FigureRole.QUOTA:
        return role
    if kind is FigureKind.COUNT and (is_sized or _BASE.search(context)) and not _COUNTED.search(context):
        return FigureRole.THRESHOLD
    return role


def _settle_percent(role: FigureRole, context: str, comparator: Comparator | None) -> FigureRole:
    """What is left to pay is a rate; a share of which no more is given is a cap; what must be reached or not passed is a condition."""
    if _REMAINING.search(context):
        return FigureRole.RATE
    if role is FigureRole.UPTAKE and (comparator is Comparator.MAX or (comparator is Comparator.MIN and _SIZED.search(context))):
        return FigureRole.RATE if _RATED.search(context) else FigureRole.THRESHOLD
    is_share = role in {FigureRole.DISCOUNT, FigureRole.OTHER}
    return FigureRole.PER_FIRM_CAP if is_share and _LIMITED.search(context) else role


def _settle_money(role: FigureRole, context: str, comparator: Comparator | None) -> FigureRole:
    """A cap is printed as the most; the size of a firm is no gift, a gift beside a size is none of a firm; a fund is not paid for each."""
    given = _GIVEN.search(context)
    if _SIZED.search(context) and not given:
        return FigureRole.THRESHOLD
    is_each = role is FigureRole.FUND_TOTAL and _EACH.search(context) is not None
    is_gift = role is FigureRole.THRESHOLD and given is not None and not _BEYOND.search(context)
    if is_each or is_gift or (role is FigureRole.PER_FIRM_CAP and not _is_most(context, comparator)):
        return FigureRole.AMOUNT
    return FigureRole.THRESHOLD if role is FigureRole.OTHER and _INVESTED.search(context) else role


def _is_most(context: str, comparator: Comparator | None) -> bool:
    """True where the most is printed: as the words that bind the figure, or as its limit."""
    return comparator is Comparator.MAX or _LIMIT.search(context) is not None
