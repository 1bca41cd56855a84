from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.facts.genres import ACTS, PAPERS
from scraper.facts.organs import OFFICE
from scraper.lexicon.wordbook import load_book

SCRAPER = Path(__file__).parents[2] / "scraper"
MODULES = [path for room in ("facts", "people", "reading") for path in sorted((SCRAPER / room).glob("*.py"))]
ENDS = SCRAPER / "text" / "document_ends.py"
SHARED = (
    "HEAD_LINES",
    "LAST_LINES",
    "DATELINE",
    "SENDER",
    "OFFICE",
    "PAPERS",
    "OWN",
    "DAY",
    "ORDERED",
    "PASSED",
    "OUTLET",
    "NOT_HOLDER",
    "TENS",
    "HUNDREDS",
)
"""What more than one module asks."""
LIST = 4
"""Words of one kind in a row that are a list."""


def list_named(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def list_literals(path: Path) -> Iterator[str]:
    """Texts in code; those that stand alone are docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    )


def count_row(text: str, words: frozenset[str]) -> int:
    """How many of the words stand side by side between bars."""
    rows = re.split(r"[^|\u4e00-\u9fff]", text)
    return max(sum(word in words for word in row.split("|")) for row in rows)


@pytest.mark.parametrize("name", SHARED)
def test_what_several_modules_ask_is_defined_once(name: str) -> None:
    homes = [path.stem for path in (*MODULES, ENDS) if name in list_named(path)]
    assert len(homes) == 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_module_lists_genres_or_offices_of_its_own(path: Path) -> None:
    offices = frozenset(load_book("organs")["endings"].words)
    assert [text for text in list_literals(path) if count_row(text, ACTS) >= LIST or count_row(text, offices) >= LIST] == []


def test_a_list_in_code_would_be_seen() -> None:
    assert count_row(r"本(?:办法|通知|意见|措施|规定)自", ACTS) == 5
    assert count_row("某局", ACTS) == 0


def test_pieces_hold_what_their_books_say() -> None:
    assert re.fullmatch(PAPERS, "办法")
    assert re.fullmatch(OFFICE, "委员会")
    assert not re.fullmatch(OFFICE, "公司")
    assert frozenset(PAPERS.split("|")) <= ACTS


BOOKS = {name: path for path in MODULES for name in re.findall(r'load_book\("(\w+)"\)', path.read_text("utf-8"))}


@pytest.mark.parametrize("name", BOOKS)
def test_every_entry_of_a_book_is_asked(name: str) -> None:
    """The statuses of a header table are asked by their names in `ValidityStatus`; other rooms ask books of facts too."""
    asked = re.compile(rf"load_book\([\"']{name}[\"']\)")
    code = "".join(text for path in SCRAPER.rglob("*.py") if asked.search(text := path.read_text("utf-8")))
    assert [key for key in load_book(name) if not re.search(rf"[\"']{re.escape(key)}[\"']", code) and not key.startswith("stated.")] == []


def test_every_point_of_a_kind_is_given() -> None:
    code = BOOKS["kinds"].read_text("utf-8")
    assert [trait for trait in load_book("kinds")["points"].facts["table"] if f'"{trait}"' not in code] == []
