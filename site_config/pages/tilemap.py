"""The 34 provinces as a grid of squares: roughly where they lie, every one of equal size, no border drawn."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from site_config.catalog.addresses import region_path
from site_config.catalog.atlas import Atlas
from site_config.language.languages import CHINESE, Language

GRID = {
    "650000": (0, 1), "540000": (0, 3), "630000": (1, 2), "620000": (2, 1), "640000": (3, 2), "150000": (4, 0), "140000": (4, 1),
    "130000": (5, 1), "110000": (6, 0), "120000": (6, 1), "210000": (7, 1), "220000": (8, 0), "230000": (8, -1), "370000": (6, 2),
    "610000": (3, 3), "410000": (4, 2), "420000": (4, 3), "340000": (5, 3), "320000": (6, 3), "310000": (7, 3), "330000": (6, 4),
    "510000": (1, 3), "500000": (2, 3), "530000": (1, 4), "520000": (2, 4), "430000": (3, 4), "360000": (4, 4), "350000": (5, 4),
    "450000": (2, 5), "440000": (3, 5), "810000": (4, 6), "820000": (3, 6), "460000": (2, 6), "710000": (6, 5),
}  # fmt: skip
"""Column and row of each province; column 0 is west, row 0 the north of 北京."""
SIDE, GAP = 60, 4
STEPS = (1, 5, 20, 100)


def draw_tilemap(atlas: Atlas, counts: Mapping[str, int], root: str, language: Language = CHINESE) -> Markup:
    """An SVG of links; the shade of a square says how many measures are listed there, and so does its text.

    `root` leads from the page to the root of its language.
    """
    squares = Markup("").join(_draw_square(atlas, code, counts.get(code, 0), root, language) for code in sorted(GRID))
    columns = 1 + max(column for column, _ in GRID.values())
    top = min(row for _, row in GRID.values())
    rows = 1 + max(row for _, row in GRID.values()) - top
    pitch = SIDE + GAP
    box = f"0 {top * pitch} {columns * pitch - GAP} {rows * pitch - GAP}"
    label = language.say("各省收录的措施条数")
    return Markup('<svg class="tilemap" viewBox="{}" role="group" aria-label="{}">{}</svg>').format(box, label, squares)


def find_shade(count: int) -> int:
    """0 for none, up to 4 for a hundred and more.

    >>> [find_shade(n) for n in (0, 1, 4, 5, 100)]
    [0, 1, 1, 2, 4]
    """
    return sum(count >= step for step in STEPS)


def _draw_square(atlas: Atlas, code: str, count: int, root: str, language: Language) -> Markup:
    column, row = GRID[code]
    x, y = column * (SIDE + GAP), row * (SIDE + GAP)
    square = Markup(
        '<a href="{href}" aria-label="{label}"><g class="square square--{shade}"><title>{label}</title>'
        '<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="6"/>'
        '<text x="{middle}" y="{line}">{short}</text><text class="square__count" x="{middle}" y="{under}">{number}</text></g></a>'
    )
    label = language.say("{name}，{n} 条", name=language.name_place(atlas, code), n=count)
    return square.format(
        href=root + region_path((code,)), label=label, shade=find_shade(count), x=x, y=y, side=SIDE, middle=x + SIDE // 2,
        line=y + 29, under=y + 49, short=language.name_square(atlas, code), number=count or "",
    )  # fmt: skip
