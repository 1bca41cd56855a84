"""Vocabulary belongs to data: the Chinese characters in the scraper's code may only become fewer, room by room."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from tests.house.prose import find_docstrings

ROOT = Path(__file__).parents[2]
LEDGER = Path(__file__).parent / "han_literals.tsv"
"""Lines `room TAB characters`."""
HAN = re.compile(r"[\u3400-\u9fff]")
SLACK = 0.05
"""A ledger that promises more than this share less than it could is to be lowered, or a rise could hide in it."""


def count_han(source: str) -> int:
    """Chinese characters in the string literals of a module, docstrings aside."""
    tree = ast.parse(source)
    docstrings = {id(node) for node in find_docstrings(tree)}
    literals = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return sum(len(HAN.findall(str(node.value))) for node in literals if id(node) not in docstrings)


def count_rooms() -> Counter[str]:
    """The characters of each room of the scraper; modules in no room count for the scraper itself."""
    counts: Counter[str] = Counter()
    for path in sorted((ROOT / "scraper").rglob("*.py")):
        inside = path.relative_to(ROOT / "scraper").parts
        counts[inside[0] if len(inside) > 1 else "scraper"] += count_han(path.read_text("utf-8"))
    return counts


def load_ledger() -> dict[str, int]:
    """What each room may hold at most."""
    rows = (line.split("\t") for line in LEDGER.read_text("utf-8").splitlines())
    return {room: int(count) for room, count in rows}


def test_the_count_knows_literals_from_docstrings_and_comments() -> None:
    assert count_han('"""甲"""\nX = "乙丙"  # 丁\n"""戊"""\ndef f(y):\n    """己"""\n    return f"庚{y}辛"') == 4


def test_no_room_holds_more_than_its_ledger_says() -> None:
    ledger = load_ledger()
    risen = {room: count for room, count in count_rooms().items() if count > ledger.get(room, 0)}
    assert risen == {}, f"words that mean something go to site_config/data/vocabulary; {LEDGER.name} allows {ledger}"


def test_the_ledger_follows_what_has_fallen() -> None:
    counts = count_rooms()
    slack = {room: counts[room] for room, most in load_ledger().items() if counts[room] < most * (1 - SLACK)}
    assert slack == {}, f"well done; lower these rooms in {LEDGER.relative_to(ROOT)} to the numbers shown"
