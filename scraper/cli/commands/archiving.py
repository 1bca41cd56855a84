"""`policy-digest archive`: what is archived, and whether it is whole."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from scraper.cli.console import Commands, add_command, add_root
from scraper.cli.speech import say, say_json
from scraper.store.archive import Archive
from scraper.store.audit import Stock, count_stock
from scraper.store.root import KEPT, find_root

EPILOG = """Every record is read and held against the fingerprint that was written with it. Damaged pages are fetched again when their list
still names them; what stands in content/ stays.

exit codes: 0 all is whole; 1 records are damaged or cut off, their files are named; 2 not begun

example:
  policy-digest archive --root my-digest"""


def add_parser(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(commands, "archive", run, "count what is archived and check that it is whole", EPILOG)
    add_root(parser)
    parser.add_argument("--json", action="store_true", help="one line of JSON a run and source")


def run(args: argparse.Namespace) -> int:
    """Print what each run archived and what is damaged; the exit code is 1 when something is."""
    stocks = []
    for stock in count_stock(Archive(find_root(args.root) / KEPT / "archive")):
        stocks.append(stock)
        if args.json:
            say_json(asdict(stock) | {"whole": stock.whole})
        elif not stock.whole:
            say(f"{KEPT}/archive/{stock.run}/{stock.source}.warc.gz: {describe_damage(stock)}")
    if not args.json:
        say(describe_stocks(stocks))
    return int(not all(stock.whole for stock in stocks))


def describe_stocks(stocks: list[Stock]) -> str:
    """The sum of all stocks in a line."""
    runs, sources = len({stock.run for stock in stocks}), len({stock.source for stock in stocks})
    records, size = sum(stock.records for stock in stocks), sum(stock.size for stock in stocks)
    return f"{records:,} records of {sources} sources in {runs} runs, {size / 1e6:,.1f} MB"


def describe_damage(stock: Stock) -> str:
    """In words, the damaged stretches of a file.

    >>> describe_damage(Stock("20260301T080000.000000Z", "a-b", 3, 1, 5000, 100, True, ((120, 460), (4900, 5000))))
    '1 damaged records, 100 bytes cut off: bytes 120-459, bytes 4900-4999'
    """
    ranges = ", ".join(f"bytes {start}-{end - 1}" for start, end in stock.gaps)
    return f"{stock.damaged} damaged records, {stock.lost:,} bytes cut off: {ranges}"
