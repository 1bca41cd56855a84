"""Read saved pages with Policy Digest and with general extractors, in one run: scores and time.

    make bench-read
    python tests/bench/bench_read.py [--rounds N] [--gold DIR] [--pages DIR] [--json FILE]

Scores are taken on the labelled HTML pages of a gold folder: title, published, body_recall and body_clean as its `score.py` defines
them. Times are medians of N rounds over all pages given, tools in turn page by page, one thread; the last column is the ratio to
trafilatura. "digest" is the whole of `normalize` (every field, measures included); "digest read" is its page part alone, the only one
that does what the others do.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from extractors import Tool, build_tools, try_tool  # noqa: E402  the checkout is put on the path first


def load_scorer(gold: Path) -> ModuleType:
    """The gold folder's own scorer, one level up."""
    spec = importlib.util.spec_from_file_location("gold_score", gold.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


def score_tool(scorer: ModuleType, gold: Path, tool: Tool) -> dict[str, float | None]:
    """The gold scorer's title, published, body_recall and body_clean on the labelled HTML pages alone."""

    with tempfile.TemporaryDirectory() as folder:
        labels = Path(folder) / "labels"
        labels.mkdir()
        lines = []
        for path in sorted(gold.glob("*.html")):
            (labels / f"{path.stem}.json").write_bytes((gold / f"{path.stem}.json").read_bytes())
            fields, _ = try_tool(tool, path.read_bytes())
            lines.append(json.dumps({"input": path.name, **fields}, ensure_ascii=False))
        predictions = Path(folder) / "p.jsonl"
        predictions.write_text("\n".join(lines), encoding="utf-8")
        table, _ = scorer.score(labels, predictions)
    return {key: table[key][0] for key in ("title", "published", "body_recall", "body_clean")}


def measure_times(tools: dict[str, Tool], pages: list[bytes], rounds: int) -> dict[str, float]:
    """Median seconds a page for each tool; tools take turns on each page so that a slow moment of the machine hits all."""
    totals: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(rounds):
        for data in pages:
            for name, tool in tools.items():
                totals[name].append(try_tool(tool, data)[1])
    return {name: statistics.median(times) for name, times in totals.items()}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--gold", type=Path, default=ROOT / ".." / "shared" / "gold" / "dev")
    parser.add_argument("--pages", type=Path, nargs="*", default=[ROOT / ".." / "shared" / "pages", ROOT / "tests" / "web" / "mirror"])
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    tools = build_tools()
    folders = [folder for folder in (args.gold, *args.pages) if folder.is_dir()]
    pages = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.html"))]
    if not pages:
        print("no pages to read", file=sys.stderr)
        return 1
    scores: dict[str, dict[str, float | None]] = {}
    if args.gold.is_dir():
        scorer = load_scorer(args.gold)
        scores = {name: score_tool(scorer, args.gold, tool) for name, tool in tools.items()}
    times = measure_times(tools, pages, args.rounds)
    base = times.get("trafilatura")
    print(f"{len(pages)} pages, {args.rounds} rounds; scores on {len(list(args.gold.glob('*.html')))} labelled pages")
    print(f"{'tool':12} {'title':>6} {'date':>6} {'recall':>6} {'clean':>6} {'ms/page':>8} {'pages/s':>8} {'ratio':>6}")
    for name, seconds in times.items():
        row = scores.get(name, {})
        cells = " ".join(
            f"{'-' if row.get(k) is None else format(row[k], '.3f'):>6}" for k in ("title", "published", "body_recall", "body_clean")
        )
        ratio = f"{seconds / base:6.2f}" if base else "     -"
        print(f"{name:12} {cells} {seconds * 1000:8.2f} {1 / seconds:8.1f} {ratio}")
    if args.json:
        args.json.write_text(json.dumps({"times": times, "scores": scores}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
