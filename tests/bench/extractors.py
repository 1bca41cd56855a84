"""The extractors that the benches of reading compare: ours and general ones, each as a function from a page's bytes to its fields.

The general ones are imported when they are built: they live in the environment of the benches only (extra `bench`).
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from scraper.model import FieldName, Snapshot
from scraper.page.reading import read_page, sniff_form
from scraper.pipeline import build_reader, normalize_snapshot
from scraper.repair.decode import decode_bytes
from scraper.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[2]

Fields = dict[str, str | None]
Tool = Callable[[bytes], Fields]
HAN = re.compile("[\u4e00-\u9fff]")
CHINESE = 100
"""A page with more Chinese characters is Chinese; its tag seldom says so."""


def build_digest() -> Tool:
    """The whole of `normalize`."""
    reader = build_reader(load_vocabulary(ROOT / "site_config" / "data"))

    def read(data: bytes) -> Fields:
        notice = normalize_snapshot(Snapshot("page.html", data, hashlib.sha256(data).hexdigest()), reader)
        return {"title": notice.title, "published": notice.published.isoformat() if notice.published else None, "body": notice.body}

    return read


def build_digest_read() -> Tool:
    """Only what general extractors do: title, date, body."""

    def read(data: bytes) -> Fields:
        text = decode_bytes(data).text
        page = read_page(text, form=sniff_form("page.html", text))
        return {"title": page.value(FieldName.TITLE), "published": page.value(FieldName.PUBLISHED), "body": page.body}

    return read


def build_trafilatura() -> Tool:
    """trafilatura.bare_extraction with metadata and tables."""
    import trafilatura

    def read(data: bytes) -> Fields:
        found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
        return {} if found is None else {"title": found.title, "published": found.date, "body": found.text}

    return read


def build_readability() -> Tool:
    """readability-lxml: title and summary; it reads no date."""
    import lxml.html
    import readability

    def read(data: bytes) -> Fields:
        document = readability.Document(decode_bytes(data).text)
        body = lxml.html.fromstring(document.summary() or "<p></p>").text_content()
        return {"title": document.short_title(), "published": None, "body": body}

    return read


def build_resiliparse() -> Tool:
    """resiliparse: main content as plain text; no metadata but the title tag."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def read(data: bytes) -> Fields:
        tree = HTMLTree.parse(decode_bytes(data).text)
        return {"title": tree.title, "published": None, "body": extract_plain_text(tree, main_content=True)}

    return read


def build_gne() -> Tool:
    """GNE, the extractor written for Chinese news pages."""
    import gne

    extractor = gne.GeneralNewsExtractor()

    def read(data: bytes) -> Fields:
        found = extractor.extract(decode_bytes(data).text)
        return {"title": found["title"], "published": (found["publish_time"] or "")[:10] or None, "body": found["content"]}

    return read


def build_newspaper() -> Tool:
    """newspaper4k, told that a page is Chinese where it is; it fetches nothing."""
    import jieba

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a package that only its summaries need
        import newspaper
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()  # a second that is no page's

    def read(data: bytes) -> Fields:
        text = decode_bytes(data).text
        language = "zh" if len(HAN.findall(text)) > CHINESE else None
        found = newspaper.article("", language=language, input_html=text, fetch_images=False)
        return {"title": found.title, "published": found.publish_date and found.publish_date.date().isoformat(), "body": found.text}

    return read


def build_htmldate() -> Tool:
    """htmldate: the day a page was first published, and nothing else."""
    import htmldate

    def read(data: bytes) -> Fields:
        return {"published": htmldate.find_date(decode_bytes(data).text, original_date=True)}

    return read


TOOLS: dict[str, Callable[[], Tool]] = {
    "digest": build_digest,
    "digest read": build_digest_read,
    "trafilatura": build_trafilatura,
    "readability": build_readability,
    "resiliparse": build_resiliparse,
    "gne": build_gne,
    "newspaper4k": build_newspaper,
    "htmldate": build_htmldate,
}


def build_tools(names: Iterable[str] = TOOLS) -> dict[str, Tool]:
    """The tools of these names, in the order of TOOLS; one that is not installed is left out, and said so."""
    tools: dict[str, Tool] = {}
    for name in (name for name in TOOLS if name in set(names)):
        try:
            tools[name] = TOOLS[name]()
        except ImportError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)
    return tools


def try_tool(tool: Tool, data: bytes) -> tuple[Fields, float]:
    """One page through one tool: its fields (none if it failed) and the seconds it took."""
    start = time.perf_counter()
    try:
        fields = tool(data)
    except Exception as error:  # noqa: BLE001  a tool's own failure is a result here
        fields = {"error": f"{type(error).__name__}: {error}"}
    return fields, time.perf_counter() - start
