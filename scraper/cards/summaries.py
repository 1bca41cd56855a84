"""A measure in one line: its lead, what one gets, and for whom (marked as machine-made)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scraper.model import Comparator, Figure, FigureRole, Target

SUMMARY_LIMIT: Final = 60
# What a reader asks for first. A fund says least: it is not what one firm gets.
_ROLES: Final = (
    FigureRole.PER_FIRM_CAP,
    FigureRole.AMOUNT,
    FigureRole.DISCOUNT,
    FigureRole.INTEREST,
    FigureRole.SERVICE_TIME,
    FigureRole.FUND_TOTAL,
)
_MOST: Final = {FigureRole.INTEREST: "不超过{}", FigureRole.SERVICE_TIME: "{}内"}
_FUND: Final = "资金总额"


def write_summary(lead: str, figures: Sequence[Figure], target: Target) -> str:
    """The lead with its main figure and its target where the lead lacks them, at most `SUMMARY_LIMIT` characters.

    >>> write_summary("降低用电成本", (), Target(actors=("企业",)))
    '降低用电成本，面向企业'
    """
    parts = [lead if len(lead) <= SUMMARY_LIMIT else lead[: SUMMARY_LIMIT - 1].rstrip("0123456789.,，") + "…"]
    gain = find_gain(figures)
    if gain and not any(figure.raw in lead for figure in figures if figure.role in _ROLES):
        parts.append(gain)
    if target.actors and not any(actor in lead for actor in target.actors):
        parts.append("面向" + "、".join(target.actors[:2]))
    while len("，".join(parts)) > SUMMARY_LIMIT:
        parts.pop()
    return "，".join(parts)


def find_gain(figures: Sequence[Figure]) -> str | None:
    """The figure that says most of what one gets, in words.

    Of several steps the highest is named as the highest; amounts that are paid for different things are not compared.

    >>> from scraper.figures.quantities import find_figures
    >>> from scraper.text.fold import fold_body
    >>> find_gain(find_figures(fold_body("对国家级、省级、市级企业分别奖励80万元、30万元、20万元")))
    '最高80万元'
    >>> find_gain(find_figures(fold_body("每托位补助500元,每人每年补助100元")))
    """
    for role in _ROLES:
        group = [figure for figure in figures if figure.role is role and figure.comparator is not Comparator.MIN]
        if group:
            main = max(group, key=lambda figure: figure.value_to or figure.value)
            is_one_scale = len({(figure.kind, figure.unit, figure.per) for figure in group}) == 1
            is_step = len({figure.value for figure in group}) > 1
            return _word_gain(main, is_step=is_step) if is_one_scale else None
    return None


def _word_gain(figure: Figure, *, is_step: bool) -> str:
    """A figure with its comparator, and for each what it is paid."""
    words = figure.raw if not figure.per or "/" in figure.raw or figure.per in figure.raw else f"{figure.raw}/{figure.per}"
    if figure.role is FigureRole.FUND_TOTAL:
        return _FUND + words
    if is_step or figure.comparator is Comparator.MAX:
        return _MOST.get(figure.role, "最高{}").format(words)
    return f"约{words}" if figure.comparator is Comparator.APPROX else words
