"""How many notices a place gave out year by year: a small drawing, and the same numbers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from scraper.model import Notice
from site_config.catalog.digest import find_date

YEARS = 15
PITCH, WIDTH, HEIGHT = 44, 28, 80


@dataclass(frozen=True, slots=True)
class Timeline:
    """Years with their numbers of notices, the oldest first, years without any among them; `earlier` notices are older."""

    years: tuple[tuple[int, int], ...]
    earlier: int
    drawing: Markup


def draw_timeline(notices: Iterable[Notice]) -> Timeline | None:
    """The last fifteen years up to the newest notice; None when the notices are of one year or less."""
    counts = Counter(day.year for notice in notices if (day := find_date(notice)))
    if len(counts) < 2:
        return None
    last, first = max(counts), max(min(counts), max(counts) - YEARS + 1)
    years = tuple((year, counts[year]) for year in range(first, last + 1))
    return Timeline(years, sum(count for year, count in counts.items() if year < first), _draw_bars(years))


def _draw_bars(years: tuple[tuple[int, int], ...]) -> Markup:
    most = max(count for _, count in years)
    bars = Markup("").join(_draw_bar(place, year, count, most) for place, (year, count) in enumerate(years))
    box = f"0 0 {len(years) * PITCH} {HEIGHT + 44}"
    return Markup('<svg class="timeline" viewBox="{}" width="{}" aria-hidden="true" focusable="false">{}</svg>').format(
        box, len(years) * PITCH, bars
    )


def _draw_bar(place: int, year: int, count: int, most: int) -> Markup:
    tall = max(3, round(HEIGHT * count / most)) if count else 1
    middle = place * PITCH + PITCH // 2
    bar = Markup(
        '<rect x="{x}" y="{y}" width="{width}" height="{tall}" rx="2"/><text class="timeline__count" x="{middle}" y="{over}">{count}</text>'
        '<text x="{middle}" y="{under}">{year}</text>'
    )
    y = 20 + HEIGHT - tall
    return bar.format(
        x=middle - WIDTH // 2, y=y, width=WIDTH, tall=tall, middle=middle, over=y - 5, count=count or "", under=HEIGHT + 40, year=year
    )
