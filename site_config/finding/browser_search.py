"""Searching a built site as readers do: its own search page in headless Chromium, served on loopback.

python -m site_config.finding.browser_search QUERIES --site DIR [--json] [--min 0.9]
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scraper.errors import ConfigError, DigestError
from site_config.finding.search_evaluation import RELATED, Query, Result, Verdict, judge_query, load_queries, sum_success

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WAIT = 30_000
"""Milliseconds for one answer."""
READY = "#search-results[aria-busy=false]"
READ = """() => [...document.querySelectorAll("article.measure, #search-notices .notice")].slice(0, 30).map((card) => ({
  lead: card.querySelector(".measure__lead, .notice__title")?.textContent ?? "",
  quote: card.querySelector("blockquote")?.textContent ?? "",
  source: card.matches(".notice") ? card.textContent : card.querySelector(".measure__from")?.textContent ?? "",
  notice: card.dataset.notice ?? "",
  measure: card.dataset.measure ?? "",
}))"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name of the standard library)
        """Nothing."""


@contextmanager
def serve_site(site: Path) -> Iterator[str]:
    """The address of a built site on loopback, for as long as the block lasts.

    Raises:
        ConfigError: no built site with a search page there.
    """
    if not (site / "search" / "index.html").is_file():
        raise ConfigError("no built site with a search page", file=str(site), remedy="build it: policy-digest build")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@contextmanager
def open_browser() -> Iterator[Any]:
    """A headless Chromium: the system's, else Playwright's own.

    Raises:
        ConfigError: Playwright or Chromium is missing.
    """
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  (for those who judge a search, not for those who build)
    except ImportError as error:
        raise ConfigError("Playwright is not installed", remedy="pip install 'policy-digest[dev]'") from error
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        except Error as error:
            raise ConfigError("no Chromium to search with", remedy="apt install chromium, or: playwright install chromium") from error
        yield browser
        browser.close()


def search_site(page: Any, address: str, query: str) -> tuple[tuple[Result, ...], int]:
    """The results of a query, the first one first, and how many measures hold it as typed; none when no answer comes in time."""
    from playwright.sync_api import TimeoutError  # noqa: A004, PLC0415  (as above)

    page.goto(f"{address}search/?q={quote(query)}")
    try:
        page.locator(READY).wait_for(state="attached", timeout=WAIT)
    except TimeoutError:
        return (), 0
    hits = int(page.locator("#search-results").get_attribute("data-hits") or 0)
    return tuple(Result(**found) for found in page.evaluate(READ)), hits


def judge_search(queries: Sequence[Query], site: Path) -> tuple[Verdict, ...]:
    """Every query typed into the site's search page.

    Raises:
        ConfigError: no site, or no browser.
    """
    with serve_site(site) as address, open_browser() as browser:
        page = browser.new_page(locale="zh-CN")
        return tuple(judge_query(query, *search_site(page, address, query.text)) for query in queries)


def describe_verdicts(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Scores and every query's place, as JSON types. `literal` counts only queries that stand in a measure as typed."""
    return {
        "queries": len(verdicts),
        "success": sum_success(verdicts),
        "success_related": sum_success(verdicts, RELATED),
        "literal": sum_success([verdict for verdict in verdicts if verdict.hits]),
        "ranks": [
            {"id": v.query.id, "query": v.query.text, "hits": v.hits, "answered": v.answered, "related": v.related, "shown": list(v.shown)}
            for v in verdicts
        ],
    }


def render_verdicts(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The same as lines for people: the scores, then the queries without an answer in the first three."""
    literal = [verdict for verdict in verdicts if verdict.hits]
    for name, some, relevance in (("answers", verdicts, 2), ("answers or related", verdicts, RELATED), ("typed as written", literal, 2)):
        scores = "  ".join(f"@{depth} {score:.3f}" for depth, score in sum_success(some, relevance).items())
        yield f"{name:<20} {scores}  n={len(some)}"
    for verdict in verdicts:
        if verdict.answered is None or verdict.answered > 3:
            shown = " | ".join(verdict.shown) or "nothing"
            yield f"missed {verdict.query.id} {verdict.query.text}: rank {verdict.answered or '-'}; shown: {shown}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="a JSON file of queries and their answers")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="a built site (default: site/)")
    parser.add_argument("--min", type=float, default=0.0, metavar="SHARE", help="fail when success@3 is below")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_command(args: argparse.Namespace) -> int:
    """Judge and print; 1 when success@3 is below `--min`."""
    verdicts = judge_search(load_queries(args.queries), args.site)
    lines = [json.dumps(describe_verdicts(verdicts), ensure_ascii=False)] if args.json else render_verdicts(verdicts)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(sum_success(verdicts)["3"] < args.min)


def main(argv: Sequence[str] | None = None) -> int:
    """The command by itself; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m site_config.finding.browser_search", description="How early readers' queries find their answers."
    )
    add_arguments(parser)
    try:
        return run_command(parser.parse_args(argv))
    except DigestError as error:
        sys.stderr.write(f"{error.kind}: {error}\n")
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
