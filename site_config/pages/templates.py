"""Jinja templates of the builders: everything that is filled in is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_config.pages.addresses import climb_root

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of the site: its path from the root, title, description, contents and the HTML of its article."""

    path: str
    title: str
    html: str
    description: str = ""
    headings: tuple[Heading, ...] = ()

    @property
    def source(self) -> str:
        """The Markdown file that it stands for.

        >>> PageFile("topics/finance/", "金融支持", "").source, PageFile("", "首页", "").source
        ('topics/finance/index.md', 'index.md')
        """
        return f"{self.path}index.md"


def fill_template(template: str, path: str, /, **values: Any) -> Markup:
    """The HTML of `template` for the page at `path`; links are written from there with `root`."""
    return Markup(ENVIRONMENT.get_template(template).render(root=climb_root(path), **values))  # noqa: S704  (escaped by the template)
