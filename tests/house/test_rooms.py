"""The rooms: names that stand once, sizes that one can survey, and a contract for each."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
HOUSES = ("scraper", "site_config")
MODULES = sorted(path.relative_to(ROOT) for top in (*HOUSES, "tests") for path in (ROOT / top).rglob("*.py"))
NAMELESS = {"__init__", "conftest"}
"""What Python and pytest name."""
MOST = 16
"""Modules that one can still survey in a room."""
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
SEEN_BY_THE_SITE = {"errors", "frontmatter", "model", "standing"}
LOWEST_IMPURE = "intake"
"""The room whose layer is the last that touches the world: all below it are the core."""


def list_rooms() -> list[Path]:
    """The folders of modules in both houses."""
    return sorted({path.parent for path in MODULES if path.parts[0] in HOUSES})


def list_inside(container: str) -> set[str]:
    """Names of the modules and rooms directly inside a room."""
    folder = ROOT / container.replace(".", "/")
    return {path.stem for path in folder.glob("*.py")} - NAMELESS | {path.parent.name for path in folder.glob("*/__init__.py")}


def list_containers() -> list[str]:
    """The houses, and the rooms that have rooms inside."""
    return sorted({str(room.parent).replace("/", ".") for room in list_rooms() if room.parent.parts})


def split_layers(contract: dict[str, Any]) -> list[list[str]]:
    """The layers of a contract from the top, each with its rooms."""
    return [layer.split(" | ") for layer in contract["layers"]]


def find_contract(container: str) -> dict[str, Any]:
    """The contract on the order of the rooms inside a container."""
    return next(contract for contract in CONTRACTS if contract["type"] == "layers" and container in contract["containers"])


def find_bound(sources: str) -> dict[str, Any]:
    """The contract on what the module or room `sources` may not import."""
    return next(contract for contract in CONTRACTS if contract["type"] == "forbidden" and sources in contract["source_modules"])


def test_a_module_name_stands_once() -> None:
    counts = Counter(path.stem for path in MODULES if path.stem not in NAMELESS)
    assert [str(path) for path in MODULES if counts[path.stem] > 1] == []


@pytest.mark.parametrize("room", list_rooms(), ids=str)
def test_a_room_can_be_surveyed(room: Path) -> None:
    modules = [path.stem for path in MODULES if path.parent == room and path.stem not in NAMELESS]
    assert len(modules) <= MOST


@pytest.mark.parametrize("container", list_containers())
def test_every_room_has_its_layer(container: str) -> None:
    contract = find_contract(container)
    assert contract["exhaustive"]
    assert sorted(name for layer in split_layers(contract) for name in layer) == sorted(list_inside(container))


def test_all_below_the_last_impure_room_is_pure() -> None:
    layers = split_layers(find_contract("scraper"))
    lowest = next(number for number, layer in enumerate(layers) if LOWEST_IMPURE in layer)
    core = {f"scraper.{room}" for layer in layers[lowest + 1 :] for room in layer}
    assert set(find_bound("scraper.model")["source_modules"]) == core


def test_the_site_may_see_four_rooms() -> None:
    hidden = {f"scraper.{room}" for room in list_inside("scraper") - SEEN_BY_THE_SITE}
    assert set(find_bound("site_config")["forbidden_modules"]) == hidden
