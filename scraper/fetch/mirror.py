"""Saved pages in place of the network: `DIR/<host>/<path>` answers `http(s)://<host>/<path>`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

import httpx2

from scraper.model.naming import is_path

PLAIN = "._=&@-"
"""Beside letters and digits, what a file name keeps as it is."""
LONGEST = 200
TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xml": "text/xml",
    ".jsp": "text/xml",
    ".json": "application/json",
}
TYPES |= {".txt": "text/plain", ".pdf": "application/pdf"}
HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]{0,9}(.{0,500})$")


def name_file(url: str) -> PurePosixPath | None:
    """The file that answers an address, or None for one that can have no file.

    >>> str(name_file("https://A.example/tz/?page=2&sid=1"))
    'a.example/tz/index.html@page=2&sid=1'
    >>> str(name_file("http://a.example:8080/附件.html")), name_file("http://a.example/%2e%2e/passwd")
    ('a.example@8080/%E9%99%84%E4%BB%B6.html', None)
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower() + (f"@{parts.port}" if parts.port else "")
    except ValueError:
        return None
    path = parts.path if not parts.path.endswith("/") and parts.path else f"{parts.path}index.html"
    names = [host, *(unquote(name) for name in path.split("/") if name)]
    if parts.query:
        names[-1] += f"@{unquote(parts.query)}"
    safe = [quote(name, safe=PLAIN, errors="surrogatepass") for name in names]
    if not host or not is_path("/".join(safe)) or max(map(len, safe)) > LONGEST:
        return None
    return PurePosixPath(*safe)


class MirrorTransport(httpx2.AsyncBaseTransport):
    """Answers every request from a folder; a missing file is 404. Never opens a socket."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The saved answer, 304 when the validator matches, or 404."""
        name = name_file(str(request.url))
        path = self._folder / name if name else None
        if path is None or not path.is_file() or not path.resolve().is_relative_to(self._folder.resolve()):
            return httpx2.Response(404, stream=httpx2.ByteStream(b"not in the mirror"))
        body = path.read_bytes()
        status, headers = read_headers(path)
        if "ETag" not in headers:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()}"'
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return httpx2.Response(304, headers=headers, stream=httpx2.ByteStream(b""))
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(body))


def read_headers(path: Path) -> tuple[int, httpx2.Headers]:
    """Status and headers of a saved answer: from `<file>.headers`, else the type by the name."""
    headers = httpx2.Headers({"Content-Type": TYPES.get(Path(path.name.partition("@")[0]).suffix.lower(), "text/html")}, encoding="utf-8")
    beside = path.with_name(f"{path.name}.headers")
    if beside.is_file():
        lines = beside.read_text(encoding="utf-8").splitlines()
        headers.update(httpx2.Headers([(found[1], found[2]) for line in lines if (found := HEADER.match(line))], encoding="utf-8"))
    return int(headers.pop("Status", "200")), headers
