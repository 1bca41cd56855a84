"""A built site as any static host serves it: files by their types, folders by index.html, the site's own page for what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from scraper.errors import ConfigError
from scraper.model.naming import is_path

INDEX = "index.html"
LOST = "404.html"
UTF8 = "; charset=utf-8"
TYPES = {
    ".html": f"text/html{UTF8}", ".css": f"text/css{UTF8}", ".js": f"text/javascript{UTF8}", ".json": "application/json",
    ".ndjson": "application/x-ndjson", ".xml": "application/xml", ".csv": f"text/csv{UTF8}", ".ics": f"text/calendar{UTF8}",
    ".svg": "image/svg+xml", ".wasm": "application/wasm", ".sqlite": "application/vnd.sqlite3", ".txt": f"text/plain{UTF8}",
    ".md": f"text/markdown{UTF8}", ".gz": "application/gzip", ".webmanifest": "application/manifest+json",
}  # fmt: skip
"""Of what a site holds; the registries of operating systems differ, on some of them .js is no script."""


def open_host(folder: Path, address: str, base: str) -> ThreadingHTTPServer:
    """A server of `folder` at HOST:PORT, under the path `base`; port 0 takes a free one.

    Raises:
        ConfigError: the folder holds no site, `base` is no path, or nothing can listen there.
    """
    if not (folder / INDEX).is_file():
        raise ConfigError("no built site: index.html is missing", file=str(folder), remedy="name the folder that index.html lies in")
    host, _, port = address.rpartition(":")
    try:
        return ThreadingHTTPServer((host, int(port)), partial(StaticHandler, directory=str(folder), base=clean_base(base)))
    except (OSError, OverflowError, ValueError) as error:
        raise ConfigError(f"can't listen at {address}: {error}", remedy="give another --addr HOST:PORT") from error


def clean_base(base: str) -> str:
    """A path with a slash at either end.

    >>> clean_base("digest"), clean_base("/")
    ('/digest/', '/')

    Raises:
        ConfigError: it is no path of an address.
    """
    inner = base.strip("/")
    if inner and not (is_path(inner) and inner.isascii() and "%" not in inner and " " not in inner and "#" not in inner):
        raise ConfigError(f"{base!r} is no path of an address", remedy="give one like --base /digest/")
    return f"/{inner}/" if inner else "/"


class StaticHandler(SimpleHTTPRequestHandler):
    """Serves a folder under a path."""

    extensions_map: Mapping[str, str] = {"": "application/octet-stream", **TYPES}  # type: ignore[assignment]  # only read

    def __init__(self, *arguments: object, directory: str, base: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # as the server gives them

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]  # the page for what is not there is bytes too
        """Headers and contents; the root leads to where the site is."""
        if self.base != "/" and self.path in ("/", self.base.rstrip("/")):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", self.base)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """The file of a path; outside the site there is none, whatever the path says and wherever links in the site lead."""
        found = super().translate_path(path[len(self.base) - 1 :]) if self._is_inside(path) else ""
        folder = Path(self.directory).resolve()
        return found if found and Path(found).resolve().is_relative_to(folder) else str(folder / LOST / "outside")

    def _is_inside(self, path: str) -> bool:
        """True for what the site may have a file for."""
        name = unquote(path.partition("?")[0].partition("#")[0], errors="replace").removeprefix(self.base)
        return path.startswith(self.base) and (not name or is_path(name.removesuffix("/")))

    def list_directory(self, path: object) -> None:  # noqa: ARG002  (there is no list)
        """A folder without index.html is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not there gets the site's own page."""
        page = Path(self.directory) / LOST
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (the name is the base class's)
        """Nothing: readers of the terminal want the address alone."""
