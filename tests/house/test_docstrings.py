"""Docstrings and comments cite what a reader can open, and open with a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.prose import list_names, list_prose

ROOT = Path(__file__).parents[2]
HOUSES = ("scraper", "site_config")
MODULES = sorted(path.relative_to(ROOT) for top in (*HOUSES, "tests") for path in (ROOT / top).rglob("*.py"))
FILES = {
    path.name
    for pattern in ("*", "content/**/*", "scraper/**/*", "site_config/**/*", "tests/**/*")
    for path in ROOT.glob(pattern)
    if path.is_file()
}
CODE = re.compile(r"`[^`]*`|https?://\S+")
CAPITALS = re.compile(r"(?<![A-Za-z0-9_])[A-Z]{4,}\d?(?![A-Za-z0-9_])")
"""SECURITY, or an abbreviation."""
NAMED_FILE = re.compile(r"[\w<>-]+\.(?:md|py|yml|tsv|toml|lock)\b")
"""SECURITY.md"""
TERMS = {"ASCII", "CDATA", "DTSTAMP", "FFFD", "HTML", "HTTP", "JPAAS", "JSON", "JSONP", "LIKE", "NFKC", "UCAP", "WARC", "YAML"}
"""Abbreviations of the trade."""
ARGUMENTS = {"FILE", "FOLDER", "HOST", "NOTICE", "PORT", "QUERIES"}
"""What a person fills in."""
ELSEWHERE = {
    "score.py": "the judge of the shared test material beside the checkout",
    "a-b.yml": "an example of a name",
}
"""Names of files in docstrings that are no file of ours, and why."""


def find_citations(path: Path) -> Iterator[str]:
    """What a module's prose cites that is neither in the repository, nor a name of its code, nor a term."""
    source = (ROOT / path).read_text("utf-8")
    known = list_names(source) | TERMS | ARGUMENTS | {name.partition(".")[0] for name in FILES}
    for line, text in list_prose(source):
        cited = [word for word in CAPITALS.findall(CODE.sub("", text)) if word not in known]
        named = [name for name in NAMED_FILE.findall(text) if name not in FILES and name not in ELSEWHERE and "<" not in name]
        yield from (f"{path}:{line}: {word}" for word in (*cited, *named))


def list_public(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions, classes and methods of a module whose names don't begin with an underscore."""
    waiting: list[ast.AST] = [ast.parse((ROOT / path).read_text("utf-8"))]
    while waiting:
        for node in getattr(waiting.pop(), "body", ()):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield node
            if isinstance(node, ast.ClassDef):
                waiting.append(node)


def test_what_is_cited_can_be_opened() -> None:
    assert [citation for path in MODULES for citation in find_citations(path)] == []


def test_a_docstring_opens_with_a_sentence() -> None:
    public = [(path, node) for path in MODULES if path.parts[0] in HOUSES for node in list_public(path)]
    opened = [(path, node.lineno, (ast.get_docstring(node) or "Left to ruff.").split("\n")[0]) for path, node in public]
    assert [f"{path}:{line}: {first}" for path, line, first in opened if not first.endswith(".")] == []
