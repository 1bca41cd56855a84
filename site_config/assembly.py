"""All that is published of a digest, whichever door it leaves by: pages, and files beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from scraper.errors import ConfigError, FrontMatterError
from scraper.frontmatter import parse_public
from scraper.model import Notice
from scraper.model.naming import is_path
from site_config.catalog.digest import Digest, build_digest
from site_config.closed_words import load_vocabulary
from site_config.finding.search_records import list_texts
from site_config.finding.search_tables import build_words
from site_config.finding.traditional import list_simplified
from site_config.pages.sources import RunLine
from site_config.site import build_files, build_pages
from site_config.templates import PageFile

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
PUBLISHED = "assets/digest/"
SERVED = frozenset({".css", ".js"})
"""What of the assets goes out; the picture for the README stays."""
IMPORT = re.compile(r'(\bfrom "\./[a-z]{1,20}\.js)(")')
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
    """Build everything as of `day`.

    Raises:
        ConfigError: something of it would lie outside the site.
    """
    digest = build_digest(notices, load_vocabulary(), day)
    pages = tuple(build_pages(digest, frame.name, frame.claim or CLAIM, frame.runs, frame.report))
    files = tuple(_list_files(digest, frame))
    for path in (*(page.source for page in pages), *(name for name, _ in files)):
        if not is_path(path):
            raise ConfigError(f"{path!r} is no path inside the site", remedy="look at ids and vocabulary: policy-digest check")
    return Assembly(digest, pages, files)


def read_notice(file: str, load: Callable[[], str], seen: dict[str, str]) -> Notice:
    """The notice in a content file; `seen` notes which file has which id, because two of one id would write the same page.

    Raises:
        FrontMatterError: it can't be read, is broken, or has the id of another file.
        PrivacyError: it shows personal data.
    """
    try:
        text = load()
    except (OSError, ValueError) as error:
        raise FrontMatterError(f"can't be read: {error}", file=file, remedy="save it as UTF-8, or restore it") from error
    notice = parse_public(text, file=file)
    first = seen.setdefault(notice.id, file)
    if first != file:
        raise FrontMatterError(f"{notice.id} is also the id of {first}", file=file, remedy="delete one of the files")
    return notice


def mark_version() -> str:
    """Changes with any style or script, so that browsers keep no old one beside a new one."""
    return sha256(b"".join(path.read_bytes() for path in sorted(ASSETS.iterdir()))).hexdigest()[:8]


def write_asset(text: str) -> str:
    """A script whose imports name the version, too.

    >>> write_asset('import { say } from "./language.js";') == f'import {{ say }} from "./language.js?v={mark_version()}";'
    True
    """
    return IMPORT.sub(rf"\1?v={mark_version()}\2", text)


def _list_files(digest: Digest, frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    for path in sorted(ASSETS.iterdir()):
        if path.suffix in SERVED:
            yield PUBLISHED + path.name, write_asset(path.read_text("utf-8"))
    yield f"{PUBLISHED}simplified.json", list_simplified(list_texts(digest))
    yield from build_words(digest)
    yield from build_files(digest, frame.name, frame.home)
