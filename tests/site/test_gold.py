"""The search of a site made from labelled documents, asked what readers asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scraper.cli import main
from site_config.finding.browser_search import search_site, serve_site
from site_config.finding.search_evaluation import judge_query, load_queries, sum_success

GOLD = Path(__file__).parent.parent.parent.parent / "shared" / "gold"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the shared labelled documents are not beside the checkout"),
]


def test_queries_of_readers_find_their_measures(tmp_path: Path, browser: Any) -> None:
    assert main(["ingest", str(GOLD / "dev"), "--root", str(tmp_path)]) in (0, 1)
    assert main(["build", "--root", str(tmp_path)]) == 0
    queries = load_queries(GOLD / "queries-dev.json")
    assert len(queries) >= 10
    with serve_site(tmp_path / "site") as address:
        page = browser.new_page(locale="zh-CN")
        verdicts = [judge_query(query, *search_site(page, address, query.text)) for query in queries]
        page.close()
    literal = [verdict for verdict in verdicts if verdict.hits]
    assert literal
    assert sum_success(verdicts)["3"] >= 0.9
    assert sum_success(literal)["3"] == 1.0
