"""Any part of a measure finds exactly the measures that hold it: a small version of `make bench-search`, which asks 500 of 5,000."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from site_config.finding.browser_search import serve_site

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
BENCH = Path(__file__).parents[1] / "bench" / "bench_search.py"
MEASURES, SUBSTRINGS = 200, 30


@pytest.fixture(scope="module")
def bench() -> Any:
    spec = importlib.util.spec_from_file_location("tests_bench_search", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_random_substrings_find_exactly_what_holds_them(bench: Any, browser: Any, tmp_path: Path) -> None:
    notices = bench.make_notices(MEASURES)
    texts = bench.list_texts(notices)
    site, _ = bench.build_site(tmp_path, notices)
    page = browser.new_page(locale="zh-CN")
    with serve_site(site) as address:
        tally = bench.measure_pairs(page, address, texts, bench.choose_substrings(list(texts.values()), SUBSTRINGS))
    page.close()
    assert tally.missed == []
    assert set(tally.precisions) == {1.0}
