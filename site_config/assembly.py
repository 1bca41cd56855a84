"""All that is published of a digest, whichever door it leaves by: pages, and files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scraper.model import Notice
from site_config.pages.digest import Digest, build_digest
from site_config.pages.records import list_texts
from site_config.pages.script import list_simplified
from site_config.pages.site import build_files, build_pages
from site_config.pages.sources import RunLine
from site_config.pages.templates import PageFile
from site_config.pages.words import build_words
from site_config.vocabulary import load_vocabulary

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
PUBLISHED = "assets/digest/"
SERVED = frozenset({".css", ".js"})
"""What of the assets goes out; the picture for the README stays."""
CLAIM = "各地支持企业的政策措施：能得到什么，在哪里，怎么办，到何时。"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a digest says of itself: name, claim, its address, where errors are reported, and the last runs of its sources."""

    name: str
    claim: str | None = None
    home: str | None = None
    report: str | None = None
    runs: tuple[RunLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """Pages, and path and contents of everything else; the search index is made from `digest`."""

    digest: Digest
    pages: tuple[PageFile, ...]
    files: tuple[tuple[str, str | bytes], ...]


def assemble(notices: Iterable[Notice], frame: Frame, day: date) -> Assembly:
    """Build everything as of `day`."""
    digest = build_digest(notices, load_vocabulary(), day)
    pages = tuple(build_pages(digest, frame.name, frame.claim or CLAIM, frame.runs, frame.report))
    return Assembly(digest, pages, tuple(_list_files(digest, frame)))


def _list_files(digest: Digest, frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(ASSETS.iterdir()):
        if path.suffix in SERVED:
            yield PUBLISHED + path.name, path.read_bytes()
    yield f"{PUBLISHED}simplified.json", list_simplified(list_texts(digest))
    yield from build_words(digest)
    yield from build_files(digest, frame.name, frame.home)
