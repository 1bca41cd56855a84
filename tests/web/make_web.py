"""Make the example web: `python -m tests.web.make_web` writes mirror/, folder/ and expected.tsv from notices/, sites.yml and templates/.

The same input gives the same files, byte for byte; a test compares them with what is committed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.web.list_pages import file_of, locate, render_lists
from tests.web.webpage import HERE, Sample, Site, load_samples, load_sites, render_page, render_text

COLUMNS = (
    "slug",
    "title",
    "region",
    "number",
    "written",
    "published",
    "topics",
    "measures",
    "from",
    "to",
    "status",
    "damage",
    "family",
    "repost_of",
    "url",
)
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /login/\nCrawl-delay: 2\n"
HEADERS = {
    "gkmlpt/api/": "Content-Type: application/json; charset=utf-8\n",
    "module/": "Content-Type: text/xml; charset=utf-8\n",
    "atom.xml": "Content-Type: application/atom+xml; charset=utf-8\n",
}
"""Answers whose type the file name does not tell."""


def make_files() -> dict[Path, bytes]:
    """Every generated file, below tests/web."""
    sites, samples = load_sites(), load_samples()
    files: dict[Path, bytes] = {Path("expected.tsv"): render_manifest(samples, sites).encode()}
    for site in sites.values():
        own = [s for s in samples if s.site == site.id]
        if site.family == "folder":
            files |= {Path("folder") / f"{s.slug}.txt": encode_page(render_text(s), s) for s in own}
            files[Path("folder/urls.tsv")] = "".join(f"{s.slug}.txt\t{name_address(s)}\n" for s in own).encode()
        else:
            files |= make_site(site, own)
    return files


def make_site(site: Site, samples: Sequence[Sample]) -> dict[Path, bytes]:
    """The files of one host: robots.txt, lists, pages, and headers where they are needed."""
    root = Path("mirror") / site.host
    files = {root / "robots.txt": ROBOTS.encode()}
    for name, text in render_lists(site, samples).items():
        files[root / name] = text.encode()
        header = next((value for prefix, value in HEADERS.items() if name.startswith(prefix)), None)
        if header:
            files[root / f"{name}.headers"] = header.encode()
    for sample in samples:
        related = "".join(f'<li><a href="{locate(s, site)}">{s.title}</a></li>' for s in samples[:6] if s is not sample)
        files[root / file_of(locate(sample, site))] = encode_page(render_page(sample, site, related), sample)
    return files


def name_address(sample: Sample) -> str:
    """The address of a text in the folder: the real notice's, but for a copy, which stands on a made-up portal."""
    return f"http://www.portal.example/news/{sample.serial}.html" if "repost_of" in sample.truth else sample.url


def encode_page(text: str, sample: Sample) -> bytes:
    """The bytes of a page in its own encoding (utf-16 writes a byte order mark)."""
    return text.encode(sample.encoding, errors="xmlcharrefreplace")


def render_manifest(samples: Sequence[Sample], sites: dict[str, Site]) -> str:
    """The truth about each notice, one line each, tab-separated; unknown is empty."""
    lines = ["\t".join(COLUMNS)]
    for s in sorted(samples, key=lambda sample: sample.slug):
        values = {
            "slug": s.slug,
            "title": s.title,
            "region": s.region,
            "number": s.number,
            "written": s.written,
            "published": s.published,
            "damage": " ".join(s.damage),
            "family": sites[s.site].family,
            "url": s.url,
        } | {key: " ".join(value) if isinstance(value, list) else value for key, value in s.truth.items()}
        lines.append("\t".join("" if values.get(name) is None else str(values[name]) for name in COLUMNS))
    return "\n".join(lines) + "\n"


def write_files(files: dict[Path, bytes], root: Path) -> None:
    """Replace what an earlier run wrote."""
    for name in ("mirror", "folder"):
        shutil.rmtree(root / name, ignore_errors=True)
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    made = make_files()
    write_files(made, HERE)
    sys.stdout.write(f"{len(made)} files\n")
