"""Ruled lines of a page to tables: where lines cross, cells lie between them; where one is missing, cells are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

_NEAR: Final = 3.0
"""Points by which two ends of lines may miss each other and still meet."""
_SHORT: Final = 5.0
"""Points of an edge that is no line: the thickness of one."""
MOST_RULES: Final = 600
"""Lines of a page, joined; more are a drawing."""


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A straight line: `at` is its place across, `start` and `end` are its ends along. `flat` for a horizontal one."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass(slots=True, eq=False)
class Grid:
    """A table: places of its columns from the left and of its rows from the top, which cell each cell is merged into, and their texts."""

    xs: list[float]
    ys: list[float]
    owners: dict[tuple[int, int], tuple[int, int]]
    cells: list[list[str]] = field(default_factory=list)
    found: dict[tuple[int, int], str] = field(default_factory=dict)

    def find_cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell that holds a point."""
        column = next((at for at, (left, right) in enumerate(zip(self.xs, self.xs[1:], strict=False)) if left <= x < right), None)
        row = next((at for at, (top, bottom) in enumerate(zip(self.ys, self.ys[1:], strict=False)) if bottom < y <= top), None)
        return None if column is None or row is None else self.owners[row, column]

    def fill_cells(self) -> None:
        """Writes the texts into rows; a merged cell says its text in each of its places."""
        width = len(self.xs) - 1
        rows = [[self.found.get(self.owners[row, column], "") for column in range(width)] for row in range(len(self.ys) - 1)]
        self.cells = [[cell.strip().replace("|", "｜") for cell in row] for row in rows if any(cell.strip() for cell in row)]

    def write_rows(self) -> list[str]:
        """Its rows as lines; a row that one cell covers before the first proper one is a paragraph."""
        return write_rows(self.cells)


def write_rows(cells: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines.

    >>> write_rows([["补贴标准", "补贴标准"], ["对象", "金额"], ["小店", "5万元"]])
    ['补贴标准', '| 对象 | 金额 |', '| 小店 | 5万元 |']
    """
    rows = list(cells)
    lines = []
    while rows and len(set(rows[0])) == 1:
        lines.append(rows[0][0])
        rows = rows[1:]
    return [*(line for line in lines if line), *(f"| {' | '.join(row)} |" for row in rows)]


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that lines draw: at least two rows and two columns each."""
    joined = join_rules(rules)
    if len(joined) > MOST_RULES:
        return []
    return [grid for group in _group_rules(joined) if (grid := _build_grid(group)) is not None]


def join_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line, and its two edges, made one.

    >>> join_rules([Rule(True, 100, 0, 50), Rule(True, 100.5, 50, 90), Rule(True, 40, 0, 90), Rule(True, 70, 0, 2)])
    [Rule(flat=True, at=40, start=0, end=90), Rule(flat=True, at=100, start=0, end=90)]
    """
    lanes: list[list[Rule]] = []
    for rule in sorted(rule for rule in rules if rule.end - rule.start >= _SHORT):
        if lanes and lanes[-1][0].flat == rule.flat and rule.at - lanes[-1][0].at <= _NEAR:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    return [rule for lane in lanes for rule in _join_lane(lane)]


def _join_lane(lane: Sequence[Rule]) -> list[Rule]:
    out: list[Rule] = []
    for rule in sorted(lane, key=lambda rule: rule.start):
        if out and rule.start <= out[-1].end + _NEAR:
            out[-1] = Rule(rule.flat, lane[0].at, out[-1].start, max(out[-1].end, rule.end))
        else:
            out.append(Rule(rule.flat, lane[0].at, rule.start, rule.end))
    return out


def _meet(one: Rule, other: Rule) -> bool:
    """True when a horizontal and a vertical line touch."""
    return (
        one.flat != other.flat and other.start - _NEAR <= one.at <= other.end + _NEAR and one.start - _NEAR <= other.at <= one.end + _NEAR
    )


def _group_rules(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that hang together."""
    waiting, groups = list(rules), list[list[Rule]]()
    while waiting:
        group = [waiting.pop()]
        for rule in group:
            touched = [other for other in waiting if _meet(rule, other)]
            group += touched
            waiting = [other for other in waiting if other not in touched]
        groups.append(group)
    return groups


def _build_grid(group: Sequence[Rule]) -> Grid | None:
    flat, upright = [rule for rule in group if rule.flat], [rule for rule in group if not rule.flat]
    if len(flat) < 2 or not upright:
        return None
    xs = _merge_places([*(rule.at for rule in upright), min(rule.start for rule in flat), max(rule.end for rule in flat)])
    ys = _merge_places([*(rule.at for rule in flat), min(rule.start for rule in upright), max(rule.end for rule in upright)])[::-1]
    if len(xs) < 3 or len(ys) < 3:
        return None
    return Grid(xs, ys, _merge_cells(xs, ys, flat, upright))


def _merge_places(places: Iterable[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > _NEAR:
            out.append(place)
    return out


def _merge_cells(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[Rule], upright: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell with the first of the cells that no line parts from it."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            owner = (row, column)
            if column and not _is_ruled(upright, left, (top + bottom) / 2):
                owner = owners[row, column - 1]
            if row and not _is_ruled(flat, top, (left + right) / 2):
                above = owners[row - 1, column]
                owners.update((cell, above) for cell, old in owners.items() if old == owner)
                owner = above
            owners[row, column] = owner
    return owners


def _is_ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= along <= rule.end + _NEAR for rule in rules)
