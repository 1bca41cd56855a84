"""Files and folders that a person names: what is in them to read, and with which address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scraper.errors import InputError, OversizedInput
from scraper.intake import is_document
from scraper.model import Snapshot
from scraper.model.bounds import parse_json
from scraper.repair.decode import MAX_BYTES

SUFFIXES = frozenset({".html", ".htm", ".txt", ".md", ".json"})
URLS = "urls.tsv"


@dataclass(frozen=True, slots=True)
class Inputs:
    """File names in the order of reading, as people gave them, the addresses known for them, and those that lead out of their folder."""

    names: tuple[str, ...]
    urls: dict[str, str]
    astray: frozenset[str] = frozenset()

    def load(self, name: str) -> Snapshot:
        """The bytes of one of the files.

        Raises:
            InputError: missing, a folder, not allowed, larger than any page, or a link to what lies outside the folder that was named.
        """
        if name in self.astray:
            raise InputError("a link that leads out of its folder", file=name, remedy="put a copy there, or name the file itself")
        return load_snapshot(Path(name), name, self.urls.get(name))


def list_inputs(paths: Iterable[str], urls: Path | None = None) -> Inputs:
    """What there is to read in files and folders; a folder gives its documents in order of name.

    Addresses come from `urls` (file name TAB address) and, for the files of a folder, from the `urls.tsv` in it.

    Raises:
        InputError: `urls` can't be read.
    """
    given = load_urls(urls) if urls else {}
    names: list[str] = []
    found: dict[str, str] = {}
    astray: set[str] = set()
    for text in paths:
        path = Path(text)
        here = list(list_folder(path)) if path.is_dir() else [text]
        table = path / URLS if path.is_dir() else path.parent / URLS
        known = (load_urls(table) if table.is_file() else {}) | given
        names += here
        astray.update(name for name in here if path.is_dir() and not Path(name).resolve().is_relative_to(path.resolve()))
        found |= {name: known[Path(name).name] for name in here if Path(name).name in known}
    return Inputs(tuple(names), found, frozenset(astray))


def list_folder(folder: Path) -> Iterator[str]:
    """The documents of a folder in order of name; labels and other JSON that is no document is left out."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SUFFIXES and path.is_file() and (path.suffix.lower() != ".json" or holds_document(path)):
            yield str(path)


def holds_document(path: Path) -> bool:
    """True when a JSON file is a document, not data about one."""
    try:
        return path.stat().st_size <= MAX_BYTES and is_document(parse_json(path.read_bytes()))
    except (OSError, ValueError):
        return False


def load_urls(path: Path) -> dict[str, str]:
    """File name -> address, from lines `name TAB address`.

    Raises:
        InputError: the table can't be read.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"the table of addresses can't be read: {error}", file=str(path), remedy="lines of: file name TAB address"
        ) from error
    rows = (line.split("\t") for line in lines if "\t" in line)
    return {Path(row[0].strip()).name: row[1].strip() for row in rows if row[1].strip().startswith(("http://", "https://"))}


def load_snapshot(path: Path, name: str, url: str | None = None) -> Snapshot:
    """The bytes of a file, with their fingerprint.

    Raises:
        InputError: missing, a folder, not allowed, or larger than any page.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise OversizedInput(f"{size:,} bytes, more than {MAX_BYTES:,}", file=name, remedy="split it or save the text alone")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", file=name, remedy="check the path and its permissions") from error
    return Snapshot(name, data, sha256(data).hexdigest(), url)
