"""The site in English: the same pages by the same builders, every word of them in the table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from bs4 import BeautifulSoup

from scraper.facts.genres import GENRES
from site_config.catalog.addresses import notice_path
from site_config.english import build_english
from site_config.language import labels
from site_config.language.glossary import LETTERS, PLACES, WORDS
from site_config.language.languages import CHINESE, ENGLISH
from site_config.pages.tilemap import GRID
from site_config.site import build_pages

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "site_config"
PAGES, ASSETS = SITE / "pages", SITE / "assets"
SAID = re.compile(r'_\("([^"\n]{1,200})"')
LITERAL = re.compile(r'"([^"\n]{0,200})"|`([^`\n]{0,200})`')
COMMENT = re.compile(r"//[^\n]*")
HAN = re.compile(r"[\u4e00-\u9fff]")
LABELS = (
    labels.KINDS, labels.NATURES, labels.STATUSES, labels.DELIVERIES, labels.ROLES, labels.SIZES,
    {grade: name for grade, (_, name, _) in labels.GRADES.items()}, {grade: note for grade, (_, _, note) in labels.GRADES.items()},
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(digest: Any) -> dict[str, BeautifulSoup]:
    return {page.path: BeautifulSoup(page.html, "lxml") for page in build_english(digest)}


def list_said() -> Iterator[tuple[str, str]]:
    """What templates and builders say in a language, with the file that says it."""
    for path in sorted((PAGES / "templates").glob("*.html")):
        for said in SAID.findall(path.read_text("utf-8")):
            yield path.name, said
    for path in sorted(SITE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "say" and node.args:
                word = node.args[0]
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield path.name, word.value


def test_every_word_that_is_said_has_its_english() -> None:
    said = [*list_said(), *(("labels.py", name) for table in LABELS for name in table.values())]
    assert len(said) > 150
    assert [(file, word) for file, word in said if HAN.search(word) and word not in WORDS] == []


def test_every_word_of_the_scripts_has_its_english() -> None:
    alone = {"site.js"}  # on every page, before the table: says four words by itself
    for path in sorted(path for path in ASSETS.glob("*.js") if path.name not in alone):
        code = COMMENT.sub("", path.read_text("utf-8"))
        said = [word or template for word, template in LITERAL.findall(code)]
        strays = [word for word in said if HAN.search(word) and word not in WORDS]
        assert strays == [], path.name


def test_no_word_has_english_that_nobody_says() -> None:
    sources = [*SITE.rglob("*.py"), *PAGES.rglob("*.html"), *ASSETS.glob("*.js")]
    code = "".join(path.read_text("utf-8") for path in sources)
    assert [word for word in WORDS if not word.startswith(("kind:", "per:")) and word not in code] == []


def test_every_kind_of_document_has_its_english() -> None:
    assert [kind for kind in sorted(GENRES) if f"kind:{kind}" not in WORDS] == []


def test_english_fills_the_same_gaps() -> None:
    for chinese, english in WORDS.items():
        gaps = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (chinese, english)]
        assert gaps[1] <= gaps[0], chinese
        assert not HAN.search(english), english


def test_every_province_has_a_name_and_letters(digest: Any) -> None:
    provinces = {province.code for province in digest.atlas.list_provinces()}
    assert provinces | {"000000"} <= set(PLACES)
    assert set(LETTERS) == provinces == set(GRID)
    assert len(set(LETTERS.values())) == 34


def test_places_are_named_in_english_or_pinyin(digest: Any) -> None:
    named = {code: ENGLISH.name_place(digest.atlas, code) for code in ("370000", "371600", "610100", "150100", "000000")}
    assert named == {"370000": "Shandong", "371600": "Binzhou", "610100": "Xi'an", "150100": "Hohhot", "000000": "National"}
    assert CHINESE.name_place(digest.atlas, "371600") == "滨州市"


def test_every_page_but_the_notices_has_its_twin(digest: Any) -> None:
    built = {page.path: page for page in build_pages(digest, "示例汇编", "一句话")}
    english = {path for path, page in built.items() if page.language == "en"}
    notices = {notice_path(notice) for notice in digest.notices}
    chinese = set(built) - english - notices
    assert english == {f"en/{path}" for path in chinese}
    for path, page in built.items():
        assert (page.twin is not None) == (path in english | chinese), path
        if page.twin is not None:
            assert built[page.twin].twin == path
            assert built[page.twin].language != page.language


def test_what_is_chinese_on_an_english_page_says_so(pages: dict[str, BeautifulSoup]) -> None:
    for path in sorted(pages):
        page = BeautifulSoup(str(pages[path]), "lxml")
        for quoted in page.select("[lang=zh], [hreflang=zh]"):
            quoted.decompose()
        strays = [text for text in page.stripped_strings if HAN.search(text)]
        strays += [str(tag["aria-label"]) for tag in page.select("[aria-label]") if HAN.search(str(tag["aria-label"]))]
        assert strays == [], path


def test_english_region_counts_as_the_chinese_one_does(digest: Any, pages: dict[str, BeautifulSoup]) -> None:
    chinese = {page.path: BeautifulSoup(page.html, "lxml") for page in build_pages(digest, "名", "句")}
    for path in ("regions/370000/371600/", "topics/jobs/"):
        leads = [[tag.get_text() for tag in page.select(".measure__lead")] for page in (chinese[path], pages[f"en/{path}"])]
        assert leads[0] == leads[1]
    lede = pages["en/regions/370000/371600/"].select_one(".lede")
    assert lede is not None
    assert lede.get_text() == "4 measures of its own, 2 from the levels above, 1 in places inside."
