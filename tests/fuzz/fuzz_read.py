"""Read mutated documents for a while and stop at the first broken promise (SECURITY.md).

    make fuzz
    python tests/fuzz/fuzz_read.py [--minutes N] [--seed N] [--start N]

Inputs are the documents of the example web, and of ../shared where it lies beside the project, cut, doubled, spliced, flipped and broken by
a seeded mutator, and now and then a flood (`floods.py`): a round's number and the seed give the same input again. Promised of each input:
only errors of `scraper.errors` come out of decoding, repair, page, document and the whole of `normalize`; spans lie inside the text; the
content file gives the same notice again; what was repaired stays as it is; five seconds of processor time and 500 MB are enough.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from floods import list_floods  # noqa: E402  the checkout is put on the path first

from scraper.cli.commands.normalize import describe_notice  # noqa: E402
from scraper.errors import DigestError  # noqa: E402
from scraper.frontmatter import parse_notice, render_notice  # noqa: E402
from scraper.model import Notice, Snapshot, Span  # noqa: E402
from scraper.page.reading import MAX_TEXT  # noqa: E402
from scraper.pipeline import Reader, build_reader, normalize_snapshot  # noqa: E402
from scraper.repair.decode import decode_bytes  # noqa: E402
from scraper.repair.repair import repair_text  # noqa: E402
from scraper.vocabulary import load_vocabulary  # noqa: E402

FOLDERS = ("tests/web/mirror", "tests/web/folder", "../shared/gold/dev", "../shared/pages", "../shared/texts", "../shared/seeds")
NAMES = ("page.html", "page.txt", "page.md", "page")
SECONDS = 5.0
MEGABYTES = 500
LARGEST = 1 << 20
FLOODS = list_floods()
FLOODED = 0.1
"""Share of the rounds that are floods."""
SIZES = (20_000, 100_000, 400_000, 1_400_000, 10_000_000)
DAY = date(2020, 3, 1)
_MARKS = """
《 》 〔2020〕 〔 号 （ ） ( ) 第一条 一、 （一） 1. 。 ； ： ，， ！ ？ |
来源： 发布时间： 索引号： 发文字号： 责任编辑： 抄送： 附件：
"""
SCRAPS = (
    *("<div>", "</div>", "<table>", "<tr><td colspan=9999>", "</table>", "<p", "<!--", "-->", "<script>", "<![CDATA[", "&#x0;", "&#55296;"),
    *_MARKS.split(),
    *("復(fù)", "業(yè)", "產(chǎn)", "?zé)", "\ufffd", "??", "\u3000\u3000", "\n", "\n\n", "\r", "\x00", "\u2028", "\u200b", "\ufeff"),
    *("2020年2月30日", "二〇二〇年", "13900001234", "0543-3160000", "100万元", "万元", "%", "不超过", "自印发之日起施行，有效期3年。"),
    *("当前位置：首页 > ", "| --- |", "# ", "- ", "9" * 40, "企" * 60),
)


class Broken(Exception):
    """A promise that an input broke."""


def load_corpus() -> list[bytes]:
    """All documents of the folders that are there."""
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".html", ".txt", ".md", ".xml"))
    return [path.read_bytes() for path in paths if path.is_file()]


def choose_input(corpus: list[bytes], rng: random.Random) -> tuple[bytes, str]:
    """The bytes of a round and the file name they come with."""
    if rng.random() >= FLOODED:
        return mutate(corpus, rng), rng.choice(NAMES)
    flood = rng.choice(FLOODS)
    data = flood.build(rng.choice(SIZES))
    return mutate_bytes(data, corpus, rng) if rng.random() < 0.2 else data, flood.file


def mutate(corpus: list[bytes], rng: random.Random) -> bytes:
    """One document with up to eight mutations, of bytes or of characters."""
    data = rng.choice(corpus)
    if rng.random() < 0.3:
        for _ in range(rng.randint(1, 8)):
            data = mutate_bytes(data, corpus, rng)
        return data[:LARGEST]
    text = data.decode("utf-8", "replace")
    for _ in range(rng.randint(1, 8)):
        text = rng.choice(MUTATIONS)(text, corpus, rng)[:LARGEST]
    return text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "gb18030", "utf-16")), "replace")


def mutate_bytes(data: bytes, corpus: list[bytes], rng: random.Random) -> bytes:
    """Bytes lost, flipped, cut off or moved, or another document's among them."""
    at, to = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    choice = rng.randrange(6)
    if choice == 0:
        return data[:at] + data[at + rng.randint(1, 4) :]
    if choice == 1:
        return data[:at] + rng.randbytes(rng.randint(1, 16)) + data[at:]
    if choice == 2:
        return data[:at] + bytes(byte ^ 1 << rng.randrange(8) for byte in data[at : at + rng.randint(1, 16)]) + data[at + 16 :]
    if choice == 3:
        other = rng.choice(corpus)
        return data[:at] + other[rng.randrange(len(other) + 1) :][:4096] + data[at:]
    return data[:to] if choice == 4 else data[:at] + data[to:] + data[at:to]


def choose_slice(text: str, rng: random.Random, longest: int = 2000) -> tuple[int, int]:
    """A place in a text, begin and end."""
    at = rng.randrange(len(text) + 1)
    return at, min(len(text), at + rng.randint(1, longest))


def cut_slice(text: str, _corpus: list[bytes], rng: random.Random) -> str:
    """A piece is lost."""
    at, to = choose_slice(text, rng)
    return text[:at] + text[to:]


def repeat_slice(text: str, _corpus: list[bytes], rng: random.Random) -> str:
    """A piece stands many times."""
    at, to = choose_slice(text, rng, rng.choice((5, 50, 500)))
    return text[:at] + text[at:to] * rng.choice((2, 5, 50, 500, 5000)) + text[to:]


def splice_other(text: str, corpus: list[bytes], rng: random.Random) -> str:
    """A piece of another document runs into this one."""
    other = rng.choice(corpus).decode("utf-8", "replace")
    at, (start, end) = rng.randrange(len(text) + 1), choose_slice(other, rng)
    return text[:at] + other[start:end] + text[at:]


def strew_scraps(text: str, _corpus: list[bytes], rng: random.Random) -> str:
    """Scraps that rules look for, in wrong places."""
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(SCRAPS) * rng.choice((1, 1, 1, 1, 3, 200)) + text[at:]
    return text


def drop_char(text: str, _corpus: list[bytes], rng: random.Random) -> str:
    """A character never occurs, or line ends do not."""
    return text.replace(rng.choice(("\n", "。", "<", ">", ">\n", " ", rng.choice(text or " "))), rng.choice(("", " ", "\n")))


def shuffle_lines(text: str, _corpus: list[bytes], rng: random.Random) -> str:
    """Lines in another order."""
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


MUTATIONS: tuple[Callable[[str, list[bytes], random.Random], str], ...] = (
    cut_slice,
    repeat_slice,
    splice_other,
    strew_scraps,
    strew_scraps,
    drop_char,
    shuffle_lines,
)


def check_input(data: bytes, name: str, reader: Reader) -> str:
    """Try every promise on one input; the word for what came of it.

    Raises:
        Broken: a promise does not hold.
    """
    start = time.process_time()
    try:
        notice = normalize_snapshot(Snapshot(name, data, hashlib.sha256(data).hexdigest()), reader)
        outcome = str(notice.kind)
        check_spans(notice)
        check_writing(notice)
    except DigestError as error:
        outcome = error.kind
    spent = time.process_time() - start
    if spent > SECONDS:
        raise Broken(f"{spent:.1f} seconds for {len(data)} bytes")
    if (peak := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10) > MEGABYTES:
        raise Broken(f"{peak} MB for {len(data)} bytes")
    check_repair(data)
    return outcome


def check_writing(notice: Notice) -> None:
    """The record is JSON, and the content file gives the same notice again."""
    json.dumps(describe_notice(notice, DAY), ensure_ascii=False)
    if parse_notice(render_notice(notice)) != notice:
        raise Broken("the content file gives another notice")


def check_repair(data: bytes) -> None:
    """What was repaired stays as it is; no larger text is ever repaired."""
    try:
        text = decode_bytes(data).text
    except DigestError:
        return
    if len(text) > MAX_TEXT:
        return
    once = repair_text(text).text
    if repair_text(once).text != once:
        raise Broken("a second repair changes the text again")


def check_spans(notice: Notice) -> None:
    """Every span of a notice lies inside its body."""
    outside = [span for span in list_spans(notice) if span.end > len(notice.body)]
    if outside:
        raise Broken(f"spans outside the body: {outside[:3]}")


def list_spans(record: object) -> Iterator[Span]:
    """All spans in a record and what it holds."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple | list):
        for item in record:
            yield from list_spans(item)
    elif is_dataclass(record):
        for field in fields(record):
            yield from list_spans(getattr(record, field.name))


def main() -> int:
    """Run until the time is over or a promise breaks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="the round to begin with: the one that broke a promise")
    args = parser.parse_args()
    corpus, reader = load_corpus(), build_reader(load_vocabulary(ROOT / "site_config" / "data"))
    outcomes: Counter[str] = Counter()
    end, number, slowest = time.monotonic() + 60 * args.minutes, args.start, (0.0, 0)
    while time.monotonic() < end:
        rng = random.Random(f"{args.seed}:{number}")  # noqa: S311  nothing is secret here
        data, name = choose_input(corpus, rng)
        begin = time.process_time()
        try:
            outcomes[check_input(data, name, reader)] += 1
        except Exception as error:
            print(f"round {number} of seed {args.seed} ({name}, {len(data)} bytes): {type(error).__name__}: {error}", file=sys.stderr)
            print(f"again: python tests/fuzz/fuzz_read.py --seed {args.seed} --start {number} --minutes 0.01", file=sys.stderr)
            raise
        slowest = max(slowest, (time.process_time() - begin, number))
        number += 1
    print(f"{sum(outcomes.values())} inputs of {len(corpus)} documents, slowest {slowest[0]:.1f} s (round {slowest[1]})")
    print(", ".join(f"{outcome} {count}" for outcome, count in outcomes.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
