"""Columns of a site that look as if policies stood in them, by the words of the links to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from scraper.adapters.links import MOST_ANCHORS, find_link, parse_html, text_of
from scraper.clues.link_targets import read_place
from scraper.harvest.judgement import name_domain, reduce_address
from scraper.lexicon.wordbook import load_book
from scraper.text.fold import fold_width, squash

KINDS = tuple(entry.compile() for entry in load_book("policy_columns").values())
"""Best first."""
MOST = 3
LONGEST = 12
"""Characters of the name of a column."""


def find_columns(text: str, url: str) -> tuple[tuple[str, str], ...]:
    """Name and address of up to three columns that a page of a site links to, the likeliest first; not the page itself.

    >>> page = "<a href='/rszx/'>人事</a><a href='/tzgg/'>通知公告</a><a href='/hqzc/'>惠企政策</a><a href='http://b.test/'>政策文件</a>"
    >>> find_columns(page, "http://a.example/")
    (('惠企政策', 'http://a.example/hqzc/'), ('通知公告', 'http://a.example/tzgg/'))
    """
    named: dict[str, tuple[int, str, str]] = {}
    placed: dict[tuple[str, str, str], tuple[int, str, str]] = {}
    for column in list_columns(text, url):
        named.setdefault(column[1], column)
    for column in named.values():
        placed.setdefault(reduce_address(column[2]), column)
    ranked = sorted(placed.values(), key=lambda column: column[0])
    return tuple((name, address) for _, name, address in ranked[:MOST])


def list_columns(text: str, url: str) -> Iterator[tuple[int, str, str]]:
    """Rank, name and address of each link that is named like a column of policies, in the order of the page."""
    root, place = parse_html(text) if "<" in text else None, read_place(text, url)
    for link in islice(root.iter("a"), MOST_ANCHORS) if root is not None else ():
        name = squash(fold_width(text_of(link)))
        kind = next((rank for rank, words in enumerate(KINDS) if len(name) <= LONGEST and words.search(name)), None)
        address = find_link(link, place) if kind is not None else None
        if kind is not None and address and name_domain(address) == name_domain(url) and reduce_address(address) != reduce_address(url):
            yield kind, name, address
