"""Search generated measures by random substrings, in a browser: counts, precision, size and time.

    make bench-search
    python tests/bench/bench_search.py [--measures 5000] [--substrings 500] [--large 10000] [--json FILE]

Truth is literal containment. The digest's own search page (text as overlapping pairs) must find exactly the measures that hold a
substring of 2 to 6 Han characters, and nothing else among its first ten; Pagefind's own zh segmentation is measured on the same
measures in the same run. A larger site tells what a reader's first search transfers (bar: 300 KB). Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "site")]

import factory  # noqa: E402  the checkout is put on the path first

from scraper.model import Notice  # noqa: E402
from site_config.finding.browser_search import open_browser, search_site, serve_site  # noqa: E402

BYTES = 300_000
FIRST = ("贷款贴息", "企业", "")
"""First searches that are weighed: a word, the commonest word, and none."""
TEXT = (".js", ".css", ".json", "/", ".svg", ".xml")
THEME = ("/assets/javascripts/", "/assets/stylesheets/", "/assets/images/")
A_NOTICE = 10
HAN = re.compile("[\u4e00-\u9fff]{2,}")
CODES = ("370000", "371600", "371602", "330000", "330100", "500000")
GIVES = (
    "给予贷款贴息",
    "减免经营用房租金",
    "返还失业保险费",
    "补助技术改造投入",
    "奖励首次升规",
    "缓缴社会保险费",
    "优先保障用电",
    "补贴参展费用",
)
WHO = (
    "小微企业",
    "个体工商户",
    "高新技术企业",
    "外贸企业",
    "餐饮住宿业户",
    "规上工业企业",
    "家庭农场",
    "科技孵化器",
    "冷链物流企业",
    "新招员工的单位",
)
HOW = (
    "按实际支出的一定比例核定",
    "经主管部门审核后拨付",
    "凭缴费凭证一次性兑付",
    "由经办银行直接抵扣",
    "在惠企平台上在线申领",
    "逐级公示无异议后发放",
)
WHAT = (
    "设备购置",
    "场地租赁",
    "岗前培训",
    "品牌推广",
    "检验检测",
    "节水改造",
    "数据上云",
    "出口信保",
    "仓储周转",
    "污水治理",
    "夜间经济",
    "托育服务",
)
TAIL = ("同一事项不重复享受", "资金由本级预算安排", "逾期视为放弃", "不得截留挪用", "绩效随年度评价公布", "材料容缺可以后补")

SCRAMBLE = "".join((*WHAT, *TAIL, *HOW))


@dataclass(slots=True)
class Tally:
    """How one search did."""

    exact: int = 0
    asked: int = 0
    precisions: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, query: str, truth: set[str], count: int, first: Sequence[str]) -> None:
        """One answer: how many were said to be found, and the first ten."""
        self.asked += 1
        self.exact += count == len(truth)
        self.precisions += [sum(text in truth for text in first[:10]) / len(first[:10])] if first else []
        if count != len(truth):
            self.missed.append(f"{query}: {count}, not {len(truth)}")

    def describe(self) -> dict[str, Any]:
        """As JSON types."""
        precision = sum(self.precisions) / len(self.precisions) if self.precisions else 0.0
        return {"asked": self.asked, "exact": self.exact, "precision": round(precision, 4), "missed": self.missed[:10]}


def make_notices(measures: int, seed: int = 1) -> list[Notice]:
    """Notices of ten measures of about 120 characters, all different."""
    chance = random.Random(seed)  # noqa: S311  (the same measures each time)
    return [_make_notice(number, chance) for number in range(measures // A_NOTICE)]


def _draw(chance: random.Random) -> str:
    """A common character of simplified Chinese."""
    return bytes((chance.randint(0xB0, 0xD6), chance.randint(0xA1, 0xFE))).decode("gb2312")


def _make_notice(number: int, chance: random.Random) -> Notice:
    blocks = []
    for _ in range(A_NOTICE):
        who, give, what = chance.choice(WHO), chance.choice(GIVES), chance.choice(WHAT)
        spent = f"用于{what}、{chance.choice(WHAT)}的，{chance.choice(HOW)}，{chance.choice(HOW)}，最高{chance.randint(1, 900)}万元"
        rest = f"{spent}；{chance.choice(TAIL)}，{chance.choice(TAIL)}。{''.join(chance.sample(SCRAMBLE, 24))}。"
        blocks.append((f"对{what}的{who}{give}{_draw(chance)}{_draw(chance)}{_draw(chance)}", rest, {}))
    day = date(2020, 1, 1) + timedelta(days=number % 1500)
    return factory.make_notice(f"关于支持示例发展的第{number}号通知", blocks, code=CODES[number % len(CODES)], day=day, serial=number + 1)


def list_texts(notices: Sequence[Notice]) -> dict[str, str]:
    """The text of each measure, by `notice#measure`."""
    return {f"{n.id}#{m.id}": m.span.read(n.body) for n in notices for m in n.measures}


def choose_substrings(texts: Sequence[str], number: int, seed: int = 2) -> list[str]:
    """Substrings of 2 to 6 Han characters that stand somewhere."""
    chance = random.Random(seed)  # noqa: S311  (the same measures each time)
    chosen: dict[str, None] = {}
    while len(chosen) < number:
        run = chance.choice(HAN.findall(chance.choice(texts)))
        size = min(chance.randint(2, 6), len(run))
        start = chance.randint(0, len(run) - size)
        chosen[run[start : start + size]] = None
    return list(chosen)


def build_site(folder: Path, notices: Sequence[Notice]) -> tuple[Path, dict[str, float]]:
    """The site of these notices, and the seconds that its index alone takes: cards and roll made, and both written."""
    from site_config.catalog.digest import build_digest
    from site_config.closed_words import load_vocabulary
    from site_config.finding.search_index import index_records
    from site_config.finding.search_records import build_records
    from site_config.finding.traditional import build_simplifier

    factory.save_digest(folder, notices)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, env=_environment())
    digest = build_digest(notices, load_vocabulary(), factory.AS_OF)
    start = time.process_time()
    records = tuple(build_records(digest))
    half = time.process_time()
    index_records(records, folder / "again", build_simplifier())
    return folder / "site", {"cards": round(half - start, 1), "index": round(time.process_time() - half, 1)}


def _environment() -> dict[str, str]:
    return os.environ | {"POLICY_DIGEST_AS_OF": factory.AS_OF.isoformat(), "NO_MKDOCS_2_WARNING": "1"}


def measure_pairs(page: Any, address: str, texts: dict[str, str], queries: Sequence[str]) -> Tally:
    """The digest's own search page."""
    tally = Tally()
    for query in queries:
        results, hits = search_site(page, address, query)
        tally.add(query, {key for key, text in texts.items() if query in text}, hits, [f"{r.notice}#{r.measure}" for r in results])
    return tally


def cut_words(page: Any, texts: dict[str, str]) -> dict[str, str]:
    """Texts with a space between words, by the segmenter of the browser, which Pagefind uses for zh queries.

    Only Pagefind's extended build cuts words when it indexes, and the standard one would find next to nothing.
    """
    cut = """(texts) => {
      const words = new Intl.Segmenter("zh", { granularity: "word" });
      return texts.map((text) => [...words.segment(text)].map((part) => part.segment).join(" "));
    }"""
    return dict(zip(texts, page.evaluate(cut, list(texts.values())), strict=True))


def index_words(folder: Path, texts: dict[str, str]) -> Path:
    """Measures as plain zh pages for Pagefind as it comes."""
    for number, (key, text) in enumerate(texts.items()):
        path = folder / "pages" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'<html lang="zh"><head><title>r</title><meta data-pagefind-meta="key[content]" content="{key}"></head>'
        path.write_text(f"<!doctype html>{head}<body data-pagefind-body><p>{text}</p></body></html>", encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(folder / "pages"), "--output-path", str(folder / "site/pagefind")]
    subprocess.run([*command, "--silent"], check=True, capture_output=True)
    (folder / "site/search").mkdir()
    (folder / "site/search/index.html").write_text('<!doctype html><html lang="zh"><title>s</title>', encoding="utf-8")
    return folder / "site"


def measure_words(page: Any, address: str, texts: dict[str, str], queries: Sequence[str]) -> Tally:
    """Pagefind as it comes."""
    tally = Tally()
    page.goto(f"{address}search/")
    for query in queries:
        count, first = page.evaluate(
            """async (query) => {
              const { results } = await (await import("/pagefind/pagefind.js")).search(query);
              const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
              return [results.length, first.map((data) => data.meta.key)];
            }""",
            query,
        )
        tally.add(query, {key for key, text in texts.items() if query in text}, count, first)
    return tally


def measure_transfer(browser: Any, address: str, site: Path, query: str) -> dict[str, int]:
    """Bytes of a first search in a fresh browser, text as hosts send it (gzip): all but the theme, everything, and uncompressed."""
    page = browser.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({urlsplit(request.url).path: request.sizes()["responseBodySize"]}))
    search_site(page, address, query)
    page.close()
    packed = {path: _pack(site, path) if path.endswith(TEXT) else size for path, size in sizes.items()}
    own = [path for path in sizes if not path.startswith(THEME)]
    return {
        "bytes": sum(packed[path] for path in own),
        "with_theme": sum(packed.values()),
        "uncompressed": sum(sizes[path] for path in own),
        "requests": len(sizes),
    }


def _pack(site: Path, path: str) -> int:
    file = site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
    return len(gzip.compress(file.read_bytes(), 6))


def run_bench(measures: int, substrings: int, large: int) -> dict[str, Any]:
    """All figures."""
    notices = make_notices(measures)
    texts = list_texts(notices)
    queries = choose_substrings(list(texts.values()), substrings)
    with tempfile.TemporaryDirectory() as name, open_browser() as browser:
        folder = Path(name)
        site, seconds = build_site(folder / "pairs", notices)
        page = browser.new_page(locale="zh-CN")
        with serve_site(site) as address:
            pairs = measure_pairs(page, address, texts, queries)
        with serve_site(index_words(folder / "words", cut_words(page, texts))) as address:
            words = measure_words(page, address, texts, queries)
        result = {"measures": len(texts), "seconds": seconds, "pairs": pairs.describe(), "words": words.describe()}
        if large:
            big = make_notices(large, seed=3)
            site, seconds = build_site(folder / "large", big)
            with serve_site(site) as address:
                first = {query: measure_transfer(browser, address, site, query) for query in FIRST}
            result["large"] = {"measures": large, "seconds": seconds, "first_search": first}
    return result


def find_faults(result: dict[str, Any]) -> list[str]:
    """The bars that are missed."""
    pairs, large = result["pairs"], result.get("large")
    faults = [] if pairs["exact"] == pairs["asked"] else [f"{pairs['asked'] - pairs['exact']} counts are wrong"]
    faults += [] if pairs["precision"] == 1 else [f"precision {pairs['precision']}"]
    heavy = {query: sizes["bytes"] for query, sizes in large["first_search"].items()} if large else {}
    return faults + [f"a first search for {query} transfers {size} bytes" for query, size in heavy.items() if size > BYTES]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measures", type=int, default=5000)
    parser.add_argument("--substrings", type=int, default=500)
    parser.add_argument("--large", type=int, default=10_000, help="measures of the site whose first search is weighed; 0: none")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    result = run_bench(args.measures, args.substrings, args.large)
    faults = find_faults(result)
    print(json.dumps(result | {"faults": faults}, ensure_ascii=False, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
