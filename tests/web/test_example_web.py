"""The example web: what it holds, that it is made from its sources, that it copies no sentence."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import opencc
import pytest

from tests.web.make_web import make_files
from tests.web.webpage import HERE, Sample, load_samples, load_sites

SHARED = HERE.parents[2] / "shared"
TODAY = date(2026, 11, 21)
LONGEST_RUN = 20
"""Han characters in a row, punctuation left out, that may stand in a real text, too."""

HAN = re.compile(r"[\u4e00-\u9fff]+")
QUOTED_TITLE = re.compile(r"《[^》]{1,120}》")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
TOPICS = frozenset(
    {
        "finance",
        "tax-fees",
        "jobs",
        "input-costs",
        "logistics",
        "health-restart",
        "approvals",
        "matching",
        "projects",
        "innovation",
        "trade-market",
        "support-oversight",
    }
)
DAMAGE = frozenset(
    {
        "bracket-pinyin",
        "space-pinyin",
        "traditional",
        "page-numbers",
        "digits-stripped",
        "spun",
        "hijacked-issuer",
        "spam-lines",
        "line-breaks",
        "two-numbers",
    }
)


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    return load_samples()


@pytest.fixture(scope="module")
def manifest() -> list[dict[str, str]]:
    with (HERE / "expected.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_committed_web_is_what_its_sources_make() -> None:
    made = make_files()
    found = {path.relative_to(HERE) for folder in ("mirror", "folder") for path in (HERE / folder).rglob("*") if path.is_file()}
    assert found == {path for path in made if path.parts[0] in ("mirror", "folder")}
    differ = [str(path) for path, data in made.items() if (HERE / path).read_bytes() != data]
    assert differ == [], "run `python -m tests.web.make_web`"


def test_web_is_wide_enough(samples: tuple[Sample, ...], manifest: list[dict[str, str]]) -> None:
    originals = [row for row in manifest if not row["repost_of"]]
    regions = {row["region"] for row in originals}
    assert len(originals) >= 40
    assert len(regions) >= 12
    assert len({region[:2] for region in regions} - {"00"}) >= 6
    assert len({row["family"] for row in originals}) >= 6
    assert {topic for row in originals for topic in row["topics"].split()} == TOPICS
    assert {name for row in manifest for name in row["damage"].split()} == DAMAGE
    assert {row["status"] for row in originals} == {"in_force", "expired", "unstated"}
    assert {(s.encoding, s.declared) for s in samples} >= {("gbk", "gb2312"), ("utf-8", "gb2312"), ("utf-16", None)}
    assert {s.header for s in samples} == {"", "td", "cell", "strong", "span", "spaced"}
    assert {s.shape for s in samples} == {"minute", "second", "day", "nbsp", "spaces", "ratio", "han"}


def test_status_follows_from_the_term(manifest: list[dict[str, str]]) -> None:
    for row in manifest:
        ends = date.fromisoformat(row["to"]) if row["to"] else None
        assert row["status"] == ("unstated" if ends is None else "in_force" if ends >= TODAY else "expired"), row["slug"]


def test_measures_are_counted_right(samples: tuple[Sample, ...]) -> None:
    """Numbered paragraphs bound the count from above: some are bundles, terms or conditions."""
    marker = re.compile(
        r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}\.|第[一二三四五六七八九十]{1,3}条|[一二三四]是)",
        re.MULTILINE,
    )
    for sample in samples:
        numbered = len(marker.findall(sample.body))
        assert sample.truth["measures"] <= numbered or numbered == 0, sample.slug


def test_every_page_names_its_real_source(samples: tuple[Sample, ...]) -> None:
    sites = load_sites()
    for sample in samples:
        assert sample.url.startswith(("http://", "https://")), sample.slug
        assert ".example" not in sample.url, sample.slug
        assert sample.site in sites, sample.slug


def test_no_personal_mobile_number(samples: tuple[Sample, ...]) -> None:
    assert [s.slug for s in samples if MOBILE.search(s.body + s.lead + s.tail)] == []


@pytest.mark.shared
def test_no_sentence_is_copied_from_a_real_text(samples: tuple[Sample, ...]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the folder of real texts is not beside the checkout")
    runs: dict[str, str] = {}
    for sample in samples:
        for text in own_words(sample):
            for start in range(len(text) - LONGEST_RUN + 1):
                runs.setdefault(text[start : start + LONGEST_RUN], sample.slug)
    copied = Counter(runs[run] + ": " + run for run in find_runs(set(runs)))
    assert sorted(copied) == []


def own_words(sample: Sample) -> Iterator[str]:
    """The Han characters of a body, cut at what necessarily repeats: quoted titles, its own title, its issuers."""
    text = QUOTED_TITLE.sub("\n", sample.body + "\n" + sample.lead)
    for fixed in sorted((sample.title, sample.to or "", *sample.issuers), key=len, reverse=True):
        text = text.replace(fixed, "\n") if fixed else text
    for line in text.splitlines():
        yield "".join(HAN.findall(line))


def find_runs(runs: set[str]) -> set[str]:
    """Those of `runs` that occur in a real text, read as Han characters only."""
    found: set[str] = set()
    for folder in ("seeds", "gold/dev", "texts", "pages"):
        for path in sorted((SHARED / folder).iterdir()):
            if path.suffix in (".txt", ".html", ".json", ".xml"):
                real = "".join(HAN.findall(re.sub(r"<[^>]{0,400}>", "", read_real(path))))
                found |= {real[i : i + LONGEST_RUN] for i in range(len(real) - LONGEST_RUN + 1)} & runs
    return found


def read_real(path: Path) -> str:
    """A real text in whatever encoding, in Simplified script."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return opencc.OpenCC("t2s").convert(data.decode(encoding, errors="replace"))
