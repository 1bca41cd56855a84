"""Jinja templates of the builders: everything that is filled in is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_config.catalog.addresses import climb_root
from site_config.language.languages import CHINESE, ENGLISH, Language

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages" / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
HAN = re.compile(r"[\u4e00-\u9fff]")
ENVIRONMENT.tests["chinese"] = lambda text: bool(HAN.search(text))
ZH = Markup(' lang="zh"')


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of the site: its path from the root, title, description, contents and the HTML of its article.

    `twin` is the same page in the other language, None where there is none.
    """

    path: str
    title: str
    html: str
    description: str = ""
    headings: tuple[Heading, ...] = ()
    language: str = "zh"
    twin: str | None = None

    @property
    def source(self) -> str:
        """The Markdown file that it stands for.

        >>> PageFile("topics/finance/", "金融支持", "").source, PageFile("", "首页", "").source
        ('topics/finance/index.md', 'index.md')
        """
        return f"{self.path}index.md"


def fill_template(template: str, path: str, /, language: Language = CHINESE, **values: Any) -> Markup:
    """The HTML of `template` for the page at `path`.

    Links are written from there with `root`, and with `here` to pages of the same language; `_` says words in the page's language,
    `zh` marks what stays Chinese on a page that is not.
    """
    given = _give_page(path, language) | values
    return Markup(ENVIRONMENT.get_template(template).render(given))  # noqa: S704  (escaped by the template)


def open_parts(path: str, language: Language = CHINESE, **values: Any) -> Any:
    """The macros of `parts.html` as the page at `path` sees them, for thousands of pieces that stand on no page of their own."""
    return ENVIRONMENT.get_template("parts.html").make_module(_give_page(path, language) | values)


def _give_page(path: str, language: Language) -> dict[str, Any]:
    root, foreign = climb_root(path), language is not CHINESE
    return {"root": root, "here": root + language.folder, "_": language.say, "foreign": foreign, "zh": ZH if foreign else ""}


def pair_pages(path: str, language: Language) -> str:
    """The address of the page at `path` in the other language.

    >>> from site_config.language.languages import ENGLISH
    >>> pair_pages("topics/jobs/", CHINESE), pair_pages("en/topics/jobs/", ENGLISH)
    ('en/topics/jobs/', 'topics/jobs/')
    """
    return ENGLISH.lead(path) if language is CHINESE else path.removeprefix(language.folder)
