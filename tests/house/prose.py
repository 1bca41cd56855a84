"""What people read in code: docstrings and comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

EXAMPLE = re.compile(r"^ *>>> (?:.*\S.*\n?)+", re.MULTILINE)
"""A doctest: from its first line to the next empty one."""


def find_docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts that stand by themselves in a module: docstrings of modules, classes and functions, and those below constants."""
    for node in ast.walk(tree):
        for statement in getattr(node, "body", None) or () if not isinstance(node, (ast.Lambda, ast.IfExp)) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str):
                yield statement.value


def list_prose(source: str) -> Iterator[tuple[int, str]]:
    """Docstrings, without their doctests, and comments of a module, each with its line."""
    for node in find_docstrings(ast.parse(source)):
        yield node.lineno, EXAMPLE.sub("", str(node.value))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def list_names(source: str) -> set[str]:
    """Every name that a module's code uses."""
    return {token.string for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type == tokenize.NAME}
