"""What the code imports is what the project declares: nothing comes by the way of a development package, nothing is asked for in vain."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ROOMS = ("scraper", "site_config")
NEVER_IMPORTED = {
    "cssselect": "lxml.cssselect imports it, and lxml itself asks for it in an extra only",
    "markdown": "MkDocs imports it; theme.py names extensions of it",
    "mkdocs-material": "MkDocs loads it by the name of the theme",
}
"""Declared packages that no module of ours imports, and why they are asked for all the same."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MODULES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))
IMPORT_ALL = """
import importlib, json, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""
"""In a process of its own, without pytest and what it brings: the top names of all that our modules load."""


def read_names(lines: Iterable[str], extra: str = "") -> set[str]:
    """The packages of requirements that count on this machine, with one extra or with none."""
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(some.name) for some in requirements if not some.marker or some.marker.evaluate({"extra": extra})}


DECLARED = read_names(PROJECT["dependencies"])
OPTIONAL = read_names(line for name in ("attachments", "browser", "regions") for line in PROJECT["optional-dependencies"][name])


def find_distributions(tops: Iterable[str]) -> set[str]:
    """The packages that modules of these names come from; those of Python and our own are none."""
    owners = importlib.metadata.packages_distributions()
    own = {canonicalize_name(PROJECT["name"])}
    return {canonicalize_name(owner) for top in tops if top not in sys.stdlib_module_names for owner in owners.get(top, [])} - own


def list_imports(path: Path) -> Iterator[str]:
    """Top names of what a file imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def close_over(names: set[str]) -> set[str]:
    """Packages with all that they ask for themselves, extras that nobody asked for left out."""
    known: set[str] = set()
    todo = set(names)
    while todo:
        name = todo.pop()
        known.add(name)
        todo |= read_names(importlib.metadata.requires(name) or ()) - known
    return known


def test_what_is_imported_is_declared() -> None:
    imported = find_distributions(name for path in MODULES for name in list_imports(path))
    assert imported - OPTIONAL <= DECLARED


def test_what_is_declared_is_imported_or_has_its_reason() -> None:
    imported = find_distributions(name for path in MODULES for name in list_imports(path))
    assert DECLARED - imported == set(NEVER_IMPORTED)


def test_every_module_loads_with_what_the_declared_packages_bring() -> None:
    """This is what finds a package behind a package: lxml.cssselect wants cssselect, and the development packages brought it."""
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL, *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = find_distributions(json.loads(done.stdout))
    assert "lxml" in loaded
    assert loaded <= close_over(DECLARED)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-bench.lock"])
def test_lock_holds_every_declared_package_for_its_own_sake(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    named = {canonicalize_name(re.split(r"[=\s]", block, maxsplit=1)[0]) for block in blocks if "policy-digest (pyproject.toml)" in block}
    assert named >= DECLARED
    assert "://" not in text, "a lock names packages, not where they were fetched"
