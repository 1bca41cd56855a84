"""What a new user installs is whole: wheel and sdist, each alone in a clean environment, without the lock and without the checkout.

The rest of the tests run in a checkout with everything that development needs; there a module that nobody declared is at hand all the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from scraper.cli import COMMANDS
from tests.newcomer import HOST, check_search, walk
from tests.scraped import Site
from tests.web.webpage import load_samples

pytestmark = [pytest.mark.installed, pytest.mark.no_cover]

ROOT = Path(__file__).parents[1]
ROOMS = ("scraper", "site_config")
KINDS = {"wheel": "*.whl", "sdist": "*.tar.gz"}
MUST = ("CI", "MUST_INSTALL")
"""Where one of these is set, a package index that does not answer is a failure and no reason to skip."""
OURS = ("PYTHON", "PYTEST", "COV", "VIRTUAL_ENV", "POLICY_DIGEST")
"""Beginnings of variables that a new user would not have set."""
IMPORT_ALL = """
import importlib, pathlib, sys
for room in sys.argv[1:]:
    folder = pathlib.Path(importlib.import_module(room).__file__).parent
    assert folder.is_relative_to(sys.prefix), folder
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        importlib.import_module(".".join(part for part in parts if part != "__init__"))
"""


@pytest.fixture(scope="session")
def dist(build_once: Callable[..., Path]) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    return build_once(
        "dist", lambda folder: run([sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "wheel", "-t", "sdist"], ROOT)
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The package index answers; asked for the one package that only the build needs."""
    folder = tmp_path_factory.mktemp("index")
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "1", "--dest", folder, "hatchling"]
    asked = subprocess.run(pip, cwd=folder, capture_output=True, text=True, check=False)
    if asked.returncode and not any(os.environ.get(name) for name in MUST):
        pytest.skip("no package index answers here, and nothing can be installed without one")
    assert asked.returncode == 0, asked.stderr


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a command prints that ends well, run in a folder as a new user would run it."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environ = given | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    done = subprocess.run([*map(str, command)], cwd=folder, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def find_only(folder: Path, pattern: str) -> Path:
    """The one file of that name."""
    (found,) = folder.glob(pattern)
    return found


def list_files(names: Iterable[str]) -> set[str]:
    """Files of the two rooms, without what Python left there."""
    return {name for name in names if name.split("/")[0] in ROOMS and "__pycache__" not in name and not name.endswith("/")}


def test_wheel_and_sdist_hold_every_file_of_both_rooms(dist: Path) -> None:
    here = list_files(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file())
    with zipfile.ZipFile(find_only(dist, KINDS["wheel"])) as wheel:
        assert list_files(wheel.namelist()) == here
    with tarfile.open(find_only(dist, KINDS["sdist"])) as sdist:
        assert list_files(member.name.partition("/")[2] for member in sdist if member.isfile()) == here
    needed = {"scraper/py.typed", "scraper/sources/schema.json", "site_config/starter/content/index.md", "site_config/starter/.gitignore"}
    needed |= {"site_config/starter/digest.yml", "site_config/starter/.github/workflows/digest.yml"}
    needed |= {"site_config/data/taxonomy.yml", "site_config/pages/templates/notice.html", "site_config/assets/search.js"}
    assert needed <= here


@pytest.mark.usefixtures("index")
def test_new_user_installs_the_wheel_scrapes_and_builds(dist: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    programs = install(find_only(dist, KINDS["wheel"]), tmp_path / "venv")
    run([programs / "python", "-I", "-c", IMPORT_ALL, *ROOMS], elsewhere)

    def digest(*words: str | Path) -> str:
        return run([programs / "policy-digest", *words], elsewhere)

    check_helps(digest)
    check_flow(digest, unpack(find_only(dist, KINDS["sdist"]), tmp_path / "source") / "tests" / "web")
    check_site(elsewhere / "digest" / "site")
    run([programs / "mkdocs", "build", "--strict", "--site-dir", "again"], elsewhere / "digest")
    check_site(elsewhere / "digest" / "again")


@pytest.mark.usefixtures("index")
def test_newcomer_walks_from_an_empty_folder_to_a_site_that_is_searched(dist: Path, tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    programs = install(find_only(dist, KINDS["wheel"]), tmp_path / "venv")
    site = Site(tmp_path / "pages", HOST)
    site.add(0, 1, 2)

    def digest(*words: str | Path) -> str:
        return run([programs / "policy-digest", *words], elsewhere)

    check_search(walk(digest, elsewhere, site))


@pytest.mark.usefixtures("index")
def test_sdist_installs_what_the_wheel_holds(dist: Path, tmp_path: Path) -> None:
    """So what holds for a digest of the wheel holds for one of the sdist."""
    programs = install(find_only(dist, KINDS["sdist"]), tmp_path / "venv")
    assert run([programs / "policy-digest", "--version"], tmp_path).startswith("policy-digest ")
    packages = find_only(tmp_path / "venv" / "lib", "python*/site-packages")
    with zipfile.ZipFile(find_only(dist, KINDS["wheel"])) as wheel:
        names = list_files(wheel.namelist())
        assert [name for name in sorted(names) if (packages / name).read_bytes() != wheel.read(name)] == []
    assert list_files(path.relative_to(packages).as_posix() for path in packages.rglob("*") if path.is_file()) == names


def install(file: Path, venv: Path) -> Path:
    """Put one file and what it asks for into a new environment; returns the folder of its programs."""
    run([sys.executable, "-m", "venv", "--without-pip", venv], venv.parent)
    programs = venv / "bin"
    run([sys.executable, "-m", "pip", "--python", programs / "python", "install", "-q", "--no-compile", file], venv.parent)
    return programs


def unpack(file: Path, folder: Path) -> Path:
    """The files of an sdist."""
    with tarfile.open(file) as sdist:
        sdist.extractall(folder, filter="data")
    return find_only(folder, "*")


def check_helps(digest: Callable[..., str]) -> None:
    """Every command loads and tells its use."""
    assert digest("--version").startswith("policy-digest ")
    for name in COMMANDS:
        assert f"usage: policy-digest {name}" in digest(name, "--help")


def check_flow(digest: Callable[..., str], web: Path) -> None:
    """The example web from first scrape to built site, and again from the archive."""
    root, sources, mirror = ("--root", "digest"), ("--sources", web / "sources"), ("--mirror", web / "mirror")
    digest("scrape", *root, *sources, *mirror, "--delay", "0")
    originals = sum("repost_of" not in sample.truth for sample in load_samples())
    assert f"{originals} notices" in digest("check", *root)
    digest("source", "check", *root, *sources, *mirror, "--offline")
    digest("rebuild", *root, *sources)
    digest("archive", *root)
    digest("review", *root)
    digest("ingest", *root, web / "folder", "--urls", web / "folder" / "urls.tsv")
    assert digest("normalize", next((web / "folder").glob("*.txt"))).startswith("{")
    assert digest("match", *root, "--region", "371600", "--all", "--json")
    digest("render", *root, "rendered")
    digest("build", *root, "--strict")


def check_site(site: Path) -> None:
    """The built site has its pages, scripts, index and exports."""
    for name in ("index.html", "404.html", "feed.xml", "search/index.html", "search/index/list.pack", "en/index.html", "data/measures.csv"):
        assert (site / name).stat().st_size, name
    shipped = {path.name for path in (ROOT / "site_config" / "assets").iterdir()}
    assert {path.name for path in (site / "assets" / "digest").iterdir()} >= {name for name in shipped if name.endswith((".js", ".css"))}
