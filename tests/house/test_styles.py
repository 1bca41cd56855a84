"""What is styled is there: a class that nobody writes any more has lost its look, or should go."""

from __future__ import annotations

import re
from pathlib import Path

SITE = Path(__file__).parents[2] / "site_config"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.([a-z][\w-]*)")
THEME = ("md-",)
"""How the classes of the theme begin."""


def list_unused(styles: str, writers: str) -> list[str]:
    """Classes that `styles` names and that no template, builder or script writes; of `chip--expired` the beginning may be written alone."""
    names = set(CLASS.findall(COMMENT.sub("", styles)))
    return sorted(name for name in names if not name.startswith(THEME) and re.sub(r"--.*", "--", name) not in writers)


def test_a_class_that_nobody_writes_is_told() -> None:
    assert list_unused(".a-lost { top: 0 } /* .b */ .chip--x, .kept:hover {}", 'class="kept chip--{{ it }}"') == ["a-lost"]


def test_each_class_that_is_styled_is_written() -> None:
    paths = [path for pattern in ("**/*.py", "**/*.html", "assets/*.js") for path in sorted(SITE.glob(pattern))]
    assert list_unused((SITE / "assets/site.css").read_text("utf-8"), "".join(path.read_text("utf-8") for path in paths)) == []
