"""The events of MkDocs, the same for the hook of this repository and the plugin of digests elsewhere."""

from __future__ import annotations

import logging
import os
import re
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from scraper.errors import ConfigError, DigestError, StoreError
from scraper.model import Notice
from site_config.assembly import HERE, Frame, assemble, read_notice
from site_config.catalog.addresses import find_link
from site_config.catalog.digest import Digest
from site_config.finding.search_index import index_records
from site_config.finding.search_records import build_records
from site_config.finding.traditional import build_simplifier
from site_config.runs import read_runs
from site_config.safety import add_policy
from site_config.templates import PageFile
from site_config.theme import GUIDE, configure_theme

LOG = logging.getLogger("mkdocs.plugins.policy-digest")
NOTICES = "notices/"
TITLE = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
"""The title that people wrote: a generated page has its own."""
ABOUT = "about"
MAP = "sitemap.xml"
DAY = "POLICY_DIGEST_AS_OF"


class BuiltPage(Page):
    """A page without Markdown, filled in by `SiteEvents.on_page_content`: for the others MkDocs makes a converter each."""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  (MkDocs' signature)
        """Nothing to convert."""
        self.content, self.toc, self.present_anchor_ids = "", TableOfContents([]), set()


class SiteEvents:
    """One build: what was read in `on_files` is what later events fill in."""

    def __init__(self) -> None:
        self.digest: Digest | None = None
        self.pages: dict[str, PageFile] = {}
        self.live = False
        self.place = ""

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remember whether pages are served for preview."""
        self.live = command == "serve"

    def on_config(self, config: MkDocsConfig, **_: Any) -> MkDocsConfig:
        """Set the theme."""
        self.place = config.site_dir
        return configure_theme(config)

    def on_files(self, files: Files, *, config: MkDocsConfig, **_: Any) -> Files:
        """Read the notices, build all pages, and put them among the files."""
        notices = tuple(_take_notices(files))
        runs = read_runs(Path(config.config_file_path or ".").parent)
        frame = Frame(config.site_name, config.site_description, config.site_url, find_report(config, files), runs)
        built = assemble(notices, frame, read_day(os.environ.get(DAY)))
        self.digest = built.digest
        self.pages = {page.source: page for page in built.pages}
        config.extra |= {"as_of": self.digest.day.isoformat(), "report_url": frame.report}
        for source in self.pages:
            if files.get_file_from_path(source) is None:
                files.append(file := File.generated(config, source, content="", inclusion=_find_inclusion(source, config)))
                if file.inclusion is InclusionLevel.NOT_IN_NAV:
                    BuiltPage(None, file, config)
        if not config.site_url and (lone := files.get_file_from_path(MAP)):
            files.remove(lone)
        for name, contents in built.files:
            files.append(File.generated(config, name, content=contents))
        return files

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Fill in a generated page; what people wrote in a file of the same name stands below."""
        built = self.pages.get(page.file.src_uri)
        if built is None:
            if not page.file.src_uri.startswith(f"{GUIDE}/"):
                page.meta.setdefault("hide", ["navigation"])
            return html
        page.meta = {
            "generated": True,
            "description": escape(built.description),
            "hide": ["navigation", *([] if built.headings else ["toc"])],
            "language": built.language,
            "twin": built.twin,
        }
        if built.path:
            page.meta["title"] = escape(built.title)
        page.toc = TableOfContents([AnchorLink(escape(item.text), item.anchor, 2) for item in built.headings])
        written = TITLE.sub("", html, count=1).strip()
        return f'{built.html}\n<section class="written">{written}</section>' if written else built.html

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Name the language; add the security policy, but not in a preview, where MkDocs puts a script of its own into each page."""
        built = self.pages.get(page.file.src_uri)
        if built and built.language != "zh":
            output = output.replace('<html lang="zh"', f'<html lang="{built.language}"', 1)
        return output if self.live else add_policy(output, output.replace(page.content or "", ""))

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        """Add the security policy to 404.html."""
        return output_content if self.live or not template_name.endswith(".html") else add_policy(output_content, output_content)

    def on_post_build(self, *, config: MkDocsConfig, **_: Any) -> None:
        """Make the search index."""
        if self.digest is None:
            return
        try:
            number = index_records(build_records(self.digest), Path(config.site_dir), build_simplifier())
        except DigestError as error:
            raise PluginError(str(error)) from error
        LOG.info("%d notices, %d records in the search index", len(self.digest.notices), number)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Tell what the disk refuses in one line, in place of a traceback."""
        if isinstance(error, OSError):
            raise PluginError(f"{StoreError.kind}: {error.filename2 or error.filename or self.place}: {error.strerror or error}") from error

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Rebuild when styles, scripts or vocabulary change."""
        server.watch(str(HERE))
        return server


def find_report(config: MkDocsConfig, files: Files) -> str | None:
    """Where readers report an error: `extra: {contact: ...}` of mkdocs.yml (https: or mailto:), else the page about the site."""
    contact = find_link(config.extra.get("contact"))
    return contact or (f"{ABOUT}/" if files.get_file_from_path(f"{ABOUT}.md") else None)


def read_day(text: str | None) -> date:
    """The day for which status is computed: as given (ISO), else today."""
    if not text:
        return date.today()  # noqa: DTZ011  (the day where the site is built)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PluginError(str(ConfigError(f"{DAY} is no date: {text!r}", remedy="write it as 2020-02-08"))) from error


def _take_notices(files: Files) -> list[Notice]:
    """The notices of `content/notices`.

    Their files leave the build: MkDocs never sees their front matter, pages are made from the records.
    """
    notices = []
    seen: dict[str, str] = {}
    for file in [file for file in files if file.src_uri.startswith(NOTICES) and file.src_uri.endswith(".md")]:
        if file.src_uri == f"{NOTICES}index.md":
            continue
        files.remove(file)
        try:
            notices.append(read_notice(file.src_uri, partial(getattr, file, "content_string"), seen))
        except DigestError as error:
            LOG.warning("left out: %s", error)
    return notices


def _find_inclusion(source: str, config: MkDocsConfig) -> InclusionLevel:
    named = source in str(config.nav)
    return InclusionLevel.INCLUDED if named else InclusionLevel.NOT_IN_NAV
