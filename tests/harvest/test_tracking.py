"""Parameters that trace a visit change nothing: neither what is new, nor what stands in a content file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.dom.hyperlinks import drop_tracking, find_address
from tests.scraped import Bench, Site

FIRST, LATER = "2026-03-01", "2026-03-02"
SHAPES = {
    "campaign": "?utm_source={0}&utm_medium=list",
    "portal": "?spm=zc.{0}.1",
    "session in the path": ";jsessionid={0}A0",
    "session in the query": "?JSESSIONID={0}",
    "click": "?fbclid={0}&gclid=x",
    "shared": "?share_token={0}&isappinstalled=0",
}
TRACKING = st.sampled_from(["utm_source=a", "spm=1.2", "UTM_Campaign=x", "gclid=", "bd_vid=9", "hmsr=list"])
OTHERS = st.sampled_from(["id=7", "page=2", "spms=1", "utm=3", "a=%E7%94%B2", "x", "from=tz", "t=1", "_=2"])


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_list_that_traces_each_visit_brings_nothing_new(tmp_path: Path, shape: str) -> None:
    site, bench = Site(tmp_path / "mirror"), Bench(tmp_path / "root", tmp_path / "mirror")
    site.add(0, 1, 2)

    def publish(visit: str) -> None:
        site.publish(site.entry(n).replace(".html", f".html{shape.format(f'{visit}{n}')}") for n in (2, 1, 0))

    publish("a")
    assert bench.scrape()["site"].added == 3
    before = bench.content()
    publish("b")
    result = bench.scrape()["site"]
    assert (result.visit.new, result.added, result.changed, result.visit.requests) == (0, 0, 0, 1)
    assert bench.content() == before
    assert not any(word in text for text in bench.texts() for word in ("utm_", "spm", "jsessionid", "fbclid", "share_token"))


@given(st.lists(st.one_of(TRACKING, OTHERS), max_size=6))
def test_all_else_stays_byte_for_byte(words: list[str]) -> None:
    known = {"utm_source=a", "spm=1.2", "UTM_Campaign=x", "gclid=", "bd_vid=9", "hmsr=list"}
    kept = [word for word in words if word not in known]
    address = f"http://a.example/b/1.html{'?' if words else ''}{'&'.join(words)}"
    clean = f"http://a.example/b/1.html{'?' if kept else ''}{'&'.join(kept)}"
    assert drop_tracking(address) == find_address(address) == drop_tracking(clean) == clean


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/?",
        "http://a.example/spm/utm_source/1.html",
        "http://a.example/show?go=http://b.example/?utm_source=1",
        "http://a.example/a;b/1.html?id=jsessionid",
        "http://a.example/show?id=1&&x=",
    ],
)
def test_what_only_looks_like_a_trace_stays(address: str) -> None:
    assert drop_tracking(address) == address
