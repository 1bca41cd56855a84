"""`policy-digest render`: the whole site as a tree of Markdown for any generator, without MkDocs' events.

A page is front matter and one block of HTML, which every dialect of Markdown lets through as it stands; what people wrote follows below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from scraper.errors import ConfigError, DigestError
from scraper.model import Notice
from scraper.model.bounds import check_yaml
from site_config.assembly import Assembly, Frame, assemble, read_notice
from site_config.catalog.addresses import find_link
from site_config.finding.search_index import index_records
from site_config.finding.search_records import build_records
from site_config.finding.traditional import build_simplifier
from site_config.runs import read_runs
from site_config.templates import PageFile
from site_config.theme import configure_tree

CONFIG = "mkdocs.yml"
DOCS = "docs"
NOTICES = "notices"
ABOUT = "about"
LARGEST = 1 << 20
"""Characters of a configuration."""
BLANK_LINES = re.compile(r"\n\s*\n")
HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
TITLE = re.compile(r"^# [^\n]*\n?", re.MULTILINE)


PLAIN = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "＂"})
"""Generators differ in whether they escape front matter (MkDocs does not): characters of markup become their wide twins."""


class ConfigLoader(yaml.SafeLoader):
    """Reads a digest's mkdocs.yml: tags that name code or environment are passed over."""


ConfigLoader.add_multi_constructor("", lambda *_: None)


def render_digest(root: Path, out: Path, day: date) -> tuple[int, tuple[str, ...]]:
    """Write the tree of the digest at `root` into `out`; the number of pages, and what is wrong with notices left out."""
    config = read_config(root / CONFIG)
    docs = root / str(config.get("docs_dir") or DOCS)
    faults: list[str] = []
    frame = Frame(
        name=str(config.get("site_name") or root.name),
        claim=config.get("site_description"),
        home=config.get("site_url"),
        report=find_link((config.get("extra") or {}).get("contact")) or (f"{ABOUT}/" if (docs / f"{ABOUT}.md").is_file() else None),
        runs=read_runs(root),
    )
    built = assemble(list_notices(docs, faults), frame, day)
    save_tree(built, docs, out / DOCS)
    (out / CONFIG).write_text(yaml.safe_dump(configure_tree(frame.name, frame.home, DOCS), allow_unicode=True, sort_keys=False), "utf-8")
    return len(built.pages), tuple(faults)


def read_config(path: Path) -> dict[str, Any]:
    """The settings of a digest.

    Raises:
        ConfigError: the file can't be read.
    """
    try:
        text = path.read_text("utf-8")
        check_yaml(text, LARGEST, references=True)
        return dict(yaml.load(text, ConfigLoader) or {})  # noqa: S506  (a safe loader)
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        raise ConfigError(f"can't be read: {error}", file=str(path)) from error


def list_notices(docs: Path, faults: list[str]) -> Iterator[Notice]:
    """The notices in `docs`; those that can't be read are told in `faults`."""
    seen: dict[str, str] = {}
    for path in sorted((docs / NOTICES).rglob("*/*.md")):
        name = path.relative_to(docs).as_posix()
        try:
            yield read_notice(name, partial(path.read_text, "utf-8"), seen)
        except DigestError as error:
            faults.append(str(error))


def save_tree(built: Assembly, docs: Path, out: Path) -> None:
    """Pages, files, the search index, and what people wrote or put there."""
    pages = {page.source: page for page in built.pages}
    for path in (path for path in sorted(docs.rglob("*")) if path.is_file()):
        name = path.relative_to(docs)
        if not (name.parts[0] == NOTICES and name.suffix == ".md") and name.as_posix() not in pages:
            save_file(out / name, path.read_bytes())
    for source, page in pages.items():
        written = docs / source
        save_file(out / source, render_page(page, written.read_text("utf-8") if written.is_file() else ""))
    for file, contents in built.files:
        save_file(out / file, contents)
    index_records(build_records(built.digest), out, build_simplifier())


def render_page(page: PageFile, written: str = "") -> str:
    r"""A page as Markdown; of what people `written`, front matter and title give way to the page's own.

    >>> print(render_page(PageFile("a/", "甲", "<h1>甲</h1>\n\n<p>文</p>"), "# 甲\n\n补充。\n"))
    ---
    title: 甲
    ---
    <BLANKLINE>
    <div class="digest" lang="zh">
    <h1>甲</h1>
    <p>文</p>
    </div>
    <BLANKLINE>
    补充。
    <BLANKLINE>
    """
    head = {"title": page.title, "description": page.description}
    front = yaml.safe_dump({key: value.translate(PLAIN) for key, value in head.items() if value}, allow_unicode=True, sort_keys=False)
    block = BLANK_LINES.sub("\n", str(page.html).strip())
    below = TITLE.sub("", HEAD.sub("", written), count=1).strip()
    return f'---\n{front}---\n\n<div class="digest" lang="{page.language}">\n{block}\n</div>\n' + (f"\n{below}\n" if below else "")


def save_file(path: Path, contents: str | bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encode("utf-8") if isinstance(contents, str) else contents)
